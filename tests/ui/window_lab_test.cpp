// SPDX-License-Identifier: GPL-3.0-or-later
// The window with a lab: every control of the wire does its job, by mouse and by keyboard.
#include "application.h"
#include "core/lab/lab_support.h"
#include "live_window.h"
#include "ui/bars/transport_bar.h"
#include "ui/bars/wire_bar.h"
#include "ui/bytes/segment_canvas.h"
#include "ui/bytes/segment_view.h"
#include "ui/diagram/diagram_view.h"
#include "ui/sockets/queue_view.h"
#include "ui/window/side_pane.h"

#include <QAbstractButton>
#include <QListView>
#include <QMenu>
#include <QSlider>
#include <QSpinBox>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class WindowLabTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase();
    void init() { asIfNeverOpened(); }
    void noButtonIsWithoutATest();
    void theNetworkIsSwitchedThereAndBack();
    void aLessonIsChosenFromTheMenu();
    void stepWireDeliversTheOldest_data();
    void stepWireDeliversTheOldest();
    void aHeldSegmentIsDeliveredLostOrDuplicated_data();
    void aHeldSegmentIsDeliveredLostOrDuplicated();
    void theSelectedSegmentGoesBeforeTheOldest();
    void theCableIsPulledAndPluggedIn();
    void automaticTakesItsTime();
    void everythingIsLostAtAHundredPercent();
    void allCopiesShowsThemInFull();
    void absoluteNumbersAreThoseOfTheHeader();
    void aSegmentIsTiedToItsMessage();
    void theSelectedSegmentIsShownFieldByField();
    void theMenuOfASegmentDoesTheSame();
    void theQueuesShowAFullWindow();
    void withoutALabTheSwitchSaysWhy();
};

namespace {

SessionOptions inLab(const char *lesson, WireSettings::Mode mode = WireSettings::Mode::Step)
{
    SessionOptions options = onAnyPort(Closing::ClientFirst, {});
    options.network = NetworkKind::Lab;
    options.lesson = lesson;
    options.wire.mode = mode;
    return options;
}

QAbstractButton *button(LiveWindow &window, const char *text)
{
    for (auto *candidate : window->findChildren<QAbstractButton *>()) {
        if (candidate->isVisible() && candidate->text().contains(QString::fromUtf8(text)))
            return candidate;
    }
    qFatal("there is no button %s", text);
}

std::size_t heldIn(LiveWindow &window) { return window.session().wire()->held().size(); }

bool stepUntilHeld(LiveWindow &window, std::size_t count = 1)
{
    return window.stepUntil([&] { return heldIn(window) >= count; });
}

SegmentPhase phase(const LiveWindow &window, SegmentId segment)
{
    return window.history().segment(segment).phase;
}

} // namespace

void WindowLabTest::initTestCase()
{
    prepareApplication();
    QCOMPARE(whyNoLab(), std::string());
}

void WindowLabTest::noButtonIsWithoutATest()
{
    LiveWindow window(inLab("handshake"));
    QStringList names;
    for (const auto *candidate : window.find<WireBar>()->findChildren<QAbstractButton *>())
        names << candidate->text().section(QStringLiteral("   "), 0, 0);
    for (const auto *candidate : window.find<SidePane>()->findChildren<QAbstractButton *>()) {
        if (candidate->objectName() == QStringLiteral("tab"))
            names << candidate->text();
    }
    names.sort();
    // Whoever adds a button adds a test, and then its name here.
    QStringList tested {QStringLiteral("Automatic"), QStringLiteral("Hold"), QStringLiteral("Deliver"),
        QStringLiteral("Lose"), QStringLiteral("Duplicate"), QStringLiteral("Pull the cable"),
        QStringLiteral("All copies"), QStringLiteral("Absolute numbers"), QStringLiteral("Echo"),
        QStringLiteral("Queues"), QStringLiteral("Address"), QStringLiteral("Segment")};
    tested.sort();
    QCOMPARE(names, tested);
}

