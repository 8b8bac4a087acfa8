// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QString>
#include <functional>

namespace sockstep::test {

/// A test program run once more, with one argument, to do a part that needs a process of its own.
struct SelfRun {
    bool ended = false; ///< of its own accord
    int exitCode = -1;
    QString output; ///< standard output
    QString errors; ///< standard error

    /// For QVERIFY2, when something is wrong with it.
    QString describe() const;
};

/// \p prepare is called in the new process, which has one thread, before the program starts. If it
/// returns false the program does not. Needs no path to the program that the new user could walk.
SelfRun runSelf(const QString &part, const std::function<bool()> &prepare);

/// The same for any program: its file and its arguments, and what its environment is to be.
SelfRun runPrepared(QByteArrayList command, QByteArrayList environment, const std::function<bool()> &prepare);

/// For prepare: a user namespace of its own, in which the present user is root.
bool enterUserNamespace();
/// For prepare, as root: a user who may do nothing, in no group.
bool becomeNobody();
enum class TunDevice { Open, Closed, Missing };
/// For prepare, as root: what this process and those it starts will find at /dev/net/tun. The machine's
/// own device stays as it is.
bool arrangeTunDevice(TunDevice device);

/// Writes \p text to the file \p path in one go, as files of the kernel want it.
bool writeKernelFile(const char *path, const std::string &text);

} // namespace sockstep::test
