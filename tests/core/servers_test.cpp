// SPDX-License-Identifier: GPL-3.0-or-later
// The servers of several clients: the same clients, and QTcpSocket as a witness that they serve anybody.
#include "core/lesson/lesson_library.h"
#include "core/lesson/lesson_session.h"
#include "core/lesson/rehearsal.h"
#include "core/recording/history.h"
#include "core/recording/poll_set.h"
#include "support/process_census.h"
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QTcpSocket>
#include <QTest>
#include <poll.h>
#include <random>

using namespace sockstep;
using namespace sockstep::test;

class ServersTest : public QObject {
    Q_OBJECT

private slots:
    void aThreadIsThereWhenItIsCreatedAndNotBefore();
    void aThreadGetsTheDescriptorThatWasAccepted();
    void pollNamesWhatIsReadyAndNothingElse();
    void everyClientGetsItsEcho_data() { eachServer(); }
    void everyClientGetsItsEcho();
    void clientsOfAnotherProgramAreServedInAnyOrder_data() { eachServer(); }
    void clientsOfAnotherProgramAreServedInAnyOrder();
    void stoppedAnywhereEachDescriptorIsClosedOnce_data() { eachServer(); }
    void stoppedAnywhereEachDescriptorIsClosedOnce();
    void aServerThatStartsTooManyThreadsIsReported();

private:
    static void eachServer();
};

namespace {

SessionOptions lesson(const char *name)
{
    return lessonSession(builtInLesson(name), onAnyPort(Closing::ClientFirst, {}));
}

/// Is there a program of \p actor in the recording?
bool isShown(const Recording &recording, ActorId actor)
{
    for (EventIndex n = 0; n < recording.size(); ++n) {
        const auto *shown = std::get_if<ProgramShown>(&recording.at(n).body);
        if (shown && shown->actor == actor)
            return true;
    }
    return false;
}

} // namespace

void ServersTest::eachServer()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : {"serial-server", "thread-server", "poll-server"})
        QTest::newRow(name) << QByteArray(name);
}

void ServersTest::aThreadIsThereWhenItIsCreatedAndNotBefore()
{
    SteppedSession session(lesson("thread-server"));
    QVERIFY(session.start());
    const auto thread = session->actorNamed("thread-1");
    QVERIFY(thread);
    QVERIFY(session.stepUntil([&] { return session.isHeldBefore("server", Function::PthreadCreate); }));
    QVERIFY(session.status("thread-1").state == ActorStatus::State::NotStarted);
    QVERIFY(!isShown(session.recording(), *thread));
    QVERIFY(!session->canStep(*thread));
    const int before = threadCount();
    QVERIFY(session.step("server"));
    QCOMPARE(threadCount(), before + 1);
    QVERIFY(session.status("thread-1").state == ActorStatus::State::AtGate);
    QVERIFY(isShown(session.recording(), *thread));
    QVERIFY(session.status("thread-2").state == ActorStatus::State::NotStarted);
    QCOMPARE(
        resultsOf(session.recording(), "server", Function::PthreadCreate), QStringList {QStringLiteral("0")});
}

void ServersTest::aThreadGetsTheDescriptorThatWasAccepted()
{
    SteppedSession session(lesson("thread-server"));
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] { return session->onlyServersWait(); }));
    const auto accepts = callsOf(session.recording(), "server", Function::Accept);
    QCOMPARE(accepts.size(), std::size_t {4}); // the last waits for the next client
    History history(session.recording());
    history.advance();
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string name = "thread-" + std::to_string(i + 1);
        const SocketId socket = accepts[i].returned->socket;
        const auto recvs = callsOf(session.recording(), name, Function::Recv);
        QVERIFY(!recvs.empty());
        for (const RecordedCall &recv : recvs) {
            QCOMPARE(recv.entered->socket, socket);
            QVERIFY(recv.entered->args.find(ArgumentName::Fd) == accepts[i].returned->fd);
        }
        QCOMPARE(resultsOf(session.recording(), name, Function::Close), QStringList {QStringLiteral("0")});
        QVERIFY(history.socket(socket).handedOver);
        QCOMPARE(session.recording().header().actors[history.socket(socket).actor], name);
    }
}

void ServersTest::pollNamesWhatIsReadyAndNothingElse()
{
    SteppedSession session(lesson("poll-server"));
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] { return session->onlyServersWait(); }));
    const auto polls = callsOf(session.recording(), "server", Function::Poll);
    QVERIFY(polls.size() > 9);
    std::size_t most = 0;
    for (const RecordedCall &poll : polls) {
        const auto asked = polledBy(*poll.entered);
        most = std::max(most, asked.size());
        QCOMPARE(poll.entered->socket, listenerOf(session.recording()));
        if (!poll.returned)
            continue;
        const auto ready = readyOf(*poll.returned);
        QCOMPARE(static_cast<std::size_t>(poll.returned->result), ready.size());
        for (const Polled &one : ready) {
            const bool wasAsked = std::any_of(asked.begin(), asked.end(),
                [&](const Polled &other) { return other.fd == one.fd && other.socket == one.socket; });
            QVERIFY(wasAsked);
            QVERIFY(one.revents & POLLIN);
        }
    }
    QCOMPARE(most, std::size_t {4}); // the listener and three connections
}

