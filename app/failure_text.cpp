// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/failure_text.h"

#include "core/base/refusal.h"
#include "core/diagram/call_text.h"
#include "core/network/ephemeral_ports.h"
#include "core/network/loopback.h"

#include <cerrno>
#include <fmt/format.h>
#include <vector>

namespace sockstep {

namespace {

std::string adviceFor(const CallEntered &call, int error)
{
    const int port = call.address.port();
    switch (error) {
    case EADDRINUSE:
        if (port == 0)
            return std::string(kNoPortFree);
        return fmt::format("port {} is taken, by another program or by a TIME_WAIT; choose another with "
                           "--port N, or any free one with --port 0",
            port);
    case EACCES:
        return "ports below 1024 need a privilege; choose a higher one with --port N";
    case EADDRNOTAVAIL:
    case EAFNOSUPPORT: {
        const bool isLocal6 = call.address.addressText() == "::1";
        const std::string noIPv6 = isLocal6 || error == EAFNOSUPPORT ? whyNoIPv6() : std::string();
        return !noIPv6.empty()                   ? noIPv6
            : call.function == Function::Connect ? std::string(kNoPortFree)
                                                 : std::string("this machine does not have that address");
    }
    default: {
        const std::string cure = cureFor(error);
        return cure.empty() ? "the sequence above shows what led to it" : cure;
    }
    }
}

/// 0 if there is none. That a signal has interrupted a call is no failure.
CallId lastFailure(const History &history)
{
    CallId id = history.callCount();
    for (; id > 0; --id) {
        const CallReturned *returned = history.returned(id);
        if (returned && returned->error && returned->error != EINTR)
            break;
    }
    return id;
}

} // namespace

std::string describeFailure(const History &history)
{
    const CallId id = lastFailure(history);
    if (id == 0)
        return "a call failed";
    const CallEntered &call = history.entered(id);
    const int error = history.returned(id)->error;
    return fmt::format("{}: {} ({}): {}", fullCallText(call), describeError(error), errorName(error),
        adviceFor(call, error));
}

bool hasFailure(const History &history) { return lastFailure(history) != 0; }

std::string whoIsBlocked(const Session &session)
{
    History history(session.recording());
    history.advance();
    std::vector<CallId> last(session.actorCount(), 0);
    for (CallId id = 1; id <= history.callCount(); ++id)
        last[history.entered(id).actor] = id;
    std::string text;
    for (ActorId actor = 0; actor < session.actorCount(); ++actor) {
        if (last[actor] == 0 || history.returned(last[actor]))
            continue;
        const bool isBlocked = session.status(actor).state == ActorStatus::State::Blocked;
        text += fmt::format("{}the {} {} {}", text.empty() ? "" : ", ",
            history.recording().header().actors[actor],
            isBlocked ? "is blocked in" : "has not come back from",
            fullCallText(history.entered(last[actor])));
    }
    return text;
}

} // namespace sockstep
