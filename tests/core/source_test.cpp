// SPDX-License-Identifier: GPL-3.0-or-later
// What is written between the lines of a program that is saved, and what cannot be saved.
#include "core/lesson/lesson_file.h"
#include "core/lesson/lesson_session.h"
#include "core/source/c_source.h"
#include "core/source/python_source.h"
#include "core/source/source_folder.h"
#include "support/patience.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cstring>

using namespace sockstep;
using namespace sockstep::test;

namespace {

const QByteArray kTexts = "title.en = \"T\"\naim.en = \"A\"\n";

std::shared_ptr<const Lesson> lessonOf(const QByteArray &toml)
{
    const LessonReading reading = readLesson(toml.toStdString(), "mine");
    if (!reading.lesson)
        qFatal("%s", faultText("mine", reading.faults.at(0)).c_str());
    return reading.lesson;
}

LessonSource sourceOf(const QByteArray &toml, std::string language = "en", std::uint16_t port = 9000)
{
    const auto lesson = lessonOf(toml);
    SessionOptions base;
    base.server = Endpoint::loopback(port);
    const SessionOptions options = lessonSession(lesson, base);
    std::vector<ProgramFault> none;
    return lessonSource(options, lessonPrograms(*lesson, options, none), std::move(language));
}

/// A lesson whose server has these lines.
QByteArray withServer(const QByteArray &code)
{
    return kTexts + "[programs]\nserver = '''\n" + code + "'''\n";
}

QByteArray programIn(const SourceFiles &sources, const char *from)
{
    QByteArray text = QByteArray::fromStdString(sources.files.at(0).text);
    // What the lesson shows stands behind it.
    for (const char *comment : {"\n// What this lesson shows: A\n", "\n# What this lesson shows: A\n"}) {
        if (text.endsWith(comment))
            text.chop(static_cast<qsizetype>(std::strlen(comment)));
    }
    return text.mid(text.indexOf(from));
}

} // namespace

class SourceTest : public QObject {
    Q_OBJECT

private slots:
    void anErrorLeadsWhereTheActorGoes();
    void aLoopWithinALoopGoesRoundTheOuterOne();
    void anAddressThatIsFilledInIsRestored();
    void everyShapeOfTheLanguageCompiles();
    void everyStatementCompiles();
    void aLoopThatPythonDoesNotCountIsAFault();
    void whatCWouldRefuseIsAFault_data();
    void whatCWouldRefuseIsAFault();
    void whatPythonCannotJumpIsAFault();
    void aSocketThatCouldNotBeMadeFailsInPythonAsInC();
    void theCommentsAreInTheLanguageThatWasChosen();
    void aPortThatTheKernelChoosesIsAskedFor();
    void theLabsProgramsMeetOnLoopback();
    void aFileWithOtherContentsIsInTheWay();
    void aFolderThatCannotBeMadeIsNamed();
};

void SourceTest::anErrorLeadsWhereTheActorGoes()
{
    const LessonSource lesson = sourceOf(withServer("int lfd = socket(AF_INET, SOCK_STREAM, 0);\n"
                                                    "bind(lfd, addr, addrlen);\n"
                                                    "listen(lfd, 5);\n"
                                                    "int cfd = accept(lfd, peer, &peerlen);\n"
                                                    "while ((n = recv(cfd, buf, 4, 0)) > 0)\n"
                                                    "    send(cfd, buf, n, 0);\n"
                                                    "shutdown(cfd, SHUT_WR);\n"
                                                    "close(cfd);\n"
                                                    "close(lfd);\n")
        + "[[step]]\nat = \"server listen\"\non-error = \"end\"\n");
    const QByteArray c = programIn(cSource(lesson), "socket_lfd:");
    QCOMPARE(c,
        QByteArray("socket_lfd:;  // added\n"
                   "    int lfd = socket(AF_INET, SOCK_STREAM, 0);\n"
                   "    if (try_again()) goto socket_lfd;  // added\n"
                   "bind_lfd:  // added\n"
                   "    bind(lfd, addr, addrlen);\n"
                   "    if (try_again()) goto bind_lfd;  // added\n"
                   "    listen(lfd, 5);\n"
                   "    if (last_result == -1) goto end;  // added\n"
                   "accept_lfd:;  // added\n"
                   "    int cfd = accept(lfd, peer, &peerlen);\n"
                   "    if (try_again()) goto accept_lfd;  // added\n"
                   "    while ((n = recv(cfd, buf, 4, 0)) > 0)\n"
                   "    {  // added\n"
                   "        send(cfd, buf, n, 0);\n"
                   "        if (last_result == -1) goto close_cfd;  // added\n"
                   "    }  // added\n"
                   "    if (last_result == -1) goto close_cfd;  // added\n"
                   "    shutdown(cfd, SHUT_WR);\n"
                   "close_cfd:  // added\n"
                   "    close(cfd);\n"
                   "    close(lfd);\n"
                   "end:  // added\n"
                   "    return 0;\n"
                   "}\n"));
    const QByteArray python = programIn(pythonSource(lesson), "lfd = until_done(Socket");
    QCOMPARE(python,
        QByteArray(
            "lfd = until_done(Socket, AF_INET, SOCK_STREAM)  # int lfd = socket(AF_INET, SOCK_STREAM, 0);\n"
            "until_done(lfd.bind, addr)  # bind(lfd, addr, addrlen);\n"
            "try:\n"
            "    lfd.listen(5)  # listen(lfd, 5);\n"
            "    cfd, peer = until_done(lfd.accept)  # int cfd = accept(lfd, peer, &peerlen);\n"
            "    try:\n"
            "        while buf := cfd.recv(4):  # while ((n = recv(cfd, buf, 4, 0)) > 0)\n"
            "            cfd.sendall(buf)  # send(cfd, buf, n, 0);\n"
            "        with suppress(OSError):\n"
            "            cfd.shutdown(SHUT_WR)  # shutdown(cfd, SHUT_WR);\n"
            "    except OSError:\n"
            "        pass  # an error leads here\n"
            "    cfd.close()  # close(cfd);\n"
            "    lfd.close()  # close(lfd);\n"
            "except OSError:\n"
            "    pass  # an error leads here\n"));
}

