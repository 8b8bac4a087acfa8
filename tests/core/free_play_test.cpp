// SPDX-License-Identifier: GPL-3.0-or-later
// Free play: every call is made by hand, becomes a line of C, and has the answer that the kernel gives.
#include "core/lab/lab_support.h"
#include "core/session/likely_calls.h"
#include "support/played_by_hand.h"
#include "support/process_census.h"
#include "support/recording_query.h"

#include <QTest>

using namespace sockstep;
using namespace sockstep::test;
using What = CallByHand::What;

class FreePlayTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareForLab(); }

private slots:
    void nothingHappensByItself();
    void aLineIsTheCallThatRuns_data();
    void aLineIsTheCallThatRuns();
    void anEchoCanBeMadeByHand();
    void errorsAreTheKernels_data();
    void errorsAreTheKernels();
    void theFirstCallNeedsNoSocket();
    void eachSocketHasAVariableOfItsOwn();
    void textIsSentByteForByte_data();
    void textIsSentByteForByte();
    void eightClientsAreConnectedAtOnce();
    void aBlockedCallCanBeInterrupted();
    void whoIsInACallMakesNoOther();
    void datagramsCanBeSentByHand();
    void theWireIsInThePersonsHandsInTheLab();
    void whatMakesSenseFollowsTheSocket();
    void stoppingLeavesNothingWhateverIsBlocked();
};

void FreePlayTest::nothingHappensByItself()
{
    Played played;
    QVERIFY(played.start());
    QVERIFY(!played.session->nextAction());
    QVERIFY(!played.session->step());
    QVERIFY(!played.session->isFinished());
    QVERIFY(callsIn(played.recording()).empty());
    QCOMPARE(played.play.actors(), (std::vector<ActorId> {kServer, kClient}));
    QVERIFY(FreePlay::isIn(played.recording().header()));
    QCOMPARE(played.recording().header().actors.size(), std::size_t {9});
}

void FreePlayTest::aLineIsTheCallThatRuns_data()
{
    QTest::addColumn<int>("what");
    for (int i = 0; i < CallByHand::kWhatCount; ++i) {
        Played played;
        const auto text = played.play.expression(kClient, {static_cast<What>(i), {}, "hi", 1});
        QTest::addRow("%s", text.c_str()) << i;
    }
}

void FreePlayTest::aLineIsTheCallThatRuns()
{
    QFETCH(const int, what);
    const CallByHand call {static_cast<What>(what), {}, "hi", 3};
    for (const ActorId actor : {kServer, kClient}) {
        Played played;
        QVERIFY(played.start());
        QVERIFY(played.make(actor, {What::SocketTcp, {}}));
        QCOMPARE(played.play.opensAnyPort(actor, call), call.what == What::Listen); // who steers has to ask
        played.session->allowNetwork();
        QVERIFY(!played.play.opensAnyPort(actor, call));
        const std::string expression = played.play.expression(actor, call);
        QVERIFY2(played.make(actor, call), expression.c_str());
        const auto calls = callsOf(played.recording(), played.recording().header().actors.at(actor));
        QVERIFY(calls.size() >= 2);
        QCOMPARE(name(calls[1].entered->function), name(CallByHand::functionOf(call.what)));
        const QString line = played.program(actor).at(calls[1].entered->line - 1);
        QVERIFY2(line.contains(QString::fromStdString(expression)), qPrintable(line));
        QVERIFY2(calls[1].returned || calls[1].blocked, expression.c_str());
    }
}

