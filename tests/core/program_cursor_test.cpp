// SPDX-License-Identifier: GPL-3.0-or-later
// Where an actor goes in its program, with results made up here: no sockets, no threads.
#include "core/program/echo_programs.h"
#include "core/program/program_cursor.h"

#include <QTest>
#include <cerrno>

using namespace sockstep;

class ProgramCursorTest : public QObject {
    Q_OBJECT

private slots:
    void theServerEchoesUntilTheStreamEnds();
    void theClientGoesFromMessageToMessage();
    void theChatWaitsForThePerson();
    void theChatThatIsOverWaitsForNobody();
    void aPreviewTakesNothing();
    void aPartialSendIsContinuedWithTheRest();
    void aPartialEchoIsWaitedForToTheEnd();
    void aLongMessageIsSentInPiecesThatFitTheBuffer();
    void aFailedCallIsTriedAgain();
    void aFailedSendGivesTheConnectionUp();
    void aReceiveOfZeroInTheChatEndsIt();
    void anInterruptedCallIsMadeAgain();
    void aServerThatIsToldToCloseLeavesItsLoop();
    void aServerThatIsToldBeforeItsLoopNeverEchoes();
    void aServerOfTheOtherLessonIgnoresTheFailedDrain();
    void aLastReceiveThatIsInterruptedGoesBackToTheChat();
    void aMessageIsPossibleUntilTheChatIsLeft();
    void theClientConnectsWhereItsProgramSays();
    void descriptorsComeFromWhatTheCallsMade();
    void socketsAreOpenFromTheirMakingToTheirClose();
    void aFailedCloseFreesTheDescriptor();
    void aReplacedProgramGoesOnAtTheSameLine();
};

namespace {

Program server(Closing closing, std::uint16_t port = 9000)
{
    return echoServer({Endpoint::loopback(port), closing, true});
}

Program client(Closing closing, std::uint16_t port = 9000)
{
    return echoClient({Endpoint::loopback(port), closing, true});
}

/// A cursor with made-up results.
struct Run {
    explicit Run(Program program)
        : cursor(std::move(program))
    {
    }

    ProgramCursor cursor;
    int lastFd = 2;

    /// The next call as it would be entered: "recv 4"; "" at the end.
    QString next() const
    {
        const auto line = cursor.next();
        return line ? text(cursor.preview(line->line)) : QString();
    }
    static QString text(const CallEntered &call)
    {
        QString result = QString::fromUtf8(name(call.function).data());
        if (const auto fd = call.args.find(ArgumentName::Fd))
            result += QStringLiteral(" %1").arg(*fd);
        if (call.function == Function::Send)
            result += QStringLiteral(" \"%1\"").arg(QString::fromStdString(call.data));
        return result;
    }

    /// Makes the next call; it returns \p result, or fails with \p error.
    CallEntered make(std::int64_t result = 0, std::string received = {}, int error = 0)
    {
        const std::size_t line = cursor.next().value().line;
        const CallEntered call = cursor.enter(line);
        ProgramCursor::Handle made;
        if (error == 0 && (call.function == Function::Socket || call.function == Function::Accept)) {
            made = {++lastFd, static_cast<SocketId>(lastFd - 2)};
            result = made.fd;
        }
        cursor.leave(line, {result, error, {}}, std::move(received), made);
        return call;
    }
    void fail(int error) { make(-1, {}, error); }
    void receive(const std::string &bytes) { make(static_cast<std::int64_t>(bytes.size()), bytes); }
    /// The next call is send, and the kernel takes all of it.
    std::string send()
    {
        const std::string data = cursor.preview(cursor.next().value().line).data;
        return make(static_cast<std::int64_t>(data.size())).data;
    }
    /// Makes calls that succeed until \p function comes next.
    void goTo(Function function)
    {
        for (int i = 0; i < 20; ++i) {
            const auto line = cursor.next();
            QVERIFY(line);
            if (cursor.preview(line->line).function == function)
                return;
            make();
        }
        QFAIL("the program does not come there");
    }
    /// Every call up to the end, all successful and with nothing received.
    QStringList rest()
    {
        QStringList calls;
        while (cursor.next() && calls.size() < 20) {
            calls << next();
            make();
        }
        return calls;
    }
};

} // namespace

