// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram of states without a window: all of figure 5 is in it, and nothing written meets anything
// else, whatever the two ends of a connection have gone through.
#include "application.h"
#include "figure_rules.h"
#include "ui/look/language.h"
#include "ui/words/state_step_text.h"

#include <QApplication>
#include <QTest>
#include <set>

using namespace sockstep;
using namespace sockstep::test;

class StateFigureTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase();
    void init() { asIfNeverOpened(); }
    void theRulesNoticeWhatIsWrong();
    void everyTransitionOfTheTableIsInTheDiagram();
    void nothingOverlapsWhateverALifeWasLike_data();
    void nothingOverlapsWhateverALifeWasLike();
};

namespace {

constexpr QSize kSizes[] = {{700, 520}, {560, 440}};

using States = std::vector<TcpState>;
using enum TcpState;

/// What the two ends of a connection can go through from ESTABLISHED on, as RFC 9293 has it.
struct Ending {
    States one;
    States other;
};
const Ending kEndings[] = {
    {{FinWait1, FinWait2, TimeWait, Close}, {CloseWait, LastAck, Close}},
    {{FinWait1, TimeWait, Close}, {CloseWait, LastAck, Close}},
    {{FinWait1, Closing, TimeWait, Close}, {FinWait1, Closing, TimeWait, Close}},
    {{FinWait1, TimeWait, Close}, {FinWait1, Closing, TimeWait, Close}},
    {{Close}, {Close}},
    {{FinWait1, Close}, {Close}},
    {{FinWait1, Close}, {FinWait1, Close}},
    {{FinWait1, Close}, {CloseWait, Close}},
    {{FinWait1, FinWait2, Close}, {CloseWait, Close}},
    {{FinWait1, Closing, Close}, {FinWait1, Closing, Close}},
    {{FinWait1, Closing, Close}, {FinWait1, Close}},
};

/// A recording of two such lives, the client's after so many attempts in vain that its numbers have
/// two digits.
class Lives {
public:
    Lives(const States &client, const States &server)
        : recording_(
            {"2026-11-22T10:00:00.123Z", "loopback", "Linux 6.1.0", "client-close", {"server", "client"}})
        , history_(recording_)
        , path_(history_)
    {
        for (int attempt = 0; attempt < 12; ++attempt)
            go(kClient, {Close, SynSent, Close});
        go(kClient, client);
        go(kListener, {Close, Listen, Close});
        go(kConnection, server);
        history_.advance();
        path_.advance();
    }
    const History &history() const { return history_; }
    const StatePath &path() const { return path_; }

private:
    static constexpr SocketId kListener = 1;
    static constexpr SocketId kClient = 2;
    static constexpr SocketId kConnection = 3;
    void go(SocketId socket, const States &states)
    {
        for (std::size_t i = 0; i + 1 < states.size(); ++i) {
            StateChanged change;
            change.socket = socket;
            change.listener = socket == kConnection ? kListener : 0;
            change.from = states[i];
            change.to = states[i + 1];
            recording_.append(change);
        }
    }
    Recording recording_;
    History history_;
    StatePath path_;
};

States joined(States start, const States &end)
{
    start.insert(start.end(), end.begin(), end.end());
    return start;
}

const States kActive {Close, SynSent, Established};
const States kPassive {Listen, SynRecv, Established};

} // namespace

void StateFigureTest::initTestCase()
{
    prepareApplication();
    useFontOfTheWindow();
}

