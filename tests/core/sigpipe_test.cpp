// SPDX-License-Identifier: GPL-3.0-or-later
// A send to a connection that is gone, without MSG_NOSIGNAL: the kernel's SIGPIPE comes, and the actor ends
// as its process would, with every thread; nobody else feels anything.
#include "core/diagram/mermaid.h"
#include "core/diagram/text_sequence.h"
#include "core/lesson/lesson_file.h"
#include "core/lesson/lesson_session.h"
#include "core/lesson/rehearsal.h"
#include "core/recording/recording_file.h"
#include "support/played_by_hand.h"
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QTest>
#include <atomic>
#include <csignal>
#include <fmt/format.h>
#include <sstream>

using namespace sockstep;
using namespace sockstep::test;
using What = CallByHand::What;

class SigpipeTest : public QObject {
    Q_OBJECT

private slots:
    void theActorEndsWithTheCall_data() { sendingCalls(); }
    void theActorEndsWithTheCall();
    void theKernelClosesItsDescriptorsAndNoCallDoes();
    void withMsgNosignalItIsTheErrorAlone();
    void aProcessThatIgnoresItDoesNotKeepItFromTheActor();
    void nobodyElseOfTheProgramMeetsTheSignal();
    void everyThreadOfTheServerEnds();
    void aBlockedCallOfAnotherThreadNeverReturns();
    void anUnreadByteMakesTheKernelReset();
    void theOthersOfTheLessonGoOn();
    void aLessonThatDoesNotMeanItIsToldSo();
    void aQuestionCanAskForIt();
    void theFileHasItAndIsReadBack();
    void textAndMermaidSayIt();
    void byHandItBeginsAgainAsAnotherProcess();
    void whatIsNotEndedDoesNotBeginAgain();

private:
    static void sendingCalls();
};

namespace {

const std::string kListening
    = "int lfd = socket(AF_INET, SOCK_STREAM, 0);\nbind(lfd, addr, addrlen);\nlisten(lfd, 5);\n"
      "int cfd = accept(lfd, peer, &peerlen);\n";
const std::string kClosing = "close(cfd);\nclose(lfd);\n";
const std::string kConnecting = "int fd = socket(AF_INET, SOCK_STREAM, 0);\nconnect(fd, addr, addrlen);\n";

std::string step(const std::string &at, const std::string &after, const std::string &onError = {})
{
    return fmt::format("[[step]]\nat = \"{}\"\n{}{}", at, after.empty() ? "" : "after = \"" + after + "\"\n",
        onError.empty() ? "" : "on-error = \"" + onError + "\"\n");
}

std::string toml(const std::string &server, const std::string &client, const std::string &more)
{
    return fmt::format(
        "messages = []\n[title]\nen = \"t\"\nko = \"t\"\n[aim]\nen = \"a\"\nko = \"a\"\n[programs]\n"
        "server = '''\n{}'''\nclient = '''\n{}'''\n{}",
        server, client, more);
}

std::shared_ptr<const Lesson> lessonOf(const std::string &text)
{
    const LessonReading reading = readLesson(text, "sigpipe");
    for (const LessonFault &fault : reading.faults)
        qWarning("%zu:%zu %s", fault.line, fault.column, fault.message.c_str());
    return reading.lesson;
}

SessionOptions sessionOf(const std::string &text)
{
    return lessonSession(lessonOf(text), onAnyPort(Closing::ClientFirst, {}));
}

/// The client sends once to a server that has closed, and then by \p call, of which \p name is the n-th.
std::string afterTheServersClose(
    const std::string &call, const std::string &name, const std::string &onError = "end")
{
    return toml(kListening + kClosing, kConnecting + "send(fd, \"a\", 1, 0);\n" + call + "\nclose(fd);\n",
        step("client socket", "server listen") + step("client send", "server close")
            + step("client " + name, {}, onError));
}

std::vector<ActorKilled> kills(const Recording &recording)
{
    std::vector<ActorKilled> all;
    for (EventIndex n = 0; n < recording.size(); ++n) {
        if (const auto *killed = std::get_if<ActorKilled>(&recording.at(n).body))
            all.push_back(*killed);
    }
    return all;
}

} // namespace

void SigpipeTest::sendingCalls()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *call, const char *name) {
        QTest::newRow(name) << QString::fromLatin1(call) << QString::fromLatin1(name);
    };
    row("send(fd, \"b\", 1, 0);", "send 2");
    row("sendto(fd, \"b\", 1, 0, addr, addrlen);", "sendto");
    row("write(fd, \"b\", 1);", "write");
}