void ProgramCursorTest::theServerEchoesUntilTheStreamEnds()
{
    Run run(server(Closing::ClientFirst));
    run.goTo(Function::Recv);
    QVERIFY(run.cursor.inEchoLoop());
    QCOMPARE(run.next(), QStringLiteral("recv 4"));
    run.receive("one");
    QCOMPARE(run.next(), QStringLiteral("send 4 \"one\""));
    QCOMPARE(run.send(), std::string("one"));
    run.receive("two");
    QCOMPARE(run.send(), std::string("two"));
    run.receive("");
    QVERIFY(!run.cursor.inEchoLoop());
    QCOMPARE(run.rest(), (QStringList {QStringLiteral("close 4"), QStringLiteral("close 3")}));
}

void ProgramCursorTest::theClientGoesFromMessageToMessage()
{
    Run run(client(Closing::ClientFirst));
    run.cursor.say("one");
    run.cursor.say("two");
    run.goTo(Function::Send);
    QCOMPARE(run.send(), std::string("one"));
    QCOMPARE(run.next(), QStringLiteral("recv 3"));
    run.receive("one");
    QCOMPARE(run.send(), std::string("two"));
    run.receive("two");
    QVERIFY(run.cursor.next()->waitsForPerson);
    QCOMPARE(run.rest(),
        (QStringList {QStringLiteral("shutdown 3"), QStringLiteral("recv 3"), QStringLiteral("close 3")}));
}

void ProgramCursorTest::theChatWaitsForThePerson()
{
    Run run(client(Closing::ClientFirst));
    run.goTo(Function::Shutdown);
    QVERIFY(run.cursor.next()->waitsForPerson);
    run.cursor.say("late");
    QVERIFY(!run.cursor.next()->waitsForPerson);
    QCOMPARE(run.next(), QStringLiteral("send 3 \"late\""));
}

void ProgramCursorTest::theChatThatIsOverWaitsForNobody()
{
    Run run(client(Closing::ClientFirst));
    run.cursor.say("last");
    run.cursor.endChat();
    run.goTo(Function::Send); // what was typed is still sent
    run.send();
    run.receive("last");
    QCOMPARE(run.next(), QStringLiteral("shutdown 3"));
    QVERIFY(!run.cursor.next()->waitsForPerson);
}

void ProgramCursorTest::aPreviewTakesNothing()
{
    Run run(client(Closing::ClientFirst));
    run.cursor.say("hello");
    run.goTo(Function::Send);
    const CallEntered first = run.cursor.preview(run.cursor.next()->line);
    QVERIFY(run.cursor.preview(run.cursor.next()->line) == first);
    QVERIFY(run.cursor.enter(run.cursor.next()->line) == first);
    QVERIFY(first.args.find(ArgumentName::Length) == 5);
}

void ProgramCursorTest::aPartialSendIsContinuedWithTheRest()
{
    Run run(client(Closing::ClientFirst));
    run.cursor.say("hello");
    run.goTo(Function::Send);
    run.make(2);
    QCOMPARE(run.next(), QStringLiteral("send 3 \"llo\""));
    run.make(1);
    QCOMPARE(run.next(), QStringLiteral("send 3 \"lo\""));
    run.make(2);
    QCOMPARE(run.next(), QStringLiteral("recv 3"));

    Run echo(server(Closing::ClientFirst));
    echo.goTo(Function::Recv);
    echo.receive("hello");
    echo.make(4);
    QCOMPARE(echo.next(), QStringLiteral("send 4 \"o\""));
    echo.make(1);
    QCOMPARE(echo.next(), QStringLiteral("recv 4"));
}

void ProgramCursorTest::aPartialEchoIsWaitedForToTheEnd()
{
    Run run(client(Closing::ClientFirst));
    run.cursor.say("hello");
    run.cursor.say("next");
    run.goTo(Function::Send);
    run.send();
    for (const char *part : {"h", "el", "l"}) {
        run.receive(part);
        QCOMPARE(run.next(), QStringLiteral("recv 3"));
    }
    run.receive("o");
    QCOMPARE(run.next(), QStringLiteral("send 3 \"next\""));
    run.send();
    run.receive("nex"); // counted anew for each piece
    QCOMPARE(run.next(), QStringLiteral("recv 3"));
}

