// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson may come from anybody: what its programs can reach, and what they never do.
#include "core/lesson/lesson_file.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/lesson_session.h"
#include "core/lesson/rehearsal.h"
#include "core/session/session_folder.h"
#include "support/own_network.h"
#include "support/recording_query.h"
#include "support/self_run.h"
#include "support/stepped_session.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace sockstep;
using namespace sockstep::test;

class LessonHarmlessTest : public QObject {
    Q_OBJECT

private slots:
    void noNumberIsADescriptorOfTheProgram();
    void eachActorsFirstSocketIsThree();
    void theThreadsOfAnActorShareItsDescriptors();
    void aClosedDescriptorKeepsItsNumberWhichMayBeAnothersByNow();
    void closingTwiceClosesWhatHasTheNumberNow();
    void aFileOfTheMachineIsAFaultWithItsPlace_data();
    void aFileOfTheMachineIsAFaultWithItsPlace();
    void theFolderOfASessionIsItsUsersAloneAndGoneWithIt();
    void sessionsDoNotMeetInOneFolder();
    void whatAKillLeavesIsGoneWithTheNextStart();
    void aFolderThatIsInUseOrSomebodyElsesStays();
    void whatReachesBeyondTheSessionIsNamedWithItsAddress_data();
    void whatReachesBeyondTheSessionIsNamedWithItsAddress();
    void nothingIsCalledUntilSomebodyHasSaidYes();
    void onALoopbackOfItsOwnEveryAddressReachesNobody();
    void lessonsOfTheCatalogueThatOpenPortsAreReachedByNobody();
    void aRehearsalReachesNobody();
    void listenWithoutBindIsRefusedWhereNoProgramCouldTell();
    void callsThatAreMadeForNobodyAreFaults_data();
    void callsThatAreMadeForNobodyAreFaults();
};

namespace {

std::string toml(const std::string &program, const std::string &addresses = {}, const std::string &more = {})
{
    return fmt::format("[title]\nen = \"t\"\nko = \"t\"\n[aim]\nen = \"a\"\nko = "
                       "\"a\"\n{}\n[addresses]\naddr = \"server\"\n{}\n[programs]\n{}\n",
        more, addresses, program);
}

std::string serverOnly(const std::string &code) { return "server = '''\n" + code + "'''"; }

std::shared_ptr<const Lesson> lessonOf(const std::string &text)
{
    const LessonReading reading = readLesson(text, "foreign");
    for (const LessonFault &fault : reading.faults)
        qWarning("%zu:%zu %s", fault.line, fault.column, fault.message.c_str());
    return reading.lesson;
}

SessionOptions sessionOf(const std::string &text, Reach reach = Reach::Session)
{
    SessionOptions base = onAnyPort(Closing::ClientFirst, {});
    base.reach = reach;
    return lessonSession(lessonOf(text), base);
}

QStringList describeAll(const std::vector<Reaching> &all)
{
    QStringList texts;
    for (const Reaching &one : all)
        texts.append(QString::fromStdString(describe(one)));
    return texts;
}

QString folderOf(const std::string &socket)
{
    return QString::fromStdString(socket.substr(0, socket.rfind('/')));
}

} // namespace

void LessonHarmlessTest::noNumberIsADescriptorOfTheProgram()
{
    QFile own(QStringLiteral("/dev/null"));
    QVERIFY(own.open(QIODevice::ReadWrite));
    std::string code = "int fd = 0;\n";
    for (int number = 0; number < 30; ++number)
        code += fmt::format("fd = {};\nwrite(fd, \"HACK\", 4);\nread(fd, buf, 4);\nshutdown(fd, SHUT_RDWR);\n"
                            "send(fd, \"HACK\", 4, 0);\nclose(fd);\n",
            number);
    SteppedSession session(sessionOf(toml(serverOnly(code))));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    for (const RecordedCall &call : callsOf(session.recording(), "server")) {
        const int fd = call.entered->args.find(ArgumentName::Fd).value_or(-1);
        QVERIFY(fd >= 0);
        const bool isNothing
            = fd <= 2 && (call.is(Function::Write) || call.is(Function::Read) || call.is(Function::Close));
        QVERIFY2(isNothing ? call.succeeded() : call.returned && call.returned->error != 0,
            qPrintable(text(call)));
        if (fd > 2)
            QCOMPARE(call.returned->error, EBADF);
    }
    for (const int fd : {0, 1, 2, own.handle()})
        QVERIFY(::fcntl(fd, F_GETFD) >= 0 || fd == 0);
}