void FreePlayTest::anEchoCanBeMadeByHand()
{
    Played played;
    QVERIFY(played.start());
    QVERIFY(played.connects());
    QVERIFY(played.make(kServer, {What::Recv, {}}));
    QCOMPARE(played.result(kServer), QStringLiteral("blocked"));
    QVERIFY(played.make(kClient, {What::Send, {}, "안녕"}));
    QCOMPARE(played.result(kServer), QStringLiteral("6"));
    QVERIFY(played.make(kServer, {What::SendReceived, {}}));
    QVERIFY(played.make(kClient, {What::Recv, {}}));
    QCOMPARE(received(played.recording(), "client"), std::string("안녕"));
    QVERIFY(played.make(kClient, {What::ShutdownWrite, {}}));
    QVERIFY(played.make(kServer, {What::Recv, {}}));
    QCOMPARE(played.result(kServer), QStringLiteral("0"));
    QVERIFY(played.make(kServer, {What::Close, {}}));
    QVERIFY(played.makeAll(kClient, {What::Recv, What::Close}));
    QCOMPARE(statePath(played.recording(), clientSocketOf(played.recording())),
        QStringLiteral("CLOSE SYN_SENT ESTABLISHED FIN_WAIT1 FIN_WAIT2 TIME_WAIT"));
    QCOMPARE(impossibleTransitions(played.recording()), QStringList());
}

void FreePlayTest::errorsAreTheKernels_data()
{
    QTest::addColumn<QList<int>>("server");
    QTest::addColumn<QList<int>>("client");
    QTest::addColumn<QString>("error");
    const auto row
        = [](const char *name, std::vector<What> server, std::vector<What> client, const char *error) {
              QList<int> calls[2];
              for (const What what : server)
                  calls[0] << static_cast<int>(what);
              for (const What what : client)
                  calls[1] << static_cast<int>(what);
              QTest::newRow(name) << calls[0] << calls[1] << QString::fromLatin1(error);
          };
    row("recv before connect", {}, {What::SocketTcp, What::Recv}, "ENOTCONN");
    row("send before connect", {}, {What::SocketTcp, What::Send}, "EPIPE");
    row("shutdown before connect", {}, {What::SocketTcp, What::ShutdownWrite}, "ENOTCONN");
    row("connect before listen", {What::SocketTcp, What::BindServer}, {What::SocketTcp, What::Connect},
        "ECONNREFUSED");
    row("connect twice", {What::SocketTcp, What::BindServer, What::Listen},
        {What::SocketTcp, What::Connect, What::Connect}, "EISCONN");
    row("bind twice", {What::SocketTcp, What::BindServer, What::BindAnyPort}, {}, "EINVAL");
    row("accept before listen", {What::SocketTcp, What::BindServer, What::Accept}, {}, "EINVAL");
    row("bind to a port that is taken", {What::SocketTcp, What::BindServer, What::Listen},
        {What::SocketTcp, What::BindServer}, "EADDRINUSE");
    row("an address of another family", {}, {What::SocketUdp, What::BindAnyPort6}, "EAFNOSUPPORT");
    row("close twice", {}, {What::SocketTcp, What::Close, What::Close}, "EBADF");
    row("send over no connection", {}, {What::SocketUdp, What::Send}, "EDESTADDRREQ");
    row("listen on a datagram socket", {What::SocketUdp, What::Listen}, {}, "EOPNOTSUPP");
    row("nothing has come", {}, {What::SocketUdp, What::NonBlocking, What::Recv}, "EAGAIN");
    row("a socket option of IPv6", {}, {What::SocketTcp, What::NotOnlyIPv6}, "ENOPROTOOPT");
}

void FreePlayTest::errorsAreTheKernels()
{
    QFETCH(const QList<int>, server);
    QFETCH(const QList<int>, client);
    QFETCH(const QString, error);
    SessionOptions options = inFreePlay();
    // A fixed port where two are to meet; the kernel chose it a moment ago.
    Played probe;
    QVERIFY(probe.start() && probe.makeAll(kServer, {What::SocketTcp, What::BindServer}));
    options.server
        = options.server.withPort(lastCallOf(probe.recording(), "server")->returned->address.port());
    probe.session.stop();
    Played played(options);
    QVERIFY(played.start());
    for (const auto &[actor, calls] : {std::pair(kServer, server), std::pair(kClient, client)}) {
        for (const int what : calls)
            QVERIFY(played.make(actor, {static_cast<What>(what), {}, "x", 5}));
    }
    QCOMPARE(played.result(client.isEmpty() ? kServer : kClient), error);
}

