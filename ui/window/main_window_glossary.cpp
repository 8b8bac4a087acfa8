// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/as_shown.h"
#include "ui/window/main_window.h"

#include "core/diagram/call_text.h"
#include "ui/bytes/address_view.h"
#include "ui/bytes/segment_canvas.h"
#include "ui/diagram/diagram_view.h"
#include "ui/narration/glossary_book.h"
#include "ui/narration/glossary_dialog.h"
#include "ui/narration/narration_bar.h"
#include "ui/states/state_machine_view.h"
#include "ui/window/presenter_view.h"
#include "ui/words/narrator.h"
#include "ui/words/segment_words.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QTextDocumentFragment>

// F1: the entry of the glossary that fits what is under the mouse, is selected, or has just happened.

namespace sockstep {

namespace {

constexpr double kPresented = 0.75; // of the letters there: the diagram is to be seen beside it

QString textOf(const QAbstractItemView &view, const QModelIndex &index)
{
    return index.isValid() ? view.model()->data(index).toString() : QString();
}

QString fieldOf(const SegmentCanvas &canvas)
{
    const auto field = canvas.current(); // the mouse makes it so
    return field ? SegmentWords::fieldName(canvas.parts()[field->part].fields[field->field].id) : QString();
}

/// What \p widget says at \p at.
QString textAt(const QWidget *widget, QPoint at)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return QTextDocumentFragment::fromHtml(label->text()).toPlainText();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        return button->text();
    if (qobject_cast<const AddressBytes *>(widget))
        return QStringLiteral("sockaddr");
    const QWidget *view = widget->parentWidget(); // the mouse is over its viewport
    if (const auto *header = qobject_cast<const QHeaderView *>(view))
        return header->model()->headerData(header->logicalIndexAt(at), header->orientation()).toString();
    if (const auto *items = qobject_cast<const QAbstractItemView *>(view))
        return textOf(*items, items->indexAt(at));
    if (const auto *diagram = qobject_cast<const DiagramView *>(view))
        return diagram->textAt(at);
    if (const auto *segment = qobject_cast<const SegmentCanvas *>(view))
        return fieldOf(*segment);
    if (const auto *states = qobject_cast<const StateMachineView *>(view))
        return states->textAt(at);
    return {};
}

} // namespace

QString MainWindow::termHere() const
{
    const GlossaryBook &book = GlossaryBook::book();
    const QPoint mouse = QCursor::pos();
    const QWidget *under = QApplication::widgetAt(mouse);
    if (under && isAncestorOf(under)) {
        const QString term = book.termIn(textAt(under, under->mapFromGlobal(mouse)));
        if (!term.isEmpty())
            return term;
    }
    const History &history = follower_.history();
    if (const SegmentId segment = selection_.segment()) {
        const QString term = book.termIn(Narrator(history).segmentName(segment));
        return term.isEmpty() ? QStringLiteral("segment") : term;
    }
    if (const auto *items = qobject_cast<const QAbstractItemView *>(focusWidget())) {
        const QString term = book.termIn(textOf(*items, items->currentIndex()));
        if (!term.isEmpty())
            return term;
    }
    if (states_ && states_->isVisible() && !states_->selectedState().isEmpty())
        return states_->selectedState();
    const CallId call = selection_.call() ? selection_.call() : history.callCount();
    if (call == 0)
        return QStringLiteral("socket");
    const CallReturned *returned = history.returned(call);
    const QString said = asShown(fullCallText(history.entered(call)))
        + (returned ? u' ' + asShown(resultNumber(*returned)) : QString());
    return book.termIn(said);
}

/// Once the window has been painted; from then on the terms of the narration are links.
void MainWindow::openGlossary()
{
    GlossaryBook::book();
    narration_->refresh();
}

void MainWindow::showGlossary(const QString &term)
{
    if (!glossary_)
        glossary_ = new GlossaryDialog(language_, this);
    glossary_->setLetters(isPresenting() ? presenter_->letterSize() * kPresented : font().pointSizeF());
    glossary_->open(term);
}

} // namespace sockstep
