// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cost/many_connections.h"

#include <QWidget>

namespace sockstep {

/// What many short connections of one kind left in TIME_WAIT, over time: the server's side as a solid
/// line, the client's as a dashed one; below it, connections a second while they were made.
class CostChart : public QWidget {
    Q_OBJECT
public:
    explicit CostChart(QWidget *parent = nullptr);

    void clear();
    void add(const std::vector<CostSample> &samples);
    std::size_t sampleCount() const { return samples_.size(); }
    const std::vector<CostSample> &samples() const { return samples_; }
    /// Above how many TIME_WAIT sockets the scale ends, at least.
    void setCount(int count);
    void retranslate();

    QSize minimumSizeHint() const override { return {280, 160}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Plot;
    void paintScale(QPainter &painter, const Plot &plot) const;
    void paintLine(QPainter &painter, const Plot &plot, int CostSample::*value, bool client) const;
    void paintRate(QPainter &painter, const QRectF &area, double seconds) const;

    std::vector<CostSample> samples_;
    int count_ = 100;
};

} // namespace sockstep
