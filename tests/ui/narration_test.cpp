// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever can happen is told in plain words, in both languages: made up here, call by call and
// error by error, and as real sessions have it.
#include "core/network/tcp_transitions.h"
#include "fabricated.h"
#include "particles_left.h"
#include "support/recording_query.h"
#include "support/stepped_session.h"
#include "ui/look/language.h"
#include "ui/words/event_words.h"
#include "ui/words/narrator.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <cerrno>
#include <sys/socket.h>

using namespace sockstep;
using namespace sockstep::test;

class NarrationTest : public QObject {
    Q_OBJECT

private slots:
    void everyCallIsToldWhateverItsOutcome_data();
    void everyCallIsToldWhateverItsOutcome();
    void everyErrorIsNamedAndExplainedDifferently_data();
    void everyErrorIsNamedAndExplainedDifferently();
    void everyChangeOfStateIsTold_data();
    void everyChangeOfStateIsTold();
    void everyMomentOfALessonIsTold_data();
    void everyMomentOfALessonIsTold();
    void aRefusedConnectSaysWhatToDo();
    void aTakenPortIsNamed();
    void aResetIsToldToTheEndThatMeetsIt();
    void aServerToldToCloseIsNoFailure();
    void theEndOfTheStreamIsNotJustZeroBytes();
    void aPartialSendIsToldAsSuch();
    void closeSaysWhetherItSentAFin();
    void whatAStepSetFreeIsToldToo();
    void whomSigpipeHasEndedIsTold_data();
    void whomSigpipeHasEndedIsTold();
    void textFromOutsideIsEscaped();
};

namespace {

constexpr int kErrors[]
    = {EINTR, EAGAIN, EBADF, EFAULT, EINVAL, EMFILE, ENFILE, ENOBUFS, ENOMEM, ENOTSOCK, ENOTCONN, EISCONN,
        EADDRINUSE, EADDRNOTAVAIL, EACCES, EPERM, ECONNREFUSED, ECONNRESET, ECONNABORTED, EPIPE, ETIMEDOUT,
        EHOSTUNREACH, ENETUNREACH, EALREADY, EINPROGRESS, EOPNOTSUPP, EDESTADDRREQ, EMSGSIZE, EPROTO, EIO};

QString word(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// What no sentence may be; empty if all is well.
QString wrongWith(const QString &text)
{
    static const QRegularExpression placeholder(QStringLiteral("%[0-9n]"));
    if (text.trimmed().isEmpty())
        return QStringLiteral("nothing is said");
    if (placeholder.match(text).hasMatch())
        return QStringLiteral("a placeholder is left: ") + text;
    if (!particleLeftIn(text).isEmpty())
        return QStringLiteral("a particle is not chosen: ") + text;
    if (text.count(QStringLiteral("<b>")) != text.count(QStringLiteral("</b>")))
        return QStringLiteral("bold does not end: ") + text;
    if (text.contains(QStringLiteral("  ")))
        return QStringLiteral("two spaces: ") + text;
    return {};
}

#define VERIFY_SENTENCE(text)                                                                                \
    do {                                                                                                     \
        const QString wrong = wrongWith(text);                                                               \
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));                                                        \
    } while (false)

/// A story up to the moment at which \p function is called: all sockets that it may need.
struct Scene : Fabricated {
    SocketId listener = make(kServer, Function::Socket);
    SocketId client = make(kClient, Function::Socket);
    SocketId connection = 0;
    CallId call = 0;

    explicit Scene(Function function)
    {
        make(kServer, Function::Listen, listener);
        const bool byClient = function == Function::Connect || function == Function::Send
            || function == Function::Recv || function == Function::Shutdown;
        if (function != Function::Connect) {
            make(kClient, Function::Connect, client);
            state(client, TcpState::Close, TcpState::Established);
            connection = make(kServer, Function::Accept, listener);
            state(connection, TcpState::Listen, TcpState::Established, Evidence::Observed, listener);
        }
        SocketId socket = byClient ? client : listener;
        if (function == Function::Socket)
            socket = 0;
        if (function == Function::Close)
            socket = connection;
        call = enter(byClient ? kClient : kServer, function, socket,
            function == Function::Send ? "hello" : std::string());
    }
    QString told() const
    {
        History history(recording());
        history.advance();
        return Narrator(history).call(call);
    }
};

void eachFunction()
{
    QTest::addColumn<Function>("function");
    QTest::addColumn<QString>("language");
    for (const char *language : {"en", "ko"}) {
        for (int i = 0; i < kFunctionCount; ++i) {
            const auto function = static_cast<Function>(i);
            QTest::addRow("%s %s", word(name(function)).toLatin1().constData(), language)
                << function << QString::fromLatin1(language);
        }
    }
}