/// As in C, without a jump: the actor goes the same way.
void SourceTest::aLoopWithinALoopGoesRoundTheOuterOne()
{
    const QByteArray c
        = programIn(cSource(sourceOf(withServer("int fd = socket(AF_INET, SOCK_DGRAM, 0);\n"
                                                "while ((n = recv(fd, buf, 9, 0)) > 0)\n"
                                                "    while (recv(fd, buf, 1, MSG_DONTWAIT) > 0) ;\n"
                                                "unlink(addr_path);\n")
                        + "[addresses]\naddr = \"unix:*\"\n")),
            "    while ((n");
    QCOMPARE(c,
        QByteArray("    while ((n = recv(fd, buf, 9, 0)) > 0)\n"
                   "        while (recv(fd, buf, 1, MSG_DONTWAIT) > 0) ;\n"
                   "    unlink(addr_path);\n"
                   "    return 0;\n"
                   "}\n"));
}

void SourceTest::anAddressThatIsFilledInIsRestored()
{
    const QByteArray c = programIn(cSource(sourceOf(withServer("int a = socket(AF_INET, SOCK_DGRAM, 0);\n"
                                                               "getsockname(a, addr, &addrlen);\n"
                                                               "bind(a, addr, addrlen);\n"
                                                               "getsockname(a, addr, &addrlen);\n"
                                                               "close(a);\n"))),
        "int main");
    QCOMPARE(c.count("addr_in = addr_before, addrlen = sizeof addr_in;  // added\n"), 1);
    QVERIFY(c.contains("    getsockname(a, addr, &addrlen);\n    addr_in = addr_before"));
}

