// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/foreign_file.h"
#include "core/recording/recording_keeper.h"
#include "core/recording/recording_saver.h"
#include "core/recording/recording_shelf.h"
#include "ui/steer/follower.h"

#include <QObject>
#include <QStringList>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace sockstep {

class Playback;

/// The files of recordings: keeps each session's while it happens, opens and saves. Lives in the main thread,
/// and never waits for a file there: each is read and written on a thread of its own.
class Recordings : public QObject {
    Q_OBJECT
public:
    Recordings(const Follower &follower, Playback &playback, QObject *parent = nullptr);
    ~Recordings() override;

    /// Where sessions are kept.
    static QString folder();
    /// Those that were opened or saved last, the newest first.
    static QStringList recent();
    /// The sessions that were kept, the newest first.
    static QStringList kept();

    /// From now on the present session is kept; what was kept before is finished.
    void keepSession();
    /// Tells of what a Sockstep left behind that did not end as it should.
    void tellOfUnfinished();

    void open(const QString &path);
    bool isOpening() const { return opening_.joinable(); }
    void cancelOpening();
    /// Writes what is looked at, all of it and not only up to the moment.
    void save(const QString &path);
    /// Something is not written yet, or its end has not been told.
    bool isSaving() const { return saves_ > 0; }
    /// Writes what is left of the session and of what is being saved, and waits for it. What cannot be saved
    /// is then told on standard error. Nothing is kept from here on.
    void finish();
    /// Where the recording that is looked at was opened from, or saved to; empty if neither.
    QString path() const;

signals:
    /// Something to tell the person, and perhaps to do about it.
    void noticed(const QString &text, const QString &action = {}, const std::function<void()> &act = {});
    /// path() is another.
    void renamed();
    /// A recording has been saved, or could not be.
    void savingEnded(bool saved);

private:
    struct Read;
    void opened(const QString &path, Read &read);
    void saved(const QString &path, const QString &error);
    static void remember(const QString &path);
    static QString wordsFor(ForeignFile::Trouble trouble); // why a file is not read

    const Follower &follower_;
    Playback &playback_;
    QString openedFrom_;
    QString savedTo_; // the session
    quint64 request_ = 0; // what an earlier one has read is not wanted any more
    std::vector<std::unique_ptr<RecordingKeeper>> keepers_; // the last is the present session's
    shelf::Hold held_; // what was opened
    std::jthread opening_;
    std::atomic<bool> isLast_ = false; // nobody will see what this object says
    int saves_ = 0; // that were asked for and whose end has not been told
    RecordingSaver saver_;
};

} // namespace sockstep
