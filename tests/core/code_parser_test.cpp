// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/code_parser.h"

#include "core/diagram/call_text.h"
#include "core/program/echo_programs.h"
#include "core/program/program_cursor.h"

#include <QTest>

using namespace sockstep;

namespace {

const AddressBook &addresses()
{
    static const AddressBook book {{"addr", Endpoint::loopback(9000)},
        {"six", *Endpoint::parse("[::1]:9000")}, {"path", Endpoint::fromPath("/tmp/echo")}};
    return book;
}

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString faultsOf(const ParsedCode &parsed)
{
    QStringList lines;
    for (const CodeFault &fault : parsed.faults)
        lines << QStringLiteral("%1:%2 %3").arg(fault.line).arg(fault.column).arg(text(fault.message));
    return lines.join(u'\n');
}

calls::Outcome returns(std::int64_t result) { return {result, 0, {}}; }

} // namespace

class CodeParserTest : public QObject {
    Q_OBJECT

private slots:
    void aLineIsTheCallThatItSays_data();
    void aLineIsTheCallThatItSays();
    void whatCannotBeReadIsSaidWithItsPlace_data();
    void whatCannotBeReadIsSaidWithItsPlace();
    void theLinesAreKeptAsTheyWereWritten();
    void anEchoLoopGoesRoundAndEndsAtZero();
    void aLoopInALoopLeadsBackToItsOwnHead();
    void aLoopGoesRoundAgainWhateverItsLastLineComesTo();
    void aLoopThatEndsWithAnotherGoesRoundBehindIt();
    void anErrorThatIsPassedOverLeavesTheLoopThatItWasMadeIn();
    void theEchoProgramsOfTheHouseCanBeReadBack_data();
    void theEchoProgramsOfTheHouseCanBeReadBack();
};

void CodeParserTest::aLineIsTheCallThatItSays_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("call");
    const auto add = [](const char *code, const char *call) {
        QTest::newRow(code) << QString::fromUtf8(code) << QString::fromUtf8(call);
    };
    add("int fd = socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP);", "socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP)");
    add("socket(AF_UNIX, SOCK_STREAM, 0);  // a comment, with a ;", "socket(AF_UNIX, SOCK_STREAM, 0)");
    add("bind(fd, addr, addrlen);", "bind(-1, 127.0.0.1:9000)");
    add("bind(fd, addr, 4);", "bind(-1, 127.0.0.1:9000, 4)");
    add("connect(fd, six, sixlen);", "connect(-1, [::1]:9000)");
    add("listen(fd, 5);", "listen(-1, 5)");
    add("send(fd, \"two, three\", 10, MSG_NOSIGNAL);", "send(-1, \"two, three\", 10, MSG_NOSIGNAL)");
    add("send(fd, \"\\x03one\", 4, 0);", "send(-1, \"\\x03one\", 4, 0)");
    add("write(fd, \"// no comment\", 13);", "write(-1, \"// no comment\", 13)");
    add("n = recv(fd, buf, 4, 0);", "recv(-1, buf, 4, 0)");
    add("n = recvfrom(fd, buf, sizeof buf, 0, peer, &peerlen);", "recvfrom(-1, buf, 65536, 0)");
    add("shutdown(fd, SHUT_WR);", "shutdown(-1, SHUT_WR)");
    add("fcntl(fd, F_SETFL, O_NONBLOCK);", "fcntl(-1, F_SETFL, O_NONBLOCK)");
    add("setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);",
        "setsockopt(-1, SOL_SOCKET, SO_REUSEPORT, 1)");
    add("int size = 8192;\nsetsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);",
        "setsockopt(-1, SOL_SOCKET, SO_RCVBUF, 8192)");
    add("struct linger linger = {1, 0};\nsetsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);",
        "setsockopt(-1, SOL_SOCKET, SO_LINGER, {1, 0})");
    add("struct pollfd ready = {fd, POLLIN, 0};\npoll(&ready, 1, -1);", "poll(-1, POLLIN, -1)");
    add("unlink(path_path);", "unlink(\"/tmp/echo\")");
    add("close(fd);", "close(-1)");
}

void CodeParserTest::aLineIsTheCallThatItSays()
{
    QFETCH(const QString, code);
    QFETCH(const QString, call);
    ParsedCode parsed = parseCode(code.toStdString(), addresses());
    QCOMPARE(faultsOf(parsed), QString());
    const std::size_t last = parsed.program.lines.size() - 1;
    const ProgramCursor cursor(std::move(parsed.program));
    QCOMPARE(text(fullCallText(cursor.preview(last))), call);
}

