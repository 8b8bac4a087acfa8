// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/lesson_order.h"

#include <QTest>

using namespace sockstep;

class LessonOrderTest : public QObject {
    Q_OBJECT

private slots:
    void nobodyIsLeft();
    void oneThatBlocksGoesBeforeOneThatServes();
    void ofTwoThatServeTheFirstGoes();
    void theEndOfTheConversationComesAfterEverythingElse();
    void aCallWhoseConditionDoesNotHoldGoesLast();
    void aConditionHoldsOnceTheOtherHasDoneIt();
    void aConditionOnAFinishedActorHolds();
    void aConditionOnAnActorThatIsNotThereHolds();
    void theServerIsToldToCloseWhenNothingElseIsLeft();
    void theServerIsToldBeforeTheClientIsReleasedToItsEnd();
    void theServerIsNotToldInTheOtherLesson();
    void aServerThatWasToldIsNotToldAgain();
    void aServerThatIsNotBlockedIsNotTold();
    void callsThatBelongTogetherWaitForEachOther();
    void callsThatBelongTogetherGoInOneStep();
    void oneThatIsLeftAloneGoesAlone();
};

namespace {

ActorStatus held(Function function, bool waitsForPerson = false)
{
    ActorStatus status;
    status.state = ActorStatus::State::AtGate;
    status.function = function;
    status.waitsForPerson = waitsForPerson;
    return status;
}

ActorStatus heldAfter(Function function, const char *actor, Function condition)
{
    ActorStatus status = held(function);
    status.after = Condition {actor, condition};
    return status;
}

ActorStatus heldTogether()
{
    ActorStatus status = held(Function::Shutdown);
    status.together = true;
    return status;
}

ActorStatus in(ActorStatus::State state, Function function = Function::Recv)
{
    ActorStatus status;
    status.state = state;
    status.function = function;
    return status;
}

ActorStatus blockedInEchoLoop()
{
    ActorStatus status = in(ActorStatus::State::Blocked);
    status.inEchoLoop = true;
    return status;
}

constexpr ActorId kServer = 0;
constexpr ActorId kClient = 1;

std::optional<NextAction> next(
    const ActorStatus &server, const ActorStatus &client, Closing closing = Closing::ClientFirst)
{
    const ActorInOrder actors[] = {{"server", server}, {"client", client}};
    return nextInLesson(actors, closing);
}

/// "server", "client", "tell server", with "!" where the person decides; "" for nothing.
QString text(const std::optional<NextAction> &action)
{
    if (!action)
        return {};
    QString result;
    if (action->kind == NextAction::Kind::CallTogether)
        return QStringLiteral("both");
    if (action->kind == NextAction::Kind::TellToClose)
        result += QStringLiteral("tell ");
    result += action->actor == kServer ? QStringLiteral("server") : QStringLiteral("client");
    return action->waitsForPerson ? result + QLatin1Char('!') : result;
}

} // namespace

void LessonOrderTest::nobodyIsLeft()
{
    using State = ActorStatus::State;
    for (const State state :
        {State::NotStarted, State::Starting, State::InCall, State::Blocked, State::AtEnd, State::Finished})
        QCOMPARE(text(next(in(state), in(state))), QString());
    QVERIFY(!nextInLesson({}, Closing::ClientFirst));
}

void LessonOrderTest::oneThatBlocksGoesBeforeOneThatServes()
{
    QCOMPARE(text(next(held(Function::Send), held(Function::Recv))), QStringLiteral("client"));
    QCOMPARE(text(next(held(Function::Accept), held(Function::Connect))), QStringLiteral("server"));
    QCOMPARE(text(next(held(Function::Recv), held(Function::Send))), QStringLiteral("server"));
}

void LessonOrderTest::ofTwoThatServeTheFirstGoes()
{
    QCOMPARE(text(next(held(Function::Bind), held(Function::Socket))), QStringLiteral("server"));
    QCOMPARE(text(next(in(ActorStatus::State::Blocked), held(Function::Socket))), QStringLiteral("client"));
}

void LessonOrderTest::theEndOfTheConversationComesAfterEverythingElse()
{
    QCOMPARE(text(next(held(Function::Send), held(Function::Shutdown, true))), QStringLiteral("server"));
    QCOMPARE(text(next(in(ActorStatus::State::Blocked), held(Function::Shutdown, true))),
        QStringLiteral("client!"));
}