void ProgramCursorTest::aLongMessageIsSentInPiecesThatFitTheBuffer()
{
    Run run(client(Closing::ClientFirst));
    const std::string message = std::string(kBufferSize, 'a') + std::string(kBufferSize, 'b') + "c";
    run.cursor.say(message);
    run.goTo(Function::Send);
    std::string all;
    for (const std::size_t size : {kBufferSize, kBufferSize, std::size_t {1}}) {
        const std::string piece = run.send();
        QCOMPARE(piece.size(), size);
        all += piece;
        run.receive(piece);
    }
    QVERIFY(all == message);
    QVERIFY(!run.cursor.hasMessages());
}

void ProgramCursorTest::aFailedCallIsTriedAgain()
{
    Run run(client(Closing::ClientFirst));
    run.make();
    run.fail(ECONNREFUSED);
    QCOMPARE(run.next(), QStringLiteral("connect 3"));
    run.make();
    QCOMPARE(run.next(), QStringLiteral("shutdown 3"));

    Run bind(server(Closing::ClientFirst));
    bind.goTo(Function::Bind);
    bind.fail(EADDRINUSE);
    QCOMPARE(bind.next(), QStringLiteral("bind 3"));
}

void ProgramCursorTest::aFailedSendGivesTheConnectionUp()
{
    Run run(client(Closing::ClientFirst));
    run.cursor.say("hello");
    run.goTo(Function::Send);
    run.fail(EPIPE);
    QCOMPARE(run.rest(), QStringList {QStringLiteral("close 3")});

    Run echo(server(Closing::ClientFirst));
    echo.goTo(Function::Recv);
    echo.fail(ECONNRESET);
    QCOMPARE(echo.rest(), (QStringList {QStringLiteral("close 4"), QStringLiteral("close 3")}));
}

void ProgramCursorTest::aReceiveOfZeroInTheChatEndsIt()
{
    Run run(client(Closing::ServerFirst));
    run.cursor.say("hello");
    run.goTo(Function::Send);
    run.send();
    run.receive(""); // the server has closed instead of answering
    QCOMPARE(run.rest(), QStringList {QStringLiteral("close 3")});
}

void ProgramCursorTest::anInterruptedCallIsMadeAgain()
{
    Run run(server(Closing::ClientFirst));
    run.goTo(Function::Accept);
    run.fail(EINTR);
    QCOMPARE(run.next(), QStringLiteral("accept 3"));
    run.make();
    run.fail(EINTR);
    QCOMPARE(run.next(), QStringLiteral("recv 4"));
}

void ProgramCursorTest::aServerThatIsToldToCloseLeavesItsLoop()
{
    Run run(server(Closing::ServerFirst));
    run.goTo(Function::Recv);
    run.receive("hello");
    run.cursor.tellToClose(); // in the middle: the echo is still sent
    QVERIFY(run.cursor.isTold());
    QCOMPARE(run.next(), QStringLiteral("send 4 \"hello\""));
    run.send();
    QCOMPARE(run.rest(),
        (QStringList {QStringLiteral("shutdown 4"), QStringLiteral("recv 4"), QStringLiteral("close 4"),
            QStringLiteral("close 3")}));

    Run blocked(server(Closing::ServerFirst));
    blocked.goTo(Function::Recv);
    const std::size_t line = blocked.cursor.next()->line;
    blocked.cursor.enter(line);
    blocked.cursor.tellToClose();
    blocked.cursor.leave(line, {-1, EINTR, {}}, {}, {});
    QCOMPARE(blocked.next(), QStringLiteral("shutdown 4"));
}

void ProgramCursorTest::aServerThatIsToldBeforeItsLoopNeverEchoes()
{
    Run run(server(Closing::ServerFirst));
    run.goTo(Function::Accept);
    run.cursor.tellToClose();
    run.make();
    QCOMPARE(run.next(), QStringLiteral("shutdown 4"));
}

void ProgramCursorTest::aServerOfTheOtherLessonIgnoresTheFailedDrain()
{
    Run run(server(Closing::ServerFirst));
    run.goTo(Function::Recv);
    run.cursor.tellToClose();
    run.fail(ENOTCONN); // shutdown
    QCOMPARE(run.next(), QStringLiteral("recv 4"));
    run.fail(ECONNRESET); // drain
    QCOMPARE(run.rest(), (QStringList {QStringLiteral("close 4"), QStringLiteral("close 3")}));
}

