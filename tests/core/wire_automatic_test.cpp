// SPDX-License-Identifier: GPL-3.0-or-later
// The wire by itself: its delays, its losses, its cable; what it says of its own quiet; and its end, at
// any moment. Times are those of the recording, and only ever "at least".
#include "core/lab/lab_support.h"
#include "support/patience.h"
#include "support/process_census.h"
#include "support/wired_lab.h"

#include <QTest>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

using namespace sockstep;
using namespace sockstep::test;
using namespace std::chrono_literals;

class WireAutomaticTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareForLab(); }

private slots:
    void initTestCase();
    void eachSegmentTakesItsDirectionsDelay();
    void aShorterDelayLetsNothingOvertake();
    void theSameSeedLosesTheSameSegments();
    void everythingOrNothingIsLostIfThePersonSaysSo();
    void whatIsOnItsWayIsLostWhenTheCableIsPulled();
    void quietMeansThatEverythingHasArrived();
    void quietMeansThatEveryAnswerHasArrivedToo();
    void theWireEndsAtAnyMoment_data();
    void theWireEndsAtAnyMoment();
    void commandsFromManyThreadsAreAllObeyed();
};

namespace {

/// Two sockets for datagrams, of which the kernel sends exactly those that it is told to.
struct Datagrams {
    explicit Datagrams(const WiredLab &lab)
        : client(open(lab, Host::Client))
        , server(open(lab, Host::Server))
    {
        sockaddr_storage address {};
        const socklen_t length = Lab::serverAddress(kPort).toSockaddr(address);
        ready = ::bind(server.get(), reinterpret_cast<sockaddr *>(&address), length) == 0
            && ::connect(client.get(), reinterpret_cast<sockaddr *>(&address), length) == 0;
    }
    static Descriptor open(const WiredLab &lab, Host host)
    {
        int fd = -1;
        actOn(lab.lab(), host, [&] { fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); });
        return Descriptor(fd);
    }
    bool send(int number) const { return ::send(client.get(), &number, sizeof number, 0) == sizeof number; }

    static constexpr std::uint16_t kPort = 5000;
    Descriptor client;
    Descriptor server;
    bool ready = false;
};

bool isDatagram(const RecordedSegment &one)
{
    return one.packet && one.packet->protocol == Packet::Protocol::Udp;
}

/// Which of \p count datagrams a wire with those settings loses, by their numbers.
QList<int> lostOf(int count, const WireSettings &settings)
{
    WiredLab lab(settings);
    if (!lab.error().empty())
        return {-1};
    const Datagrams talk(lab);
    for (int i = 0; i < count; ++i) {
        if (!talk.ready || !talk.send(i))
            return {-2};
        // A device keeps 500 packets for us, and drops what is more.
        if (i % 100 == 99 && !lab.waitUntilQuiet())
            return {-3};
    }
    if (!lab.waitUntilQuiet())
        return {-4};
    QList<int> lost;
    for (const RecordedSegment &one : segmentsIn(lab.recording(), Host::Client, isDatagram)) {
        int number = 0;
        one.data().copy(reinterpret_cast<char *>(&number), sizeof number);
        if (one.phase == SegmentPhase::Dropped && one.reason == DropReason::Chance)
            lost << number;
    }
    return lost;
}

WireSettings losing(double percent, std::uint64_t seed)
{
    WireSettings settings = WiredLab::automatic();
    settings.lossPercent = percent;
    settings.seed = seed;
    return settings;
}

} // namespace

void WireAutomaticTest::initTestCase()
{
    const std::string why = whyNoLab();
    QVERIFY2(why.empty(), why.c_str());
}