void CodeParserTest::whatCannotBeReadIsSaidWithItsPlace_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("fault");
    const auto add = [](const char *code, const char *fault) {
        QTest::newRow(code) << QString::fromUtf8(code) << QString::fromUtf8(fault);
    };
    add("", "0:0 a program without a call");
    add("close(fd);\nlisten(fd 5);", "1:0 1 arguments where 2 are expected: listen(fd, 5)");
    add("close(fd)", "0:0 expected a call with ; at its end, a loop or a declaration");
    add("fork();", "0:0 the call \"fork\" is not known here");
    add("bind(fd, other, otherlen);", "0:0 no address \"other\" in [addresses]; there are: addr, path, six");
    add("bind(fd, addr, sizeof addr);", "0:0 \"sizeof addr\" where addrlen or a number is expected");
    add("socket(AF_MOON, SOCK_STREAM, 0);", "0:0 \"AF_MOON\" is no domain that is known here");
    add("send(fd, \"one\", 4, 0);", "0:0 the length \"4\" of a string of 3 bytes");
    add("send(fd, \"one, 3, 0);", "0:0 2 arguments where 4 are expected: send(fd, buf, n, 0)");
    add("recv(fd, other, 4, 0);", "0:0 \"other\" where buf is expected");
    add("while (recv(fd, buf, sizeof buf, 0))\n    close(fd);",
        "0:0 expected while (… > 0), with a call in it");
    add("while ((n = recv(fd, buf, sizeof buf, 0)) > 0)\nclose(fd);",
        "0:0 a loop or condition without lines in it: indent them, or put ; after the condition");
    add("while ((n = recv(fd, buf, sizeof buf, 0)) > 0) {\n    send(fd, buf, n, 0);",
        "0:0 the brace { of this line is closed nowhere");
    add("setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);",
        "0:0 \"size\" is declared nowhere above; expected a line like int size = 8192;");
    add("poll(&ready, 1, -1);",
        "0:0 expected &ready, 1 and a line like struct pollfd ready = {fd, POLLIN, 0}; above");
}

void CodeParserTest::whatCannotBeReadIsSaidWithItsPlace()
{
    QFETCH(const QString, code);
    QFETCH(const QString, fault);
    const ParsedCode parsed = parseCode(code.toStdString(), addresses());
    QVERIFY(parsed.program.lines.empty());
    QCOMPARE(faultsOf(parsed), fault);
}

void CodeParserTest::theLinesAreKeptAsTheyWereWritten()
{
    const std::string code
        = "int fd = socket(AF_INET, SOCK_STREAM, 0);  // why\n\n// only a comment\nclose(fd);";
    const ParsedCode parsed = parseCode(code, addresses());
    QCOMPARE(faultsOf(parsed), QString());
    QStringList lines;
    for (const std::string &line : parsed.program.code())
        lines << text(line);
    QCOMPARE(lines.join(u'\n'), text(code));
}

void CodeParserTest::anEchoLoopGoesRoundAndEndsAtZero()
{
    ParsedCode parsed = parseCode("while ((n = recv(fd, buf, sizeof buf, 0)) > 0)\n"
                                  "    send(fd, buf, n, 0);\nclose(fd);",
        addresses());
    QCOMPARE(faultsOf(parsed), QString());
    ProgramCursor cursor(std::move(parsed.program));
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(cursor.next()->line, 0U);
        cursor.enter(0);
        cursor.leave(0, returns(2), "hi", {});
        QCOMPARE(cursor.next()->line, 1U);
        QCOMPARE(text(cursor.enter(1).data), QStringLiteral("hi"));
        cursor.leave(1, returns(2), {}, {});
    }
    cursor.enter(0);
    cursor.leave(0, returns(0), {}, {});
    QCOMPARE(cursor.next()->line, 2U);
}

void CodeParserTest::aLoopInALoopLeadsBackToItsOwnHead()
{
    ParsedCode parsed = parseCode("while ((cfd = accept(lfd, peer, &peerlen)) > 0) {\n"
                                  "    while ((n = recv(cfd, buf, sizeof buf, 0)) > 0)\n"
                                  "        send(cfd, buf, n, 0);\n"
                                  "    close(cfd);\n"
                                  "}",
        addresses());
    QCOMPARE(faultsOf(parsed), QString());
    const auto &lines = parsed.program.lines;
    QCOMPARE(lines[2].onSuccess, Target {1});
    QCOMPARE(lines[1].onEnd, Target {3});
    QCOMPARE(lines[4].onSuccess, Target {0});
    QCOMPARE(lines[0].onEnd, Target {5});
    QCOMPARE(lines[2].onError, Target {3}); // to the close of its descriptor
}