void SourceTest::everyShapeOfTheLanguageCompiles()
{
    const QByteArray toml = kTexts + R"([addresses]
addr = "server"
six = "[::1]:server"
path = "unix:*"
fixed = "unix:*"
odd = { address = "127.0.0.1:8080", htons = false }
[programs]
server = '''
// first of all

int lfd = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
int size = 8192;
setsockopt(lfd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
struct linger linger = {1, 0};
setsockopt(lfd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
bind(lfd, addr, 4);
bind(lfd, odd, oddlen);
bind(lfd, fixed, fixedlen);
getsockname(lfd, six, &sixlen);
connect(lfd, six, sixlen);
listen(lfd, 5);
while ((cfd = accept(lfd, mine, &minelen)) > 0) {
    // within
    struct pollfd ready = {cfd, POLLIN, 0};
    poll(&ready, 1, 100);
    while ((n = read(cfd, buf, sizeof buf)) > 0) {
        write(cfd, buf, n);
        send(cfd, "\x03 \"two\"", 5, MSG_NOSIGNAL);
    }
    while (recv(cfd, buf, 1, MSG_PEEK) > 0) ;
    close(cfd);
}
unlink(path_path);
unlink(fixed_path);
'''
client = '''
fd = socket(AF_INET, SOCK_DGRAM, 0);
snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
readlink(link, buf, sizeof buf);
fcntl(fd, F_SETFL, O_NONBLOCK);
ssize_t m = recv(fd, buf, 10, 0);
connect(fd, path, pathlen);
while ((n = recvfrom(fd, buf, sizeof buf, 0, peer, &peerlen)) > 0)
    while ((n = recvfrom(fd, buf, sizeof buf, 0, NULL, NULL)) > 0)
        sendto(fd, buf, n, 0, peer, peerlen);
while ((len = typed(msg, sizeof msg)) > 0) {
    send(fd, msg, len, 0);
    for (got = 0; got < len; got += n)
        n = recv(fd, buf, sizeof buf, 0);
}
while (!told && (n = recv(fd, buf, sizeof buf, 0)) > 0)
    send(fd, buf, n, 0);
close(fd);
'''
)";
    const QTemporaryDir folder;
    for (const char *language : {"en", "ko"}) {
        const LessonSource lesson = sourceOf(toml, language);
        for (const SourceFiles &sources : {cSource(lesson), pythonSource(lesson)}) {
            QVERIFY2(
                sources.faults.empty(), sources.faults.empty() ? "" : faultText(sources.faults[0]).c_str());
            QCOMPARE(writeSources(folder.path().toStdString(), sources.files), std::string());
        }
        QProcess compilers;
        compilers.setWorkingDirectory(folder.path());
        compilers.setProcessChannelMode(QProcess::MergedChannels);
        compilers.start(QStringLiteral("/bin/sh"),
            {QStringLiteral("-c"),
                QStringLiteral(
                    "for file in *.c; do " CC " -std=c11 -O2 -Wall -Wextra -Wpedantic -Werror -c -o o.o "
                    "\"$file\" || exit 1; done; " PYTHON " -I -W error -m py_compile *.py")});
        QVERIFY(compilers.waitForFinished(int {kPatience.count()}));
        QVERIFY2(compilers.exitCode() == 0, compilers.readAll().constData());
    }
}

/// Conditions, loops, arrays and threads; with -O2 the compiler follows the variables, too.
void SourceTest::everyStatementCompiles()
{
    const LessonSource lesson = sourceOf(kTexts + R"([programs]
server = '''
int lfd = socket(AF_INET, SOCK_STREAM, 0);
struct sockaddr_in6 in = {.sin6_family = AF_INET6, .sin6_port = htons(0)};
inet_pton(AF_INET6, "::1", &in.sin6_addr);
bind(lfd, (struct sockaddr *)&in, sizeof in);
int size = 4096;
setsockopt(lfd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
int error;
socklen_t errorlen = sizeof error;
getsockopt(lfd, SOL_SOCKET, SO_ERROR, &error, &errorlen);
if (error == 0)
    listen(lfd, 5);
struct pollfd set[3] = {{lfd, POLLIN, 0}};
int used = 1;
pthread_t thread;
for (;;) {
    int ready = poll(set, used, 10);
    if (ready < 0)
        break;
    else if (ready == 0)
        continue;
    else {
        int cfd = accept(lfd, peer, &peerlen);
        if (cfd < 0)
            break;
        pthread_create(&thread, NULL, serve, (void *)(intptr_t)cfd);
    }
    for (int i = 0; i <= 2; i++)
        if (set[i].revents & POLLIN)
            set[i].events = POLLOUT;
}
close(lfd);
'''
client = '''
int fd = socket(AF_INET, SOCK_STREAM, 0);
connect(fd, addr, addrlen);
close(fd);
'''
[threads]
serve = '''
int cfd = (int)(intptr_t)arg;
ssize_t n = recv(cfd, buf, sizeof buf, 0);
if (n > 0) {
    ssize_t m = send(cfd, buf, n, 0);
    if (m != 0)
        shutdown(cfd, SHUT_WR);
}
close(cfd);
'''
)");
    const QTemporaryDir folder;
    for (const SourceFiles &sources : {cSource(lesson), pythonSource(lesson)}) {
        QVERIFY2(sources.faults.empty(), sources.faults.empty() ? "" : faultText(sources.faults[0]).c_str());
        QCOMPARE(writeSources(folder.path().toStdString(), sources.files), std::string());
    }
    QProcess compilers;
    compilers.setWorkingDirectory(folder.path());
    compilers.setProcessChannelMode(QProcess::MergedChannels);
    compilers.start(QStringLiteral("/bin/sh"),
        {QStringLiteral("-c"),
            QStringLiteral(
                "for file in *.c; do " CC " -std=c11 -pthread -O2 -Wall -Wextra -Wpedantic -Werror -c "
                "-o o.o \"$file\" || exit 1; done; " PYTHON " -I -W error -m py_compile *.py")});
    QVERIFY(compilers.waitForFinished(int {kPatience.count()}));
    QVERIFY2(compilers.exitCode() == 0, compilers.readAll().constData());
}

