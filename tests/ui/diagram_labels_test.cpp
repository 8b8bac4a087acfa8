// SPDX-License-Identifier: GPL-3.0-or-later
// No label of any lesson meets an arrow, a band or another label, however wide the window is, and at any
// moment of the recording.
#include "application.h"
#include "diagram_rules.h"
#include "played_lessons.h"
#include "ui/diagram/diagram_slice.h"
#include "ui/look/style.h"

#include <QFontMetricsF>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class DiagramLabelsTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void noLabelMeetsAnything_data();
    void noLabelMeetsAnything();
    void norWhateverIsChosenToBeSeen_data() { noLabelMeetsAnything_data(); }
    void norWhateverIsChosenToBeSeen();
};

namespace {

constexpr double kWidths[] = {0, 62, 80, 100, 130, 180, 260}; // in characters

QStringList brokenIn(const Layout &layout, const History &history, const QFont &font, double chars,
    const Excerpt &excerpt = {})
{
    const QFontMetricsF measured(font);
    DiagramGeometry::Metrics metrics {
        .charWidth = measured.horizontalAdvance(u'0'), .lineHeight = measured.height()};
    if (history.recording().header().network == "lab")
        metrics.arrowChars = metrics.bareArrowChars = 24;
    const DiagramGeometry geometry(layout, metrics, chars * metrics.charWidth, excerpt);
    const double height = geometry.contentHeight(layout.rowCount());
    const DiagramSlice slice
        = DiagramSliceBuilder(layout, history, geometry, metrics).build(0, kNoRow, height);
    QStringList broken = brokenRules(slice, geometry, font, height);
    for (QString &rule : broken)
        rule.prepend(QStringLiteral("%1 characters, %2 events: ").arg(chars).arg(history.size()));
    return broken;
}

/// What a person can choose, each by itself and some together.
QList<DiagramChoices> manyChoices(const Recording &recording)
{
    QList<DiagramChoices> many;
    for (const char *columns : {"", "time", "since", "call", "state", "segment", "time,call,segment",
             "state,segment", "since,state", "call,state"})
        chooseColumns(many.emplace_back(), columns);
    for (const DiagramChoices::Kind kind : DiagramChoices::kKinds)
        many.emplace_back().leaveOut(kind, true);
    for (const std::string &actor : recording.header().actors) {
        many.emplace_back().hide(actor, true);
        many.back().fold = true;
        chooseColumns(many.emplace_back(many.last()), "segment");
    }
    many.emplace_back().fold = true;
    for (const DiagramChoices::Kind kind : DiagramChoices::kKinds)
        many.back().leaveOut(kind, true);
    return many;
}

} // namespace

void DiagramLabelsTest::noLabelMeetsAnything_data()
{
    QTest::addColumn<QByteArray>("lesson");
    for (const QByteArray &lesson : allLessons())
        QTest::newRow(lesson.constData()) << lesson;
}

void DiagramLabelsTest::noLabelMeetsAnything()
{
    QFETCH(const QByteArray, lesson);
    const auto recording = played(lesson);
    QVERIFY(recording);
    const QFont font = monospaced(QGuiApplication::font());
    Layout layout(*recording);
    History history(*recording);
    const EventIndex stride = std::max<EventIndex>(recording->size() / 12, 1);
    QStringList broken;
    for (EventIndex end = stride; history.size() < recording->size(); end += stride) {
        history.advance(end);
        layout.advance(history.size());
        for (const double chars : kWidths)
            broken << brokenIn(layout, history, font, chars);
    }
    QVERIFY2(broken.isEmpty(), qPrintable(broken.mid(0, 12).join(u'\n')));
}

void DiagramLabelsTest::norWhateverIsChosenToBeSeen()
{
    QFETCH(const QByteArray, lesson);
    const auto recording = played(lesson);
    QVERIFY(recording);
    const QFont font = monospaced(QGuiApplication::font());
    QStringList broken;
    for (const DiagramChoices &choices : manyChoices(*recording)) {
        Layout layout(*recording);
        History history(*recording);
        Excerpt excerpt(choices);
        for (const EventIndex end : {recording->size() / 2, recording->size()}) {
            history.advance(end);
            layout.advance(history.size());
            excerpt.update(layout, history);
            for (const double chars : {0.0, 90.0, 160.0}) {
                for (const QString &rule : brokenIn(layout, history, font, chars, excerpt))
                    broken << QString::fromStdString(columnNames(choices)) + u' ' + rule;
            }
        }
    }
    QVERIFY2(broken.isEmpty(), qPrintable(broken.mid(0, 12).join(u'\n')));
}

QTEST_MAIN(DiagramLabelsTest)
#include "diagram_labels_test.moc"