void FreePlayTest::theFirstCallNeedsNoSocket()
{
    Played played;
    QVERIFY(played.start());
    QVERIFY(played.make(kClient, {What::Recv, {}}));
    QCOMPARE(played.result(kClient), QStringLiteral("EBADF"));
    QVERIFY(played.make(kClient, {What::SocketTcp, {}}));
    QCOMPARE(played.program(kClient),
        QStringList(
            {QStringLiteral("int fd = -1;"), QStringLiteral("ssize_t n = recv(fd, buf, sizeof buf, 0);"),
                QStringLiteral("fd = socket(AF_INET, SOCK_STREAM, 0);")}));
}

void FreePlayTest::eachSocketHasAVariableOfItsOwn()
{
    Played played;
    QVERIFY(played.start());
    QVERIFY(played.connects());
    // An accept that fails gives nothing; its variable is tried again.
    QVERIFY(played.make(kServer, {What::NonBlocking, "lfd"}));
    for (int i = 0; i < 2; ++i)
        QVERIFY(played.make(kServer, {What::Accept, "lfd"}));
    QCOMPARE(played.result(kServer), QStringLiteral("EAGAIN"));
    QVERIFY(played.make(kClient, {What::SocketTcp, {}}));
    QVERIFY(played.make(kClient, {What::Connect, "fd2"}));
    QVERIFY(played.make(kServer, {What::Accept, "lfd"}));
    QVERIFY(played.make(kServer, {What::Close, "cfd"}));
    QStringList names;
    for (const ActorId actor : {kServer, kClient}) {
        for (const auto &open : played.play.sockets(actor))
            names << QString::fromStdString(open.name);
    }
    QCOMPARE(names, QString(QStringLiteral("lfd cfd2 fd fd2")).split(u' '));
    const QStringList program = played.program(kServer);
    QCOMPARE(program.filter(QStringLiteral("int cfd2 = accept")).size(), 1);
    QCOMPARE(program.filter(QStringLiteral("cfd2 = accept")).size(), 3);
}

void FreePlayTest::textIsSentByteForByte_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("words") << QByteArray("hello, world");
    QTest::newRow("Korean") << QByteArray("안녕하세요");
    QTest::newRow("C") << QByteArray("\"; {fd} \\ %s {text}, 5, 0); /*");
    QTest::newRow("a line") << QByteArray("GET / HTTP/1.1\r\n\r\n");
    QTest::newRow("all that is no letter") << QByteArray("\x01\x7f\xff\x80\t");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("much") << QByteArray(FreePlay::kMostText, 'x');
}

void FreePlayTest::textIsSentByteForByte()
{
    QFETCH(const QByteArray, text);
    Played played;
    QVERIFY(played.start());
    QVERIFY(played.connects());
    QVERIFY(played.make(kClient, {What::Send, {}, text.toStdString()}));
    QCOMPARE(played.result(kClient), QString::number(text.size()));
    QCOMPARE(sent(played.recording(), "client"), text.toStdString());
    QVERIFY(!played.play.make(kClient, {What::Send, {}, std::string(FreePlay::kMostText + 1, 'x')}));
}

void FreePlayTest::eightClientsAreConnectedAtOnce()
{
    Played played;
    QVERIFY(played.start());
    QVERIFY(played.makeAll(kServer, {What::SocketTcp, What::BindServer}));
    QVERIFY(played.make(kServer, {What::Listen, {}, {}, 8}));
    for (int client = 2; client <= FreePlay::kMostClients; ++client) {
        QVERIFY(played.play.canAddClient());
        QCOMPARE(played.play.addClient(), std::optional(static_cast<ActorId>(client)));
        QVERIFY(played.session.settle());
    }
    QVERIFY(!played.play.canAddClient());
    QVERIFY(!played.play.addClient());
    for (ActorId client = 1; client <= FreePlay::kMostClients; ++client) {
        QVERIFY(played.makeAll(client, {What::SocketTcp, What::Connect}));
        QCOMPARE(played.result(client), QStringLiteral("0"));
        QVERIFY(played.make(client, {What::Recv, {}}));
    }
    // The listener is not the last that was made any more: it is chosen by its name.
    for (int i = 0; i < FreePlay::kMostClients; ++i)
        QVERIFY(played.make(kServer, {What::Accept, "lfd"}));
    const auto open = played.play.sockets(kServer);
    QCOMPARE(open.size(), std::size_t {9});
    for (std::size_t i = 1; i < open.size(); ++i)
        QVERIFY(played.make(kServer, {What::Send, open[i].name, std::to_string(i)}));
    for (ActorId client = 1; client <= FreePlay::kMostClients; ++client)
        QCOMPARE(
            received(played.recording(), played.recording().header().actors[client]), std::to_string(client));
}

