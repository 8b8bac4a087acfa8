// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bars/time_scrubber.h"

#include "ui/look/as_shown.h"
#include "ui/look/theme.h"
#include "ui/steer/follower.h"
#include "ui/words/event_words.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolTip>
#include <algorithm>
#include <limits>

namespace sockstep {

namespace {

constexpr double kMargin = 5; // half of the handle
constexpr int kPages = 10; // Page Up and Page Down go a tenth of the way

struct MarkStyle {
    EventKind kind;
    double top; // of the widget's height
    double height;
    QColor (*color)(const Theme &);
};

// In the order of painting: what is rarer lies above.
constexpr MarkStyle kMarks[] = {
    {EventKind::Call, 0.10, 0.24, [](const Theme &theme) { return theme.accent(); }},
    {EventKind::Return, 0.34, 0.10, [](const Theme &theme) { return theme.good(); }},
    {EventKind::Segment, 0.48, 0.16, [](const Theme &theme) { return theme.actorText(false); }},
    {EventKind::State, 0.68, 0.22, [](const Theme &theme) { return theme.state(TcpState::Established); }},
    {EventKind::Other, 0.48, 0.16, [](const Theme &theme) { return theme.text(); }},
    {EventKind::Blocked, 0.34, 0.10, [](const Theme &theme) { return theme.wait(); }},
    {EventKind::Error, 0.10, 0.80, [](const Theme &theme) { return theme.bad(); }},
};

int asValue(EventIndex n)
{
    return static_cast<int>(std::min<EventIndex>(n, std::numeric_limits<int>::max()));
}

} // namespace

TimeScrubber::TimeScrubber(Follower &follower, QWidget *parent)
    : QAbstractSlider(parent)
    , follower_(follower)
{
    setObjectName(QStringLiteral("scrubber"));
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractSlider::valueChanged, this,
        [this](int value) { follower_.moveTo(static_cast<EventIndex>(value)); });
}

void TimeScrubber::refresh()
{
    const QSignalBlocker quiet(this);
    const int first = asValue(follower_.firstMoment());
    const int end = asValue(follower_.eventCount());
    setRange(first, end);
    setPageStep(std::max(1, (end - first) / kPages));
    setValue(asValue(follower_.moment().size()));
    update();
}

QSize TimeScrubber::sizeHint() const { return {400, fontMetrics().height() * 3 / 2}; }

QSize TimeScrubber::minimumSizeHint() const { return {120, fontMetrics().height() * 3 / 2}; }

double TimeScrubber::xOf(int value) const
{
    const int range = maximum() - minimum();
    const double part = range > 0 ? static_cast<double>(value - minimum()) / range : 1;
    return kMargin + part * (width() - 2 * kMargin);
}

int TimeScrubber::valueAt(double x) const
{
    const double part = std::clamp((x - kMargin) / std::max(1.0, width() - 2 * kMargin), 0.0, 1.0);
    return minimum() + static_cast<int>(part * (maximum() - minimum()) + 0.5);
}

void TimeScrubber::paintMarks(QPainter &painter, const Theme &theme) const
{
    // A mark stands where the moment is that the event has led to.
    const double events = std::max(1, maximum() - minimum());
    const double step = (width() - 2 * kMargin) / events;
    const double wide = std::clamp(step * 0.5, 1.0, 3.0);
    const auto paint = [&](double x, unsigned kinds) {
        for (const MarkStyle &mark : kMarks) {
            if (kinds & EventMarks::bit(mark.kind))
                painter.fillRect(QRectF(x - wide / 2, mark.top * height(), wide, mark.height * height()),
                    mark.color(theme));
        }
    };
    if (step >= 2) {
        for (int value = minimum() + 1; value <= maximum(); ++value) {
            const auto n = static_cast<EventIndex>(value - 1);
            paint(xOf(value), EventMarks::bit(kindOf(follower_.recording().at(n).body)));
        }
        return;
    }
    for (double x = kMargin; x <= width() - kMargin; x += 2) {
        const int first = valueAt(x - 1);
        const int end = std::max(valueAt(x + 1), first + 1);
        paint(x, follower_.marks().between(static_cast<EventIndex>(first), static_cast<EventIndex>(end)));
    }
}

void TimeScrubber::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.canvas());
    painter.drawRect(rect());
    paintMarks(painter, theme);
    // What is not shown lies behind a veil.
    const double x = xOf(value());
    QColor veil = theme.window();
    veil.setAlphaF(0.65F);
    painter.fillRect(QRectF(x, 0, width() - x, height()), veil);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(follower_.isLive() ? theme.accent() : theme.wait());
    painter.drawRoundedRect(QRectF(x - 2, 0, 4, height()), 2, 2);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(hasFocus() ? theme.accent() : theme.border());
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

void TimeScrubber::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        setValue(valueAt(event->position().x()));
}

void TimeScrubber::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        setValue(valueAt(event->position().x()));
}

void TimeScrubber::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        follower_.back();
        break;
    case Qt::Key_Right:
    case Qt::Key_Up:
        follower_.forward();
        break;
    default:
        QAbstractSlider::keyPressEvent(event);
    }
}

void TimeScrubber::focusInEvent(QFocusEvent *event)
{
    QAbstractSlider::focusInEvent(event);
    update();
}

void TimeScrubber::focusOutEvent(QFocusEvent *event)
{
    QAbstractSlider::focusOutEvent(event);
    update();
}

bool TimeScrubber::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractSlider::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int value = valueAt(help->pos().x());
    if (value <= minimum()) {
        QToolTip::hideText();
        return true;
    }
    //: An event of the recording: its number, and what it is.
    QToolTip::showText(help->globalPos(),
        asToolTip(tr("Event %1: %2")
                      .arg(value)
                      .arg(EventWords::brief(follower_.whole(), static_cast<EventIndex>(value - 1)))),
        this);
    return true;
}

} // namespace sockstep
