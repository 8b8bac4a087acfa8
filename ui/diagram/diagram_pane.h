// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/diagram_finder.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace sockstep {

class DiagramMenu;
class DiagramOptions;
class DiagramView;
class FindBar;
class Follower;
class Selection;

/// The sequence diagram with what belongs to it: the button for what it shows, the line that says what it
/// does not, and the search.
class DiagramPane : public QWidget {
    Q_OBJECT
public:
    DiagramPane(
        const Follower &follower, Selection &selection, DiagramOptions &options, QWidget *parent = nullptr);

    DiagramView &view() { return *view_; }
    DiagramMenu &menu() { return *menu_; }
    /// Made when it is first wanted.
    FindBar &findBar();
    DiagramFinder &finder() { return finder_; }
    void refresh();
    /// As a click on its button does.
    void showMenu();
    void retranslate();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void sayWhatIsHidden();
    void showMatch(Row row);
    void placeButton();

    const Follower &follower_;
    Selection &selection_;
    DiagramOptions &options_;
    DiagramFinder finder_;
    FindBar *find_ = nullptr; ///< until it is wanted
    QWidget *hiddenLine_;
    QLabel *hidden_;
    QToolButton *showAll_;
    DiagramView *view_;
    DiagramMenu *menu_;
    QToolButton *menuButton_;
};

} // namespace sockstep
