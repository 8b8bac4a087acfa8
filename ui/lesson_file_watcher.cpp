// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson_file_watcher.h"

#include "as_shown.h"
#include "lesson/lesson_file.h"

#include <QFileInfo>

namespace sockstep {

LessonFileWatcher::LessonFileWatcher(QObject *parent)
    : QObject(parent)
{
    calm_.setSingleShot(true);
    calm_.setInterval(150);
    connect(&calm_, &QTimer::timeout, this, &LessonFileWatcher::read);
    // The folder too: many editors write another file and put it in the place of the old one.
    const auto touched = [this] { calm_.start(); };
    connect(&watcher_, &QFileSystemWatcher::fileChanged, this, touched);
    connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, [this, touched] {
        if (!watcher_.files().contains(path_) && QFileInfo::exists(path_))
            touched();
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
    watcher_.addPath(QFileInfo(path_).absolutePath());
    read();
}

void LessonFileWatcher::read()
{
    if (!watcher_.files().contains(path_) && QFileInfo::exists(path_))
        watcher_.addPath(path_);
    const LessonReading reading = readLessonFile(path_.toStdString());
    if (reading.lesson) {
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
