// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/lesson_source.h"

#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace sockstep {

class Follower;
class Language;
class Playback;

/// The programs that the window shows, saved as files that run without it: two entries of a menu.
class CodeSaver : public QObject {
    Q_OBJECT
public:
    CodeSaver(const Follower &follower, const Playback &playback, const Language &language, QMenu &menu,
        QWidget *window);

    void retranslate();

signals:
    /// What has become of it.
    void said(const QString &text);

private:
    enum class As { C, Python };
    void save(As language);
    bool mayWrite(const QStringList &inTheWay);
    void complain(const QString &what, const QString &details = {});
    LessonSource source() const;

    const Follower &follower_;
    const Playback &playback_;
    const Language &language_;
    QWidget *window_;
    QAction *asC_;
    QAction *asPython_;
    QString folder_; ///< the last one chosen
};

} // namespace sockstep
