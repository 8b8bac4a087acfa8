// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"

#include <QWidget>

class QLabel;

namespace sockstep {

class Follower;

/// The selected call with its arguments, its result and where the manual explains it; the latest
/// call while none is selected.
class CallCard : public QWidget {
    Q_OBJECT
public:
    explicit CallCard(const Follower &follower, QWidget *parent = nullptr);

    void setSelectedCall(CallId call);
    void refresh();
    void retranslate() { refresh(); }

protected:
    void changeEvent(QEvent *event) override;

private:
    QString details(CallId call) const;
    static QString readyText(const CallReturned &returned);

    const Follower &follower_;
    CallId selected_ = 0;
    QLabel *caption_;
    QLabel *manual_;
    QLabel *code_;
    QLabel *details_;
};

} // namespace sockstep
