// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram_slice.h"

#include "diagram/arrow_text.h"
#include "diagram/call_text.h"

#include <QList>
#include <algorithm>
#include <cmath>

namespace sockstep {

namespace {

/// Fixed-width columns of a text; Hangul, Han and kana take two, as in a terminal.
double columns(const QString &text)
{
    double total = 0;
    for (const char32_t c : text.toUcs4()) {
        const bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xff60) || (c >= 0x1f300 && c <= 0x1faff);
        total += wide ? 2 : 1;
    }
    return total;
}

QString elided(QString text, double room)
{
    if (columns(text) <= room)
        return text;
    text.chop(text.endsWith(u'…') ? 1 : 0);
    while (!text.isEmpty() && columns(text) > room - 1) {
        text.chop(1);
        if (!text.isEmpty() && text.back().isHighSurrogate())
            text.chop(1);
    }
    return text + u'…';
}

/// Does any part of \p line lie in \p rect?
bool meets(const QRectF &rect, const QLineF &line)
{
    if (rect.contains(line.p1()) || rect.contains(line.p2()))
        return true;
    const QLineF edges[] = {{rect.topLeft(), rect.topRight()}, {rect.bottomLeft(), rect.bottomRight()},
        {rect.topLeft(), rect.bottomLeft()}, {rect.topRight(), rect.bottomRight()}};
    return std::any_of(std::begin(edges), std::end(edges),
        [&](const QLineF &edge) { return edge.intersects(line, nullptr) == QLineF::BoundedIntersection; });
}

QString stateText(TcpState state)
{
    const auto word = name(state);
    return QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
}

} // namespace

DiagramSlice DiagramSliceBuilder::build(Row first, Row last, double bottom) const
{
    DiagramSlice slice;
    if (layout_.rowCount() == 0)
        return slice;
    last = std::min(last, layout_.rowCount() - 1);
    for (std::size_t lane = 0; lane < layout_.lanes().size(); ++lane)
        addLane(slice, static_cast<LaneIndex>(lane), first, last, bottom);
    std::vector<std::pair<const Arrow *, QLineF>> drawn;
    for (const auto arrows :
        {layout_.arrowsNear(first, last), layout_.longArrows(), layout_.arrowsOnWire()}) {
        for (const Arrow &arrow : arrows) {
            if (arrow.to >= first && arrow.from <= last && addArrow(slice, arrow))
                drawn.emplace_back(&arrow, slice.arrows.back().line);
        }
    }
    for (Row row = first; row <= last; ++row)
        addRow(slice, row);
    // Last, when everything that may be in the way is known.
    for (Row row = first; row <= last; ++row)
        addCable(slice, row);
    for (const auto &[arrow, line] : drawn)
        addHeldLabel(slice, *arrow, line);
    for (const auto &[arrow, line] : drawn)
        labelArrow(slice, *arrow, line);
    if (limits_)
        cut(slice);
    return slice;
}

bool DiagramSliceBuilder::isWithin(const QRectF &rect) const
{
    return !limits_ || (rect.top() >= limits_->first && rect.bottom() <= limits_->second);
}

void DiagramSliceBuilder::cut(DiagramSlice &slice) const
{
    const auto [top, bottom] = *limits_;
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
        return arrow.line.y2() <= top || arrow.line.y1() >= bottom;
    });
    for (DiagramSlice::ArrowShape &arrow : slice.arrows) {
        const QLineF whole = arrow.line;
        const auto pointAt = [&](double y) { return whole.pointAt((y - whole.y1()) / whole.dy()); };
        if (whole.y1() < top)
            arrow.line.setP1(pointAt(top));
        arrow.cut = whole.y2() > bottom;
        if (arrow.cut)
            arrow.line.setP2(pointAt(bottom));
    }
    std::erase_if(slice.labels, [&](const DiagramSlice::Label &label) { return !isWithin(label.rect); });
}

