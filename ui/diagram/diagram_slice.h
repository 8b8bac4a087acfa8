// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/segment_text.h"
#include "core/recording/history.h"
#include "ui/diagram/diagram_route.h"

#include <QCoreApplication>
#include <QString>

namespace sockstep {

/// What is to be painted of a range of rows, as the excerpt of the geometry shows them: shapes with their
/// places and their texts, without colours. The painter paints it, tooltips and clicks look into it, tests
/// hold its rectangles to the rule that no label meets an arrow, a band or another label.
struct DiagramSlice {
    struct BandShape {
        QRectF rect;
        TcpState state {};
        Evidence evidence {};
        bool ended = false; ///< CLOSE after a life: the lifeline only fades
        bool stateless = false; ///< no TCP: the socket is open, and that is all
    };
    struct BarShape {
        QRectF rect;
        CallId call = 0;
        bool open = false; ///< still asleep
    };
    struct ArrowShape {
        QPolygonF path; ///< from the tail to the head; more than two points go round a label
        Arrow::Kind kind {};
        Evidence evidence {};
        Arrow::End end = Arrow::End::Arrives; ///< Lost: a cross instead of a head
        CallId fromCall = 0;
        CallId toCall = 0;
        SegmentId segment = 0;
        SegmentId original = 0; ///< of which it is a copy
        bool cut = false; ///< its end is on another page
    };
    struct Label {
        /// Held: a segment on the wire, in a box; Wire: what happened to the cable; Fold: echo rounds in one
        /// line, or the head of those that are open.
        enum class Kind { Time, Call, State, Arrow, Held, Wire, Fold };
        Kind kind {};
        QRectF rect; ///< tight around the text, which is elided to fit
        QString text;
        QString tail; ///< of the text: kept when the rest is elided, for it is the result
        QString full; ///< for a tooltip
        Qt::Alignment alignment;
        CallId call = 0; ///< Call, Arrow
        SegmentId segment = 0; ///< Arrow, Held
        Row fold = kNoRow; ///< Fold: its first row
        bool failed = false; ///< Call: an error
        bool waiting = false; ///< Call: in progress
        TcpState state {}; ///< State
        Evidence evidence {};
    };
    std::vector<BandShape> bands;
    std::vector<BarShape> bars;
    std::vector<ArrowShape> arrows;
    std::vector<Label> labels;
};

class DiagramSliceBuilder {
    Q_DECLARE_TR_FUNCTIONS(sockstep::DiagramSliceBuilder)

public:
    /// Without the column of times.
    void leaveOutTimes() { withTimes_ = false; }
    void useAbsoluteNumbers() { numbers_ = SequenceNumbers::Absolute; }
    /// Nothing may leave these heights: for a page, or a part of the diagram. What crosses them is cut.
    void keepWithin(double top, double bottom) { limits_ = {top, bottom}; }

    DiagramSliceBuilder(const Layout &layout, const History &history, const DiagramGeometry &geometry,
        DiagramGeometry::Metrics metrics)
        : layout_(layout)
        , history_(history)
        , geometry_(geometry)
        , excerpt_(geometry.excerpt())
        , metrics_(metrics)
    {
    }

    /// The lines from \p first to \p last; \p bottom is the height to which the present states are drawn.
    DiagramSlice build(Row first, Row last, double bottom) const;

private:
    using Runs = std::vector<RowRange>;
    using Drawn = std::vector<std::pair<const Arrow *, QPolygonF>>;
    Runs runsIn(Row first, Row last) const;
    void addLane(DiagramSlice &slice, LaneIndex lane, const Runs &runs, double bottom) const;
    void addBand(DiagramSlice &slice, LaneIndex lane, const Band &band, double above, double below) const;
    void addArrows(DiagramSlice &slice, const Runs &runs, Drawn &drawn) const;
    void addRow(DiagramSlice &slice, Row row) const;
    void addTime(DiagramSlice &slice, Row row, double y) const;
    void addFold(DiagramSlice &slice, Row line, const Excerpt::Fold &fold) const;
    QString timeText(Row row, std::chrono::nanoseconds time) const;
    void addCallLabel(DiagramSlice &slice, Row row, CallId entered, CallId returned) const;
    bool addArrow(DiagramSlice &slice, const Arrow &arrow) const;
    void labelArrow(DiagramSlice &slice, const Arrow &arrow, const QPolygonF &path) const;
    QString arrowText(const Arrow &arrow, std::size_t room) const;
    void addHeldLabel(DiagramSlice &slice, const Arrow &arrow, QPointF head) const;
    void addNote(DiagramSlice &slice, Row row) const;
    bool noteOf(Row row, DiagramSlice::Label &label) const;
    void put(DiagramSlice &slice, DiagramSlice::Label label, QRectF room) const;
    bool isWithin(const QRectF &rect) const;
    void cut(DiagramSlice &slice) const;

    const Layout &layout_;
    const History &history_;
    const DiagramGeometry &geometry_;
    const Excerpt &excerpt_;
    const DiagramGeometry::Metrics metrics_;
    bool withTimes_ = true;
    SequenceNumbers numbers_ = SequenceNumbers::Relative;
    std::optional<std::pair<double, double>> limits_; // top and bottom
};

} // namespace sockstep