void WindowLabTest::theNetworkIsSwitchedThereAndBack()
{
    LiveWindow window;
    QVERIFY(!window.session().wire());
    window.click(button(window, "Lab wire"));
    QVERIFY(window.awaitSettled());
    QVERIFY(window.session().wire());
    QCOMPARE(window.recording().header().network, std::string("lab"));
    QVERIFY(window.find<WireBar>()->isVisible());
    QVERIFY(button(window, "Step wire")->isVisible());
    window.click(button(window, "Loopback"));
    QVERIFY(window.awaitSettled());
    QVERIFY(!window.session().wire());
    QCOMPARE(window.recording().header().network, std::string("loopback"));
    QVERIFY(!window.find<WireBar>()->isVisible());
    QVERIFY(window.stepToEnd());
}

void WindowLabTest::aLessonIsChosenFromTheMenu()
{
    LiveWindow window;
    WhenItOpens menu(QMenu::staticMetaObject, [&](QWidget *widget) {
        auto *opened = qobject_cast<QMenu *>(widget);
        for (const QAction *chapter : opened->actions()) {
            for (QAction *action : chapter->menu() ? chapter->menu()->actions() : QList<QAction *>()) {
                if (action->text() == QStringLiteral("Three-way handshake"))
                    action->trigger();
            }
        }
        opened->close();
    });
    window.click(button(window, "Client closes first"));
    QVERIFY(menu.wasSeen());
    QVERIFY(window.activate() && window.awaitSettled());
    QCOMPARE(window.recording().header().lesson, std::string("handshake"));
    QVERIFY(button(window, "Three-way handshake")->isVisible());
    QVERIFY(window.session().wire()->settings().mode == WireSettings::Mode::Step);
    QVERIFY(stepUntilHeld(window));
    QVERIFY2(window.narration().contains(QStringLiteral("SYN")), qPrintable(window.narration()));
    QVERIFY(window.stepToEnd());
}

void WindowLabTest::stepWireDeliversTheOldest_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("by its button") << false;
    QTest::newRow("by its key") << true;
}

void WindowLabTest::stepWireDeliversTheOldest()
{
    QFETCH(const bool, byKey);
    LiveWindow window(inLab("handshake"));
    QVERIFY(!button(window, "Step wire")->isEnabled());
    QVERIFY(stepUntilHeld(window));
    QCOMPARE(phase(window, 1), SegmentPhase::Held);
    if (byKey)
        window.press(Qt::Key_W);
    else
        window.click(button(window, "Step wire"));
    QVERIFY(window.awaitSettled());
    QCOMPARE(phase(window, 1), SegmentPhase::Delivered);
    QCOMPARE(phase(window, 2), SegmentPhase::Held); // the answer
}

void WindowLabTest::aHeldSegmentIsDeliveredLostOrDuplicated_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("expected");
    using Row = std::pair<const char *, std::pair<Qt::Key, SegmentPhase>>;
    for (const auto &[name, rest] : {Row {"Deliver", {Qt::Key_D, SegmentPhase::Delivered}},
             Row {"Lose", {Qt::Key_X, SegmentPhase::Dropped}},
             Row {"Duplicate", {Qt::Key_U, SegmentPhase::Held}}}) {
        for (const int key : {0, static_cast<int>(rest.first)})
            QTest::addRow("%s, %s", name, key ? "by its key" : "by its button")
                << QByteArray(name) << key << static_cast<int>(rest.second);
    }
}

void WindowLabTest::aHeldSegmentIsDeliveredLostOrDuplicated()
{
    QFETCH(const QByteArray, name);
    QFETCH(const int, key);
    QFETCH(const int, expected);
    LiveWindow window(inLab("handshake"));
    QVERIFY(!button(window, name.constData())->isEnabled());
    QVERIFY(stepUntilHeld(window));
    if (key)
        window.press(key);
    else
        window.click(button(window, name.constData()));
    QVERIFY(window.awaitSettled());
    QCOMPARE(phase(window, 1), static_cast<SegmentPhase>(expected));
    if (name == "Lose")
        QCOMPARE(window.history().segment(1).reason, DropReason::Person);
    if (name == "Duplicate") {
        QCOMPARE(heldIn(window), std::size_t {2});
        QVERIFY(window.history().sent(2).byWire);
        QCOMPARE(window.history().sent(2).original, SegmentId {1});
    }
}

