// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cost/many_connections.h"

#include <QWidget>
#include <array>
#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace sockstep {

class Comparison;
class CostChart;

/// The page "what it costs": many short connections of each of the two kinds that are compared, one
/// kind after the other, for real and in the background, and what they leave in TIME_WAIT.
class CostView : public QWidget {
    Q_OBJECT
public:
    explicit CostView(const Comparison &comparison, QWidget *parent = nullptr);
    ~CostView() override;

    void retranslate();
    /// The closings that are compared, or what is possible now, may have changed.
    void refresh();
    bool isRunning() const;

    void start();
    /// While connections are made: no more of them. After that: no more watching.
    void cancel();

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Side {
        QLabel *title = nullptr;
        QLabel *result = nullptr;
        QProgressBar *progress = nullptr;
        CostChart *chart = nullptr;
        Closing closing {};
        std::unique_ptr<ManyConnections> run; // its threads post to this widget, and end before it does
    };

    static constexpr std::size_t kSides = 2;
    QWidget *buildSide(Side &side);
    void startSide(std::size_t index);
    void takeIn();
    bool isOver(std::size_t index) const;
    QString resultText(const ManyConnections::Progress &progress) const;
    QString failureText(const CallFailure &failure) const;
    QString warningText() const;

    const Comparison &comparison_;
    QSpinBox *count_;
    QLabel *countLabel_;
    QPushButton *start_;
    QLabel *warning_;
    std::array<Side, kSides> sides_;
    int possible_ = 0; ///< how many connections could be made when we last asked
};

} // namespace sockstep
