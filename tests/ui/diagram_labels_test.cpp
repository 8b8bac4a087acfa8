// SPDX-License-Identifier: GPL-3.0-or-later
// No label of any lesson meets an arrow, a band or another label, however wide the window is, and at any
// moment of the recording.
#include "application.h"
#include "diagram_rules.h"
#include "diagram_slice.h"
#include "played_lessons.h"
#include "style.h"

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
};

namespace {

constexpr double kWidths[] = {0, 62, 80, 100, 130, 180, 260}; // in characters

QStringList brokenIn(const Layout &layout, const History &history, const QFont &font, double chars)
{
    const QFontMetricsF measured(font);
    DiagramGeometry::Metrics metrics {
        .charWidth = measured.horizontalAdvance(u'0'), .lineHeight = measured.height()};
    if (history.recording().header().network == "lab")
        metrics.arrowChars = 24;
    const DiagramGeometry geometry(layout, metrics, chars * metrics.charWidth);
    const double height = geometry.contentHeight(layout.rowCount());
    const DiagramSlice slice
        = DiagramSliceBuilder(layout, history, geometry, metrics).build(0, kNoRow, height);
    QStringList broken = brokenRules(slice, geometry, font, height);
    for (QString &rule : broken)
        rule.prepend(QStringLiteral("%1 characters, %2 events: ").arg(chars).arg(history.size()));
    return broken;
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

QTEST_MAIN(DiagramLabelsTest)
#include "diagram_labels_test.moc"