void SourceTest::aLoopThatPythonDoesNotCountIsAFault()
{
    const LessonSource lesson = sourceOf(withServer("int fd = socket(AF_INET, SOCK_DGRAM, 0);\n"
                                                    "int used = 3;\n"
                                                    "for (int i = 0; i < used; i++) {\n"
                                                    "    recv(fd, buf, 1, MSG_DONTWAIT);\n"
                                                    "    used = 2;\n"
                                                    "}\n"
                                                    "close(fd);\n"));
    QVERIFY(cSource(lesson).faults.empty());
    const auto faults = pythonSource(lesson).faults;
    QCOMPARE(faults.size(), std::size_t {1});
    QCOMPARE(faults[0].line, std::size_t {2});
}

void SourceTest::whatCWouldRefuseIsAFault_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("fault");
    QTest::newRow("a keyword")
        << QByteArray("int while = socket(AF_INET, SOCK_STREAM, 0);\n")
        << QStringLiteral(
               "server, line 1: a variable cannot be called while in a C file; choose another name");
    QTest::newRow("a name of the file's own")
        << QByteArray("int before = socket(AF_INET, SOCK_STREAM, 0);\n")
        << QStringLiteral(
               "server, line 1: a variable cannot be called before in a C file; choose another name");
    QTest::newRow("declared twice")
        << QByteArray(
               "int fd = socket(AF_INET, SOCK_STREAM, 0);\nint fd = socket(AF_INET, SOCK_STREAM, 0);\n")
        << QStringLiteral("server, line 2: fd is declared in line 1 already: write it without the type");
    QTest::newRow("declared inside, used outside")
        << QByteArray("int fd = socket(AF_INET, SOCK_STREAM, 0);\nwhile (recv(fd, buf, 1, 0) > 0) {\n"
                      "    int a = accept(fd, NULL, NULL);\n}\nclose(a);\n")
        << QStringLiteral("server, line 5: a is declared in line 3, which C does not see from here");
    QTest::newRow("declared without braces")
        << QByteArray("int fd = socket(AF_INET, SOCK_STREAM, 0);\nwhile (recv(fd, buf, 1, 0) > 0)\n"
                      "    int a = accept(fd, NULL, NULL);\n")
        << QStringLiteral(
               "server, line 3: C allows a declaration in a loop only in braces: put { } around the "
               "lines of the loop");
    QTest::newRow("jumped over")
        << QByteArray("int a = socket(AF_INET, SOCK_STREAM, 0);\nsend(a, \"x\", 1, 0);\n"
                      "int b = socket(AF_INET, SOCK_STREAM, 0);\nclose(a);\nclose(b);\n")
        << QStringLiteral(
               "server, line 2: an error leads past line 3, which declares b: declare it further up");
    QTest::newRow("a long escape")
        << QByteArray("int a = socket(AF_INET, SOCK_STREAM, 0);\nsend(a, \"\\x03dead\", 5, 0);\n")
        << QStringLiteral("server, line 2: C takes the digit behind the escape as a part of it: let another "
                          "character follow it");
}

void SourceTest::whatCWouldRefuseIsAFault()
{
    QFETCH(const QByteArray, code);
    QFETCH(const QString, fault);
    const SourceFiles sources = cSource(sourceOf(withServer(code)));
    QVERIFY(sources.files.empty());
    QVERIFY(!sources.faults.empty());
    QCOMPARE(QString::fromStdString(faultText(sources.faults[0])), fault);
}

void SourceTest::whatPythonCannotJumpIsAFault()
{
    const SourceFiles sources = pythonSource(sourceOf(withServer("int a = socket(AF_INET, SOCK_STREAM, 0);\n"
                                                                 "int b = socket(AF_INET, SOCK_STREAM, 0);\n"
                                                                 "send(a, \"x\", 1, 0);\n"
                                                                 "send(b, \"x\", 1, 0);\n"
                                                                 "close(a);\n"
                                                                 "close(b);\n")));
    QVERIFY(sources.files.empty());
    QCOMPARE(QString::fromStdString(faultText(sources.faults.at(0))),
        QStringLiteral(
            "server, line 4: an error leads to line 6, and one of a line around it to line 5: a Python "
            "file cannot keep the two apart"));
}

