// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody else at the other end of a session's sockets is recognised, and nobody of the session is taken for
// one.
#include "core/base/descriptor.h"
#include "core/diagram/outside_text.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/lesson_session.h"
#include "core/lesson/rehearsal.h"
#include "core/network/kernel_view.h"
#include "core/network/socket_calls.h"
#include "core/recording/history.h"
#include "support/own_network.h"
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUdpSocket>
#include <sys/socket.h>
#include <unistd.h>

using namespace sockstep;
using namespace sockstep::test;

class OutsideTest : public QObject {
    Q_OBJECT

private slots:
    void aStrangerWhoConnectsIsToldWithProgramAndUser();
    void aStrangerIsKnownBeforeItIsAccepted();
    void theSenderOfAStrangersDatagramIsTold();
    void aServerThatIsNotTheSessionsIsTold();
    void nobodyOfTheSessionIsTakenForAStranger_data();
    void nobodyOfTheSessionIsTakenForAStranger();
    void norIsOneWhoComesAndGoesBetweenTwoLooks();
    void whatAnAcceptHasMadeIsOursBeforeItHasReturned();
};

namespace {

std::vector<OutsideSeen> outsiders(const Recording &recording)
{
    std::vector<OutsideSeen> all;
    for (EventIndex n = 0; n < recording.size(); ++n) {
        if (const auto *seen = std::get_if<OutsideSeen>(&recording.at(n).body))
            all.push_back(*seen);
    }
    return all;
}

quint16 portOf(const Recording &recording)
{
    return callsOf(recording, "server", Function::Bind).front().entered->address.port();
}

std::string thisProgram() { return "outside_test[" + std::to_string(::getpid()) + "]"; }

} // namespace

void OutsideTest::aStrangerWhoConnectsIsToldWithProgramAndUser()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] { return session.isHeldBefore("server", Function::Accept); }));
    QTcpSocket stranger;
    stranger.connectToHost(QHostAddress::LocalHost, portOf(session.recording()));
    QVERIFY(stranger.waitForConnected());
    QVERIFY(session.step("server"));
    const SocketId connection = connectionOf(session.recording());
    QVERIFY(connection);
    QVERIFY(session.waitUntil([&] { return !outsiders(session.recording()).empty(); }));
    const OutsideSeen seen = outsiders(session.recording()).front();
    QCOMPARE(seen.socket, connection);
    QCOMPARE(seen.address.port(), stranger.localPort());
    QCOMPARE(QString::fromStdString(seen.program), QString::fromStdString(thisProgram()));
    QVERIFY(!seen.user.empty());
    History history(session.recording());
    history.advance();
    QVERIFY(history.outsideOf(connection));
    QVERIFY(!history.outsideOf(listenerOf(session.recording())));
    // The lesson's own client comes after it, and is none.
    QVERIFY(session.stepUntil([&] { return session.isHeldBefore("client", Function::Send); }));
    QCOMPARE(outsiders(session.recording()).size(), std::size_t {1});
    QVERIFY(outsideText(seen).find("somebody else's: outside_test[") != std::string::npos);
}

void OutsideTest::aStrangerIsKnownBeforeItIsAccepted()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] { return session.isHeldBefore("server", Function::Accept); }));
    QTcpSocket stranger;
    stranger.connectToHost(QHostAddress::LocalHost, portOf(session.recording()));
    QVERIFY(stranger.waitForConnected());
    QVERIFY(session.waitUntil([&] { return !outsiders(session.recording()).empty(); }));
    QVERIFY(callsOf(session.recording(), "server", Function::Accept).empty());
}

void OutsideTest::theSenderOfAStrangersDatagramIsTold()
{
    SteppedSession session(lessonSession(builtInLesson("udp-echo"), onAnyPort(Closing::ClientFirst, {})));
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] { return session.isHeldBefore("server", Function::Recvfrom); }));
    const quint16 port = portOf(session.recording());
    QUdpSocket stranger;
    QVERIFY(stranger.bind(QHostAddress::LocalHost));
    QCOMPARE(stranger.writeDatagram("evil", QHostAddress::LocalHost, port), 4);
    QVERIFY(session.step("server"));
    QVERIFY(session.waitUntil([&] { return !outsiders(session.recording()).empty(); }));
    const OutsideSeen seen = outsiders(session.recording()).front();
    QCOMPARE(seen.address.port(), stranger.localPort());
    QCOMPARE(QString::fromStdString(seen.program), QString::fromStdString(thisProgram()));
}