void WireAutomaticTest::eachSegmentTakesItsDirectionsDelay()
{
    WireSettings settings = WiredLab::automatic();
    settings.delayFromClient = 40ms;
    settings.delayFromServer = 15ms;
    WiredLab lab(settings);
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.connect());
    std::string said;
    for (int i = 0; i < 20; ++i) {
        const std::string word = std::to_string(i) + ' ';
        QCOMPARE(::send(lab.client().get(), word.data(), word.size(), 0), static_cast<ssize_t>(word.size()));
        said += word;
    }
    QCOMPARE(receive(lab.server(), said.size()), said);
    QVERIFY(lab.waitUntilQuiet());
    std::chrono::nanoseconds last[2] {};
    for (const RecordedSegment &one : segmentsIn(lab.recording())) {
        const bool fromClient = one.sent->from == Host::Client;
        QCOMPARE(one.phase, SegmentPhase::Delivered);
        QVERIFY2(one.movedAt - one.sentAt >= (fromClient ? 40ms : 15ms), qPrintable(text(one)));
        QVERIFY(one.movedAt >= last[fromClient]); // in the order of sending
        last[fromClient] = one.movedAt;
    }
}

void WireAutomaticTest::aShorterDelayLetsNothingOvertake()
{
    WiredLab lab(WiredLab::automatic(300ms));
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    const Datagrams talk(lab);
    QVERIFY(talk.ready && talk.send(1));
    QVERIFY(lab.waitUntil([&] { return segmentsIn(lab.recording()).size() == 1; }));
    lab.wire().set(WiredLab::automatic());
    QVERIFY(lab.waitUntil([&] { return lab.wire().settings().delayFromClient == 0ms; }));
    QVERIFY(talk.send(2));
    for (const int expected : {1, 2}) {
        QVERIFY(waitFor(talk.server, POLLIN));
        int number = 0;
        QCOMPARE(::recv(talk.server.get(), &number, sizeof number, 0), ssize_t {sizeof number});
        QCOMPARE(number, expected);
    }
    QVERIFY(lab.segment(1).movedAt - lab.segment(1).sentAt >= 300ms);
}

void WireAutomaticTest::theSameSeedLosesTheSameSegments()
{
    constexpr int kCount = 500;
    const QList<int> lost = lostOf(kCount, losing(20, 7));
    QCOMPARE(lostOf(kCount, losing(20, 7)), lost);
    QVERIFY(lostOf(kCount, losing(20, 8)) != lost);
    // A fifth of 500, and five standard deviations of 9 to either side.
    QVERIFY2(lost.size() > 55 && lost.size() < 145, qPrintable(QString::number(lost.size())));
}

void WireAutomaticTest::everythingOrNothingIsLostIfThePersonSaysSo()
{
    QCOMPARE(lostOf(100, losing(0, 1)).size(), 0);
    QCOMPARE(lostOf(100, losing(100, 1)).size(), 100);
}

void WireAutomaticTest::whatIsOnItsWayIsLostWhenTheCableIsPulled()
{
    WiredLab lab(WiredLab::automatic());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.connect());
    QVERIFY(lab.waitUntilQuiet());
    lab.wire().set(WiredLab::automatic(1h));
    QVERIFY(lab.waitUntilQuiet());
    QCOMPARE(::send(lab.client().get(), "hello", 5, 0), 5);
    const auto data = [&] { return segmentsIn(lab.recording(), Host::Client, isData); };
    QVERIFY(lab.waitUntil([&] { return !data().empty(); }));
    QVERIFY(!lab.wire().isQuiet());
    lab.wire().setPlugged(false);
    QVERIFY(lab.waitUntil([&] { return data().front().phase == SegmentPhase::Dropped; }));
    // What the kernel sends again meanwhile is lost as well.
    QVERIFY(lab.waitUntil([&] { return data().size() >= 3; }));
    QVERIFY(lab.waitUntilQuiet());
    QVERIFY(lab.wire().isEmpty());
    for (const RecordedSegment &one : data())
        QCOMPARE(one.reason, DropReason::Cable);
    lab.wire().set(WiredLab::automatic());
    lab.wire().setPlugged(true);
    QCOMPARE(receive(lab.server(), 5), std::string("hello"));
    QCOMPARE(data().back().sent->original, data().front().id());
}

void WireAutomaticTest::quietMeansThatEverythingHasArrived()
{
    WiredLab lab(WiredLab::automatic());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    const Datagrams talk(lab);
    QVERIFY(talk.ready);
    for (int i = 0; i < 5000; ++i) {
        QVERIFY(talk.send(i)); // when it returns, the packet is in our device
        QVERIFY(lab.waitUntilQuiet());
        int number = -1;
        QCOMPARE(::recv(talk.server.get(), &number, sizeof number, 0), ssize_t {sizeof number});
        QCOMPARE(number, i);
    }
}