void CodeParserTest::aLoopGoesRoundAgainWhateverItsLastLineComesTo()
{
    const ParsedCode parsed = parseCode("while (recv(fd, buf, 1, 0) > 0)\n"
                                        "    n = read(other, buf, 1);\n"
                                        "close(fd);\n"
                                        "while (recv(fd, buf, 1, 0) > 0)\n"
                                        "    shutdown(other, SHUT_WR);\n",
        addresses());
    QCOMPARE(faultsOf(parsed), QString());
    const auto &lines = parsed.program.lines;
    QCOMPARE(lines[1].onSuccess, Target {0});
    QCOMPARE(lines[1].onEnd, Target {0}); // read returned 0
    QCOMPARE(lines[4].onError, Target {3});
}

/// while … while …, without braces: there is no line behind the inner loop but the outer one's head.
void CodeParserTest::aLoopThatEndsWithAnotherGoesRoundBehindIt()
{
    const ParsedCode parsed = parseCode("while ((cfd = accept(lfd, NULL, NULL)) > 0)\n"
                                        "    while ((n = recv(cfd, buf, 1, 0)) > 0)\n"
                                        "        send(cfd, buf, n, 0);\n"
                                        "close(lfd);\n"
                                        "while (recv(fd, buf, 1, 0) > 0)\n"
                                        "    while (recv(fd, buf, 1, MSG_PEEK) > 0) ;\n"
                                        "close(fd);\n",
        addresses());
    QCOMPARE(faultsOf(parsed), QString());
    const auto &lines = parsed.program.lines;
    QCOMPARE(lines[0].onEnd, Target {3});
    QCOMPARE(lines[1].onEnd, Target {0});
    QCOMPARE(lines[2].onSuccess, Target {1});
    QCOMPARE(lines[5].onSuccess, kSameLine);
    QCOMPARE(lines[5].onEnd, Target {4});
}

void CodeParserTest::anErrorThatIsPassedOverLeavesTheLoopThatItWasMadeIn()
{
    const ParsedCode parsed = parseCode("while ((n = recvfrom(fd, buf, 9, 0, peer, &peerlen)) > 0)\n"
                                        "    sendto(fd, buf, n, 0, peer, peerlen);\n"
                                        "unlink(path_path);\n",
        addresses());
    QCOMPARE(faultsOf(parsed), QString());
    QCOMPARE(parsed.program.lines[0].onError, Target {2}); // there is no close to lead to
    QCOMPARE(parsed.program.lines[1].onError, Target {0});
}

void CodeParserTest::theEchoProgramsOfTheHouseCanBeReadBack_data()
{
    QTest::addColumn<int>("closing");
    for (const Closing closing : kClosings)
        QTest::newRow(lessonName(closing).data()) << static_cast<int>(closing);
}

/// So a teacher can copy what the window shows into a lesson of their own.
void CodeParserTest::theEchoProgramsOfTheHouseCanBeReadBack()
{
    QFETCH(const int, closing);
    EchoOptions options;
    options.closing = static_cast<Closing>(closing);
    for (const Program &program : {echoServer(options), echoClient(options)}) {
        std::string code;
        for (const std::string &line : program.code())
            code += line + '\n';
        const ParsedCode parsed = parseCode(code, addresses());
        QCOMPARE(faultsOf(parsed), QString());
        for (std::size_t i = 0; i < program.lines.size(); ++i) {
            QCOMPARE(parsed.program.lines[i].call.has_value(), program.lines[i].call.has_value());
            QCOMPARE(parsed.program.lines[i].kind, program.lines[i].kind);
            QCOMPARE(parsed.program.lines[i].untilEchoed, program.lines[i].untilEchoed);
            if (const auto &call = program.lines[i].call) {
                QCOMPARE(parsed.program.lines[i].call->function, call->function);
                QCOMPARE(text(parsed.program.lines[i].call->socket.text()), text(call->socket.text()));
                QVERIFY(parsed.program.lines[i].call->payload == call->payload);
            }
        }
    }
}

QTEST_APPLESS_MAIN(CodeParserTest)
#include "code_parser_test.moc"
