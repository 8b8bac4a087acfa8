// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown of a layout: rows in lines, what is left out, and echo rounds in one line. However it came to
// where it is (grown, gone back, opened and closed), it is the same as one that is made there.
#include "../bench/synthetic_recording.h"
#include "core/diagram/excerpt.h"
#include "core/lab/lab_support.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/rehearsal.h"
#include "support/recording_query.h"

#include <QTest>

using namespace sockstep;
using namespace sockstep::test;
using Kind = DiagramChoices::Kind;

class ExcerptTest : public QObject {
    Q_OBJECT

private slots:
    void columnsAreNamedAndRead();
    void everyRowHasItsLineByDefault();
    void roundsAfterTheFirstHaveOneLine();
    void anOpenFoldShowsItsRowsBelowItsLine();
    void twoRoundsAreNotFolded();
    void anotherAnswerIsNoEcho();
    void growingAndGoingBackEndInTheSame_data();
    void growingAndGoingBackEndInTheSame();
    void everyRowOfALessonIsShownOrLeftOutForAReason_data() { growingAndGoingBackEndInTheSame_data(); }
    void everyRowOfALessonIsShownOrLeftOutForAReason();
    void whatIsLeftOutCanBeShown_data() { growingAndGoingBackEndInTheSame_data(); }
    void whatIsLeftOutCanBeShown();
    void linesOfAnotherDiagramAreTakenAsTheyAre();
};

namespace {

/// A recording, read as far as somebody wants.
struct Read {
    explicit Read(const Recording &recording, EventIndex end = kNoEvent)
        : history(recording)
        , layout(recording)
    {
        advance(end);
    }
    void advance(EventIndex end)
    {
        history.advance(end);
        layout.advance(history.size());
    }
    History history;
    Layout layout;
};

DiagramChoices folding()
{
    DiagramChoices choices;
    choices.fold = true;
    return choices;
}

Excerpt excerptOf(const Read &read, DiagramChoices choices)
{
    Excerpt excerpt(std::move(choices));
    excerpt.update(read.layout, read.history);
    return excerpt;
}

/// Where each row is, and what each line has.
QStringList picture(const Excerpt &excerpt, const Layout &layout)
{
    QStringList lines;
    for (Row row = 0; row < layout.rowCount(); ++row)
        lines << QStringLiteral("row %1: %2 %3")
                     .arg(row)
                     .arg(excerpt.lineOf(row))
                     .arg(excerpt.isShown(row) ? "shown" : "");
    for (Row line = 0; line < excerpt.lineCount(layout.rowCount()); ++line) {
        if (const auto fold = excerpt.foldIn(line))
            lines << QStringLiteral("line %1: %2 rounds, %3 bytes, rows %4 to %5")
                         .arg(line)
                         .arg(fold->rounds)
                         .arg(fold->bytes)
                         .arg(fold->first)
                         .arg(fold->last);
    }
    lines << QStringLiteral("%1 rounds folded").arg(excerpt.foldedRounds());
    return lines;
}

/// Several of each, in all that a lesson has.
std::vector<DiagramChoices> manyChoices(const Recording &recording)
{
    std::vector<DiagramChoices> many {folding()};
    for (const Kind kind : DiagramChoices::kKinds) {
        many.emplace_back().leaveOut(kind, true);
        many.push_back(folding());
        many.back().leaveOut(kind, true);
    }
    for (const std::string &actor : recording.header().actors)
        many.emplace_back().hide(actor, true);
    many.push_back(folding());
    for (const Kind kind : DiagramChoices::kKinds)
        many.back().leaveOut(kind, true);
    many.back().hide("client", true);
    return many;
}

} // namespace

