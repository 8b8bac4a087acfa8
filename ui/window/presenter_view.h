// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/zoom.h"

#include <QStackedWidget>

class QLabel;
class QVBoxLayout;

namespace sockstep {

class DiagramOptions;
class DiagramView;
class Follower;
class NarrationBar;
class Playback;
class Selection;

/// What a class sees from the last row: the diagram, what happened and what comes next, in letters that
/// are measured by the height of the screen, and nothing else. The keys are those that a presenter's remote
/// sends: Page Down steps, a full stop (or B) makes the screen black until the next key. Has a zoom of its
/// own, so that the window's is as it was afterwards.
class PresenterView : public QStackedWidget {
    Q_OBJECT
public:
    PresenterView(const Follower &follower, Playback &playback, Selection &selection, DiagramOptions &options,
        QWidget *parent = nullptr);

    /// Keys of the window that go on working here.
    void addKeys(const QList<QAction *> &actions);
    /// For what belongs below the narration; whoever puts something there sizes it by letterSize().
    QVBoxLayout *below() const { return below_; }
    /// In points, as a QFont takes it.
    double letterSize() const;
    DiagramView &diagram() { return *diagram_; }

    /// It comes into sight: lit, and the first time with a line that tells how to leave.
    void begin();
    bool isBlank() const { return currentIndex() == 1; }
    void setBlank(bool blank);
    void refresh();
    void retranslate();

signals:
    void leaveWanted();
    /// A term of the narration was clicked.
    void termWanted(const QString &term);
    /// The narration offers it (Ctrl+L), but there is no place for it here.
    void typingWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildKeys();
    void fit();

    const Follower &follower_;
    Playback &playback_;
    Zoom zoom_;
    bool hinted_ = false; // the line has been read
    std::size_t lanes_ = 0; // for which the letters were measured
    QWidget *stage_;
    QWidget *blank_;
    QLabel *hint_;
    DiagramView *diagram_;
    NarrationBar *narration_;
    QVBoxLayout *below_;
};

} // namespace sockstep