void FreePlayTest::aBlockedCallCanBeInterrupted()
{
    Played played;
    QVERIFY(played.start());
    QVERIFY(!played.play.interrupt(kServer)); // in no call
    QVERIFY(played.listens());
    QVERIFY(played.make(kServer, {What::Accept, {}}));
    QCOMPARE(played.result(kServer), QStringLiteral("blocked"));
    QVERIFY(played.play.interrupt(kServer));
    QVERIFY(played.session.settle());
    QCOMPARE(played.result(kServer), QStringLiteral("EINTR"));
    QVERIFY(played.play.canMake(kServer));
    QVERIFY(played.makeAll(kClient, {What::SocketTcp, What::Connect}));
    QVERIFY(played.make(kServer, {What::Accept, {}}));
    QVERIFY(played.result(kServer).toInt() > 0);
}

void FreePlayTest::whoIsInACallMakesNoOther()
{
    Played played;
    QVERIFY(played.start());
    QVERIFY(played.listens());
    QVERIFY(played.make(kServer, {What::Accept, {}}));
    const EventIndex size = played.recording().size();
    QVERIFY(!played.play.canMake(kServer));
    QVERIFY(!played.play.make(kServer, {What::Close, {}}));
    QCOMPARE(played.recording().size(), size);
    played.session.stop();
    QVERIFY(!played.play.make(kServer, {What::Close, {}}));
    QVERIFY(!played.play.addClient());
}

void FreePlayTest::datagramsCanBeSentByHand()
{
    for (const bool v6 : {false, true}) {
        Played played;
        QVERIFY(played.start());
        QVERIFY(played.make(kServer, {v6 ? What::SocketUdp6 : What::SocketUdp, {}}));
        QVERIFY(played.make(kServer, {v6 ? What::BindServer6 : What::BindServer, {}}));
        QVERIFY(played.make(kServer, {What::Recvfrom, {}, {}, 3}));
        QVERIFY(played.make(kClient, {v6 ? What::SocketUdp6 : What::SocketUdp, {}}));
        QVERIFY(played.make(kClient, {v6 ? What::Sendto6 : What::Sendto, {}, "question"}));
        QCOMPARE(played.result(kServer), QStringLiteral("3")); // the rest of a datagram is lost
        QVERIFY(played.make(kServer, {What::SendtoPeer, {}, "answer"}));
        QVERIFY(played.make(kClient, {What::Recvfrom, {}}));
        QCOMPARE(lastCallOf(played.recording(), "client")->returned->data, std::string("answer"));
    }
}

void FreePlayTest::theWireIsInThePersonsHandsInTheLab()
{
    const std::string refusal = whyNoLab();
    if (!refusal.empty())
        QSKIP(refusal.c_str());
    Played played(inFreePlay(NetworkKind::Lab));
    QVERIFY(played.start());
    QVERIFY(played.makeAll(kServer, {What::SocketTcp, What::BindServer}));
    QVERIFY(played.make(kServer, {What::Listen, {}, {}, 5}));
    QVERIFY(played.makeAll(kClient, {What::SocketTcp, What::Connect}));
    QCOMPARE(played.result(kClient), QStringLiteral("blocked"));
    QVERIFY(played.session->nextAction() && played.session->nextAction()->isOfWire());
    QVERIFY(played.session.step()); // SYN
    QVERIFY(played.session.step()); // SYN, ACK
    QCOMPARE(played.result(kClient), QStringLiteral("0"));
    QVERIFY(played.make(kServer, {What::Accept, {}}));
    QVERIFY(played.session.step()); // ACK
    QVERIFY(played.result(kServer).toInt() > 0);
    played.session.stop();
}

