// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QTest>

using namespace sockstep;
using namespace sockstep::test;


class SessionMessageTest : public QObject {
    Q_OBJECT

private slots:
    void everyMessageComesBackByteForByte_data();
    void everyMessageComesBackByteForByte();
    void aMegabyteIsSentInPiecesAndShownAsThat();
    void aMegabyteComesBackInFreeRunToo();
    void anEmptyMessageIsRefused();
    void aMessageMayBeTypedBeforeTheConnection();
    void aMessageMayBeTypedAtAnyTime();
    void aMessageTypedWhileTheServerIsBlockedIsSentBeforeItIsToldToClose();
    void afterTheClosingBeganNoMessageIsTaken_data();
    void afterTheClosingBeganNoMessageIsTaken();
    void whatIsTypedInFreeRunIsSentAtOnce();
    void theEndOfTheConversationStillSendsWhatWasTyped_data();
    void theEndOfTheConversationStillSendsWhatWasTyped();
    void aFreeRunThatBeginsAfterTheEndOfTheConversationEnds_data();
    void aFreeRunThatBeginsAfterTheEndOfTheConversationEnds();
    void stepsAfterTheEndOfTheConversationEchoEverything();
    void aSessionWithoutAClientTakesNoMessages();

private:
    static void eachLesson();
};

namespace {

std::string megabyte()
{
    // No period that divides a buffer or a segment: a piece in the wrong place would be noticed.
    std::string bytes(1 << 20, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i % 251);
    return bytes;
}

} // namespace

void SessionMessageTest::eachLesson()
{
    QTest::addColumn<Closing>("closing");
    QTest::newRow("client-close") << Closing::ClientFirst;
    QTest::newRow("server-close") << Closing::ServerFirst;
}

void SessionMessageTest::everyMessageComesBackByteForByte_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("Korean") << QByteArray("안녕하세요, 소켓 수업입니다");
    QTest::newRow("emoji") << QByteArray("👩🏽‍🏫🧦➡️");
    QTest::newRow("one byte") << QByteArray("x");
    QTest::newRow("NUL") << QByteArray("\0", 1);
    QTest::newRow("0xff and NUL") << QByteArray("\xff\0\xfe\0", 4);
    QTest::newRow("newlines") << QByteArray("one\r\ntwo\n");
    QTest::newRow("broken UTF-8") << QByteArray("\xec\x95");
    QTest::newRow("a buffer") << QByteArray(kBufferSize, 'b');
    QTest::newRow("a buffer and a byte") << QByteArray(kBufferSize + 1, 'b');
    QTest::newRow("a megabyte") << QByteArray::fromStdString(megabyte());
}

void SessionMessageTest::everyMessageComesBackByteForByte()
{
    QFETCH(const QByteArray, message);
    const std::string bytes = message.toStdString();
    SteppedSession session(onAnyPort(Closing::ClientFirst, {bytes}));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    QVERIFY(sent(session.recording(), "client") == bytes);
    QVERIFY(received(session.recording(), "server") == bytes);
    QVERIFY(sent(session.recording(), "server") == bytes);
    QVERIFY(received(session.recording(), "client") == bytes);
    QCOMPARE(impossibleTransitions(session.recording()), QStringList());
}

void SessionMessageTest::aMegabyteIsSentInPiecesAndShownAsThat()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst, {megabyte()}));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const auto sends = callsOf(session.recording(), "client", Function::Send);
    QVERIFY(sends.size() >= megabyte().size() / kBufferSize);
    for (const RecordedCall &call : sends) {
        QVERIFY(call.entered->data.size() <= kBufferSize);
        QVERIFY(call.entered->args.find(ArgumentName::Length)
            == static_cast<std::int32_t>(call.entered->data.size()));
    }
    for (const RecordedCall &call : callsOf(session.recording(), "client", Function::Recv)) {
        QVERIFY(call.returned);
        QCOMPARE(static_cast<std::int64_t>(call.returned->data.size()), call.returned->result);
    }
}

void SessionMessageTest::aMegabyteComesBackInFreeRunToo()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst, {megabyte()}));
    session->start();
    session->setFreeRun(true);
    session->endConversation();
    QVERIFY(session.waitUntilFinished());
    session.stop();
    QVERIFY(received(session.recording(), "client") == megabyte());
}

void SessionMessageTest::anEmptyMessageIsRefused()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst, {}));
    QVERIFY(session.start());
    const EventIndex before = session.recording().size();
    QVERIFY(session->canSay());
    QVERIFY(!session->say(""));
    QCOMPARE(session.recording().size(), before);
    QVERIFY(session.stepUntilAllEchoed());
    QVERIFY(callsOf(session.recording(), "client", Function::Send).empty());

    // Nor one that was given before the start.
    SteppedSession given(onAnyPort(Closing::ClientFirst, {"", "x"}));
    QVERIFY(given.start());
    QVERIFY(given.stepToEnd());
    QCOMPARE(resultsOf(given.recording(), "client", Function::Send), QStringList {QStringLiteral("1")});
}

void SessionMessageTest::aMessageMayBeTypedBeforeTheConnection()
{
    SteppedSession session(onAnyPort(Closing::ServerFirst, {}));
    QVERIFY(session.start());
    QVERIFY(session->say("early"));
    QVERIFY(session.stepToEnd());
    QVERIFY(received(session.recording(), "client") == "early");
}

