// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/rich_label.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextOption>

namespace sockstep {

RichLabel::RichLabel(QWidget *parent)
    : QLabel(parent)
{
    setWordWrap(true);
    setTextFormat(Qt::RichText);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // so that a fixed height counts
    QTextOption option;
    option.setWrapMode(QTextOption::WordWrap);
    option.setTextDirection(Qt::LeftToRight); // whatever name a sentence begins with
    document_.setUndoRedoEnabled(false);
    document_.setDocumentMargin(0);
    document_.setDefaultTextOption(option);
}

int RichLabel::fit(const QFont &letters, int width)
{
    document_.clear(); // each change of the next two would lay it out again
    document_.setDefaultFont(letters);
    document_.setTextWidth(width);
    document_.setHtml(text());
    update();
    return qCeil(document_.size().height());
}

void RichLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette = palette();
    context.palette.setColor(QPalette::Text, palette().color(foregroundRole()));
    document_.documentLayout()->draw(&painter, context);
}

} // namespace sockstep