void ExcerptTest::columnsAreNamedAndRead()
{
    DiagramChoices choices;
    QCOMPARE(columnNames(choices), std::string("since,call,state,segment"));
    QVERIFY(chooseColumns(choices, "time,state"));
    QCOMPARE(columnNames(choices), std::string("time,state"));
    QVERIFY(choices.times == DiagramChoices::Times::Absolute && !choices.calls && !choices.segments);
    const DiagramChoices before = choices;
    for (const char *wrong : {"time,since", "state,,call", "states", "Time", "call,,"})
        QVERIFY2(!chooseColumns(choices, wrong) && choices == before, wrong);
    QVERIFY(chooseColumns(choices, ""));
    QCOMPARE(columnNames(choices), std::string());
    for (const Kind kind : DiagramChoices::kKinds)
        QVERIFY(diagramKindNamed(name(kind)) == kind);
    QVERIFY(!diagramKindNamed("ack"));
    choices.hide("b", true);
    choices.hide("a", true);
    choices.hide("b", true);
    QVERIFY((choices.hidden == std::vector<std::string> {"a", "b"}));
    choices.hide("b", false);
    QVERIFY(choices.hides("a") && !choices.hides("b"));
}

void ExcerptTest::everyRowHasItsLineByDefault()
{
    const auto recording = syntheticRecording(200);
    const Read read(*recording);
    const Excerpt excerpt = excerptOf(read, {});
    const Row count = read.layout.rowCount();
    QCOMPARE(excerpt.lineCount(count), count);
    for (Row row = 0; row < count; ++row)
        QVERIFY(excerpt.lineOf(row) == row && excerpt.rowAt(row, count) == row && excerpt.isShown(row));
    QCOMPARE(excerpt.rowAt(count + 5, count), count - 1);
    QCOMPARE(excerpt.shownIn(count, count), kNoRow);
    QCOMPARE(excerpt.rowAt(3, 0), Row {0});
}

void ExcerptTest::roundsAfterTheFirstHaveOneLine()
{
    const auto recording = syntheticRecording(400);
    const Read read(*recording);
    const Excerpt excerpt = excerptOf(read, folding());
    const Row count = read.layout.rowCount();
    std::optional<Excerpt::Fold> fold;
    Row folds = 0;
    for (Row line = 0; line < excerpt.lineCount(count); ++line) {
        if (const auto here = excerpt.foldIn(line)) {
            fold = here;
            ++folds;
            QCOMPARE(excerpt.shownIn(line, count), kNoRow);
        } else {
            QVERIFY(excerpt.shownIn(line, count) != kNoRow);
        }
    }
    QCOMPARE(folds, Row {1});
    // Of what the client got back, "hello" by "hello", the first is not in it.
    const auto back = received(*recording, "client").size() / 5;
    QCOMPARE(std::size_t {fold->rounds}, back - 1);
    QCOMPARE(fold->bytes, std::uint64_t {fold->rounds} * 5);
    QCOMPARE(excerpt.foldedRounds(), std::uint64_t {fold->rounds});
    QCOMPARE(read.history.entered(read.layout.row(fold->first).entered).function, Function::Send);
    QCOMPARE(read.history.entered(read.layout.row(fold->last).returned).actor, ActorId {1});
    QVERIFY(excerpt.lineCount(count) < 30 && count > 100);
    QVERIFY(excerpt.lineOf(fold->first) == excerpt.lineOf(fold->last));
    QVERIFY(
        excerpt.foldOf(fold->first - 1) == std::nullopt && excerpt.foldOf(fold->last + 1) == std::nullopt);
}

