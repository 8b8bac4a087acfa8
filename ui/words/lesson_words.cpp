// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/lesson_words.h"

#include "core/lesson/lesson_library.h"
#include "core/session/free_play.h"
#include "ui/look/as_shown.h"
#include "ui/words/closing_words.h"

namespace sockstep {

QString LessonWords::in(const LocalText &text)
{
    //: The code of the language of this file, "ko" for Korean.
    const QString language = tr("en", "the language");
    return linesAsShown(text.in(language.toStdString()));
}

QString LessonWords::title(std::string_view lesson)
{
    const auto known = builtInLesson(lesson);
    return known ? in(known->title) : nameAsShown(lesson);
}

QString LessonWords::titleNamed(const std::string &lesson)
{
    const auto closing = closingNamed(lesson);
    if (lesson == FreePlay::kLesson)
        return freePlay();
    return closing ? ClosingWords::name(*closing) : title(lesson);
}

QString LessonWords::freePlay() { return tr("Free play"); }

QString LessonWords::titleOf(const SessionOptions &options, Closing closing)
{
    if (options.freePlay)
        return freePlay();
    return options.script ? in(options.script->title) : ClosingWords::name(closing);
}

QString LessonWords::chapter(std::string_view chapter)
{
    if (chapter == "sockets")
        return tr("What a socket is");
    if (chapter == "addresses")
        return tr("Addresses and ports");
    if (chapter == "connections")
        return tr("Connections");
    if (chapter == "streams")
        return tr("TCP is a stream");
    if (chapter == "closing")
        return tr("Closing, in other ways");
    if (chapter == "servers")
        return tr("Servers");
    if (chapter == "datagrams")
        return tr("UDP");
    if (chapter == "families")
        return tr("IPv6 and Unix-domain sockets");
    if (chapter == "lab")
        return tr("When segments are lost");
    return asShown(chapter);
}

QString LessonWords::opening(const Lesson &lesson)
{
    return lesson.misconception.isEmpty() ? QString()
                                          : tr("Is this true: “%1”?").arg(in(lesson.misconception));
}

QString LessonWords::closing(const Lesson &lesson)
{
    return tr("What this lesson shows: %1").arg(in(lesson.aim));
}

std::shared_ptr<const Lesson> LessonWords::lessonOf(const Header &header)
{
    return FreePlay::isIn(header) ? nullptr : builtInLesson(header.lesson);
}

QString LessonWords::titleOf(const Header &header)
{
    if (closingNamed(header.lesson) || builtInLesson(header.lesson) || FreePlay::isIn(header))
        return titleNamed(header.lesson);
    return tr("Recording %1").arg(nameAsShown(header.lesson));
}

} // namespace sockstep
