// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/segment_painter.h"

#include <QAbstractScrollArea>
#include <string>

namespace sockstep {

/// The picture of a packet: scrolls, and knows which field is selected and which is under the mouse. The
/// arrow keys go from field to field.
class SegmentCanvas : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit SegmentCanvas(QWidget *parent = nullptr);

    /// The field that was selected stays so, if this packet has it too.
    void setPacket(std::string raw, const DissectionContext &context);
    void clear() { setPacket({}, {}); }
    bool isEmpty() const { return raw_.empty(); }
    void retranslate();

    const std::vector<Part> &parts() const { return parts_; }
    std::string_view raw() const { return raw_; }
    std::optional<FieldRef> selected() const { return marks_.selected; }
    /// The one under the mouse, else the selected one.
    std::optional<FieldRef> current() const;
    void select(std::optional<FieldRef> field);

    /// What is painted, for tests. Origin is the top left of the content.
    const SegmentFigure &figure() const { return figure_; }
    /// Where the content's origin is in the viewport.
    QPointF contentOrigin() const;
    QSize minimumSizeHint() const override;

signals:
    /// current() is another one, or is said in other words.
    void currentChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void describe();
    void setHovered(std::optional<FieldRef> field);
    std::optional<FieldRef> fieldAt(QPointF viewportPoint) const;
    /// By \p by boxes, in the packet's order.
    void moveBy(int by);
    void moveToEnd(bool last);
    /// To the next row of fields above or below.
    void moveLevel(bool down);
    void showSelected();

    std::string raw_;
    std::vector<Part> parts_;
    SegmentFigure figure_;
    SegmentMarks marks_;
    std::optional<double> column_; // where Up and Down go along; none once another way was taken
};

} // namespace sockstep