void WindowLabTest::theSelectedSegmentGoesBeforeTheOldest()
{
    LiveWindow window(inLab("handshake"));
    QVERIFY(stepUntilHeld(window));
    window.press(Qt::Key_U);
    QVERIFY(window.awaitSettled());
    window.press(Qt::Key_M); // the first
    window.press(Qt::Key_M); // the copy
    QCOMPARE(window->selection().segment(), SegmentId {2});
    window.press(Qt::Key_X);
    QVERIFY(window.awaitSettled());
    QCOMPARE(phase(window, 2), SegmentPhase::Dropped);
    QCOMPARE(phase(window, 1), SegmentPhase::Held);
    window.press(Qt::Key_M, Qt::ShiftModifier);
    QCOMPARE(window->selection().segment(), SegmentId {1});
}

void WindowLabTest::theCableIsPulledAndPluggedIn()
{
    LiveWindow window(inLab("handshake"));
    window.click(button(window, "Pull the cable"));
    QVERIFY(window.awaitSettled());
    QVERIFY(!window.history().isCablePlugged());
    QVERIFY(window.stepUntil([&] { return window.history().segmentCount() > 0; }));
    QCOMPARE(phase(window, 1), SegmentPhase::Dropped);
    QCOMPARE(window.history().segment(1).reason, DropReason::Cable);
    window.press(Qt::Key_K);
    QVERIFY(window.awaitSettled());
    QVERIFY(window.history().isCablePlugged());
    // The kernel knows nothing of it, and sends again when its timer says so.
    QVERIFY(await([&] { return heldIn(window) > 0; }));
    QVERIFY(window.awaitSettled());
    QVERIFY(window.history().sent(window.history().segmentCount()).original > 0);
}

void WindowLabTest::automaticTakesItsTime()
{
    LiveWindow window(inLab("handshake"));
    window.click(button(window, "Automatic"));
    QVERIFY(window.session().wire()->settings().mode == WireSettings::Mode::Automatic);
    auto *delay = window.find<WireBar>()->findChild<QSlider *>();
    delay->setValue(1);
    QCOMPARE(window.session().wire()->settings().delayFromClient, std::chrono::milliseconds(100));
    QVERIFY(window.stepUntilConnected());
    const auto &syn = window.history().segment(1);
    QVERIFY(window.recording().at(syn.moved).t - window.recording().at(syn.sent).t
        >= std::chrono::milliseconds(100));
    window.click(button(window, "Hold"));
    QVERIFY(window.session().wire()->settings().mode == WireSettings::Mode::Step);
}

void WindowLabTest::everythingIsLostAtAHundredPercent()
{
    LiveWindow window(inLab("handshake", WireSettings::Mode::Automatic));
    window.find<WireBar>()->findChild<QSpinBox *>()->setValue(100);
    window.find<WireBar>()->findChild<QSlider *>()->setValue(0);
    QVERIFY(window.stepUntil([&] { return window.history().segmentCount() > 0; }));
    QVERIFY(await([&] { return phase(window, 1) == SegmentPhase::Dropped; }));
    QCOMPARE(window.history().segment(1).reason, DropReason::Chance);
}

void WindowLabTest::allCopiesShowsThemInFull()
{
    LiveWindow window(inLab("handshake"));
    window.click(button(window, "All copies"));
    QVERIFY(!window.session().wire()->settings().absorbCopies);
    QVERIFY(stepUntilHeld(window));
    QVERIFY(await([&] { return window.history().segmentCount() >= 2; })); // a second later
    QCOMPARE(window.history().sent(2).original, SegmentId {1});
    window.click(button(window, "All copies"));
    QVERIFY(window.session().wire()->settings().absorbCopies);
}

void WindowLabTest::absoluteNumbersAreThoseOfTheHeader()
{
    LiveWindow window(inLab("handshake"));
    QVERIFY(stepUntilHeld(window));
    const auto held = [&] {
        for (const auto &label : window->diagram().visibleSlice().labels) {
            if (label.kind == DiagramSlice::Label::Kind::Held)
                return label.full;
        }
        return QString();
    };
    QVERIFY2(held().contains(QStringLiteral("seq=0 ")), qPrintable(held()));
    window.click(button(window, "Absolute numbers"));
    const auto packet = decodePacket(window.history().sent(1).raw);
    QVERIFY2(held().contains(QStringLiteral("seq=%1").arg(packet->seq)), qPrintable(held()));
}

