// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions, counted loops and arrays: lines of C that lead from one call to the next, with results made
// up here.
#include "core/program/code_parser.h"
#include "core/program/program_cursor.h"

#include <QTest>
#include <poll.h>

using namespace sockstep;

class StatementTest : public QObject {
    Q_OBJECT

private slots:
    void theCallsComeInTheOrderThatCHas_data();
    void theCallsComeInTheOrderThatCHas();
    void pollAsksAboutTheElementsThatAreUsed();
    void whatPollAnsweredDecidesWhoIsRead();
    void aClosedDescriptorIsNamedNoMore();
    void anIndexBeyondTheArrayEndsTheProgram();
    void aLoopThatMakesNoCallEndsTheProgram();
    void theValueThatGetsockoptFilledInCanBeTested();
    void whatCannotBeReadIsSaidWithItsPlace_data();
    void whatCannotBeReadIsSaidWithItsPlace();
    void aProgramMayBeCutOrChangedAnywhereWithoutHarm();
};

namespace {

const AddressBook kAddresses {{"addr", Endpoint::loopback(9000)}};

Program parsed(const char *code)
{
    ParsedCode result = parseCode(code, kAddresses);
    for (const CodeFault &fault : result.faults)
        qWarning("%zu:%zu %s", fault.line, fault.column, fault.message.c_str());
    return std::move(result.program);
}

calls::Outcome returns(std::int64_t result)
{
    calls::Outcome outcome;
    outcome.result = result;
    return outcome;
}

/// Makes the next call; what it returns is \p result, and a new descriptor \p made.
QString go(ProgramCursor &cursor, std::int64_t result = 0, Handle made = {})
{
    const auto next = cursor.next();
    if (!next)
        return QStringLiteral("end");
    const CallEntered call = cursor.enter(next->line);
    cursor.leave(next->line, returns(result), {}, made);
    const auto function = name(call.function);
    return QString::fromLatin1(function.data(), static_cast<qsizetype>(function.size()))
        + QString::number(next->line + 1);
}

/// The first eight calls, if each returns 1.
QString eightCalls(const char *code)
{
    ProgramCursor cursor(parsed(code));
    QStringList calls;
    for (int i = 0; i < 8; ++i) {
        calls << go(cursor, 1);
        if (calls.back() == QStringLiteral("end"))
            break;
    }
    return calls.join(u' ');
}

constexpr const char *kPollServer = R"(struct pollfd set[3] = {{lfd, POLLIN, 0}};
int used = 1;
while (poll(set, used, -1) > 0) {
    if (set[0].revents & POLLIN) {
        int cfd = accept(lfd, peer, &peerlen);
        set[used++] = (struct pollfd) {cfd, POLLIN, 0};
    }
    for (int i = 1; i < used; i++) {
        if (!(set[i].revents & POLLIN))
            continue;
        ssize_t n = recv(set[i].fd, buf, sizeof buf, 0);
        if (n > 0)
            send(set[i].fd, buf, n, 0);
        else {
            close(set[i].fd);
            set[i].fd = -1;
        }
    }
}
)";

/// kPollServer with its listener made.
ProgramCursor pollServer()
{
    ProgramCursor cursor(
        parsed((std::string("int lfd = socket(AF_INET, SOCK_STREAM, 0);\n") + kPollServer).c_str()));
    go(cursor, 3, {3, 1});
    return cursor;
}

/// Lets poll() return with these revents.
void answer(ProgramCursor &cursor, const std::vector<int> &revents)
{
    const auto next = cursor.next();
    auto all = polledBy(cursor.enter(next->line));
    for (std::size_t i = 0; i < revents.size(); ++i)
        all.at(i).revents = static_cast<std::int16_t>(revents[i]);
    cursor.leave(next->line, returns(1), packPolled(all), {});
}

QString asked(const ProgramCursor &cursor)
{
    QStringList descriptors;
    for (const Polled &one : polledBy(cursor.preview(cursor.next()->line)))
        descriptors << QString::number(one.fd);
    return descriptors.join(u' ');
}

} // namespace

