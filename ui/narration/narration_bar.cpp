// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/narration/narration_bar.h"

#include "core/diagram/call_text.h"
#include "ui/look/as_shown.h"
#include "ui/look/particles.h"
#include "ui/look/theme.h"
#include "ui/narration/glossary_book.h"
#include "ui/parts/rich_label.h"
#include "ui/steer/follower.h"
#include "ui/steer/playback.h"
#include "ui/words/event_words.h"
#include "ui/words/free_play_words.h"
#include "ui/words/lesson_guide.h"
#include "ui/words/narrator.h"

#include <QBoxLayout>
#include <QEvent>

namespace sockstep {

namespace {
constexpr double kLarge = 1.15; // of the window's letters
} // namespace

NarrationBar::NarrationBar(const Follower &follower, const Playback &playback, QWidget *parent)
    : QWidget(parent)
    , follower_(follower)
    , playback_(playback)
    , story_(new RichLabel(this))
    , next_(new RichLabel(this))
{
    setObjectName(QStringLiteral("narration"));
    setAttribute(Qt::WA_StyledBackground);
    story_->setObjectName(QStringLiteral("story"));
    next_->setObjectName(QStringLiteral("note"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 10, 16, 10);
    column->setSpacing(4);
    column->addWidget(story_, 1);
    column->addWidget(next_);
    keepHeight();
    for (QLabel *label : {story_, next_})
        connect(label, &QLabel::linkActivated, this,
            [this](const QString &link) { emit termWanted(GlossaryBook::termOf(link)); });
}

void NarrationBar::setSelectedCall(CallId call)
{
    selected_ = call;
    refresh();
}

void NarrationBar::setSelectedSegment(SegmentId segment)
{
    segment_ = segment;
    refresh();
}

void NarrationBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh(); // the colour of the links
    if (event->type() != QEvent::FontChange)
        return;
    next_->setFont(font()); // a style sheet keeps it from a label otherwise
    keepHeight();
    fitTexts();
}

void NarrationBar::setStoryLines(int lines)
{
    storyLines_ = lines;
    keepHeight();
}

/// Always room for the story and the next call, so that the diagram above does not jump.
void NarrationBar::keepHeight()
{
    const double line = QFontMetricsF(font()).lineSpacing();
    setFixedHeight(qCeil(line * kLarge) * storyLines_ + qCeil(line) + 30);
}

void NarrationBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitTexts();
}

void NarrationBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

/// What comes next gets the lines that it needs, and the story the rest, in letters as large as fit: a
/// step that moves both ends has much to tell.
void NarrationBar::fitTexts()
{
    isFitted_ = isVisible(); // else once it is
    if (!isFitted_)
        return;
    const QMargins margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    const int nextHeight = next_->fit(next_->font(), room);
    next_->setFixedHeight(nextHeight);
    const int storyHeight = height() - nextHeight - margins.top() - margins.bottom() - layout()->spacing();
    QFont fitting = font();
    for (double part = kLarge; part > 0.7; part -= 0.05) {
        fitting.setPointSizeF(font().pointSizeF() * part);
        if (story_->fit(fitting, room) <= storyHeight)
            break;
    }
    story_->setFont(fitting);
}

/// Of the past it is known what came next.
QString NarrationBar::nextRecorded() const
{
    const History &whole = follower_.whole();
    EventIndex next = follower_.history().size();
    while (next < whole.size() && kindOf(whole.recording().at(next).body) == EventKind::Quiet)
        ++next;
    if (next < whole.size())
        return tr("Next in the recording: %1.").arg(EventWords::brief(whole, next).toHtmlEscaped());
    return follower_.isOpened() ? tr("Here the recording ends.") : tr("Next: now.");
}

QString NarrationBar::nextText() const
{
    if (!follower_.isLive())
        return nextRecorded();
    const Session &session = playback_.session();
    const auto action = session.nextAction();
    if (session.has(Trouble::Kind::NoThread) && session.isFinished())
        return tr("This session could not begin. Restart (Ctrl+R) tries again.");
    if (session.isFinished())
        return tr("Both programs have ended. Restart (Ctrl+R) starts again.");
    if (!action && !session.isSettled())
        return QStringLiteral("…"); // a call is under way: what comes next is not known yet
    if (!action && playback_.freePlay())
        return FreePlayWords::standing(follower_, playback_);
    if (!action && session.willMoveByItself())
        return tr("No program can go on: a segment is on its way, or a kernel waits for its timer and will "
                  "send again by itself.");
    if (!action)
        return tr("Nothing can be stepped: every call is blocked.");
    if (action->isOfWire())
        return nextOnWire(*action);
    if (action->kind == NextAction::Kind::TellToClose)
        return tr("Next: the server is told to close; a signal will interrupt its recv(). Or type a message "
                  "(Ctrl+L).");
    const auto call = session.nextCall(action->actor);
    if (!call)
        return QStringLiteral("…");
    const auto &actors = follower_.recording().header().actors;
    const QString who = Narrator::actorInSentence(actors[action->actor]).toHtmlEscaped();
    const QString what = QStringLiteral("<b>%1</b>").arg(asShown(fullCallText(*call)).toHtmlEscaped());
    if (action->waitsForPerson)
        return tr("Next: the %1 calls %2 and so begins to close. Or type a message (Ctrl+L).").arg(who, what);
    return tr("Next: the %1 calls %2").arg(who, what);
}

QString NarrationBar::nextOnWire(const NextAction &action) const
{
    if (action.kind == NextAction::Kind::PlugIn)
        return tr("Next: the cable is plugged in again.");
    const History &history = follower_.history();
    if (action.segment == 0 || action.segment > history.segmentCount())
        return QStringLiteral("…"); // not taken in yet
    const QString segment = Narrator(history).segmentName(action.segment);
    const QString to = Narrator::hostName(otherHost(history.sent(action.segment).from));
    if (action.kind == NextAction::Kind::Lose)
        return withParticles(tr("Next: the wire loses %1. That is what this lesson is about.").arg(segment));
    return withParticles(
        tr("Next: the wire delivers %1 to the %2. Or lose it (X), or duplicate it (U).").arg(segment, to));
}

void NarrationBar::refresh()
{
    if (!isVisible())
        return; // neither the font nor the size is known yet; showEvent() comes back here
    const Narrator narrator(follower_.history());
    const LessonGuide guide(follower_, playback_);
    const CallId last = follower_.history().callCount();
    QString told = segment_ ? narrator.segment(segment_)
        : selected_         ? narrator.call(selected_)
        : last == 0         ? guide.introduction()
                            : narrator.latest();
    if (told.isEmpty())
        told = narrator.latest();
    const QString hint = segment_ ? QString() : guide.about(selected_ ? selected_ : last);
    if (!hint.isEmpty())
        told = hint + u' ' + told;
    const Theme theme(palette());
    // Reading the glossary is not to delay the first paint.
    const auto linked = [](const QString &text, const QColor &color) {
        return GlossaryBook::isOpen() ? GlossaryBook::book().linked(text, color) : text;
    };
    const QString story = linked(told, theme.text());
    const QString shown = guide.conclusion();
    const QString next = linked(shown.isEmpty() ? nextText() : shown + u' ' + nextText(), theme.muted());
    if (story == story_->text() && next == next_->text() && isFitted_)
        return; // to lay out rich text is the dearest thing on this screen
    story_->setText(story);
    next_->setText(next);
    fitTexts();
}

} // namespace sockstep