void WindowLabTest::aSegmentIsTiedToItsMessage()
{
    LiveWindow window(inLab("four-way-close"));
    const auto carrier = [&] {
        for (SegmentId id = 1; id <= window.history().segmentCount(); ++id) {
            if (decodePacket(window.history().sent(id).raw)->length > 0)
                return id;
        }
        return SegmentId {0};
    };
    QVERIFY(window.stepUntil([&] { return carrier() != 0; }));
    window->selection().setSegment(carrier());
    const CallId send = window.lastCall(Function::Send);
    QVERIFY(send != 0);
    QCOMPARE(window->selection().call(), send);
    // The other way: the send's arrow is that of its segment.
    QCOMPARE(window->follower().layout().arrowOf(carrier())->fromCall, send);
    QVERIFY(window.stepUntil([&] { return window.lastReturned(Function::Recv); }));
    QVERIFY(window->follower().layout().arrowOf(carrier())->toCall != 0);
    auto *bubbles = window.find<QListView>("chatList");
    window->selection().setSegment(0);
    window->selection().setSegment(carrier());
    QVERIFY(bubbles->currentIndex().isValid());
}

void WindowLabTest::theSelectedSegmentIsShownFieldByField()
{
    LiveWindow window(inLab("handshake"));
    QVERIFY(stepUntilHeld(window));
    window.click(button(window, "Segment"));
    const auto &canvas = window.find<SegmentView>()->canvas();
    QVERIFY(canvas.isVisible() && canvas.isEmpty());
    window.click(button(window, "Echo"));
    window.press(Qt::Key_M); // and its tab comes forward
    QVERIFY(canvas.isVisible());
    QCOMPARE(canvas.raw(), std::string_view(window.history().sent(1).raw));
    window->playback().restart();
    QVERIFY(window.awaitSettled());
    QVERIFY(canvas.isEmpty());
}

void WindowLabTest::theMenuOfASegmentDoesTheSame()
{
    LiveWindow window(inLab("handshake"));
    QVERIFY(stepUntilHeld(window));
    QPointF at;
    for (const auto &label : window->diagram().visibleSlice().labels) {
        if (label.kind == DiagramSlice::Label::Kind::Held)
            at = label.rect.center();
    }
    const QPoint place = onScreen(window->diagram(), at);
    QTest::mouseClick(window->diagram().viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(window->selection().segment(), SegmentId {1});
    WhenItOpens menu(QMenu::staticMetaObject, [&](QWidget *widget) {
        QTest::keyClick(widget, Qt::Key_Down); // to the first entry
        QTest::keyClick(widget, Qt::Key_Return);
    });
    QContextMenuEvent asked(
        QContextMenuEvent::Mouse, place, window->diagram().viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(window->diagram().viewport(), &asked);
    QVERIFY(await([&] { return phase(window, 1) == SegmentPhase::Delivered; }));
    QVERIFY(menu.wasSeen());
}

void WindowLabTest::theQueuesShowAFullWindow()
{
    LiveWindow window(inLab("zero-window", WireSettings::Mode::Automatic));
    window.find<WireBar>()->findChild<QSlider *>()->setValue(0);
    window.click(button(window, "Queues"));
    auto *queues = window.find<QueueView>();
    QVERIFY(queues->isVisible());
    const auto isFull = [&] {
        const auto bars = queues->bars();
        return std::any_of(bars.begin(), bars.end(), [](const QueueView::Bar &bar) {
            return bar.kind == QueueView::Bar::Kind::Receive && bar.full();
        });
    };
    QVERIFY(window.stepUntil(isFull));
    QVERIFY2(queues->accessibleDescription().contains(QStringLiteral("window 0")),
        qPrintable(queues->accessibleDescription()));
    window.click(button(window, "Echo"));
    QVERIFY(!queues->isVisible());
}

void WindowLabTest::withoutALabTheSwitchSaysWhy()
{
    LiveWindow window;
    window.find<TransportBar>()->setLabRefusal(QStringLiteral("no tunnel here"));
    QVERIFY(!button(window, "Lab wire")->isEnabled());
    QVERIFY(button(window, "Lab wire")->toolTip().contains(QStringLiteral("no tunnel here")));
    QVERIFY(window.stepToEnd());
}

QTEST_MAIN(WindowLabTest)
#include "window_lab_test.moc"
