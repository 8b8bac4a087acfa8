// SPDX-License-Identifier: GPL-3.0-or-later
// Presenter mode: what a class sees from the last row, driven by what a presenter's remote sends; and the
// window afterwards is as it was.
#include "ui/window/presenter_view.h"

#include "application.h"
#include "diagram_rules.h"
#include "live_window.h"
#include "ui/diagram/diagram_painter.h"
#include "ui/diagram/diagram_view.h"
#include "ui/look/style.h"
#include "ui/narration/narration_bar.h"

#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class PresenterTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void keysEnterAndLeave_data();
    void keysEnterAndLeave();
    void onlyTheDiagramAndTheNarrationAreInSight();
    void aRemoteSteps_data();
    void aRemoteSteps();
    void backDoesNothing();
    void aRemoteMakesTheScreenBlack_data();
    void aRemoteMakesTheScreenBlack();
    void playingStopsWhileTheScreenIsBlack();
    void theWindowComesBackAsItWas();
    void whatIsRememberedIsTheWindowNotTheFullScreen();
    void itZoomsByItself();
    void whoWantsToTypeIsBackInTheWindow();
    void aLineTellsTheFirstTimeHowToLeave();
    void lettersAndLinesReadFromTheLastRow();
    void nothingOverlapsOrIsCutOff_data();
    void nothingOverlapsOrIsCutOff();
};

namespace {

PresenterView &presenter(LiveWindow &window)
{
    if (!window->presenter())
        qFatal("presenter mode was never entered");
    return *window->presenter();
}

/// The font in which the diagram's labels are painted.
QFont labels(LiveWindow &window) { return monospaced(presenter(window).diagram().font()); }

bool isAllBlack(const QImage &image)
{
    QImage black(image.size(), image.format());
    black.fill(Qt::black);
    return image == black;
}

} // namespace

void PresenterTest::keysEnterAndLeave_data()
{
    QTest::addColumn<int>("enter");
    QTest::addColumn<int>("leave");
    for (const auto enter : {Qt::Key_F5, Qt::Key_F11}) {
        for (const auto leave : {Qt::Key_F5, Qt::Key_F11, Qt::Key_Escape})
            QTest::addRow("%s, %s", qPrintable(QKeySequence(enter).toString()),
                qPrintable(QKeySequence(leave).toString()))
                << static_cast<int>(enter) << static_cast<int>(leave);
    }
}

void PresenterTest::keysEnterAndLeave()
{
    QFETCH(const int, enter);
    QFETCH(const int, leave);
    LiveWindow window;
    window.press(enter);
    QVERIFY(window->isPresenting() && window->isFullScreen());
    QVERIFY(presenter(window).isVisible());
    window.press(leave);
    QVERIFY(!window->isPresenting() && !window->isFullScreen());
    QVERIFY(!presenter(window).isVisible());
}

void PresenterTest::onlyTheDiagramAndTheNarrationAreInSight()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    window.press(Qt::Key_F5);
    QVERIFY(window.step()); // the line that tells how to leave is gone
    QCoreApplication::processEvents();
    const PresenterView &view = presenter(window);
    QCOMPARE(view.size(), window->size());
    const auto *narration = view.findChild<NarrationBar *>();
    const QWidget &diagram = presenter(window).diagram();
    for (const auto *widget : window->findChildren<QWidget *>()) {
        const bool expected = widget == &diagram || diagram.isAncestorOf(widget) || widget == narration
            || narration->isAncestorOf(widget) || widget->isAncestorOf(&diagram);
        QVERIFY2(!widget->isVisible() || expected, qPrintable(widget->objectName()));
    }
    QVERIFY2(LiveWindow::said(narration).contains(QStringLiteral("Next")), "the next call is told");
    QCOMPARE(diagram.height() + narration->height(), view.height());
}

void PresenterTest::aRemoteSteps_data()
{
    QTest::addColumn<int>("key");
    for (const auto key : {Qt::Key_PageDown, Qt::Key_Space, Qt::Key_Right})
        QTest::newRow(qPrintable(QKeySequence(key).toString())) << static_cast<int>(key);
}

void PresenterTest::aRemoteSteps()
{
    QFETCH(const int, key);
    LiveWindow window;
    window.press(Qt::Key_F5);
    for (CallId calls = 1; calls <= 8; ++calls) {
        QVERIFY(window.step(key));
        QCOMPARE(window.callCount(), calls);
    }
    QVERIFY(presenter(window).diagram().isFollowing());
    QVERIFY(window.stepUntil([&] { return window.session().isFinished(); }));
}

void PresenterTest::backDoesNothing()
{
    LiveWindow window;
    window.press(Qt::Key_F5);
    QVERIFY(window.stepUntilAllEchoed());
    const DiagramView &diagram = presenter(window).diagram();
    QVERIFY(diagram.verticalScrollBar()->maximum() > 0);
    const CallId calls = window.callCount();
    for (const auto key : {Qt::Key_PageUp, Qt::Key_Left}) {
        window.press(key);
        QVERIFY(window.awaitSettled());
        QCOMPARE(window.callCount(), calls);
        QVERIFY(diagram.isFollowing());
        QVERIFY(window->isPresenting());
    }
}

