// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/steer/playback.h"

#include <QPointer>

class QMessageBox;

namespace sockstep {

/// Asks before a lesson, or a call by hand, reaches beyond its session: opens a port to the networks of this
/// machine, leaves the machine, or calls at another program's port. Each call is named, with its address; the
/// answer that is given without thinking is no. A yes is for that session alone.
class ReachQuestion : public QObject {
    Q_OBJECT
public:
    ReachQuestion(Playback &playback, QWidget *window);

    /// "server: bind() opens 0.0.0.0:9000 to the networks of this machine"
    static QString sentence(const Reaching &reaching);

private:
    void askForLesson();
    void askForListen(ActorId actor, const CallByHand &call);
    QMessageBox *makeBox(const QString &text, const QString &details);

    Playback &playback_;
    QWidget *window_;
    QPointer<QMessageBox> box_;
};

} // namespace sockstep
