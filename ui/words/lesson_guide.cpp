// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/lesson_guide.h"

#include "core/lesson/lesson_session.h"
#include "ui/steer/follower.h"
#include "ui/steer/playback.h"
#include "ui/words/free_play_words.h"
#include "ui/words/lesson_words.h"

namespace sockstep {

LessonGuide::LessonGuide(const Follower &follower, const Playback &playback)
    : follower_(follower)
    , playback_(playback)
{
}

QString LessonGuide::introduction() const
{
    const auto lesson = playback_.lesson();
    if (playback_.freePlay() && !follower_.isOpened())
        return FreePlayWords::introduction();
    if (!lesson)
        return {};
    QString text = QStringLiteral("<b>%1.</b> %2")
                       .arg(LessonWords::in(lesson->title).toHtmlEscaped(),
                           LessonWords::in(lesson->aim).toHtmlEscaped());
    if (!lesson->misconception.isEmpty())
        text += u' ' + tr("Is this true: “%1”?").arg(LessonWords::in(lesson->misconception).toHtmlEscaped());
    return text + u' ' + tr("Press <b>Space</b> for the first call.");
}

QString LessonGuide::about(CallId call) const
{
    const auto lesson = playback_.lesson();
    if (!lesson || call == 0 || call > follower_.history().callCount())
        return {};
    const CallEntered &entered = follower_.history().entered(call);
    const std::string &actor = follower_.recording().header().actors[entered.actor];
    for (const LessonStep &step : lesson->steps) {
        if (step.text.isEmpty() || step.at.actor != actor || step.at.function != entered.function)
            continue;
        const auto line = lineOf(step.at, playback_.session().program(entered.actor));
        if (line && *line + 1 == entered.line)
            return LessonWords::in(step.text).toHtmlEscaped();
    }
    return {};
}

} // namespace sockstep
