// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/prediction.h"

#include "core/lesson/lesson_session.h"
#include "ui/steer/follower.h"
#include "ui/steer/playback.h"

namespace sockstep {

Prediction::Prediction(Follower &follower, Playback &playback, QObject *parent)
    : QObject(parent)
    , follower_(follower)
    , playback_(playback)
{
    connect(&follower, &Follower::aboutToBeReplaced, this, &Prediction::reset);
    connect(&playback, &Playback::changed, this, &Prediction::refresh);
    connect(&follower, &Follower::advanced, this, &Prediction::refresh);
}

void Prediction::reset()
{
    lesson_.reset();
    question_ = nullptr;
    asked_.clear();
    stage_ = Stage::None;
    happened_.clear();
    emit changed();
}

void Prediction::setEnabled(bool enabled)
{
    enabled_ = enabled;
    reset();
    refresh();
}

void Prediction::refresh()
{
    if (!enabled_)
        return;
    if (stage_ == Stage::Asked || stage_ == Stage::Open)
        lookForVerdict();
    if (stage_ == Stage::None || stage_ == Stage::Decided)
        lookForQuestion();
}

/// Has the line been run as often as it is to be before the question, and no more?
bool Prediction::isDue(const Question &question, ActorId actor, std::size_t line) const
{
    const auto made = [&](std::size_t nth) {
        return nth == 0 || nthCallOfLine(follower_.whole(), actor, line, nth) != 0;
    };
    return made(question.round - 1) && !made(question.round);
}

void Prediction::lookForQuestion()
{
    const Session &session = playback_.session();
    if (!session.isSettled())
        return;
    const auto next = session.nextAction();
    if (!next || next->isOfWire())
        return;
    const auto lesson = playback_.lesson();
    if (!lesson || lesson->questions.empty())
        return;
    if (lesson != lesson_) {
        lesson_ = lesson;
        asked_.assign(lesson->questions.size(), false);
    }
    const std::string &actor = session.recording().header().actors[next->actor];
    for (std::size_t i = 0; i < lesson->questions.size(); ++i) {
        const LineReference &before = lesson->questions[i].before;
        if (asked_[i] || before.actor != actor)
            continue;
        const auto line = lineOf(before, session.program(next->actor));
        if (line && *line == session.status(next->actor).line
            && isDue(lesson->questions[i], next->actor, *line + 1)) {
            ask(i, next->actor, static_cast<std::uint16_t>(*line + 1));
            return;
        }
    }
    // A verdict stays in sight until the next step has been made.
    if (stage_ == Stage::Decided && follower_.history().callCount() > call_) {
        stage_ = Stage::None;
        question_ = nullptr;
        emit changed();
    }
}

void Prediction::ask(std::size_t index, ActorId actor, std::uint16_t line)
{
    // Several questions may be about one line: the verdict of the first comes before the second is asked.
    asked_[index] = true;
    question_ = &lesson_->questions[index];
    stage_ = Stage::Asked;
    actor_ = actor;
    line_ = line;
    call_ = 0;
    chosen_.reset();
    tally_ = {};
    happened_.clear();
    playback_.setPlaying(false);
    emit changed();
}

void Prediction::lookForVerdict()
{
    const History &history = follower_.history();
    if (call_ == 0)
        call_ = nthCallOfLine(history, actor_, line_, question_->round);
    if (call_ == 0)
        return;
    // What the history does not know yet cannot be what the settled session shows.
    const bool settled = playback_.session().isSettled() && history.size() == follower_.recording().size()
        && !playback_.session().has(Trouble::Kind::StatesUnseen);
    const auto happened = whatHappened(*question_, history, call_, settled);
    const Stage stage = happened ? Stage::Decided : Stage::Open;
    if (stage == stage_)
        return;
    stage_ = stage;
    happened_ = happened.value_or("");
    emit changed();
}

std::optional<int> Prediction::rightAnswer() const
{
    for (std::size_t i = 0; question_ && i < question_->answers.size(); ++i) {
        if (stage_ == Stage::Decided && fits(question_->answers[i], happened_))
            return static_cast<int>(i);
    }
    return std::nullopt;
}

void Prediction::choose(int answer)
{
    if (stage_ != Stage::Asked || answer < 0 || answer >= static_cast<int>(question_->answers.size()))
        return;
    chosen_ = answer;
    emit changed();
}

void Prediction::setTally(int answer, int hands)
{
    if (stage_ == Stage::None || answer < 0 || answer >= kMostAnswers)
        return;
    if (std::exchange(tally_[static_cast<std::size_t>(answer)], hands) != hands)
        emit changed();
}

} // namespace sockstep
