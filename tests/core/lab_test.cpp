// SPDX-License-Identifier: GPL-3.0-or-later
// A lab is two hosts that have each other and nothing else, and the machine does not notice.
#include "core/lab/lab_support.h"
#include "support/process_census.h"
#include "support/wired_lab.h"

#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTest>
#include <cstring>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <thread>

using namespace sockstep;
using namespace sockstep::test;


class LabTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareForLab(); }

private slots:
    void initTestCase();
    void tcpConnectsAcrossIt_data();
    void tcpConnectsAcrossIt();
    void aHostHasTheWireAndNothingElse_data();
    void aHostHasTheWireAndNothingElse();
    void onlyTheThreadThatEntersIsThere();
    void twoLabsNeverMeet();
    void nothingIsOnTheWireThatNobodyCaused();
    void eachTableShowsTheSocketsOfItsHost();
    void theRaisedSettingsAreInForceInTheHostsOnly();
    void theMachineDoesNotNotice();
    void aLabGivesBackWhatItTook();
};

namespace {

QString readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll()) : QString();
}

QString outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished() ? QString::fromLatin1(process.readAllStandardOutput()) : QString();
}

/// Which network namespace the calling thread is in.
ino_t networkOfThisThread()
{
    struct stat status { };
    return ::stat("/proc/thread-self/ns/net", &status) == 0 ? status.st_ino : 0;
}

/// "wire0 10.77.0.1", as the calling thread's host has them.
QSet<QString> addressesHere()
{
    QSet<QString> result;
    ifaddrs *list = nullptr;
    if (::getifaddrs(&list) != 0)
        return result;
    for (const ifaddrs *one = list; one; one = one->ifa_next) {
        if (!one->ifa_addr || (one->ifa_addr->sa_family != AF_INET && one->ifa_addr->sa_family != AF_INET6))
            continue;
        sockaddr_storage storage {};
        std::memcpy(&storage, one->ifa_addr,
            one->ifa_addr->sa_family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6));
        result << QString::fromLatin1(one->ifa_name) + QLatin1Char(' ')
                + QString::fromStdString(Endpoint::fromSockaddr(storage).addressText());
    }
    ::freeifaddrs(list);
    return result;
}

bool hasIPv6() { return QFile::exists(QStringLiteral("/proc/net/if_inet6")); }

std::string pattern(std::size_t length)
{
    std::string result(length, '\0');
    for (std::size_t i = 0; i < length; ++i)
        result[i] = static_cast<char>(i * 31 + i / 251);
    return result;
}

/// Sends it all, as the window lets it, while \p to reads; what \p to got.
std::string carry(const Descriptor &from, const Descriptor &to, const std::string &bytes)
{
    std::thread sender([&] {
        for (std::size_t done = 0; done < bytes.size() && waitFor(from, POLLOUT);) {
            const ssize_t sent = ::send(from.get(), bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
            done += sent > 0 ? static_cast<std::size_t>(sent) : 0;
        }
    });
    std::string got = receive(to, bytes.size());
    sender.join();
    return got;
}

} // namespace

void LabTest::initTestCase()
{
    const std::string why = whyNoLab();
    QVERIFY2(why.empty(), why.c_str());
}

void LabTest::tcpConnectsAcrossIt_data()
{
    QTest::addColumn<Endpoint::Family>("family");
    QTest::newRow("IPv4") << Endpoint::Family::IPv4;
    QTest::newRow("IPv6") << Endpoint::Family::IPv6;
}

void LabTest::tcpConnectsAcrossIt()
{
    QFETCH(const Endpoint::Family, family);
    if (family == Endpoint::Family::IPv6 && !hasIPv6())
        QSKIP("this kernel has no IPv6");
    WiredLab lab(WiredLab::automatic());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.connect(family));
    const std::string bytes = pattern(300'000);
    QVERIFY(carry(lab.client(), lab.server(), bytes) == bytes);
    QVERIFY(carry(lab.server(), lab.client(), bytes) == bytes);

    sockaddr_storage peer {};
    socklen_t length = sizeof peer;
    QCOMPARE(::getpeername(lab.server().get(), reinterpret_cast<sockaddr *>(&peer), &length), 0);
    QCOMPARE(Endpoint::fromSockaddr(peer).addressText(),
        std::string(family == Endpoint::Family::IPv6 ? "fd77::1" : "10.77.0.1"));
    // Every byte went over our wire.
    std::size_t carried = 0;
    for (const RecordedSegment &one : segmentsIn(lab.recording()))
        carried += one.packet ? one.packet->length : 0;
    QVERIFY2(carried >= 2 * bytes.size(), qPrintable(QString::number(carried)));
}

