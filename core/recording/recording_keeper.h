// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/recording_file.h"

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace sockstep {

/// Writes a session's recording into a folder as it happens, an event a line, on a thread of its own: neither
/// those who append nor the window ever wait for a disk. What has been handed to the kernel outlives the
/// process, however that ends; a line that was being handed over then is left unfinished.
///
/// The file begins with the session's first call, for a session without one is not worth keeping. Until the
/// session is over its name ends in kUnfinished and it is locked (flock(2)): see recording_shelf.h.
class RecordingKeeper {
public:
    /// \p failed is called on the keeper's thread, once, if the file cannot be written any further; in here,
    /// if there is no thread to be had.
    RecordingKeeper(std::shared_ptr<const Recording> recording, std::string folder,
        std::function<void(const std::string &error)> failed);
    /// As finish(), then waits until all is written.
    ~RecordingKeeper();

    /// The session is over: what there is is the whole. Does not wait.
    void finish();
    bool isDone() const { return done_.load(std::memory_order_acquire); }
    /// So many events have been handed to the kernel.
    EventIndex written() const { return written_.load(std::memory_order_acquire); }

private:
    void run(const std::stop_token &stop);
    bool hasCall(EventIndex &seen) const;
    bool write();

    const std::shared_ptr<const Recording> recording_;
    const std::string folder_;
    const std::function<void(const std::string &)> failed_;
    RecordingWriter writer_; // the keeper's thread's, as is
    std::string path_; // as writer_; without kUnfinished
    std::atomic<EventIndex> written_ {0};
    std::atomic<bool> done_ {false};
    std::jthread thread_;
};

} // namespace sockstep