void StateFigureTest::theRulesNoticeWhatIsWrong()
{
    // The judge is judged first.
    const Lives all(joined(kActive, kEndings[0].one), joined(kPassive, kEndings[0].other));
    const StateFonts fonts(QApplication::font());
    const StateFigure figure = StateFigureBuilder(&all.path(), &all.history(), fonts).build({700, 520});
    VERIFY_NONE(brokenRules(figure, fonts));
    const auto isBroken = [&](auto change) {
        StateFigure changed = figure;
        change(changed);
        return !brokenRules(changed, fonts).isEmpty();
    };
    QVERIFY(isBroken([](StateFigure &f) { f.edges[0].label.moveTo(f.edges[1].label.topLeft()); }));
    QVERIFY(isBroken([](StateFigure &f) { f.edges[0].label.moveTo(f.edges[1].traces[0].badge.topLeft()); }));
    QVERIFY(isBroken([](StateFigure &f) { f.edges[0].label.moveCenter(f.boxes[0].rect.center()); }));
    QVERIFY(isBroken([](StateFigure &f) { f.edges[0].label.moveCenter(f.edges[3].line[1]); }));
    QVERIFY(isBroken([](StateFigure &f) { f.edges[0].label.moveLeft(-1); }));
    QVERIFY(isBroken([](StateFigure &f) { f.edges[0].text = QString(80, u'x'); }));
    QVERIFY(isBroken([](StateFigure &f) { f.edges[0].label = {}; }));
    QVERIFY(isBroken([](StateFigure &f) { f.tags[0].rect.translate(0, -8); }));
    QVERIFY(isBroken([](StateFigure &f) { f.tags.clear(); }));
}

void StateFigureTest::everyTransitionOfTheTableIsInTheDiagram()
{
    const StateFigure figure
        = StateFigureBuilder(nullptr, nullptr, StateFonts(QApplication::font())).build({700, 520});
    QCOMPARE(figure.edges.size(), transitions().size());
    for (const Transition &step : transitions()) {
        const StateFigure::Edge *edge = edgeOf(figure, step.from, step.to);
        QVERIFY2(edge, qPrintable(StateStepText::full(step)));
        QCOMPARE(edge->reset, step.cause == Cause::Reset);
        QVERIFY(edge->reset == edge->text.isEmpty()); // what nobody has gone is faint but named
        QVERIFY(edge->traces.empty());
    }
    QCOMPARE(figure.boxes.size(), std::size_t {kTcpStateCount + 1});
    VERIFY_NONE(brokenWays(figure));
}

void StateFigureTest::nothingOverlapsWhateverALifeWasLike_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<double>("zoom");
    for (const char *language : {"en", "ko"}) {
        for (const double zoom : {0.7, 1.0, 1.5, 3.0})
            QTest::addRow("%s at %g", language, zoom) << QString::fromLatin1(language) << zoom;
    }
}

void StateFigureTest::nothingOverlapsWhateverALifeWasLike()
{
    QFETCH(const QString, language);
    QFETCH(const double, zoom);
    Language words;
    words.use(language);
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * zoom);
    const StateFonts fonts(font);
    std::set<std::pair<TcpState, TcpState>> gone;
    const auto check = [&](const States &client, const States &server) {
        const Lives lives(client, server);
        QStringList broken;
        for (const QSize size : {kSizes[0], kSizes[1], QSize(10, 10), QSize(2000, 1200)}) {
            const StateFigure figure = StateFigureBuilder(&lives.path(), &lives.history(), fonts).build(size);
            broken << brokenRules(figure, fonts) << brokenWays(figure);
            for (const auto &edge : figure.edges) {
                if (!edge.traces.empty())
                    gone.insert({edge.from, edge.to});
            }
        }
        return broken;
    };
    for (const Ending &ending : kEndings) {
        VERIFY_NONE(check(joined(kActive, ending.one), joined(kPassive, ending.other)));
        VERIFY_NONE(check(joined(kActive, ending.other), joined(kPassive, ending.one)));
    }
    // The rarer ways to begin.
    VERIFY_NONE(check({Close, SynSent, SynRecv, Established}, {Listen, SynRecv, Close}));
    VERIFY_NONE(check({Close, SynSent, SynRecv, FinWait1, FinWait2}, {Listen, SynRecv, Close}));
    VERIFY_NONE(check(kActive, {Listen, SynRecv, FinWait1, FinWait2}));
    QCOMPARE(gone.size(), transitions().size());
}

QTEST_MAIN(StateFigureTest)
#include "state_figure_test.moc"
