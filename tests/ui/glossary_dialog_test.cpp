// SPDX-License-Identifier: GPL-3.0-or-later
// The glossary, reached from wherever a term appears, and read with the keyboard alone.
#include "ui/narration/glossary_dialog.h"

#include "application.h"
#include "core/lab/lab_support.h"
#include "live_window.h"
#include "support/lab_options.h"
#include "ui/bytes/address_view.h"
#include "ui/bytes/segment_canvas.h"
#include "ui/bytes/segment_view.h"
#include "ui/diagram/diagram_view.h"
#include "ui/narration/glossary_book.h"
#include "ui/narration/narration_bar.h"
#include "ui/sockets/kernel_model.h"
#include "ui/states/state_machine_view.h"
#include "ui/window/presenter_view.h"
#include "ui/window/side_pane.h"
#include "ui/words/segment_words.h"

#include <QAccessible>
#include <QCursor>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>

using namespace sockstep;
using namespace sockstep::test;

class GlossaryDialogTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void f1TellsOfTheLatestCallAndOfTheSelectedOne();
    void f1TellsOfTheErrorOfACallThatFailed();
    void f1TellsOfWhatIsUnderTheMouse();
    void f1TellsOfAddressesAndFieldsOfSegments();
    void f1TellsOfTheFieldUnderTheMouseAndOfTheSelectedSegment();
    void f1TellsOfAStateOfTheStateMachine();
    void f1BeforeAnythingHappenedTellsOfSockets();
    void termsOfTheNarrationAreLinks_data();
    void termsOfTheNarrationAreLinks();
    void theKeyboardIsEnough();
    void backAndForwardGoTheWayThatWasGone();
    void theSearchPutsWhatBeginsSoFirst();
    void aSearchThatFindsNothingKeepsTheEntry();
    void itSpeaksTheLanguageOfTheWindow();
    void itIsReadableBesideThePresentersDiagram();
    void whateverTakesTheFocusHasAName();
    void everyEntryHasAPage_data();
    void everyEntryHasAPage();
};

namespace {

/// Without the mouse, which lies outside of the window.
GlossaryDialog &openedByKey(LiveWindow &window)
{
    QCursor::setPos(window->mapToGlobal(QPoint(window->width(), window->height())) + QPoint(20, 20));
    window.press(Qt::Key_F1);
    if (!window->glossary() || !window->glossary()->isVisible())
        qFatal("the glossary does not open");
    return *window->glossary();
}

void press(GlossaryDialog &dialog, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QTest::keyClick(dialog.windowHandle(), key, modifiers);
}

QString page(const GlossaryDialog &dialog) { return dialog.findChild<QTextBrowser *>()->toPlainText(); }

QString listed(const GlossaryDialog &dialog, int row)
{
    const auto *list = dialog.findChild<QListWidget *>();
    return row < list->count() ? list->item(row)->text() : QString();
}

/// What F1 tells when the mouse is at \p at of \p widget.
QString toldAt(LiveWindow &window, const QWidget *widget, QPoint at)
{
    QCursor::setPos(widget->mapToGlobal(at));
    return window->termHere();
}

} // namespace

void GlossaryDialogTest::f1TellsOfTheLatestCallAndOfTheSelectedOne()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    QCOMPARE(openedByKey(window).shown(), QStringLiteral("accept()"));
    press(*window->glossary(), Qt::Key_Escape);
    QVERIFY(window.activate());
    window->selection().setCall(window.lastCall(Function::Bind));
    QCOMPARE(openedByKey(window).shown(), QStringLiteral("bind()"));
    QVERIFY2(page(*window->glossary()).contains(QStringLiteral("bind(2)")), "its manual page");
}

void GlossaryDialogTest::f1TellsOfTheErrorOfACallThatFailed()
{
    LiveWindow window;
    QVERIFY(window.step(Qt::Key_C));
    QVERIFY(window.step(Qt::Key_C)); // nobody listens
    QVERIFY(window.lastReturned(Function::Connect, ECONNREFUSED));
    QCOMPARE(openedByKey(window).shown(), QStringLiteral("ECONNREFUSED"));
}

