// SPDX-License-Identifier: GPL-3.0-or-later
// Qt Network as a witness: a client and a server that are not ours.
#include "support/patience.h"
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;


class InteropTest : public QObject {
    Q_OBJECT

private slots:
    void aQTcpSocketGetsItsBytesBack_data();
    void aQTcpSocketGetsItsBytesBack();
    void aQTcpSocketThatClosesFirstLeavesTheServerInOrder();
    void aServerThatClosesFirstEndsTheStreamOfAQTcpSocket();
    void theClientGetsItsBytesBackFromAQTcpServer();
    void theClientSeesTheEndWhenAQTcpServerClosesFirst();
    void aQTcpServerThatDiesInTheMiddleIsAnErrorThatIsShown();
};

namespace {

constexpr int kWait = static_cast<int>(kPatience.count());

SessionOptions serverOnly(Closing closing = Closing::ClientFirst)
{
    SessionOptions options = onAnyPort(closing, {});
    options.withClient = false;
    return options;
}

SessionOptions clientOf(const QTcpServer &server, Closing closing, std::vector<std::string> messages)
{
    SessionOptions options = onAnyPort(closing, std::move(messages));
    options.withServer = false;
    options.server = Endpoint::loopback(server.serverPort());
    return options;
}

/// Waits until the server listens, and returns where; 0 if it does not.
std::uint16_t listeningPort(SteppedSession &session)
{
    const auto listens
        = [&] { return !resultsOf(session.recording(), "server", Function::Listen).isEmpty(); };
    if (!session.waitUntil(
            [&] { return listens() && lastCallOf(session.recording(), "server")->is(Function::Accept); }))
        return 0;
    return callsOf(session.recording(), "server", Function::Bind).front().entered->address.port();
}

/// Sends \p bytes and reads as many back.
QByteArray echoOf(QTcpSocket &socket, const QByteArray &bytes)
{
    socket.write(bytes);
    QByteArray back;
    while (back.size() < bytes.size() && (socket.bytesAvailable() || socket.waitForReadyRead(kWait)))
        back += socket.readAll();
    return back;
}

/// The other end of our client, which echoes what it gets.
std::unique_ptr<QTcpSocket> echoingPeer(QTcpServer &server)
{
    if (!server.hasPendingConnections() && !server.waitForNewConnection(kWait))
        return nullptr;
    std::unique_ptr<QTcpSocket> peer(server.nextPendingConnection());
    QTcpSocket *raw = peer.get();
    QObject::connect(raw, &QTcpSocket::readyRead, raw, [raw] { raw->write(raw->readAll()); });
    return peer;
}

} // namespace

void InteropTest::aQTcpSocketGetsItsBytesBack_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("Korean") << QByteArray("안녕하세요");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("300 kB") << QByteArray(300'000, 'z');
}

void InteropTest::aQTcpSocketGetsItsBytesBack()
{
    QFETCH(const QByteArray, bytes);
    SteppedSession session(serverOnly());
    session->start();
    session->setFreeRun(true);
    const std::uint16_t port = listeningPort(session);
    QVERIFY(port);
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    QVERIFY2(socket.waitForConnected(kWait), qPrintable(socket.errorString()));
    QVERIFY(echoOf(socket, bytes) == bytes);
    QVERIFY(echoOf(socket, "again") == "again");
    QVERIFY(received(session.recording(), "server") == bytes.toStdString() + "again");
    // The recording knows who it was.
    QVERIFY(session.waitUntil([&] {
        return stateOf(session.recording(), connectionOf(session.recording())) == TcpState::Established;
    }));
    const auto accept = callsOf(session.recording(), "server", Function::Accept).front();
    QCOMPARE(accept.returned->address.port(), socket.localPort());
}

void InteropTest::aQTcpSocketThatClosesFirstLeavesTheServerInOrder()
{
    SteppedSession session(serverOnly());
    session->start();
    session->setFreeRun(true);
    const std::uint16_t port = listeningPort(session);
    QVERIFY(port);
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    QVERIFY2(socket.waitForConnected(kWait), qPrintable(socket.errorString()));
    QVERIFY(echoOf(socket, "bye") == "bye");
    socket.disconnectFromHost();
    QVERIFY(session.waitUntilFinished());
    session.stop();
    QCOMPARE(resultsOf(session.recording(), "server", Function::Close),
        (QStringList {QStringLiteral("0"), QStringLiteral("0")}));
    QCOMPARE(stateOf(session.recording(), connectionOf(session.recording())), TcpState::Close);
    QCOMPARE(impossibleTransitions(session.recording()), QStringList());
}