void LessonHarmlessTest::eachActorsFirstSocketIsThree()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    for (const char *actor : {"server", "client"})
        QCOMPARE(callsOf(session.recording(), actor, Function::Socket).front().returned->fd, 3);
    QCOMPARE(callsOf(session.recording(), "server", Function::Accept).front().returned->fd, 4);
}

void LessonHarmlessTest::theThreadsOfAnActorShareItsDescriptors()
{
    SteppedSession session(
        lessonSession(builtInLesson("thread-server"), onAnyPort(Closing::ClientFirst, {})));
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] { return session->onlyServersWait(); }));
    const auto accepted = callsOf(session.recording(), "server", Function::Accept);
    const auto closed = callsOf(session.recording(), "thread-1", Function::Close);
    QCOMPARE(closed.size(), std::size_t {1});
    QVERIFY(closed.front().succeeded());
    QCOMPARE(closed.front().entered->args.find(ArgumentName::Fd), accepted.front().returned->fd);
    QCOMPARE(closed.front().entered->socket, accepted.front().returned->socket);
}

void LessonHarmlessTest::aClosedDescriptorKeepsItsNumberWhichMayBeAnothersByNow()
{
    SteppedSession session(sessionOf(toml(serverOnly("int fd = socket(AF_INET, SOCK_STREAM, 0);\nclose(fd);\n"
                                                     "getsockname(fd, addr, &addrlen);\n"
                                                     "int other = socket(AF_INET, SOCK_STREAM, 0);\n"
                                                     "getsockname(fd, addr, &addrlen);\nclose(other);\n"))));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const auto asked = callsOf(session.recording(), "server", Function::Getsockname);
    const auto made = callsOf(session.recording(), "server", Function::Socket);
    QCOMPARE(asked.size(), std::size_t {2});
    QVERIFY(asked[0].failedWith(EBADF));
    QCOMPARE(asked[0].entered->socket, 0U);
    QCOMPARE(asked[0].entered->args.find(ArgumentName::Fd), 3);
    QVERIFY(asked[1].succeeded());
    QCOMPARE(asked[1].entered->socket, made[1].returned->socket);
}

void LessonHarmlessTest::closingTwiceClosesWhatHasTheNumberNow()
{
    SteppedSession session(
        sessionOf(toml(serverOnly("int fd = socket(AF_INET, SOCK_STREAM, 0);\nclose(fd);\n"
                                  "int other = socket(AF_INET, SOCK_STREAM, 0);\nclose(fd);\n"
                                  "getsockname(other, addr, &addrlen);\nclose(fd);\n"))));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    QCOMPARE(resultsOf(session.recording(), "server", Function::Close),
        QStringList({QStringLiteral("0"), QStringLiteral("0"), QStringLiteral("-1 EBADF")}));
    QVERIFY(callsOf(session.recording(), "server", Function::Getsockname).front().failedWith(EBADF));
}

void LessonHarmlessTest::aFileOfTheMachineIsAFaultWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("address");
    for (const char *address : {"unix:victim.txt", "unix:/tmp/victim", "unix:../victim", "unix:.bashrc",
             "unix:", "unix:*x", "unix:/run/docker.sock", "unix:\\u0000/tmp/.X11-unix/X0"})
        QTest::newRow(address) << QByteArray(address);
}

void LessonHarmlessTest::aFileOfTheMachineIsAFaultWithItsPlace()
{
    QFETCH(const QByteArray, address);
    const LessonReading reading = readLesson(
        toml(serverOnly("unlink(v_path);\n"), "v = \"" + address.toStdString() + "\""), "foreign");
    QVERIFY(!reading.lesson);
    QCOMPARE(reading.faults.front().line, std::size_t {10});
    QCOMPARE(reading.faults.front().column, std::size_t {5});
}

