// SPDX-License-Identifier: GPL-3.0-or-later
// What the chat shows of a conversation: bytes as they were typed, sent and returned, and where the
// stream ended.
#include "application.h"
#include "core/diagram/call_text.h"
#include "live_window.h"
#include "support/recording_query.h"
#include "ui/chat/chat_model.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <sys/socket.h>

using namespace sockstep;
using namespace sockstep::test;

class ChatModelTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void aMessageIsShownBeforeItIsSent();
    void anEchoTellsItsBytesAndItsRoundTrip();
    void anyScriptIsShownAsItWasTyped_data();
    void anyScriptIsShownAsItWasTyped();
    void oneMebibyteIsShownInPartAndCountedWhole();
    void aPartialEchoIsShownAsWhatItIs();
    void theEndOfEachStreamIsNoticed_data();
    void theEndOfEachStreamIsNoticed();
    void anInterruptedRecvIsNoFailure();
    void aResetIsAFailure();
    void anEchoThatDiffersIsCalledSo();
    void aMessageThatCannotBeSentAnyMoreSaysSo();
    void aRestartBeginsAnEmptyChat();
};

namespace {

using Kind = ChatModel::Kind;

/// A window whose chat is under Qt's own judge of models.
class Chat : public LiveWindow {
public:
    explicit Chat(SessionOptions options)
        : LiveWindow(std::move(options))
        , model_(qobject_cast<ChatModel *>(find<QListView>("chatList")->model()))
        , judge_(model_, QAbstractItemModelTester::FailureReportingMode::Fatal)
    {
    }
    ChatModel &model() { return *model_; }
    QVariant data(int row, int role) const { return model_->index(row).data(role); }
    QString text(int row) const { return data(row, ChatModel::TextRole).toString(); }
    QString detail(int row) const { return data(row, ChatModel::DetailRole).toString(); }
    /// "Sent hello", "Echo hello", "Notice …", a row each.
    QStringList rows() const
    {
        QStringList result;
        for (int row = 0; row < model_->rowCount(); ++row) {
            const char *kinds[] = {"Sent ", "Echo ", "Notice "};
            const Kind kind = data(row, ChatModel::KindRole).value<Kind>();
            result << QString::fromLatin1(kinds[static_cast<int>(kind)]) + text(row);
        }
        return result;
    }
    bool say(const std::string &message)
    {
        return (*this)->playback().say(QByteArray::fromStdString(message)) && awaitSettled();
    }

private:
    ChatModel *model_;
    QAbstractItemModelTester judge_;
};

/// An independent server for the client actor, in this thread's event loop.
class ForeignServer : public QTcpServer {
public:
    ForeignServer()
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port is free");
    }
    SessionOptions options(std::vector<std::string> messages) const
    {
        SessionOptions result = onAnyPort(Closing::ServerFirst, std::move(messages));
        result.withServer = false;
        result.server = Endpoint::loopback(serverPort());
        return result;
    }
    QTcpSocket *peer() { return peer_ = peer_ ? peer_ : nextPendingConnection(); }

private:
    QTcpSocket *peer_ = nullptr;
};

} // namespace

void ChatModelTest::aMessageIsShownBeforeItIsSent()
{
    Chat chat(onAnyPort(Closing::ClientFirst, {}));
    QVERIFY(chat.say("hello"));
    QCOMPARE(chat.rows(), QStringList {QStringLiteral("Sent hello")});
    QVERIFY(chat.data(0, ChatModel::PendingRole).toBool());
    QVERIFY2(chat.detail(0).contains(QStringLiteral("5 B")), qPrintable(chat.detail(0)));
    QVERIFY2(chat.detail(0).contains(QStringLiteral("not sent yet")), qPrintable(chat.detail(0)));
    QCOMPARE(chat.data(0, ChatModel::CallRole).toUInt(), 0U);

    QVERIFY(chat.stepUntil([&] { return chat.lastReturned(Function::Send); }));
    QVERIFY(!chat.data(0, ChatModel::PendingRole).toBool());
    QCOMPARE(chat.detail(0), QStringLiteral("send 5 B · 68 65 6c 6c 6f"));
    QCOMPARE(chat.data(0, ChatModel::CallRole).toUInt(), chat.lastCall(Function::Send));
}

