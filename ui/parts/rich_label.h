// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QTextDocument>

namespace sockstep {

/// A label of rich text whose place is given, not negotiated, and which lays its text out once. QLabel does
/// it five times for each question about its size and four times to paint, and a layout asks many times
/// before a window is first painted. What QLabel makes of the text is still there for the mouse: its lines
/// are the same.
class RichLabel : public QLabel {
    Q_OBJECT
public:
    explicit RichLabel(QWidget *parent = nullptr);

    /// Lays the text out for \p width, to be painted so. Returns the height that it needs.
    int fit(const QFont &letters, int width);
    /// Of the text as it is painted.
    QSizeF laidOut() const { return document_.size(); }

    bool hasHeightForWidth() const override { return false; } // QLabel puts it into its policy with each text
    QSize sizeHint() const override { return {0, 0}; }
    QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QTextDocument document_;
};

} // namespace sockstep
