// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a lesson file: it is a lesson or has faults with a place; a lesson's programs can be saved,
// and run against a kernel that is made up here, which opens no socket and touches no file.
#include "core/lesson/lesson_file.h"
#include "core/lesson/lesson_session.h"
#include "core/program/program_cursor.h"
#include "core/source/c_source.h"
#include "core/source/python_source.h"

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace sockstep;

namespace {

void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "not so: %s\n", what);
    std::abort();
}

/// Answers calls, now in one way and now in another, as the bytes of the lesson have it.
class MadeUpKernel {
public:
    explicit MadeUpKernel(std::string_view seed)
        : seed_(seed)
    {
    }

    calls::Outcome answer(const CallEntered &call, std::string &received, Handle &made)
    {
        constexpr int kErrors[] = {EINTR, EAGAIN, EBADF, ECONNRESET, EADDRINUSE};
        const unsigned roll = next();
        if (roll % 8 == 0)
            return {-1, kErrors[roll / 8 % std::size(kErrors)]};
        if (call.function == Function::Socket || call.function == Function::Accept) {
            made = {static_cast<int>(2 + ++sockets_), sockets_};
            return {made.fd, 0, Endpoint::loopback(9000)};
        }
        if (receives(call.function)) {
            received.assign(roll % 4 * 3, 'x');
            return {static_cast<std::int64_t>(received.size())};
        }
        if (call.function == Function::Poll) {
            received = call.data;
            return {static_cast<std::int64_t>(roll % 3)};
        }
        return {static_cast<std::int64_t>(sends(call.function) ? call.data.size() : 0)};
    }

private:
    unsigned next() { return seed_.empty() ? 1 : static_cast<unsigned char>(seed_[at_++ % seed_.size()]); }

    std::string_view seed_;
    std::size_t at_ = 0;
    SocketId sockets_ = 0;
};

void run(const Program &program, std::string_view seed)
{
    constexpr int kMostCalls = 64;
    MadeUpKernel kernel(seed);
    ProgramCursor cursor(program);
    cursor.say("hello");
    for (int made = 0; made < kMostCalls; ++made) {
        const auto next = cursor.next();
        cursor.fault();
        cursor.openVariables();
        if (!next)
            return;
        require(next->line < program.lines.size(), "a call is in the program");
        cursor.preview(next->line);
        const CallEntered call = cursor.enter(next->line);
        std::string received;
        Handle handle;
        const calls::Outcome outcome = kernel.answer(call, received, handle);
        cursor.leave(next->line, outcome, std::move(received), handle);
        if (made == kMostCalls / 2) {
            cursor.tellToClose();
            cursor.endChat();
        }
    }
}

void save(const SessionOptions &options, const std::vector<ActorProgram> &programs)
{
    for (const char *language : {"en", "ko"}) {
        const LessonSource source = lessonSource(options, programs, language);
        for (const SourceFiles &saved : {cSource(source), pythonSource(source)})
            require(saved.files.empty() != saved.faults.empty(), "there are files, or faults");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const LessonReading reading = readLesson(text, "fuzzed");
    require((reading.lesson == nullptr) == !reading.faults.empty(), "there is a lesson, or a fault");
    for (const LessonFault &fault : reading.faults)
        require(!fault.message.empty() && !faultText("f", fault).empty(), "a fault has words");
    if (!reading.lesson)
        return 0;
    SessionOptions options = lessonSession(reading.lesson, {});
    std::vector<ProgramFault> faults;
    const std::vector<ActorProgram> programs = lessonPrograms(*reading.lesson, options, faults);
    require(faults.empty(), "what was read once reads the same again");
    for (const ActorProgram &program : programs)
        run(program.program, text);
    save(options, programs);
    return 0;
}
