// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson asks before a step; the kernel gives the answer.
#include "application.h"
#include "core/lesson/lesson_library.h"
#include "live_window.h"
#include "ui/lesson/lesson_file_watcher.h"
#include "ui/lesson/prediction.h"
#include "ui/lesson/question_bar.h"

#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace sockstep;
using namespace sockstep::test;

namespace {

SessionOptions lessonNamed(std::string_view name)
{
    SessionOptions options = onAnyPort(Closing::ClientFirst, {});
    options.lesson = name;
    options.script = builtInLesson(name);
    return options;
}

QToolButton *answer(LiveWindow &window, int number)
{
    return window->findChild<QToolButton *>(QStringLiteral("answer%1").arg(number));
}

bool isAsked(LiveWindow &window) { return window->prediction().stage() == Prediction::Stage::Asked; }

/// Steps until the lesson asks something.
bool stepUntilAsked(LiveWindow &window)
{
    window->prediction().setEnabled(true);
    for (int steps = 0; steps < 100 && !isAsked(window); ++steps) {
        if (!window.step())
            return false;
        window->prediction().refresh(); // it may not have been told yet
    }
    return isAsked(window);
}

QByteArray lessonWith(const char *title, const char *call)
{
    return QByteArray("title.en = \"") + title
        + "\"\naim.en = \"A\"\n[programs]\nclient = '''\nint fd = socket(AF_INET, SOCK_STREAM, 0);\n" + call
        + "\n'''\n";
}

} // namespace

class PredictionTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void theKernelDecidesWhoWasRight_data();
    void theKernelDecidesWhoWasRight();
    void playStopsAtAQuestion();
    void aLineMayBeAskedAboutInALaterRound();
    void handsAreCountedForEachQuestion();
    void predictingCanBeSwitchedOff();
    void aLessonFileIsReadAgainWhenItIsSaved();
};

void PredictionTest::theKernelDecidesWhoWasRight_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("right") << 2 << QStringLiteral("✔ Right. The kernel's answer: -1 ECONNREFUSED.");
    QTest::newRow("wrong") << 1 << QStringLiteral("✘ Not so. The kernel's answer: -1 ECONNREFUSED.");
    QTest::newRow("nobody said anything") << 0 << QStringLiteral("The kernel's answer: -1 ECONNREFUSED.");
}

void PredictionTest::theKernelDecidesWhoWasRight()
{
    QFETCH(const int, key);
    QFETCH(const QString, verdict);
    LiveWindow window(lessonNamed("connect-refused"));
    QVERIFY(stepUntilAsked(window));
    const auto *bar = window->findChild<QuestionBar *>();
    QVERIFY(bar && bar->isVisible());
    if (key) {
        window.press(Qt::Key_0 + key);
        QVERIFY(await([&] { return answer(window, key)->isChecked(); })); // a pressed button takes a moment
    }
    QVERIFY(window.step());
    QVERIFY(await([&] { return window->prediction().stage() == Prediction::Stage::Decided; }));
    QStringList texts;
    for (const QLabel *label : bar->findChildren<QLabel *>())
        texts << QString(label->text()).remove(QStringLiteral("<b>")).remove(QStringLiteral("</b>"));
    const QString because = QString::fromStdString(window->prediction().question()->because.en);
    QVERIFY2(texts.contains(verdict + u' ' + because), qPrintable(texts.join(u'\n')));
    QVERIFY(answer(window, 2)->text().contains(u'✔'));
    // With the next step it goes.
    QVERIFY(window.step());
    QVERIFY(await([&] { return !bar->isVisible(); }));
}

void PredictionTest::playStopsAtAQuestion()
{
    LiveWindow window(lessonNamed("connect-refused"));
    window->prediction().setEnabled(true);
    window->playback().setSpeed(16);
    window->playback().setPlaying(true);
    QVERIFY(await([&] { return isAsked(window); }));
    QVERIFY(!window->playback().isPlaying());
    window->playback().setPlaying(true);
    QVERIFY(await([&] { return window.session().isFinished(); }));
}

