// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_slice.h"

#include "core/diagram/call_text.h"
#include "ui/look/as_shown.h"
#include "ui/look/fixed_width.h"

#include <QList>
#include <algorithm>
#include <cmath>
#include <utility>

namespace sockstep {

namespace {

/// The part of a path that goes down from the height \p top to \p bottom.
QPolygonF between(const QPolygonF &path, double top, double bottom)
{
    QPolygonF part;
    for (qsizetype i = 0; i + 1 < path.size(); ++i) {
        QLineF leg(path[i], path[i + 1]);
        if (leg.y2() < top || leg.y1() > bottom)
            continue;
        const QLineF whole = leg;
        const auto pointAt = [&](double y) { return whole.pointAt((y - whole.y1()) / whole.dy()); };
        if (whole.y1() < top)
            leg.setP1(pointAt(top));
        if (whole.y2() > bottom)
            leg.setP2(pointAt(bottom));
        if (part.isEmpty())
            part << leg.p1();
        part << leg.p2();
    }
    return part;
}

QString stateText(TcpState state)
{
    const auto word = name(state);
    return asShown(word);
}

} // namespace

/// The rows that are shown, in runs: what lies in long gaps between them is not looked at.
DiagramSliceBuilder::Runs DiagramSliceBuilder::runsIn(Row first, Row last) const
{
    constexpr Row kLongGap = 64;
    if (excerpt_.choices().showsEveryRow())
        return {{excerpt_.rowAt(first, layout_.rowCount()), excerpt_.rowAt(last, layout_.rowCount())}};
    Runs runs;
    for (Row line = first; line <= last; ++line) {
        const Row row = excerpt_.shownIn(line, layout_.rowCount());
        if (row == kNoRow)
            continue;
        if (runs.empty() || row - runs.back().last > kLongGap)
            runs.push_back({row, row});
        runs.back().last = row;
    }
    return runs;
}

DiagramSlice DiagramSliceBuilder::build(Row first, Row last, double bottom) const
{
    DiagramSlice slice;
    const Row count = excerpt_.lineCount(layout_.rowCount());
    if (count == 0 || layout_.rowCount() == 0)
        return slice;
    last = std::min(last, count - 1);
    first = std::min(first, last);
    const Runs runs = runsIn(first, last);
    for (std::size_t lane = 0; lane < layout_.lanes().size(); ++lane)
        addLane(slice, static_cast<LaneIndex>(lane), runs, bottom);
    Drawn drawn;
    addArrows(slice, runs, drawn);
    std::vector<Row> rows;
    for (Row line = first; line <= last; ++line) {
        const Row row = excerpt_.shownIn(line, layout_.rowCount());
        if (row != kNoRow) {
            rows.push_back(row);
            addRow(slice, row);
        } else if (const auto fold = excerpt_.foldIn(line)) {
            addFold(slice, line, *fold);
        }
    }
    // Last, when everything that may be in the way is known.
    for (const auto &[arrow, path] : drawn)
        addHeldLabel(slice, *arrow, path.last());
    for (const Row row : rows)
        addNote(slice, row);
    for (const auto &[arrow, path] : drawn) {
        if (excerpt_.choices().segments)
            labelArrow(slice, *arrow, path);
    }
    if (limits_)
        cut(slice);
    return slice;
}

void DiagramSliceBuilder::addArrows(DiagramSlice &slice, const Runs &runs, Drawn &drawn) const
{
    const auto touches = [&](const Arrow &arrow) {
        return std::any_of(runs.begin(), runs.end(),
            [&](const RowRange &run) { return arrow.to >= run.first && arrow.from <= run.last; });
    };
    const auto add = [&](const Arrow &arrow) {
        if (touches(arrow) && excerpt_.showsArrow(layout_, history_, arrow) && addArrow(slice, arrow))
            drawn.emplace_back(&arrow, slice.arrows.back().path);
    };
    auto done = layout_.arrowsNear(0, 0).begin();
    for (const RowRange &run : runs) {
        const auto near = layout_.arrowsNear(run.first, run.last);
        for (done = std::max(done, near.begin()); done < near.end(); ++done)
            add(*done);
    }
    if (!runs.empty()) {
        for (const Arrow *arrow : layout_.longArrowsIn(runs.front().first, runs.back().last))
            add(*arrow);
    }
    for (const Arrow &arrow : layout_.arrowsOnWire())
        add(arrow);
}

bool DiagramSliceBuilder::isWithin(const QRectF &rect) const
{
    return !limits_ || (rect.top() >= limits_->first && rect.bottom() <= limits_->second);
}

void DiagramSliceBuilder::cut(DiagramSlice &slice) const
{
    const double top = limits_->first;
    const double bottom = limits_->second;
    const auto shorten = [&](auto &shapes) {
        std::erase_if(shapes,
            [&](const auto &shape) { return shape.rect.top() >= bottom || shape.rect.bottom() <= top; });
        for (auto &shape : shapes) {
            shape.rect.setTop(std::max(shape.rect.top(), top));
            shape.rect.setBottom(std::min(shape.rect.bottom(), bottom));
        }
    };
    shorten(slice.bands);
    shorten(slice.bars);
    // Arrows go down or are level; one that only begins or ends at the limit has its place elsewhere.
    std::erase_if(slice.arrows, [&](const DiagramSlice::ArrowShape &arrow) {
        return arrow.path.last().y() <= top || arrow.path.first().y() >= bottom;
    });
    for (DiagramSlice::ArrowShape &arrow : slice.arrows) {
        arrow.cut = arrow.path.last().y() > bottom;
        arrow.path = between(arrow.path, top, bottom);
    }
    std::erase_if(slice.labels, [&](const DiagramSlice::Label &label) { return !isWithin(label.rect); });
}

void DiagramSliceBuilder::put(DiagramSlice &slice, DiagramSlice::Label label, QRectF room) const
{
    if (label.full.isEmpty())
        label.full = label.text + label.tail;
    // The result stays whole if it leaves room for a little of the call.
    const double most = room.width() / metrics_.charWidth;
    // Why a call failed counts more than its arguments.
    const double leastOfCall = label.text.isEmpty() ? 0 : label.failed ? 1 : 4;
    if (columns(label.tail) + leastOfCall <= most)
        label.text = elided(label.text, most - columns(label.tail)) + label.tail;
    else if (!label.failed)
        label.text = elided(label.text + label.tail, most);
    else { // its error tells more than its name, and more than -1
        const QString error = label.tail.section(u' ', -1);
        const QString pointed = QStringLiteral("→ ") + error;
        label.text = columns(pointed) <= most ? pointed : elided(error, most);
    }
    const double width = columns(label.text) * metrics_.charWidth;
    if (label.alignment & Qt::AlignRight)
        room.setLeft(room.right() - width);
    else if (label.alignment & Qt::AlignHCenter)
        room.adjust((room.width() - width) / 2, 0, -(room.width() - width) / 2, 0);
    else
        room.setWidth(width);
    label.rect = room;
    slice.labels.push_back(std::move(label));
}

void DiagramSliceBuilder::addLane(DiagramSlice &slice, LaneIndex lane, const Runs &runs, double bottom) const
{
    if (!geometry_.has(lane) || runs.empty())
        return;
    const Row first = runs.front().first;
    const Row last = runs.back().last;
    // A state may last a million rows: no shape is longer than what is in sight and a little more.
    const double above = geometry_.y(first) - 2 * geometry_.rowHeight();
    const double below = std::min(bottom, geometry_.y(last) + 64 * geometry_.rowHeight());
    const std::size_t before = slice.bands.size();
    Row done = kNoRow;
    for (const RowRange &run : runs) {
        for (const Band &band : layout_.bandsIn(lane, run.first, run.last)) {
            if (std::exchange(done, band.first) != band.first)
                addBand(slice, lane, band, above, below);
        }
    }
    const Lane &own = layout_.lanes()[lane];
    if (layout_.bands(lane).empty() && own.first <= last && (own.closed == kNoRow || own.closed >= first)) {
        const double top = std::max(geometry_.y(own.first), above);
        const double end = own.closed == kNoRow ? below : std::min(geometry_.y(own.closed), below);
        DiagramSlice::BandShape line;
        line.rect = geometry_.band(lane, top, std::max(end, top));
        line.stateless = true;
        slice.bands.push_back(line);
    }
    if (slice.bands.size() == before)
        return;
    CallId asleep = 0;
    for (const RowRange &run : runs) {
        for (const Span &span : layout_.spansIn(lane, run.first, run.last)) {
            const bool open = span.last == kNoRow;
            const double top = std::max(geometry_.y(span.first), above);
            const double end = open ? below : std::min(geometry_.y(span.last), below);
            if (std::exchange(asleep, span.call) != span.call && (open || end > top))
                slice.bars.push_back({geometry_.bar(lane, top, std::max(end, top)), span.call, open});
        }
    }
}

/// From \p above to \p below, as far as it lasts there.
void DiagramSliceBuilder::addBand(
    DiagramSlice &slice, LaneIndex lane, const Band &band, double above, double below) const
{
    const double top = std::max(geometry_.y(band.first), above);
    // One that never was more than CLOSE is gone with its descriptor.
    const bool unused = band.last == kNoRow && band.label == kNoRow;
    const Row ends = unused ? layout_.lanes()[lane].closed : band.last;
    const double end = ends == kNoRow ? below : std::min(geometry_.y(ends), below);
    const bool ended = band.state == TcpState::Close && band.label != kNoRow;
    slice.bands.push_back({geometry_.band(lane, top, std::max(end, top)), band.state, band.evidence, ended});
    const bool inSight = band.label != kNoRow && geometry_.y(band.label) >= above
        && geometry_.y(band.label) <= below + geometry_.rowHeight();
    if (!excerpt_.choices().namesStates() || !inSight || !excerpt_.isShown(band.label))
        return;
    DiagramSlice::Label label;
    label.kind = DiagramSlice::Label::Kind::State;
    label.text = stateText(band.state);
    label.state = band.state;
    label.evidence = band.evidence;
    label.alignment = geometry_.gutterIsLeft(lane) ? Qt::AlignRight : Qt::AlignLeft;
    put(slice, std::move(label), geometry_.gutter(lane, band.label));
}

void DiagramSliceBuilder::addRow(DiagramSlice &slice, Row row) const
{
    addTime(slice, row, geometry_.y(row));
    const RowContent &content = layout_.row(row);
    const CallId call = content.entered ? content.entered : content.returned;
    if (call && excerpt_.choices().calls && excerpt_.showsCall(history_, call))
        addCallLabel(slice, row, content.entered, content.returned);
}

void DiagramSliceBuilder::addTime(DiagramSlice &slice, Row row, double y) const
{
    const bool wanted = withTimes_ && excerpt_.choices().times != DiagramChoices::Times::Off;
    const auto time = wanted ? layout_.timeOf(row) : std::nullopt;
    if (!time)
        return;
    DiagramSlice::Label label;
    label.kind = DiagramSlice::Label::Kind::Time;
    label.text = timeText(row, *time);
    label.full = asShown(durationText(*time));
    label.alignment = Qt::AlignRight;
    put(slice, std::move(label),
        QRectF(0, y - metrics_.lineHeight / 2, geometry_.timeRight(), metrics_.lineHeight));
}

QString DiagramSliceBuilder::timeText(Row row, std::chrono::nanoseconds time) const
{
    if (excerpt_.choices().times == DiagramChoices::Times::Absolute)
        return asShown(durationText(time));
    // The difference to the line above that has a time; inferred rows have none, but few in a row.
    const Row line = excerpt_.lineOf(row);
    for (Row above = line; above > 0 && line - above < 8; --above) {
        const auto fold = excerpt_.foldIn(above - 1);
        const Row shown = fold && !fold->open ? fold->last : excerpt_.shownIn(above - 1, layout_.rowCount());
        if (const auto before = shown == kNoRow ? std::nullopt : layout_.timeOf(shown)) {
            const auto difference = std::max(time - *before, std::chrono::nanoseconds {});
            return u'+' + asShown(durationText(difference));
        }
    }
    return asShown(durationText(time));
}

/// The line of echo rounds says so between the hosts, where nothing else is.
void DiagramSliceBuilder::addFold(DiagramSlice &slice, Row line, const Excerpt::Fold &fold) const
{
    const double y = geometry_.lineY(line);
    if (!fold.open)
        addTime(slice, fold.last, y);
    DiagramSlice::Label label;
    label.kind = DiagramSlice::Label::Kind::Fold;
    label.fold = fold.first;
    label.waiting = fold.open;
    const QString mark = fold.open ? QStringLiteral("▾ ") : QStringLiteral("▸ … ");
    label.full = tr("%L1 echo rounds, %L2 bytes each way").arg(fold.rounds).arg(fold.bytes);
    label.text = mark + label.full;
    const double left = geometry_.hostEdge(Host::Client);
    const double room = geometry_.hostEdge(Host::Server) - left - 2 * metrics_.charWidth;
    if (columns(label.text) * metrics_.charWidth > room)
        label.text = mark + tr("%L1 rounds, %L2 B").arg(fold.rounds).arg(fold.bytes);
    label.full
        += u'\n' + (fold.open ? tr("Enter or a click closes them again") : tr("Enter or a click shows them"));
    label.alignment = Qt::AlignHCenter;
    put(slice, std::move(label),
        QRectF(left + metrics_.charWidth, y - metrics_.lineHeight / 2, room, metrics_.lineHeight));
}

void DiagramSliceBuilder::addCallLabel(DiagramSlice &slice, Row row, CallId entered, CallId returned) const
{
    const CallId id = entered ? entered : returned;
    const CallEntered &call = history_.entered(id);
    const CallReturned *result = returned == id ? history_.returned(id) : nullptr;
    // The socket that pthread_create hands over may be of a thread that is hidden, though its caller is not.
    const LaneIndex own = layout_.laneOfCall(id);
    const LaneIndex lane = geometry_.has(own) ? own : kNoLane;
    DiagramSlice::Label label;
    label.kind = DiagramSlice::Label::Kind::Call;
    label.call = id;
    if (entered) {
        label.text = asShown(shortCallText(call));
        label.full = asShown(fullCallText(call));
    }
    if (result) {
        const QString shown = QStringLiteral("→ ") + asShown(resultLabel(call, *result));
        label.tail = (entered ? QStringLiteral(" ") : QString()) + shown;
        label.full += QStringLiteral(" → ") + asShown(resultNumber(*result));
        label.failed = result->error != 0;
    } else if (layout_.rowOfReturn(id) == kNoRow || layout_.rowOfReturn(id) != row) {
        label.tail = QStringLiteral(" …");
        label.waiting = !history_.returned(id) && !history_.killedIn(id);
    }
    if (lane == kNoLane) { // a call that failed before there was a socket
        label.alignment = Qt::AlignLeft;
        const double left = geometry_.timeRight() + metrics_.charWidth;
        double right = left + geometry_.midSpace() - geometry_.timeRight();
        for (std::size_t other = 0; other < layout_.lanes().size(); ++other) {
            if (layout_.lanes()[other].first <= row && geometry_.has(static_cast<LaneIndex>(other)))
                right = std::min(
                    right, geometry_.band(static_cast<LaneIndex>(other), 0, 1).left() - metrics_.charWidth);
        }
        put(slice, std::move(label),
            QRectF(left, geometry_.y(row) - metrics_.lineHeight / 2, right - left, metrics_.lineHeight));
        return;
    }
    label.alignment = geometry_.gutterIsLeft(lane) ? Qt::AlignRight : Qt::AlignLeft;
    put(slice, std::move(label), geometry_.gutter(lane, row));
}

} // namespace sockstep
