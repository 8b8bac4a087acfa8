// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/short_connection.h"

#include "core/base/descriptor.h"

#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>

namespace sockstep {

namespace {
constexpr std::string_view kMessage = "sixteen bytes...";
}

void ConnectingPart::fail(CallFailure failure)
{
    const std::lock_guard lock(mutex_);
    if (!over_.exchange(true))
        failure_ = failure;
}

std::optional<CallFailure> ConnectingPart::failure() const
{
    const std::lock_guard lock(mutex_);
    return failure_;
}

void ConnectingPart::meet(Side side)
{
    const auto mine = static_cast<std::size_t>(side);
    const int round = ++arrived_[mine];
    // A few microseconds: asleep, one of them would come late.
    while (arrived_[1 - mine] < round && !isOver())
        std::this_thread::yield();
}

/// Makes the call, again if a signal that was not meant for it has interrupted it. False, and the
/// part ended, if it failed.
template <typename Call>
bool ShortConnection::made(calls::Outcome &outcome, std::string_view function, Call call)
{
    do
        outcome = call();
    while (outcome.error == EINTR && !part_.isOver());
    if (!outcome.ok())
        part_.fail({function, outcome.error});
    return outcome.ok();
}

bool ShortConnection::sendMessage(int fd)
{
    calls::Outcome sent;
    return made(sent, "send", [fd] { return calls::send(fd, kMessage, 0); });
}

bool ShortConnection::recvMessage(int fd)
{
    std::array<char, kMessage.size()> buffer;
    calls::Outcome got;
    for (std::size_t left = buffer.size(); left > 0; left -= static_cast<std::size_t>(got.result)) {
        const auto rest = std::span(buffer).last(left);
        if (!made(got, "recv", [&] { return calls::recv(fd, rest, 0); }))
            return false;
        if (got.result == 0) {
            part_.fail({"recv", 0});
            return false;
        }
    }
    return true;
}

/// Waits until the message is there, and leaves it.
bool ShortConnection::peekMessage(int fd)
{
    std::array<char, kMessage.size()> buffer;
    calls::Outcome got;
    return made(got, "recv", [&] { return calls::recv(fd, buffer, MSG_PEEK); });
}

/// Reads until the peer has ended the connection, by a FIN or by the RST that the closing tells.
bool ShortConnection::recvEnd(int fd)
{
    const bool byReset = closing_ == Closing::ClientUnread || closing_ == Closing::ClientLinger;
    std::array<char, kMessage.size()> buffer;
    calls::Outcome got;
    const auto call = [&] {
        calls::Outcome outcome = calls::recv(fd, buffer, 0);
        if (byReset && outcome.error == ECONNRESET)
            outcome = {0, 0, {}};
        return outcome;
    };
    do {
        if (!made(got, "recv", call))
            return false;
    } while (got.result > 0);
    return true;
}

bool ShortConnection::shutDown(int fd)
{
    calls::Outcome outcome;
    return made(outcome, "shutdown", [fd] { return calls::shutdown(fd, SHUT_WR); });
}

bool ShortConnection::endAsClient(int fd)
{
    calls::Outcome outcome;
    switch (closing_) {
    case Closing::ClientFirst:
        return recvMessage(fd) && shutDown(fd) && recvEnd(fd);
    case Closing::ServerFirst:
        return recvMessage(fd) && recvEnd(fd);
    case Closing::BothAtOnce:
        if (!recvMessage(fd))
            return false;
        part_.meet(side_);
        return shutDown(fd) && recvEnd(fd);
    case Closing::ClientUnread:
        // Not before it is there: what comes after close() is answered by RST too, but then FIN has
        // been sent first.
        return peekMessage(fd);
    case Closing::ClientLinger:
        return recvMessage(fd)
            && made(outcome, "setsockopt", [fd] { return calls::setsockopt(fd, SOL_SOCKET, SO_LINGER, 0); });
    case Closing::ClientHalfClose:
        return recvMessage(fd) && shutDown(fd) && recvMessage(fd) && recvEnd(fd);
    }
    return false;
}

bool ShortConnection::endAsServer(int fd)
{
    switch (closing_) {
    case Closing::ClientFirst:
    case Closing::ClientUnread:
    case Closing::ClientLinger:
        return recvEnd(fd);
    case Closing::ServerFirst:
        return shutDown(fd) && recvEnd(fd);
    case Closing::BothAtOnce:
        part_.meet(side_);
        return shutDown(fd) && recvEnd(fd);
    case Closing::ClientHalfClose:
        return recvEnd(fd) && sendMessage(fd);
    }
    return false;
}

// In both, the connection's close() is the destructor's: at the very end, or wherever it fails.

bool ShortConnection::connectTo(const Endpoint &server)
{
    calls::Outcome outcome;
    if (!made(outcome, "socket", [] { return calls::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0); }))
        return false;
    const Descriptor connection(static_cast<int>(outcome.result));
    const int fd = connection.get();
    return made(outcome, "connect", [&] { return calls::connect(fd, server); }) && sendMessage(fd)
        && endAsClient(fd);
}

bool ShortConnection::acceptFrom(int listener)
{
    calls::Outcome outcome;
    if (!made(outcome, "accept4", [&] { return calls::accept4(listener, SOCK_CLOEXEC); }))
        return false;
    const Descriptor connection(static_cast<int>(outcome.result));
    const int fd = connection.get();
    return recvMessage(fd) && sendMessage(fd) && endAsServer(fd);
}

} // namespace sockstep
