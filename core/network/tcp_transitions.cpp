// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/tcp_transitions.h"

#include <algorithm>
#include <array>
#include <deque>

namespace sockstep {

namespace {

using enum TcpState;

constexpr Transition kTransitions[] = {
    {Close, Listen, Cause::ListenCalled},
    {Close, SynSent, Cause::ConnectCalled},
    {Listen, SynRecv, Cause::SynReceived},
    {Listen, Close, Cause::ListenerClosed},
    {SynSent, Established, Cause::SynAckReceived},
    {SynSent, SynRecv, Cause::SynReceived}, // simultaneous open
    {SynSent, Close, Cause::Reset}, // refused
    {SynRecv, Established, Cause::AckOfSynReceived},
    {SynRecv, FinWait1, Cause::ClosedByUs},
    {SynRecv, Close, Cause::Reset},
    {Established, FinWait1, Cause::ClosedByUs},
    {Established, CloseWait, Cause::FinReceived},
    {Established, Close, Cause::Reset},
    {FinWait1, FinWait2, Cause::AckOfFinReceived},
    {FinWait1, Closing, Cause::FinReceived},
    {FinWait1, TimeWait, Cause::FinAndAckReceived},
    {FinWait1, Close, Cause::Reset},
    {FinWait2, TimeWait, Cause::FinReceived},
    {FinWait2, Close, Cause::Reset},
    {Closing, TimeWait, Cause::AckOfFinReceived},
    {Closing, Close, Cause::Reset},
    {CloseWait, LastAck, Cause::ClosedByUs},
    {CloseWait, Close, Cause::Reset},
    {LastAck, Close, Cause::AckOfFinReceived},
    {TimeWait, Close, Cause::TwoMinutesOver},
};

/// May an inferred path use this step? Both ends acknowledge at once on loopback, so FIN_WAIT1
/// always passes through FIN_WAIT2 there; a merged FIN and ACK must be observed to be shown. A
/// connection that nobody holds yet is not closed by us.
bool allowed(const Transition &step, PathHints hints)
{
    if (step.cause == Cause::Reset)
        return hints.reset || step.from == SynSent || step.from == SynRecv;
    if (step.cause == Cause::FinAndAckReceived)
        return false;
    if (step.from == SynRecv && step.to == FinWait1)
        return false;
    if (step.from == FinWait1 && step.to == FinWait2)
        return !hints.finsCrossed;
    if (step.from == FinWait1 && step.to == Closing)
        return hints.finsCrossed;
    if (step.from == Established && step.to == FinWait1)
        return !hints.peerClosedFirst;
    if (step.from == Established && step.to == CloseWait)
        return hints.peerClosedFirst;
    return true;
}

/// A socket stays there until a recorded call, or for a minute: it is never passed unseen.
bool isAtRest(TcpState state) { return state == Close || state == Listen || state == TimeWait; }

/// Empty if there is no way that agrees with \p hints.
std::vector<TcpState> search(TcpState from, TcpState to, PathHints hints)
{
    // Breadth first, so the first arrival is the shortest way. There are eleven states.
    std::array<TcpState, kTcpStateCount + 1> cameFrom {};
    std::array<bool, kTcpStateCount + 1> seen {};
    const auto index = [](TcpState state) { return static_cast<std::size_t>(state); };
    std::deque<TcpState> queue {from};
    seen[index(from)] = true;
    while (!queue.empty() && !seen[index(to)]) {
        const TcpState at = queue.front();
        queue.pop_front();
        if (at != from && isAtRest(at))
            continue;
        for (const Transition &step : kTransitions) {
            if (step.from != at || seen[index(step.to)] || !allowed(step, hints))
                continue;
            seen[index(step.to)] = true;
            cameFrom[index(step.to)] = at;
            queue.push_back(step.to);
        }
    }
    std::vector<TcpState> path;
    if (!seen[index(to)])
        return path;
    for (TcpState at = to; at != from; at = cameFrom[index(at)])
        path.push_back(at);
    std::reverse(path.begin(), path.end());
    return path;
}

} // namespace

std::span<const Transition> transitions() { return kTransitions; }

const Transition *findTransition(TcpState from, TcpState to)
{
    for (const Transition &step : kTransitions) {
        if (step.from == from && step.to == to)
            return &step;
    }
    return nullptr;
}

std::vector<TcpState> pathBetween(TcpState from, TcpState to, PathHints hints)
{
    if (from == to)
        return {to};
    // The states may know more than we were told: CLOSE_WAIT says that the peer closed first,
    // FIN_WAIT2 that ends without TIME_WAIT says reset, and CLOSING that the FINs crossed.
    hints.finsCrossed = hints.finsCrossed || to == Closing;
    for (const bool reset : {hints.reset, true}) {
        for (const bool peerFirst : {hints.peerClosedFirst, !hints.peerClosedFirst}) {
            std::vector<TcpState> path = search(from, to, {peerFirst, reset, hints.finsCrossed});
            if (!path.empty())
                return path;
        }
    }
    // Crossed FINs rule out what was observed: then they did not cross.
    return hints.finsCrossed && to != Closing
        ? pathBetween(from, to, {hints.peerClosedFirst, hints.reset, false})
        : std::vector<TcpState> {to};
}

} // namespace sockstep
