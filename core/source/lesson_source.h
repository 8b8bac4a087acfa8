// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the programs of a lesson are saved from, as files that run without Sockstep.

#include "core/lesson/lesson.h"

#include <string>
#include <string_view>
#include <vector>

namespace sockstep {

/// An address that the programs name: "addr", "addrlen".
struct SourceAddress {
    std::string name;
    Endpoint endpoint;
    bool hasServersPort = false; ///< the port is the one that is chosen when the program is started
    bool htonsForgotten = false; ///< endpoint has the port that was meant
};

struct LessonSource {
    std::string language; ///< of the comments: "en" or "ko"
    std::string name; ///< "client-close"
    std::string title;
    std::string opening; ///< what is said before its first line; may be empty
    std::string aim; ///< what is said after its last line: it holds the answers; may be empty
    NetworkKind network = NetworkKind::Loopback;
    std::uint16_t port = 0; ///< the server's, unless another is chosen when the program is started
    std::vector<ActorProgram> programs;
    std::vector<SourceAddress> addresses;
    std::vector<std::string> messages; ///< that are typed in the lesson

    const SourceAddress *address(std::string_view name) const;
    /// What the threads run that \p program starts, in the order in which it names them: functions of its
    /// file.
    std::vector<const ActorProgram *> routinesOf(const Program &program) const;
    /// Those that are a process each, and so a file: all that no thread runs.
    std::vector<const ActorProgram *> processes() const;
    /// All lines of the file of \p program: those of its threads, and its own.
    Program fileOf(const Program &program) const;
    /// What is written in the file's language.
    std::string_view say(std::string_view english, std::string_view korean) const
    {
        return language == "ko" ? korean : english;
    }
};

/// The lesson of a session. \p programs are those that its actors run now.
LessonSource lessonSource(
    const SessionOptions &options, std::vector<ActorProgram> programs, std::string language);

struct SourceFile {
    std::string name; ///< "server.c"
    std::string text;
};

/// Why one of the programs cannot be written so that it does the same.
struct SourceFault {
    std::string actor;
    std::size_t line = 0; ///< of the program, from 0
    std::string message;
};
/// What no file in any language can have: no program at all, or a thread that starts others, or one that runs
/// what the lesson has no program for.
std::vector<SourceFault> lessonFaults(const LessonSource &lesson);
/// "server, line 3: …", which everybody can act on.
std::string faultText(const SourceFault &fault);

struct SourceFiles {
    std::vector<SourceFile> files; ///< one for each actor; empty if there are faults
    std::vector<SourceFault> faults;
};

} // namespace sockstep