void LessonHarmlessTest::theFolderOfASessionIsItsUsersAloneAndGoneWithIt()
{
    std::string path;
    {
        SteppedSession session(
            lessonSession(builtInLesson("unix-echo"), onAnyPort(Closing::ClientFirst, {})));
        QVERIFY(session.start());
        QVERIFY(session.stepUntil([&] { return session.isHeldBefore("server", Function::Listen); }));
        path = callsOf(session.recording(), "server", Function::Bind).front().entered->address.addressText();
        struct stat socket { };
        struct stat folder { };
        QCOMPARE(::stat(path.c_str(), &socket), 0);
        QVERIFY(S_ISSOCK(socket.st_mode));
        QCOMPARE(::stat(path.substr(0, path.rfind('/')).c_str(), &folder), 0);
        QCOMPARE(folder.st_mode & 07777U, 0700U);
        QCOMPARE(folder.st_uid, ::geteuid());
    }
    QVERIFY(!QDir(folderOf(path)).exists());
}

void LessonHarmlessTest::sessionsDoNotMeetInOneFolder()
{
    QSet<QString> seen;
    for (int i = 0; i < 12; ++i) {
        SteppedSession first(lessonSession(builtInLesson("unix-echo"), onAnyPort(Closing::ClientFirst, {})));
        SteppedSession second(lessonSession(builtInLesson("unix-echo"), onAnyPort(Closing::ClientFirst, {})));
        for (SteppedSession *one : {&first, &second}) {
            QVERIFY(one->start());
            QVERIFY(one->stepUntil([&] { return one->isHeldBefore("server", Function::Listen); }));
            QCOMPARE(
                resultsOf(one->recording(), "server", Function::Bind), QStringList {QStringLiteral("0")});
            const auto binds = callsOf(one->recording(), "server", Function::Bind);
            seen.insert(folderOf(binds.front().entered->address.addressText()));
        }
    }
    QCOMPARE(seen.size(), 24);
    for (const QString &folder : seen)
        QVERIFY2(!QDir(folder).exists(), qPrintable(folder));
}

void LessonHarmlessTest::whatAKillLeavesIsGoneWithTheNextStart()
{
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        std::string error;
        const auto folder = SessionFolder::create(error);
        if (!folder || ::write(ends[1], folder->path().data(), folder->path().size()) <= 0)
            ::_exit(1);
        const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_storage storage;
        const auto length = folder->resolve(SessionFolder::placeholder("server")).toSockaddr(storage);
        ::_exit(::bind(fd, reinterpret_cast<sockaddr *>(&storage), length)); // as kill -9: no destructor runs
    }
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
    char path[64] {};
    QVERIFY(::read(ends[0], path, sizeof path - 1) > 0);
    ::close(ends[0]);
    ::close(ends[1]);
    SessionFolder::removeAbandoned(); // a session that begins elsewhere meanwhile may have been the first
    QVERIFY(!QDir(QString::fromLatin1(path)).exists());
}

void LessonHarmlessTest::aFolderThatIsInUseOrSomebodyElsesStays()
{
    std::string error;
    const auto used = SessionFolder::create(error);
    QVERIFY2(used, error.c_str());
    QDir().mkdir(QStringLiteral("/tmp/sock-strang")); // like ours, but open to others
    ::chmod("/tmp/sock-strang", 0755);
    SessionFolder::removeAbandoned();
    QVERIFY(QDir(QString::fromStdString(used->path())).exists());
    QVERIFY(QDir(QStringLiteral("/tmp/sock-strang")).exists());
    QVERIFY(QDir().rmdir(QStringLiteral("/tmp/sock-strang")));
}