void LabTest::aHostHasTheWireAndNothingElse_data()
{
    QTest::addColumn<Host>("host");
    QTest::addColumn<QString>("number");
    QTest::newRow("client") << Host::Client << QStringLiteral("1");
    QTest::newRow("server") << Host::Server << QStringLiteral("2");
}

void LabTest::aHostHasTheWireAndNothingElse()
{
    QFETCH(const Host, host);
    QFETCH(const QString, number);
    std::string error;
    const auto lab = Lab::create(error);
    QVERIFY2(lab, error.c_str());
    QSet<QString> found;
    QString routes;
    QVERIFY(actOn(*lab, host, [&] {
        found = addressesHere();
        routes = readAll(QStringLiteral("/proc/thread-self/net/route"));
    }));
    QSet<QString> expected {QStringLiteral("lo 127.0.0.1"), QStringLiteral("wire0 10.77.0.") + number};
    if (hasIPv6())
        expected += {QStringLiteral("lo ::1"), QStringLiteral("wire0 fd77::") + number};
    QCOMPARE(found, expected);
    // A heading and one route, to 10.77.0.0/24 over the wire: nowhere else to go.
    const QStringList lines = routes.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[1].startsWith(QStringLiteral("wire0\t00004D0A\t")), qPrintable(lines[1]));
}

void LabTest::onlyTheThreadThatEntersIsThere()
{
    const ino_t outside = networkOfThisThread();
    QVERIFY(outside != 0);
    std::string error;
    const auto lab = Lab::create(error);
    QVERIFY2(lab, error.c_str());
    ino_t inside[2] {};
    for (const Host host : {Host::Client, Host::Server})
        QVERIFY(actOn(*lab, host, [&] { inside[static_cast<int>(host)] = networkOfThisThread(); }));
    QVERIFY(inside[0] != outside && inside[1] != outside && inside[0] != inside[1]);
    QCOMPARE(networkOfThisThread(), outside);
    ino_t ofAnother = 0;
    std::thread([&] { ofAnother = networkOfThisThread(); }).join();
    QCOMPARE(ofAnother, outside);
}

void LabTest::twoLabsNeverMeet()
{
    WiredLab one(WiredLab::automatic());
    WiredLab other(WiredLab::automatic());
    QVERIFY2(one.error().empty() && other.error().empty(), (one.error() + other.error()).c_str());
    // The same addresses and the same port, twice.
    QVERIFY(one.connect());
    QVERIFY(other.connect());
    QCOMPARE(carry(one.client(), one.server(), "one"), std::string("one"));
    QCOMPARE(carry(other.client(), other.server(), "other"), std::string("other"));
    char byte = 0;
    QCOMPARE(::recv(one.server().get(), &byte, 1, MSG_DONTWAIT), -1);
    QCOMPARE(::recv(other.server().get(), &byte, 1, MSG_DONTWAIT), -1);
}

void LabTest::nothingIsOnTheWireThatNobodyCaused()
{
    WiredLab lab(WiredLab::automatic());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.waitUntilQuiet());
    QCOMPARE(lab.recording().size(), 0U);
    QVERIFY(lab.connect());
    QCOMPARE(carry(lab.client(), lab.server(), "hello"), std::string("hello"));
    QVERIFY(lab.waitUntilQuiet());
    // Beside the five of a handshake and one message, no word of a router or a neighbour.
    for (const RecordedSegment &one : segmentsIn(lab.recording())) {
        QVERIFY(one.packet);
        QVERIFY2(one.packet->protocol == Packet::Protocol::Tcp
                && (one.packet->source.port() == 9000 || one.packet->destination.port() == 9000),
            qPrintable(text(one)));
    }
}

