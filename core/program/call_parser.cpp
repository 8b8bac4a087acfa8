// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/call_parser.h"

#include "core/program/c_text.h"
#include "core/program/reach.h"
#include "core/program/statement_parser.h"

#include <fmt/format.h>
#include <utility>

namespace sockstep {

namespace {

/// One call while it is read: what was said, and what is found wrong with it.
class CallReader {
public:
    CallReader(Parts parts, const Declarations &declared, const AddressBook &addresses)
        : parts_(std::move(parts))
        , declared_(declared)
        , addresses_(addresses)
    {
    }

    std::optional<CallTemplate> read(Function function, std::string result);
    std::string fault;

private:
    bool fail(std::string message)
    {
        if (fault.empty())
            fault = std::move(message);
        return false;
    }
    bool count(std::size_t wanted, std::string_view shape)
    {
        return parts_.size() == wanted
            || fail(fmt::format("{} arguments where {} are expected: {}", parts_.size(), wanted, shape));
    }
    bool descriptor(std::size_t index = 0)
    {
        std::string why;
        const auto place = parsePlace(parts_[index], declared_, why);
        if (!place || (place->field() && place->field() != PollField::Fd))
            return fail(fmt::format("\"{}\" where the variable of a descriptor is expected", parts_[index]));
        call_.socket = *place;
        return true;
    }
    bool value(std::size_t index, ArgumentName name);
    bool address(std::size_t index);
    bool payload(std::size_t index);
    bool room(std::size_t index);
    bool filledIn(std::size_t index);
    bool option();
    bool optionAsked();
    bool polled();
    bool thread();
    const Endpoint *ownAddress(std::string_view pointer, std::string_view &name) const;
    bool readShape(Function function);