void SigpipeTest::theActorEndsWithTheCall()
{
    QFETCH(const QString, call);
    QFETCH(const QString, name);
    SteppedSession session(sessionOf(afterTheServersClose(call.toStdString(), name.toStdString())));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const auto all = kills(session.recording());
    QCOMPARE(all.size(), std::size_t {1});
    const auto last = lastCallOf(session.recording(), "client");
    QVERIFY(last && last->failedWith(EPIPE)); // the kernel's word; close() never comes
    QCOMPARE(all[0].call, last->entered->call);
    QCOMPARE(all[0].actor, last->entered->actor);
    QCOMPARE(all[0].signal, SIGPIPE);
    QVERIFY(all[0].threads.empty());
    QVERIFY(session.status("client").killed);
    QVERIFY(session.status("client").state == ActorStatus::State::Finished);
    QCOMPARE(session.status("client").fault, std::string());
    QVERIFY(!session.status("server").killed);
    QVERIFY(session->openVariables(1).empty());
}

void SigpipeTest::theKernelClosesItsDescriptorsAndNoCallDoes()
{
    // Two sockets: one is reset, one is connected and in good order.
    const std::string server = kListening
        + "int other = accept(lfd, peer, &peerlen);\nclose(cfd);\n"
          "n = recv(other, buf, sizeof buf, 0);\nclose(other);\nclose(lfd);\n";
    const std::string client = kConnecting
        + "int other = socket(AF_INET, SOCK_STREAM, 0);\nconnect(other, addr, addrlen);\n"
          "send(fd, \"a\", 1, 0);\nsend(fd, \"b\", 1, 0);\nclose(fd);\nclose(other);\n";
    SteppedSession session(sessionOf(toml(server, client,
        step("client socket", "server listen") + step("client send", "server close")
            + step("client send 2", "server enters recv", "end"))));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const Recording &recording = session.recording();
    const auto all = kills(recording);
    QCOMPARE(all.size(), std::size_t {1});
    const auto made = callsOf(recording, "client", Function::Socket);
    QCOMPARE(all[0].closed, (std::vector<SocketId> {made[0].returned->socket, made[1].returned->socket}));
    QVERIFY(callsOf(recording, "client", Function::Close).empty());
    // The other end hears of it by FIN.
    QCOMPARE(resultsOf(recording, "server", Function::Recv), QStringList {QStringLiteral("0")});
    QCOMPARE(statePath(recording, made[1].returned->socket),
        QStringLiteral("CLOSE SYN_SENT ESTABLISHED FIN_WAIT1 FIN_WAIT2 TIME_WAIT"));
    QCOMPARE(impossibleTransitions(recording), QStringList());
    History history(recording);
    history.advance();
    for (const RecordedCall &one : made)
        QVERIFY(!history.socket(one.returned->socket).open);
    // Not above what caused it.
    Layout layout(recording);
    layout.advance(history.size());
    const LaneIndex lane = layout.laneOf(made[1].returned->socket);
    const Row ended = layout.lanes()[lane].closed;
    QVERIFY(std::holds_alternative<ActorKilled>(recording.at(layout.row(ended).event).body));
    for (const Band &band : layout.bandsIn(lane, 0, layout.rowCount() - 1)) {
        if (band.state == TcpState::FinWait1 || band.state == TcpState::FinWait2
            || band.state == TcpState::TimeWait)
            QVERIFY(band.first >= ended);
    }
}

void SigpipeTest::withMsgNosignalItIsTheErrorAlone()
{
    SteppedSession session(
        sessionOf(afterTheServersClose("send(fd, \"b\", 1, MSG_NOSIGNAL);", "send 2", "next")));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    QVERIFY(kills(session.recording()).empty());
    QVERIFY(!session.status("client").killed);
    QCOMPARE(resultsOf(session.recording(), "client", Function::Send),
        (QStringList {QStringLiteral("1"), QStringLiteral("-1 EPIPE")}));
    QCOMPARE(resultsOf(session.recording(), "client", Function::Close), QStringList {QStringLiteral("0")});
}

void SigpipeTest::aProcessThatIgnoresItDoesNotKeepItFromTheActor()
{
    const auto before = std::signal(SIGPIPE, SIG_IGN);
    {
        SteppedSession session(sessionOf(afterTheServersClose("send(fd, \"b\", 1, 0);", "send 2")));
        QVERIFY(session.start());
        QVERIFY(session.stepToEnd());
        QCOMPARE(kills(session.recording()).size(), std::size_t {1});
    }
    QVERIFY(std::signal(SIGPIPE, before) == SIG_IGN); // as it was
}

