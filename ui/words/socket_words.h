// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"

#include <QCoreApplication>

namespace sockstep {

/// What a socket is called where it has a head: over its lifeline, beside its queues.
class SocketWords {
    Q_DECLARE_TR_FUNCTIONS(SocketWords)
public:
    /// What the socket is and its descriptor; whose it is, where a session has several clients.
    static QString title(const History &history, SocketId id);
    static QString address(const SocketRecord &socket);
};

} // namespace sockstep
