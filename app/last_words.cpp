// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/last_words.h"

#include <cstdlib>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <new>
#include <unistd.h>

namespace sockstep {

namespace {

/// Standard error is the program's, whichever thread this is: an actor's has a descriptor table of its own.
int standardError()
{
    static const int opened = ::open("/proc/self/fd/2", O_WRONLY | O_APPEND | O_CLOEXEC);
    return opened >= 0 ? opened : STDERR_FILENO;
}

/// No memory is left: nothing here may ask for any.
void write(const char *text)
{
    [[maybe_unused]] const ssize_t written = ::write(standardError(), text, std::strlen(text));
}

[[noreturn]] void leave()
{
    write("sockstep: ");
    try {
        if (const std::exception_ptr cause = std::current_exception())
            std::rethrow_exception(cause);
        write("it cannot go on");
    } catch (const std::bad_alloc &) {
        write("memory is used up; close some programs, or raise the limit (ulimit -v)");
    } catch (const std::exception &cause) {
        write("it cannot go on: ");
        write(cause.what());
    } catch (...) {
        write("it cannot go on");
    }
    write("\n");
    std::_Exit(1);
}

} // namespace

void sayLastWords() { std::set_terminate(leave); }

} // namespace sockstep
