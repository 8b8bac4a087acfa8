// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lesson/lesson.h"

#include <QCoreApplication>
#include <QString>

namespace sockstep {

/// What the window calls the lessons, and what they say in the window's language.
class LessonWords {
    Q_DECLARE_TR_FUNCTIONS(LessonWords)
public:
    /// \p text in the language of the window.
    static QString in(const LocalText &text);
    /// Of a built-in lesson.
    static QString title(std::string_view lesson);
    /// As a recording's header names it: a built-in lesson, a way to close, or what a stranger wrote there.
    static QString titleNamed(const std::string &lesson);
    /// Of what is running: the lesson, or how its connection is to end now.
    static QString titleOf(const SessionOptions &options, Closing closing);
    /// Of a session without a lesson, in which the person makes the calls.
    static QString freePlay();
    /// Of a chapter of the catalogue.
    static QString chapter(std::string_view chapter);
    /// What a person may believe, as a question; empty if \p lesson has none. It gives no answer away.
    static QString opening(const Lesson &lesson);
    /// What \p lesson shows: it holds the answers, and so is said last.
    static QString closing(const Lesson &lesson);
    /// The built-in lesson that a recording is of; null if it is of none.
    static std::shared_ptr<const Lesson> lessonOf(const Header &header);
    /// Of a recording, which may have been made by anybody: a name that is not known is given as it is.
    static QString titleOf(const Header &header);
};

} // namespace sockstep
