// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/bars/transport_bar.h"
#include "ui/bars/wire_bar.h"
#include "ui/chat/chat_view.h"
#include "ui/diagram/diagram_menu.h"
#include "ui/diagram/diagram_pane.h"
#include "ui/lesson/question_bar.h"
#include "ui/window/presenter_view.h"
#include "ui/window/side_pane.h"

#include <QBoxLayout>
#include <QSplitter>
#include <QStackedWidget>

// Presenter mode: a page of its own that fills the screen. The other pages are not touched meanwhile.

namespace sockstep {

void MainWindow::setPresenting(bool on)
{
    if (on == isPresenting())
        return;
    if (!on) {
        const BeforePresenting before = *beforePresenting_;
        leaveFullScreen();
        pages_->setCurrentWidget(before.page);
        shareWidth();
        refreshPanes();
        if (before.focus)
            before.focus->setFocus();
        return;
    }
    if (!presenter_) {
        presenter_ = new PresenterView(follower_, playback_, selection_, *diagramOptions_, pages_);
        pages_->addWidget(presenter_);
        presenterQuestion_ = new QuestionBar(*prediction_, presenter_);
        presenter_->below()->addWidget(presenterQuestion_);
        connect(presenter_, &PresenterView::termWanted, this, &MainWindow::showGlossary);
        connect(presenter_, &PresenterView::leaveWanted, this, [this] { setPresenting(false); });
        connect(presenter_, &PresenterView::typingWanted, this, [this] {
            showPage(Page::Lesson);
            side_->show(SidePane::Tab::Chat);
            chat_->focusInput();
        });
    }
    presenter_->addKeys(transport_->stepActions());
    presenter_->addKeys(diagramPane_->menu().keyActions());
    if (wireBar_)
        presenter_->addKeys(wireBar_->segmentActions());
    beforePresenting_ = {
        saveGeometry(), windowState(), pages_->currentWidget(), focusWidget(), splitter_->sizes(), width()};
    setWindowState(windowState() | Qt::WindowFullScreen);
    pages_->setCurrentWidget(presenter_);
    presenter_->begin();
}

void MainWindow::leaveFullScreen()
{
    if (!beforePresenting_)
        return;
    split_ = {beforePresenting_->split, beforePresenting_->width};
    const bool wasFull = beforePresenting_->state.testFlag(Qt::WindowFullScreen);
    beforePresenting_.reset(); // first: the window is given its size again
    if (!wasFull)
        setWindowState(windowState() & ~Qt::WindowFullScreen);
}

} // namespace sockstep
