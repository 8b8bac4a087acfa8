// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/stepped_session.h"
#include "ui/window/main_window.h"

#include <QCoreApplication>
#include <QSize>
#include <functional>
#include <memory>

namespace sockstep {
class DiagramView;
}

namespace sockstep::test {

/// Processes events until \p done; asked again after each batch. False if it never comes true.
bool await(const std::function<bool()> &done);

/// The window as main() shows it, with a real session in it on a port that the kernel chooses. All
/// waiting is in here: for the session to settle, and for the window to have shown it.
class LiveWindow {
public:
    /// An empty \p size leaves it to what the window remembers.
    explicit LiveWindow(SessionOptions options = onAnyPort(Closing::ClientFirst), QSize size = {1440, 900});
    ~LiveWindow();

    MainWindow *operator->() { return window_.get(); }
    MainWindow &operator*() { return *window_; }
    Session &session() { return window_->playback().session(); }
    const History &history() const { return window_->follower().history(); }
    const Recording &recording() const { return window_->follower().recording(); }
    CallId callCount() const { return history().callCount(); }
    /// The last call of \p function; 0 if there is none.
    CallId lastCall(Function function) const;
    bool lastReturned(Function function, int error = 0) const;

    template <typename Widget> Widget *find(const char *name = nullptr)
    {
        auto *found = window_->findChild<Widget *>(QString::fromLatin1(name));
        if (!found)
            qFatal("the window has no such widget: %s", name ? name : "?");
        return found;
    }
    /// All that the labels of \p widget say, rich text as it is.
    static QString said(const QWidget *widget);
    /// The plain text of the narration: what happened, and what comes next.
    QString narration();

    /// As the keyboard gives it: to whatever has the focus, shortcuts first.
    void press(int key, Qt::KeyboardModifiers modifiers = {});
    void type(const QString &text);
    void click(QWidget *widget);

    /// A menu or dialog has closed: without a window manager nobody else gives the focus back.
    bool activate();
    bool awaitSettled();
    /// Presses a key, by default the one that steps, and waits for what comes of it.
    bool step(int key = Qt::Key_Space);
    bool stepUntil(const std::function<bool()> &done);
    /// Until both ends are connected and the server has accepted.
    bool stepUntilConnected();
    /// Until all that was typed has come back: only the person can go on.
    bool stepUntilAllEchoed();
    /// Until the server sleeps in \p function.
    bool stepUntilServerBlocksIn(Function function);
    bool stepToEnd();
    /// Ends it as closing the window and leaving main() does.
    void closeAndDestroy();

private:
    std::unique_ptr<MainWindow> window_;
};

/// From DiagramGeometry's coordinates to those of the viewport.
QPoint onScreen(const DiagramView &view, QPointF content);

} // namespace sockstep::test
