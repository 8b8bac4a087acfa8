// SPDX-License-Identifier: GPL-3.0-or-later
// How much is said: three sentences a step at the most, a fact in full once a session and in short after
// that, and at every moment the same, however one comes there.
#include "application.h"
#include "core/recording/recorded_steps.h"
#include "core/replay/timeline.h"
#include "played_lessons.h"
#include "ui/look/language.h"
#include "ui/words/narrator.h"

#include <QRegularExpression>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

namespace {

QString plain(QString html)
{
    static const QRegularExpression tag(QStringLiteral("<[^>]*>"));
    html.remove(tag).replace(QStringLiteral("&lt;"), QStringLiteral("<"));
    return html.replace(QStringLiteral("&gt;"), QStringLiteral(">"))
        .replace(QStringLiteral("&amp;"), QStringLiteral("&"));
}

/// The sentences of \p text. A point ends one where a space or the end follows: "127.0.0.1" has none.
QStringList sentencesOf(const QString &text)
{
    static const QRegularExpression end(QStringLiteral("(?<=[.!?])\\s+"));
    return text.split(end, Qt::SkipEmptyParts);
}

/// Without what differs from one call to the next: numbers, addresses, who made it.
QString shapeOf(QString sentence)
{
    static const QRegularExpression number(QStringLiteral("[0-9]+"));
    static const QRegularExpression who(
        QStringLiteral("(N(st|nd|rd|th) )?(client|server)( N)?|클라이언트( N)?|서버( N)?"));
    sentence.replace(number, QStringLiteral("N"));
    return sentence.replace(who, QStringLiteral("X"));
}

struct Step {
    RecordedStep range;
    QString told;
};

std::vector<Step> stepsToldOf(const Recording &recording)
{
    std::vector<Step> steps;
    History moment(recording);
    for (const RecordedStep &range : stepsOf(recording)) {
        moment.advance(range.end);
        steps.push_back({range, plain(Narrator(moment).latest())});
    }
    return steps;
}

} // namespace

class NarrationMeasureTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void aStepIsToldInThreeSentencesAtMost_data() { eachLesson(); }
    void aStepIsToldInThreeSentencesAtMost();
    void nothingLongIsSaidTwice_data() { eachLesson(); }
    void nothingLongIsSaidTwice();
    void aMomentIsToldTheSameHoweverOneComesThere_data() { eachLesson(); }
    void aMomentIsToldTheSameHoweverOneComesThere();

private:
    static void eachLesson();
};

void NarrationMeasureTest::eachLesson()
{
    QTest::addColumn<QByteArray>("lesson");
    QTest::addColumn<QString>("language");
    for (const QByteArray &lesson : allLessons()) {
        for (const char *language : {"en", "ko"})
            QTest::addRow("%s %s", lesson.constData(), language) << lesson << QString::fromLatin1(language);
    }
}

void NarrationMeasureTest::aStepIsToldInThreeSentencesAtMost()
{
    QFETCH(const QByteArray, lesson);
    QFETCH(const QString, language);
    Language interface;
    interface.use(language);
    const auto recording = played(lesson);
    QVERIFY(recording);
    History whole(*recording);
    whole.advance();
    for (const Step &step : stepsToldOf(*recording)) {
        QVERIFY(!step.told.isEmpty());
        QVERIFY2(sentencesOf(step.told).size() <= 3, qPrintable(step.told));
    }
    for (CallId call = 1; call <= whole.callCount(); ++call) {
        const QString told = plain(Narrator(whole).call(call));
        QVERIFY2(sentencesOf(told).size() <= 3, qPrintable(told));
    }
}

void NarrationMeasureTest::nothingLongIsSaidTwice()
{
    // A fact in full takes more letters than what happened; in Korean a letter is a syllable.
    QFETCH(const QByteArray, lesson);
    QFETCH(const QString, language);
    const qsizetype longest = language == QStringLiteral("ko") ? 90 : 112;
    Language interface;
    interface.use(language);
    QMap<QString, QString> said;
    const auto recording = played(lesson);
    QVERIFY(recording);
    for (const Step &step : stepsToldOf(*recording)) {
        for (const QString &sentence : sentencesOf(step.told)) {
            if (sentence.size() <= longest)
                continue;
            const QString shape = shapeOf(sentence);
            QVERIFY2(!said.contains(shape), qPrintable(sentence + u'\n' + said.value(shape)));
            said.insert(shape, sentence);
        }
    }
}

void NarrationMeasureTest::aMomentIsToldTheSameHoweverOneComesThere()
{
    QFETCH(const QByteArray, lesson);
    QFETCH(const QString, language);
    Language interface;
    interface.use(language);
    const auto recording = played(lesson);
    QVERIFY(recording);
    constexpr EventIndex kDistance = 16; // of the checkpoints, so that there are several
    Timeline timeline(*recording, kDistance);
    timeline.advance();
    History live(*recording);
    for (EventIndex n = 1; n <= recording->size(); ++n) {
        live.advance(n);
        const QString told = Narrator(live).latest();
        if (n % 3 == 0) // a third of them is enough, and takes its time
            QCOMPARE(Narrator(timeline.at(n)->history()).latest(), told);
    }
}

QTEST_MAIN(NarrationMeasureTest)
#include "narration_measure_test.moc"