void LabTest::eachTableShowsTheSocketsOfItsHost()
{
    std::string error;
    const auto lab = Lab::create(error);
    QVERIFY2(lab, error.c_str());
    const auto tables = lab->takeTables();
    QCOMPARE(tables.size(), std::size_t {2});
    const Descriptor listener = tcpSocketOn(*lab, Host::Server);
    QCOMPARE(::listen(listener.get(), 3), 0); // on a port that the kernel chooses
    std::vector<DiagRow> rows;
    QVERIFY(tables[static_cast<std::size_t>(Host::Client)]->dump(rows));
    QCOMPARE(rows.size(), std::size_t {0});
    QVERIFY(tables[static_cast<std::size_t>(Host::Server)]->dump(rows));
    QCOMPARE(rows.size(), std::size_t {1});
    QCOMPARE(rows[0].state, TcpState::Listen);
    QCOMPARE(rows[0].sample.sendQueue, 3U);
}

void LabTest::theRaisedSettingsAreInForceInTheHostsOnly()
{
    std::string error;
    const auto lab = Lab::create(error);
    QVERIFY2(lab, error.c_str());
    const auto pathOf = [](const QString &name) { return QStringLiteral("/proc/sys/net/ipv4/") + name; };
    for (const Host host : {Host::Client, Host::Server}) {
        const auto &raised = lab->host(host).raisedSettings();
        QVERIFY(raised.size() >= 7); // all that the oldest kernel in use knows
        for (const std::string &setting : raised) {
            const QStringList parts = QString::fromStdString(setting).split(QLatin1Char(' '));
            QString inside;
            QVERIFY(actOn(*lab, host, [&] { inside = readAll(pathOf(parts[0])).trimmed(); }));
            QCOMPARE(inside, parts[1]);
        }
    }
    QString inside;
    QVERIFY(actOn(*lab, Host::Client, [&] { inside = readAll(pathOf(QStringLiteral("tcp_retries2"))); }));
    QVERIFY(inside != readAll(pathOf(QStringLiteral("tcp_retries2"))));
}

void LabTest::theMachineDoesNotNotice()
{
    const QStringList asked[] {{QStringLiteral("-o"), QStringLiteral("addr")},
        {QStringLiteral("-o"), QStringLiteral("link")},
        {QStringLiteral("route"), QStringLiteral("show"), QStringLiteral("table"), QStringLiteral("all")}};
    QStringList before;
    for (const QStringList &arguments : asked)
        before << outputOf(QStringLiteral(IP), arguments);
    QVERIFY(before[0].contains(QStringLiteral("127.0.0.1")));

    // On the machine others talk too. In a network of its own, where nobody else is, a thread can tell
    // that not one packet and not one socket was there.
    QString countersBefore;
    QString countersAfter;
    QString socketsDuring;
    QStringList during;
    bool talked = false;
    std::thread([&] {
        if (::unshare(CLONE_NEWNET) != 0)
            return;
        countersBefore = readAll(QStringLiteral("/proc/thread-self/net/dev"));
        WiredLab lab(WiredLab::automatic());
        talked = lab.error().empty() && lab.connect()
            && carry(lab.client(), lab.server(), pattern(100'000)) == pattern(100'000);
        socketsDuring = readAll(QStringLiteral("/proc/thread-self/net/tcp"))
            + readAll(QStringLiteral("/proc/thread-self/net/tcp6"));
        countersAfter = readAll(QStringLiteral("/proc/thread-self/net/dev"));
        for (const QStringList &arguments : asked) // ip starts from this thread, and so in its network
            during << outputOf(QStringLiteral(IP), arguments);
    }).join();
    QVERIFY(talked);
    QVERIFY(countersBefore.contains(QStringLiteral("lo:")));
    QCOMPARE(countersAfter, countersBefore);
    QCOMPARE(socketsDuring.count(QLatin1Char('\n')), hasIPv6() ? 2 : 1); // headings only
    QVERIFY2(!during.join(QString()).contains(QStringLiteral("10.77.")), qPrintable(during.join(QString())));

    QStringList after;
    for (const QStringList &arguments : asked)
        after << outputOf(QStringLiteral(IP), arguments);
    QCOMPARE(after, before);
}

void LabTest::aLabGivesBackWhatItTook()
{
    const int threads = threadCount();
    const int descriptors = descriptorCount();
    {
        WiredLab lab(WiredLab::automatic());
        QVERIFY2(lab.error().empty(), lab.error().c_str());
        QVERIFY(lab.connect());
        QVERIFY(threadsFallTo(threads + 1)); // the wire's
        QVERIFY(descriptorCount() > descriptors);
    }
    QVERIFY(threadsFallTo(threads));
    QCOMPARE(descriptorCount(), descriptors);
}

QTEST_APPLESS_MAIN(LabTest)
#include "lab_test.moc"
