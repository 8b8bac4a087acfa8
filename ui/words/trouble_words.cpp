// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/trouble_words.h"

#include "core/base/vocabulary.h"
#include "ui/look/as_shown.h"
#include "ui/words/narrator.h"

#include <QStringList>
#include <cerrno>

namespace sockstep {

namespace {

QString named(int error)
{
    return QStringLiteral("%1 (%2)").arg(asShown(describeError(error)), asShown(errorName(error)));
}

} // namespace

QString TroubleWords::refusal(int error)
{
    switch (error) {
    case EMFILE:
        return tr("%1; this program's file descriptors are used up: raise the limit (ulimit -n)")
            .arg(named(error));
    case ENFILE:
        return tr("%1; the machine's file descriptors are used up: close some programs").arg(named(error));
    case ENOMEM:
    case ENOBUFS:
        return tr("%1; memory is used up: close some programs, or raise the limit (ulimit -v)")
            .arg(named(error));
    case EPERM:
    case EACCES:
        return tr("%1; a rule of this system forbids it (a container, seccomp, SELinux, AppArmor): ask its "
                  "administrator")
            .arg(named(error));
    default:
        return named(error);
    }
}

QString TroubleWords::noThread(int error)
{
    if (error != EAGAIN)
        return tr("no thread can be started: %1").arg(refusal(error));
    return tr(
        "no thread can be started: %1; a limit of threads or of memory is reached: end some programs, or "
        "raise it (ulimit -u, ulimit -v, pids.max of the control group)")
        .arg(named(error));
}

QString TroubleWords::one(const Trouble &trouble)
{
    switch (trouble.kind) {
    case Trouble::Kind::NoThread:
        if (!trouble.detail.empty())
            return tr("The %1 has not begun: %2.")
                .arg(Narrator::actorInSentence(trouble.detail), noThread(trouble.error));
        return tr("This session was stopped at its beginning: %1. Then restart (Ctrl+R).")
            .arg(noThread(trouble.error));
    case Trouble::Kind::NoHost:
        return tr("The %1 makes no call, because it cannot be brought into its host of the lab (setns): %2.")
            .arg(Narrator::actorInSentence(trouble.detail), refusal(trouble.error));
    case Trouble::Kind::LoopbackDown:
        return tr(
            "The loopback interface is down, so nothing reaches 127.0.0.1. As root: ip link set lo up. Then "
            "restart (Ctrl+R).");
    case Trouble::Kind::StatesUnseen:
        return tr(
            "The states of the sockets cannot be observed: the kernel's socket table (sock_diag) does not "
            "answer: %1. What is shown of states and queues is as old as its last answer; calls and bytes "
            "are shown as always.")
            .arg(refusal(trouble.error));
    case Trouble::Kind::SleepUnseen:
        if (trouble.error == ENOENT || trouble.error == ESRCH)
            return tr("Which call is blocked cannot be observed: /proc is not mounted, or hides this "
                      "process; mount it (mount -t proc proc /proc). A call that has not returned for a "
                      "while counts as blocked, but is not drawn as blocked.");
        return tr("Which call is blocked cannot be observed: /proc/self/task: %1. A call that has not "
                  "returned for a while counts as blocked, but is not drawn as blocked.")
            .arg(refusal(trouble.error));
    }
    return {};
}

QString TroubleWords::all(std::span<const Trouble> troubles)
{
    QStringList words;
    for (const Trouble &trouble : troubles)
        words << one(trouble);
    return words.join(u' ');
}

} // namespace sockstep