void LessonHarmlessTest::whatReachesBeyondTheSessionIsNamedWithItsAddress_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *address, const char *call, const char *said) {
        QTest::addRow("%s %s", call, address)
            << QByteArray(address) << QByteArray(call) << QString::fromLatin1(said);
    };
    const char *opens = "server: bind() opens %1 to the networks of this machine";
    const char *leaves = "server: %2() leaves this machine, for %1";
    const char *other = "server: %2() reaches whatever program has %1 on this machine";
    row("0.0.0.0:9555", "bind(fd, x, xlen);", opens);
    row("[::]:9555", "bind(fd, x, xlen);", opens);
    row("192.168.1.7:9555", "bind(fd, x, xlen);", opens);
    row("[::ffff:10.0.0.1]:9555", "bind(fd, x, xlen);", opens);
    row("192.0.2.1:80", "connect(fd, x, xlen);", leaves);
    row("255.255.255.255:80", "sendto(fd, \"x\", 1, 0, x, xlen);", leaves);
    row("[2001:db8::1]:80", "connect(fd, x, xlen);", leaves);
    row("127.0.0.1:6379", "connect(fd, x, xlen);", other);
    row("0.0.0.0:6379", "connect(fd, x, xlen);", other);
    row("[::1]:6379", "sendto(fd, \"x\", 1, 0, x, xlen);", other);
    row("127.0.0.1:0", "listen(fd, 5);",
        "server: listen() without bind() opens a port of the kernel's choice to the networks of this "
        "machine");
    row("127.0.0.1:9555", "bind(fd, x, xlen);", "");
    row("127.8.9.10:0", "bind(fd, x, xlen);", "");
    row("[::1]:server", "connect(fd, x, xlen);", "");
}

void LessonHarmlessTest::whatReachesBeyondTheSessionIsNamedWithItsAddress()
{
    QFETCH(const QByteArray, address);
    QFETCH(const QByteArray, call);
    QFETCH(const QString, said);
    const SessionOptions options = sessionOf(
        toml(serverOnly("int fd = socket(AF_INET, SOCK_STREAM, 0);\n" + call.toStdString() + "\n"),
            "x = \"" + address.toStdString() + "\""));
    const QString shown = QString::fromLatin1(address).replace(
        QStringLiteral("::ffff:10.0.0.1"), QStringLiteral("::ffff:10.0.0.1"));
    QString expected = said;
    expected.replace(QStringLiteral("%1"), shown)
        .replace(QStringLiteral("%2"), QString::fromLatin1(call.left(call.indexOf('('))));
    QCOMPARE(describeAll(reachOf(options.programs, 9000)),
        expected.isEmpty() ? QStringList() : QStringList {expected});
    std::string error;
    QCOMPARE(Session::create(options, error) == nullptr, !expected.isEmpty());
    QCOMPARE(QString::fromStdString(error), expected);
}

void LessonHarmlessTest::nothingIsCalledUntilSomebodyHasSaidYes()
{
    const std::string text = toml(
        serverOnly("int fd = socket(AF_INET, SOCK_STREAM, 0);\nbind(fd, x, xlen);\n"), "x = \"0.0.0.0:0\"");
    std::string error;
    QVERIFY(!Session::create(sessionOf(text), error));
    QVERIFY(error.find("0.0.0.0:0") != std::string::npos);
    SteppedSession allowed(sessionOf(text, Reach::Network));
    QVERIFY(allowed.start());
    QVERIFY(allowed.stepToEnd());
    QCOMPARE(resultsOf(allowed.recording(), "server", Function::Bind), QStringList {QStringLiteral("0")});
}

void LessonHarmlessTest::onALoopbackOfItsOwnEveryAddressReachesNobody()
{
    std::string error;
    if (!PrivateLoopback::create(error))
        QSKIP(error.c_str());
    // A listener of ours on the machine's loopback; in the session's the port is free, and nobody is there.
    const int own = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_storage storage;
    auto length = Endpoint::loopback(0).toSockaddr(storage);
    QCOMPARE(::bind(own, reinterpret_cast<sockaddr *>(&storage), length), 0);
    QCOMPARE(::listen(own, 5), 0);
    QCOMPARE(::getsockname(own, reinterpret_cast<sockaddr *>(&storage), &length), 0);
    const std::string taken = Endpoint::fromSockaddr(storage).text();
    SteppedSession session(sessionOf(toml(serverOnly("int fd = socket(AF_INET, SOCK_STREAM, 0);\n"
                                                     "connect(fd, x, xlen);\nclose(fd);\n"
                                                     "int far = socket(AF_INET, SOCK_STREAM, 0);\n"
                                                     "connect(far, y, ylen);\nclose(far);\n"
                                                     "int lfd = socket(AF_INET, SOCK_STREAM, 0);\n"
                                                     "bind(lfd, x, xlen);\nclose(lfd);\n"),
                                         fmt::format("x = \"{}\"\ny = \"192.0.2.1:80\"", taken),
                                         "[[step]]\nat = \"server connect\"\non-error = \"next\"\n"
                                         "[[step]]\nat = \"server connect 2\"\non-error = \"next\""),
        Reach::PrivateLoopback));
    QVERIFY(session->isOnPrivateLoopback());
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    QCOMPARE(resultsOf(session.recording(), "server", Function::Connect),
        QStringList({QStringLiteral("-1 ECONNREFUSED"), QStringLiteral("-1 ENETUNREACH")}));
    QCOMPARE(resultsOf(session.recording(), "server", Function::Bind), QStringList {QStringLiteral("0")});
    ::close(own);
}

