// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/recording_query.h"

#include <QByteArray>
#include <QList>
#include <QMap>

namespace sockstep::test {

/// One system call as strace prints it, on one line and with its strings in plain bytes:
/// "recvfrom(7, \"hello\", 65536, 0, NULL, NULL) = 5".
using StraceCalls = QList<QByteArray>;

/// The output of "strace -f -xx", by thread id, each in the order in which its calls returned.
QMap<int, StraceCalls> readStrace(const QByteArray &log);

/// How strace prints that call, by what the recording says of it.
QByteArray asStracePrints(const RecordedCall &call);

} // namespace sockstep::test
