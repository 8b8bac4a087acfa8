// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/recording_file.h"
#include "support/patience.h"

#include <QByteArrayList>
#include <QProcess>
#include <QStringList>
#include <functional>

namespace sockstep::test {

/// What a run of the program left behind.
struct Ended {
    int exitCode = -1; ///< -1: it crashed or did not end
    QByteArray out;
    QByteArray err;

    QByteArrayList errLines() const;
};

/// Runs the program that was built, as a process of its own, and waits for its end.
Ended run(const QStringList &arguments);
Ended run(const QStringList &arguments, const QProcessEnvironment &with);
/// \p prepare is called in the new process before the program starts: nothing but system calls.
Ended run(const QStringList &arguments, const std::function<void()> &prepare);
/// \p prepare is called in the new process before it is the program: nothing but system calls. Where it
/// returns false, the program does not start.
Ended run(
    const QStringList &arguments, const QProcessEnvironment &with, const std::function<bool()> &prepare);

/// No display, and nothing of the user's.
QProcessEnvironment environment();
/// Of this test alone; gone after it.
QString folder();
/// Split at the spaces.
QStringList words(const char *text);
ReadResult read(const QByteArray &bytes);

/// The exit code, and what the program complained of if it is another.
#define VERIFY_ENDED(ended, code)                                                                            \
    do {                                                                                                     \
        if ((ended).exitCode != (code))                                                                      \
            qWarning("%s", (ended).err.constData());                                                         \
        QCOMPARE((ended).exitCode, code);                                                                    \
    } while (false)

} // namespace sockstep::test
