// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export_options.h"
#include "core/session/session.h"

#include <string>
#include <variant>

namespace sockstep {

struct ShowWindow {
    SessionOptions session;
    std::string lessonFile; ///< to open, and to read again when it is saved; may be empty
    std::string recording; ///< a file to look at; empty for a session
};
struct RunLesson {
    SessionOptions session;
    std::string recordTo; ///< a path, "-" for standard output, or empty
    ExportOrder exports; ///< to write at the end
};
struct ExportRecording {
    std::string path; ///< "-" for standard input
    ExportOrder order;
};
struct CompareLessons {
    SessionOptions session; ///< for both, but for the closing
    Closing left {};
    Closing right {};
    int connections = 0; ///< how many short ones of each to make as well
    bool json = false;
    ExportOrder exports; ///< to write at the end
};
struct ListLessons {
    std::string language; ///< "en" or "ko"
};
struct CheckLessons {
    std::vector<std::string> files; ///< or names of built-in lessons; all of those if there are none
    bool run = false; ///< also step through them and compare what happens with what they expect
};
struct SaveCode {
    SessionOptions session; ///< with the lesson in it
    std::string lessonFile; ///< empty for a built-in lesson
    std::string language; ///< of the comments: "en" or "ko"
    std::string cFolder; ///< where to; empty for not at all
    std::string pythonFolder;
    bool overwrite = false; ///< files that are there already
};
struct ExamineMachine { };
/// Nothing left to do: help was printed, or the arguments were wrong.
struct Exit {
    int code = 0;
};
using Command = std::variant<Exit, ShowWindow, RunLesson, ExportRecording, CompareLessons, ListLessons,
    CheckLessons, SaveCode, ExamineMachine>;

/// Reads the arguments; prints help, version and usage errors itself.
Command readCommandLine(int argc, char **argv);

} // namespace sockstep