/// A server of this test, whose listening port the client actor calls.
SessionOptions clientOf(const QTcpServer &server)
{
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.withServer = false;
    options.server = Endpoint::loopback(server.serverPort());
    return options;
}

QString latest(const Recording &recording)
{
    History history(recording);
    history.advance();
    return Narrator(history).latest();
}

} // namespace

void NarrationTest::everyCallIsToldWhateverItsOutcome_data() { eachFunction(); }

void NarrationTest::everyCallIsToldWhateverItsOutcome()
{
    QFETCH(const Function, function);
    QFETCH(const QString, language);
    Language interface;
    interface.use(language);
    Scene entered(function);
    Scene blocked(function);
    blocked.block(blocked.call);
    Scene succeeded(function);
    succeeded.comeBack(succeeded.call, function == Function::Recv || function == Function::Send ? 5 : 0,
        function == Function::Recv ? "hello" : std::string());
    QSet<QString> texts;
    for (const QString &text : {entered.told(), blocked.told(), succeeded.told()}) {
        VERIFY_SENTENCE(text);
        QVERIFY2(text.contains(word(name(function))), qPrintable(text));
        texts << text;
    }
    for (const int error : kErrors) {
        Scene failed(function);
        failed.fail(failed.call, error);
        const QString text = failed.told();
        VERIFY_SENTENCE(text);
        QVERIFY2(text.contains(word(name(function))), qPrintable(text));
        texts << text;
    }
    // No two of them say the same, and so success never reads like failure.
    QCOMPARE(texts.size(), static_cast<qsizetype>(3 + std::size(kErrors)));
}

void NarrationTest::everyErrorIsNamedAndExplainedDifferently_data() { eachFunction(); }

void NarrationTest::everyErrorIsNamedAndExplainedDifferently()
{
    QFETCH(const Function, function);
    QFETCH(const QString, language);
    Language interface;
    interface.use(language);
    for (const int error : kErrors) {
        Scene failed(function);
        failed.fail(failed.call, error);
        QVERIFY2(failed.told().contains(QString::fromStdString(errorName(error))), qPrintable(failed.told()));
    }
    // Even for one that Linux does not have.
    Scene strange(function);
    strange.fail(strange.call, 9999);
    VERIFY_SENTENCE(strange.told());
    QVERIFY2(strange.told().contains(QStringLiteral("9999")), qPrintable(strange.told()));
}

void NarrationTest::everyChangeOfStateIsTold_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QStringLiteral("en");
    QTest::newRow("Korean") << QStringLiteral("ko");
}

void NarrationTest::everyChangeOfStateIsTold()
{
    QFETCH(const QString, language);
    Language interface;
    interface.use(language);
    const Scene scene(Function::Send);
    History history(scene.recording());
    history.advance();
    const Narrator narrator(history);
    int told = 0;
    for (const Transition &transition : transitions()) {
        for (const SocketId socket : {scene.listener, scene.client, scene.connection}) {
            StateChanged change;
            change.socket = socket;
            change.from = transition.from;
            change.to = transition.to;
            const QString text = narrator.state(change);
            // A refused connect and a closed listener are told by their calls.
            if (change.to == TcpState::Close
                && (change.from == TcpState::SynSent || change.from == TcpState::Listen))
                continue;
            VERIFY_SENTENCE(text);
            const bool ended = change.to == TcpState::Close;
            QVERIFY2(ended || text.contains(word(name(change.to))), qPrintable(text));
            QVERIFY2(text.contains(narrator.socketName(socket)), qPrintable(text));
            ++told;
        }
    }
    QVERIFY(told > 40);
}

void NarrationTest::everyMomentOfALessonIsTold_data()
{
    QTest::addColumn<Closing>("closing");
    QTest::addColumn<QString>("language");
    for (const char *language : {"en", "ko"}) {
        for (const Closing closing : {Closing::ClientFirst, Closing::ServerFirst})
            QTest::addRow("%s %s", word(lessonName(closing)).toLatin1().constData(), language)
                << closing << QString::fromLatin1(language);
    }
}

