// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says of a lesson, and when: what may be believed before the first step, and what the lesson
// shows, which holds the answers, after the last.
#include "application.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/lesson_session.h"
#include "live_window.h"
#include "ui/narration/narration_bar.h"
#include "ui/sockets/time_wait_card.h"
#include "ui/steer/follower.h"
#include "ui/window/presenter_view.h"

#include <QTest>
#include <QTextDocumentFragment>

using namespace sockstep;
using namespace sockstep::test;

class LessonGuideTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void theAimIsSaidOnlyAtTheEnd_data();
    void theAimIsSaidOnlyAtTheEnd();
    void aMomentOfThePastDoesNotTellTheAim();
    void thePresenterGivesNoAnswerAway();
    void noEndIsNamedBeforeOneKeepsTimeWait();
};

namespace {

SessionOptions optionsOf(const std::shared_ptr<const Lesson> &lesson)
{
    return lessonSession(lesson, onAnyPort(Closing::ClientFirst, {}));
}

bool isOver(LiveWindow &window)
{
    return window.session().isFinished()
        || (window.session().isAtRest() && window.session().onlyServersWait());
}

QString english(const LocalText &text) { return QString::fromStdString(text.en); }

} // namespace

void LessonGuideTest::theAimIsSaidOnlyAtTheEnd_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"client-close", // an echo
             "broken-pipe", // the programs are over
             "serial-server", // a server waits for ever
             "socket-types"}) // one program
        QTest::newRow(name) << QString::fromLatin1(name);
}

void LessonGuideTest::theAimIsSaidOnlyAtTheEnd()
{
    QFETCH(const QString, name);
    const auto lesson = builtInLesson(name.toStdString());
    LiveWindow window(optionsOf(lesson));
    QVERIFY(window.awaitSettled());
    QVERIFY2(window.narration().contains(english(lesson->title)), qPrintable(window.narration()));
    QVERIFY2(window.narration().contains(english(lesson->misconception)), qPrintable(window.narration()));
    for (int steps = 0; steps < 200 && !isOver(window); ++steps) {
        QVERIFY2(!window.narration().contains(english(lesson->aim)), qPrintable(window.narration()));
        if (!window.step())
            break;
    }
    QVERIFY(isOver(window));
    const auto told = [&] { return window.narration().contains(english(lesson->aim)); };
    QVERIFY2(await(told), qPrintable(window.narration()));
}

void LessonGuideTest::aMomentOfThePastDoesNotTellTheAim()
{
    const auto lesson = builtInLesson("socket-types");
    LiveWindow window(optionsOf(lesson));
    QVERIFY(window.stepToEnd());
    QVERIFY(await([&] { return window.narration().contains(english(lesson->aim)); }));
    window->timeTravel().moveTo(window.recording().size() / 2);
    QVERIFY(await([&] { return !window.narration().contains(english(lesson->aim)); }));
    window->timeTravel().moveTo(0);
    QVERIFY(await([&] { return window.narration().contains(english(lesson->misconception)); }));
    QVERIFY(!window.narration().contains(english(lesson->aim)));
}

void LessonGuideTest::thePresenterGivesNoAnswerAway()
{
    const auto lesson = builtInLesson("socket-types");
    LiveWindow window(optionsOf(lesson));
    QVERIFY(window.awaitSettled());
    window.press(Qt::Key_F5);
    auto *presenter = window->findChild<PresenterView *>();
    QVERIFY(presenter);
    const auto said = [&] {
        auto *bar = presenter->findChild<NarrationBar *>();
        return bar ? QTextDocumentFragment::fromHtml(LiveWindow::said(bar)).toPlainText() : QString();
    };
    QVERIFY2(await([&] { return said().contains(english(lesson->misconception)); }), qPrintable(said()));
    QVERIFY(!said().contains(english(lesson->aim)));
    QVERIFY(window.stepToEnd());
    QVERIFY2(await([&] { return said().contains(english(lesson->aim)); }), qPrintable(said()));
}

/// Who keeps TIME_WAIT is what the echo lessons ask.
void LessonGuideTest::noEndIsNamedBeforeOneKeepsTimeWait()
{
    LiveWindow window(optionsOf(builtInLesson("client-close")));
    QVERIFY(window.awaitSettled());
    const auto said = [&] { return LiveWindow::said(window.find<TimeWaitCard>()); };
    for (const char *end : {"client", "server"})
        QVERIFY2(!said().contains(QLatin1String(end)), qPrintable(said()));
    QVERIFY(window.stepToEnd());
    QVERIFY2(await([&] { return said().contains(QStringLiteral("client")); }), qPrintable(said()));
}

QTEST_MAIN(LessonGuideTest)
#include "lesson_guide_test.moc"
