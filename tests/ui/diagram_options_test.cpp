// SPDX-License-Identifier: GPL-3.0-or-later
// What the diagram shows is chosen with keys, the menu and the mouse, in a real session; and the exports show
// the same.
#include "application.h"
#include "diagram_rules.h"
#include "live_window.h"
#include "ui/diagram/diagram_menu.h"
#include "ui/diagram/diagram_options.h"
#include "ui/diagram/diagram_pane.h"
#include "ui/diagram/diagram_view.h"
#include "ui/look/style.h"
#include "ui/window/export_menu.h"

#include <QLabel>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

using namespace sockstep;
using namespace sockstep::test;
using Label = DiagramSlice::Label;

class DiagramOptionsTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void eFoldsEchoRoundsAndTheyOpenAndClose();
    void aSelectedCallOpensItsFold();
    void foldsGrowWhileTheSessionGoesOn();
    void everyMomentIsShownAsItWasLive();
    void whateverIsChosenFitsAtAnySize_data();
    void whateverIsChosenFitsAtAnySize();
    void tChoosesTheTimes();
    void vOpensTheMenu();
    void theMenuChoosesColumnsAndKinds();
    void aHiddenActorIsSaidAndComesBack();
    void choicesAreRemembered();
    void exportsShowWhatTheScreenShows();
    void thePresenterShowsTheSame();
};

namespace {

SessionOptions talking(int messages = 6)
{
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.messages.clear();
    for (int i = 0; i < messages; ++i)
        options.messages.push_back("text " + std::to_string(i));
    return options;
}

/// Of the whole diagram, whatever is in sight.
DiagramSlice wholeSlice(LiveWindow &window)
{
    const DiagramView &view = window->diagram();
    const Layout &layout = window->follower().layout();
    const QFontMetricsF font(monospaced(view.font()), view.viewport());
    return DiagramSliceBuilder(
        layout, window.history(), view.geometry(), {font.horizontalAdvance(u'0'), font.height()})
        .build(0, kNoRow, view.geometry().contentHeight(layout.rowCount()));
}

QStringList textsOf(const DiagramSlice &slice, Label::Kind kind)
{
    QStringList texts;
    for (const Label &label : slice.labels) {
        if (label.kind == kind)
            texts << label.text;
    }
    return texts;
}

QStringList textsOf(LiveWindow &window, Label::Kind kind) { return textsOf(wholeSlice(window), kind); }

bool followsTheRules(LiveWindow &window)
{
    const DiagramView &view = window->diagram();
    const QStringList broken = brokenRules(view.visibleSlice(), view.geometry(), monospaced(view.font()),
        view.geometry().contentHeight(window->follower().layout().rowCount()));
    if (!broken.isEmpty())
        qWarning("%s", qPrintable(broken.join(u'\n')));
    const QStringList heads = brokenHeaderRules(view, window->follower());
    if (!heads.isEmpty())
        qWarning("%s", qPrintable(heads.join(u'\n')));
    // The button for what is shown stands beside the heads of the lifelines.
    const QRect button = window.find<QToolButton>("diagramShows")->geometry();
    const int scrolled = view.horizontalScrollBar()->value();
    for (std::size_t i = 0; i < window->follower().layout().lanes().size(); ++i) {
        const auto lane = static_cast<LaneIndex>(i);
        if (!view.geometry().has(lane))
            continue;
        const QRectF card = view.geometry().header(lane, view.viewport()->height()).translated(-scrolled, 0);
        if (scrolled == 0 && card.left() < button.right()) {
            qWarning("the button ends at %d, a card begins at %f", button.right(), card.left());
            return false;
        }
    }
    return broken.isEmpty() && heads.isEmpty();
}

bool trigger(QMenu &menu, const char *text)
{
    emit menu.aboutToShow();
    for (QAction *action : menu.actions()) {
        if (action->menu() && trigger(*action->menu(), text))
            return true;
        if (!action->menu() && action->text().startsWith(QString::fromUtf8(text))) {
            action->trigger();
            return true;
        }
    }
    return false;
}

bool choose(LiveWindow &window, const char *text) { return trigger(window->diagramPane().menu(), text); }

} // namespace