namespace {
std::atomic<int> delivered = 0;
}

void SigpipeTest::nobodyElseOfTheProgramMeetsTheSignal()
{
    delivered = 0;
    const auto before = std::signal(SIGPIPE, [](int) { ++delivered; });
    {
        SteppedSession session(sessionOf(afterTheServersClose("send(fd, \"b\", 1, 0);", "send 2")));
        QVERIFY(session.start());
        QVERIFY(session.stepToEnd());
        session.stop();
        QCOMPARE(kills(session.recording()).size(), std::size_t {1});
    }
    sigset_t pending;
    QCOMPARE(sigpending(&pending), 0);
    QVERIFY(!sigismember(&pending, SIGPIPE));
    std::signal(SIGPIPE, before);
    QCOMPARE(delivered.load(), 0);
}

namespace {

/// A thread for each of two clients; the one of the first sends twice after that has gone.
SessionOptions withThreads()
{
    const std::string text
        = "messages = []\n[title]\nen = \"t\"\nko = \"t\"\n[aim]\nen = \"a\"\nko = \"a\"\n"
          "[programs]\nserver = '''\nint lfd = socket(AF_INET, SOCK_STREAM, 0);\n"
          "bind(lfd, addr, addrlen);\nlisten(lfd, 5);\npthread_t thread;\nint cfd;\n"
          "while ((cfd = accept(lfd, peer, &peerlen)) > 0)\n"
          "    pthread_create(&thread, NULL, serve, (void *)(intptr_t)cfd);\n'''\n"
          "client = '''\nint fd = socket(AF_INET, SOCK_STREAM, 0);\nconnect(fd, addr, addrlen);\n"
          "send(fd, \"go\", 2, 0);\nclose(fd);\n'''\n"
          "client-2 = '''\nint fd = socket(AF_INET, SOCK_STREAM, 0);\n"
          "connect(fd, addr, addrlen);\nn = recv(fd, buf, sizeof buf, 0);\nclose(fd);\n'''\n"
          "[threads]\nserve = '''\nint cfd = (int)(intptr_t)arg;\n"
          "n = recv(cfd, buf, sizeof buf, 0);\nsend(cfd, \"one\", 3, 0);\n"
          "send(cfd, \"two\", 3, 0);\nclose(cfd);\n'''\n"
        + step("client socket", "server enters accept") + step("client-2 socket", "thread-1 enters recv")
        + step("client send", "client-2 enters recv") + step("thread-1 send", "client close")
        + step("thread-1 send 2", {}, "end");
    return sessionOf(text);
}

} // namespace

void SigpipeTest::everyThreadOfTheServerEnds()
{
    SteppedSession session(withThreads());
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const Recording &recording = session.recording();
    const auto all = kills(recording);
    QCOMPARE(all.size(), std::size_t {1});
    const auto &actors = recording.header().actors;
    QCOMPARE(actors[all[0].actor], std::string("thread-1"));
    QStringList threads;
    for (const ActorId thread : all[0].threads)
        threads << QString::fromStdString(actors[thread]);
    threads.sort();
    QCOMPARE(threads, (QStringList {QStringLiteral("server"), QStringLiteral("thread-2")}));
    for (const char *actor : {"server", "thread-1", "thread-2"})
        QVERIFY(session.status(actor).killed);
    for (const char *actor : {"client", "client-2"})
        QVERIFY(!session.status(actor).killed);
    // The listener and both connections; the client that was left hears of it.
    QCOMPARE(all[0].closed.size(), std::size_t {3});
    QCOMPARE(resultsOf(recording, "client-2", Function::Recv), QStringList {QStringLiteral("0")});
    QCOMPARE(stateOf(recording, listenerOf(recording)), TcpState::Close);
    QCOMPARE(impossibleTransitions(recording), QStringList());
}

