// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the slice that places arrows and finds room for their labels.
#include "core/diagram/arrow_text.h"
#include "core/diagram/killed_text.h"
#include "core/diagram/outside_text.h"
#include "ui/diagram/diagram_slice.h"
#include "ui/look/as_shown.h"
#include "ui/look/fixed_width.h"
#include "ui/words/narrator.h"

#include <algorithm>
#include <cmath>

namespace sockstep {

namespace {

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

bool meets(const QRectF &rect, const QPolygonF &path)
{
    for (qsizetype i = 0; i + 1 < path.size(); ++i) {
        if (meets(rect, QLineF(path[i], path[i + 1])))
            return true;
    }
    return false;
}

} // namespace

QString DiagramSliceBuilder::arrowText(const Arrow &arrow, std::size_t room) const
{
    return asShown(arrowLabel(history_, arrow, room, numbers_));
}

bool DiagramSliceBuilder::addArrow(DiagramSlice &slice, const Arrow &arrow) const
{
    const bool segment = arrow.kind == Arrow::Kind::Segment;
    if (!segment && arrow.fromLane == kNoLane && arrow.toLane == kNoLane)
        return false;
    const bool inferredLost = !segment && arrow.toLane == kNoLane;
    const SegmentId original = segment ? history_.sent(arrow.segment).original : SegmentId {0};
    slice.arrows.push_back({DiagramRoute(layout_, geometry_, metrics_).of(arrow), arrow.kind, arrow.evidence,
        inferredLost ? Arrow::End::Lost : arrow.end, arrow.fromCall, arrow.toCall, arrow.segment, original});
    return true;
}

/// What is on the wire stands in a box at the head of its arrow.
void DiagramSliceBuilder::addHeldLabel(DiagramSlice &slice, const Arrow &arrow, QPointF head) const
{
    if (arrow.end != Arrow::End::OnWire)
        return;
    const bool held = history_.segment(arrow.segment).phase == SegmentPhase::Held;
    DiagramSlice::Label label;
    label.kind = DiagramSlice::Label::Kind::Held;
    label.segment = arrow.segment;
    label.call = arrow.fromCall;
    label.waiting = held;
    label.full = asShown(segmentText(history_, arrow.segment, numbers_));
    label.alignment = Qt::AlignHCenter;
    const double between = geometry_.hostEdge(Host::Server) - geometry_.hostEdge(Host::Client);
    const double room = between / metrics_.charWidth;
    label.text = arrowText(arrow, static_cast<std::size_t>(std::max(room - 8, 4.0)))
        + (held ? QStringLiteral(" · ") + tr("held") : QStringLiteral(" …"));
    const double width = (columns(label.text) + 1) * metrics_.charWidth;
    label.rect = QRectF(head.x() - width / 2, head.y() - metrics_.lineHeight / 2, width, metrics_.lineHeight);
    slice.labels.push_back(std::move(label));
}

/// What a row says between the hosts: that the cable was moved, that somebody else is there, that a signal
/// has ended an actor.
bool DiagramSliceBuilder::noteOf(Row row, DiagramSlice::Label &label) const
{
    const EventBody &event = history_.recording().at(layout_.row(row).event).body;
    if (const auto *cable = std::get_if<CableMoved>(&event)) {
        label.text = cable->plugged ? tr("cable plugged in") : tr("cable pulled");
        label.failed = !cable->plugged;
        return true;
    }
    if (const auto *outside = std::get_if<OutsideSeen>(&event)) {
        label.text = tr("outside");
        label.full = asShown(outsideText(*outside));
        label.failed = true;
        return true;
    }
    if (const auto *killed = std::get_if<ActorKilled>(&event)) {
        const Header &header = history_.recording().header();
        label.text = asShown(signalName(killed->signal)) + QStringLiteral(": ")
            + Narrator::actorName(header.actors.at(killed->actor));
        label.full = asShown(killedText(*killed, header));
        label.failed = true;
        return true;
    }
    return false;
}

void DiagramSliceBuilder::addNote(DiagramSlice &slice, Row row) const
{
    DiagramSlice::Label label;
    if (!noteOf(row, label))
        return;
    label.kind = DiagramSlice::Label::Kind::Wire;
    const double left = geometry_.hostEdge(Host::Client);
    const QRectF room(left, geometry_.y(row) - metrics_.lineHeight / 2,
        geometry_.hostEdge(Host::Server) - left, metrics_.lineHeight);
    // Beside the segments that are lost to it, which come to the middle from either side.
    for (const auto alignment : {Qt::AlignHCenter, Qt::AlignRight, Qt::AlignLeft}) {
        label.alignment = alignment;
        put(slice, label, room);
        const QRectF &rect = slice.labels.back().rect;
        const bool crossed = std::any_of(slice.arrows.begin(), slice.arrows.end(),
            [&](const auto &arrow) { return meets(rect, arrow.path); });
        if (!crossed)
            return;
        if (alignment != Qt::AlignLeft)
            slice.labels.pop_back();
    }
}

void DiagramSliceBuilder::labelArrow(DiagramSlice &slice, const Arrow &arrow, const QPolygonF &path) const
{
    if (arrow.end == Arrow::End::OnWire)
        return; // its box is its label
    const QLineF line = DiagramRoute(layout_, geometry_, metrics_).roomOf(path);
    const double span = std::abs(line.dx());
    const double most = span * 0.8 / metrics_.charWidth;
    DiagramSlice::Label label;
    label.kind = DiagramSlice::Label::Kind::Arrow;
    label.segment = arrow.segment;
    label.full
        = arrow.segment ? asShown(segmentText(history_, arrow.segment, numbers_)) : arrowText(arrow, 200);
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
        // Between two sockets of one host there may be a lifeline of a third.
        const bool onBand = std::any_of(slice.bands.begin(), slice.bands.end(),
            [&](const DiagramSlice::BandShape &band) { return band.rect.intersects(rect); });
        return labelled || onBand
            || std::any_of(slice.arrows.begin(), slice.arrows.end(),
                [&](const auto &other) { return meets(rect, other.path); });
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