void LessonOrderTest::aCallWhoseConditionDoesNotHoldGoesLast()
{
    const ActorStatus early = heldAfter(Function::Accept, "client", Function::Connect);
    QCOMPARE(text(next(early, held(Function::Connect))), QStringLiteral("client"));
    QCOMPARE(text(next(early, held(Function::Shutdown, true))), QStringLiteral("client!"));
    // Rather than nothing at all.
    QCOMPARE(text(next(early, in(ActorStatus::State::Blocked))), QStringLiteral("server"));
}

void LessonOrderTest::aConditionHoldsOnceTheOtherHasDoneIt()
{
    ActorStatus client = held(Function::Send);
    client.succeeded = 1U << static_cast<unsigned>(Function::Connect);
    QVERIFY(client.has(Function::Connect));
    QVERIFY(!client.has(Function::Send));
    QCOMPARE(text(next(heldAfter(Function::Accept, "client", Function::Connect), client)),
        QStringLiteral("server"));
}

void LessonOrderTest::aConditionOnAFinishedActorHolds()
{
    QCOMPARE(
        text(next(heldAfter(Function::Close, "client", Function::Close), in(ActorStatus::State::Finished))),
        QStringLiteral("server"));
}

void LessonOrderTest::aConditionOnAnActorThatIsNotThereHolds()
{
    const ActorInOrder alone[] = {{"server", heldAfter(Function::Accept, "client", Function::Connect)}};
    QCOMPARE(text(nextInLesson(alone, Closing::ClientFirst)), QStringLiteral("server"));
}

void LessonOrderTest::theServerIsToldToCloseWhenNothingElseIsLeft()
{
    QCOMPARE(text(next(blockedInEchoLoop(), in(ActorStatus::State::Blocked), Closing::ServerFirst)),
        QStringLiteral("tell server!"));
}

void LessonOrderTest::theServerIsToldBeforeTheClientIsReleasedToItsEnd()
{
    const ActorStatus last = heldAfter(Function::Recv, "server", Function::Shutdown);
    QCOMPARE(text(next(blockedInEchoLoop(), last, Closing::ServerFirst)), QStringLiteral("tell server!"));
    // But not while there is a message to send.
    QCOMPARE(text(next(blockedInEchoLoop(), held(Function::Send), Closing::ServerFirst)),
        QStringLiteral("client"));
}

void LessonOrderTest::theServerIsNotToldInTheOtherLesson()
{
    QCOMPARE(
        text(next(blockedInEchoLoop(), in(ActorStatus::State::Blocked), Closing::ClientFirst)), QString());
}

void LessonOrderTest::aServerThatWasToldIsNotToldAgain()
{
    ActorStatus told = blockedInEchoLoop();
    told.told = true;
    QCOMPARE(text(next(told, in(ActorStatus::State::Blocked), Closing::ServerFirst)), QString());
}

void LessonOrderTest::aServerThatIsNotBlockedIsNotTold()
{
    ActorStatus atGate = held(Function::Recv);
    atGate.inEchoLoop = true;
    QCOMPARE(
        text(next(atGate, in(ActorStatus::State::Blocked), Closing::ServerFirst)), QStringLiteral("server"));
}

void LessonOrderTest::callsThatBelongTogetherWaitForEachOther()
{
    QCOMPARE(text(next(heldTogether(), held(Function::Recv), Closing::BothAtOnce)), QStringLiteral("client"));
    QCOMPARE(text(next(held(Function::Send), heldTogether(), Closing::BothAtOnce)), QStringLiteral("server"));
}

void LessonOrderTest::callsThatBelongTogetherGoInOneStep()
{
    QCOMPARE(text(next(heldTogether(), heldTogether(), Closing::BothAtOnce)), QStringLiteral("both"));
}

void LessonOrderTest::oneThatIsLeftAloneGoesAlone()
{
    using State = ActorStatus::State;
    QCOMPARE(text(next(heldTogether(), in(State::Finished), Closing::BothAtOnce)), QStringLiteral("server"));
    ActorStatus past = in(State::Blocked);
    past.succeeded = 1U << static_cast<unsigned>(Function::Shutdown);
    QCOMPARE(text(next(past, heldTogether(), Closing::BothAtOnce)), QStringLiteral("client"));
}

QTEST_APPLESS_MAIN(LessonOrderTest)
#include "lesson_order_test.moc"
