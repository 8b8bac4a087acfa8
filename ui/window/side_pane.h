// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QStackedWidget;
class QToolButton;

namespace sockstep {

class AddressView;
class Follower;
class QueueView;
class SegmentView;
class Selection;

/// The pane beside the diagram: the chat, what is in the sockets' queues, the bytes of an address and
/// those of a segment. One of them is in sight; the others are made when they are first wanted.
class SidePane : public QWidget {
    Q_OBJECT
public:
    enum class Tab { Chat, Queues, Address, Segment };
    static constexpr int kTabs = 4;

    SidePane(const Follower &follower, Selection &selection, QWidget *parent = nullptr);

    /// The pane takes it.
    void setChat(QWidget *chat);
    void show(Tab tab);
    Tab shown() const { return shown_; }
    /// Segments can be seen.
    void setWithSegments(bool with);
    void refresh();
    void retranslate();

private:
    QToolButton *makeTab(Tab tab);
    QWidget *page(Tab tab);
    QWidget *makeQueues();
    QWidget *make(Tab tab);
    void showSegment();

    const Follower &follower_;
    Selection &selection_;
    QStackedWidget *pages_;
    QToolButton *tabs_[kTabs];
    QWidget *made_[kTabs] = {}; // by Tab
    QueueView *queues_ = nullptr;
    AddressView *address_ = nullptr;
    SegmentView *segment_ = nullptr;
    Tab shown_ = Tab::Chat;
};

} // namespace sockstep
