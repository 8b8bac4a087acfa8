// SPDX-License-Identifier: GPL-3.0-or-later
// The screen rules of the diagram for the lab: every lesson, step by step, with segments held, lost and
// delivered.
#include "application.h"
#include "core/lab/lab_support.h"
#include "diagram_gallery.h"
#include "live_window.h"
#include "support/lab_options.h"

#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class DiagramLabTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase();
    void init() { asIfNeverOpened(); }
    void nothingOverlapsAtAnyStepOfALesson_data();
    void nothingOverlapsAtAnyStepOfALesson();
};

void DiagramLabTest::initTestCase()
{
    prepareApplication();
    QCOMPARE(whyNoLab(), std::string());
    QVERIFY(prepareLooks());
}

void DiagramLabTest::nothingOverlapsAtAnyStepOfALesson_data()
{
    QTest::addColumn<QByteArray>("lesson");
    for (const std::string_view lesson : labLessons())
        QTest::newRow(lesson.data()) << QByteArray(lesson.data());
}

void DiagramLabTest::nothingOverlapsAtAnyStepOfALesson()
{
    QFETCH(const QByteArray, lesson);
    SessionOptions options = onAnyPort(Closing::ClientFirst, {});
    options.lesson = lesson.toStdString();
    options.wire.mode = WireSettings::Mode::Step;
    Gallery gallery(options);
    QVERIFY(gallery.awaitSettled());
    while (!gallery.session().isFinished()) {
        // A lost segment comes again by itself, after a while.
        QVERIFY(await([&] { return gallery.session().nextAction() || gallery.session().isFinished(); }));
        if (gallery.session().isFinished())
            break;
        QVERIFY(gallery.step());
        VERIFY_RULES(gallery);
    }
    QVERIFY(gallery.follower().history().segmentCount() >= 2);
}

QTEST_MAIN(DiagramLabTest)
#include "diagram_lab_test.moc"