void ChatModelTest::anEchoTellsItsBytesAndItsRoundTrip()
{
    Chat chat(onAnyPort(Closing::ClientFirst, {"hello", "again"}));
    QVERIFY(chat.stepUntilAllEchoed());
    QCOMPARE(chat.rows(),
        QStringList({QStringLiteral("Sent hello"), QStringLiteral("Sent again"), QStringLiteral("Echo hello"),
            QStringLiteral("Echo again")}));
    // From the entry of the client's send to the return of its recv, by the recording.
    for (const int echo : {0, 1}) {
        const auto nth = [&](Function function) {
            auto all = callsOf(chat.recording(), "client", function);
            return all.at(static_cast<std::size_t>(echo)).entered->call;
        };
        const auto timeOf = [&](EventIndex n) { return chat.recording().at(n).t; };
        const auto began = timeOf(chat.history().call(nth(Function::Send)).entered);
        const auto ended = timeOf(chat.history().call(nth(Function::Recv)).returned);
        QCOMPARE(chat.detail(2 + echo),
            QStringLiteral("echo 5 B · round trip ") + QString::fromStdString(durationText(ended - began)));
        QCOMPARE(chat.data(2 + echo, ChatModel::CallRole).toUInt(), nth(Function::Recv));
        QCOMPARE(chat.model().rowOfCall(nth(Function::Send)), echo);
        QCOMPARE(chat.model().rowOfCall(nth(Function::Recv)), 2 + echo);
    }
}

void ChatModelTest::anyScriptIsShownAsItWasTyped_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("hex");
    QTest::newRow("Korean") << QStringLiteral("안녕") << QStringLiteral("ec 95 88 eb 85 95");
    QTest::newRow("emoji") << QStringLiteral("👋🏽") << QStringLiteral("f0 9f 91 8b f0 9f 8f bd");
    QTest::newRow("mixed") << QStringLiteral("a가😀") << QStringLiteral("61 ea b0 80 f0 9f 98 80");
    QTest::newRow("a line break") << QStringLiteral("a\nb") << QStringLiteral("61 0a 62");
    QTest::newRow("what looks like HTML")
        << QStringLiteral("<b>1</b>") << QStringLiteral("3c 62 3e 31 3c 2f 62 3e");
}

void ChatModelTest::anyScriptIsShownAsItWasTyped()
{
    QFETCH(const QString, message);
    QFETCH(const QString, hex);
    Chat chat(onAnyPort(Closing::ClientFirst, {message.toStdString()}));
    QVERIFY(chat.stepUntilAllEchoed());
    QCOMPARE(
        chat.rows(), QStringList({QStringLiteral("Sent ") + message, QStringLiteral("Echo ") + message}));
    const auto bytes = message.toUtf8().size();
    QCOMPARE(chat.detail(0), QStringLiteral("send %1 B · %2").arg(bytes).arg(hex));
    QVERIFY(chat.detail(1).startsWith(QStringLiteral("echo %1 B · ").arg(bytes)));
}

void ChatModelTest::oneMebibyteIsShownInPartAndCountedWhole()
{
    // Three bytes a character, so that the cut through the bytes goes through a character.
    std::string message;
    while (message.size() + 3 <= 1U << 20)
        message += "가";
    message.resize(1U << 20, '!');
    Chat chat(onAnyPort(Closing::ClientFirst, {message}));
    chat.session().setFreeRun(true);
    QVERIFY(await([&] { return chat->playback().waitsForPerson(); }) && chat.awaitSettled());
    QVERIFY(await([&] { return received(chat.recording(), "client") == message; }));
    QCOMPARE(chat.model().rowCount(), 2);
    for (const int row : {0, 1}) {
        QVERIFY(chat.text(row).startsWith(QStringLiteral("가가가")));
        QVERIFY2(chat.text(row).size() < 1000, "the bubble has no bound");
        QVERIFY(chat.text(row).endsWith(u'…'));
        QVERIFY(!chat.text(row).contains(QChar::ReplacementCharacter));
        QVERIFY2(chat.detail(row).contains(QStringLiteral("1048576 B")), qPrintable(chat.detail(row)));
        QVERIFY(chat.detail(row).size() < 200);
    }
}

void ChatModelTest::aPartialEchoIsShownAsWhatItIs()
{
    ForeignServer server;
    Chat chat(server.options({"안녕"}));
    QVERIFY(chat.stepUntil([&] { return chat.lastReturned(Function::Send); }));
    QVERIFY(await([&] { return server.peer() != nullptr; }));
    QVERIFY(chat.step()); // recv
    server.peer()->write("\xec\x95\x88\xeb"); // one character and a third of the next
    QVERIFY(await([&] { return chat.model().rowCount() == 2; }));
    QCOMPARE(chat.text(1), QStringLiteral("안"));
    QCOMPARE(chat.detail(1), QStringLiteral("4 of 6 B are back"));
    QVERIFY(chat.awaitSettled());
    QVERIFY(chat.step());
    server.peer()->write("\x85\x95");
    QVERIFY(await([&] { return chat.text(1) == QStringLiteral("안녕"); }));
    QVERIFY(chat.detail(1).startsWith(QStringLiteral("echo 6 B")));
}

