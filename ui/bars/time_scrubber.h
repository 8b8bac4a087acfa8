// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>

namespace sockstep {

class Follower;
class Theme;

/// The recording from its beginning to its end, with a mark for each kind of event and a handle at the moment
/// that is looked at. A slider for keyboard, mouse and those who cannot see it; each kind has its own height,
/// so that a mark's colour is not its only sign.
class TimeScrubber : public QAbstractSlider {
    Q_OBJECT
public:
    explicit TimeScrubber(Follower &follower, QWidget *parent = nullptr);

    /// Takes in where the follower looks, and how much there is.
    void refresh();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    double xOf(int value) const;
    int valueAt(double x) const;
    void paintMarks(QPainter &painter, const Theme &theme) const;

    Follower &follower_;
};

} // namespace sockstep
