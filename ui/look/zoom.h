// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace sockstep {

/// One factor that scales every pane.
class Zoom : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    double factor() const { return factor_; }
    void setFactor(double factor);
    void in() { setFactor(factor_ * kStep); }
    void out() { setFactor(factor_ / kStep); }
    void reset() { setFactor(1.0); }
    /// \p pixels as they are at factor 1, scaled.
    int scaled(double pixels) const { return static_cast<int>(pixels * factor_ + 0.5); }

signals:
    void changed(double factor);

private:
    static constexpr double kStep = 1.1;
    double factor_ = 1.0;
};

} // namespace sockstep
