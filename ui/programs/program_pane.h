// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/steer/actor_choice.h"

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace sockstep {

class ProgramModel;
class ProgramView;
class Selection;
class TabRow;

/// The programs of one side, one of them in sight: its caption, a tab for each actor where there are several,
/// and its lines.
class ProgramPane : public QWidget {
    Q_OBJECT
public:
    ProgramPane(ActorChoice::Side side, ActorChoice &choice, const Follower &follower,
        const Playback &playback, Selection &selection, QWidget *parent = nullptr);

    ProgramModel &model() { return *model_; }
    void refresh();
    void retranslate();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    TabRow &tabs();
    QString caption() const;
    void arrange();

    const ActorChoice::Side side_;
    ActorChoice &choice_;
    const Follower &follower_;
    const Playback &playback_;
    ProgramModel *model_;
    QLabel *caption_;
    TabRow *tabs_ = nullptr; // made with the first session that has several actors on this side
    QBoxLayout *head_;
    ProgramView *view_;
};

} // namespace sockstep