void SessionMessageTest::aMessageMayBeTypedAtAnyTime()
{
    for (const Closing closing : {Closing::ClientFirst, Closing::ServerFirst}) {
        SteppedSession session(onAnyPort(closing, {}));
        QVERIFY(session.start());
        std::string typed;
        int steps = 0;
        for (; session->canSay() && typed.size() < 10; ++steps) {
            const std::string letter(1, static_cast<char>('a' + steps));
            QVERIFY(session->say(letter));
            typed += letter;
            QVERIFY(session.settle());
            QVERIFY(session.step());
        }
        QCOMPARE(typed.size(), std::size_t {10});
        QVERIFY(session.stepToEnd());
        QVERIFY2(received(session.recording(), "client") == typed,
            received(session.recording(), "client").c_str());
    }
}

void SessionMessageTest::aMessageTypedWhileTheServerIsBlockedIsSentBeforeItIsToldToClose()
{
    SteppedSession session(onAnyPort(Closing::ServerFirst, {}));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilAllEchoed());
    QVERIFY(session.isBlockedIn("server", Function::Recv));
    QCOMPARE(session->nextAction()->kind, NextAction::Kind::TellToClose);
    QVERIFY(session->say("one more"));
    // At once, with nobody waited for: a person may type and press Space in one breath.
    QVERIFY(session->nextAction());
    QCOMPARE(session->nextAction()->kind, NextAction::Kind::Call);
    QCOMPARE(session->nextAction()->actor, session->actorNamed("client").value());
    QVERIFY(!session->nextAction()->waitsForPerson);
    QVERIFY(session.stepToEnd());
    QVERIFY(received(session.recording(), "client") == "one more");
}

void SessionMessageTest::afterTheClosingBeganNoMessageIsTaken_data() { eachLesson(); }

void SessionMessageTest::afterTheClosingBeganNoMessageIsTaken()
{
    QFETCH(const Closing, closing);
    SteppedSession session(onAnyPort(closing));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilAllEchoed());
    QVERIFY(session->canSay());
    QVERIFY(session.step());
    QVERIFY(!session->canSay());
    QVERIFY(!session->say("too late"));
    QVERIFY(session.stepToEnd());
    QVERIFY(!session->canSay());
    QVERIFY(!session->say("too late"));
    QVERIFY(received(session.recording(), "server") == "hello");
    for (EventIndex n = 0; n < session.recording().size(); ++n) {
        const auto *typed = std::get_if<MessageTyped>(&session.recording().at(n).body);
        QVERIFY(!typed || typed->data == "hello");
    }
}

void SessionMessageTest::whatIsTypedInFreeRunIsSentAtOnce()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst, {}));
    session->start();
    session->setFreeRun(true);
    std::string expected;
    for (const std::string word : {"one", "two", "three"}) {
        QVERIFY(session->say(word));
        expected += word;
        QVERIFY(session.waitUntil([&] { return received(session.recording(), "client") == expected; }));
    }
    QVERIFY(!session->isFinished()); // the end is the person's
    session->endConversation();
    QVERIFY(session.waitUntilFinished());
}

void SessionMessageTest::theEndOfTheConversationStillSendsWhatWasTyped_data() { eachLesson(); }

void SessionMessageTest::theEndOfTheConversationStillSendsWhatWasTyped()
{
    QFETCH(const Closing, closing);
    for (int run = 0; run < 20; ++run) {
        SteppedSession session(onAnyPort(closing, {"one", "two", "three"}));
        session->start();
        session->setFreeRun(true);
        session->endConversation();
        QVERIFY(session->conversationEnded());
        QVERIFY(!session->say("too late"));
        QVERIFY(session.waitUntilFinished());
        session.stop();
        QVERIFY2(received(session.recording(), "client") == "onetwothree",
            received(session.recording(), "client").c_str());
        QCOMPARE(resultsOf(session.recording(), "server", Function::Shutdown).size(),
            closing == Closing::ServerFirst ? 1 : 0);
    }
}

void SessionMessageTest::aFreeRunThatBeginsAfterTheEndOfTheConversationEnds_data() { eachLesson(); }

void SessionMessageTest::aFreeRunThatBeginsAfterTheEndOfTheConversationEnds()
{
    QFETCH(const Closing, closing);
    SteppedSession session(onAnyPort(closing));
    QVERIFY(session.start());
    session->endConversation();
    session->setFreeRun(true);
    QVERIFY(session.waitUntilFinished());
    QVERIFY(received(session.recording(), "client") == "hello");
}

void SessionMessageTest::stepsAfterTheEndOfTheConversationEchoEverything()
{
    for (const Closing closing : {Closing::ClientFirst, Closing::ServerFirst}) {
        SteppedSession session(onAnyPort(closing, {"one", "two"}));
        QVERIFY(session.start());
        session->endConversation();
        while (!session->isFinished()) {
            const auto next = session->nextAction();
            QVERIFY(next);
            QVERIFY(!next->waitsForPerson);
            QVERIFY(session.step());
        }
        QVERIFY(received(session.recording(), "client") == "onetwo");
    }
}

void SessionMessageTest::aSessionWithoutAClientTakesNoMessages()
{
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.withClient = false;
    SteppedSession session(options);
    QVERIFY(session.start());
    QVERIFY(!session->canSay());
    QVERIFY(!session->say("hello"));
    QVERIFY(!session->actorNamed("client"));
}

QTEST_APPLESS_MAIN(SessionMessageTest)
#include "session_message_test.moc"
