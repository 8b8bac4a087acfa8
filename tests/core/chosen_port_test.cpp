// SPDX-License-Identifier: GPL-3.0-or-later
// Port 0: one port for a session, for every place that names the server's address.
#include "core/base/descriptor.h"
#include "core/lesson/lesson_file.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/lesson_session.h"
#include "core/network/chosen_port.h"
#include "core/network/ephemeral_ports.h"
#include "core/network/socket_calls.h"
#include "support/played_by_hand.h"
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QSet>
#include <QTest>
#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <sys/socket.h>

using namespace sockstep;
using namespace sockstep::test;
using What = CallByHand::What;

class ChosenPortTest : public QObject {
    Q_OBJECT

private slots:
    void itCanBeBoundByEveryFamilyAndProtocol();
    void noTwoSessionsHaveTheSame();
    void itIsNoneThatTheKernelGivesAway();
    void everyPlaceNamesTheSame_data();
    void everyPlaceNamesTheSame();
    void thePortIsTakenASecondTime();
    void aSocketConnectsToItself();
    void nothingIsCalledThatTheProgramDoesNotCall_data();
    void nothingIsCalledThatTheProgramDoesNotCall();
    void anotherSessionHasAnother();
    void byHandOneLineIsOneCall();
};

namespace {

std::shared_ptr<const Lesson> lessonOf(const std::string &programs, const std::string &addresses = {})
{
    const LessonReading reading
        = readLesson("messages = []\n[title]\nen = \"t\"\nko = \"t\"\n[aim]\nen = \"a\"\nko = \"a\"\n"
                + addresses + programs,
            "port");
    for (const LessonFault &fault : reading.faults)
        qWarning("%zu:%zu %s", fault.line, fault.column, fault.message.c_str());
    return reading.lesson;
}

SessionOptions onAny(std::shared_ptr<const Lesson> lesson)
{
    return lessonSession(std::move(lesson), onAnyPort(Closing::ClientFirst, {}));
}

/// The ports that calls name, in all of \p recording.
QSet<int> portsNamed(const Recording &recording)
{
    QSet<int> ports;
    for (const RecordedCall &call : callsIn(recording)) {
        if (call.entered->address.port() || call.is(Function::Bind) || call.is(Function::Connect))
            ports << call.entered->address.port();
    }
    return ports;
}

} // namespace

void ChosenPortTest::itCanBeBoundByEveryFamilyAndProtocol()
{
    for (int i = 0; i < 20; ++i) {
        const ChosenPort port = ChosenPort::free();
        std::vector<Descriptor> held; // all at once, as the sockets of a session may be
        for (const char *address : {"127.0.0.1:1", "[::1]:1"}) {
            const Endpoint there = Endpoint::parse(address).value().withPort(port.number());
            for (const int type : {SOCK_STREAM, SOCK_DGRAM}) {
                const int family = there.family() == Endpoint::Family::IPv6 ? AF_INET6 : AF_INET;
                const Descriptor &socket
                    = held.emplace_back(static_cast<int>(calls::socket(family, type, 0).result));
                const calls::Outcome bound = calls::bind(socket.get(), there);
                QVERIFY2(bound.ok() || bound.error == EADDRNOTAVAIL, errorName(bound.error).c_str());
            }
        }
    }
}

void ChosenPortTest::noTwoSessionsHaveTheSame()
{
    QSet<int> seen;
    std::vector<ChosenPort> all;
    for (int i = 0; i < 500; ++i) {
        all.push_back(ChosenPort::free());
        seen << all.back().number();
    }
    QCOMPARE(seen.size(), 500); // by chance alone, of 22768, some six would be the same
}

void ChosenPortTest::itIsNoneThatTheKernelGivesAway()
{
    const auto ephemeral = ephemeralPorts();
    QVERIFY(ephemeral);
    if (ephemeral->first <= 10000)
        QSKIP("the kernel gives away all of them here");
    for (int i = 0; i < 200; ++i)
        QVERIFY(!ephemeral->contains(ChosenPort::free().number()));
}

void ChosenPortTest::everyPlaceNamesTheSame_data()
{
    QTest::addColumn<QString>("addresses");
    QTest::addColumn<QString>("type");
    QTest::newRow("IPv4") << QString() << QStringLiteral("AF_INET, SOCK_STREAM");
    QTest::newRow("IPv6") << QStringLiteral("[addresses]\naddr = \"[::1]:server\"\n")
                          << QStringLiteral("AF_INET6, SOCK_STREAM");
    QTest::newRow("UDP") << QString() << QStringLiteral("AF_INET, SOCK_DGRAM");
}

