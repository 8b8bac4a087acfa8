// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/handout.h"

#include "core/recording/recorded_steps.h"
#include "ui/export/page_form.h"
#include "ui/look/as_shown.h"
#include "ui/words/lesson_words.h"
#include "ui/words/narrator.h"

namespace sockstep {

Handout::Handout(
    const Layout &layout, const History &history, const SheetLook &look, RowRange rows, QString language)
    : layout_(layout)
    , history_(history)
    , sheet_(layout_, history_, look)
    , rows_(sheet_.existing(rows))
    , language_(std::move(language))
{
}

std::vector<Handout::Step> Handout::steps() const
{
    std::vector<Step> steps;
    if (layout_.rowCount() == 0)
        return steps;
    History moment(history_.recording()); // what was known then, and no more
    const Narrator narrator(moment);
    for (const RecordedStep &recorded : stepsOf(history_.recording(), history_.size())) {
        RowRange rows {layout_.rowOfEvent(recorded.begin), layout_.rowOfEvent(recorded.end - 1)};
        const bool before = layout_.row(rows.first).event < recorded.begin;
        if (before && rows.first < rows.last)
            ++rows.first;
        rows = linesOf(rows);
        if (rows.last < rows_.first || rows.first > rows_.last)
            continue;
        moment.advance(recorded.end);
        rows = {std::max(rows.first, rows_.first), std::min(rows.last, rows_.last)};
        steps.push_back({narrator.latest(), rows});
    }
    return steps;
}

/// The lines of the sheet that show rows of the layout; the one above where none does.
RowRange Handout::linesOf(RowRange rows) const
{
    const Excerpt &excerpt = sheet_.geometry().excerpt();
    const Row first = excerpt.lineOf(rows.first);
    Row last = excerpt.lineOf(rows.last);
    if (!excerpt.isShown(rows.last) && !excerpt.foldOf(rows.last) && last > 0)
        --last;
    return {std::min(first, last), last};
}

QString Handout::facts() const
{
    const Header &header = history_.recording().header();
    const QString network
        = header.network == "lab" ? tr("two private hosts") : tr("this machine's loopback");
    const QString said = QStringLiteral("%1 · %2 · %3")
                             .arg(nameAsShown(header.started), network, nameAsShown(header.kernel));
    return said.toHtmlEscaped();
}

/// What the lesson asks, before the steps.
QString Handout::opening() const
{
    const auto lesson = LessonWords::lessonOf(history_.recording().header());
    return lesson ? LessonWords::opening(*lesson).toHtmlEscaped() : QString();
}

/// What it has shown, after the last one: a past moment has not come so far.
QString Handout::closing() const
{
    const auto lesson = LessonWords::lessonOf(history_.recording().header());
    const bool isWhole = history_.size() == history_.recording().size();
    return lesson && isWhole ? LessonWords::closing(*lesson).toHtmlEscaped() : QString();
}

QString Handout::listOf(const std::vector<Step> &steps) const
{
    const double top = sheet_.topOf(rows_.first);
    const double height = sheet_.heightOf(rows_);
    QString list;
    int number = 0;
    for (const Step &step : steps) {
        list += QStringLiteral("<li value=\"%1\" data-from=\"%2\" data-to=\"%3\">%4</li>\n")
                    .arg(++number)
                    .arg((sheet_.topOf(step.rows.first) - top) / height, 0, 'f', 6)
                    .arg((sheet_.bottomOf(step.rows.last) - top) / height, 0, 'f', 6)
                    .arg(step.told);
    }
    return list;
}

Made Handout::html() const
{
    const QString title = LessonWords::titleNamed(history_.recording().header().lesson);
    const SheetFile file(sheet_, rows_, title);
    if (const QString complaint = file.complaintOfLength(); !complaint.isEmpty())
        return {{}, complaint};
    const QString legend
        = tr("Solid is what was observed: a call returned, the kernel reported a state, a segment crossed "
             "the wire. Dashed, hatched and in italics is what is inferred from it.");
    const PageForm page(QStringLiteral("handout"), sheet_.theme());
    return {page.fill({{"language", language_}, {"title", title.toHtmlEscaped()}, {"facts", facts()},
                {"legend", legend.toHtmlEscaped()}, {"diagram", tr("Sequence diagram").toHtmlEscaped()},
                {"heads", QString::fromUtf8(file.svgOfHeader())},
                {"rows", QString::fromUtf8(file.svgOfRows())}, {"steps", tr("Steps").toHtmlEscaped()},
                {"back", tr("Back").toHtmlEscaped()}, {"next", tr("Next").toHtmlEscaped()},
                {"list", listOf(steps())}, {"opening", opening()}, {"closing", closing()}}),
        {}};
}

} // namespace sockstep
