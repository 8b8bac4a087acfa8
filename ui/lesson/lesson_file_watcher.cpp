// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/lesson_file_watcher.h"

#include "core/lesson/lesson_file.h"
#include "ui/look/as_shown.h"

#include <QFile>
#include <QFileInfo>
#include <sys/stat.h>
#include <utility>

namespace sockstep {

namespace {

/// 0 if there is no such file.
quint64 inodeOf(const QString &path)
{
    struct stat status { };
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_ino : 0;
}

} // namespace

LessonFileWatcher::LessonFileWatcher(QObject *parent)
    : QObject(parent)
{
    calm_.setSingleShot(true);
    calm_.setInterval(150);
    connect(&calm_, &QTimer::timeout, this, &LessonFileWatcher::look);
    connect(&watcher_, &QFileSystemWatcher::fileChanged, this, [this] { calm_.start(); });
    // The folder too: many editors write another file and put it in the place of the old one. What becomes of
    // other files there is nothing to us.
    connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, [this] {
        if (inodeOf(path_) != inode_)
            calm_.start();
    });
}

void LessonFileWatcher::forget()
{
    calm_.stop();
    path_.clear();
    const QStringList watched = watcher_.files() + watcher_.directories();
    if (!watched.isEmpty())
        watcher_.removePaths(watched);
}

void LessonFileWatcher::open(const QString &path)
{
    forget();
    path_ = QFileInfo(path).absoluteFilePath();
    text_.reset();
    loadedText_.reset();
    isGone_ = false;
    watcher_.addPath(QFileInfo(path_).absolutePath());
    watch();
    read();
}

/// The file that has the name now: the one that had it before may live on under another, or without any.
void LessonFileWatcher::watch()
{
    if (watcher_.files().contains(path_))
        watcher_.removePath(path_);
    inode_ = inodeOf(path_);
    if (inode_ != 0)
        watcher_.addPath(path_);
}

void LessonFileWatcher::look()
{
    watch();
    read();
    emit looked();
}

void LessonFileWatcher::read()
{
    const LessonReading reading = readLessonFile(QFile::encodeName(path_).toStdString());
    const bool wasRead = text_.has_value();
    if (wasRead && !reading.text) {
        if (!std::exchange(isGone_, true))
            emit vanished();
        return; // what was read of it goes on
    }
    if (std::exchange(isGone_, false))
        emit returned();
    if (wasRead && text_ == reading.text)
        return;
    text_ = reading.text;
    if (reading.text && reading.text == loadedText_) {
        emit restored();
        return;
    }
    if (reading.lesson) {
        loadedText_ = reading.text;
        emit loaded(reading.lesson);
        return;
    }
    QStringList faults;
    const std::string name = QFileInfo(path_).fileName().toStdString();
    for (const LessonFault &fault : reading.faults)
        faults << asShown(faultText(name, fault));
    emit faulty(faults.join(u'\n'));
}

} // namespace sockstep