void PresenterTest::aRemoteMakesTheScreenBlack_data()
{
    QTest::addColumn<int>("black");
    QTest::addColumn<int>("light");
    for (const auto black : {Qt::Key_B, Qt::Key_Period}) {
        for (const auto light : {Qt::Key_B, Qt::Key_Period, Qt::Key_PageDown, Qt::Key_Space, Qt::Key_P})
            QTest::addRow("%s, %s", qPrintable(QKeySequence(black).toString()),
                qPrintable(QKeySequence(light).toString()))
                << static_cast<int>(black) << static_cast<int>(light);
    }
}

void PresenterTest::aRemoteMakesTheScreenBlack()
{
    QFETCH(const int, black);
    QFETCH(const int, light);
    LiveWindow window;
    window.press(Qt::Key_F5);
    QVERIFY(window.step());
    QVERIFY(!isAllBlack(window->grab().toImage()));
    window.press(black);
    QVERIFY(isAllBlack(window->grab().toImage()));
    // The key that lights it does nothing else: it would be done unseen.
    window.press(light);
    QVERIFY(window.awaitSettled());
    QVERIFY(!isAllBlack(window->grab().toImage()));
    QCOMPARE(window.callCount(), 1U);
    QVERIFY(!window->playback().isPlaying());
    QVERIFY(window.step(Qt::Key_PageDown));
    QCOMPARE(window.callCount(), 2U);
    window.press(black);
    window.press(Qt::Key_Escape);
    QVERIFY(!window->isPresenting());
    window.press(Qt::Key_F5);
    QVERIFY(!isAllBlack(window->grab().toImage()));
}

void PresenterTest::playingStopsWhileTheScreenIsBlack()
{
    LiveWindow window;
    window.press(Qt::Key_F5);
    window.press(Qt::Key_P);
    QVERIFY(window->playback().isPlaying());
    window.press(Qt::Key_B);
    QVERIFY(!window->playback().isPlaying());
}

void PresenterTest::theWindowComesBackAsItWas()
{
    LiveWindow window(onAnyPort(Closing::ClientFirst), {1300, 800});
    window->move(40, 60);
    window->zoom().setFactor(1.2);
    QVERIFY(window.stepUntilConnected());
    auto *splitter = window.find<QSplitter>();
    splitter->setSizes({400, 1300 - 400 - 420, 420}); // as somebody has drawn it
    window.press(Qt::Key_L, Qt::ControlModifier);
    for (const auto page : {MainWindow::Page::Lesson, MainWindow::Page::States, MainWindow::Page::Compare}) {
        window->showPage(page);
        QWidget *focus = window->focusWidget();
        QCoreApplication::processEvents();
        const QRect geometry = window->geometry();
        const QList<int> sizes = splitter->sizes();
        const auto seen = [&] {
            QList<QWidget *> widgets;
            for (auto *widget : window->findChildren<QWidget *>()) {
                if (widget->isVisible())
                    widgets << widget;
            }
            return widgets;
        };
        const QList<QWidget *> before = seen();
        window.press(Qt::Key_F5);
        QVERIFY(window->width() > geometry.width());
        QVERIFY(window.step(Qt::Key_PageDown));
        window.press(Qt::Key_Plus, Qt::ControlModifier);
        QCoreApplication::processEvents();
        window.press(Qt::Key_Escape);
        QCoreApplication::processEvents();
        QCOMPARE(window->geometry(), geometry);
        QCOMPARE(splitter->sizes(), sizes);
        QCOMPARE(window->zoom().factor(), 1.2);
        QCOMPARE(seen(), before);
        QCOMPARE(window->focusWidget(), focus);
    }
}

void PresenterTest::whatIsRememberedIsTheWindowNotTheFullScreen()
{
    {
        LiveWindow window(onAnyPort(Closing::ClientFirst), {1200, 700});
        window.press(Qt::Key_F5);
        QVERIFY(window->isFullScreen());
        window.closeAndDestroy();
    }
    asIfStartedAgain();
    LiveWindow window(onAnyPort(Closing::ClientFirst), {});
    QVERIFY(!window->isFullScreen());
    QCOMPARE(window->size(), QSize(1200, 700));
}