void StatementTest::theCallsComeInTheOrderThatCHas_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("calls");
    const auto add = [](const char *code, const char *calls) {
        QTest::addRow("%s", code) << QByteArray(code) << QString::fromLatin1(calls);
    };
    add("int n = 1;\nif (n > 0)\n    listen(a, 1);\nclose(a);", "listen3 close4 end");
    add("int n = 0;\nif (n > 0)\n    listen(a, 1);\nclose(a);", "close4 end");
    add("int n = 1;\nif (n == 1) {\n    listen(a, 1);\n    listen(b, 1);\n} else {\n    "
        "close(a);\n}\nclose(b);",
        "listen3 listen4 close8 end");
    add("int n = 2;\nif (n == 1)\n    listen(a, 1);\nelse\n    close(a);\nclose(b);", "close5 close6 end");
    add("int n = 2;\nif (n == 1)\n    listen(a, 1);\nelse if (n == 2)\n    close(a);\nelse\n    close(b);\n"
        "close(c);",
        "close5 close8 end");
    add("for (int i = 0; i < 3; i++)\n    listen(a, 1);\nclose(a);", "listen2 listen2 listen2 close3 end");
    add("for (int i = 0; i < 2; i++) {\n    for (int k = 0; k < 2; k++)\n        listen(a, 1);\n    "
        "close(a);\n}",
        "listen3 listen3 close4 listen3 listen3 close4 end");
    add("for (int i = 3; i < 3; i++)\n    listen(a, 1);\nclose(a);", "close3 end");
    add("for (int i = 0; i < 4; i++) {\n    if (i != 2)\n        continue;\n    listen(a, 1);\n}\nclose(a);",
        "listen4 close6 end");
    add("for (;;) {\n    int n = listen(a, 1);\n    if (n > 0)\n        break;\n}\nclose(a);",
        "listen2 close6 end");
    add("int n = 2;\nwhile (n > 0)\n    n = listen(a, 1);",
        "listen3 listen3 listen3 listen3 listen3 listen3 "
        "listen3 listen3");
    add("while (listen(a, 1) > 0)\n    if (n > 0)\n        close(a);\n    else\n        shutdown(a, "
        "SHUT_WR);\n",
        "listen1 shutdown5 listen1 shutdown5 listen1 shutdown5 listen1 shutdown5");
    add("int n = 0;\nif (!(n & POLLIN))\n    close(a);", "close3 end");
}

void StatementTest::theCallsComeInTheOrderThatCHas()
{
    QFETCH(const QByteArray, code);
    QFETCH(const QString, calls);
    QCOMPARE(eightCalls(code.constData()), calls);
}

void StatementTest::pollAsksAboutTheElementsThatAreUsed()
{
    ProgramCursor cursor = pollServer();
    QCOMPARE(asked(cursor), QStringLiteral("3"));
    const CallEntered one = cursor.preview(cursor.next()->line);
    QVERIFY(one.args.find(ArgumentName::Fd) == 3); // as a call of one descriptor was always recorded
    answer(cursor, {POLLIN});
    QCOMPARE(go(cursor, 5, {5, 2}), QStringLiteral("accept6"));
    QCOMPARE(asked(cursor), QStringLiteral("3 5"));
    const CallEntered two = cursor.preview(cursor.next()->line);
    QVERIFY(!two.args.find(ArgumentName::Fd));
    QCOMPARE(two.socket, SocketId {1});
    QCOMPARE(polledBy(two).at(1).socket, SocketId {2});
    QCOMPARE(polledBy(two).at(0).revents, std::int16_t {0}); // not what was left from the last time
}

void StatementTest::whatPollAnsweredDecidesWhoIsRead()
{
    ProgramCursor cursor = pollServer();
    answer(cursor, {POLLIN});
    go(cursor, 5, {5, 2});
    answer(cursor, {POLLIN, POLLIN});
    QCOMPARE(go(cursor, 6, {6, 3}), QStringLiteral("accept6"));
    const auto recv = cursor.preview(cursor.next()->line);
    QVERIFY(recv.function == Function::Recv);
    QCOMPARE(recv.socket, SocketId {2}); // the other one was not ready
    QCOMPARE(go(cursor, 4), QStringLiteral("recv12"));
    QCOMPARE(go(cursor, 4), QStringLiteral("send14"));
    QCOMPARE(asked(cursor), QStringLiteral("3 5 6"));
}

void StatementTest::aClosedDescriptorIsNamedNoMore()
{
    ProgramCursor cursor = pollServer();
    answer(cursor, {POLLIN});
    go(cursor, 5, {5, 2});
    answer(cursor, {0, POLLIN});
    QCOMPARE(go(cursor, 0), QStringLiteral("recv12"));
    QCOMPARE(cursor.openSockets().size(), std::size_t {2});
    QCOMPARE(go(cursor, 0), QStringLiteral("close16"));
    QCOMPARE(asked(cursor), QStringLiteral("3 -1"));
    QCOMPARE(cursor.openSockets(), std::vector<Handle>({{3, 1}}));
}

void StatementTest::anIndexBeyondTheArrayEndsTheProgram()
{
    ProgramCursor cursor = pollServer();
    for (int fd = 5; fd < 7; ++fd) {
        answer(cursor, {POLLIN});
        QCOMPARE(go(cursor, fd, {fd, static_cast<SocketId>(fd)}), QStringLiteral("accept6"));
    }
    QVERIFY(cursor.fault().empty());
    answer(cursor, {POLLIN});
    go(cursor, 7, {7, 7}); // set[3] of three
    QVERIFY(!cursor.next());
    QVERIFY(!cursor.fault().empty());
    QCOMPARE(cursor.openSockets().size(), std::size_t {4}); // all that was made is still to be closed
}

void StatementTest::aLoopThatMakesNoCallEndsTheProgram()
{
    ProgramCursor cursor(parsed("int n = 1;\nwhile (n > 0)\n    n++;\nclose(a);"));
    QVERIFY(!cursor.next());
    QVERIFY(!cursor.fault().empty());
}

