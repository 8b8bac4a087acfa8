// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/recording_saver.h"

#include "core/base/refusal.h"
#include "core/base/start_thread.h"
#include "core/recording/recording_file.h"

#include <fmt/format.h>
#include <new>

namespace sockstep {

std::string RecordingSaver::saved(const Order &order)
{
    try {
        return saveRecording(*order.recording, order.path);
    } catch (const std::bad_alloc &) {
        return fmt::format("cannot write {}: there is not enough memory; close some programs", order.path);
    }
}

void RecordingSaver::finish()
{
    thread_.request_stop();
    if (thread_.joinable())
        thread_.join();
}

void RecordingSaver::save(std::shared_ptr<const Recording> recording, std::string path, Done done)
{
    if (!thread_.joinable()) {
        const int refused = startThread(thread_, [this](const std::stop_token &stop) { run(stop); });
        if (refused)
            return done(fmt::format("cannot write {}: {}", path, threadRefusal(refused)));
    }
    {
        const std::lock_guard lock(mutex_);
        orders_.push_back({std::move(recording), std::move(path), std::move(done)});
    }
    asked_.notify_one();
}

void RecordingSaver::run(const std::stop_token &stop)
{
    std::unique_lock lock(mutex_);
    while (asked_.wait(lock, stop, [this] { return !orders_.empty(); })) {
        Order order = std::move(orders_.front());
        orders_.pop_front();
        lock.unlock();
        order.done(saved(order));
        order = {}; // it may be the last to have the recording
        lock.lock();
    }
}

} // namespace sockstep
