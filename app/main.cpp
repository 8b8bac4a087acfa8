// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line.h"
#include "app/compare_lessons.h"
#include "app/doctor.h"
#include "app/export_recording.h"
#include "app/last_words.h"
#include "app/lesson_commands.h"
#include "app/run_lesson.h"
#include "app/save_code.h"
#include "app/show_window.h"
#include "app/standard_streams.h"
#include "core/lab/lab_support.h"

namespace {

int obey(int argc, char **argv)
{
    const sockstep::Command command = sockstep::readCommandLine(argc, argv);
    if (const auto *exit = std::get_if<sockstep::Exit>(&command))
        return exit->code;
    if (const auto *run = std::get_if<sockstep::RunLesson>(&command))
        return sockstep::runLesson(*run);
    if (const auto *exporting = std::get_if<sockstep::ExportRecording>(&command))
        return sockstep::exportRecording(*exporting);
    if (const auto *compare = std::get_if<sockstep::CompareLessons>(&command))
        return sockstep::compareLessons(*compare);
    if (const auto *list = std::get_if<sockstep::ListLessons>(&command))
        return sockstep::listLessons(*list);
    if (const auto *check = std::get_if<sockstep::CheckLessons>(&command))
        return sockstep::checkLessons(*check);
    if (const auto *code = std::get_if<sockstep::SaveCode>(&command))
        return sockstep::saveCode(*code);
    if (std::holds_alternative<sockstep::ExamineMachine>(command))
        return sockstep::examineMachine();
    return sockstep::showWindow(std::get<sockstep::ShowWindow>(command), argc, argv);
}

} // namespace

int main(int argc, char **argv)
{
    sockstep::sayLastWords();
    sockstep::prepareStandardStreams();
    sockstep::prepareForLab(); // before there is a second thread
    return sockstep::runCommand([argc, argv] { return obey(argc, argv); });
}