void ExcerptTest::anOpenFoldShowsItsRowsBelowItsLine()
{
    const auto recording = syntheticRecording(400);
    Read read(*recording, 300);
    Excerpt excerpt = excerptOf(read, folding());
    const QStringList closed = picture(excerpt, read.layout);
    const auto fold = excerpt.foldOf(read.layout.rowCount() / 2);
    QVERIFY(fold && !fold->open);
    const Row line = excerpt.lineOf(*fold);
    const Row lines = excerpt.lineCount(read.layout.rowCount());
    excerpt.setOpen(fold->first, true);
    excerpt.update(read.layout, read.history);
    QCOMPARE(excerpt.lineCount(read.layout.rowCount()), lines + (fold->last - fold->first + 1));
    QVERIFY(excerpt.foldIn(line) && excerpt.foldIn(line)->open);
    QCOMPARE(excerpt.shownIn(line + 1, read.layout.rowCount()), fold->first);
    QVERIFY(excerpt.isShown(fold->last));
    QCOMPARE(excerpt.foldedRounds(), std::uint64_t {0});
    // What comes while it is open is below its line, too.
    read.advance(400);
    excerpt.update(read.layout, read.history);
    const auto grown = excerpt.foldIn(line);
    QVERIFY(grown && grown->open && grown->rounds > fold->rounds);
    QCOMPARE(excerpt.lineOf(grown->last), line + 1 + (grown->last - grown->first));
    excerpt.setOpen(fold->first, false);
    Read before(*recording, 300);
    excerpt.update(before.layout, before.history);
    QCOMPARE(picture(excerpt, before.layout), closed);
}

void ExcerptTest::twoRoundsAreNotFolded()
{
    const auto recording = syntheticRecording(1000);
    std::uint64_t folded = 0;
    for (EventIndex end = 0; end < 60; ++end) {
        const Read read(*recording, end);
        const Excerpt excerpt = excerptOf(read, folding());
        Row rounds = 0;
        for (CallId call = 1; call <= read.history.callCount(); ++call) {
            const CallEntered &entered = read.history.entered(call);
            rounds += entered.actor == 1 && receives(entered.function) && read.history.returned(call);
        }
        if (rounds < 3)
            QCOMPARE(excerpt.foldedRounds(), std::uint64_t {0});
        else
            QCOMPARE(excerpt.foldedRounds(), std::uint64_t {rounds - 1});
        folded = excerpt.foldedRounds();
    }
    QVERIFY(folded > 2);
}

void ExcerptTest::anotherAnswerIsNoEcho()
{
    // The same calls as an echo, whose answers are as long and say something else.
    const auto echo = syntheticRecording(400);
    Recording other(echo->header());
    for (EventIndex n = 0; n < echo->size(); ++n) {
        EventBody body = echo->at(n).body;
        if (auto *call = std::get_if<CallEntered>(&body)) {
            if (call->actor == 0 && sends(call->function))
                call->data = "other";
            other.enter(*call);
            continue;
        }
        auto *returned = std::get_if<CallReturned>(&body);
        if (returned && !returned->data.empty() && n > 0) {
            const auto asked = callsIn(*echo)[returned->call - 1].entered->actor;
            returned->data = asked == 1 ? "other" : returned->data;
        }
        other.append(body);
    }
    const Read read(other);
    QCOMPARE(excerptOf(read, folding()).foldedRounds(), std::uint64_t {0});
    QVERIFY(excerptOf(Read(*echo), folding()).foldedRounds() > 10);
}

void ExcerptTest::growingAndGoingBackEndInTheSame_data()
{
    QTest::addColumn<std::shared_ptr<const Recording>>("recording");
    for (const char *lesson : {"client-close", "both-close", "serial-server", "udp-echo", "unix-echo",
             "connect-refused", "echo-loop", "reuseport"})
        QTest::newRow(lesson) << rehearse(builtInLesson(lesson)).recording;
    if (whyNoLab().empty()) {
        for (const char *lesson : {"handshake", "lost-data", "simultaneous-close", "cable-pulled"})
            QTest::newRow(lesson) << rehearse(builtInLesson(lesson)).recording;
    }
    QTest::newRow("echoes") << std::shared_ptr<const Recording>(syntheticRecording(150));
}