void StatementTest::theValueThatGetsockoptFilledInCanBeTested()
{
    const char *code = "int error;\nsocklen_t errorlen = sizeof error;\n"
                       "getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &errorlen);\n"
                       "if (error != 0)\n    close(fd);\nlisten(fd, 1);";
    for (const int value : {0, 111}) {
        ProgramCursor cursor(parsed(code));
        const auto next = cursor.next();
        cursor.enter(next->line);
        calls::Outcome outcome = returns(0);
        outcome.value = value;
        cursor.leave(next->line, outcome, {}, {});
        QCOMPARE(go(cursor), value ? QStringLiteral("close5") : QStringLiteral("listen6"));
    }
}

void StatementTest::whatCannotBeReadIsSaidWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("fault");
    const auto add = [](const char *code, const char *fault) {
        QTest::addRow("%s", code) << QByteArray(code) << QString::fromUtf8(fault);
    };
    add("if (n > 0)\nclose(a);",
        "0:0 a loop or condition without lines in it: indent them, or put ; after the condition");
    add("if (n > 0)\n    close(a);\n    close(b);",
        "2:4 this line looks like part of what is above, and C takes one only: use braces");
    add("else\n    close(a);", "0:0 there is no if before this else");
    add("close(a);\n}", "1:0 a closing brace without an opening one");
    add("for (int i = 0)\n    close(a);", "0:0 expected for (int i = 1; i < used; i++) or for (;;)");
    add("if (close(a) > 0)\n    close(b);",
        "0:0 expected if (n > 0), or a flag like if (set[0].revents & POLLIN)");
    add("close(a);\nbreak;", "1:0 there is no loop around this line");
    add("for (;;) {\n}\nclose(a);", "0:0 there is nothing between the braces");
    add("struct pollfd set[99] = {{a, POLLIN, 0}};\nclose(a);",
        "0:0 expected struct pollfd ready = {fd, POLLIN, 0}; or struct pollfd set[10] = {{lfd, POLLIN, 0}}; "
        "with "
        "16 elements at most");
    add("struct pollfd set[2] = {{a, POLLIN, 0}};\npoll(set, 3, -1);", "1:0 set has 2 elements");
    add("struct pollfd set[2] = {{a, POLLIN, 0}};\nclose(set[2].fd);",
        "1:0 \"set[2].fd\" where the variable of a descriptor is expected");
    add("inet_pton(AF_INET, \"127.0.0.1\", &in.sin_addr);\nclose(a);",
        "0:0 expected &in.sin_addr, and a line like struct sockaddr_in in = {.sin_family = AF_INET, "
        ".sin_port = "
        "htons(0)}; above");
    add("struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons(0)};\n"
        "inet_pton(AF_INET, \"127.0.0.256\", &in.sin_addr);\nclose(a);",
        "1:0 inet_pton would return 0: \"127.0.0.256\" is no address of AF_INET");
    add("getsockopt(a, SOL_SOCKET, SO_ERROR, &error, &errorlen);",
        "0:0 \"&error\" where the address of an int is expected, and int error; above");
}

void StatementTest::whatCannotBeReadIsSaidWithItsPlace()
{
    QFETCH(const QByteArray, code);
    QFETCH(const QString, fault);
    QStringList faults;
    for (const CodeFault &found : parseCode(code.constData(), kAddresses).faults)
        faults << QStringLiteral("%1:%2 %3")
                      .arg(found.line)
                      .arg(found.column)
                      .arg(QString::fromStdString(found.message));
    QCOMPARE(faults.value(0), fault);
}

/// It is refused with a reason, or it runs; with sanitizers, this is where they look.
void StatementTest::aProgramMayBeCutOrChangedAnywhereWithoutHarm()
{
    const std::string sound = std::string(kPollServer)
        + "struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons(80)};\n"
          "inet_pton(AF_INET, \"127.0.0.1\", &in.sin_addr);\n"
          "bind(fd, (struct sockaddr *)&in, sizeof in);\n"
          "pthread_create(&thread, NULL, serve, (void *)(intptr_t)fd);\n";
    const auto tryOut = [](const std::string &code) {
        ParsedCode read = parseCode(code, kAddresses);
        if (!read.faults.empty())
            return read.program.lines.empty();
        ProgramCursor cursor(std::move(read.program));
        for (int i = 0; i < 20 && cursor.next(); ++i)
            go(cursor, i % 3, i % 3 ? Handle {} : Handle {3 + i, static_cast<SocketId>(1 + i)});
        return true;
    };
    QVERIFY(parseCode(sound, kAddresses).faults.empty());
    for (std::size_t i = 0; i < sound.size(); ++i) {
        QVERIFY(tryOut(sound.substr(0, i)));
        QVERIFY(tryOut(sound.substr(i)));
        for (const char c :
            {'\0', ' ', '\n', '(', ')', '{', '}', '[', ']', ';', ',', '&', '.', '"', '9', '-'}) {
            std::string changed = sound;
            changed[i] = c;
            QVERIFY2(tryOut(changed), changed.c_str());
        }
    }
}

QTEST_APPLESS_MAIN(StatementTest)
#include "statement_test.moc"