void ProgramCursorTest::aLastReceiveThatIsInterruptedGoesBackToTheChat()
{
    Run run(client(Closing::ServerFirst));
    run.goTo(Function::Recv);
    const std::size_t line = run.cursor.next()->line;
    run.cursor.enter(line);
    QVERIFY(run.cursor.canSay());
    run.cursor.say("one more");
    run.cursor.leave(line, {-1, EINTR, {}}, {}, {});
    QCOMPARE(run.next(), QStringLiteral("send 3 \"one more\""));
}

void ProgramCursorTest::aMessageIsPossibleUntilTheChatIsLeft()
{
    Run run(client(Closing::ClientFirst));
    QVERIFY(run.cursor.canSay());
    run.goTo(Function::Shutdown);
    QVERIFY(run.cursor.canSay()); // not entered yet
    run.make();
    QVERIFY(!run.cursor.canSay());

    Run over(client(Closing::ClientFirst));
    over.cursor.endChat();
    QVERIFY(!over.cursor.canSay());
    QVERIFY(!Run(server(Closing::ClientFirst)).cursor.canSay());
}

void ProgramCursorTest::theClientConnectsWhereItsProgramSays()
{
    for (const std::uint16_t port : {std::uint16_t {9000}, std::uint16_t {0}}) { // also where nobody listens
        Run run(client(Closing::ClientFirst, port));
        run.make();
        QVERIFY(run.make().address == Endpoint::loopback(port));
    }
}

void ProgramCursorTest::descriptorsComeFromWhatTheCallsMade()
{
    Run run(server(Closing::ClientFirst));
    QVERIFY(!run.make().args.find(ArgumentName::Fd)); // socket() has none
    run.goTo(Function::Accept);
    const CallEntered accept = run.make();
    QCOMPARE(accept.socket, 1U);
    QVERIFY(accept.args.find(ArgumentName::Fd) == 3);
    const CallEntered recv = run.make();
    QCOMPARE(recv.socket, 2U);
    QVERIFY(recv.args[0].name == ArgumentName::Fd);
    QVERIFY(recv.args[0].value == 4);
}

void ProgramCursorTest::socketsAreOpenFromTheirMakingToTheirClose()
{
    Run run(server(Closing::ClientFirst));
    QVERIFY(run.cursor.openSockets().empty());
    run.goTo(Function::Recv);
    QCOMPARE(run.cursor.openSockets().size(), std::size_t {2});
    QCOMPARE(run.cursor.openSockets().front().socket, 1U);
    run.rest();
    QVERIFY(run.cursor.openSockets().empty());
}

void ProgramCursorTest::aFailedCloseFreesTheDescriptor()
{
    Run run(client(Closing::ClientFirst));
    run.goTo(Function::Close);
    run.fail(EIO);
    QVERIFY(run.cursor.openSockets().empty()); // close(2): never close it again
    QVERIFY(!run.cursor.next());
}

void ProgramCursorTest::aReplacedProgramGoesOnAtTheSameLine()
{
    Run run(server(Closing::ClientFirst));
    run.goTo(Function::Recv);
    const std::size_t line = run.cursor.next()->line;
    run.cursor.enter(line);
    run.cursor.replaceProgram(server(Closing::ServerFirst)); // while the call is in progress
    run.cursor.leave(line, {2, 0, {}}, "hi", {});
    QCOMPARE(run.next(), QStringLiteral("send 4 \"hi\""));
    run.send();
    run.receive("");
    QCOMPARE(run.next(), QStringLiteral("shutdown 4"));

    // The client's last recv of one lesson has no line in the other.
    Run waiting(client(Closing::ServerFirst));
    waiting.goTo(Function::Recv);
    const std::size_t last = waiting.cursor.next()->line;
    waiting.cursor.enter(last);
    waiting.cursor.replaceProgram(client(Closing::ClientFirst));
    waiting.cursor.leave(last, {-1, EINTR, {}}, {}, {});
    QCOMPARE(waiting.next(), QStringLiteral("shutdown 3"));
    QVERIFY(waiting.cursor.next()->waitsForPerson);
}

QTEST_APPLESS_MAIN(ProgramCursorTest)
#include "program_cursor_test.moc"
