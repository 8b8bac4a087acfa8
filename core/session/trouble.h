// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace sockstep {

/// What keeps a session from running or from being seen, and is no result of one of its calls: the machine
/// refuses what every session needs.
struct Trouble {
    enum class Kind : std::uint8_t {
        NoThread, ///< a thread could not be started: the session was stopped, or an actor has not begun
        NoHost, ///< an actor could not be brought into its host of the lab, and makes no call
        LoopbackDown, ///< the interface of 127.0.0.1 is down: nothing arrives
        StatesUnseen, ///< the kernel's table of sockets does not answer: no state is known
        SleepUnseen, ///< the kernel does not tell which thread sleeps: no call is seen to block
    };
    Kind kind {};
    int error = 0; ///< errno; 0 if it is not known
    std::string detail {}; ///< who or what it is about, where that is not clear by itself

    friend bool operator==(const Trouble &, const Trouble &) = default;
};

/// The cause and the cure, in one sentence that begins in lower case.
std::string troubleText(const Trouble &trouble);

/// The present troubles of one session. Any thread.
class Troubles {
public:
    /// \p changed is called after each change, on the thread that made it and under no lock.
    explicit Troubles(std::function<void()> changed)
        : changed_(std::move(changed))
    {
    }

    /// One of each kind: the first one stands until it is over.
    void report(const Trouble &trouble);
    void over(Trouble::Kind kind);
    std::vector<Trouble> now() const; ///< by kind
    bool has(Trouble::Kind kind) const;

private:
    const std::function<void()> changed_;
    mutable std::mutex mutex_; // guards the next
    std::vector<Trouble> troubles_;
};

} // namespace sockstep
