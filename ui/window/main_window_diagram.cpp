// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/bars/transport_bar.h"
#include "ui/diagram/diagram_menu.h"
#include "ui/diagram/diagram_options.h"
#include "ui/diagram/diagram_pane.h"
#include "ui/diagram/find_bar.h"

#include <QShortcut>
#include <QStackedWidget>

// What the diagram shows, and finding in it: the window's keys and menu for them.

namespace sockstep {

void MainWindow::buildDiagram()
{
    DiagramMenu &menu = diagramPane_->menu();
    transport_->moreMenu()->addSeparator();
    transport_->moreMenu()->addMenu(&menu);
    center_->addActions(menu.keyActions()); // a shortcut of a menu that is closed is none
    center_->addAction(menu.findAction());
    const auto bind = [this](const QKeySequence &key, auto action) {
        connect(new QShortcut(key, center_), &QShortcut::activated, this, action);
    };
    connect(menu.findAction(), &QAction::triggered, this, [this] { find(0); });
    bind(QKeySequence::FindNext, [this] { find(1); });
    bind(QKeySequence::FindPrevious, [this] { find(-1); });
    bind(Qt::Key_V, [this] { diagramPane_->showMenu(); });
    bind(Qt::Key_Escape, [this] {
        if (diagramPane_->findBar().isVisible()) {
            diagramPane_->findBar().close();
            return;
        }
        selection_.clear();
        diagrams_->currentWidget()->setFocus();
    });
}

/// Opens the search; or goes that many matches on, if it is open.
void MainWindow::find(int matches)
{
    if (diagrams_->currentWidget() != diagramPane_)
        showPage(Page::Lesson);
    FindBar &bar = diagramPane_->findBar();
    if (matches == 0 || !bar.isVisible())
        bar.open();
    else
        bar.move(matches);
}

} // namespace sockstep
