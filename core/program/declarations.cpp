// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/declarations.h"

#include "core/program/c_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep {

namespace {

/// The text between \p prefix and \p suffix; empty if it does not have both.
std::string_view between(std::string_view text, std::string_view prefix, std::string_view suffix)
{
    const bool both
        = text.starts_with(prefix) && text.ends_with(suffix) && text.size() >= prefix.size() + suffix.size();
    return both ? text.substr(prefix.size(), text.size() - prefix.size() - suffix.size())
                : std::string_view {};
}

/// snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
bool parseLink(std::string_view statement, Declarations &declared)
{
    const Parts parts = splitArguments(between(statement, "snprintf(", ");"));
    const bool right = parts.size() == 4 && parts[1] == "sizeof " + std::string(parts[0])
        && parts[2] == "\"/proc/self/fd/%d\"" && isName(parts[3]);
    if (right)
        declared.links[std::string(parts[0])] = parts[3];
    return right;
}

/// struct linger linger = {1, 0};
bool parseLinger(std::string_view statement, Declarations &declared)
{
    const std::size_t equals = statement.find(" = ");
    const std::string_view name = trimmed(between(statement.substr(0, equals), "struct linger ", ""));
    if (equals == std::string_view::npos || !isName(name))
        return false;
    const Parts fields = splitArguments(between(statement.substr(equals + 3), "{", "};"));
    const auto seconds = fields.size() == 2 && fields[0] == "1" ? number(fields[1]) : std::nullopt;
    if (seconds)
        declared.lingers[std::string(name)] = *seconds;
    return seconds.has_value();
}

struct AddressFamily {
    std::string_view type; ///< of the struct
    std::string_view prefix; ///< of its members
    std::string_view domain;
};
constexpr AddressFamily kFamilies[]
    = {{"struct sockaddr_in ", "sin", "AF_INET"}, {"struct sockaddr_in6 ", "sin6", "AF_INET6"}};

/// struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons(9000)};
bool parseAddress(std::string_view statement, Declarations &declared, std::string &fault)
{
    for (const auto &[type, prefix, domain] : kFamilies) {
        if (!statement.starts_with(type))
            continue;
        const std::size_t equals = statement.find(" = ");
        const auto name = trimmed(between(statement.substr(0, equals), type, ""));
        const Parts fields = splitArguments(
            between(statement.substr(std::min(equals, statement.size() - 3) + 3), "{", "};"));
        const std::string port = fmt::format(".{}_port = htons(", prefix);
        const auto value = number(between(fields.size() == 2 ? fields[1] : std::string_view {}, port, ")"));
        const bool right = isName(name) && value.value_or(-1) >= 0 && value.value_or(0) <= 0xffff
            && fields[0] == fmt::format(".{}_family = {}", prefix, domain);
        if (!right) {
            fault = fmt::format(
                "expected {0}in = {{.{1}_family = {2}, .{1}_port = htons(0)}};", type, prefix, domain);
            return true;
        }
        const char *any = domain == "AF_INET" ? "0.0.0.0:{}" : "[::]:{}";
        declared.addresses[std::string(name)] = *Endpoint::parse(fmt::format(fmt::runtime(any), *value));
        return true;
    }
    return false;
}

/// inet_pton(AF_INET, "127.0.0.1", &in.sin_addr);
bool parseInetPton(std::string_view statement, Declarations &declared, std::string &fault)
{
    if (!statement.starts_with("inet_pton("))
        return false;
    const Parts parts = splitArguments(between(statement, "inet_pton(", ");"));
    const auto text = parts.size() == 3 ? literal(parts[1]) : std::nullopt;
    for (const auto &[type, prefix, domain] : kFamilies) {
        if (!text || parts[0] != domain)
            continue;
        const auto name = between(parts[2], "&", fmt::format(".{}_addr", prefix));
        const auto known = declared.addresses.find(name);
        if (known == declared.addresses.end()) {
            fault = fmt::format("expected &in.{0}_addr, and a line like {1}in = {{.{0}_family = {2}, "
                                ".{0}_port = htons(0)}}; above",
                prefix, type, domain);
            return true;
        }
        const bool six = domain == "AF_INET6";
        const auto read = Endpoint::parse(
            fmt::format(fmt::runtime(six ? "[{}]:{}" : "{}:{}"), *text, known->second.port()));
        if (read && read->family() == (six ? Endpoint::Family::IPv6 : Endpoint::Family::IPv4))
            known->second = *read;
        else
            fault = fmt::format("inet_pton would return 0: \"{}\" is no address of {}", *text, domain);
        return true;
    }
    fault = "expected inet_pton(AF_INET, \"127.0.0.1\", &in.sin_addr);";
    return true;
}

/// int n; · pthread_t thread; · socklen_t errorlen = sizeof error;
bool parseBare(std::string_view statement, Declarations &declared)
{
    for (const std::string_view type : {"int ", "ssize_t ", "socklen_t ", "pthread_t "}) {
        std::string_view name = between(statement, type, ";");
        if (const std::size_t equals = name.find(" = sizeof "); type == "socklen_t " && equals != name.npos) {
            if (!isName(name.substr(equals + 10)))
                return false;
            name = name.substr(0, equals);
        }
        name = trimmed(name);
        if (!isName(name))
            continue;
        if (type == "int ")
            declared.integers.try_emplace(std::string(name), 0);
        return true;
    }
    return false;
}

} // namespace

bool parseDeclaration(std::string_view statement, Declarations &declared, std::string &fault)
{
    return parseLink(statement, declared) || parseLinger(statement, declared)
        || parseAddress(statement, declared, fault) || parseInetPton(statement, declared, fault)
        || parseBare(statement, declared);
}

} // namespace sockstep