void DiagramOptionsTest::eFoldsEchoRoundsAndTheyOpenAndClose()
{
    LiveWindow window(talking());
    QVERIFY(window.stepUntilAllEchoed());
    const QStringList all = textsOf(window, Label::Kind::Call);
    QVERIFY(textsOf(window, Label::Kind::Fold).isEmpty());
    window.press(Qt::Key_E);
    QStringList folds = textsOf(window, Label::Kind::Fold);
    QCOMPARE(folds.size(), 1);
    QVERIFY2(folds[0].contains(u'5') && folds[0].contains(QStringLiteral("30")), qPrintable(folds[0]));
    const QStringList shown = textsOf(window, Label::Kind::Call);
    QVERIFY(shown.contains(QStringLiteral("send \"text 0\" → 6")));
    QVERIFY(!shown.join(u' ').contains(QStringLiteral("text 3")));
    QVERIFY(followsTheRules(window));

    // A click on its line opens it where it stands, another one closes it.
    DiagramView &view = window->diagram();
    const auto clickFold = [&] {
        for (const Label &label : view.visibleSlice().labels) {
            if (label.kind != Label::Kind::Fold)
                continue;
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, onScreen(view, label.rect.center()));
            QCoreApplication::processEvents(); // the scroll bar comes and goes
            return true;
        }
        return false;
    };
    view.verticalScrollBar()->setValue(0);
    QVERIFY(clickFold());
    QCOMPARE(textsOf(window, Label::Kind::Call), all);
    QCOMPARE(textsOf(window, Label::Kind::Fold).size(), 1); // its head, to close it again
    QCOMPARE(view.verticalScrollBar()->value(), 0);
    QVERIFY(followsTheRules(window));
    QVERIFY(clickFold());
    QCOMPARE(textsOf(window, Label::Kind::Call), shown);
    // The same with Enter.
    view.setFocus();
    window.press(Qt::Key_Return);
    QCoreApplication::processEvents();
    QCOMPARE(textsOf(window, Label::Kind::Call), all);
    view.verticalScrollBar()->setValue(0);
    window.press(Qt::Key_Return);
    QCoreApplication::processEvents();
    QCOMPARE(textsOf(window, Label::Kind::Call), shown);
    window.press(Qt::Key_E);
    QCoreApplication::processEvents();
    QCOMPARE(textsOf(window, Label::Kind::Call), all);
    QVERIFY(textsOf(window, Label::Kind::Fold).isEmpty());
}

void DiagramOptionsTest::aSelectedCallOpensItsFold()
{
    LiveWindow window(talking());
    QVERIFY(window.stepUntilAllEchoed());
    window.press(Qt::Key_E);
    CallId folded = 0;
    for (CallId call = 1; call <= window.callCount(); ++call) {
        if (window.history().entered(call).data == "text 3")
            folded = folded ? folded : call;
    }
    QVERIFY(folded);
    window->selection().setCall(folded);
    const auto slice = window->diagram().visibleSlice();
    QVERIFY(std::any_of(slice.labels.begin(), slice.labels.end(),
        [&](const Label &label) { return label.kind == Label::Kind::Call && label.call == folded; }));
    // And Enter closes the rounds of the selected call.
    window.press(Qt::Key_Return);
    QVERIFY(!textsOf(window, Label::Kind::Call).join(u' ').contains(QStringLiteral("text 3")));
}

void DiagramOptionsTest::foldsGrowWhileTheSessionGoesOn()
{
    LiveWindow window(talking(3));
    window.press(Qt::Key_E);
    std::uint64_t rounds = 0;
    int folds = 0;
    QVERIFY(window.stepUntil([&] {
        const std::uint64_t now = window->diagramOptions().excerpt().foldedRounds();
        if (now < rounds || !followsTheRules(window))
            return true;
        rounds = now;
        folds = std::max(folds, static_cast<int>(textsOf(window, Label::Kind::Fold).size()));
        return window->diagram().isFollowing() && rounds == 2;
    }));
    QCOMPARE(rounds, std::uint64_t {2});
    QCOMPARE(folds, 1);
    QVERIFY(window->diagram().isFollowing());
}

void DiagramOptionsTest::everyMomentIsShownAsItWasLive()
{
    LiveWindow window(talking(4));
    DiagramChoices choices;
    choices.fold = true;
    choices.leaveOut(DiagramChoices::Kind::Preparations, true);
    window->diagramOptions().choose(choices);
    QMap<EventIndex, QStringList> live;
    QVERIFY(window.stepUntil([&] {
        live[window.history().size()] = textsOf(window, Label::Kind::Call)
            + textsOf(window, Label::Kind::Fold) + textsOf(window, Label::Kind::Time);
        return window.callCount() > 24;
    }));
    QVERIFY(live.size() > 10);
    const QList<EventIndex> moments = live.keys();
    for (qsizetype i = moments.size() - 2; i >= 0; i -= 3) {
        window->timeTravel().moveTo(moments[i]);
        QCOMPARE(textsOf(window, Label::Kind::Call) + textsOf(window, Label::Kind::Fold)
                + textsOf(window, Label::Kind::Time),
            live[moments[i]]);
        QVERIFY(followsTheRules(window));
    }
}

