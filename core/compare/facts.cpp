// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/facts.h"

#include "core/network/tcp_transitions.h"

#include <cerrno>

namespace sockstep {

/// One event into the facts.
struct FactReader::Reader {
    FactReader &facts;
    EventIndex n;

    void operator()(const CallEntered &e) const
    {
        if (!facts.isSecondServer(e.actor))
            ++facts.facts_.calls;
        if (e.socket == 0) // of a descriptor that is no socket of ours
            return;
        if (e.function == Function::Connect)
            facts.client_ = e.socket;
        else if (e.function == Function::Listen)
            facts.listener_ = e.socket;
    }

    void operator()(const CallReturned &e) const
    {
        const CallEntered &call = facts.history_.entered(e.call);
        Facts &known = facts.facts_;
        const bool reuses
            = e.error == 0 && call.function == Function::Setsockopt && setsOption(call.args, "SO_REUSEADDR");
        if (facts.isSecondServer(call.actor)) {
            if (call.function == Function::Socket)
                facts.attemptReuses_ = false;
            else if (reuses)
                facts.attemptReuses_ = true;
            else if (call.function == Function::Bind)
                known.attempt = PortAttempt {e.error, facts.attemptReuses_, time()};
            return;
        }
        known.reuseAddress |= reuses;
        if (e.error && e.error != EINTR)
            known.errors.push_back({call.actor, call.function, e.error});
        if (e.error || call.socket == 0 || call.socket != facts.client_ || e.result <= 0)
            return;
        if (sends(call.function))
            known.bytesSent += static_cast<std::uint64_t>(e.result);
        else if (receives(call.function))
            known.bytesReturned += static_cast<std::uint64_t>(e.result);
    }

    void operator()(const StateChanged &e) const
    {
        if (e.listener)
            facts.connection_ = e.socket;
        const bool client = e.socket == facts.client_;
        const bool server = e.socket == facts.connection_;
        if (!client && !server)
            return;
        FirstEnding &ending = facts.facts_.ending;
        using Segment = FirstEnding::Segment;
        const Transition *transition = findTransition(e.from, e.to);
        const bool connected = e.from != TcpState::SynSent && e.from != TcpState::SynRecv;
        if (ending.segment == Segment::None && transition && transition->cause == Cause::ClosedByUs) {
            ending = {Segment::Fin, client, server, e.evidence};
        } else if (ending.segment == Segment::None && transition && transition->cause == Cause::Reset
            && connected) {
            // Who has no descriptor any more has closed it: the other end learned of it by RST.
            const bool closed = !facts.history_.socket(e.socket).open;
            ending = {Segment::Rst, client == closed, server == closed, e.evidence};
        } else if (e.to == TcpState::Closing) {
            ending.byClient = ending.byServer = true; // only crossing FINs lead there
        }
    }

    template <typename Other> void operator()(const Other &) const { }

    std::chrono::nanoseconds time() const { return facts.history_.recording().at(n).t; }
};

FactReader::FactReader(const History &history)
    : history_(history)
{
}

bool FactReader::isSecondServer(ActorId actor) const
{
    return history_.recording().header().actors[actor] == "server-2";
}

SocketNow FactReader::now(SocketId id) const
{
    if (id == 0)
        return {};
    const SocketRecord &socket = history_.socket(id);
    SocketNow result {true, socket.state, std::nullopt};
    if (socket.state == TcpState::TimeWait)
        result.timeWaitLeft = std::chrono::milliseconds(socket.sample.timerMs);
    return result;
}

PortAgain FactReader::portAgain() const
{
    using When = PortAgain::When;
    if (listener_ == 0)
        return {};
    const auto open = [&](SocketId id) { return id && history_.socket(id).open; };
    if (open(listener_) || open(connection_))
        return {When::AfterClose, {}};
    const SocketNow connection = now(connection_);
    if (!connection.exists || connection.state == TcpState::Close)
        return {When::Now, {}};
    if (facts_.reuseAddress)
        return {When::WithReuseAddress, connection.timeWaitLeft.value_or(std::chrono::milliseconds(0))};
    if (connection.timeWaitLeft)
        return {When::AfterTimeWait, *connection.timeWaitLeft};
    return {When::AfterClose, {}}; // LAST_ACK and the like: the kernel has not finished with it
}

void FactReader::advance()
{
    for (; next_ < history_.size(); ++next_)
        std::visit(Reader {*this, next_}, history_.recording().at(next_).body);
    facts_.client = now(client_);
    facts_.connection = now(connection_);
    facts_.listener = now(listener_);
    facts_.portAgain = portAgain();
}

} // namespace sockstep