void NarrationTest::everyMomentOfALessonIsTold()
{
    QFETCH(const Closing, closing);
    QFETCH(const QString, language);
    Language interface;
    interface.use(language);
    SteppedSession session(onAnyPort(closing, {"hello", "안녕"}));
    QVERIFY(session.start());
    QVERIFY(session.step("client")); // socket
    QVERIFY(session.step("client")); // connect, refused
    QVERIFY(session.stepToEnd());
    const Recording &recording = session.recording();
    History history(recording);
    QSet<QString> told;
    for (EventIndex n = 0; n < recording.size(); ++n) {
        history.advance(n + 1);
        const QString now = Narrator(history).latest();
        VERIFY_SENTENCE(now);
        VERIFY_SENTENCE(EventWords::brief(history, n));
        told << now;
    }
    QVERIFY(told.size() > 30);
    for (CallId id = 1; id <= history.callCount(); ++id) {
        const QString text = Narrator(history).call(id);
        VERIFY_SENTENCE(text);
        // "closed its listener" needs no function's name, and in Korean has none in it.
        const bool named = text.contains(word(name(history.entered(id).function)));
        QVERIFY2(named || language == QStringLiteral("ko"), qPrintable(text));
    }
    for (const StateChanged &change : stateChanges(recording)) {
        if (change.to != TcpState::Close)
            VERIFY_SENTENCE(Narrator(history).state(change));
    }
}

void NarrationTest::aRefusedConnectSaysWhatToDo()
{
    // A port that nobody listens on: one that was named, and one that the session has chosen.
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    const std::uint16_t port = gone.serverPort();
    gone.close();
    for (const bool named : {true, false}) {
        SessionOptions options = onAnyPort(Closing::ClientFirst);
        if (named)
            options.server = Endpoint::loopback(port);
        SteppedSession session(options);
        QVERIFY(session.start());
        QVERIFY(session.step("client") && session.step("client"));
        const QString text = latest(session.recording());
        for (const char *wanted : {"ECONNREFUSED", "connect()", "listen", "RST"})
            QVERIFY2(text.contains(QString::fromLatin1(wanted)), qPrintable(text));
        QVERIFY2(text.contains(QString::number(session->options().server.port())), qPrintable(text));
        QCOMPARE(session->options().server.port() == port, named);
    }
}

void NarrationTest::aTakenPortIsNamed()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.server = Endpoint::loopback(taken.serverPort());
    SteppedSession session(options);
    QVERIFY(session.start());
    QVERIFY(
        session.stepUntil([&] { return !callsOf(session.recording(), "server", Function::Bind).empty(); }));
    const QString text = latest(session.recording());
    QVERIFY2(text.contains(QStringLiteral("EADDRINUSE")), qPrintable(text));
    QVERIFY2(text.contains(QString::number(taken.serverPort())), qPrintable(text));
}

void NarrationTest::aResetIsToldToTheEndThatMeetsIt()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    SteppedSession session(clientOf(server));
    QVERIFY(session.start());
    QVERIFY(session.step() && session.step() && session.step() && session.step()); // up to recv
    QVERIFY(session.isBlockedIn("client", Function::Recv));
    QVERIFY(server.waitForNewConnection(static_cast<int>(kPatience.count())));
    QTcpSocket *peer = server.nextPendingConnection();
    const linger atOnce {1, 0}; // socket(7): close sends RST
    QCOMPARE(
        setsockopt(static_cast<int>(peer->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce),
        0);
    peer->abort();
    QVERIFY(session.waitUntil([&] {
        return resultsOf(session.recording(), "client", Function::Recv)
            == QStringList {QStringLiteral("-1 ECONNRESET")};
    }));
    const QString text = latest(session.recording());
    for (const char *wanted : {"ECONNRESET", "recv()", "RST"})
        QVERIFY2(text.contains(QString::fromLatin1(wanted)), qPrintable(text));
}

