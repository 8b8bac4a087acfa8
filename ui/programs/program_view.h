// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>
#include <QStyledItemDelegate>

namespace sockstep {

class ProgramModel;
class Selection;

/// Draws a program as numbered lines of C with their results at the right.
class ProgramView : public QListView {
    Q_OBJECT
public:
    ProgramView(ProgramModel &model, Selection &selection, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showCurrent(int row);
    ProgramModel &model_;
};

} // namespace sockstep
