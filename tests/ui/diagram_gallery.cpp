// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram_gallery.h"

#include "application.h"
#include "diagram_rules.h"
#include "live_window.h"
#include "ui/look/style.h"

namespace sockstep::test {

namespace {
QList<Look> &known()
{
    static QList<Look> looks;
    return looks;
}
} // namespace

const QList<Look> &looks() { return known(); }

bool prepareLooks()
{
    for (const QSize size : {QSize(1440, 900), QSize(1280, 720)}) {
        for (const double zoom : {1.0, 0.8, 1.5}) {
            asIfNeverOpened();
            LiveWindow window(onAnyPort(Closing::ClientFirst), size);
            window->zoom().setFactor(zoom);
            if (window->size() != size || !await([&] { return window->diagram().width() > 0; }))
                return false;
            // Said explicitly: what a font has from the application it would take from there again.
            QFont font = window->diagram().font();
            font.setPointSizeF(font.pointSizeF());
            known() << Look {QStringLiteral("%1x%2 at %3").arg(size.width()).arg(size.height()).arg(zoom),
                window->diagram().size(), font};
        }
    }
    asIfNeverOpened();
    return true;
}

Gallery::Gallery(SessionOptions options)
    : playback_(std::move(options), follower_)
    , selection_(follower_)
{
    for (const Look &look : looks()) {
        views_.push_back(std::make_unique<DiagramView>(follower_, selection_));
        views_.back()->setFont(look.font);
        views_.back()->resize(look.size);
        views_.back()->show();
    }
    QObject::connect(&follower_, &Follower::advanced, &follower_, [this] {
        for (const auto &view : views_)
            view->refresh();
    });
}

bool Gallery::awaitSettled()
{
    return await([this] { return playback_.isAtRest() && follower_.history().size() == recording().size(); });
}

bool Gallery::step(const char *actor)
{
    if (actor)
        playback_.step(session().actorNamed(actor).value());
    else
        playback_.step();
    return awaitSettled();
}

QStringList Gallery::broken() const
{
    QStringList all;
    for (std::size_t i = 0; i < views_.size(); ++i) {
        const DiagramView &view = *views_[i];
        const double height = view.geometry().contentHeight(follower_.layout().rowCount());
        const QStringList here
            = brokenRules(view.visibleSlice(), view.geometry(), monospaced(view.font()), height)
            + brokenHeaderRules(view, follower_);
        for (const QString &rule : here)
            all << looks()[static_cast<qsizetype>(i)].name + QStringLiteral(": ") + rule;
    }
    return all;
}

} // namespace sockstep::test