void DiagramOptionsTest::whateverIsChosenFitsAtAnySize_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("zoom");
    QTest::addColumn<QString>("language");
    for (const QSize size : {QSize(1440, 900), QSize(1280, 720), QSize(1000, 600)}) {
        for (const double zoom : {0.8, 1.0, 1.5}) {
            for (const char *language : {"en", "ko"})
                QTest::addRow("%dx%d at %g, %s", size.width(), size.height(), zoom, language)
                    << size << zoom << QString::fromLatin1(language);
        }
    }
}

void DiagramOptionsTest::whateverIsChosenFitsAtAnySize()
{
    QFETCH(const QSize, size);
    QFETCH(const double, zoom);
    QFETCH(const QString, language);
    LiveWindow window(talking(3), size);
    window->zoom().setFactor(zoom);
    window->language().use(language);
    QVERIFY(window.stepUntilAllEchoed());
    for (const char *columns :
        {"since,call,state,segment", "", "call", "state", "segment", "time,state", "call,segment"}) {
        for (const char *hidden : {"", "client"}) {
            DiagramChoices choices;
            QVERIFY(chooseColumns(choices, columns));
            choices.fold = true;
            if (*hidden)
                choices.hide(hidden, true);
            window->diagramOptions().choose(choices);
            QCoreApplication::processEvents();
            QVERIFY2(followsTheRules(window), columns);
        }
    }
}

void DiagramOptionsTest::tChoosesTheTimes()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    const auto times = [&] { return textsOf(window, Label::Kind::Time); };
    const qsizetype count = times().size();
    QVERIFY(count > 4 && times().last().startsWith(u'+'));
    const double room = window->diagram().geometry().timeRight();
    window.press(Qt::Key_T);
    QCOMPARE(times().size(), count);
    QVERIFY(!times().join(u' ').contains(u'+'));
    window.press(Qt::Key_T);
    QVERIFY(times().isEmpty());
    QVERIFY(window->diagram().geometry().timeRight() < room / 4);
    QVERIFY(followsTheRules(window));
    window.press(Qt::Key_T);
    QVERIFY(times().last().startsWith(u'+'));
}

void DiagramOptionsTest::vOpensTheMenu()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    for (const bool byKey : {true, false}) {
        WhenItOpens menu(QMenu::staticMetaObject, [](QWidget *opened) {
            QTest::keyClick(opened, Qt::Key_Down); // over Find
            QTest::keyClick(opened, Qt::Key_Down);
            QTest::keyClick(opened, Qt::Key_Down);
            QTest::keyClick(opened, Qt::Key_Return); // time since the beginning
        });
        window->diagramOptions().choose({});
        if (byKey)
            window.press(Qt::Key_V);
        else
            window.click(window.find<QToolButton>("diagramShows"));
        QVERIFY(menu.wasSeen());
        QVERIFY(window->diagramOptions().choices().times == DiagramChoices::Times::Absolute);
        QVERIFY(window.activate());
    }
}

void DiagramOptionsTest::theMenuChoosesColumnsAndKinds()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    const double narrow = window->diagram().geometry().hostEdge(Host::Server)
        - window->diagram().geometry().hostEdge(Host::Client);
    for (const auto &[text, kind] : {std::pair {"Calls and their results", Label::Kind::Call},
             std::pair {"Names of the states", Label::Kind::State},
             std::pair {"Labels of the arrows", Label::Kind::Arrow}}) {
        QVERIFY(!textsOf(window, kind).isEmpty());
        QVERIFY(choose(window, text));
        QVERIFY2(textsOf(window, kind).isEmpty(), text);
        QVERIFY(followsTheRules(window));
    }
    QVERIFY(window->diagram().geometry().hostEdge(Host::Server)
            - window->diagram().geometry().hostEdge(Host::Client)
        > narrow);
    window->diagramOptions().choose({});
    QVERIFY(choose(window, "Preparatory calls"));
    QVERIFY(!textsOf(window, Label::Kind::Call).join(u' ').contains(QStringLiteral("setsockopt")));
    QVERIFY(choose(window, "States"));
    QVERIFY(textsOf(window, Label::Kind::State).isEmpty());
    const auto *line = window.find<QToolButton>("showEveryRow")->parentWidget();
    QVERIFY(line->isVisible() && LiveWindow::said(line).contains(QStringLiteral("setsockopt")));
    window.press(Qt::Key_E, Qt::ShiftModifier);
    QVERIFY(textsOf(window, Label::Kind::Call).join(u' ').contains(QStringLiteral("setsockopt")));
    QVERIFY(!textsOf(window, Label::Kind::State).isEmpty());
    QVERIFY(!line->isVisible());
}