void FreePlayTest::whatMakesSenseFollowsTheSocket()
{
    Played played;
    QVERIFY(played.start());
    const auto likely = [&](ActorId actor, const char *variable) {
        History history(played.recording());
        history.advance();
        SocketId socket = 0;
        for (const auto &open : played.play.sockets(actor)) {
            if (open.name == variable)
                socket = open.handle.socket;
        }
        QStringList names;
        for (const Function function : likelyCalls(history, socket, actor != kServer))
            names << QString::fromStdString(std::string(name(function)));
        return names.join(u' ');
    };
    QCOMPARE(likely(kServer, "lfd"), QStringLiteral("socket"));
    QVERIFY(played.make(kServer, {What::SocketTcp, {}}));
    QCOMPARE(likely(kServer, "lfd"), QStringLiteral("setsockopt bind"));
    QVERIFY(played.make(kServer, {What::BindServer, {}}));
    QCOMPARE(likely(kServer, "lfd"), QStringLiteral("listen"));
    QVERIFY(played.make(kServer, {What::Listen, {}, {}, 5}));
    QCOMPARE(likely(kServer, "lfd"), QStringLiteral("accept"));
    QVERIFY(played.make(kClient, {What::SocketTcp, {}}));
    QCOMPARE(likely(kClient, "fd"), QStringLiteral("connect"));
    QVERIFY(played.make(kClient, {What::Connect, {}}));
    QCOMPARE(likely(kClient, "fd"), QStringLiteral("send recv shutdown close"));
    QVERIFY(played.make(kServer, {What::Accept, {}}));
    QVERIFY(played.make(kClient, {What::ShutdownWrite, {}}));
    QCOMPARE(likely(kClient, "fd"), QStringLiteral("recv close"));
    QCOMPARE(likely(kServer, "cfd"), QStringLiteral("recv send close"));
    QVERIFY(played.make(kServer, {What::Close, "cfd"}));
    QVERIFY(played.makeAll(kServer, {What::SocketTcp, What::BindAnyPort}));
    QCOMPARE(likely(kServer, "lfd2"), QStringLiteral("listen")); // whichever port it is
    QVERIFY(played.make(kServer, {What::Close, "lfd2"}));
    QVERIFY(played.make(kServer, {What::SocketUdp, {}}));
    QCOMPARE(likely(kServer, "lfd3"), QStringLiteral("bind"));
    QVERIFY(played.make(kServer, {What::BindAnyPort, {}}));
    QCOMPARE(likely(kServer, "lfd3"), QStringLiteral("recvfrom sendto close"));
}

void FreePlayTest::stoppingLeavesNothingWhateverIsBlocked()
{
    const int threadsBefore = threadCount();
    const int descriptorsBefore = descriptorCount();
    for (int run = 0; run < 10; ++run) {
        Played played;
        QVERIFY(played.start());
        QVERIFY(played.makeAll(kServer, {What::SocketTcp, What::BindServer}));
        QVERIFY(played.make(kServer, {What::Listen, {}, {}, 8}));
        while (played.play.canAddClient())
            played.play.addClient();
        QVERIFY(played.session.settle());
        for (const ActorId client : played.play.actors()) {
            if (client == kServer)
                continue;
            QVERIFY(played.makeAll(client, {What::SocketTcp, What::Connect, What::Recv}));
            QCOMPARE(played.result(client), QStringLiteral("blocked"));
        }
        for (int i = 0; i <= FreePlay::kMostClients; ++i)
            QVERIFY(played.make(kServer, {What::Accept, "lfd"}));
        QCOMPARE(played.result(kServer), QStringLiteral("blocked"));
        played.session.stop();
        for (const RecordedCall &call : callsIn(played.recording()))
            QVERIFY2(call.returned, qPrintable(text(call)));
    }
    QVERIFY(threadsFallTo(threadsBefore));
    QCOMPARE(descriptorCount(), descriptorsBefore);
}

QTEST_GUILESS_MAIN(FreePlayTest)
#include "free_play_test.moc"
