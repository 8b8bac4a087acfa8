// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/self_run.h"

#include "support/patience.h"

#include <QTemporaryFile>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace sockstep::test {

namespace {

constexpr int kPatienceMs = static_cast<int>(kPatience.count()) * 10; // a part may be a whole test
constexpr int kNotPrepared = 125;

/// Says what did not work, and returns false. Between fork and exec: nothing but system calls.
bool refuse(const char *what)
{
    const char *const why = strerrordesc_np(errno);
    for (const char *part : {what, ": ", why ? why : "?", "\n"})
        [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, part, std::strlen(part));
    return false;
}

} // namespace

QString SelfRun::describe() const
{
    return QStringLiteral("%1 with exit code %2\n%3\n%4")
        .arg(ended ? QStringLiteral("ended") : QStringLiteral("did not end"), QString::number(exitCode),
            output, errors);
}

SelfRun runSelf(const QString &part, const std::function<bool()> &prepare)
{
    QByteArrayList environment;
    for (char **one = environ; *one; ++one)
        environment << *one;
    // The kernel's own link to the file, which opens whatever the folders on the way allow.
    return runPrepared({"/proc/self/exe", "--part", part.toUtf8()}, environment, prepare);
}

SelfRun runPrepared(QByteArrayList command, QByteArrayList environment, const std::function<bool()> &prepare)
{
    SelfRun result;
    QTemporaryFile output;
    QTemporaryFile errors;
    if (!output.open() || !errors.open())
        return result;
    const auto pointers = [](QByteArrayList &texts) {
        std::vector<char *> all;
        for (QByteArray &text : texts)
            all.push_back(text.data());
        all.push_back(nullptr);
        return all;
    };
    const std::vector<char *> arguments = pointers(command);
    const std::vector<char *> variables = pointers(environment);
    // fork(2) and not QProcess, which may share its memory with the child until that is another program:
    // what is prepared in there would be prepared in the test as well.
    const pid_t child = ::fork();
    if (child < 0)
        return result;
    if (child == 0) {
        ::dup2(output.handle(), STDOUT_FILENO);
        ::dup2(errors.handle(), STDERR_FILENO);
        if (prepare && !prepare())
            ::_exit(kNotPrepared);
        ::execve(arguments.front(), arguments.data(), variables.data());
        ::_exit(kNotPrepared);
    }
    const int watch = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
    pollfd over {watch, POLLIN, 0};
    if (::poll(&over, 1, kPatienceMs) <= 0)
        ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(watch);
    result.ended = WIFEXITED(status);
    result.exitCode = result.ended ? WEXITSTATUS(status) : -1;
    for (const auto &[file, text] : {std::pair(&output, &result.output), {&errors, &result.errors}}) {
        file->seek(0);
        *text = QString::fromUtf8(file->readAll());
    }
    return result;
}

bool writeKernelFile(const char *path, const std::string &text)
{
    const int fd = ::open(path, O_WRONLY | O_CLOEXEC);
    const bool written
        = fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (fd >= 0)
        ::close(fd);
    return written || refuse(path);
}

bool enterUserNamespace()
{
    const std::string user = std::to_string(::geteuid());
    const std::string group = std::to_string(::getegid());
    if (::unshare(CLONE_NEWUSER) != 0)
        return refuse("a user namespace");
    return writeKernelFile("/proc/self/setgroups", "deny")
        && writeKernelFile("/proc/self/uid_map", "0 " + user + " 1")
        && writeKernelFile("/proc/self/gid_map", "0 " + group + " 1");
}

bool becomeNobody()
{
    constexpr unsigned kNobody = 65534; // no account is needed
    return (::setgroups(0, nullptr) == 0 && ::setresgid(kNobody, kNobody, kNobody) == 0
               && ::setresuid(kNobody, kNobody, kNobody) == 0)
        || refuse("becoming nobody");
}

bool arrangeTunDevice(TunDevice device)
{
    // A mount namespace of our own, with an empty folder in the place of /dev/net.
    if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0
        || ::mount("none", "/dev/net", "tmpfs", 0, "mode=755") != 0)
        return refuse("a folder of our own for /dev/net");
    if (device == TunDevice::Missing)
        return true;
    constexpr unsigned kMajor = 10;
    constexpr unsigned kMinor = 200; // Documentation/admin-guide/devices.txt: /dev/net/tun
    const mode_t mode = device == TunDevice::Open ? 0666 : 0600;
    return (::mknod("/dev/net/tun", S_IFCHR, makedev(kMajor, kMinor)) == 0
               && ::chmod("/dev/net/tun", mode) == 0)
        || refuse("a device of our own at /dev/net/tun");
}

} // namespace sockstep::test
