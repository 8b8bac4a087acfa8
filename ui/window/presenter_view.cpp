// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/presenter_view.h"

#include "ui/diagram/diagram_view.h"
#include "ui/narration/narration_bar.h"
#include "ui/steer/follower.h"
#include "ui/steer/playback.h"
#include "ui/steer/selection.h"

#include <QAction>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QShortcut>

namespace sockstep {

namespace {
// Of the height of the screen. A thirtieth is what 18 points are on a slide of 7.5 inches: the least that is
// advised for the last row. The diagram may go below it where a projector is narrow.
constexpr double kLetters = 1.0 / 30;
constexpr double kSmallestInDiagram = 1.0 / 50;
constexpr double kLettersAcross = 1.0 / 52; // of its width: for one that is not wide
constexpr int kStoryLines = 4;
constexpr int kStoryLinesWhereNarrow = 5;
constexpr double kLineWeight = 1.4; // light swallows thin lines
} // namespace

PresenterView::PresenterView(const Follower &follower, Playback &playback, Selection &selection,
    DiagramOptions &options, QWidget *parent)
    : QStackedWidget(parent)
    , follower_(follower)
    , playback_(playback)
    , stage_(new QWidget(this))
    , blank_(new QWidget(this))
    , hint_(new QLabel(stage_))
    , diagram_(new DiagramView(follower, selection, stage_, &options))
    , narration_(new NarrationBar(follower, playback, stage_))
    , below_(new QVBoxLayout)
{
    stage_->setObjectName(QStringLiteral("pane"));
    blank_->setObjectName(QStringLiteral("blank"));
    blank_->setAttribute(Qt::WA_StyledBackground);
    blank_->setCursor(Qt::BlankCursor);
    blank_->setFocusPolicy(Qt::StrongFocus);
    blank_->installEventFilter(this);
    hint_->setObjectName(QStringLiteral("note"));
    hint_->setWordWrap(true);
    hint_->setMargin(8);
    hint_->setAlignment(Qt::AlignCenter);
    diagram_->setLineWeight(kLineWeight);
    diagram_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // so that it is as wide as the screen

    auto *column = new QVBoxLayout(stage_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(hint_);
    column->addWidget(diagram_, 1);
    column->addWidget(narration_);
    column->addLayout(below_);
    addWidget(stage_);
    addWidget(blank_);
    connect(&selection, &Selection::changed, narration_, &NarrationBar::setSelectedCall);
    connect(&selection, &Selection::segmentChanged, narration_, &NarrationBar::setSelectedSegment);
    connect(narration_, &NarrationBar::termWanted, this, &PresenterView::termWanted);
    connect(&zoom_, &Zoom::changed, this, &PresenterView::fit);
    buildKeys();
    retranslate();
}

void PresenterView::buildKeys()
{
    const auto bind = [this](const QKeySequence &key, auto act) {
        auto *shortcut = new QShortcut(key, stage_);
        shortcut->setAutoRepeat(false);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    const auto step = [this] {
        hint_->hide();
        playback_.step();
    };
    bind(Qt::Key_Right, step);
    // What a remote sends for "back": a call that was made cannot be taken back, and the rows are not to
    // run away either.
    for (const auto key : {Qt::Key_PageUp, Qt::Key_Left})
        bind(key, [] {});
    for (const auto key : {Qt::Key_B, Qt::Key_Period})
        bind(key, [this] { setBlank(true); });
    bind(Qt::Key_Escape, [this] { emit leaveWanted(); });
    bind(Qt::CTRL | Qt::Key_L, [this] { emit typingWanted(); });
    bind(QKeySequence::ZoomIn, [this] { zoom_.in(); });
    bind(Qt::CTRL | Qt::Key_Equal, [this] { zoom_.in(); });
    bind(QKeySequence::ZoomOut, [this] { zoom_.out(); });
    bind(Qt::CTRL | Qt::Key_0, [this] { zoom_.reset(); });
}

void PresenterView::addKeys(const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        if (stage_->actions().contains(action))
            continue;
        stage_->addAction(action);
        connect(action, &QAction::triggered, hint_, &QWidget::hide);
    }
}

void PresenterView::begin()
{
    hint_->setVisible(!std::exchange(hinted_, true));
    setBlank(false);
    lanes_ = 0;
    refresh();
}

void PresenterView::setBlank(bool blank)
{
    if (blank)
        playback_.setPlaying(false); // nothing is to happen unseen
    setCurrentWidget(blank ? blank_ : stage_);
    if (isVisible())
        (blank ? blank_ : static_cast<QWidget *>(diagram_))->setFocus();
}

/// Whatever is pressed while the screen is black only lights it: a step would have been made unseen.
bool PresenterView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == blank_ && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape)
            emit leaveWanted();
        else if (!key->isAutoRepeat())
            setBlank(false);
        return true;
    }
    if (watched == blank_ && event->type() == QEvent::MouseButtonPress) {
        setBlank(false);
        return true;
    }
    return QStackedWidget::eventFilter(watched, event);
}

void PresenterView::resizeEvent(QResizeEvent *event)
{
    QStackedWidget::resizeEvent(event);
    fit();
}

double PresenterView::letterSize() const
{
    const double pixels = std::min(height() * kLetters, width() * kLettersAcross) * zoom_.factor();
    return pixels * 72 / logicalDpiY();
}

/// The letters that the screen asks for; in the diagram, as large as leave it as wide as the screen.
void PresenterView::fit()
{
    QFont letters = font();
    letters.setPointSizeF(letterSize());
    hint_->setFont(letters);
    narration_->setStoryLines(width() < height() * 3 / 2 ? kStoryLinesWhereNarrow : kStoryLines);
    narration_->setFont(letters);
    for (int i = 0; i < below_->count(); ++i) {
        QWidget *guest = below_->itemAt(i)->widget();
        for (QWidget *widget : guest->findChildren<QWidget *>()) // a style sheet keeps fonts from children
            widget->setFont(letters);
    }
    lanes_ = follower_.layout().lanes().size();
    const double smallest = letterSize() * kSmallestInDiagram / kLetters;
    for (double size = letterSize(); size > smallest; size *= 0.96) {
        letters.setPointSizeF(size);
        diagram_->setFont(letters);
        diagram_->refresh();
        if (diagram_->geometry().contentWidth() <= width())
            break;
    }
}

void PresenterView::refresh()
{
    if (!isVisible())
        return;
    if (lanes_ != follower_.layout().lanes().size())
        fit();
    diagram_->refresh();
    narration_->refresh();
}

void PresenterView::retranslate()
{
    blank_->setAccessibleName(tr("Black screen: any key brings the picture back"));
    hint_->setText(tr("Esc leaves · Page Down, Space or → steps · B or . makes the screen black"));
    diagram_->retranslate();
    refresh();
}

} // namespace sockstep
