// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/alignment.h"

#include "core/packet/packet.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep {

namespace {

constexpr std::size_t kLongestPhase = 600; // rows; the table of scores grows with its square

char letter(Lane::Place place, bool mirror)
{
    switch (place) {
    case Lane::Place::Client:
        return mirror ? 's' : 'c';
    case Lane::Place::Connection:
        return mirror ? 'c' : 's';
    case Lane::Place::Listener:
        break;
    }
    return 'l';
}

/// Which way a segment goes, its flags, and what became of it.
std::string segmentKey(const History &history, SegmentId id, bool moved, bool mirror)
{
    const SegmentSent &sent = history.sent(id);
    const auto packet = decodePacket(sent.raw);
    const bool fromClient = (sent.from == Host::Client) != mirror;
    return fmt::format("{}{}{} ", fromClient ? 'c' : 's', packet ? flagsText(packet->flags) : "?",
        !moved                                                     ? " leaves"
            : history.segment(id).phase == SegmentPhase::Delivered ? " arrives"
                                                                   : " lost");
}

/// What each row shows, without what differs from run to run: descriptors, ports, times and bytes.
/// Mirrored: with the two ends exchanged.
std::vector<std::string> keysOf(const Alignment::Run &run, bool mirror)
{
    std::vector<std::string> keys(run.layout.rowCount());
    const auto end = [&](LaneIndex lane) {
        return lane == kNoLane ? '-' : letter(run.layout.lanes()[lane].place, mirror);
    };
    for (Row row = 0; row < run.layout.rowCount(); ++row) {
        const RowContent &content = run.layout.row(row);
        if (content.entered)
            keys[row] += fmt::format("{}.{}( ", end(run.layout.laneOfCall(content.entered)),
                name(run.history.entered(content.entered).function));
        for (const SegmentId segment : {content.sent, content.moved}) {
            if (segment)
                keys[row] += segmentKey(run.history, segment, segment == content.moved, mirror);
        }
        const CallReturned *returned = content.returned ? run.history.returned(content.returned) : nullptr;
        if (!returned)
            continue;
        const Function function = run.history.entered(content.returned).function;
        const bool ended = receives(function) && returned->result == 0;
        keys[row] += fmt::format("{}.{}={} ", end(run.layout.laneOfCall(content.returned)), name(function),
            returned->error ? errorName(returned->error)
                : ended     ? "EOF"
                            : "ok");
    }
    for (std::size_t i = 0; i < run.layout.lanes().size(); ++i) {
        const auto lane = static_cast<LaneIndex>(i);
        for (const Band &band : run.layout.bands(lane)) {
            if (band.label != kNoRow && band.label < keys.size())
                keys[band.label] += fmt::format("{}:{} ", end(lane), name(band.state));
        }
    }
    return keys;
}

using Match = AlignedRow::Match;

/// How much it is worth to have two rows in one line.
int worth(Match match) { return match == Match::Same ? 3 : match == Match::Mirrored ? 2 : 0; }

} // namespace

Alignment::Alignment(const Run &left, const Run &right)
{
    const std::vector<std::string> keys[2] = {keysOf(left, false), keysOf(right, false)};
    const std::vector<std::string> mirrored = keysOf(right, true);
    const PhaseRows phases[2] = {phasesOf(left.layout, left.history), phasesOf(right.layout, right.history)};
    for (const Phase phase : kPhases)
        alignPhase(phase, keys, mirrored, phases);
    finish();
}

void Alignment::alignPhase(Phase phase, const std::vector<std::string> (&keys)[2],
    const std::vector<std::string> &mirrored, const PhaseRows (&phases)[2])
{
    const Row first[2] = {phases[0].first(phase), phases[1].first(phase)};
    const std::size_t count[2] = {phases[0].end(phase) - first[0], phases[1].end(phase) - first[1]};
    const bool mayMirror = phase == Phase::Close || phase == Phase::After;
    const auto match = [&](std::size_t i, std::size_t j) {
        const std::string &one = keys[0][first[0] + i];
        if (one == keys[1][first[1] + j])
            return Match::Same;
        return mayMirror && one == mirrored[first[1] + j] ? Match::Mirrored : Match::Different;
    };
    const auto put = [&](Row a, Row b, Match how) { rows_.push_back({{a, b}, phase, how}); };
    const auto at = [&](int side, std::size_t i) { return static_cast<Row>(first[side] + i); };
    if (count[0] > kLongestPhase || count[1] > kLongestPhase) {
        for (std::size_t i = 0; i < std::max(count[0], count[1]); ++i) {
            const bool both = i < count[0] && i < count[1];
            put(i < count[0] ? at(0, i) : kNoRow, i < count[1] ? at(1, i) : kNoRow,
                both ? match(i, i) : Match::Different);
        }
        return;
    }
    // Needleman and Wunsch without a price for gaps: best[i][j] is what the rows from i and j on are worth.
    std::vector<std::vector<int>> best(count[0] + 1, std::vector<int>(count[1] + 1, 0));
    for (std::size_t i = count[0]; i-- > 0;) {
        for (std::size_t j = count[1]; j-- > 0;) {
            const int value = worth(match(i, j));
            best[i][j] = std::max(best[i + 1][j], best[i][j + 1]);
            if (value > 0)
                best[i][j] = std::max(best[i][j], value + best[i + 1][j + 1]);
        }
    }
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < count[0] || j < count[1]) {
        const Match how = i < count[0] && j < count[1] ? match(i, j) : Match::Different;
        if (how != Match::Different && best[i][j] == worth(how) + best[i + 1][j + 1]) {
            put(at(0, i++), at(1, j++), how);
        } else if (j == count[1] || (i < count[0] && best[i][j] == best[i + 1][j])) {
            put(at(0, i++), kNoRow, Match::Different);
        } else {
            put(kNoRow, at(1, j++), Match::Different);
        }
    }
}

void Alignment::finish()
{
    // Behind the last row of the run that is behind, a gap only says that it has not come so far.
    for (std::size_t line = 0; line < rows_.size(); ++line) {
        for (int side = 0; side < 2; ++side) {
            const Row row = rows_[line].row[side];
            if (row != kNoRow) {
                lines_[side].resize(std::max<std::size_t>(lines_[side].size(), row + 1));
                lines_[side][row] = static_cast<Row>(line);
            }
        }
    }
    const auto last = [&](int side) { return lines_[side].empty() ? Row {0} : lines_[side].back(); };
    const Row known = std::min(last(0), last(1));
    for (Row line = 0; line < rows_.size() && line <= known; ++line) {
        if (rows_[line].match != Match::Same) {
            firstDifference_ = line;
            break;
        }
    }
}

Row Alignment::firstLine(Phase phase) const
{
    const auto found
        = std::find_if(rows_.begin(), rows_.end(), [&](const AlignedRow &row) { return row.phase == phase; });
    return found == rows_.end() ? kNoRow : static_cast<Row>(found - rows_.begin());
}

} // namespace sockstep