void NarrationTest::aServerToldToCloseIsNoFailure()
{
    SteppedSession session(onAnyPort(Closing::ServerFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilAllEchoed());
    QVERIFY(session.step());
    const QString text = latest(session.recording());
    QVERIFY2(text.contains(QStringLiteral("EINTR")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("told to close")), qPrintable(text));
    QVERIFY2(!text.contains(QStringLiteral("failed")), qPrintable(text));
}

void NarrationTest::theEndOfTheStreamIsNotJustZeroBytes()
{
    Scene end(Function::Recv);
    end.comeBack(end.call, 0);
    Scene data(Function::Recv);
    data.comeBack(data.call, 5, "hello");
    QVERIFY(end.told().contains(QStringLiteral("FIN")));
    QVERIFY(!data.told().contains(QStringLiteral("FIN")));
    QVERIFY(data.told().contains(u'5'));
}

void NarrationTest::aPartialSendIsToldAsSuch()
{
    Scene partial(Function::Send);
    partial.comeBack(partial.call, 3);
    const QString text = partial.told();
    QVERIFY2(text.contains(QStringLiteral("3 of 5")), qPrintable(text));
}

void NarrationTest::closeSaysWhetherItSentAFin()
{
    Scene alone(Function::Close);
    alone.comeBack(alone.call, 0);
    QVERIFY2(alone.told().contains(QStringLiteral("FIN")), qPrintable(alone.told()));

    Scene after(Function::Shutdown);
    after.comeBack(after.call, 0);
    QVERIFY(after.told().contains(QStringLiteral("FIN")));
    after.call = after.enter(Fabricated::kClient, Function::Close, after.client);
    after.comeBack(after.call, 0);
    QVERIFY2(!after.told().contains(QStringLiteral("FIN")), qPrintable(after.told()));

    Scene listener(Function::Accept);
    listener.comeBack(listener.call, 0);
    listener.call = listener.enter(Fabricated::kServer, Function::Close, listener.listener);
    listener.comeBack(listener.call, 0);
    QVERIFY2(listener.told().contains(QStringLiteral("listener")), qPrintable(listener.told()));
    QVERIFY2(!listener.told().contains(QStringLiteral("FIN")), qPrintable(listener.told()));
}

void NarrationTest::whatAStepSetFreeIsToldToo()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] { return session.isBlockedIn("server", Function::Recv); }));
    QVERIFY(session.step("client")); // its send wakes the server
    const QString text = latest(session.recording());
    QVERIFY2(text.contains(QStringLiteral("send()")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("recv()")), qPrintable(text));
    QVERIFY2(
        text.indexOf(QStringLiteral("send()")) < text.indexOf(QStringLiteral("recv()")), qPrintable(text));
}

void NarrationTest::whomSigpipeHasEndedIsTold_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("hasThreads");
    QTest::addColumn<QStringList>("wanted");
    using S = QStringList;
    const QString signal = QStringLiteral("SIGPIPE");
    QTest::newRow("en") << QStringLiteral("en") << false
                        << S {signal, QStringLiteral("the client's process"),
                               QStringLiteral("never sees what")};
    QTest::newRow("en, threads") << QStringLiteral("en") << true
                                 << S {signal, QStringLiteral("with all its threads")};
    QTest::newRow("ko") << QStringLiteral("ko") << false << S {signal, QStringLiteral("프로세스")};
    QTest::newRow("ko, threads") << QStringLiteral("ko") << true << S {signal, QStringLiteral("스레드")};
}

void NarrationTest::whomSigpipeHasEndedIsTold()
{
    QFETCH(const QString, language);
    QFETCH(const bool, hasThreads);
    QFETCH(const QStringList, wanted);
    Language interface;
    interface.use(language);
    Scene gone(Function::Recv);
    const CallId blocked = gone.enter(Fabricated::kServer, Function::Recv, gone.connection);
    gone.block(blocked);
    gone.comeBack(gone.call, 5, "hello");
    gone.call = gone.enter(Fabricated::kClient, Function::Send, gone.client, "hello");
    gone.fail(gone.call, EPIPE);
    const QString alone = gone.told();
    QVERIFY2(!alone.contains(wanted.constLast()), qPrintable(alone)); // EPIPE is not yet the signal
    std::vector<ActorId> threads;
    if (hasThreads)
        threads.push_back(Fabricated::kServer);
    gone.end(gone.call, threads, {gone.client});
    for (const QString &text : {gone.told(), latest(gone.recording())}) {
        VERIFY_SENTENCE(text);
        for (const QString &one : wanted)
            QVERIFY2(text.contains(one), qPrintable(text));
    }
    // The call that a thread was in does not come back.
    gone.call = blocked;
    QCOMPARE(gone.told().contains(language == QStringLiteral("ko") ? QStringLiteral("돌아오지 않")
                                                                   : QStringLiteral("does not come back")),
        hasThreads);
}

void NarrationTest::textFromOutsideIsEscaped()
{
    // A recording may come from anywhere; what it names must not become markup.
    Recording recording({{}, "loopback", {}, {}, {"<img src=x>", "client"}});
    CallEntered call;
    call.function = Function::Socket;
    recording.enter(call);
    CallReturned returned;
    returned.call = 1;
    returned.result = -1;
    returned.error = EMFILE;
    recording.append(std::move(returned));
    QVERIFY2(!latest(recording).contains(QStringLiteral("<img")), qPrintable(latest(recording)));
}

QTEST_GUILESS_MAIN(NarrationTest)
#include "narration_test.moc"