void GlossaryDialogTest::f1TellsOfWhatIsUnderTheMouse()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    QCoreApplication::processEvents();
    const auto *table = window.find<QTableView>("kernelTable");
    const auto state = [&](int row) {
        const QModelIndex index = table->model()->index(row, KernelModel::State);
        return toldAt(window, table->viewport(), table->visualRect(index).center());
    };
    QStringList states {state(0), state(1), state(2)};
    states.sort();
    QCOMPARE(states,
        QStringList(
            {QStringLiteral("ESTABLISHED"), QStringLiteral("ESTABLISHED"), QStringLiteral("LISTEN")}));
    // Of the diagram: each label of a state or of a call.
    const DiagramView &diagram = window->diagram();
    int seen = 0;
    for (const auto &label : diagram.visibleSlice().labels) {
        using Kind = DiagramSlice::Label::Kind;
        if (label.kind != Kind::State && label.kind != Kind::Call)
            continue;
        if (label.text.startsWith(u'→'))
            continue; // what a call returned, in a row of its own
        const QString term = toldAt(window, diagram.viewport(), onScreen(diagram, label.rect.center()));
        QVERIFY2(label.full.startsWith(term), qPrintable(label.full + QStringLiteral(" tells of ") + term));
        QVERIFY(!term.isEmpty());
        ++seen;
    }
    QVERIFY(seen > 8);
    // Of a caption, and of a button.
    for (const auto *caption : window->findChildren<QLabel *>(QStringLiteral("caption"))) {
        if (caption->text() == QStringLiteral("TIME_WAIT"))
            QCOMPARE(toldAt(window, caption, caption->rect().center()), QStringLiteral("TIME_WAIT"));
    }
    const auto *lab = window.find<QToolButton>("last");
    QCOMPARE(GlossaryBook::book().find(toldAt(window, lab, lab->rect().center())),
        GlossaryBook::book().find(QStringLiteral("lab")));
}

void GlossaryDialogTest::f1TellsOfAddressesAndFieldsOfSegments()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    window.find<SidePane>()->show(SidePane::Tab::Address);
    QCoreApplication::processEvents();
    const auto *bytes = window.find<AddressBytes>();
    QCOMPARE(toldAt(window, bytes, bytes->rect().center()), QStringLiteral("sockaddr"));
    // Every field's name that a segment of TCP can show, but for those of which there is nothing to tell.
    const GlossaryBook &book = GlossaryBook::book();
    for (const FieldId id :
        {FieldId::TcpSequence, FieldId::TcpAcknowledgment, FieldId::TcpWindow, FieldId::TcpChecksum,
            FieldId::TcpSourcePort, FieldId::TcpSyn, FieldId::TcpAck, FieldId::TcpFin, FieldId::TcpRst})
        QVERIFY2(
            !book.termIn(SegmentWords::fieldName(id)).isEmpty(), qPrintable(SegmentWords::fieldName(id)));
}

void GlossaryDialogTest::f1TellsOfTheFieldUnderTheMouseAndOfTheSelectedSegment()
{
    const std::string refusal = whyNoLab();
    if (!refusal.empty())
        QSKIP(refusal.c_str());
    LiveWindow window(steppedInLab("handshake"));
    QVERIFY(window.stepUntil([&] { return window.history().segmentCount() > 0; }));
    window->selection().setSegment(1);
    QCoreApplication::processEvents();
    SegmentCanvas &canvas = window.find<SegmentView>()->canvas();
    for (const auto &[byte, term] :
        {std::pair<std::size_t, const char *> {24, "Sequence Number"}, {34, "Window"}}) {
        const FieldRef field = *fieldOfByte(canvas.parts(), byte);
        const QPointF middle = canvas.figure().box(field)->pieces.front().center();
        canvas.verticalScrollBar()->setValue(static_cast<int>(middle.y()) - canvas.viewport()->height() / 2);
        const QPoint at = (middle + canvas.contentOrigin()).toPoint();
        QTest::mouseMove(canvas.viewport(), at);
        QTRY_VERIFY(canvas.current() == field);
        QCOMPARE(toldAt(window, canvas.viewport(), at), QString::fromLatin1(term));
    }
    QCursor::setPos(window->mapToGlobal(QPoint(window->width(), window->height())) + QPoint(20, 20));
    QCOMPARE(window->termHere(), QStringLiteral("SYN"));
}

void GlossaryDialogTest::f1TellsOfAStateOfTheStateMachine()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    window->showPage(MainWindow::Page::States);
    QCoreApplication::processEvents();
    const auto *view = window.find<StateMachineView>();
    int boxes = 0;
    for (const auto &box : view->figure().boxes) {
        const QPoint at = box.rect.center().toPoint()
            - QPoint(view->horizontalScrollBar()->value(), view->verticalScrollBar()->value());
        if (view->textAt(at) != box.text)
            continue; // the figure is moved to the middle of its view; what is asked is the view's own word
        ++boxes;
        QCOMPARE(toldAt(window, view->viewport(), at), box.text);
    }
    QVERIFY2(boxes >= 8, qPrintable(QString::number(boxes)));
    QCursor::setPos(window->mapToGlobal(QPoint(-5, -5)));
    window.press(Qt::Key_End); // the last step
    QVERIFY(!view->selectedState().isEmpty());
    QCOMPARE(window->termHere(), view->selectedState());
}

