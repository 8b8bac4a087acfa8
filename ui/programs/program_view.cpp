// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/programs/program_view.h"

#include "ui/look/style.h"
#include "ui/look/theme.h"
#include "ui/programs/program_model.h"
#include "ui/steer/selection.h"

#include <QEvent>
#include <QPainter>
#include <QTextLayout>
#include <cmath>

namespace sockstep {

namespace {

/// A line of code, wrapped with a hanging indent, its number before it and its result after it.
class ProgramDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *view = qobject_cast<const QListView *>(option.widget);
        const int width = view ? view->viewport()->width() : option.rect.width();
        const QFontMetrics metrics(codeFont(option));
        const qsizetype lines = wrapped(index, width, metrics).size();
        return {0, static_cast<int>(lines) * lineHeight(metrics)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme(option.palette);
        const auto mark = index.data(ProgramModel::MarkRole).value<ProgramModel::Mark>();
        const QFont font = codeFont(option);
        const QFontMetrics metrics(font);
        const QRect rect = option.rect;
        const int digit = metrics.horizontalAdvance(u'0');
        painter->save();
        painter->setFont(font);

        const bool current = mark == ProgramModel::Mark::Next || mark == ProgramModel::Mark::Blocked
            || mark == ProgramModel::Mark::InCall;
        if (index.data(ProgramModel::SelectedRole).toBool())
            painter->fillRect(rect, theme.selection());
        else if (current)
            painter->fillRect(rect, mark == ProgramModel::Mark::Next ? theme.hover() : theme.waitFill());
        if (current)
            painter->fillRect(QRect(rect.left(), rect.top(), digit / 2, rect.height()),
                mark == ProgramModel::Mark::Next ? theme.accent() : theme.wait());
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(theme.accent());
            painter->drawRect(rect.adjusted(0, 0, -1, -1));
        }

        const int height = lineHeight(metrics);
        QRect line(rect.left(), rect.top(), rect.width(), height);
        painter->setPen(theme.muted());
        if (mark == ProgramModel::Mark::Next) {
            painter->setPen(theme.accent().lighter(theme.isDark() ? 140 : 100));
            painter->drawText(QRect(line.left() + digit, line.top(), 2 * digit, height),
                Qt::AlignVCenter | Qt::AlignRight, QStringLiteral("▶"));
        } else {
            painter->drawText(QRect(line.left(), line.top(), numberWidth(metrics), height),
                Qt::AlignVCenter | Qt::AlignRight, QString::number(index.row() + 1));
        }
        drawResult(*painter, theme, index, line, digit);
        painter->setPen(mark == ProgramModel::Mark::Ahead ? theme.muted() : theme.text());
        for (const QString &text : wrapped(index, rect.width(), metrics)) {
            painter->drawText(line.adjusted(codeLeft(metrics), 0, 0, 0), Qt::AlignVCenter, text);
            line.translate(0, height);
        }
        painter->restore();
    }

private:
    static QFont codeFont(const QStyleOptionViewItem &option) { return monospaced(option.font); }
    static int lineHeight(const QFontMetrics &metrics) { return metrics.height() * 5 / 4; }
    static int numberWidth(const QFontMetrics &metrics) { return metrics.horizontalAdvance(u'0') * 3; }
    static int codeLeft(const QFontMetrics &metrics) { return metrics.horizontalAdvance(u'0') * 4; }

    static void drawResult(
        QPainter &painter, const Theme &theme, const QModelIndex &index, const QRect &line, int digit)
    {
        const auto mark = index.data(ProgramModel::MarkRole).value<ProgramModel::Mark>();
        const bool failed = index.data(ProgramModel::FailedRole).toBool();
        painter.setPen(mark == ProgramModel::Mark::Blocked ? theme.wait()
                : failed                                   ? theme.bad()
                                                           : theme.good());
        const QString result = index.data(ProgramModel::ResultRole).toString();
        if (!result.isEmpty())
            painter.drawText(line.adjusted(0, 0, -digit, 0), Qt::AlignVCenter | Qt::AlignRight, result);
    }

    /// C breaks where a person would: after a comma, a semicolon or before an operator.
    static QStringList wrapped(const QModelIndex &index, int width, const QFontMetrics &metrics)
    {
        QString code = index.data(ProgramModel::CodeRole).toString();
        const qsizetype indent = code.size() - code.trimmed().size();
        code = QString(indent / 2, u' ') + code.trimmed();
        // Not in whole pixels: what is lost at each of forty characters would be cut off at the end.
        const QFontMetricsF exact(metrics);
        const double character = qMax(1.0, exact.horizontalAdvance(u'0'));
        const auto all = static_cast<qsizetype>((width - codeLeft(metrics)) / character);
        const QString result = index.data(ProgramModel::ResultRole).toString();
        const auto taken = static_cast<qsizetype>(std::ceil(exact.horizontalAdvance(result) / character));
        const qsizetype first = all - (taken ? taken + 3 : 1);
        QStringList lines;
        qsizetype room = qMax<qsizetype>(first, 12);
        while (code.size() > room) {
            qsizetype cut = code.lastIndexOf(u' ', room);
            if (code.first(qMax<qsizetype>(cut, 0)).endsWith(QStringLiteral("//")))
                cut = code.lastIndexOf(u' ', cut - 3); // a comment keeps its sign
            if (cut <= indent / 2 + 4)
                cut = room;
            lines.append(code.first(cut));
            code = QString(indent / 2 + 4, u' ') + code.sliced(cut).trimmed();
            room = qMax<qsizetype>(all - 1, 12);
        }
        lines.append(code);
        return lines;
    }
};

} // namespace

ProgramView::ProgramView(ProgramModel &model, Selection &selection, QWidget *parent)
    : QListView(parent)
    , model_(model)
{
    setModel(&model);
    setItemDelegate(new ProgramDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    // A result may need another line, so the lines are laid out again before the view moves.
    connect(&model, &ProgramModel::dataChanged, this, [this] { scheduleDelayedItemsLayout(); });
    connect(&model, &ProgramModel::currentRowChanged, this, &ProgramView::showCurrent, Qt::QueuedConnection);
    // A program that grows is followed to its end.
    connect(&model, &ProgramModel::rowsInserted, this, &ProgramView::scrollToBottom, Qt::QueuedConnection);
    const auto select = [&selection](const QModelIndex &index) {
        if (const auto call = index.data(ProgramModel::CallRole).value<CallId>())
            selection.setCall(call);
    };
    connect(this, &QListView::clicked, this, select);
    connect(this, &QListView::activated, this, select);
}

void ProgramView::showCurrent(int row)
{
    if (row < 0 || row >= model_.rowCount())
        return;
    executeDelayedItemsLayout();
    scrollTo(model_.index(row));
}

void ProgramView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        scheduleDelayedItemsLayout();
}

void ProgramView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

} // namespace sockstep
