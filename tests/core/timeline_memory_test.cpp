// SPDX-License-Identifier: GPL-3.0-or-later
// What a timeline keeps of a session that plays slowly for hours, so that any moment is within reach: a
// stated number of bytes for each event, however little comes at a time and however often one looks back.
#include "core/replay/timeline.h"
#include "support/bytes_in_use.h"

#include <QTest>
#include <random>
#include <sys/socket.h>

using namespace sockstep;
using namespace sockstep::test;

class TimelineMemoryTest : public QObject {
    Q_OBJECT

private slots:
    void slowPlayKeepsWhatIsStatedForEachEvent_data();
    void slowPlayKeepsWhatIsStatedForEachEvent();
};

namespace {

constexpr EventIndex kEvents = 200'000;
constexpr ActorId kServer = 0;
constexpr ActorId kClient = 1;
constexpr SocketId kListener = 1;

/// A conversation as a person leads it, call by call, and what the kernel says of the sockets meanwhile.
/// After each event, \p Taken is called.
template <typename Taken> class SlowPlay {
public:
    SlowPlay(Recording &recording, Taken taken)
        : recording_(recording)
        , taken_(std::move(taken))
    {
        call(kServer, 0, Function::Socket, kListener);
        state(kListener, TcpState::Close, TcpState::Listen);
    }

    void connect()
    {
        client_ = ++last_;
        connection_ = ++last_;
        using enum TcpState;
        call(kClient, 0, Function::Socket, client_);
        call(kClient, client_, Function::Connect);
        state(connection_, Listen, SynRecv, kListener);
        state(client_, SynSent, Established);
        state(connection_, SynRecv, Established, kListener);
        call(kServer, kListener, Function::Accept, connection_);
    }
    /// There and back.
    void talk()
    {
        add(MessageTyped {kClient, "hello"});
        transfer(kClient, client_, kServer, connection_);
        transfer(kServer, connection_, kClient, client_);
    }
    void disconnect()
    {
        using enum TcpState;
        call(kClient, client_, Function::Close);
        state(client_, Established, FinWait2);
        state(connection_, Established, CloseWait);
        call(kServer, connection_, Function::Close);
        state(client_, FinWait2, TimeWait);
        state(connection_, LastAck, Close);
    }

private:
    void add(EventBody event)
    {
        recording_.append(std::move(event));
        taken_();
    }
    CallId enter(ActorId actor, SocketId socket, Function function, std::string data = {})
    {
        CallEntered call;
        call.actor = actor;
        call.socket = socket;
        call.function = function;
        call.line = 1;
        call.data = std::move(data);
        if (function == Function::Socket)
            call.args = {{ArgumentName::Domain, AF_INET}, {ArgumentName::Type, SOCK_STREAM}};
        const CallId id = recording_.enter(std::move(call));
        taken_();
        return id;
    }
    void comeBack(CallId call, std::int64_t result, SocketId made = 0, std::string data = {})
    {
        CallReturned returned;
        returned.call = call;
        returned.result = result;
        returned.socket = made;
        returned.fd = made ? static_cast<int>(result) : -1;
        returned.data = std::move(data);
        add(std::move(returned));
    }
    void call(ActorId actor, SocketId socket, Function function, SocketId made = 0)
    {
        comeBack(enter(actor, socket, function), made ? 5 : 0, made);
    }
    void state(SocketId socket, TcpState from, TcpState to, SocketId listener = 0)
    {
        const Endpoint server = Endpoint::loopback(9000);
        const Endpoint client = Endpoint::loopback(static_cast<std::uint16_t>(10000 + client_ % 50000));
        const bool isClient = socket == client_;
        add(StateChanged {socket, listener, from, to, Evidence::Observed, isClient ? client : server,
            to == TcpState::Listen ? Endpoint()
                : isClient         ? server
                                   : client,
            {}});
    }
    void transfer(ActorId from, SocketId sender, ActorId to, SocketId receiver)
    {
        comeBack(enter(from, sender, Function::Send, "hello"), 5);
        add(Sampled {receiver, {5, 0}});
        const CallId received = enter(to, receiver, Function::Recv);
        add(CallBlocked {received});
        comeBack(received, 5, 0, "hello");
        add(Sampled {receiver, {0, 0}});
    }

    Recording &recording_;
    Taken taken_;
    SocketId last_ = kListener;
    SocketId client_ = 0;
    SocketId connection_ = 0;
};

} // namespace

void TimelineMemoryTest::slowPlayKeepsWhatIsStatedForEachEvent_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<bool>("connectsAgain");
    for (const QString &network : {QStringLiteral("loopback"), QStringLiteral("lab")}) {
        QTest::newRow(qPrintable(network + QStringLiteral(", one connection"))) << network << false;
        QTest::newRow(qPrintable(network + QStringLiteral(", connections that come and go")))
            << network << true;
    }
}

void TimelineMemoryTest::slowPlayKeepsWhatIsStatedForEachEvent()
{
    QFETCH(const QString, network);
    QFETCH(const bool, connectsAgain);
    if (!allocatorTells())
        QSKIP("a sanitizer's allocator does not tell");
    Header header = headerForNow("client-close", {"server", "client"});
    header.network = network.toStdString();
    Recording recording(header);
    Timeline timeline(recording);
    // Only what the timeline asks for counts, not what the recording does.
    std::ptrdiff_t kept = 0;
    SlowPlay play(recording, [&] {
        const std::size_t before = bytesInUse();
        timeline.advance();
        kept += static_cast<std::ptrdiff_t>(bytesInUse()) - static_cast<std::ptrdiff_t>(before);
    });
    play.connect();
    while (recording.size() < kEvents) {
        play.talk();
        if (connectsAgain) {
            play.disconnect();
            play.connect();
        }
    }
    const double live = static_cast<double>(kept) / kEvents;
    std::mt19937 chance(1);
    const auto lookBack = [&] {
        for (int i = 0; i < 100; ++i)
            QVERIFY(timeline.at(static_cast<EventIndex>(chance() % kEvents)));
    };
    lookBack(); // what the allocator keeps at hand is there then
    const std::size_t before = bytesInUse();
    lookBack();
    const auto lookedBack = static_cast<std::ptrdiff_t>(bytesInUse()) - static_cast<std::ptrdiff_t>(before);
    qInfo("%.1f bytes an event, %td more after looking back", live, lookedBack);
    // Each socket has tables of its own: a connection of 28 events has two.
    const double most = connectsAgain ? 200 : 100;
    QVERIFY(live < most);
    QVERIFY(lookedBack < 16'384);
}

QTEST_APPLESS_MAIN(TimelineMemoryTest)
#include "timeline_memory_test.moc"
