// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/find_bar.h"

#include "ui/look/theme.h"
#include "ui/parts/space_key.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QToolButton>
#include <algorithm>

namespace sockstep {

FindBar::FindBar(DiagramFinder &finder, QWidget *parent)
    : QWidget(parent)
    , finder_(finder)
    , text_(new QLineEdit(this))
    , count_(new QLabel(this))
    , word_(new QLabel(this))
    , previous_(new QToolButton(this))
    , next_(new QToolButton(this))
    , close_(new QToolButton(this))
{
    setObjectName(QStringLiteral("findBar"));
    text_->setObjectName(QStringLiteral("findText"));
    count_->setObjectName(QStringLiteral("findCount"));
    word_->setObjectName(QStringLiteral("note"));
    count_->setTextFormat(Qt::PlainText);
    previous_->setObjectName(QStringLiteral("findPrevious"));
    next_->setObjectName(QStringLiteral("findNext"));
    close_->setObjectName(QStringLiteral("findClose"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 5, 10, 5);
    row->setSpacing(6);
    row->addWidget(text_, 1);
    row->addWidget(count_);
    for (QToolButton *button : {previous_, next_}) {
        letSpacePress(button);
        row->addWidget(button);
    }
    row->addWidget(word_, 1);
    letSpacePress(close_);
    row->addWidget(close_);
    text_->installEventFilter(this);
    connect(text_, &QLineEdit::textChanged, this, [this](const QString &text) {
        present_ = kNoRow;
        seeking_ = !text.isEmpty();
        word_->clear();
        finder_.find(text);
        refresh();
    });
    connect(next_, &QToolButton::clicked, this, [this] { move(1); });
    connect(previous_, &QToolButton::clicked, this, [this] { move(-1); });
    connect(close_, &QToolButton::clicked, this, &FindBar::close);
    connect(&finder_, &DiagramFinder::changed, this, &FindBar::refresh);
    retranslate();
    hide();
}

void FindBar::retranslate()
{
    const auto name = [](QWidget *widget, const QString &said) {
        widget->setToolTip(said);
        widget->setAccessibleName(said);
    };
    previous_->setText(tr("▲"));
    next_->setText(tr("▼"));
    close_->setText(tr("✕"));
    text_->setPlaceholderText(tr("Find in calls, data, states, segments and narration"));
    text_->setAccessibleName(tr("Find in the diagram"));
    name(previous_, tr("The previous match (Shift+Enter, Shift+F3)"));
    name(next_, tr("The next match (Enter, F3)"));
    name(close_, tr("Close the search (Esc)"));
    refresh();
}

void FindBar::open()
{
    show();
    text_->setFocus();
    text_->selectAll();
    seeking_ = present_ == kNoRow;
    finder_.find(text_->text());
    refresh();
}

void FindBar::close()
{
    if (isHidden())
        return;
    hide();
    present_ = kNoRow;
    finder_.find({});
    emit closed();
}

void FindBar::move(int matches)
{
    const auto &rows = finder_.matches();
    if (rows.empty())
        return;
    const auto count = static_cast<std::ptrdiff_t>(rows.size());
    std::ptrdiff_t at = matches > 0 ? -1 : count;
    if (present_ != kNoRow)
        at = std::lower_bound(rows.begin(), rows.end(), present_) - rows.begin();
    at = ((at + matches) % count + count) % count;
    present_ = rows[static_cast<std::size_t>(at)];
    word_->clear();
    refresh();
    emit matchWanted(present_);
}

void FindBar::say(const QString &word) { word_->setText(word); }

void FindBar::refresh()
{
    const auto &rows = finder_.matches();
    if (!std::binary_search(rows.begin(), rows.end(), present_))
        present_ = kNoRow;
    if (std::exchange(seeking_, seeking_ && rows.empty()) && !rows.empty()) {
        move(1);
        return;
    }
    const QLocale locale;
    const QString more = finder_.isComplete() ? QString() : QStringLiteral(" …");
    const QString count = locale.toString(static_cast<qulonglong>(rows.size()));
    if (finder_.text().isEmpty())
        count_->clear();
    else if (rows.empty())
        count_->setText(finder_.isComplete() ? tr("not found") : tr("searching …"));
    else if (present_ == kNoRow)
        count_->setText(tr("%1 found").arg(count) + more);
    else
        count_->setText(
            tr("%1 of %2")
                .arg(locale.toString(static_cast<qlonglong>(
                         std::lower_bound(rows.begin(), rows.end(), present_) - rows.begin() + 1)),
                    count)
            + more);
    previous_->setEnabled(!rows.empty());
    next_->setEnabled(!rows.empty());
}

/// The window has keys of its own for some of what is typed here.
bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (key->key() != Qt::Key_Escape && !isEnter)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride)
        event->accept();
    else if (isEnter)
        move(key->modifiers() & Qt::ShiftModifier ? -1 : 1);
    else
        close();
    return true;
}

void FindBar::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.window());
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.border());
}

} // namespace sockstep
