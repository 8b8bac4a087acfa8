// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/socket_words.h"

#include "ui/look/as_shown.h"
#include "ui/words/narrator.h"

namespace sockstep {

QString SocketWords::title(const History &history, SocketId id)
{
    const SocketRecord &socket = history.socket(id);
    const QString fd = socket.open ? tr("fd %1").arg(socket.fd) : tr("fd –");
    if (socket.outside != kNoEvent)
        return tr("outside · %1").arg(fd);
    const auto &actors = history.recording().header().actors;
    if (socket.handedOver) // its calls are that thread's, not those of who accepted it
        return QStringLiteral("%1 · %2").arg(Narrator::actorName(actors[socket.actor]), fd);
    switch (socket.role) {
    case SocketRecord::Role::Listener:
        return tr("listener · %1").arg(fd);
    case SocketRecord::Role::Connection:
        return tr("connection · %1").arg(fd);
    case SocketRecord::Role::Client:
        return QStringLiteral("%1 · %2").arg(Narrator::actorName(actors[socket.actor]), fd);
    case SocketRecord::Role::Unused:
        break;
    }
    return tr("socket · %1").arg(fd);
}

QString SocketWords::address(const SocketRecord &socket)
{
    if (socket.outside != kNoEvent)
        return asShown(socket.remote.text());
    return socket.local.isEmpty() ? tr("no address yet") : asShown(socket.local.text());
}

} // namespace sockstep