void WireAutomaticTest::quietMeansThatEveryAnswerHasArrivedToo()
{
    // A SYN to a closed port is answered by the other kernel while it takes the SYN in: for a moment there
    // is a packet on either side, and never none.
    WiredLab lab(WiredLab::automatic());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    for (int i = 0; i < 1000; ++i) {
        QVERIFY(lab.call());
        QVERIFY(lab.waitUntilQuiet());
        int error = 0;
        socklen_t length = sizeof error;
        QCOMPARE(::getsockopt(lab.client().get(), SOL_SOCKET, SO_ERROR, &error, &length), 0);
        QCOMPARE(error, ECONNREFUSED);
    }
}

void WireAutomaticTest::theWireEndsAtAnyMoment_data()
{
    QTest::addColumn<QString>("moment");
    for (const char *moment : {"before the first segment", "with a segment on its way", "with one held",
             "with the cable out", "in the midst of data", "in the midst of commands"})
        QTest::newRow(moment) << QString::fromLatin1(moment);
}

void WireAutomaticTest::theWireEndsAtAnyMoment()
{
    QFETCH(const QString, moment);
    const auto is = [&](const char *name) { return moment == QLatin1String(name); };
    for (int run = 0; run < 10; ++run) {
        WiredLab lab(is("with a segment on its way") ? WiredLab::automatic(1h)
                : is("with one held")                ? WiredLab::stepped()
                                                     : WiredLab::automatic());
        QVERIFY2(lab.error().empty(), lab.error().c_str());
        std::jthread busy;
        if (is("with a segment on its way") || is("with one held")) {
            QVERIFY(lab.call());
            QVERIFY(lab.waitUntil([&] { return !segmentsIn(lab.recording()).empty(); }));
        } else if (is("with the cable out")) {
            lab.wire().setPlugged(false);
            QVERIFY(lab.call());
        } else if (is("in the midst of data")) {
            QVERIFY(lab.connect());
            busy = std::jthread([&](const std::stop_token &stop) {
                const std::string much(100'000, 'x');
                while (!stop.stop_requested())
                    ::send(lab.client().get(), much.data(), much.size(), MSG_NOSIGNAL);
            });
            QCOMPARE(receive(lab.server(), 1'000'000).size(), std::size_t {1'000'000});
        } else if (is("in the midst of commands")) {
            busy = std::jthread([&](const std::stop_token &stop) {
                for (unsigned i = 0; !stop.stop_requested(); ++i)
                    lab.wire().setPlugged(i % 2 == 0);
            });
            QVERIFY(lab.waitUntil([&] { return lab.recording().size() > 100; }));
        }
        lab.wire().stop();
        const EventIndex size = lab.recording().size();
        lab.wire().deliver(1); // to nobody
        lab.wire().stop();
        QCOMPARE(lab.recording().size(), size);
    }
}

void WireAutomaticTest::commandsFromManyThreadsAreAllObeyed()
{
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    const Datagrams talk(lab);
    QVERIFY(talk.ready);
    constexpr int kCount = 200;
    for (int i = 0; i < kCount; ++i)
        QVERIFY(talk.send(i));
    QVERIFY(lab.waitUntilHeld(kCount));
    {
        std::vector<std::jthread> threads;
        for (SegmentId first = 1; first <= 4; ++first) {
            threads.emplace_back([&lab, first] {
                for (SegmentId id = first; id <= kCount; id += 4)
                    first % 2 ? lab.wire().deliver(id) : lab.wire().drop(id);
            });
        }
    }
    QVERIFY(lab.waitUntilQuiet());
    QVERIFY(lab.wire().isEmpty());
    for (const RecordedSegment &one : segmentsIn(lab.recording(), Host::Client, isDatagram))
        QCOMPARE(one.phase, one.id() % 2 ? SegmentPhase::Delivered : SegmentPhase::Dropped);
}

QTEST_APPLESS_MAIN(WireAutomaticTest)
#include "wire_automatic_test.moc"
