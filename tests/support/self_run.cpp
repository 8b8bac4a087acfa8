// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/self_run.h"

#include "support/patience.h"

#include <QProcess>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

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
    QProcess process;
    process.setChildProcessModifier([&] {
        if (prepare && !prepare())
            ::_exit(kNotPrepared);
    });
    // The kernel's own link to the file, which opens whatever the folders on the way allow.
    process.start(QStringLiteral("/proc/self/exe"), {QStringLiteral("--part"), part});
    SelfRun result;
    result.ended = process.waitForFinished(kPatienceMs) && process.exitStatus() == QProcess::NormalExit;
    result.exitCode = process.exitCode();
    result.output = QString::fromUtf8(process.readAllStandardOutput());
    result.errors = QString::fromUtf8(process.readAllStandardError());
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