void ServersTest::everyClientGetsItsEcho()
{
    QFETCH(const QByteArray, name);
    SteppedSession session(lesson(name.constData()));
    QVERIFY(session.start());
    session->setFreeRun(true);
    QVERIFY(session.waitUntil([&] {
        return callsOf(session.recording(), "client", Function::Close).size() == 1
            && callsOf(session.recording(), "client-2", Function::Close).size() == 1
            && callsOf(session.recording(), "client-3", Function::Close).size() == 1;
    }));
    session.stop();
    QCOMPARE(received(session.recording(), "client"), std::string("first"));
    QCOMPARE(received(session.recording(), "client-2"), std::string("second"));
    QCOMPARE(received(session.recording(), "client-3"), std::string("third"));
    QCOMPARE(impossibleTransitions(session.recording()), QStringList());
}

void ServersTest::clientsOfAnotherProgramAreServedInAnyOrder()
{
    QFETCH(const QByteArray, name);
    SessionOptions options = lesson(name.constData());
    options.programsFor = [all = options.programsFor](const Endpoint &server) {
        std::vector<ActorProgram> programs = all(server);
        std::erase_if(
            programs, [](const ActorProgram &program) { return program.actor.starts_with("client"); });
        return programs;
    };
    SteppedSession session(options);
    QVERIFY(session.start());
    session->setFreeRun(true);
    QVERIFY(session.waitUntil([&] {
        return resultsOf(session.recording(), "server", Function::Listen)
            == QStringList {QStringLiteral("0")};
    })); // and not only entered
    const auto bound = callsOf(session.recording(), "server", Function::Bind);
    QVERIFY(!bound.empty() && bound[0].succeeded());
    const quint16 port = bound[0].entered->address.port();
    QTcpSocket clients[3];
    for (QTcpSocket &client : clients) {
        client.connectToHost(QStringLiteral("127.0.0.1"), port);
        QVERIFY2(client.waitForConnected(),
            qPrintable(client.errorString() + QStringLiteral(" at port %1").arg(port)));
    }
    const bool oneAfterAnother = name == "serial-server";
    for (const int who : oneAfterAnother ? QList<int> {0, 1, 2} : QList<int> {2, 0, 1, 2}) {
        const QByteArray word = "word of " + QByteArray::number(who);
        clients[who].write(word);
        QByteArray back;
        while (back.size() < word.size() && clients[who].waitForReadyRead(int {kPatience.count()}))
            back += clients[who].readAll();
        QCOMPARE(back, word);
        if (oneAfterAnother)
            clients[who].disconnectFromHost();
    }
}

void ServersTest::stoppedAnywhereEachDescriptorIsClosedOnce()
{
    QFETCH(const QByteArray, name);
    const int threads = threadCount();
    const int descriptors = descriptorCount();
    std::mt19937 random(2027);
    for (int run = 0; run < 60; ++run) {
        SteppedSession session(lesson(name.constData()));
        session->start();
        const auto patience = random() % 4;
        for (auto steps = random() % 50; steps > 0; --steps) {
            session->step();
            if (random() % 4 < patience)
                QVERIFY(session.settle());
        }
        if (random() % 3 == 0)
            session->setFreeRun(true);
        session.stop();
        std::map<SocketId, int> open;
        for (const RecordedCall &call : callsIn(session.recording())) {
            QVERIFY2(call.returned, qPrintable(text(call)));
            if (call.returned->socket)
                ++open[call.returned->socket];
            if (call.is(Function::Close)) {
                QVERIFY2(call.succeeded(), qPrintable(text(call)));
                --open[call.entered->socket];
            }
        }
        for (const auto &[socket, left] : open)
            QVERIFY2(left == 0, qPrintable(QStringLiteral("socket %1: %2").arg(socket).arg(left)));
    }
    QVERIFY(threadsFallTo(threads));
    QCOMPARE(descriptorCount(), descriptors);
}

void ServersTest::aServerThatStartsTooManyThreadsIsReported()
{
    auto changed = std::make_shared<Lesson>(*builtInLesson("thread-server"));
    for (LessonProgram &program : changed->programs) {
        if (program.actor == "client")
            program.code += "int again = socket(AF_INET, SOCK_STREAM, 0);\nconnect(again, addr, addrlen);\n"
                            "close(again);\n";
    }
    const Rehearsal rehearsal = rehearse(changed);
    const auto found = std::find(rehearsal.faults.begin(), rehearsal.faults.end(),
        "the server ends early: it starts more threads than the lesson has clients");
    QVERIFY2(found != rehearsal.faults.end(),
        rehearsal.faults.empty() ? "no fault" : rehearsal.faults.front().c_str());
}

QTEST_GUILESS_MAIN(ServersTest)
#include "servers_test.moc"
