// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>
#include <vector>

namespace sockstep {

class Playback;

/// Everything that can be played: an echo with each way to end it, the catalogue by its chapters, and
/// lesson files.
class LessonMenu : public QMenu {
    Q_OBJECT
public:
    explicit LessonMenu(Playback &playback, QWidget *parent = nullptr);

    void retranslate();
    /// Checks what is running.
    void refresh();
    /// The lab's lessons cannot be had, for this reason; empty if they can.
    void setLabRefusal(const QString &reason);

signals:
    void fileWanted();

private:
    struct Chapter {
        std::string name;
        QMenu *menu;
        QList<QAction *> lessons;
    };
    void readCatalogue();
    Chapter &chapterNamed(const std::string &name);
    void nameLessons();

    Playback &playback_;
    QList<QAction *> closings_;
    std::vector<Chapter> chapters_; // filled when the menu is first opened: reading them all takes a while
    QActionGroup *group_;
    QAction *echoHead_;
    QAction *catalogueHead_;
    QAction *freePlay_;
    QAction *open_;
    QString labRefusal_;
};

} // namespace sockstep
