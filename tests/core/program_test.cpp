// SPDX-License-Identifier: GPL-3.0-or-later
// The programs as the class reads them. What is shown is what runs: program_cursor_test follows the
// same lists.
#include "core/program/echo_programs.h"

#include <QTest>
#include <netinet/in.h>
#include <sys/socket.h>

using namespace sockstep;

class ProgramTest : public QObject {
    Q_OBJECT

private slots:
    void theServerOfClientClose();
    void theServerOfServerClose();
    void theClientOfClientClose();
    void theClientOfServerClose();
    void theEndsOfTheOtherClosings();
    void withoutReuseAddressTheOptionIsNotSet();
    void bothServersAreTheSameUpToTheirEchoLoop();
    void bothClientsAreTheSameUpToTheirChat();
    void everyLineThatShowsACallMakesIt();
    void everyCallHasItsCExpression_data();
    void everyCallHasItsCExpression();
    void lessonsHaveNames();
};

namespace {

EchoOptions options(Closing closing, std::uint16_t port = 9000)
{
    EchoOptions result;
    result.server = Endpoint::loopback(port);
    result.closing = closing;
    return result;
}

QString code(const Program &program)
{
    QString text;
    for (const std::string &line : program.code())
        text += QString::fromStdString(line) + QLatin1Char('\n');
    return text;
}

void compare(const Program &program, const char *expected)
{
    QCOMPARE(code(program), QString::fromLatin1(expected).mid(1)); // after R"(, a line of its own
}

/// How many lines two programs have in common at their beginning.
std::size_t common(const Program &a, const Program &b)
{
    const auto [inA, inB] = std::mismatch(a.lines.begin(), a.lines.end(), b.lines.begin(), b.lines.end(),
        [](const Line &x, const Line &y) { return x.code == y.code; });
    return static_cast<std::size_t>(inA - a.lines.begin());
}

} // namespace

