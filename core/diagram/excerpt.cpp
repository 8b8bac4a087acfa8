// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/excerpt.h"

#include <algorithm>

// The part of the excerpt that puts rows into lines. What is shown of each is in excerpt_rows.cpp.

namespace sockstep {

namespace {

constexpr std::uint32_t kLeastFolded = 2; // rounds: fewer are no longer than the line that tells of them

} // namespace

Row settledRows(const Layout &layout, const History &history)
{
    Row settled = layout.rowCount();
    for (std::size_t i = 0; i < history.actorCount(); ++i) {
        const CallId call = history.actor(static_cast<ActorId>(i)).current;
        if (call && history.call(call).blocked == kNoEvent)
            settled = std::min(settled, layout.rowOfCall(call));
    }
    return settled;
}

Excerpt::Excerpt(const std::vector<Row> &lines, Row lineCount)
    : besides_(true)
    , lineCount_(lineCount)
{
    for (const Row line : lines)
        lines_.push_back(line);
}

void Excerpt::update(const Layout &layout, const History &history)
{
    if (besides_ || choices_.showsEveryRow())
        return;
    const auto &actors = history.recording().header().actors;
    hidden_.assign(choices_.hidden.empty() ? 0 : actors.size(), false);
    for (std::size_t i = 0; i < hidden_.size(); ++i)
        hidden_[i] = choices_.hides(actors[i]);
    const Row settled = settledRows(layout, history);
    Row keep = std::min({static_cast<Row>(lines_.size()), settled_, settled, firstTouched(layout)});
    settled_ = settled;
    touched_ = layout.touchedRows();
    if (choices_.fold)
        keep = findFolds(layout, history, keep);
    forgetLines(keep);
    mapRows(layout, history);
}

/// From where on something was placed that either only this or only \p layout has.
Row Excerpt::firstTouched(const Layout &layout) const
{
    const SharedVector<Row> &others = layout.touchedRows();
    const std::size_t common = std::min(touched_.size(), others.size());
    Row first = kNoRow;
    for (const SharedVector<Row> *rows : {&touched_, &others}) {
        for (std::size_t i = common; i < rows->size(); ++i)
            first = std::min(first, (*rows)[i]);
    }
    return first;
}

/// Returns from which row on lines have to be given anew: \p keep or one before it.
Row Excerpt::findFolds(const Layout &layout, const History &history, Row keep)
{
    if (keep < rounds_.size()) {
        rounds_.forgetFrom(keep);
        keep = std::min(keep, cutFolds());
    }
    while (rounds_.size() < settled_) {
        if (rounds_.take(layout, history))
            keep = std::min(keep, extendFold());
    }
    return keep;
}

/// Takes the rounds out of the folds that are no longer known. Returns the first row that is affected.
Row Excerpt::cutFolds()
{
    Row first = kNoRow;
    const auto &rounds = rounds_.rounds();
    while (!folds_.empty()) {
        Fold &fold = folds_.editBack();
        const Row end = rounds.empty() ? 0 : rounds.back().last;
        if (!rounds.empty() && fold.last <= end)
            break;
        const bool some = !rounds.empty() && fold.first <= end && rounds.back().number > kLeastFolded;
        if (some) {
            first = end + 1;
            fold.last = end;
            fold.rounds = rounds.back().number - 1;
            fold.bytes = rounds.back().bytes - rounds[rounds.size() - rounds.back().number].bytes;
            break;
        }
        first = fold.first;
        folds_.pop_back();
    }
    return first;
}

/// Another round has come. Returns the first row that is affected.
Row Excerpt::extendFold()
{
    const auto &rounds = rounds_.rounds();
    const EchoRounds::Round &latest = rounds.back();
    if (latest.number <= kLeastFolded)
        return kNoRow;
    const std::size_t chain = rounds.size() - latest.number;
    const Row first = rounds[chain + 1].first;
    Row affected = first;
    if (!folds_.empty() && folds_.back().first == first) {
        affected = folds_.back().last + 1;
    } else {
        const std::uint64_t before = folds_.empty() ? 0 : folds_.back().roundsBefore + folds_.back().rounds;
        folds_.push_back({first, 0, 0, 0, before, false});
    }
    Fold &fold = folds_.editBack();
    fold.last = latest.last;
    fold.rounds = latest.number - 1;
    fold.bytes = latest.bytes - rounds[chain].bytes;
    return affected;
}

/// The lines before \p row stay as they are.
void Excerpt::forgetLines(Row row)
{
    row = std::min(row, static_cast<Row>(lines_.size()));
    lines_.resize(row);
    lineCount_ = 0;
    if (row == 0)
        return;
    const Row last = lines_[row - 1];
    const Fold *fold = findFold(row - 1);
    const bool endsFold = fold && fold->last == row - 1 && !open_.contains(fold->first);
    lineCount_ = (last & ~kNotShown) + ((last & kNotShown) == 0 || endsFold ? 1 : 0);
}

void Excerpt::mapRows(const Layout &layout, const History &history)
{
    auto row = static_cast<Row>(lines_.size());
    auto fold = std::partition_point(
        folds_.begin(), folds_.end(), [&](const Fold &known) { return known.last < row; });
    for (; row < layout.rowCount(); ++row) {
        if (fold != folds_.end() && fold->last < row)
            ++fold;
        const bool inFold = fold != folds_.end() && row >= fold->first;
        const bool open = inFold && open_.contains(fold->first);
        if (open && row == fold->first)
            ++lineCount_; // the fold's own
        if (inFold && !open) {
            lines_.push_back(lineCount_ | kNotShown);
            lineCount_ += row == fold->last ? 1 : 0;
        } else if (showsRow(layout, history, row)) {
            lines_.push_back(lineCount_++);
        } else {
            lines_.push_back(lineCount_ | kNotShown);
        }
    }
}

Row Excerpt::lineOf(Row row) const
{
    if (isPlain() || row == kNoRow)
        return row;
    // Below the last row that has a line: where the present states go on.
    return row < lines_.size() ? lines_[row] & ~kNotShown
                               : lineCount_ + (row - static_cast<Row>(lines_.size()));
}

Row Excerpt::rowAt(Row line, Row rowCount) const
{
    if (rowCount == 0)
        return 0;
    if (isPlain())
        return std::min(line, rowCount - 1);
    const auto after = std::partition_point(
        lines_.begin(), lines_.end(), [&](Row entry) { return (entry & ~kNotShown) <= line; });
    return after == lines_.begin() ? 0 : std::min(static_cast<Row>(after - lines_.begin()) - 1, rowCount - 1);
}

Row Excerpt::shownIn(Row line, Row rowCount) const
{
    if (isPlain())
        return line < rowCount ? line : kNoRow;
    const Row row = rowAt(line, rowCount);
    return row < lines_.size() && lines_[row] == line ? row : kNoRow;
}

const Excerpt::Fold *Excerpt::findFold(Row row) const
{
    const auto found = std::partition_point(
        folds_.begin(), folds_.end(), [&](const Fold &fold) { return fold.last < row; });
    return found == folds_.end() || found->first > row ? nullptr : &*found;
}

Excerpt::Fold Excerpt::told(Fold fold) const
{
    fold.open = open_.contains(fold.first);
    return fold;
}

std::optional<Excerpt::Fold> Excerpt::foldOf(Row row) const
{
    const Fold *fold = findFold(row);
    return fold ? std::optional(told(*fold)) : std::nullopt;
}

std::optional<Excerpt::Fold> Excerpt::foldIn(Row line) const
{
    const auto found = std::partition_point(
        folds_.begin(), folds_.end(), [&](const Fold &fold) { return lineOf(told(fold)) < line; });
    if (found == folds_.end() || lineOf(told(*found)) != line)
        return std::nullopt;
    return told(*found);
}

void Excerpt::setOpen(Row firstOfFold, bool open)
{
    if (open)
        open_.insert(firstOfFold);
    else
        open_.erase(firstOfFold);
    forgetLines(firstOfFold);
}

std::uint64_t Excerpt::foldedRounds() const
{
    if (folds_.empty())
        return 0;
    std::uint64_t rounds = folds_.back().roundsBefore + folds_.back().rounds;
    for (const Row first : open_) {
        if (const Fold *fold = findFold(first); fold && fold->first == first)
            rounds -= fold->rounds;
    }
    return rounds;
}

} // namespace sockstep
