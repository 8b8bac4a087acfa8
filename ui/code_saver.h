// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/lesson_source.h"

#include <QObject>

class QAction;
class QMenu;

namespace sockstep {

class MainWindow;

/// The programs that the window shows, saved as files that run without it: two entries of a menu.
class CodeSaver : public QObject {
    Q_OBJECT
public:
    CodeSaver(MainWindow &window, QMenu &menu);

    void retranslate();

private:
    enum class As { C, Python };
    void save(As language);
    bool mayWrite(const QStringList &inTheWay);
    void complain(const QString &what, const QString &details = {});
    LessonSource source() const;

    MainWindow &window_;
    QAction *asC_;
    QAction *asPython_;
    QString folder_; ///< the last one chosen
};

} // namespace sockstep