void ProgramTest::theServerOfClientClose()
{
    compare(echoServer(options(Closing::ClientFirst)), R"(
int lfd = socket(AF_INET, SOCK_STREAM, 0);
setsockopt(lfd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
bind(lfd, addr, addrlen);  // 127.0.0.1:9000
listen(lfd, 5);
int cfd = accept(lfd, peer, &peerlen);
while (!told && (n = recv(cfd, buf, sizeof buf, 0)) > 0)
    send(cfd, buf, n, 0);
close(cfd);
close(lfd);
)");
}

void ProgramTest::theServerOfServerClose()
{
    compare(echoServer(options(Closing::ServerFirst)), R"(
int lfd = socket(AF_INET, SOCK_STREAM, 0);
setsockopt(lfd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
bind(lfd, addr, addrlen);  // 127.0.0.1:9000
listen(lfd, 5);
int cfd = accept(lfd, peer, &peerlen);
while (!told && (n = recv(cfd, buf, sizeof buf, 0)) > 0)
    send(cfd, buf, n, 0);
shutdown(cfd, SHUT_WR);
while (recv(cfd, buf, sizeof buf, 0) > 0) ;
close(cfd);
close(lfd);
)");
}

void ProgramTest::theClientOfClientClose()
{
    compare(echoClient(options(Closing::ClientFirst)), R"(
int fd = socket(AF_INET, SOCK_STREAM, 0);
connect(fd, addr, addrlen);  // 127.0.0.1:9000
while ((len = typed(msg, sizeof msg)) > 0) {
    send(fd, msg, len, 0);
    for (got = 0; got < len; got += n)
        n = recv(fd, buf, sizeof buf, 0);
}
shutdown(fd, SHUT_WR);
while (recv(fd, buf, sizeof buf, 0) > 0) ;
close(fd);
)");
}

void ProgramTest::theClientOfServerClose()
{
    compare(echoClient(options(Closing::ServerFirst)), R"(
int fd = socket(AF_INET, SOCK_STREAM, 0);
connect(fd, addr, addrlen);  // 127.0.0.1:9000
while ((len = typed(msg, sizeof msg)) > 0) {
    send(fd, msg, len, 0);
    for (got = 0; got < len; got += n)
        n = recv(fd, buf, sizeof buf, 0);
}
while (recv(fd, buf, sizeof buf, 0) > 0) ;
close(fd);
)");
}

void ProgramTest::theEndsOfTheOtherClosings()
{
    const auto endsWith = [](const Program &program, const char *end) {
        return code(program).trimmed().endsWith(QString::fromLatin1(end));
    };
    QVERIFY(endsWith(echoClient(options(Closing::ClientLinger)),
        "struct linger linger = {1, 0};\n"
        "setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);\nclose(fd);"));
    QVERIFY(endsWith(echoClient(options(Closing::ClientUnread)),
        "send(fd, \"bye\", 3, 0);  // nobody reads the echo\nclose(fd);"));
    QVERIFY(endsWith(echoServer(options(Closing::ClientHalfClose)),
        "send(cfd, \"goodbye\", 7, 0);\nclose(cfd);\nclose(lfd);"));
    QVERIFY(endsWith(serverAgain(Endpoint::loopback(9000), true),
        "int lfd = socket(AF_INET, SOCK_STREAM, 0);\n"
        "setsockopt(lfd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);\n"
        "bind(lfd, addr, addrlen);  // 127.0.0.1:9000\nclose(lfd);"));
}

void ProgramTest::withoutReuseAddressTheOptionIsNotSet()
{
    EchoOptions without = options(Closing::ClientFirst);
    without.reuseAddress = false;
    QVERIFY(!code(echoServer(without)).contains(QStringLiteral("setsockopt")));
}

void ProgramTest::bothServersAreTheSameUpToTheirEchoLoop()
{
    const Program a = echoServer(options(Closing::ClientFirst));
    const Program b = echoServer(options(Closing::ServerFirst));
    const std::size_t same = common(a, b);
    QVERIFY2(
        a.lines.at(same - 1).code.find("send(cfd") != std::string::npos, a.lines.at(same - 1).code.c_str());
}

void ProgramTest::bothClientsAreTheSameUpToTheirChat()
{
    const Program a = echoClient(options(Closing::ClientFirst));
    const Program b = echoClient(options(Closing::ServerFirst));
    QCOMPARE(a.lines.at(common(a, b) - 1).code, std::string("}"));
}

void ProgramTest::everyLineThatShowsACallMakesIt()
{
    for (const Closing closing : {Closing::ClientFirst, Closing::ServerFirst}) {
        for (const Program &program : {echoServer(options(closing, 0)), echoClient(options(closing, 0))}) {
            for (const Line &line : program.lines) {
                if (line.call)
                    QVERIFY2(line.code.find(cExpression(*line.call)) != std::string::npos, line.code.c_str());
                for (int i = 0; i < kFunctionCount; ++i) {
                    const std::string shown = std::string(name(static_cast<Function>(i))) + '(';
                    const bool shows = line.code.find(shown) != std::string::npos;
                    const bool makes = line.call && line.call->function == static_cast<Function>(i);
                    QVERIFY2(shows == makes, line.code.c_str());
                }
            }
        }
    }
}

void ProgramTest::everyCallHasItsCExpression_data()
{
    QTest::addColumn<int>("function");
    QTest::addColumn<QString>("expression");
    const auto add = [](Function function, const char *expression) {
        QTest::newRow(name(function).data()) << static_cast<int>(function) << QString::fromLatin1(expression);
    };
    add(Function::Socket, "socket(AF_INET, SOCK_STREAM, 0)");
    add(Function::Setsockopt, "setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on)");
    add(Function::Bind, "bind(s, addr, addrlen)");
    add(Function::Getsockname, "getsockname(s, addr, &addrlen)");
    add(Function::Listen, "listen(s, 5)");
    add(Function::Accept, "accept(s, peer, &peerlen)");
    add(Function::Connect, "connect(s, addr, addrlen)");
    add(Function::Send, "send(s, msg, len, 0)");
    add(Function::Recv, "recv(s, buf, sizeof buf, 0)");
    add(Function::Shutdown, "shutdown(s, SHUT_WR)");
    add(Function::Close, "close(s)");
}

void ProgramTest::everyCallHasItsCExpression()
{
    QFETCH(const int, function);
    QFETCH(const QString, expression);
    CallTemplate call;
    call.function = static_cast<Function>(function);
    call.socket = "s";
    call.payload = Payload::Message;
    switch (call.function) {
    case Function::Socket:
        call.args = {{ArgumentName::Domain, AF_INET}, {ArgumentName::Type, SOCK_STREAM}};
        break;
    case Function::Setsockopt:
        call.args = {{ArgumentName::Level, SOL_SOCKET}, {ArgumentName::Option, SO_REUSEADDR}};
        break;
    case Function::Listen:
        call.args = {{ArgumentName::Backlog, 5}};
        break;
    case Function::Shutdown:
        call.args = {{ArgumentName::How, SHUT_WR}};
        break;
    default:
        break;
    }
    QCOMPARE(QString::fromStdString(cExpression(call)), expression);
}

void ProgramTest::lessonsHaveNames()
{
    QVERIFY(lessonName(Closing::ClientFirst) == "client-close");
    QVERIFY(lessonName(Closing::ServerFirst) == "server-close");
    QVERIFY(closingNamed("client-close") == Closing::ClientFirst);
    QVERIFY(closingNamed("server-close") == Closing::ServerFirst);
    QVERIFY(!closingNamed("close"));
}

QTEST_APPLESS_MAIN(ProgramTest)
#include "program_test.moc"
