// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/call_parser.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <utility>

namespace sockstep {

namespace {

using Parts = std::vector<std::string_view>;

/// Splits at the commas outside of strings and parentheses.
Parts splitArguments(std::string_view list)
{
    Parts parts;
    int depth = 0;
    bool quoted = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const char c = list[i];
        if (quoted)
            quoted = c != '"' || list[i - 1] == '\\';
        else if (c == '"')
            quoted = true;
        else if (c == '(' || c == '{')
            ++depth;
        else if (c == ')' || c == '}')
            --depth;
        else if (c == ',' && depth == 0) {
            parts.push_back(trimmed(list.substr(begin, i - begin)));
            begin = i + 1;
        }
    }
    const std::string_view last = trimmed(list.substr(begin));
    if (!parts.empty() || !last.empty())
        parts.push_back(last);
    return parts;
}

std::optional<std::int32_t> number(std::string_view text)
{
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

bool isName(std::string_view text)
{
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    if (text.empty() || !letter(text.front()))
        return false;
    for (const char c : text) {
        if (!letter(c) && (c < '0' || c > '9'))
            return false;
    }
    return true;
}

/// The bytes of a C string literal; nothing if it is none, or has an escape that is not known here.
std::optional<std::string> literal(std::string_view text)
{
    if (text.size() < 2 || text.front() != '"' || text.back() != '"')
        return std::nullopt;
    std::string bytes;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] != '\\') {
            bytes.push_back(text[i]);
            continue;
        }
        constexpr std::pair<char, char> kEscapes[]
            = {{'n', '\n'}, {'r', '\r'}, {'t', '\t'}, {'\\', '\\'}, {'"', '"'}, {'0', '\0'}};
        // Two hexadecimal digits, and no more: C would take a third.
        unsigned byte = 0;
        if (text[i + 1] == 'x' && i + 4 < text.size()
            && std::from_chars(&text[i + 2], &text[i + 4], byte, 16).ptr == &text[i + 4]) {
            bytes.push_back(static_cast<char>(byte));
            i += 3;
            continue;
        }
        const auto found = std::find_if(std::begin(kEscapes), std::end(kEscapes),
            [escape = text[++i]](const auto &known) { return known.first == escape; });
        if (found == std::end(kEscapes))
            return std::nullopt;
        bytes.push_back(found->second);
    }
    return bytes;
}

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
        if (!isName(parts_[index]))
            return fail(fmt::format("\"{}\" where the variable of a descriptor is expected", parts_[index]));
        call_.socket = parts_[index];
        return true;
    }
    bool value(std::size_t index, ArgumentName name);
    bool address(std::size_t index);
    bool payload(std::size_t index);
    bool room(std::size_t index);
    bool filledIn(std::size_t index);
    bool option();
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
    const std::string_view name = parts_[index];
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

bool CallReader::filledIn(std::size_t index)
{
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
    return call_.args.add({ArgumentName::Value, found->second});
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
    case Function::Poll: {
        if (!count(3, "poll(&ready, 1, -1)"))
            return false;
        const auto known = declared_.polled.find(parts_[0].substr(parts_[0].starts_with('&') ? 1 : 0));
        if (known == declared_.polled.end() || parts_[1] != "1")
            return fail("expected &ready, 1 and a line like struct pollfd ready = {fd, POLLIN, 0}; above");
        call_.socket = known->second.socket;
        call_.args.add({ArgumentName::Events, known->second.events});
        return value(2, ArgumentName::Timeout);
    }
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
    return call;
}

bool parseDeclaration(std::string_view statement, Declarations &declared)
{
    const auto between = [&](std::string_view prefix, std::string_view suffix) -> std::string_view {
        if (!statement.starts_with(prefix) || !statement.ends_with(suffix)
            || statement.size() < prefix.size() + suffix.size())
            return {};
        return statement.substr(prefix.size(), statement.size() - prefix.size() - suffix.size());
    };
    if (const auto list = between("snprintf(", ");"); !list.empty()) {
        const Parts parts = splitArguments(list);
        const bool right = parts.size() == 4 && parts[1] == "sizeof " + std::string(parts[0])
            && parts[2] == "\"/proc/self/fd/%d\"" && isName(parts[3]);
        if (right)
            declared.links[std::string(parts[0])] = parts[3];
        return right;
    }
    const std::size_t equals = statement.find(" = ");
    if (equals == std::string_view::npos || !statement.ends_with(';'))
        return false;
    const std::string_view value = statement.substr(equals + 3, statement.size() - equals - 4);
    const auto nameAfter = [&](std::string_view type) {
        return statement.starts_with(type) ? trimmed(statement.substr(type.size(), equals - type.size()))
                                           : std::string_view {};
    };
    const bool braced = value.starts_with('{') && value.ends_with('}');
    const Parts fields = braced ? splitArguments(value.substr(1, value.size() - 2)) : Parts {};
    if (const auto name = nameAfter("struct linger "); isName(name)) {
        const auto seconds = fields.size() == 2 && fields[0] == "1" ? number(fields[1]) : std::nullopt;
        if (seconds)
            declared.lingers[std::string(name)] = *seconds;
        return seconds.has_value();
    }
    if (const auto name = nameAfter("struct pollfd "); isName(name)) {
        const auto events
            = fields.size() == 3 ? valueOfSymbol(ArgumentName::Events, fields[1]) : std::nullopt;
        if (!events || !isName(fields[0]) || fields[2] != "0")
            return false;
        declared.polled[std::string(name)] = {std::string(fields[0]), *events};
        return true;
    }
    const auto name = nameAfter("int ");
    const auto integer = number(value);
    if (!isName(name) || !integer)
        return false;
    declared.integers[std::string(name)] = *integer;
    return true;
}

} // namespace sockstep
