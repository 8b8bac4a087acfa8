// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lesson/lesson.h"

#include <QFileSystemWatcher>
#include <QTimer>

namespace sockstep {

/// A lesson file of one's own: read when it is opened, and again each time that it is saved.
class LessonFileWatcher : public QObject {
    Q_OBJECT
public:
    explicit LessonFileWatcher(QObject *parent = nullptr);

    void open(const QString &path);
    /// Another lesson was chosen: the file is no longer looked at.
    void forget();
    const QString &path() const { return path_; }

signals:
    void loaded(std::shared_ptr<const sockstep::Lesson> lesson);
    /// Nothing was loaded. \p faults has a line for each of them, with its place in the file.
    void faulty(const QString &faults);

private:
    void read();

    QString path_;
    QFileSystemWatcher watcher_;
    QTimer calm_; // editors write a file in several goes
};

} // namespace sockstep
