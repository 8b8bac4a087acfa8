// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/free_play.h"

#include <QWidget>
#include <vector>

class QLineEdit;

namespace sockstep {

class CallButton;

/// Free play's buttons: one for each call, in the order of a socket's life, with a menu of its arguments
/// where there is a choice, and the field for what is sent. It says what is wanted; who makes it is told to
/// it.
class CallPad : public QWidget {
    Q_OBJECT
public:
    explicit CallPad(QWidget *parent = nullptr);

    /// For whom the calls are, and on which socket.
    struct Aim {
        const FreePlay *play = nullptr;
        ActorId actor = 0;
        std::string socket; ///< its variable; empty if none is open
        bool isClient = true;
        bool isIPv6 = false;
        bool isDatagram = false;
        bool canMake = false; ///< else every button waits
        bool canInterrupt = false;
        std::vector<Function> likely; ///< that make sense now
    };
    void show(const Aim &aim);
    using QWidget::show;
    void retranslate();
    /// In the order of Tab.
    QList<QWidget *> controls() const;

signals:
    void callWanted(const sockstep::CallByHand &call);
    void interruptWanted();

private:
    void build();
    void addButton(Function function, const QString &text, std::vector<CallByHand> choices);
    void want(CallByHand call);
    CallByHand usual(const CallButton &button) const;
    void fillMenu(CallButton &button);
    void askForSize(CallButton &button);
    void refresh(CallButton &button);

    Aim aim_;
    std::vector<CallButton *> buttons_;
    CallButton *interrupt_;
    QLineEdit *text_;
};

} // namespace sockstep