void GlossaryDialogTest::f1BeforeAnythingHappenedTellsOfSockets()
{
    LiveWindow window;
    QCOMPARE(openedByKey(window).shown(), QStringLiteral("socket"));
    press(*window->glossary(), Qt::Key_Escape);
    QVERIFY(!window->glossary()->isVisible());
}

void GlossaryDialogTest::termsOfTheNarrationAreLinks_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QStringLiteral("en");
    QTest::newRow("Korean") << QStringLiteral("ko");
}

void GlossaryDialogTest::termsOfTheNarrationAreLinks()
{
    QFETCH(const QString, language);
    LiveWindow window;
    window->language().use(language);
    auto *story = window.find<NarrationBar>()->findChild<QLabel *>(QStringLiteral("story"));
    static const QRegularExpression link(QStringLiteral("href=\"([^\"]+)\""));
    QSet<QString> terms;
    while (!window.session().isFinished()) {
        QVERIFY(window.step());
        QSet<QString> once;
        for (auto match = link.globalMatch(story->text()); match.hasNext();) {
            const QString term = GlossaryBook::termOf(match.next().captured(1));
            QVERIFY2(GlossaryBook::book().find(term), qPrintable(term));
            QVERIFY2(!once.contains(term), qPrintable(term)); // a page of links would be no text any more
            once << term;
        }
        QVERIFY2(!once.isEmpty(), qPrintable(story->text()));
        terms.unite(once);
    }
    for (const char *term : {"bind()", "TIME_WAIT", "FIN", "LISTEN", "accept()"})
        QVERIFY2(terms.contains(QString::fromLatin1(term)), term);
    emit story->linkActivated(QStringLiteral("glossary:TIME_WAIT"));
    QCOMPARE(window->glossary()->shown(), QStringLiteral("TIME_WAIT"));
}

