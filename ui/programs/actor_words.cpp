// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/programs/actor_words.h"

#include "core/replay/standing.h"
#include "ui/look/as_shown.h"
#include "ui/steer/follower.h"
#include "ui/steer/playback.h"
#include "ui/words/narrator.h"

namespace sockstep {

QString ActorWords::onTab(const std::string &actor)
{
    const QString name = nameAsShown(actor);
    for (const char *side : {"client", "server"}) {
        const QString family = QString::fromLatin1(side);
        if (name == family)
            return QStringLiteral("1");
        const QString rest = name.startsWith(family) ? name.sliced(family.size() + 1) : QString();
        const bool separated
            = !rest.isEmpty() && (name[family.size()] == u'-' || name[family.size()] == u' ');
        if (separated)
            return rest;
    }
    return name;
}

/// Now, the actor itself says where it stands; of the past and of files, the recording does.
TabRow::Mark ActorWords::mark(ActorId actor, const Follower &follower, const Playback &playback)
{
    using Mark = TabRow::Mark;
    if (!follower.isLive()) {
        switch (standingOf(actor, follower.history(), follower.whole()).where) {
        case Standing::Where::Blocked:
            return Mark::Blocked;
        case Standing::Where::InCall:
            return Mark::Busy;
        case Standing::Where::Held:
            return Mark::None;
        case Standing::Where::Unknown:
            break;
        }
        return follower.isOpened() ? Mark::Finished : Mark::None;
    }
    switch (playback.session().status(actor).state) {
    case ActorStatus::State::Blocked:
        return Mark::Blocked;
    case ActorStatus::State::InCall:
        return Mark::Busy;
    case ActorStatus::State::Finished:
        return Mark::Finished;
    default:
        return Mark::None;
    }
}

TabRow::Tab ActorWords::tab(ActorId actor, bool isNext, const Follower &follower, const Playback &playback)
{
    const std::string &name = follower.recording().header().actors.at(actor);
    TabRow::Tab tab {actor, onTab(name), mark(actor, follower, playback), {}};
    if (tab.mark == TabRow::Mark::None && isNext)
        tab.mark = TabRow::Mark::Next;
    const QString who = Narrator::actorName(name);
    const CallId call = follower.history().actor(actor).last;
    const QString function = call
        ? asShown(std::string(sockstep::name(follower.history().entered(call).function)))
            + QStringLiteral("()")
        : QString();
    switch (tab.mark) {
    case TabRow::Mark::None:
        tab.tip = tr("%1: held before a call").arg(who);
        break;
    case TabRow::Mark::Next:
        tab.tip = tr("%1: makes the next call").arg(who);
        break;
    case TabRow::Mark::Busy:
        tab.tip = tr("%1: in %2").arg(who, function);
        break;
    case TabRow::Mark::Blocked:
        tab.tip = tr("%1: blocked in %2").arg(who, function);
        break;
    case TabRow::Mark::Finished:
        tab.tip = tr("%1: makes no more calls").arg(who);
        break;
    }
    return tab;
}

std::vector<TabRow::Tab> ActorWords::tabs(const std::vector<ActorId> &actors, std::optional<ActorId> next,
    const Follower &follower, const Playback &playback)
{
    std::vector<TabRow::Tab> tabs;
    bool allNumbers = true;
    for (const ActorId actor : actors) {
        tabs.push_back(tab(actor, next == actor, follower, playback));
        bool isNumber = false;
        tabs.back().text.toInt(&isNumber);
        allNumbers &= isNumber;
    }
    // "1" says something only beside "2": beside "thread 1" it is the one with the plain name.
    for (std::size_t i = 0; i < tabs.size() && !allNumbers; ++i) {
        if (tabs[i].text == u'1')
            tabs[i].text = nameAsShown(follower.recording().header().actors.at(actors[i]));
    }
    return tabs;
}

} // namespace sockstep