void DiagramOptionsTest::aHiddenActorIsSaidAndComesBack()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    const std::size_t arrows = wholeSlice(window).arrows.size();
    const QStringList calls = textsOf(window, Label::Kind::Call);
    QVERIFY(choose(window, "client"));
    const DiagramSlice without = wholeSlice(window);
    QVERIFY(!textsOf(without, Label::Kind::Call).join(u' ').contains(QStringLiteral("connect(")));
    QVERIFY(textsOf(without, Label::Kind::Call).join(u' ').contains(QStringLiteral("accept()")));
    // What reached the server is still seen to come, from the edge of the client's side.
    QCOMPARE(without.arrows.size(), arrows);
    const DiagramGeometry &geometry = window->diagram().geometry();
    QVERIFY(std::any_of(without.arrows.begin(), without.arrows.end(), [&](const auto &arrow) {
        return arrow.kind == Arrow::Kind::Data && arrow.path.first().x() == geometry.hostEdge(Host::Client)
            && arrow.end == Arrow::End::Arrives;
    }));
    QVERIFY(followsTheRules(window));
    auto *show = window.find<QToolButton>("showEveryRow");
    QVERIFY(show->isVisible() && LiveWindow::said(show->parentWidget()).contains(QStringLiteral("client")));
    window.click(show);
    QCOMPARE(textsOf(window, Label::Kind::Call), calls);
    QVERIFY(!show->isVisible());
}

void DiagramOptionsTest::choicesAreRemembered()
{
    DiagramChoices chosen;
    QVERIFY(chooseColumns(chosen, "time,call"));
    chosen.fold = true;
    chosen.hide("client", true);
    chosen.leaveOut(DiagramChoices::Kind::Copies, true);
    LiveWindow first;
    first->diagramOptions().choose(chosen);
    first.closeAndDestroy();
    asIfStartedAgain();
    LiveWindow second;
    QCOMPARE(columnNames(second->diagramOptions().choices()), std::string("time,call"));
    QVERIFY(second->diagramOptions().choices() == chosen);
    QVERIFY(second.stepUntilConnected());
    QVERIFY(followsTheRules(second));
}

void DiagramOptionsTest::exportsShowWhatTheScreenShows()
{
    LiveWindow window(talking());
    QVERIFY(window.stepUntilAllEchoed());
    DiagramChoices choices;
    QVERIFY(chooseColumns(choices, "time,call,state"));
    choices.fold = true;
    choices.leaveOut(DiagramChoices::Kind::Preparations, true);
    window->diagramOptions().choose(choices);
    const ExportTarget target = window.find<ExportMenu>()->target();
    const QByteArray svg = target.make(ExportFormat::Svg, target.settings()).bytes;
    const QByteArray text = target.make(ExportFormat::Text, target.settings()).bytes;
    const QByteArray mermaid = target.make(ExportFormat::Mermaid, target.settings()).bytes;
    const QByteArray html = target.make(ExportFormat::Html, target.settings()).bytes;
    for (const QByteArray &made : {svg, text, mermaid, html}) {
        QVERIFY(made.contains("5 echo rounds, 30 bytes each way"));
    }
    for (const QByteArray &made : {svg, text, mermaid}) // the page's narration tells every step
        QVERIFY(!made.contains("setsockopt(") && !made.contains("text 4"));
    QVERIFY(!svg.contains(">5 B") && !svg.contains("SYN,ACK"));
    QVERIFY(svg.contains("ESTABLISHED") && text.contains("ESTABLISHED") && mermaid.contains("ESTABLISHED"));
    QVERIFY(!text.contains(" +") && text.startsWith("(not shown: preparations)"));
    QVERIFY(svg.contains("Not shown: "));
    QCOMPARE(target.rowCount,
        window->diagram().geometry().excerpt().lineCount(window->follower().layout().rowCount()));
    // Opened, the rows are there.
    const auto fold = window->diagramOptions().excerpt().foldIn(
        window->diagramOptions().excerpt().lineOf(window->follower().layout().rowCount() / 2));
    QVERIFY(fold);
    window->diagramOptions().setOpen(fold->first, true);
    const ExportTarget open = window.find<ExportMenu>()->target();
    QVERIFY(open.make(ExportFormat::Text, open.settings()).bytes.contains("text 4"));
    QVERIFY(open.make(ExportFormat::Svg, open.settings()).bytes.contains("text 4"));
}

void DiagramOptionsTest::thePresenterShowsTheSame()
{
    LiveWindow window(talking());
    QVERIFY(window.stepUntilAllEchoed());
    window.press(Qt::Key_E);
    window->setPresenting(true);
    const auto views = window->findChildren<DiagramView *>();
    QCOMPARE(views.size(), 2);
    for (const DiagramView *view : views)
        QCOMPARE(view->geometry().excerpt().foldedRounds(), std::uint64_t {5});
    window.press(Qt::Key_E);
    for (const DiagramView *view : views)
        QCOMPARE(view->geometry().excerpt().foldedRounds(), std::uint64_t {0});
    window->setPresenting(false);
}

QTEST_MAIN(DiagramOptionsTest)
#include "diagram_options_test.moc"