void ExcerptTest::growingAndGoingBackEndInTheSame()
{
    QFETCH(const std::shared_ptr<const Recording>, recording);
    QVERIFY(recording);
    for (const DiagramChoices &choices : manyChoices(*recording)) {
        Read growing(*recording, 0);
        Excerpt grown(choices);
        QList<QStringList> moments;
        for (EventIndex end = 0; end <= recording->size(); ++end) {
            growing.advance(end);
            grown.update(growing.layout, growing.history);
            const QStringList there = picture(excerptOf(growing, choices), growing.layout);
            QCOMPARE(picture(grown, growing.layout), there);
            moments << there;
        }
        for (EventIndex end : {recording->size() * 3 / 4, recording->size() / 2, recording->size() / 5,
                 recording->size(), EventIndex {0}, recording->size() / 3}) {
            const Read there(*recording, end);
            grown.update(there.layout, there.history);
            QCOMPARE(picture(grown, there.layout), moments[static_cast<qsizetype>(end)]);
        }
    }
}

void ExcerptTest::everyRowOfALessonIsShownOrLeftOutForAReason()
{
    QFETCH(const std::shared_ptr<const Recording>, recording);
    const Read read(*recording);
    for (const DiagramChoices &choices : manyChoices(*recording)) {
        const Excerpt excerpt = excerptOf(read, choices);
        Row line = 0;
        for (Row row = 0; row < read.layout.rowCount(); ++row) {
            QVERIFY(excerpt.lineOf(row) >= line);
            line = excerpt.lineOf(row);
            const RowContent &content = read.layout.row(row);
            if (excerpt.foldOf(row))
                continue;
            if (content.entered || content.returned) {
                const CallEntered &call
                    = read.history.entered(content.entered ? content.entered : content.returned);
                const bool prepares = call.function == Function::Setsockopt
                    || call.function == Function::Getsockname || call.function == Function::Fcntl;
                const bool wanted = !choices.hides(recording->header().actors[call.actor])
                    && !(prepares && choices.leavesOut(Kind::Preparations));
                if (wanted)
                    QVERIFY(excerpt.isShown(row));
            } else if (!content.sent && !content.moved && choices.leavesOut(Kind::States)) {
                const auto &event = recording->at(content.event).body;
                QCOMPARE(excerpt.isShown(row), !std::holds_alternative<StateChanged>(event));
            }
        }
        for (Row line2 = 0; line2 < excerpt.lineCount(read.layout.rowCount()); ++line2)
            QVERIFY(excerpt.foldIn(line2) || excerpt.shownIn(line2, read.layout.rowCount()) != kNoRow);
    }
}

void ExcerptTest::whatIsLeftOutCanBeShown()
{
    QFETCH(const std::shared_ptr<const Recording>, recording);
    const Read read(*recording);
    for (const DiagramChoices &choices : manyChoices(*recording)) {
        const Excerpt excerpt = excerptOf(read, choices);
        for (Row row = 0; row < read.layout.rowCount(); ++row) {
            const DiagramChoices wider = excerpt.choicesToShow(read.layout, read.history, row);
            if (excerpt.isShown(row) || excerpt.foldOf(row)) {
                QVERIFY(wider == choices);
                continue;
            }
            QVERIFY(wider != choices);
            const Excerpt shown = excerptOf(read, wider);
            QVERIFY2(shown.isShown(row) || shown.foldOf(row), qPrintable(QString::number(row)));
        }
    }
}

void ExcerptTest::linesOfAnotherDiagramAreTakenAsTheyAre()
{
    const Excerpt excerpt({0, 2, 3, 7}, 9);
    QCOMPARE(excerpt.lineCount(4), Row {9});
    QCOMPARE(excerpt.lineOf(1), Row {2});
    QCOMPARE(excerpt.lineOf(4), Row {9});
    QCOMPARE(excerpt.lineOf(kNoRow), kNoRow);
    QCOMPARE(excerpt.rowAt(1, 4), Row {0});
    QCOMPARE(excerpt.rowAt(5, 4), Row {2});
    QCOMPARE(excerpt.rowAt(100, 4), Row {3});
    QCOMPARE(excerpt.shownIn(1, 4), kNoRow);
    QCOMPARE(excerpt.shownIn(7, 4), Row {3});
    QVERIFY(!excerpt.isPlain() && !excerpt.foldIn(2));
}

QTEST_APPLESS_MAIN(ExcerptTest)
#include "excerpt_test.moc"
