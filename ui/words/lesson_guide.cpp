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

/// Of a recording that was opened, the lesson that it is of, whatever is running beside it.
std::shared_ptr<const Lesson> LessonGuide::lesson() const
{
    return follower_.isOpened() ? LessonWords::lessonOf(follower_.recording().header()) : playback_.lesson();
}

bool LessonGuide::isOver() const
{
    if (follower_.isOpened())
        return follower_.isAtEnd();
    const Session &session = playback_.session();
    if (session.has(Trouble::Kind::StatesUnseen))
        return false; // it has not been shown
    return follower_.isLive() && (session.isFinished() || (session.isAtRest() && session.onlyServersWait()));
}

QString LessonGuide::introduction() const
{
    const auto lesson = this->lesson();
    if (playback_.freePlay() && !follower_.isOpened())
        return FreePlayWords::introduction();
    if (!lesson)
        return {};
    const QString title = LessonWords::in(lesson->title);
    const bool asks = title.endsWith(u'?');
    QString text
        = QStringLiteral("<b>%1%2</b>").arg(title.toHtmlEscaped(), asks ? QString() : QStringLiteral("."));
    if (const QString opening = LessonWords::opening(*lesson); !opening.isEmpty())
        text += u' ' + opening.toHtmlEscaped();
    return text + u' ' + tr("Press <b>Space</b> for the first call.");
}

QString LessonGuide::conclusion() const
{
    const auto lesson = this->lesson();
    return lesson && isOver() ? LessonWords::closing(*lesson).toHtmlEscaped() : QString();
}

QString LessonGuide::about(CallId call) const
{
    // Which line of which program made a call is known of the session that runs.
    const auto lesson = follower_.isOpened() ? nullptr : playback_.lesson();
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
