// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/ephemeral_ports.h"

#include "core/base/descriptor.h"
#include "core/network/sock_diag.h"

#include <algorithm>
#include <charconv>
#include <fcntl.h>

namespace sockstep {

namespace {

constexpr int kLastPort = 65535;
constexpr std::string_view kBlank = " \t\n";

/// Takes a number off the front of \p text.
std::optional<int> takeNumber(std::string_view &text)
{
    text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc())
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

} // namespace

std::optional<PortRange> parsePortRange(std::string_view text)
{
    const auto first = takeNumber(text);
    const bool apart = !text.empty() && kBlank.find(text.front()) != std::string_view::npos;
    const auto last = takeNumber(text);
    const bool nothingMore = text.find_first_not_of(kBlank) == std::string_view::npos;
    if (!first || !last || !apart || !nothingMore)
        return std::nullopt;
    if (*first < 1 || *last > kLastPort || *first > *last)
        return std::nullopt;
    return PortRange {*first, *last};
}

std::optional<PortRange> ephemeralPorts()
{
    const Descriptor file(::open("/proc/sys/net/ipv4/ip_local_port_range", O_RDONLY | O_CLOEXEC));
    char text[64];
    const ssize_t length = file ? ::read(file.get(), text, sizeof text) : -1;
    if (length <= 0)
        return std::nullopt;
    return parsePortRange({text, static_cast<std::size_t>(length)});
}

int freeEphemeralPorts()
{
    const auto range = ephemeralPorts();
    SockDiag table;
    std::vector<DiagRow> rows;
    if (!range || !table.dump(rows))
        return 0;
    // A port counts once, however many sockets share it: thousands may have a server's.
    std::vector<bool> taken(static_cast<std::size_t>(kLastPort) + 1);
    for (const DiagRow &row : rows)
        taken[row.local.port()] = true;
    const auto begin = taken.begin() + range->first;
    return static_cast<int>(std::count(begin, begin + range->size(), false));
}

} // namespace sockstep