void PresenterTest::itZoomsByItself()
{
    LiveWindow window;
    window.press(Qt::Key_F5);
    QVERIFY(window.step());
    const double before = labels(window).pointSizeF();
    window.press(Qt::Key_Minus, Qt::ControlModifier);
    QVERIFY(labels(window).pointSizeF() < before);
    window.press(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(labels(window).pointSizeF(), before);
    QCOMPARE(window->zoom().factor(), 1.0);
}

void PresenterTest::whoWantsToTypeIsBackInTheWindow()
{
    LiveWindow window;
    window.press(Qt::Key_F5);
    window.press(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(!window->isPresenting() && !window->isFullScreen());
    QVERIFY(window.find<QLineEdit>("chatInput")->hasFocus());
}

void PresenterTest::aLineTellsTheFirstTimeHowToLeave()
{
    LiveWindow window;
    window.press(Qt::Key_F5);
    const auto lines = [&] {
        QStringList result;
        for (const auto *label : presenter(window).findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().startsWith(QStringLiteral("Esc")))
                result << label->text();
        }
        return result;
    };
    QCOMPARE(lines().size(), 1);
    window->language().use(QStringLiteral("ko"));
    QCoreApplication::processEvents();
    QVERIFY2(lines().size() == 1 && lines()[0] != QStringLiteral("Esc leaves"), "it speaks Korean too");
    QVERIFY(window.step(Qt::Key_Right));
    QVERIFY(lines().isEmpty());
    window.press(Qt::Key_F5);
    window.press(Qt::Key_F5);
    QVERIFY(lines().isEmpty());
}

void PresenterTest::lettersAndLinesReadFromTheLastRow()
{
    LiveWindow window;
    window.press(Qt::Key_F5);
    QVERIFY(window.stepUntilAllEchoed());
    QCoreApplication::processEvents();
    const double screen = window->height();
    QVERIFY(screen > 1000);
    // 18 points on a slide of 7.5 inches are a thirtieth of its height.
    for (const auto *label : presenter(window).findChildren<QLabel *>()) {
        if (label->isVisible())
            QVERIFY2(QFontInfo(label->font()).pixelSize() >= screen / 31, qPrintable(label->text()));
    }
    QVERIFY2(QFontInfo(labels(window)).pixelSize() >= screen / 36,
        qPrintable(QString::number(QFontInfo(labels(window)).pixelSize())));
    // Of an arrow that lies flat, as it is really painted: how much of its colour is in a column? A row that
    // it only half covers counts as half, whatever font the lines grow with.
    const auto thickness = [&](double weight) {
        QImage image(200, 60, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        DiagramSlice slice;
        slice.arrows.emplace_back().path = {QPointF(0, 30), QPointF(200, 30)};
        slice.arrows.back().evidence = Evidence::Observed;
        const Theme theme(lightPalette());
        DiagramPainter(theme, labels(window), weight).paint(painter, slice, 0);
        int ink = 0;
        for (int y = 0; y < image.height(); ++y)
            ink += 255 - image.pixelColor(50, y).lightness();
        return ink / (255.0 - theme.arrow().lightness());
    };
    QVERIFY(thickness(1.4) > thickness(1));
    QVERIFY(thickness(1.4) >= screen / 300);
    // And the diagram really asks for that: the outline of a card is thicker than in the window.
    const auto outline = [](DiagramView &view) {
        const QImage image = view.viewport()->grab().toImage();
        const QRectF card = view.geometry().header(0, QFontMetricsF(monospaced(view.font())).height() * 3.1);
        const int beside
            = static_cast<int>(card.left() + card.width() * 0.12); // of its letters, and its corner
        const QColor fill = image.pixelColor(beside, static_cast<int>(card.center().y()));
        int rows = 0;
        for (int y = static_cast<int>(card.top()) - 4; y < card.top() + 5; ++y)
            rows += image.pixelColor(beside, y) != fill
                && image.pixelColor(beside, y) != image.pixelColor(0, 0);
        return rows;
    };
    const int presented = outline(presenter(window).diagram());
    window.press(Qt::Key_Escape);
    QCoreApplication::processEvents();
    const int normal = outline(window->diagram());
    QVERIFY2(presented > normal, qPrintable(QStringLiteral("%1 against %2").arg(presented).arg(normal)));
}

void PresenterTest::nothingOverlapsOrIsCutOff_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("language");
    for (const QSize size : {QSize(1920, 1080), QSize(1280, 720), QSize(1024, 768)}) {
        for (const char *language : {"en", "ko"})
            QTest::addRow("%dx%d %s", size.width(), size.height(), language)
                << size << QString::fromLatin1(language);
    }
}

void PresenterTest::nothingOverlapsOrIsCutOff()
{
    QFETCH(const QSize, size);
    QFETCH(const QString, language);
    LiveWindow window;
    window->language().use(language);
    window.press(Qt::Key_F5);
    window->resize(size); // as if the screen were that large
    QCoreApplication::processEvents();
    QCOMPARE(presenter(window).size(), size);
    DiagramView &diagram = presenter(window).diagram();
    do {
        QVERIFY(window.step());
        QCoreApplication::processEvents();
        QCOMPARE(diagram.horizontalScrollBar()->maximum(), 0);
        const double height = diagram.geometry().contentHeight(window->follower().layout().rowCount());
        const QStringList broken
            = brokenRules(diagram.visibleSlice(), diagram.geometry(), labels(window), height)
            + brokenHeaderRules(diagram, window->follower());
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
        for (const auto *label : presenter(window).findChildren<QLabel *>()) {
            if (label->isVisible())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
    } while (!window.session().isFinished());
}

QTEST_MAIN(PresenterTest)
#include "presenter_test.moc"
