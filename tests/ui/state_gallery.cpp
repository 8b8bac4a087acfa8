// SPDX-License-Identifier: GPL-3.0-or-later
#include "state_gallery.h"

#include <QHelpEvent>
#include <QTest>
#include <QToolTip>
#include <algorithm>

namespace sockstep::test {

StateGallery::StateGallery(Closing closing)
    : playback_(onAnyPort(closing), follower_)
    , selection_(follower_)
{
    for (const QSize size : kSizes) {
        views_.push_back(std::make_unique<StateMachineView>(follower_, selection_));
        views_.back()->resize(size);
        views_.back()->show();
    }
    QObject::connect(&follower_, &Follower::advanced, &follower_, [this] {
        for (const auto &view : views_)
            view->refresh();
    });
    follower_.refresh();
    if (!awaitSettled())
        qFatal("the session does not begin");
}

const StateFigure::Box &StateGallery::box(TcpState state, bool end) const
{
    const auto &boxes = figure().boxes;
    return *std::find_if(boxes.begin(), boxes.end(),
        [&](const StateFigure::Box &box) { return box.state == state && box.end == end; });
}

QString StateGallery::tags(const StateFigure::Box &box) const
{
    QStringList result;
    for (const auto &tag : figure().tags) {
        if (box.rect.contains(tag.rect))
            result << tag.text;
    }
    return result.join(u',');
}

QStringList StateGallery::broken() const
{
    QStringList all;
    for (const auto &view : views_) {
        const QStringList here
            = brokenRules(view->figure(), StateFonts(view->font())) + brokenWays(view->figure());
        for (const QString &rule : here)
            all << QStringLiteral("%1 wide: %2").arg(view->width()).arg(rule);
        if (view->figure().size != view->size())
            all << QStringLiteral("%1 wide: it does not fit").arg(view->width());
    }
    return all;
}

CallId StateGallery::lastCall(Function function) const
{
    for (CallId id = history().callCount(); id > 0; --id) {
        if (history().entered(id).function == function)
            return id;
    }
    return 0;
}

bool StateGallery::awaitSettled()
{
    return await([this] {
        return playback_.session().isSettled() && history().size() == history().recording().size();
    });
}

bool StateGallery::step(const char *actor)
{
    if (actor)
        playback_.step(playback_.session().actorNamed(actor).value());
    else
        playback_.step();
    return awaitSettled();
}

bool StateGallery::stepToEnd()
{
    while (!isFinished()) {
        if (!step())
            return false;
    }
    return true;
}

void StateGallery::click(QPointF place)
{
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, (place + view().contentOrigin()).toPoint());
}

QString StateGallery::tooltip(QPointF place)
{
    const QPoint point = (place + view().contentOrigin()).toPoint();
    QHelpEvent event(QEvent::ToolTip, point, view().viewport()->mapToGlobal(point));
    QCoreApplication::sendEvent(view().viewport(), &event);
    return QToolTip::text();
}

} // namespace sockstep::test
