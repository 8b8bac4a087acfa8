// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"

#include <QWidget>

namespace sockstep {

class Follower;
class Playback;
class RichLabel;
struct NextAction;

/// What just happened and why, in large type, and what comes next.
class NarrationBar : public QWidget {
    Q_OBJECT
public:
    NarrationBar(const Follower &follower, const Playback &playback, QWidget *parent = nullptr);

    void setSelectedCall(CallId call);
    /// Goes before a call.
    void setSelectedSegment(SegmentId segment);
    void refresh();
    /// For how many lines of the story there is always room.
    void setStoryLines(int lines);

signals:
    /// A term was clicked, of which the glossary tells more.
    void termWanted(const QString &term);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void keepHeight();
    void fitTexts();
    QString nextText() const;
    QString nextRecorded() const;
    QString nextOnWire(const NextAction &action) const;

    const Follower &follower_;
    const Playback &playback_;
    CallId selected_ = 0;
    SegmentId segment_ = 0;
    int storyLines_ = 3;
    RichLabel *story_;
    RichLabel *next_;
    bool isFitted_ = false; // the texts, into the present size, in the present letters
};

} // namespace sockstep
