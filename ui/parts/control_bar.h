// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QWidget>

class QAction;
class QBoxLayout;
class QMenu;
class QToolButton;

namespace sockstep {

/// A row of buttons above a page, and the keys that do the same: what such rows have in common.
class ControlBar : public QWidget {
    Q_OBJECT
public:
    explicit ControlBar(QWidget *parent = nullptr);

    /// Makes the letters smaller if the controls would not fit into \p width otherwise.
    virtual void fitInto(int width);

protected:
    /// Shows what can be done now, in the size that its letters need.
    virtual void refresh() = 0;
    /// What \p control has of the bar's letters.
    virtual QFont lettersOf(const QWidget &control, QFont letters) const;

    QToolButton *makeButton(const QString &name);
    /// With \p menu, which opens at a click.
    static void giveMenu(QToolButton *button, QMenu *menu);
    /// The keys work while this bar is in sight.
    QAction *addKey(const QList<QKeySequence> &keys);
    /// What it says, and what it says of itself to those who point at it or cannot see it.
    static void label(QToolButton *button, const QString &text, const QString &tip);
    /// Adds \p buttons to \p row without space between them: one choice, or what belongs together.
    static void addTogether(QBoxLayout *row, std::initializer_list<QToolButton *> buttons);
    static void setTabOrderOf(std::initializer_list<QWidget *> controls);
};

} // namespace sockstep