void SourceTest::aSocketThatCouldNotBeMadeFailsInPythonAsInC()
{
    const SourceFiles sources
        = pythonSource(sourceOf(withServer("int fd = socket(AF_INET, SOCK_STREAM, IPPROTO_UDP);\n"
                                           "listen(fd, 5);\n"
                                           "close(fd);\n")
            + "[[step]]\nat = \"server socket\"\non-error = \"next\"\n"
              "[[step]]\nat = \"server listen\"\non-error = \"next\"\n"));
    const QTemporaryDir folder;
    QCOMPARE(writeSources(folder.path().toStdString(), sources.files), std::string());
    QProcess python;
    python.setProcessChannelMode(QProcess::MergedChannels);
    python.start(
        QStringLiteral(PYTHON), {QStringLiteral("-I"), folder.filePath(QStringLiteral("server.py"))});
    QVERIFY(python.waitForFinished(int {kPatience.count()}));
    const QByteArray output = python.readAll();
    QVERIFY2(python.exitCode() == 0, output.constData());
    QVERIFY2(output.contains("socket(AF_INET, SOCK_STREAM, 17)  → -1 EPROTONOSUPPORT"), output.constData());
    QVERIFY2(output.contains("listen(-1, 5)  → -1 EBADF"), output.constData());
}

void SourceTest::theCommentsAreInTheLanguageThatWasChosen()
{
    const QByteArray toml = "title = { en = \"T\", ko = \"제목\" }\naim = { en = \"A\", ko = \"목표\" }\n"
                            "misconception = { en = \"M\", ko = \"오해\" }\nclosing = \"client-close\"\n";
    for (const SourceFiles &sources : {cSource(sourceOf(toml, "ko")), pythonSource(sourceOf(toml, "ko"))}) {
        const QString text = QString::fromStdString(sources.files.at(0).text);
        QVERIFY(text.contains(QStringLiteral("제목")));
        // What holds the answer is behind the program, and what may be believed before it.
        const qsizetype program = text.indexOf(QStringLiteral("socket("));
        QVERIFY(text.contains(QStringLiteral("\"오해\"")) && text.indexOf(QStringLiteral("오해")) < program);
        QVERIFY(text.contains(QStringLiteral("목표")) && text.indexOf(QStringLiteral("목표")) > program);
        QVERIFY(text.contains(QStringLiteral("호출마다 반환값과 함께")));
        QVERIFY(!text.contains(QStringLiteral("waits for Enter")));
    }
}

void SourceTest::aPortThatTheKernelChoosesIsAskedFor()
{
    const LessonSource lesson = sourceOf(withServer("int fd = socket(AF_INET, SOCK_STREAM, 0);\n"
                                                    "bind(fd, addr, addrlen);\nclose(fd);\n"),
        "en", 0);
    const QByteArray c = programIn(cSource(lesson), "int main");
    QVERIFY(c.contains("begin(argc, argv, 0);"));
    QVERIFY(c.contains("    bind(fd, addr, addrlen);\n"));
    QVERIFY(!c.contains("getsockname(")); // the program does not ask
}

void SourceTest::theLabsProgramsMeetOnLoopback()
{
    const QByteArray text = programIn(
        cSource(sourceOf(kTexts + "network = \"lab\"\nclosing = \"client-close\"\n")), "// server.c");
    QVERIFY(text.contains("no segment is held or lost"));
    QVERIFY(text.contains("inet_pton(AF_INET, \"127.0.0.1\", &addr_in.sin_addr);"));
}

void SourceTest::aFileWithOtherContentsIsInTheWay()
{
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    const std::vector<SourceFile> files {{"server.c", "one"}, {"client.c", "two"}};
    QVERIFY(filesInTheWay(path, files).empty());
    QCOMPARE(writeSources(path, files), std::string());
    QVERIFY(filesInTheWay(path, files).empty()); // the same again does no harm
    const std::vector<SourceFile> others {{"server.c", "one"}, {"client.c", "2wo"}};
    QCOMPARE(filesInTheWay(path, others), std::vector<std::string> {path + "/client.c"});
    QCOMPARE(writeSources(path, others), std::string());
    QFile file(folder.filePath(QStringLiteral("client.c")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("2wo"));
}

void SourceTest::aFolderThatCannotBeMadeIsNamed()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("taken")).toStdString();
    QCOMPARE(writeSources(path, {{"server.c", "x"}}), std::string());
    const std::string within = path + "/server.c/further";
    const std::string sentence = writeSources(within, {{"server.c", "x"}});
    QVERIFY2(sentence.find("cannot make the folder " + within) == 0, sentence.c_str());
}

QTEST_GUILESS_MAIN(SourceTest)
#include "source_test.moc"