void ChatModelTest::theEndOfEachStreamIsNoticed_data()
{
    QTest::addColumn<Closing>("closing");
    QTest::addColumn<QStringList>("notices");
    const QString byClient = QStringLiteral("Notice client sent FIN: server's recv() returned 0");
    const QString byServer = QStringLiteral("Notice server sent FIN: client's recv() returned 0");
    const QString told = QStringLiteral("Notice server's recv() was interrupted (EINTR)");
    QTest::newRow("client closes first") << Closing::ClientFirst << QStringList {byClient, byServer};
    // In the lesson's order the client has not seen the end when the server waits for it.
    QTest::newRow("server closes first") << Closing::ServerFirst << QStringList {told, byServer, byClient};
}

void ChatModelTest::theEndOfEachStreamIsNoticed()
{
    QFETCH(const Closing, closing);
    QFETCH(const QStringList, notices);
    Chat chat(onAnyPort(closing));
    QVERIFY(chat.stepToEnd());
    QCOMPARE(chat.rows().mid(2), notices);
    for (int row = 2; row < chat.model().rowCount(); ++row) {
        QVERIFY(!chat.data(row, ChatModel::FailedRole).toBool());
        const CallId call = chat.data(row, ChatModel::CallRole).toUInt();
        QCOMPARE(chat.history().entered(call).function, Function::Recv);
        QCOMPARE(chat.model().rowOfCall(call), row);
    }
}

void ChatModelTest::anInterruptedRecvIsNoFailure()
{
    Chat chat(onAnyPort(Closing::ServerFirst));
    QVERIFY(chat.stepUntil([&] { return chat.lastReturned(Function::Recv, EINTR); }));
    const int row = chat.model().rowCount() - 1;
    QVERIFY(chat.text(row).contains(QStringLiteral("EINTR")));
    QVERIFY(!chat.data(row, ChatModel::FailedRole).toBool());
}

void ChatModelTest::aResetIsAFailure()
{
    ForeignServer server;
    Chat chat(server.options({"hello"}));
    QVERIFY(chat.stepUntil([&] { return chat.lastReturned(Function::Send); }));
    QVERIFY(await([&] { return server.peer() != nullptr; }));
    QVERIFY(chat.step());
    const linger atOnce {1, 0}; // socket(7): close sends RST
    const auto fd = static_cast<int>(server.peer()->socketDescriptor());
    QCOMPARE(setsockopt(fd, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce), 0);
    server.peer()->abort();
    QVERIFY(await([&] { return chat.lastReturned(Function::Recv, ECONNRESET); }));
    const int row = chat.model().rowCount() - 1;
    QCOMPARE(chat.text(row), QStringLiteral("client: recv() failed: ECONNRESET"));
    QVERIFY(chat.data(row, ChatModel::FailedRole).toBool());
    QVERIFY(chat.narration().contains(QStringLiteral("RST")));
}

void ChatModelTest::anEchoThatDiffersIsCalledSo()
{
    ForeignServer server;
    Chat chat(server.options({"hello"}));
    QVERIFY(chat.stepUntil([&] { return chat.lastReturned(Function::Send); }));
    QVERIFY(await([&] { return server.peer() != nullptr; }));
    server.peer()->write("HELLO");
    QVERIFY(server.peer()->flush());
    QVERIFY(chat.step());
    QVERIFY(await([&] { return chat.model().rowCount() == 2; }));
    QVERIFY2(chat.detail(1).contains(QStringLiteral("not what was sent")), qPrintable(chat.detail(1)));
}

void ChatModelTest::aMessageThatCannotBeSentAnyMoreSaysSo()
{
    Chat chat(onAnyPort(Closing::ServerFirst, {}));
    QVERIFY(chat.stepUntilServerBlocksIn(Function::Recv));
    QVERIFY(chat.say("one"));
    QVERIFY(chat.say("two"));
    // The server is told to close before it has read anything.
    QVERIFY(chat.step(Qt::Key_S));
    QVERIFY(chat.stepToEnd());
    QCOMPARE(chat.rows().filter(QRegularExpression(QStringLiteral("^(Sent|Echo) "))),
        QStringList({QStringLiteral("Sent one"), QStringLiteral("Sent two")}));
    QCOMPARE(chat.detail(0), QStringLiteral("send 3 B · 6f 6e 65"));
    QCOMPARE(chat.detail(1), QStringLiteral("0 of 3 B sent; the conversation is over"));
}

void ChatModelTest::aRestartBeginsAnEmptyChat()
{
    Chat chat(onAnyPort(Closing::ClientFirst, {}));
    QVERIFY(chat.say("hello"));
    QCOMPARE(chat.model().rowCount(), 1);
    chat->playback().restart();
    QCOMPARE(chat.model().rowCount(), 0);
    QVERIFY(chat.awaitSettled());
    QVERIFY(chat.say("other"));
    QVERIFY(chat.stepUntilAllEchoed());
    QCOMPARE(chat.rows(), QStringList({QStringLiteral("Sent other"), QStringLiteral("Echo other")}));
}

QTEST_MAIN(ChatModelTest)
#include "chat_model_test.moc"
