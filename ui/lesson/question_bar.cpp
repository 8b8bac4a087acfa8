// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/question_bar.h"

#include "ui/lesson/prediction.h"
#include "ui/look/as_shown.h"
#include "ui/look/style.h"
#include "ui/words/lesson_words.h"
#include "ui/words/narrator.h"

#include <QAction>
#include <QBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStyle>
#include <QToolButton>
#include <numeric>

namespace sockstep {

QuestionBar::QuestionBar(Prediction &prediction, QWidget *parent)
    : QWidget(parent)
    , prediction_(prediction)
    , caption_(makeCaption(this))
    , text_(new QLabel(this))
    , verdict_(new QLabel(this))
{
    setObjectName(QStringLiteral("question"));
    setAttribute(Qt::WA_StyledBackground);
    text_->setObjectName(QStringLiteral("title"));
    text_->setWordWrap(true);
    verdict_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText); // a lesson may be anybody's
    verdict_->setTextFormat(Qt::RichText);
    auto *answers = new QHBoxLayout;
    answers->setSpacing(6);
    for (int i = 0; i < Prediction::kMostAnswers; ++i) {
        auto *button = new QToolButton(this);
        button->setObjectName(QStringLiteral("answer%1").arg(i + 1));
        button->setCheckable(true);
        button->setShortcut(QKeySequence(Qt::Key_1 + i));
        auto *hands = new QSpinBox(this);
        hands->setObjectName(QStringLiteral("hands%1").arg(i + 1));
        hands->setRange(0, 999);
        hands->setButtonSymbols(QAbstractSpinBox::NoButtons);
        hands->setAlignment(Qt::AlignCenter);
        hands->setFocusPolicy(Qt::ClickFocus); // the answers are what the keyboard goes through
        connect(button, &QToolButton::clicked, this, [this, i] {
            prediction_.choose(i);
            refresh(); // a button that may not be pressed any more comes out again
        });
        connect(
            hands, &QSpinBox::valueChanged, this, [this, i](int value) { prediction_.setTally(i, value); });
        auto *share = new QProgressBar(this);
        share->setObjectName(QStringLiteral("share%1").arg(i + 1));
        share->setTextVisible(false);
        auto *answer = new QGridLayout;
        answer->setSpacing(4);
        answer->addWidget(button, 0, 0);
        answer->addWidget(hands, 0, 1);
        answer->addWidget(share, 1, 0, 1, 2);
        answers->addLayout(answer);
        answers->addSpacing(10);
        choices_.append({button, hands, share});
    }
    answers->addStretch();
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(caption_, 0, Qt::AlignTop);
    head->addWidget(text_, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(6);
    column->addLayout(head);
    column->addLayout(answers);
    column->addWidget(verdict_);
    connect(&prediction_, &Prediction::changed, this, &QuestionBar::refresh);
    retranslate();
}

void QuestionBar::retranslate()
{
    caption_->setText(tr("PREDICT"));
    setAccessibleName(tr("A question about the next step"));
    for (qsizetype i = 0; i < choices_.size(); ++i)
        choices_[i].hands->setToolTip(tr("How many raised a hand for this answer"));
    refresh();
}

QString QuestionBar::answerText(int index) const
{
    const Question &question = *prediction_.question();
    const std::string &answer = question.answers.at(static_cast<std::size_t>(index));
    if (answer == "blocks")
        return tr("it blocks");
    if (answer == "nobody")
        return tr("nobody");
    if (answer == "both")
        return tr("both");
    if (answer == "none")
        return tr("none");
    if (answer == ">= 0")
        return tr("a descriptor (0 or more)");
    if (answer == "> 0")
        return tr("a number above 0");
    if (question.asked == Asked::TimeWait)
        return Narrator::actorName(answer);
    return asShown(answer);
}

QString QuestionBar::verdict() const
{
    const Question &question = *prediction_.question();
    if (prediction_.stage() == Prediction::Stage::Asked)
        return tr("Choose with 1 to %1, then step (Space): the kernel gives the answer.")
            .arg(question.answers.size());
    if (prediction_.stage() == Prediction::Stage::Open)
        return tr("Not decided yet: step on.");
    const auto right = prediction_.rightAnswer();
    const QString fact = right ? answerText(*right) : asShown(prediction_.happened());
    QString text;
    if (!prediction_.chosen())
        text = tr("The kernel's answer: <b>%1</b>.").arg(fact.toHtmlEscaped());
    else if (prediction_.chosen() == right)
        text = tr("✔ Right. The kernel's answer: <b>%1</b>.").arg(fact.toHtmlEscaped());
    else
        text = tr("✘ Not so. The kernel's answer: <b>%1</b>.").arg(fact.toHtmlEscaped());
    // The author's reason is for what the author expected, and only if that is what happened.
    if (!question.because.isEmpty() && fits(question.expected, prediction_.happened()))
        text += u' ' + LessonWords::in(question.because).toHtmlEscaped();
    const QString hands = verdictOfHands();
    return hands.isEmpty() ? text : text + u' ' + hands;
}

/// How many of the class knew it; empty if no hand was counted.
QString QuestionBar::verdictOfHands() const
{
    const auto right = prediction_.rightAnswer();
    const Prediction::Tally &tally = prediction_.tally();
    const int all = std::accumulate(tally.begin(), tally.end(), 0);
    if (!right || all == 0)
        return {};
    return tr("Hands for it: %1 of %2.").arg(tally.at(static_cast<std::size_t>(*right))).arg(all);
}

/// A bar for each answer, as soon as there are hands; the one that the kernel gave stands out.
void QuestionBar::showShares()
{
    const Prediction::Tally &tally = prediction_.tally();
    const int all = std::accumulate(tally.begin(), tally.end(), 0);
    const bool decided = prediction_.stage() == Prediction::Stage::Decided;
    for (int i = 0; i < choices_.size(); ++i) {
        const auto &[button, hands, share] = choices_[i];
        const bool used = i < static_cast<int>(prediction_.question()->answers.size());
        share->setVisible(used && all > 0);
        share->setRange(0, std::max(all, 1));
        share->setValue(tally.at(static_cast<std::size_t>(i)));
        share->setAccessibleName(tr("Hands: %1 of %2").arg(share->value()).arg(all));
        share->setToolTip(asToolTip(share->accessibleName()));
        const bool right = decided && prediction_.rightAnswer() == i;
        if (share->property("right").toBool() != right) {
            share->setProperty("right", right);
            share->style()->polish(share); // the style sheet's colour for it
        }
    }
}

void QuestionBar::refresh()
{
    const Question *question = prediction_.question();
    setVisible(question != nullptr);
    if (!question) {
        shown_ = nullptr;
        wasDecided_ = false;
        return;
    }
    const auto right = prediction_.rightAnswer();
    const bool isNew = std::exchange(shown_, question) != question;
    const bool decided = prediction_.stage() == Prediction::Stage::Decided;
    if (isNew)
        before_ = wasDecided_ ? verdict_->text() + QStringLiteral("<br>") : QString();
    else if (prediction_.stage() != Prediction::Stage::Asked)
        before_.clear();
    wasDecided_ = decided;
    text_->setText(LessonWords::in(question->text));
    verdict_->setText(before_ + verdict());
    for (int i = 0; i < choices_.size(); ++i) {
        QToolButton *button = choices_[i].button;
        QSpinBox *hands = choices_[i].hands;
        const bool used = i < static_cast<int>(question->answers.size());
        button->setVisible(used);
        hands->setVisible(used);
        if (!used)
            continue;
        const QString mark = right == i ? QStringLiteral("  ✔") : QString();
        button->setText(QStringLiteral("%1   %2%3").arg(i + 1).arg(onButton(answerText(i)), mark));
        button->setShortcut(QKeySequence(Qt::Key_1 + i)); // setText takes it away
        button->setAccessibleName(tr("Answer %1: %2").arg(i + 1).arg(answerText(i)));
        button->setChecked(prediction_.chosen() == i);
        hands->setAccessibleName(tr("Hands for answer %1").arg(i + 1));
        if (isNew) {
            const QSignalBlocker blocker(hands);
            hands->setValue(0);
        }
    }
    showShares();
}

} // namespace sockstep