void GlossaryDialogTest::theKeyboardIsEnough()
{
    LiveWindow window;
    GlossaryDialog &dialog = openedByKey(window);
    QVERIFY(dialog.findChild<QLineEdit *>()->hasFocus());
    QTest::keyClicks(dialog.findChild<QLineEdit *>(), QStringLiteral("time_w"));
    QCOMPARE(dialog.shown(), QStringLiteral("TIME_WAIT"));
    press(dialog, Qt::Key_Down);
    QCOMPARE(dialog.shown(), listed(dialog, 1));
    press(dialog, Qt::Key_Up);
    QCOMPARE(dialog.shown(), QStringLiteral("TIME_WAIT"));
    press(dialog, Qt::Key_Return); // to the entry
    QVERIFY(dialog.findChild<QTextBrowser *>()->hasFocus());
    press(dialog, Qt::Key_Tab); // to its first link
    press(dialog, Qt::Key_Return);
    QCOMPARE(dialog.shown(), QStringLiteral("FIN"));
    press(dialog, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(dialog.shown(), QStringLiteral("TIME_WAIT"));
    press(dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
    QVERIFY(window.activate());
    QVERIFY(window.step()); // and Space steps again
    QCOMPARE(window.callCount(), 1U);
}

void GlossaryDialogTest::backAndForwardGoTheWayThatWasGone()
{
    LiveWindow window;
    GlossaryDialog &dialog = openedByKey(window);
    for (const char *term : {"FIN", "RST", "SYN"})
        dialog.open(QString::fromLatin1(term));
    const auto buttons = dialog.findChildren<QToolButton *>();
    QCOMPARE(buttons.size(), 2);
    QVERIFY(buttons[0]->isEnabled() && !buttons[1]->isEnabled());
    buttons[0]->click();
    buttons[0]->click();
    QCOMPARE(dialog.shown(), QStringLiteral("FIN"));
    buttons[1]->click();
    QCOMPARE(dialog.shown(), QStringLiteral("RST"));
    dialog.open(QStringLiteral("ACK")); // another way from here
    QVERIFY(!buttons[1]->isEnabled());
    for (int i = 0; i < 10; ++i)
        buttons[0]->click();
    QCOMPARE(dialog.shown(), QStringLiteral("socket")); // where it began
    QVERIFY(!buttons[0]->isEnabled());
}

void GlossaryDialogTest::theSearchPutsWhatBeginsSoFirst()
{
    const GlossaryBook &book = GlossaryBook::book();
    const auto first = [&](const char *search, GlossaryLanguage language) {
        const auto found = book.matching(QString::fromUtf8(search), language);
        return found.empty() ? QString() : book.title(found.front(), GlossaryLanguage::English);
    };
    QCOMPARE(first("hands", GlossaryLanguage::English), QStringLiteral("handshake"));
    QCOMPARE(first("ECONNREF", GlossaryLanguage::English), QStringLiteral("ECONNREFUSED"));
    QCOMPARE(first("핸드", GlossaryLanguage::Korean), QStringLiteral("handshake"));
    QCOMPARE(first("  ephemeral ", GlossaryLanguage::Korean), QStringLiteral("ephemeral port"));
    QCOMPARE(
        first("somaxconn", GlossaryLanguage::English), QStringLiteral("backlog")); // only its text has it
    QCOMPARE(first("no such thing", GlossaryLanguage::English), QString());
    QCOMPARE(book.matching(QString(), GlossaryLanguage::English).size(), book.glossary().entries().size());
}

void GlossaryDialogTest::aSearchThatFindsNothingKeepsTheEntry()
{
    LiveWindow window;
    GlossaryDialog &dialog = openedByKey(window);
    dialog.open(QStringLiteral("FIN"));
    QInputMethodEvent typed; // all at once
    typed.setCommitString(QStringLiteral("qqqq"));
    QCoreApplication::sendEvent(dialog.findChild<QLineEdit *>(), &typed);
    QCOMPARE(dialog.findChild<QListWidget *>()->count(), 0);
    QCOMPARE(dialog.shown(), QStringLiteral("FIN"));
    press(dialog, Qt::Key_Down);
    QCOMPARE(dialog.shown(), QStringLiteral("FIN"));
}

void GlossaryDialogTest::itSpeaksTheLanguageOfTheWindow()
{
    LiveWindow window;
    GlossaryDialog &dialog = openedByKey(window);
    dialog.open(QStringLiteral("handshake"));
    window->language().use(QStringLiteral("ko"));
    QCoreApplication::processEvents();
    QCOMPARE(dialog.shown(), QStringLiteral("핸드셰이크"));
    QVERIFY2(page(dialog).startsWith(QStringLiteral("핸드셰이크 handshake")), qPrintable(page(dialog)));
    QVERIFY(listed(dialog, 0) != QString());
    window->language().use(QStringLiteral("en"));
    QCoreApplication::processEvents();
    QCOMPARE(dialog.shown(), QStringLiteral("handshake"));
}

void GlossaryDialogTest::itIsReadableBesideThePresentersDiagram()
{
    LiveWindow window;
    window.press(Qt::Key_F5);
    GlossaryDialog &dialog = openedByKey(window);
    QVERIFY(
        dialog.findChild<QTextBrowser *>()->font().pointSizeF() >= window->presenter()->letterSize() * 0.7);
    QVERIFY(window->isPresenting());
    press(dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible() && window->isPresenting());
}

void GlossaryDialogTest::whateverTakesTheFocusHasAName()
{
    LiveWindow window;
    GlossaryDialog &dialog = openedByKey(window);
    int named = 0;
    for (QWidget *widget : dialog.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
            continue;
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(seen && !seen->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
        ++named;
    }
    QVERIFY(named >= 3);
}

void GlossaryDialogTest::everyEntryHasAPage_data() { termsOfTheNarrationAreLinks_data(); }

void GlossaryDialogTest::everyEntryHasAPage()
{
    QFETCH(const QString, language);
    LiveWindow window;
    window->language().use(language);
    GlossaryDialog &dialog = openedByKey(window);
    const auto spoken
        = language == QStringLiteral("ko") ? GlossaryLanguage::Korean : GlossaryLanguage::English;
    for (std::size_t entry = 0; entry < GlossaryBook::book().glossary().entries().size(); ++entry) {
        const QString title = GlossaryBook::book().title(entry, spoken);
        dialog.open(title);
        QCOMPARE(dialog.shown(), title);
        QVERIFY2(page(dialog).startsWith(title) && !page(dialog).contains(QStringLiteral("[[")),
            qPrintable(title));
        // Somebody who came by another of its terms sees that it is the right page.
        for (const std::string &term : GlossaryBook::book().glossary().entries()[entry].terms)
            QVERIFY2(page(dialog).contains(QString::fromStdString(term)), term.c_str());
        // It is whole without scrolling: that is what short entries are for.
        QCOMPARE(dialog.findChild<QTextBrowser *>()->verticalScrollBar()->maximum(), 0);
    }
}

QTEST_MAIN(GlossaryDialogTest)
#include "glossary_dialog_test.moc"
