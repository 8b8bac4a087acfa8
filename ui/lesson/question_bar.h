// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QSpinBox;
class QToolButton;

namespace sockstep {

class Prediction;

/// The question before a step, its answers with the class's raised hands, and the verdict. In sight only
/// while there is a question.
class QuestionBar : public QWidget {
    Q_OBJECT
public:
    explicit QuestionBar(Prediction &prediction, QWidget *parent = nullptr);

    void retranslate();

private:
    void refresh();
    QString verdict() const;
    QString verdictOfHands() const;
    void showShares();
    QString answerText(int answer) const;

    struct Choice {
        QToolButton *button;
        QSpinBox *hands;
        QProgressBar *share; ///< of all hands
    };
    Prediction &prediction_;
    QLabel *caption_;
    QLabel *text_;
    QLabel *verdict_;
    QList<Choice> choices_;
    const void *shown_ = nullptr; // the question whose tally is in the boxes
    bool wasDecided_ = false; // the last time that this was refreshed
    QString before_; // the verdict of a question that another one followed at once
};

} // namespace sockstep
