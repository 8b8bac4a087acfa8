// SPDX-License-Identifier: GPL-3.0-or-later
// How many connections may be made: in a network namespace of the test's own, where every port is
// known.
#include "core/network/ephemeral_ports.h"

#include "core/cost/many_connections.h"

#include <QFile>
#include <QTest>
#include <algorithm>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

using namespace sockstep;

class EphemeralPortsTest : public QObject {
    Q_OBJECT

private slots:
    void theRangeIsReadAsTheKernelWritesIt();
    void whatIsNoRangeIsRefused_data();
    void whatIsNoRangeIsRefused();
    void noMoreConnectionsThanThereArePorts();
    void aFreePortIsOneThatNoSocketHas();
    void aListenersPortIsOneThatNobodyIsStillConnectedTo();
    void withoutAPortConnectSaysEaddrnotavail();
};

namespace {

constexpr PortRange kRange {40000, 40019};

/// A thread in a network namespace with a loopback device and twenty ephemeral ports. False if this
/// process may not have one.
bool inNamespace(const std::function<void()> &body)
{
    bool made = false;
    std::thread([&] {
        if (unshare(CLONE_NEWNET) != 0)
            return;
        const Descriptor any(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        ifreq loopback {};
        qstrncpy(loopback.ifr_name, "lo", IFNAMSIZ);
        loopback.ifr_flags = IFF_UP | IFF_RUNNING;
        QFile range(QStringLiteral("/proc/sys/net/ipv4/ip_local_port_range"));
        made = ioctl(any.get(), SIOCSIFFLAGS, &loopback) == 0
            && range.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && range.write("40000 40019") > 0;
        if (made)
            body();
    }).join();
    return made;
}

Descriptor boundSocket()
{
    Descriptor socket(static_cast<int>(calls::socket(AF_INET, SOCK_STREAM, 0).result));
    return calls::bind(socket.get(), Endpoint::loopback(0)).ok() ? std::move(socket) : Descriptor();
}

/// sock_diag does not list a socket that is merely bound, on kernels before 6.8.
Descriptor listener()
{
    Descriptor socket = boundSocket();
    return calls::listen(socket.get(), 1).ok() ? std::move(socket) : Descriptor();
}

ManyConnections::Progress progressAtEnd(ManyConnections &connections)
{
    connections.start();
    while (connections.progress().phase <= ManyConnections::Phase::Connecting)
        std::this_thread::yield();
    return connections.progress();
}

} // namespace

void EphemeralPortsTest::theRangeIsReadAsTheKernelWritesIt()
{
    QVERIFY(parsePortRange("32768\t60999\n") == (PortRange {32768, 60999}));
    QVERIFY(parsePortRange("1024 65535") == (PortRange {1024, 65535}));
    QVERIFY(parsePortRange(" 5 \t 5 \n") == (PortRange {5, 5}));
    QCOMPARE(parsePortRange("32768\t60999\n")->size(), 28232);
    QCOMPARE((PortRange {5, 5}.size()), 1);
    QVERIFY(ephemeralPorts());
}

void EphemeralPortsTest::whatIsNoRangeIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "\n", "32768", "32768 ", "32768\t60999\t1", "60999 32768", "0 5", "-5 5",
             "5 65536", "5 x", "x 5", "5-9", "5.9", "5+9", "99999999999 5", "5 99999999999"})
        QTest::newRow(QByteArray(text).toPercentEncoding().constData()) << QByteArray(text);
}

void EphemeralPortsTest::whatIsNoRangeIsRefused()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!parsePortRange(text.toStdString()));
}

void EphemeralPortsTest::noMoreConnectionsThanThereArePorts()
{
    QVERIFY(mostConnections() <= 5000);
    QVERIFY(mostConnections() <= ephemeralPorts()->size());
    int most = 0;
    ManyConnections::Progress progress;
    if (!inNamespace([&] {
            most = mostConnections();
            ManyConnections connections({5000, Closing::ClientFirst});
            progress = progressAtEnd(connections);
        }))
        QSKIP("needs a network namespace");
    QCOMPARE(most, kRange.size() - 1);
    QCOMPARE(progress.count, kRange.size() - 1);
    QVERIFY(!progress.failure);
    QCOMPARE(progress.done, kRange.size() - 1);
}

void EphemeralPortsTest::aFreePortIsOneThatNoSocketHas()
{
    std::vector<int> free;
    if (!inNamespace([&] {
            free.push_back(freeEphemeralPorts());
            const Descriptor one = listener();
            const Descriptor two = listener();
            free.push_back(freeEphemeralPorts());
            // The server's sockets in TIME_WAIT all have its one port.
            ManyConnections server({10, Closing::ServerFirst});
            progressAtEnd(server);
            free.push_back(freeEphemeralPorts());
            ManyConnections client({10, Closing::ClientFirst});
            progressAtEnd(client);
            free.push_back(freeEphemeralPorts());
        }))
        QSKIP("needs a network namespace");
    QCOMPARE(free[0], 20);
    QCOMPARE(free[1], 18);
    QCOMPARE(free[2], 17);
    // Ten for the client; the listener's is free again.
    QVERIFY2(free[3] >= 7 && free[3] <= 8, qPrintable(QString::number(free[3])));
}

void EphemeralPortsTest::aListenersPortIsOneThatNobodyIsStillConnectedTo()
{
    // To bind, the port of a server that has ended is free; its clients in TIME_WAIT would be counted.
    std::vector<std::uint16_t> ports;
    std::vector<int> clients;
    if (!inNamespace([&] {
            while (ports.size() < 8) {
                ManyConnections connections({1, Closing::ClientFirst});
                progressAtEnd(connections);
                connections.stop();
                ports.push_back(connections.port());
                clients.push_back(connections.samples().back().timeWaitClient);
            }
        }))
        QSKIP("needs a network namespace");
    QVERIFY(std::all_of(clients.begin(), clients.end(), [](int count) { return count <= 1; }));
    std::sort(ports.begin(), ports.end());
    QVERIFY(std::adjacent_find(ports.begin(), ports.end()) == ports.end());
}

void EphemeralPortsTest::withoutAPortConnectSaysEaddrnotavail()
{
    ManyConnections::Progress progress;
    std::size_t taken = 0;
    if (!inNamespace([&] {
            ManyConnections connections({10, Closing::ClientFirst});
            // Between the question and the run somebody else takes all ports but three.
            std::vector<Descriptor> others;
            while (others.size() < 17)
                others.push_back(boundSocket());
            taken = static_cast<std::size_t>(std::count_if(
                others.begin(), others.end(), [](const Descriptor &socket) { return !!socket; }));
            progress = progressAtEnd(connections);
        }))
        QSKIP("needs a network namespace");
    QCOMPARE(taken, 17U);
    QVERIFY(progress.failure);
    QCOMPARE(QByteArray(progress.failure->function.data()), QByteArray("connect"));
    QCOMPARE(progress.failure->error, EADDRNOTAVAIL);
    QCOMPARE(progress.done, 2); // the listener has the third port
}

QTEST_APPLESS_MAIN(EphemeralPortsTest)
#include "ephemeral_ports_test.moc"