void OutsideTest::aServerThatIsNotTheSessionsIsTold()
{
    QTcpServer stranger;
    QVERIFY(stranger.listen(QHostAddress::LocalHost));
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.withServer = false;
    options.server = Endpoint::loopback(stranger.serverPort());
    SteppedSession session(options);
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] { return session.isHeldBefore("client", Function::Send); }));
    QVERIFY(session.waitUntil([&] { return !outsiders(session.recording()).empty(); }));
    QCOMPARE(outsiders(session.recording()).front().socket, clientSocketOf(session.recording()));
    QCOMPARE(QString::fromStdString(outsiders(session.recording()).front().program),
        QString::fromStdString(thisProgram()));
}

void OutsideTest::nobodyOfTheSessionIsTakenForAStranger_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const std::string_view name : lessonNames(NetworkKind::Loopback))
        QTest::newRow(std::string(name).c_str()) << QByteArray::fromStdString(std::string(name));
}

void OutsideTest::nobodyOfTheSessionIsTakenForAStranger()
{
    QFETCH(const QByteArray, name);
    const Rehearsal rehearsal = rehearse(builtInLesson(name.toStdString()));
    QVERIFY(rehearsal.recording);
    for (const OutsideSeen &seen : outsiders(*rehearsal.recording))
        QFAIL(outsideText(seen).c_str());
}

/// The kernel is looked at now and then only, and connections come and go in between.
void OutsideTest::norIsOneWhoComesAndGoesBetweenTwoLooks()
{
    for (const Closing closing : kClosings) {
        SteppedSession session(onAnyPort(closing, std::vector<std::string>(5, "hello")));
        QVERIFY(session.start());
        session->setFreeRun(true);
        session->endConversation();
        QVERIFY(session.waitUntilFinished());
        session.stop();
        for (const OutsideSeen &seen : outsiders(session.recording()))
            QFAIL(outsideText(seen).c_str());
    }
}

/// The thread that accepts may be held up between the system call and the word that it has come back.
void OutsideTest::whatAnAcceptHasMadeIsOursBeforeItHasReturned()
{
    KernelView view;
    Recording recording({});
    const auto made = [] {
        const calls::Outcome outcome = calls::socket(AF_INET, SOCK_STREAM, 0);
        return Descriptor(static_cast<int>(outcome.result));
    };
    const Descriptor listening = made();
    const SocketId listener = view.created(calls::adopt(listening.get()));
    QVERIFY(calls::bind(listening.get(), Endpoint::loopback(0)).ok());
    QVERIFY(calls::listen(listening.get(), 5).ok());
    const Endpoint address = calls::getsockname(listening.get()).address;
    view.bound(listener, address);

    const Descriptor connecting = made();
    const SocketId client = view.created(calls::adopt(connecting.get()));
    view.connecting(client);
    QVERIFY(calls::connect(connecting.get(), address).ok());
    view.connected(client, address);
    view.accepting(listener);
    const calls::Outcome accepted = calls::accept(listening.get());
    QVERIFY(accepted.ok());
    const Descriptor connection(static_cast<int>(accepted.result));
    for (int look = 0; look < 3; ++look)
        QVERIFY(view.sample(recording));
    QVERIFY(outsiders(recording).empty());

    view.accepted(listener, calls::adopt(connection.get()), accepted.address);
    for (int look = 0; look < 3; ++look)
        QVERIFY(view.sample(recording));
    QVERIFY(outsiders(recording).empty());
}

int main(int argc, char **argv)
{
    enterOwnNetwork();
    QCoreApplication app(argc, argv);
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); // Qt would ask a thread of its own for one
    OutsideTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "outside_test.moc"