void InteropTest::aServerThatClosesFirstEndsTheStreamOfAQTcpSocket()
{
    SteppedSession session(serverOnly(Closing::ServerFirst));
    session->start();
    session->setFreeRun(true);
    const std::uint16_t port = listeningPort(session);
    QVERIFY(port);
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    QVERIFY2(socket.waitForConnected(kWait), qPrintable(socket.errorString()));
    QVERIFY(echoOf(socket, "hello") == "hello");
    session->endConversation();
    QVERIFY(socket.waitForDisconnected(kWait)); // which closes the other half too
    QCOMPARE(socket.error(), QAbstractSocket::RemoteHostClosedError);
    QVERIFY(session.waitUntilFinished());
    session.stop();
    QCOMPARE(resultsOf(session.recording(), "server", Function::Shutdown), QStringList {QStringLiteral("0")});
    QCOMPARE(stateOf(session.recording(), connectionOf(session.recording())), TcpState::TimeWait);
}

void InteropTest::theClientGetsItsBytesBackFromAQTcpServer()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const std::string megabyte(1 << 20, 'm');
    SteppedSession session(clientOf(server, Closing::ClientFirst, {"hello", "안녕", megabyte}));
    session->start();
    session->setFreeRun(true);
    session->endConversation();
    const auto peer = echoingPeer(server);
    QVERIFY(peer);
    QTRY_COMPARE_WITH_TIMEOUT(peer->state(), QAbstractSocket::UnconnectedState, kWait);
    QVERIFY(session.waitUntilFinished());
    session.stop();
    QVERIFY(received(session.recording(), "client")
        == "hello"
           "안녕"
            + megabyte);
    // Only our own socket is in the recording; the peer's is somebody else's.
    QCOMPARE(sockets(session.recording()), std::vector<SocketId> {clientSocketOf(session.recording())});
    QCOMPARE(impossibleTransitions(session.recording()), QStringList());
}

void InteropTest::theClientSeesTheEndWhenAQTcpServerClosesFirst()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    SteppedSession session(clientOf(server, Closing::ServerFirst, {"hello"}));
    session->start();
    session->setFreeRun(true);
    const auto peer = echoingPeer(server);
    QVERIFY(peer);
    QTRY_VERIFY_WITH_TIMEOUT(received(session.recording(), "client") == "hello", kWait);
    session->endConversation();
    peer->disconnectFromHost();
    QVERIFY(session.waitUntilFinished());
    session.stop();
    QCOMPARE(resultsOf(session.recording(), "client", Function::Recv).back(), QStringLiteral("0"));
    QCOMPARE(stateOf(session.recording(), clientSocketOf(session.recording())), TcpState::Close);
    QCOMPARE(impossibleTransitions(session.recording()), QStringList());
}

void InteropTest::aQTcpServerThatDiesInTheMiddleIsAnErrorThatIsShown()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    SteppedSession session(clientOf(server, Closing::ClientFirst, {"hello"}));
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] { return session.isBlockedIn("client", Function::Recv); }));
    QVERIFY(server.hasPendingConnections() || server.waitForNewConnection(kWait));
    server.nextPendingConnection()->abort(); // with bytes unread or not: RST
    QVERIFY(session.waitUntil([&] { return session.isHeldBefore("client", Function::Close); }));
    QCOMPARE(resultsOf(session.recording(), "client", Function::Recv),
        QStringList {QStringLiteral("-1 ECONNRESET")});
    QVERIFY(session.stepToEnd());
    QCOMPARE(statePath(session.recording(), clientSocketOf(session.recording())),
        QStringLiteral("CLOSE SYN_SENT ESTABLISHED CLOSE"));
}

QTEST_GUILESS_MAIN(InteropTest)
#include "interop_test.moc"
