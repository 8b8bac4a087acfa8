// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recordings/recordings.h"

#include "core/base/start_thread.h"
#include "core/text/shown_text.h"
#include "ui/look/as_shown.h"
#include "ui/look/particles.h"
#include "ui/steer/playback.h"
#include "ui/words/trouble_words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <cstdio>

namespace sockstep {

namespace {

constexpr qsizetype kMostRecent = 8;

QString recentKey() { return QStringLiteral("recentRecordings"); }

QStringList fromPaths(const std::vector<std::string> &paths)
{
    QStringList result;
    for (const std::string &path : paths)
        result << QFile::decodeName(path.c_str());
    return result;
}

QString nameOf(const QString &path) { return fileAsShown(QFileInfo(path).fileName()); }

} // namespace

/// What a thread has read of a file.
struct Recordings::Read {
    Follower::Opened opened; ///< without a recording if it cannot be opened at all
    QString error;
    int version = kFormatVersion;
    shelf::Hold held;
};

Recordings::Recordings(const Follower &follower, Playback &playback, QObject *parent)
    : QObject(parent)
    , follower_(follower)
    , playback_(playback)
{
    connect(&playback, &Playback::begun, this, &Recordings::keepSession);
}

Recordings::~Recordings() { finish(); }

void Recordings::finish()
{
    isLast_ = true;
    cancelOpening();
    keepers_.clear(); // writes what is left
    saver_.finish();
}

QString Recordings::folder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/recordings");
}

QStringList Recordings::kept() { return fromPaths(shelf::kept(QFile::encodeName(folder()).toStdString())); }

QStringList Recordings::recent()
{
    QStringList there;
    for (const QString &path : QSettings().value(recentKey()).toStringList()) {
        if (QFileInfo(path).isFile())
            there << path;
    }
    return there;
}

void Recordings::remember(const QString &path)
{
    QStringList all = recent();
    all.removeAll(path);
    all.prepend(path);
    QSettings().setValue(recentKey(), QStringList(all.mid(0, kMostRecent)));
}

void Recordings::keepSession()
{
    if (!keepers_.empty())
        keepers_.back()->finish();
    std::erase_if(keepers_, [](const auto &keeper) { return keeper->isDone(); });
    savedTo_.clear();
    openedFrom_.clear();
    // Called on the keeper's thread, which ends before this object does.
    const auto failed = [this](const std::string &error) {
        QMetaObject::invokeMethod(
            this,
            [this, text = asShown(error)] {
                emit noticed(
                    tr("This session is no longer written to disk: %1. It goes on all the same. Make room, "
                       "then save it from the menu.")
                        .arg(text));
            },
            Qt::QueuedConnection);
    };
    keepers_.push_back(std::make_unique<RecordingKeeper>(
        playback_.session().sharedRecording(), QFile::encodeName(folder()).toStdString(), failed));
    emit renamed();
}

void Recordings::tellOfUnfinished()
{
    const QStringList left = fromPaths(shelf::takeUnfinished(QFile::encodeName(folder()).toStdString()));
    if (left.isEmpty())
        return;
    const QString newest = left.constFirst();
    emit noticed(tr("Sockstep did not end as it should the last time. What it had recorded is there: %1")
                     .arg(nameOf(newest)),
        tr("Open it"), [this, newest] { open(newest); });
}

QString Recordings::wordsFor(ForeignFile::Trouble trouble)
{
    switch (trouble) {
    case ForeignFile::Trouble::Missing:
        return tr("there is no such file");
    case ForeignFile::Trouble::Folder:
        return tr("it is a folder; choose a file");
    case ForeignFile::Trouble::Fifo:
    case ForeignFile::Trouble::Device:
    case ForeignFile::Trouble::Socket:
        return tr("it is a pipe, a device or a socket, which may have no end; choose a file");
    case ForeignFile::Trouble::None:
    case ForeignFile::Trouble::System:
        break;
    }
    return tr("it cannot be read");
}

