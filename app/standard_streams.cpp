// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/standard_streams.h"

#include "core/base/vocabulary.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fcntl.h>
#include <new>
#include <string>
#include <system_error>
#include <unistd.h>

namespace sockstep {

namespace {

/// Throws nothing: it is the last thing that is said.
void say(const char *sentence) noexcept { std::fprintf(stderr, "sockstep: %s\n", sentence); }

void sayWhatIsLost(int error)
{
    if (error == EBADF)
        say("standard output is closed, and what belongs there is lost; open it, or send it to /dev/null");
    else
        say(("cannot write standard output: " + describeError(error) + " (" + std::string(errorName(error))
            + "); what is there is incomplete")
                .c_str());
}

/// 0, or errno. As gnulib's close_stdout(), but the stream stays open for what still runs at the exit.
int flushOutput()
{
    if (std::fflush(stdout) != 0)
        return errno;
    if (std::ferror(stdout))
        return EIO; // somebody has looked away
    // A network file system may report a full disk only when a descriptor is closed: so close another one.
    const int copy = ::dup(STDOUT_FILENO);
    return copy >= 0 && ::close(copy) != 0 ? errno : 0;
}

} // namespace

void flush(std::FILE *stream)
{
    if (std::fflush(stream) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot write what is printed");
}

void prepareStandardStreams()
{
    constexpr int kWrongWay[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int fd = 0; fd < 3; ++fd) {
        const bool isClosed = ::fcntl(fd, F_GETFD) < 0 && errno == EBADF;
        if (isClosed && ::open("/dev/null", kWrongWay[fd]) != fd) // the lowest number that is free
            std::_Exit(1);
    }
    std::signal(SIGXFSZ, SIG_IGN);
}

int runCommand(const std::function<int()> &command)
{
    try {
        const int code = command();
        if (const int error = flushOutput()) {
            sayWhatIsLost(error);
            return code ? code : 1;
        }
        return code == 0 && std::ferror(stderr) ? 1 : code;
    } catch (const std::bad_alloc &) {
        say("there is not enough memory; close some programs, or give it less to do");
    } catch (const std::system_error &error) {
        if (std::ferror(stdout)) // of fmt::print()
            sayWhatIsLost(error.code().value());
        else if (error.code() == std::errc::resource_unavailable_try_again) // of std::thread
            say("there is no thread to be had (EAGAIN): memory, or the number of threads that this user may "
                "have, "
                "is at its limit; close some programs");
        else
            say(error.what());
    } catch (const std::exception &error) {
        say(error.what());
    }
    return 1;
}

} // namespace sockstep
