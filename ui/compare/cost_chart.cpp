// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/cost_chart.h"

#include "ui/look/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace sockstep {

namespace {

double secondsOf(const CostSample &sample) { return static_cast<double>(sample.t.count()) / 1000; }

/// 1, 2 or 5 times a power of ten, so that at most \p most of them make up \p range.
double stepFor(double range, int most)
{
    const double rough = std::max(range / most, 1e-3);
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough)
            return factor * power;
    }
    return 10 * power;
}

} // namespace

/// Where values lie in the widget.
struct CostChart::Plot {
    QRectF area;
    double seconds = 1;
    double most = 1;
    QPointF at(double second, double value) const
    {
        return {area.left() + area.width() * second / seconds, area.bottom() - area.height() * value / most};
    }
};

CostChart::CostChart(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    retranslate();
}

void CostChart::retranslate()
{
    setAccessibleName(tr("Sockets in TIME_WAIT over time"));
    update();
}

void CostChart::clear()
{
    samples_.clear();
    update();
}

void CostChart::add(const std::vector<CostSample> &samples)
{
    samples_.insert(samples_.end(), samples.begin(), samples.end());
    if (!samples_.empty())
        setAccessibleDescription(tr("Now %1 at the server's port, %2 at the client's ports")
                                     .arg(samples_.back().timeWaitServer)
                                     .arg(samples_.back().timeWaitClient));
    update();
}

void CostChart::setCount(int count)
{
    count_ = count;
    update();
}

void CostChart::paintScale(QPainter &painter, const Plot &plot) const
{
    const Theme theme(palette());
    const QFontMetricsF metrics(painter.font());
    for (double value = 0; value <= plot.most * 1.001; value += stepFor(plot.most, 5)) {
        const QPointF at = plot.at(0, value);
        painter.setPen(QPen(theme.border(), 1));
        painter.drawLine(at, QPointF(plot.area.right(), at.y()));
        painter.setPen(theme.muted());
        painter.drawText(QRectF(0, at.y() - metrics.height() / 2, plot.area.left() - 6, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, QString::number(value, 'f', 0));
    }
    for (double second = 0; second <= plot.seconds * 1.001; second += stepFor(plot.seconds, 8)) {
        const QPointF at = plot.at(second, 0);
        painter.drawText(QRectF(at.x() - 40, at.y() + 2, 80, metrics.height()), Qt::AlignHCenter,
            tr("%1 s").arg(second, 0, 'g', 3));
    }
}

void CostChart::paintLine(QPainter &painter, const Plot &plot, int CostSample::*value, bool client) const
{
    if (samples_.empty())
        return;
    const Theme theme(palette());
    QPainterPath path(plot.at(0, 0));
    for (const CostSample &sample : samples_)
        path.lineTo(plot.at(secondsOf(sample), sample.*value));
    QPainterPath filled = path;
    filled.lineTo(plot.at(secondsOf(samples_.back()), 0));
    QColor color = theme.actorText(client);
    color.setAlpha(36);
    painter.fillPath(filled, color);
    painter.setPen(QPen(theme.actorText(client), 2, client ? Qt::DashLine : Qt::SolidLine));
    painter.drawPath(path);
}

void CostChart::paintRate(QPainter &painter, const QRectF &area, double seconds) const
{
    const Theme theme(palette());
    double most = 1;
    std::vector<QPointF> rates; // second, connections a second
    for (std::size_t i = 0; i < samples_.size(); ++i) {
        const double before = i ? secondsOf(samples_[i - 1]) : 0;
        const int done = samples_[i].done - (i ? samples_[i - 1].done : 0);
        const double time = secondsOf(samples_[i]) - before;
        if (done > 0 && time > 0)
            rates.emplace_back(before, done / time);
        if (!rates.empty())
            most = std::max(most, rates.back().y());
    }
    painter.setPen(theme.muted());
    const QFontMetricsF metrics(painter.font());
    painter.drawText(QRectF(area.left(), area.top() - metrics.height(), area.width(), metrics.height()),
        Qt::AlignLeft, tr("Connections a second, at most %1").arg(most > 1 ? most : 0, 0, 'f', 0));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.good());
    const double width = std::max(3.0, area.width() * 0.1 / seconds);
    for (const QPointF &rate : rates) {
        const double height = area.height() * rate.y() / most;
        painter.drawRect(QRectF(
            area.left() + area.width() * rate.x() / seconds, area.bottom() - height, width - 1, height));
    }
    painter.setPen(QPen(theme.border(), 1));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
}

void CostChart::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme.canvas());
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    painter.setFont(small);
    const QFontMetricsF metrics(small);
    const double line = metrics.height();
    const double left = metrics.horizontalAdvance(QStringLiteral("50000")) + 14;
    const double rateHeight = std::max(24.0, height() * 0.14);
    Plot plot;
    plot.area = QRectF(left, line * 2.2, width() - left - 14, height() - rateHeight - line * 6.2);
    plot.seconds = samples_.empty() ? 65 : std::max(5.0, secondsOf(samples_.back()));
    plot.most = std::max(count_, 10) * 1.08; // a full line is not to lie on the edge

    // The legend says by words and by the kind of line which is which.
    double x = left;
    for (const bool client : {false, true}) {
        painter.setPen(QPen(theme.actorText(client), 2, client ? Qt::DashLine : Qt::SolidLine));
        painter.drawLine(QPointF(x, line), QPointF(x + 26, line));
        const int now = samples_.empty() ? 0
            : client                     ? samples_.back().timeWaitClient
                                         : samples_.back().timeWaitServer;
        const QString text = client ? tr("TIME_WAIT at the client: %1").arg(now)
                                    : tr("TIME_WAIT at the server: %1").arg(now);
        painter.drawText(QPointF(x + 32, line + metrics.ascent() / 2 - 1), text);
        x += 32 + metrics.horizontalAdvance(text) + 24;
    }
    paintScale(painter, plot);
    paintLine(painter, plot, &CostSample::timeWaitServer, false);
    paintLine(painter, plot, &CostSample::timeWaitClient, true);
    paintRate(painter, QRectF(left, height() - rateHeight - line * 0.6, plot.area.width(), rateHeight),
        plot.seconds);
}

} // namespace sockstep