    Parts parts_;
    const Declarations &declared_;
    const AddressBook &addresses_;
    CallTemplate call_;
};

bool CallReader::value(std::size_t index, ArgumentName name)
{
    const auto known = valueOfSymbol(name, parts_[index]);
    if (!known)
        return fail(fmt::format("\"{}\" is no {} that is known here", parts_[index], sockstep::name(name)));
    return call_.args.add({name, *known}) || fail("too many arguments");
}

/// "addr, addrlen": one of the lesson's addresses, or "peer, peerlen". A number for the length is passed
/// as it is.
bool CallReader::address(std::size_t index)
{
    std::string_view name = parts_[index];
    if (const Endpoint *own = ownAddress(parts_[index], name)) {
        call_.address = *own;
        return parts_[index + 1] == "sizeof " + std::string(name)
            || fail(fmt::format("\"{}\" where sizeof {} is expected", parts_[index + 1], name));
    }
    if (name == "peer" && call_.function == Function::Sendto) {
        call_.toPeer = true;
    } else if (const auto known = addresses_.find(name); known != addresses_.end()) {
        call_.address = known->second;
    } else {
        std::string names;
        for (const auto &[one, endpoint] : addresses_)
            names += (names.empty() ? "" : ", ") + one;
        return fail(fmt::format("no address \"{}\" in [addresses]; there are: {}", name, names));
    }
    const std::string_view length = parts_[index + 1];
    if (const auto given = number(length))
        return call_.args.add({ArgumentName::AddressLength, *given});
    return length == std::string(name) + "len"
        || fail(fmt::format("\"{}\" where {}len or a number is expected", length, name));
}

/// "buf, n" (what was received), "msg, len" (what is typed) or a string and its length.
bool CallReader::payload(std::size_t index)
{
    const std::string_view bytes = parts_[index];
    const std::string_view length = parts_[index + 1];
    call_.args.add({ArgumentName::Length, 0});
    if (bytes == "buf" && length == "n") {
        call_.payload = Payload::Received;
        return true;
    }
    if (bytes == "msg" && length == "len") {
        call_.payload = Payload::Message;
        return true;
    }
    const auto text = literal(bytes);
    if (!text)
        return fail(fmt::format(
            "\"{}, {}\" where buf, n or msg, len or a string and its length are expected", bytes, length));
    const auto given = number(length);
    if (!given || *given < 0 || static_cast<std::size_t>(*given) > text->size())
        return fail(fmt::format("the length \"{}\" of a string of {} bytes", length, text->size()));
    call_.payload = Payload::Fixed;
    call_.data = text->substr(0, static_cast<std::size_t>(*given));
    return true;
}

/// "buf, sizeof buf" or "buf, 4".
bool CallReader::room(std::size_t index)
{
    if (parts_[index] != "buf")
        return fail(fmt::format("\"{}\" where buf is expected", parts_[index]));
    if (parts_[index + 1] == "sizeof buf")
        return call_.args.add({ArgumentName::Length, static_cast<std::int32_t>(kBufferSize)});
    const auto given = number(parts_[index + 1]);
    if (!given || *given < 0 || *given > static_cast<std::int32_t>(kBufferSize))
        return fail(fmt::format(
            "\"{}\" where sizeof buf, or a number up to {}, is expected", parts_[index + 1], kBufferSize));
    return call_.args.add({ArgumentName::Length, *given});
}

/// "(struct sockaddr *)&in": one that the program has filled in itself, called \p name.
const Endpoint *CallReader::ownAddress(std::string_view pointer, std::string_view &name) const
{
    constexpr std::string_view kCast = "(struct sockaddr *)&";
    const auto known = pointer.starts_with(kCast) ? declared_.addresses.find(pointer.substr(kCast.size()))
                                                  : declared_.addresses.end();
    if (known == declared_.addresses.end())
        return nullptr;
    name = known->first;
    return &known->second;
}

bool CallReader::filledIn(std::size_t index)
{
    std::string_view own;
    if (ownAddress(parts_[index], own) && parts_[index + 1] == "&" + std::string(own) + "len")
        return true;
    const bool ignored = parts_[index] == "NULL" && parts_[index + 1] == "NULL";
    const bool named = isName(parts_[index]) && parts_[index + 1] == "&" + std::string(parts_[index]) + "len";
    return ignored || named
        || fail(fmt::format(
            "\"{}, {}\" where peer, &peerlen or NULL, NULL is expected", parts_[index], parts_[index + 1]));
}

bool CallReader::option()
{
    if (!value(1, ArgumentName::Level) || !value(2, ArgumentName::Option))
        return false;
    const std::string_view pointer = parts_[3];
    const std::string_view variable = pointer.substr(pointer.starts_with('&') ? 1 : 0);
    if (!pointer.starts_with('&') || parts_[4] != "sizeof " + std::string(variable))
        return fail(fmt::format("\"{}, {}\" where &size, sizeof size is expected", pointer, parts_[4]));
    const bool linger = setsOption(call_.args, "SO_LINGER");
    const auto &known = linger ? declared_.lingers : declared_.integers;
    const auto found = known.find(variable);
    if (found == known.end())
        return fail(fmt::format("\"{}\" is declared nowhere above; expected a line like {}", variable,
            linger ? "struct linger linger = {1, 0};" : "int size = 8192;"));
    if (!linger)
        call_.variable = variable;
    return call_.args.add({ArgumentName::Value, found->second});
}

/// "SOL_SOCKET, SO_ERROR, &error, &errorlen"
bool CallReader::optionAsked()
{
    if (!value(1, ArgumentName::Level) || !value(2, ArgumentName::Option))
        return false;
    if (setsOption(call_.args, "SO_LINGER"))
        return fail("SO_LINGER is a struct; expected an option whose value is an int");
    const std::string_view variable = parts_[3].substr(parts_[3].starts_with('&') ? 1 : 0);
    if (!parts_[3].starts_with('&') || declared_.integers.find(variable) == declared_.integers.end())
        return fail(
            fmt::format("\"{}\" where the address of an int is expected, and int error; above", parts_[3]));
    call_.variable = variable;
    return parts_[4] == "&" + std::string(variable) + "len"
        || fail(fmt::format("\"{}\" where &{}len is expected", parts_[4], variable));
}

/// "&ready, 1, -1" or "set, used, -1"
bool CallReader::polled()
{
    const bool address = parts_[0].starts_with('&');
    const auto known = declared_.polled.find(parts_[0].substr(address ? 1 : 0));
    const bool single = known != declared_.polled.end() && known->second.single;
    if (address && (!single || parts_[1] != "1"))
        return fail("expected &ready, 1 and a line like struct pollfd ready = {fd, POLLIN, 0}; above");
    const auto count = parseOperand(parts_[1], declared_);
    if (!address && (known == declared_.polled.end() || single || !count || count->place.field()))
        return fail("expected an array and how many of its elements, like set, used, and a line like struct "
                    "pollfd set[10] = {{lfd, POLLIN, 0}}; above");
    if (count->place.empty()
        && (count->number < 0 || static_cast<std::size_t>(count->number) > known->second.size))
        return fail(fmt::format("{} has {} elements", known->first, known->second.size));
    call_.array = known->first;
    call_.count = *count;
    return value(2, ArgumentName::Timeout);
}

/// "&thread, NULL, serve, (void *)(intptr_t)cfd"
bool CallReader::thread()
{
    constexpr std::string_view kCast = "(void *)(intptr_t)";
    if (!parts_[0].starts_with('&') || !isName(parts_[0].substr(1)) || parts_[1] != "NULL"
        || !isName(parts_[2]) || !parts_[3].starts_with(kCast))
        return fail("expected pthread_create(&thread, NULL, serve, (void *)(intptr_t)cfd)");
    call_.start = parts_[2];
    parts_[3] = trimmed(parts_[3].substr(kCast.size()));
    return descriptor(3);
}

bool CallReader::readShape(Function function)
{
    switch (function) {
    case Function::Socket:
        return count(3, "socket(AF_INET, SOCK_STREAM, 0)") && value(0, ArgumentName::Domain)
            && value(1, ArgumentName::Type) && value(2, ArgumentName::Protocol);
    case Function::Setsockopt:
        return count(5, "setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on)") && descriptor()
            && option();
    case Function::Bind:
    case Function::Connect:
        return count(3, "bind(fd, addr, addrlen)") && descriptor() && address(1);
    case Function::Getsockname:
        return count(3, "getsockname(fd, addr, &addrlen)") && descriptor() && filledIn(1);
    case Function::Accept:
        return count(3, "accept(fd, peer, &peerlen)") && descriptor() && filledIn(1);
    case Function::Listen:
        return count(2, "listen(fd, 5)") && descriptor() && value(1, ArgumentName::Backlog);
    case Function::Send:
        return count(4, "send(fd, buf, n, 0)") && descriptor() && payload(1) && value(3, ArgumentName::Flags);
    case Function::Recv:
        return count(4, "recv(fd, buf, sizeof buf, 0)") && descriptor() && room(1)
            && value(3, ArgumentName::Flags);
    case Function::Write:
        return count(3, "write(fd, buf, n)") && descriptor() && payload(1);
    case Function::Read:
        return count(3, "read(fd, buf, sizeof buf)") && descriptor() && room(1);
    case Function::Sendto:
        return count(6, "sendto(fd, buf, n, 0, peer, peerlen)") && descriptor() && payload(1)
            && value(3, ArgumentName::Flags) && address(4);
    case Function::Recvfrom:
        return count(6, "recvfrom(fd, buf, sizeof buf, 0, peer, &peerlen)") && descriptor() && room(1)
            && value(3, ArgumentName::Flags) && filledIn(4);
    case Function::Shutdown:
        return count(2, "shutdown(fd, SHUT_WR)") && descriptor() && value(1, ArgumentName::How);
    case Function::Close:
        return count(1, "close(fd)") && descriptor();
    case Function::Fcntl:
        return count(3, "fcntl(fd, F_SETFL, O_NONBLOCK)") && descriptor() && value(1, ArgumentName::Command)
            && value(2, ArgumentName::Flags);
    case Function::Poll:
        return count(3, "poll(&ready, 1, -1)") && polled();
    case Function::Getsockopt:
        return count(5, "getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &errorlen)") && descriptor()
            && optionAsked();
    case Function::PthreadCreate:
        return count(4, "pthread_create(&thread, NULL, serve, (void *)(intptr_t)cfd)") && thread();
    case Function::Readlink: {
        if (!count(3, "readlink(link, buf, sizeof buf)"))
            return false;
        const auto known = declared_.links.find(parts_[0]);
        if (known == declared_.links.end())
            return fail("expected a line like snprintf(link, sizeof link, \"/proc/self/fd/%d\", fd); above");
        call_.socket = known->second;
        return room(1);
    }
    case Function::Unlink: {
        if (!count(1, "unlink(addr_path)"))
            return false;
        const std::string_view name = parts_[0].substr(0, parts_[0].rfind("_path"));
        const auto known = addresses_.find(name);
        if (known == addresses_.end() || known->second.family() != Endpoint::Family::Unix)
            return fail("expected the path of a Unix-domain address of [addresses], like addr_path");
        call_.address = known->second;
        return true;
    }
    }
    return fail("not known");
}

std::optional<CallTemplate> CallReader::read(Function function, std::string result)
{
    call_.function = function;
    call_.result = std::move(result);
    if (!readShape(function))
        return std::nullopt;
    return call_;
}

} // namespace

std::optional<CallTemplate> parseCall(std::string_view expression, std::string result,
    const Declarations &declared, const AddressBook &addresses, std::string &fault)
{
    const std::size_t open = expression.find('(');
    if (open == std::string_view::npos || !expression.ends_with(')')) {
        fault = fmt::format("\"{}\" is no call", expression);
        return std::nullopt;
    }
    const std::string_view name = trimmed(expression.substr(0, open));
    const auto function = functionNamed(name);
    if (!function) {
        fault = fmt::format("the call \"{}\" is not known here", name);
        return std::nullopt;
    }
    CallReader reader(
        splitArguments(expression.substr(open + 1, expression.size() - open - 2)), declared, addresses);
    auto call = reader.read(*function, std::move(result));
    fault = reader.fault;
    if (call)
        fault = whyNever(*call);
    if (!fault.empty())
        return std::nullopt;
    return call;
}

} // namespace sockstep
