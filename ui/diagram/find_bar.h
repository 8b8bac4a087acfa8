// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/diagram_finder.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace sockstep {

/// Where the text to be found is typed, and the way from match to match. Out of sight until it is wanted.
class FindBar : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(DiagramFinder &finder, QWidget *parent = nullptr);

    void retranslate();
    /// In sight, with the text selected.
    void open();
    void close();
    /// To the next match after the present one, or the one before it; from the last to the first.
    void move(int matches);
    /// The match that is shown now; kNoRow if none is.
    Row present() const { return present_; }
    /// Says a word beside the count, until the next move.
    void say(const QString &word);

signals:
    void matchWanted(sockstep::Row row);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    DiagramFinder &finder_;
    QLineEdit *text_;
    QLabel *count_;
    QLabel *word_;
    QToolButton *previous_;
    QToolButton *next_;
    QToolButton *close_;
    Row present_ = kNoRow;
    bool seeking_ = false; // the first match is to be shown when it is known
};

} // namespace sockstep
