// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/recording.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace sockstep {

/// Saves recordings, one after the other in the order in which that was asked for, on a thread of its own:
/// who asks never waits for a disk.
class RecordingSaver {
public:
    /// With a sentence if it could not be saved. Called on the saver's thread.
    using Done = std::function<void(const std::string &error)>;

    RecordingSaver() = default;
    /// As finish().
    ~RecordingSaver() { finish(); }

    /// All that \p recording holds when its turn comes.
    void save(std::shared_ptr<const Recording> recording, std::string path, Done done);
    /// Waits until all that was asked for is saved.
    void finish();

private:
    struct Order {
        std::shared_ptr<const Recording> recording;
        std::string path;
        Done done;
    };
    void run(const std::stop_token &stop);
    static std::string saved(const Order &order);

    std::mutex mutex_;
    std::condition_variable_any asked_;
    std::deque<Order> orders_; // not begun yet
    std::jthread thread_; // from the first order on
};

} // namespace sockstep
