// SPDX-License-Identifier: GPL-3.0-or-later
// To paint a window again takes no memory that stays: what is shown for hours is painted ten thousands of
// times.
#include "application.h"
#include "live_window.h"
#include "support/bytes_in_use.h"

#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class PaintingMemoryTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void paintingAgainKeepsNothing_data();
    void paintingAgainKeepsNothing();
};

namespace {

void paintAgain(QWidget &window, int times)
{
    for (int i = 0; i < times; ++i) {
        for (QWidget *widget : window.findChildren<QWidget *>()) {
            if (widget->isVisible())
                widget->update();
        }
        QCoreApplication::processEvents();
    }
}

} // namespace

void PaintingMemoryTest::paintingAgainKeepsNothing_data()
{
    QTest::addColumn<int>("page");
    QTest::newRow("the lesson") << static_cast<int>(MainWindow::Page::Lesson);
    QTest::newRow("the states") << static_cast<int>(MainWindow::Page::States);
    QTest::newRow("the comparison") << static_cast<int>(MainWindow::Page::Compare);
}

void PaintingMemoryTest::paintingAgainKeepsNothing()
{
    QFETCH(const int, page);
    if (!allocatorTells())
        QSKIP("a sanitizer's allocator does not tell");
    LiveWindow window(onAnyPort(Closing::ClientFirst, {"hello"}));
    QVERIFY(window.stepUntilAllEchoed());
    window->showPage(static_cast<MainWindow::Page>(page));
    paintAgain(*window, 50); // letters, and what a style keeps of its own
    const std::size_t before = bytesInUse();
    constexpr int kTimes = 400;
    constexpr std::size_t kMost = 400; // bytes each time; the pictures of three cells had 3,300
    paintAgain(*window, kTimes);
    const std::size_t after = bytesInUse();
    const std::size_t grown = after - std::min(before, after);
    qInfo("%zu bytes", grown);
    QVERIFY2(grown < kTimes * kMost, qPrintable(QStringLiteral("%1 bytes").arg(grown)));
}

QTEST_MAIN(PaintingMemoryTest)
#include "painting_memory_test.moc"