void SigpipeTest::aBlockedCallOfAnotherThreadNeverReturns()
{
    SteppedSession session(withThreads());
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const Recording &recording = session.recording();
    History history(recording);
    history.advance();
    for (const auto &[actor, function] :
        {std::pair("server", Function::Accept), std::pair("thread-2", Function::Recv)}) {
        const auto last = lastCallOf(recording, actor);
        QVERIFY(last && last->is(function));
        QVERIFY(last->blocked);
        QVERIFY(!last->returned);
        QVERIFY(history.killedIn(last->entered->call));
        QCOMPARE(history.actor(last->entered->actor).current, CallId {0});
    }
    // Nothing is said of them after the end.
    EventIndex end = 0;
    while (!std::holds_alternative<ActorKilled>(recording.at(end).body))
        ++end;
    for (EventIndex n = end + 1; n < recording.size(); ++n) {
        const auto *call = std::get_if<CallEntered>(&recording.at(n).body);
        QVERIFY(!call || recording.header().actors[call->actor].starts_with("client"));
        QVERIFY(!std::holds_alternative<CallReturned>(recording.at(n).body)
            || recording.header()
                   .actors[history.entered(std::get<CallReturned>(recording.at(n).body).call).actor]
                   .starts_with("client"));
    }
    // Their bars end there.
    Layout layout(recording);
    layout.advance(history.size());
    const LaneIndex listener = layout.laneOf(listenerOf(recording));
    for (const Span &span : layout.spansIn(listener, 0, layout.rowCount() - 1))
        QVERIFY(span.last != kNoRow);
}

void SigpipeTest::anUnreadByteMakesTheKernelReset()
{
    // What nobody has read when the kernel closes is answered with RST, as after close().
    const std::string server = kListening
        + "int other = accept(lfd, peer, &peerlen);\nclose(cfd);\n"
          "send(other, \"unread\", 6, 0);\nn = recv(other, buf, sizeof buf, 0);\n"
          "close(other);\nclose(lfd);\n";
    const std::string client = kConnecting
        + "int other = socket(AF_INET, SOCK_STREAM, 0);\nconnect(other, addr, addrlen);\n"
          "send(fd, \"a\", 1, 0);\nsend(fd, \"b\", 1, 0);\n";
    SteppedSession session(sessionOf(toml(server, client,
        step("client socket", "server listen") + step("client send", "server close")
            + step("client send 2", "server enters recv", "end")
            + step("server recv", "server send", "next"))));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    QCOMPARE(resultsOf(session.recording(), "server", Function::Recv),
        QStringList {QStringLiteral("-1 ECONNRESET")});
    const auto made = callsOf(session.recording(), "client", Function::Socket);
    QCOMPARE(statePath(session.recording(), made[1].returned->socket),
        QStringLiteral("CLOSE SYN_SENT ESTABLISHED CLOSE"));
}

void SigpipeTest::theOthersOfTheLessonGoOn()
{
    // The server's second close waits for a close() of the client that never comes.
    SteppedSession session(sessionOf(toml(kListening + kClosing,
        kConnecting + "send(fd, \"a\", 1, 0);\nsend(fd, \"b\", 1, 0);\nclose(fd);\n",
        step("client socket", "server listen") + step("client send", "server close")
            + step("client send 2", {}, "end") + step("server close 2", "client close"))));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    QCOMPARE(resultsOf(session.recording(), "server", Function::Close),
        (QStringList {QStringLiteral("0"), QStringLiteral("0")}));
}

void SigpipeTest::aLessonThatDoesNotMeanItIsToldSo()
{
    const Rehearsal meant
        = rehearse(lessonOf(afterTheServersClose("send(fd, \"b\", 1, 0);", "send 2", "end")));
    QVERIFY2(meant.isSound(), meant.faults.empty() ? "" : meant.faults[0].c_str());
    const Rehearsal other
        = rehearse(lessonOf(afterTheServersClose("send(fd, \"b\", 1, 0);", "send 2", "next")));
    QCOMPARE(other.faults.size(), std::size_t {1});
    QVERIFY2(other.faults[0].starts_with("the client ends early: SIGPIPE has ended it in line 4"),
        other.faults[0].c_str());
}

void SigpipeTest::aQuestionCanAskForIt()
{
    const auto lesson = lessonOf(afterTheServersClose("send(fd, \"b\", 1, 0);", "send 2", "end")
        + "[[question]]\nbefore = \"client send 2\"\nask = \"returns\"\nanswers = [\"-1 EPIPE\", "
          "\"SIGPIPE\"]\n"
          "expected = \"SIGPIPE\"\nen = \"?\"\nko = \"?\"\n");
    QVERIFY(lesson);
    const Rehearsal rehearsal = rehearse(lesson);
    QVERIFY2(rehearsal.isSound(), rehearsal.faults.empty() ? "" : rehearsal.faults[0].c_str());
}

