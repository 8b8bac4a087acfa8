// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/diagram_choices.h"

#include <QList>
#include <QMenu>

class QActionGroup;

namespace sockstep {

class DiagramOptions;
class Follower;

/// What is to be seen of the diagram: its columns, its actors, kinds of rows, and echo rounds in one line.
class DiagramMenu : public QMenu {
    Q_OBJECT
public:
    DiagramMenu(DiagramOptions &options, const Follower &follower, QWidget *parent);

    void retranslate();
    /// Those with a key of their own, to be added to what the keys are to work in.
    QList<QAction *> keyActions() const { return {timesKey_, fold_, showAll_}; }
    QAction *findAction() const { return find_; }

private:
    QAction *addChoice();
    QAction *addChoice(bool DiagramChoices::*what);
    void buildColumns();
    void listActors();
    void refresh();
    void moveTimes();

    DiagramOptions &options_;
    const Follower &follower_;
    QAction *find_;
    QActionGroup *times_;
    QAction *timesKey_; ///< from one to the next
    QAction *calls_;
    QAction *states_;
    QAction *segments_;
    QAction *fold_;
    QList<QAction *> kinds_; // as DiagramChoices::kKinds
    QMenu *actors_;
    QAction *showAll_;
};

} // namespace sockstep