void DiagramSliceBuilder::put(DiagramSlice &slice, DiagramSlice::Label label, QRectF room) const
{
    if (label.full.isEmpty())
        label.full = label.text + label.tail;
    // The result stays whole if it leaves room for a little of the call.
    const double most = room.width() / metrics_.charWidth;
    const double leastOfCall = label.failed ? 1 : 4; // why a call failed counts more than its arguments
    if (columns(label.tail) + leastOfCall <= most)
        label.text = elided(label.text, most - columns(label.tail)) + label.tail;
    else if (!label.failed)
        label.text = elided(label.text + label.tail, most);
    else // its error tells more than its name
        label.text = elided(label.tail.section(u' ', -1), most);
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

void DiagramSliceBuilder::addLane(
    DiagramSlice &slice, LaneIndex lane, Row first, Row last, double bottom) const
{
    // A state may last a million rows: no shape is longer than what is in sight and a little more.
    const double above = geometry_.y(first) - 2 * geometry_.rowHeight();
    const double below = std::min(bottom, geometry_.y(last) + 64 * geometry_.rowHeight());
    bool born = false;
    for (const Band &band : layout_.bandsIn(lane, first, last)) {
        const double top = std::max(geometry_.y(band.first), above);
        // One that never was more than CLOSE is gone with its descriptor.
        const bool unused = band.last == kNoRow && band.label == kNoRow;
        const Row ends = unused ? layout_.lanes()[lane].closed : band.last;
        const double end = ends == kNoRow ? below : std::min(geometry_.y(ends), below);
        const bool ended = band.state == TcpState::Close && band.label != kNoRow;
        slice.bands.push_back(
            {geometry_.band(lane, top, std::max(end, top)), band.state, band.evidence, ended});
        born = true;
        if (band.label == kNoRow || band.label < first || band.label > last)
            continue;
        DiagramSlice::Label label;
        label.kind = DiagramSlice::Label::Kind::State;
        label.text = stateText(band.state);
        label.state = band.state;
        label.evidence = band.evidence;
        label.alignment = geometry_.gutterIsLeft(lane) ? Qt::AlignRight : Qt::AlignLeft;
        put(slice, std::move(label), geometry_.gutter(lane, band.label));
    }
    const Lane &own = layout_.lanes()[lane];
    if (layout_.bands(lane).empty() && own.first <= last && (own.closed == kNoRow || own.closed >= first)) {
        const double top = std::max(geometry_.y(own.first), above);
        const double end = own.closed == kNoRow ? below : std::min(geometry_.y(own.closed), below);
        DiagramSlice::BandShape line;
        line.rect = geometry_.band(lane, top, std::max(end, top));
        line.stateless = true;
        slice.bands.push_back(line);
        born = true;
    }
    if (!born)
        return;
    for (const Span &span : layout_.spansIn(lane, first, last)) {
        const bool open = span.last == kNoRow;
        const double top = std::max(geometry_.y(span.first), above);
        const double end = open ? below : std::min(geometry_.y(span.last), below);
        slice.bars.push_back({geometry_.bar(lane, top, std::max(end, top)), span.call, open});
    }
}

void DiagramSliceBuilder::addRow(DiagramSlice &slice, Row row) const
{
    if (const auto time = withTimes_ ? layout_.timeOf(row) : std::nullopt) {
        DiagramSlice::Label label;
        label.kind = DiagramSlice::Label::Kind::Time;
        label.text = timeText(row, *time);
        label.full = QString::fromStdString(durationText(*time));
        label.alignment = Qt::AlignRight;
        const double y = geometry_.y(row);
        put(slice, std::move(label),
            QRectF(0, y - metrics_.lineHeight / 2, geometry_.timeRight(), metrics_.lineHeight));
    }
    const RowContent &content = layout_.row(row);
    if (content.entered || content.returned)
        addCallLabel(slice, row, content.entered, content.returned);
}

QString DiagramSliceBuilder::timeText(Row row, std::chrono::nanoseconds time) const
{
    // The difference to the row above that has a time; inferred rows have none, but few in a row.
    for (Row above = row; above > 0 && row - above < 8; --above) {
        if (const auto before = layout_.timeOf(above - 1)) {
            const auto difference = std::max(time - *before, std::chrono::nanoseconds {});
            return u'+' + QString::fromStdString(durationText(difference));
        }
    }
    return QString::fromStdString(durationText(time));
}

void DiagramSliceBuilder::addCallLabel(DiagramSlice &slice, Row row, CallId entered, CallId returned) const
{
    const CallId id = entered ? entered : returned;
    const CallEntered &call = history_.entered(id);
    const CallReturned *result = returned == id ? history_.returned(id) : nullptr;
    const LaneIndex lane = layout_.laneOfCall(id);
    DiagramSlice::Label label;
    label.kind = DiagramSlice::Label::Kind::Call;
    label.call = id;
    if (entered) {
        label.text = QString::fromStdString(shortCallText(call));
        label.full = QString::fromStdString(fullCallText(call));
    }
    if (result) {
        const QString shown = QStringLiteral("→ ") + QString::fromStdString(resultLabel(call, *result));
        (entered ? label.tail : label.text) = (entered ? QStringLiteral(" ") : QString()) + shown;
        label.full += QStringLiteral(" → ") + QString::fromStdString(resultNumber(*result));
        label.failed = result->error != 0;
    } else if (layout_.rowOfReturn(id) == kNoRow || layout_.rowOfReturn(id) != row) {
        label.tail = QStringLiteral(" …");
        label.waiting = !history_.returned(id);
    }
    if (lane == kNoLane) { // a call that failed before there was a socket
        label.alignment = Qt::AlignLeft;
        const double left = geometry_.timeRight() + metrics_.charWidth;
        double right = left + geometry_.midSpace() - geometry_.timeRight();
        for (std::size_t other = 0; other < layout_.lanes().size(); ++other) {
            if (layout_.lanes()[other].first <= row)
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

QString DiagramSliceBuilder::arrowText(const Arrow &arrow, std::size_t room) const
{
    return QString::fromStdString(arrowLabel(history_, arrow, room, numbers_));
}

bool DiagramSliceBuilder::addArrow(DiagramSlice &slice, const Arrow &arrow) const
{
    const bool segment = arrow.kind == Arrow::Kind::Segment;
    if (!segment && arrow.fromLane == kNoLane && arrow.toLane == kNoLane)
        return false;
    const bool inferredLost = !segment && arrow.toLane == kNoLane;
    const SegmentId original = segment ? history_.sent(arrow.segment).original : SegmentId {0};
    slice.arrows.push_back({lineOf(arrow), arrow.kind, arrow.evidence,
        inferredLost ? Arrow::End::Lost : arrow.end, arrow.fromCall, arrow.toCall, arrow.segment, original});
    return true;
}

QLineF DiagramSliceBuilder::lineOf(const Arrow &arrow) const
{
    const bool segment = arrow.kind == Arrow::Kind::Segment;
    // A real segment to or from a host, but to no socket of it, ends at the host's side.
    const auto otherwise
        = [&](Host host) { return segment ? geometry_.hostEdge(host) : geometry_.midSpace(); };
    const bool fromKnown = arrow.fromLane != kNoLane;
    const bool toKnown = arrow.toLane != kNoLane;
    const double fromX = fromKnown ? geometry_.x(arrow.fromLane) : otherwise(arrow.fromHost);
    const double toX = toKnown ? geometry_.x(arrow.toLane) : otherwise(otherHost(arrow.fromHost));
    const bool right = toX > fromX;
    const QPointF from(fromKnown ? geometry_.edge(arrow.fromLane, right) : fromX, geometry_.y(arrow.from));
    const QPointF to(toKnown ? geometry_.edge(arrow.toLane, !right) : toX, geometry_.y(arrow.to));
    if (!segment || arrow.end == Arrow::End::Arrives)
        return {from, to};
    constexpr double kLow = 0.55; // of a row: what is on the wire is on its way down
    const double y = arrow.end == Arrow::End::Lost ? to.y() : from.y() + kLow * geometry_.rowHeight();
    return {from, QPointF(geometry_.midSpace(), y)};
}

/// What is on the wire stands in a box at the head of its arrow.
void DiagramSliceBuilder::addHeldLabel(DiagramSlice &slice, const Arrow &arrow, const QLineF &line) const
{
    if (arrow.end != Arrow::End::OnWire)
        return;
    const bool held = history_.segment(arrow.segment).phase == SegmentPhase::Held;
    DiagramSlice::Label label;
    label.kind = DiagramSlice::Label::Kind::Held;
    label.segment = arrow.segment;
    label.call = arrow.fromCall;
    label.waiting = held;
    label.full = QString::fromStdString(segmentText(history_, arrow.segment, numbers_));
    label.alignment = Qt::AlignHCenter;
    const double between = geometry_.hostEdge(Host::Server) - geometry_.hostEdge(Host::Client);
    const double room = between / metrics_.charWidth;
    label.text = arrowText(arrow, static_cast<std::size_t>(std::max(room - 8, 4.0)))
        + (held ? QStringLiteral(" · ") + tr("held") : QStringLiteral(" …"));
    const double width = (columns(label.text) + 1) * metrics_.charWidth;
    label.rect
        = QRectF(line.x2() - width / 2, line.y2() - metrics_.lineHeight / 2, width, metrics_.lineHeight);
    slice.labels.push_back(std::move(label));
}

void DiagramSliceBuilder::addCable(DiagramSlice &slice, Row row) const
{
    const EventBody &event = history_.recording().at(layout_.row(row).event).body;
    const auto *cable = std::get_if<CableMoved>(&event);
    if (!cable)
        return;
    const bool plugged = cable->plugged;
    DiagramSlice::Label label;
    label.kind = DiagramSlice::Label::Kind::Wire;
    label.text = plugged ? tr("cable plugged in") : tr("cable pulled");
    label.failed = !plugged;
    const double left = geometry_.hostEdge(Host::Client);
    const QRectF room(left, geometry_.y(row) - metrics_.lineHeight / 2,
        geometry_.hostEdge(Host::Server) - left, metrics_.lineHeight);
    // Beside the segments that are lost to it, which come to the middle from either side.
    for (const auto alignment : {Qt::AlignHCenter, Qt::AlignRight, Qt::AlignLeft}) {
        label.alignment = alignment;
        put(slice, label, room);
        const QRectF &rect = slice.labels.back().rect;
        const bool crossed = std::any_of(slice.arrows.begin(), slice.arrows.end(),
            [&](const auto &arrow) { return meets(rect, arrow.line); });
        if (!crossed)
            return;
        if (alignment != Qt::AlignLeft)
            slice.labels.pop_back();
    }
}

/// The part of a segment's line that is between the hosts, where no lifeline and no label of a call is.
QLineF DiagramSliceBuilder::inArrowSpace(const QLineF &line) const
{
    if (std::abs(line.dx()) < 1)
        return line;
    const auto clamped = [&](double x) {
        const double within
            = std::clamp(x, geometry_.hostEdge(Host::Client), geometry_.hostEdge(Host::Server));
        return line.pointAt((within - line.x1()) / line.dx());
    };
    return {clamped(line.x1()), clamped(line.x2())};
}

void DiagramSliceBuilder::labelArrow(DiagramSlice &slice, const Arrow &arrow, const QLineF &whole) const
{
    if (arrow.end == Arrow::End::OnWire)
        return; // its box is its label
    // Other lifelines may stand between the two; a birth stays among the server's.
    const QLineF between = arrow.kind == Arrow::Kind::Birth ? whole : inArrowSpace(whole);
    const QLineF line = std::abs(between.dx()) < 1 ? whole : between;
    const double span = std::abs(line.dx());
    const double most = span * 0.8 / metrics_.charWidth;
    DiagramSlice::Label label;
    label.kind = DiagramSlice::Label::Kind::Arrow;
    label.segment = arrow.segment;
    label.full = arrow.segment ? QString::fromStdString(segmentText(history_, arrow.segment, numbers_))
                               : arrowText(arrow, 200);
    if (label.full.isEmpty() || span < 1)
        return;
    label.call = arrow.fromCall;
    label.evidence = arrow.evidence;
    label.alignment = Qt::AlignHCenter;
    const double slope = std::abs(line.dy()) / span;
    const double height = metrics_.lineHeight * 0.86;
    const auto inTheWay = [&](const QRectF &rect) {
        const bool labelled = std::any_of(slice.labels.begin(), slice.labels.end(),
            [&](const DiagramSlice::Label &other) { return other.rect.intersects(rect); });
        return labelled || std::any_of(slice.arrows.begin(), slice.arrows.end(), [&](const auto &other) {
            return meets(rect, other.line);
        });
    };
    // Above or below its line, at the first place along it where nothing is in the way; shorter if
    // the whole text has no such place. In order of steps, the first try fits.
    for (const double length : {most, most / 2, 4.0}) {
        label.text = arrowText(arrow, static_cast<std::size_t>(std::max(length, 0.0)));
        const double width = std::min(columns(label.text) * metrics_.charWidth, span * 0.8);
        const double clear = slope * width / 2 + 1.5;
        for (const double along : {0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78}) {
            const QPointF at = line.pointAt(along);
            const bool inside = std::min(along, 1 - along) * span >= width / 2 + 2;
            for (const double bottom : {at.y() - clear, at.y() + clear + height}) {
                const QRectF rect(at.x() - width / 2, bottom - height, width, height);
                if (!inside || !isWithin(rect) || inTheWay(rect.adjusted(-1, 0, 1, 0)))
                    continue;
                label.text = elided(label.text, width / metrics_.charWidth + 0.5);
                label.rect = rect;
                slice.labels.push_back(std::move(label));
                return;
            }
        }
    }
    // No room at all: the arrow's tooltip and the calls at its ends still tell.
}

} // namespace sockstep
