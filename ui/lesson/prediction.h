// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lesson/question.h"

#include <QObject>
#include <array>
#include <optional>

namespace sockstep {

class Follower;
class Playback;

/// The question that the lesson asks before the next step, what the class believes, and what the kernel
/// then did. The verdict is by the recording alone. Lives in the main thread.
class Prediction : public QObject {
    Q_OBJECT
public:
    static constexpr int kMostAnswers = 4;
    /// How many raised a hand for each answer.
    using Tally = std::array<int, kMostAnswers>;
    enum class Stage {
        None,
        Asked, ///< its step has not been made
        Open, ///< the step was made, but what came of it is not decided
        Decided,
    };

    Prediction(Follower &follower, Playback &playback, QObject *parent = nullptr);

    Stage stage() const { return stage_; }
    /// Null without a question.
    const Question *question() const { return question_; }
    /// Of the answers, from 0; nothing as long as none is chosen.
    std::optional<int> chosen() const { return chosen_; }
    const Tally &tally() const { return tally_; }
    /// In the words of the answers; empty until it is decided.
    const std::string &happened() const { return happened_; }
    /// The answer that is what happened, from 0; nothing if none of them is.
    std::optional<int> rightAnswer() const;

    /// Only while the question is asked.
    void choose(int answer);
    void setTally(int answer, int hands);
    bool isEnabled() const { return enabled_; }
    void setEnabled(bool enabled);

    /// Looks at what has come; by itself it does so with everything that the window is told.
    void refresh();

signals:
    void changed();

private:
    void reset();
    void ask(std::size_t index, ActorId actor, std::uint16_t line);
    bool isDue(const Question &question, ActorId actor, std::size_t line) const;
    void lookForQuestion();
    void lookForVerdict();

    Follower &follower_;
    Playback &playback_;
    std::shared_ptr<const Lesson> lesson_; // keeps question_ alive
    const Question *question_ = nullptr;
    std::vector<bool> asked_; // by question of the lesson
    Stage stage_ = Stage::None;
    ActorId actor_ = 0; // whose call the question is about
    std::uint16_t line_ = 0; // from 1
    CallId call_ = 0;
    std::optional<int> chosen_;
    Tally tally_ {};
    std::string happened_;
    bool enabled_ = true;
};

} // namespace sockstep
