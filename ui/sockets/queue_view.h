// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"

#include <QWidget>

namespace sockstep {

class Follower;

/// What lies in the kernel's buffers of each socket: its receive queue with the window that it offers, and
/// its send queue, as bars that fill. A listener has its accept queue.
class QueueView : public QWidget {
    Q_OBJECT
public:
    explicit QueueView(const Follower &follower, QWidget *parent = nullptr);

    void refresh();
    void retranslate() { refresh(); }

    /// One bar: how much is in it, how much more it can take, and in words.
    struct Bar {
        SocketId socket = 0;
        enum class Kind { Receive, Send, Accept } kind {};
        std::uint32_t filled = 0;
        std::uint32_t room = 0;
        QString text;
        bool full() const { return room == 0 && filled > 0; }
    };
    std::vector<Bar> bars() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Bar receiveBar(SocketId id, const SocketRecord &socket) const;
    Bar sendBar(SocketId id, const SocketRecord &socket) const;
    Bar acceptBar(SocketId id, const SocketRecord &socket) const;
    int rowHeight() const;

    const Follower &follower_;
};

} // namespace sockstep