void SigpipeTest::theFileHasItAndIsReadBack()
{
    SteppedSession session(withThreads());
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    session.stop();
    const Recording &recording = session.recording();
    std::string file = headerLine(recording.header()) + '\n';
    std::string killed;
    for (EventIndex n = 0; n < recording.size(); ++n) {
        const std::string line = eventLine(recording.header(), n, recording.at(n));
        if (std::holds_alternative<ActorKilled>(recording.at(n).body))
            killed = line;
        file += line + '\n';
    }
    QVERIFY2(
        killed.find(R"("kind":"killed","actor":"thread-1","call":)") != std::string::npos, killed.c_str());
    QVERIFY2(killed.find(R"("signal":"SIGPIPE","threads":[)") != std::string::npos, killed.c_str());
    std::istringstream input(file);
    const ReadResult result = readRecording(input);
    QCOMPARE(result.error, std::string());
    QCOMPARE(result.recording->size(), recording.size());
    for (EventIndex n = 0; n < recording.size(); ++n)
        QVERIFY(result.recording->at(n) == recording.at(n));
}

void SigpipeTest::textAndMermaidSayIt()
{
    SteppedSession session(withThreads());
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    History history(session.recording());
    history.advance();
    Layout layout(session.recording());
    layout.advance(history.size());
    Excerpt excerpt;
    excerpt.update(layout, history);
    const QString text = QString::fromStdString(TextSequence(layout, history, excerpt).all());
    QVERIFY2(text.contains(QStringLiteral("SIGPIPE ends the thread-1, ")), qPrintable(text));
    const QString mermaid
        = QString::fromStdString(mermaidSequence(layout, history, excerpt, {}, SequenceNumbers::Relative));
    QVERIFY2(mermaid.contains(QStringLiteral("SIGPIPE ends the thread-1, ")), qPrintable(mermaid));
}

void SigpipeTest::byHandItBeginsAgainAsAnotherProcess()
{
    constexpr ActorId client = 1;
    Played played;
    QVERIFY(played.start());
    QVERIFY(played.connects());
    QVERIFY(played.make(0, {What::Close, "cfd"}));
    QVERIFY(played.make(client, {What::Send, {}, "one"}));
    QVERIFY(!played.play.isKilled(client));
    QVERIFY(played.make(client, {What::Send, {}, "two"}));
    QCOMPARE(played.result(client), QStringLiteral("EPIPE"));
    QVERIFY(played.play.isKilled(client));
    QVERIFY(!played.play.canMake(client));
    QVERIFY(played.play.sockets(client).empty());
    QVERIFY(!played.make(client, {What::Close, {}}));
    QVERIFY(played.play.startAgain(client) && played.session.settle());
    QVERIFY(!played.play.isKilled(client));
    QCOMPARE(played.program(client), QStringList());
    // Its first socket is 3, in the variable that a program calls so first.
    QVERIFY(played.makeAll(client, {What::SocketTcp, What::Connect}));
    QCOMPARE(played.program(client).value(0), QStringLiteral("int fd = socket(AF_INET, SOCK_STREAM, 0);"));
    QCOMPARE(lastCallOf(played.recording(), "client")->entered->args.find(ArgumentName::Fd), 3);
    QCOMPARE(played.result(client), QStringLiteral("0"));
    QVERIFY(played.make(0, {What::Accept, "lfd"}));
    QVERIFY(played.make(0, {What::Close, {}}));
    QVERIFY(played.make(client, {What::Send, {}, "one"}));
    QVERIFY(played.make(client, {What::Send, {}, "two"}));
    QVERIFY(played.play.isKilled(client)); // once more
    QCOMPARE(kills(played.recording()).size(), std::size_t {2});
    QCOMPARE(impossibleTransitions(played.recording()), QStringList());
}

void SigpipeTest::whatIsNotEndedDoesNotBeginAgain()
{
    Played played;
    QVERIFY(played.start());
    QVERIFY(!played.play.startAgain(0));
    QVERIFY(played.make(1, {What::SocketTcp, {}}));
    QVERIFY(!played.play.startAgain(1));
    QVERIFY(played.make(1, {What::Send, {}, "x"})); // to nobody: EPIPE, and its signal
    QVERIFY(played.play.isKilled(1));
    played.session.stop();
    QVERIFY(!played.play.startAgain(1)); // all is over
}

QTEST_GUILESS_MAIN(SigpipeTest)
#include "sigpipe_test.moc"
