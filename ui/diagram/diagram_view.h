// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/diagram_slice.h"

#include <QAbstractScrollArea>
#include <functional>

class QPainter;

namespace sockstep {

class DiagramFinder;
class DiagramOptions;
class Follower;
class Selection;
class Theme;

/// The live sequence diagram. One widget paints the rows in sight and no others; painting changes
/// nothing. It follows the newest row until the person scrolls up, and again from the end on.
class DiagramView : public QAbstractScrollArea {
    Q_OBJECT
public:
    /// All of it is shown without \p options.
    DiagramView(const Follower &follower, Selection &selection, QWidget *parent = nullptr,
        DiagramOptions *options = nullptr);

    /// Takes in what the layout has become.
    void refresh();
    void retranslate();

    const DiagramGeometry &geometry() const { return geometry_; }
    /// What is in sight, for tests and tooltips. Origin as in DiagramGeometry.
    DiagramSlice visibleSlice() const;
    /// What the label says that is under \p at, in the viewport's coordinates; empty where there is none.
    QString textAt(QPoint at) const;
    bool isFollowing() const { return following_; }
    /// To the newest row, with the next refresh().
    void follow() { following_ = true; }
    /// The scroll bars move because the content or the size changed, not by the person's will.
    bool isAdjusting() const { return adjusting_; }
    QSize minimumSizeHint() const override;
    /// How much thicker than usual lines are, beside growing with the letters.
    void setLineWeight(double weight);
    /// Sequence numbers as they are in the header, instead of counted from each side's first.
    void setAbsoluteNumbers(bool absolute);
    bool hasAbsoluteNumbers() const { return absoluteNumbers_; }
    /// Lines of what is shown; see Excerpt.
    RowRange linesInSight() const;
    /// Scrolls to it, if it is not in sight.
    void showRow(Row row);
    /// Rows that match are marked, and \p present stands out.
    void setFinder(const DiagramFinder *finder, std::function<Row()> present);
    /// Of the labels' font.
    double widthInChars() const { return viewport()->width() / metrics().charWidth; }

signals:
    /// The person asks what can be done with a segment that is held.
    void segmentMenuWanted(sockstep::SegmentId segment, QPoint globalPos);

protected:
    /// For views of more than one diagram: where the rows lie, and what is behind them.
    virtual DiagramGeometry makeGeometry() const;
    virtual void paintBackdrop(QPainter &painter, const Theme &theme) const;
    virtual bool showsTimes() const { return true; }
    virtual DiagramGeometry::Metrics metrics() const;
    DiagramGeometry geometryOf(Excerpt excerpt) const;
    double headerHeight() const;
    /// The top of what is in sight, in the content's coordinates.
    double scrolledTo() const;

    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    QPointF contentOrigin() const;
    struct Hit {
        CallId call = 0;
        SegmentId segment = 0;
        Row fold = kNoRow;
    };
    Hit hitAt(QPointF content) const;
    void showCall(CallId call);
    void showLane(LaneIndex lane);
    void updateScrollBars();
    void toggle(const Excerpt::Fold &fold);
    std::optional<Excerpt::Fold> foldAtHand() const;
    void paintMatches(QPainter &painter, const Theme &theme) const;

    const Follower &follower_;
    Selection &selection_;
    DiagramOptions *const options_;
    const DiagramFinder *finder_ = nullptr;
    std::function<Row()> presentMatch_;
    DiagramGeometry geometry_;
    bool following_ = true;
    bool absoluteNumbers_ = false;
    double lineWeight_ = 1;
    bool adjusting_ = false; // scroll bars are moved by us, not by the person
};

} // namespace sockstep
