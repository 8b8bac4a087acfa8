// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/bars/time_bar.h"
#include "ui/bars/transport_bar.h"
#include "ui/bars/wire_bar.h"
#include "ui/compare/compare_view.h"
#include "ui/diagram/diagram_view.h"
#include "ui/look/style.h"
#include "ui/look/theme.h"
#include "ui/narration/glossary_dialog.h"
#include "ui/programs/left_pane.h"
#include "ui/sockets/kernel_table.h"

#include <QApplication>
#include <QEvent>
#include <QSplitter>
#include <utility>

// How the window looks: its letters, its colours, and what of its width each pane gets.

namespace sockstep {

/// Font and style sheet for the present zoom and palette. Called once before there are children, which
/// would otherwise be styled twice at every start.
bool MainWindow::dress()
{
    QFont scaled = QApplication::font();
    scaled.setFamily(family_);
    scaled.setPointSizeF(basePointSize_ * zoom_.factor());
    // The application's, because a style sheet keeps a window's font from its children.
    if (scaled != QApplication::font())
        QApplication::setFont(scaled);
    const QString sheet = windowStyle(Theme(QApplication::palette()), zoom_);
    if (sheet != styleSheet())
        setStyleSheet(sheet);
    return true;
}

void MainWindow::applyStyle()
{
    if (styling_)
        return; // a change that this itself makes, or the window is not complete yet
    styling_ = true;
    styledFor_ = QApplication::palette().cacheKey();
    dress();
    kernel_->applyStyle();
    split_ = {};
    shareWidth();
    if (compare_)
        compare_->applyStyle();
    if (glossary_)
        glossary_->setLetters(QApplication::font().pointSizeF());
    styling_ = false;
    diagram_->refresh();
}

void MainWindow::shareWidth()
{
    if (!testAttribute(Qt::WA_WState_Created))
        return; // its size is not known yet: to be shown is to be resized
    if (isPresenting())
        return; // the panes keep what they have
    // The diagram gets what the text beside it can spare.
    const int most = width() * 28 / 100;
    const int left = qMin(most, qBound(zoom_.scaled(284), width() * 235 / 1000, zoom_.scaled(340)));
    const int right = qMin(most, qMax(left, zoom_.scaled(352))); // the kernel's table should fit
    splitter_->setSizes(
        width() == split_.width ? split_.sizes : QList<int> {left, width() - left - right, right});
    transport_->fitInto(width());
    if (wireBar_ && wireBar_->isVisible())
        wireBar_->fitInto(width());
    timeBar_->fitInto(width());
}

void MainWindow::showEvent(QShowEvent *event)
{
    if (std::exchange(maximizeFrom_, {}) == size())
        setWindowState(windowState() | Qt::WindowMaximized);
    QMainWindow::showEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    shareWidth();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (styling_)
        return; // under construction, or it is our own doing
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::WindowStateChange)
        left_->windClock(); // it may have become an icon, or none
    else if (event->type() == QEvent::PaletteChange && QApplication::palette().cacheKey() != styledFor_)
        applyStyle(); // not when the style sheet gives the window its own, which it does at the start
}

} // namespace sockstep
