// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lesson_commands.h"

#include "app/standard_streams.h"
#include "core/lesson/lesson_file.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/lesson_session.h"
#include "core/lesson/question.h"
#include "core/lesson/rehearsal.h"
#include "core/text/shown_text.h"

#include <cstdio>
#include <fmt/format.h>

namespace sockstep {

namespace {

/// What came of each question, for a lesson that was run.
void printQuestions(const Lesson &lesson, const Rehearsal &rehearsal)
{
    for (const AskedQuestion &asked : rehearsal.questions) {
        const Question &question = lesson.questions[asked.index];
        fmt::print("  {} {} {}: {}\n", question.before.actor, name(question.before.function),
            name(question.asked), asked.happened.empty() ? "(nothing)" : shownSentence(asked.happened));
    }
}

/// What its programs would do beyond their session, which whoever opens it is asked about.
void printReach(const std::string &nameOrFile, std::shared_ptr<const Lesson> lesson)
{
    const SessionOptions options = lessonSession(std::move(lesson), {});
    if (options.network != NetworkKind::Loopback)
        return;
    for (const Reaching &reaching : reachOf(options.programs, options.server.port()))
        fmt::print("{}: note: {}\n", shownSentence(nameOrFile), describe(reaching));
}

/// The name of a built-in lesson, or a file.
LessonReading readNamed(const std::string &nameOrFile)
{
    for (const LessonText &text : lessonTexts()) {
        if (text.name != nameOrFile)
            continue;
        LessonReading reading = readLesson(text.toml, nameOrFile);
        reading.lesson = builtInLesson(nameOrFile);
        return reading;
    }
    return readLessonFile(nameOrFile);
}

bool check(const std::string &nameOrFile, bool run)
{
    const LessonReading reading = readNamed(nameOrFile);
    for (const LessonFault &fault : reading.faults)
        fmt::print(stderr, "{}\n", faultText(nameOrFile, fault));
    if (!reading.lesson)
        return false;
    if (!reading.lesson->isBuiltIn)
        printReach(nameOrFile, reading.lesson);
    if (!run) {
        fmt::print("{}: sound\n", shownSentence(nameOrFile));
        return true;
    }
    const Rehearsal rehearsal = rehearse(reading.lesson);
    fmt::print("{}: {}\n", shownSentence(nameOrFile), rehearsal.isSound() ? "as expected" : "FAULTY");
    printQuestions(*reading.lesson, rehearsal);
    flush(stdout); // before what is said of it
    for (const std::string &fault : rehearsal.faults)
        fmt::print(stderr, "{}: {}\n", shownSentence(nameOrFile), shownSentence(fault));
    return rehearsal.isSound();
}

} // namespace

int listLessons(const ListLessons &command)
{
    std::string chapter;
    for (const LessonText &text : lessonTexts()) {
        const auto lesson = builtInLesson(text.name);
        if (!lesson)
            continue;
        if (std::exchange(chapter, lesson->chapter) != lesson->chapter)
            fmt::print("{}\n", lesson->chapter);
        fmt::print("  {} {}{}\n", shownCell(lesson->name, 22), lesson->title.in(command.language),
            lesson->network == NetworkKind::Lab ? " (lab)" : "");
    }
    return 0;
}

int checkLessons(const CheckLessons &command)
{
    bool sound = true;
    std::vector<std::string> files = command.files;
    if (files.empty()) {
        for (const LessonText &text : lessonTexts())
            files.emplace_back(text.name);
    }
    for (const std::string &file : files)
        sound = check(file, command.run) && sound;
    return sound ? 0 : 1;
}

} // namespace sockstep
