// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/recording_keeper.h"

#include "core/base/refusal.h"
#include "core/base/start_thread.h"
#include "core/base/thread_priority.h"
#include "core/recording/recording_shelf.h"

#include <csignal>
#include <pthread.h>

namespace sockstep {

RecordingKeeper::RecordingKeeper(std::shared_ptr<const Recording> recording, std::string folder,
    std::function<void(const std::string &)> failed)
    : recording_(std::move(recording))
    , folder_(std::move(folder))
    , failed_(std::move(failed))
{
    const int refused = startThread(thread_, [this](const std::stop_token &stop) { run(stop); });
    if (!refused)
        return;
    done_.store(true, std::memory_order_release);
    failed_(threadRefusal(refused));
}

RecordingKeeper::~RecordingKeeper()
{
    finish();
    if (thread_.joinable())
        thread_.join();
}

void RecordingKeeper::finish()
{
    thread_.request_stop();
    recording_->wakeFollowers();
}

/// Looks on from the event \p seen.
bool RecordingKeeper::hasCall(EventIndex &seen) const
{
    for (const EventIndex end = recording_->size(); seen < end; ++seen) {
        if (std::holds_alternative<CallEntered>(recording_->at(seen).body))
            return true;
    }
    return false;
}

bool RecordingKeeper::write()
{
    std::string error;
    if (path_.empty()) {
        path_ = shelf::begin(writer_, folder_, recording_->header(), error);
        if (path_.empty()) {
            failed_(error);
            return false;
        }
    }
    const bool whole = writer_.write(*recording_);
    written_.store(writer_.written(), std::memory_order_release);
    if (!whole) {
        writer_.cutToWholeLines();
        failed_(writer_.errorText());
    }
    return whole;
}

void RecordingKeeper::run(const std::stop_token &stop)
{
    // A limit on the size of files is an error like any other here, not the end of the program: setrlimit(2).
    sigset_t limit;
    sigemptyset(&limit);
    sigaddset(&limit, SIGXFSZ);
    pthread_sigmask(SIG_BLOCK, &limit, nullptr);
    giveWay(5); // nobody waits for it
    EventIndex seen = 0;
    bool begun = false;
    bool works = true;
    while (works) {
        // First the stop, then the events: what was recorded before the stop is written.
        const bool last = stop.stop_requested();
        const std::uint32_t pulse = recording_->pulse();
        begun = begun || hasCall(seen);
        if (begun && writer_.written() < recording_->size())
            works = write();
        if (last)
            break;
        if (!stop.stop_requested())
            recording_->waitForPulse(pulse);
    }
    if (!path_.empty() && writer_.isOpen())
        shelf::finish(writer_, path_);
    done_.store(true, std::memory_order_release);
}

} // namespace sockstep
