// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/program/echo_programs.h"
#include "ui/parts/control_bar.h"
#include "ui/steer/actor_choice.h"

class QAction;
class QLabel;
class QMenu;
class QSlider;
class QToolButton;

namespace sockstep {

class Language;
class LessonMenu;
class Playback;
class Zoom;

/// The buttons above the panes, and the keys that do the same. Every control ends in Playback, Zoom
/// or Language; this only shows what they allow.
class TransportBar : public ControlBar {
    Q_OBJECT
public:
    TransportBar(
        Playback &playback, ActorChoice &choice, Zoom &zoom, Language &language, QWidget *parent = nullptr);

    void retranslate();
    void fitInto(int width) override;
    /// The menu of the button at the right end, for the window's own entries below zoom.
    QMenu *moreMenu() const { return more_; }
    /// What works on every page of the window, with its keys: zoom and language.
    QList<QAction *> sharedActions() const { return {zoomIn_, zoomOut_, zoomReset_, languageAction_}; }

    /// The steps, play and restart, with their keys.
    QList<QAction *> stepActions() const
    {
        return {
            stepAction_, stepClientAction_, stepWireAction_, stepServerAction_, playAction_, restartAction_};
    }

    /// Why the lab cannot be had; empty if it can, or if nobody has tried yet.
    void setLabRefusal(const QString &reason);
    /// Which of the two diagrams is in sight.
    void setStatesShown(bool shown);

signals:
    void compareWanted();
    void lessonFileWanted();
    void statesWanted(bool wanted);

private:
    void nameOtherLanguage();
    void buildActions();
    void buildMenus();
    void arrange();
    void refresh() override;
    QFont lettersOf(const QWidget &control, QFont letters) const override;
    void refreshActor(ActorChoice::Side side);
    void choosePort();
    void useReuseAddress(bool on);

    Playback &playback_;
    ActorChoice &choice_;
    Zoom &zoom_;
    Language &language_;

    QToolButton *lesson_;
    QToolButton *loopback_;
    QToolButton *labButton_;
    QToolButton *restart_;
    QToolButton *step_;
    QToolButton *stepClient_;
    QToolButton *stepWire_;
    QToolButton *stepServer_;
    QToolButton *play_;
    QSlider *speed_;
    QLabel *speedText_;
    QToolButton *states_;
    QToolButton *compare_;
    QToolButton *languageSwitch_;
    QToolButton *moreButton_;
    LessonMenu *lessonMenu_;
    QString labRefusal_;
    QMenu *more_;

    QAction *stepAction_;
    QAction *stepClientAction_;
    QAction *stepWireAction_;
    QAction *stepServerAction_;
    QAction *playAction_;
    QAction *restartAction_;
    QAction *portAction_;
    QAction *reuseAction_;
    QAction *zoomIn_;
    QAction *zoomOut_;
    QAction *zoomReset_;
    QAction *languageAction_;
};

} // namespace sockstep
