// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lesson/lesson.h"

#include <QFileSystemWatcher>
#include <QTimer>
#include <optional>
#include <string>

namespace sockstep {

/// A lesson file of one's own: read when it is opened, and again each time that something else is in it. What
/// else happens to the file, its mode, its times, another one with the same text in its place, is nothing to
/// it.
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
    /// The text of what was loaded last is in the file again.
    void restored();
    /// A file that could be read cannot be read any more, and then it can again, whatever is in it.
    void vanished();
    void returned();
    /// Something has happened to the file, and what has come of that is told.
    void looked();

private:
    void watch();
    void look();
    void read();

    QString path_;
    QFileSystemWatcher watcher_;
    QTimer calm_; // editors write a file in several goes
    std::optional<std::string> text_; // that was read last
    std::optional<std::string> loadedText_;
    bool isGone_ = false;
    quint64 inode_ = 0; // that is watched; 0 if there is none
};

} // namespace sockstep