void Recordings::open(const QString &path)
{
    cancelOpening();
    const quint64 request = ++request_;
    emit noticed(tr("Opening %1 …").arg(nameOf(path)), tr("Cancel"), [this] { cancelOpening(); });
    const int refused = startThread(opening_, [this, path, request](const std::stop_token &stop) {
        auto read = std::make_shared<Read>();
        const std::string file = QFile::encodeName(path).toStdString();
        ForeignFile input = ForeignFile::open(file);
        if (input.isOpen()) {
            read->held = shelf::Hold(file);
            ReadResult result = readRecording(input, stop);
            read->error = asShown(result.error);
            read->version = result.version;
            read->opened.recording = std::move(result.recording);
        } else {
            read->error = wordsFor(input.trouble());
        }
        if (read->opened.recording) {
            read->opened.timeline = std::make_unique<Timeline>(*read->opened.recording);
            read->opened.timeline->advance(stop);
        }
        QMetaObject::invokeMethod(
            this,
            [this, path, request, read] {
                if (request == request_)
                    opened(path, *read);
            },
            Qt::QueuedConnection);
    });
    if (refused) {
        Read nothing;
        nothing.error = TroubleWords::noThread(refused);
        opened(path, nothing);
    }
}

void Recordings::cancelOpening()
{
    ++request_;
    opening_.request_stop();
    if (opening_.joinable())
        opening_.join();
}

void Recordings::opened(const QString &path, Read &read)
{
    if (opening_.joinable())
        opening_.join(); // it has nothing left to do
    const QString name = nameOf(path);
    if (!read.opened.recording) {
        emit noticed(withParticles(tr("%1 cannot be opened: %2").arg(name, read.error)));
        playback_.begin();
        return;
    }
    const EventIndex events = read.opened.recording->size();
    openedFrom_ = QFileInfo(path).absoluteFilePath();
    held_ = std::move(read.held);
    remember(openedFrom_);
    playback_.open(std::move(read.opened));
    emit renamed();
    QStringList words;
    if (read.version > kFormatVersion)
        words << tr(
            "%1 was written by a newer Sockstep (format %2). What this one understands of it is shown.")
                     .arg(name)
                     .arg(read.version);
    if (!read.error.isEmpty())
        words << tr("%1 is shown up to event %2. What follows is not valid: %3")
                     .arg(name)
                     .arg(events)
                     .arg(read.error);
    emit noticed(withParticles(words.join(u' ')));
}

void Recordings::save(const QString &path)
{
    const auto recording = follower_.sharedRecording();
    const bool ofSession = !follower_.isOpened();
    // On the saver's thread, which ends before this object does.
    const auto done = [this, path, recording, ofSession](const std::string &error) {
        if (isLast_ && !error.empty())
            std::fprintf(stderr, "sockstep: the recording is not saved: %s\n", shownSentence(error).c_str());
        QMetaObject::invokeMethod(
            this,
            [this, path, error, recording, ofSession] {
                if (error.empty() && recording == follower_.sharedRecording())
                    (ofSession ? savedTo_ : openedFrom_) = QFileInfo(path).absoluteFilePath();
                --saves_;
                saved(path, asShown(error));
            },
            Qt::QueuedConnection);
    };
    ++saves_;
    saver_.save(recording, QFile::encodeName(path).toStdString(), done);
}

void Recordings::saved(const QString &path, const QString &error)
{
    if (!error.isEmpty()) {
        emit noticed(tr("The recording is not saved: %1. Choose another place.").arg(error));
        emit savingEnded(false);
        return;
    }
    remember(QFileInfo(path).absoluteFilePath());
    emit noticed(withParticles(tr("Saved as %1").arg(fileAsShown(QDir::toNativeSeparators(path)))));
    emit renamed();
    emit savingEnded(true);
}

QString Recordings::path() const { return follower_.isOpened() ? openedFrom_ : savedTo_; }

} // namespace sockstep