void ChosenPortTest::everyPlaceNamesTheSame()
{
    QFETCH(const QString, addresses);
    QFETCH(const QString, type);
    // Two servers and two clients; each names the server's address.
    const std::string socket = fmt::format("int fd = socket({}, 0);\n", type.toStdString());
    std::string programs = "[programs]\n";
    for (const char *server : {"server", "server-2"})
        programs += fmt::format("{} = '''\n{}bind(fd, addr, addrlen);\nclose(fd);\n'''\n", server, socket);
    for (const char *client : {"client", "client-2"})
        programs += fmt::format("{} = '''\n{}connect(fd, addr, addrlen);\nclose(fd);\n'''\n", client, socket);
    for (const char *one : {"server-2 bind", "client connect", "client-2 connect"})
        programs += fmt::format("[[step]]\nat = \"{}\"\nafter = \"server bind\"\non-error = \"next\"\n", one);
    SteppedSession session(onAny(lessonOf(programs, addresses.toStdString())));
    const int port = session->options().server.port();
    QVERIFY(port != 0);
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    QCOMPARE(portsNamed(session.recording()), QSet<int> {port});
    QCOMPARE(callsIn(session.recording()).size(), std::size_t {12});
}

void ChosenPortTest::thePortIsTakenASecondTime()
{
    SteppedSession session(onAny(builtInLesson("ports")));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const QStringList bound = resultsOf(session.recording(), "server", Function::Bind);
    QCOMPARE(bound.mid(0, 3),
        (QStringList {QStringLiteral("0"), QStringLiteral("-1 EADDRINUSE"), QStringLiteral("0")}));
}

void ChosenPortTest::aSocketConnectsToItself()
{
    SteppedSession session(onAny(builtInLesson("connect-self")));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    QCOMPARE(resultsOf(session.recording(), "client", Function::Connect), QStringList {QStringLiteral("0")});
}

void ChosenPortTest::nothingIsCalledThatTheProgramDoesNotCall_data()
{
    QTest::addColumn<QString>("lesson");
    for (const char *name : {"client-close", "ports", "bind-addresses", "sockaddr", "reuseport", "udp-echo"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void ChosenPortTest::nothingIsCalledThatTheProgramDoesNotCall()
{
    QFETCH(const QString, lesson);
    const auto script = builtInLesson(lesson.toStdString());
    // With a port that somebody has named, and with one that was chosen.
    std::vector<ProgramFault> none;
    EchoOptions named;
    named.server = Endpoint::loopback(9000);
    const auto written = lessonPrograms(*script, named, none);
    SteppedSession session(onAny(script));
    for (ActorId actor = 0; actor < session->actorCount(); ++actor) {
        const std::string &name = session.recording().header().actors[actor];
        for (const ActorProgram &one : written) {
            if (one.actor != name)
                continue;
            std::vector<std::string> code = one.program.code();
            for (std::string &line : code) { // where the address stands in the text
                const std::size_t at = line.find(":9000");
                if (at != std::string::npos)
                    line.replace(at, 5, fmt::format(":{}", session->options().server.port()));
            }
            QCOMPARE(session->program(actor).code(), code);
        }
    }
    // What the author has written, line for line.
    for (const LessonProgram &own : script->programs) {
        const auto asked = QString::fromStdString(own.code).count(QStringLiteral("getsockname("));
        const auto actor = session->actorNamed(own.actor);
        QVERIFY(actor);
        const auto code = session->program(*actor).code();
        const auto lines = std::count_if(code.begin(), code.end(),
            [](const std::string &line) { return line.find("getsockname(") != std::string::npos; });
        QCOMPARE(static_cast<qsizetype>(lines), asked);
    }
}

void ChosenPortTest::anotherSessionHasAnother()
{
    const SessionOptions options = onAny(builtInLesson("ports"));
    const SteppedSession one(options);
    const SteppedSession other(options);
    QVERIFY(one->options().server.port() != other->options().server.port());
}

void ChosenPortTest::byHandOneLineIsOneCall()
{
    Played played;
    QVERIFY(played.start());
    QVERIFY(played.makeAll(0, {What::SocketTcp, What::BindAnyPort, What::Listen}));
    QCOMPARE(callsOf(played.recording(), "server").size(), std::size_t {3});
    QVERIFY(callsOf(played.recording(), "server", Function::Getsockname).empty());
    QCOMPARE(played.program(0).size(), 3);
}

QTEST_GUILESS_MAIN(ChosenPortTest)
#include "chosen_port_test.moc"