void LessonHarmlessTest::lessonsOfTheCatalogueThatOpenPortsAreReachedByNobody()
{
    int apart = 0;
    for (const std::string_view name : lessonNames(NetworkKind::Loopback)) {
        const SessionOptions options
            = lessonSession(builtInLesson(name), onAnyPort(Closing::ClientFirst, {}));
        const auto reach = reachOf(options.programs, options.server.port());
        const bool opens = std::any_of(reach.begin(), reach.end(),
            [](const Reaching &one) { return one.kind != Reaching::Kind::OtherProgram; });
        QCOMPARE(options.reach == Reach::PrivateLoopback, opens);
        apart += opens;
    }
    QCOMPARE(apart, 2); // bind-addresses, dual-stack
}

void LessonHarmlessTest::aRehearsalReachesNobody()
{
    const auto lesson
        = lessonOf(toml(serverOnly("int fd = socket(AF_INET, SOCK_DGRAM, 0);\nbind(fd, x, xlen);\n"
                                   "sendto(fd, \"x\", 1, 0, y, ylen);\nclose(fd);\n"),
            "x = \"0.0.0.0:0\"\ny = \"192.0.2.1:80\""));
    QVERIFY(lesson);
    const Rehearsal rehearsal = rehearse(lesson);
    std::string error;
    if (!PrivateLoopback::create(error)) {
        QVERIFY(!rehearsal.recording);
        return;
    }
    QCOMPARE(resultsOf(*rehearsal.recording, "server", Function::Sendto),
        QStringList {QStringLiteral("-1 ENETUNREACH")});
}

/// The program does bind, but another socket than the one that it listens on.
void LessonHarmlessTest::listenWithoutBindIsRefusedWhereNoProgramCouldTell()
{
    SteppedSession session(
        sessionOf(toml(serverOnly("int fd = socket(AF_INET, SOCK_STREAM, 0);\n"
                                  "bind(fd, addr, addrlen);\nclose(fd);\n"
                                  "fd = socket(AF_INET, SOCK_STREAM, 0);\nlisten(fd, 5);\n"))));
    QVERIFY(session.start());
    session.stepToEnd();
    QVERIFY(callsOf(session.recording(), "server", Function::Listen).empty());
    QVERIFY(session.status("server").fault.find("without bind()") != std::string::npos);
}

void LessonHarmlessTest::callsThatAreMadeForNobodyAreFaults_data()
{
    QTest::addColumn<QByteArray>("call");
    for (const char *call : {"int fd = socket(17, SOCK_DGRAM, 0);", "int fd = socket(16, SOCK_DGRAM, 0);",
             "int fd = socket(AF_INET, 3, 255);", "fcntl(s, 8, 1);", "fcntl(s, 10, 9);",
             "fcntl(s, F_SETFL, 8192);", "fcntl(s, 0, 1);", "bind(s, path, 7);", "connect(s, path, 12);"})
        QTest::newRow(call) << QByteArray(call);
}

void LessonHarmlessTest::callsThatAreMadeForNobodyAreFaults()
{
    QFETCH(const QByteArray, call);
    const std::string start = "int s = socket(AF_UNIX, SOCK_STREAM, 0);\n";
    const auto read = [&](const std::string &code) {
        return readLesson(toml(serverOnly(start + code + "\n"), "path = \"unix:*\""), "foreign");
    };
    QVERIFY(read("close(s);").lesson);
    const LessonReading reading = read(call.toStdString());
    QVERIFY(!reading.lesson);
    QCOMPARE(reading.faults.size(), std::size_t {1});
}

int main(int argc, char **argv)
{
    enterOwnNetwork();
    QCoreApplication app(argc, argv);
    LessonHarmlessTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "lesson_harmless_test.moc"
