// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/poll_set.h"
#include "support/saved_program.h"

#include <QDir>
#include <functional>
#include <map>

namespace sockstep::test {

/// A free one, and none of those that lessons use by their numbers.
std::uint16_t portForPrograms();

/// The descriptors that a process of its own would get: the lowest that is free, from 3 on (open(2)).
class Descriptors {
public:
    /// \p call with the numbers that it has in such a process.
    CallEntered renumbered(CallEntered call) const
    {
        const auto fd = call.args.find(ArgumentName::Fd);
        if (fd && numbers_.contains(*fd))
            call.args.setFirst({ArgumentName::Fd, numbers_.at(*fd)});
        if (call.function == Function::Poll)
            call.data = renumberedPolled(call.data);
        return call;
    }
    CallReturned renumbered(const CallEntered &call, CallReturned returned)
    {
        if (call.function == Function::Poll && returned.result > 0) {
            returned.data = renumberedPolled(returned.data);
        } else if (call.function == Function::Close) {
            numbers_.erase(call.args.find(ArgumentName::Fd).value_or(-1));
        } else if (returned.fd >= 0) {
            int lowest = 3;
            const auto isOpen = [&](int number) {
                return std::any_of(numbers_.begin(), numbers_.end(),
                    [&](const auto &open) { return open.second == number; });
            };
            while (isOpen(lowest))
                ++lowest;
            numbers_[returned.fd] = lowest;
            returned.result = lowest;
        }
        return returned;
    }

private:
    std::string renumberedPolled(std::string_view data) const
    {
        std::vector<Polled> all = unpackPolled(data);
        for (Polled &one : all) {
            if (numbers_.contains(one.fd))
                one.fd = numbers_.at(one.fd);
        }
        return packPolled(all);
    }

    std::map<int, int> numbers_; // by those of the recording
};

/// Takes the programs of a lesson through what a recording of it tells, event by event.
class LessonReplay {
public:
    /// \p recording must outlive the replay.
    explicit LessonReplay(const Recording &recording);
    /// \p commandFor: how the program of an actor is started.
    bool start(const std::function<QStringList(const QString &)> &commandFor, const QDir &logs);
    bool follow();
    /// The first call that is not the recording's; empty if there is none. \p port: the server's, of the
    /// programs; \p without takes out what another language does of its own.
    /// \p expected: out of the recording what that language does not do.
    QString firstDifference(std::uint16_t port, StraceCalls (*without)(const StraceCalls &),
        StraceCalls (*expected)(const StraceCalls &)) const;
    const QString &failure() const { return failure_; }

private:
    struct Played {
        std::size_t process = 0; ///< whose program it runs in: its own, or that of the one that made it
        int thread = -1; ///< its number there; 0 for the first of several; -1 if there is one alone
        int threads = 0; ///< that it has made
        SavedProgram program;
        Descriptors descriptors;
        StraceCalls recorded;
        CallId lastCall = 0; ///< that its program makes
        bool isKilled = false;
    };
    void findThreads();
    void findKills();
    bool enter(const CallEntered &call);
    bool leave(const CallReturned &returned);
    bool check(bool done, const Played &actor)
    {
        if (!done)
            failure_ = actor.program.failure();
        return done;
    }

    const Recording &recording_;
    std::vector<Played> actors_;
    std::map<CallId, CallEntered> entered_; // by the programs
    std::map<CallId, int> killing_; // the calls with which a signal came
    const std::uint16_t port_;
    QString failure_;
};

} // namespace sockstep::test