void PredictionTest::aLineMayBeAskedAboutInALaterRound()
{
    LiveWindow window(lessonNamed("framing"));
    QVERIFY(stepUntilAsked(window));
    const Question *first = window->prediction().question();
    QCOMPARE(first->round, std::size_t {1});
    QVERIFY(window.step());
    QVERIFY(await([&] { return window->prediction().stage() == Prediction::Stage::Decided; }));
    QCOMPARE(window->prediction().happened(), std::string("blocks"));
    QVERIFY(stepUntilAsked(window));
    const Question *second = window->prediction().question();
    QCOMPARE(second->round, std::size_t {2});
    QVERIFY(second->before == first->before);
    // The call of the first round is no answer to it.
    QVERIFY(window->prediction().happened().empty());
    QVERIFY(window.stepUntil([&] { return !window->prediction().happened().empty(); }));
    QCOMPARE(window->prediction().happened(), std::string("8"));
}

void PredictionTest::handsAreCountedForEachQuestion()
{
    LiveWindow window(lessonNamed("broken-pipe"));
    QVERIFY(stepUntilAsked(window));
    auto *hands = window->findChild<QSpinBox *>(QStringLiteral("hands1"));
    QVERIFY(hands->isVisible());
    hands->setValue(12);
    QCOMPARE(window->prediction().tally()[0], 12);
    window->findChild<QSpinBox *>(QStringLiteral("hands2"))->setValue(8);
    // A bar for each answer, of all hands.
    const auto *share = window->findChild<QProgressBar *>(QStringLiteral("share1"));
    QVERIFY(share->isVisible());
    QCOMPARE(share->value(), 12);
    QCOMPARE(share->maximum(), 20);
    const Question *first = window->prediction().question();
    QVERIFY(window.step());
    // The next line has a question, too: the verdict stays in sight beside it.
    QVERIFY(await([&] { return isAsked(window) && window->prediction().question() != first; }));
    const auto labels = window->findChild<QuestionBar *>()->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->text().startsWith(QStringLiteral("The kernel's answer: <b>3</b>"))
            && label->text().contains(QStringLiteral("Hands for it: 12 of 20."));
    }));
    QVERIFY(!share->isVisible());
    QCOMPARE(window->prediction().tally()[0], 0);
    QCOMPARE(hands->value(), 0);
}

void PredictionTest::predictingCanBeSwitchedOff()
{
    LiveWindow window(lessonNamed("connect-refused"));
    QVERIFY(window.stepToEnd());
    QVERIFY(!window->prediction().question());
    const auto *bar = window->findChild<QuestionBar *>();
    QVERIFY(!bar || !bar->isVisible());
}

void PredictionTest::aLessonFileIsReadAgainWhenItIsSaved()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("mine.toml"));
    const auto save = [&](const QByteArray &text) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    LiveWindow window;
    QVERIFY(save(lessonWith("Mine", "close(fd);")));
    window->openLessonFile(path);
    QVERIFY(await([&] {
        return window.recording().header().lesson == "mine"
            && window.narration().contains(QStringLiteral("Mine"));
    }));
    // A fault is told, with its place; what runs goes on.
    QVERIFY(save(lessonWith("Mine", "clse(fd);")));
    const auto box = [&] { return window->findChild<QMessageBox *>(); };
    QVERIFY(await([&] { return box() != nullptr; }));
    QCOMPARE(box()->informativeText(),
        QStringLiteral("mine.toml:6:1: client: the call \"clse\" is not known here"));
    box()->close();
    QVERIFY(save(lessonWith("Better", "close(fd);")));
    QVERIFY(await([&] { return window.narration().contains(QStringLiteral("Better")); }));
    QVERIFY(window.activate() && window.awaitSettled());
    QVERIFY(window.stepToEnd());
}

QTEST_MAIN(PredictionTest)
#include "prediction_test.moc"
