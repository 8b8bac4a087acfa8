// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace sockstep {

class Playback;

/// Everything that can be played: an echo with each way to end it, and the lessons of the lab.
class LessonMenu : public QMenu {
    Q_OBJECT
public:
    explicit LessonMenu(Playback &playback, QWidget *parent = nullptr);

    void retranslate();
    /// Checks what is running.
    void refresh();
    /// The lab's lessons cannot be had, for this reason; empty if they can.
    void setLabRefusal(const QString &reason);

private:
    Playback &playback_;
    QList<QAction *> closings_;
    QList<QAction *> lessons_;
    QAction *echoHead_;
    QAction *labHead_;
};

} // namespace sockstep
