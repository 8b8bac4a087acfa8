// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/call_text.h"

#include "core/recording/poll_set.h"
#include "core/text/shown_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep {

namespace {

constexpr std::size_t kShortPreview = 16;
constexpr std::size_t kFullPreview = 20;

std::string argument(const CallEntered &call, ArgumentName wanted) { return symbol(call.args, wanted); }

/// The descriptors of an array that poll() looks at; those below 0 it passes over.
std::string descriptors(const std::vector<Polled> &all, std::string_view between)
{
    std::string text;
    for (const Polled &one : all) {
        if (one.fd >= 0)
            text += fmt::format("{}{}", text.empty() ? "" : between, one.fd);
    }
    return text;
}

/// "{3 POLLIN, 5 POLLIN}, 2": the array and its length.
std::string pollArray(const std::vector<Polled> &all)
{
    std::string text;
    for (const Polled &one : all)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", one.fd, pollEventsText(one.events));
    return fmt::format("{{{}}}, {}", text, all.size());
}

std::string shownAddress(const CallEntered &call) { return shownText(call.address.text()); }

} // namespace

std::string quotedBytes(std::string_view bytes, std::size_t most) { return shownLiteral(bytes, most); }

std::string hexBytes(std::string_view bytes, std::size_t most)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(bytes.size(), most); ++i)
        text += fmt::format("{}{:02x}", i ? " " : "", static_cast<unsigned char>(bytes[i]));
    return bytes.size() > most ? text + " …" : text;
}

std::string fullCallText(const CallEntered &call)
{
    const auto name = sockstep::name(call.function);
    const std::string fd = argument(call, ArgumentName::Fd);
    const std::string flags = argument(call, ArgumentName::Flags);
    const std::string length = argument(call, ArgumentName::Length);
    switch (call.function) {
    case Function::Socket:
        return fmt::format("{}({}, {}, {})", name, argument(call, ArgumentName::Domain),
            argument(call, ArgumentName::Type), argument(call, ArgumentName::Protocol));
    case Function::Setsockopt:
        if (setsOption(call.args, "SO_LINGER"))
            return fmt::format("{}({}, {}, SO_LINGER, {{1, {}}})", name, fd,
                argument(call, ArgumentName::Level), argument(call, ArgumentName::Value));
        return fmt::format("{}({}, {}, {}, {})", name, fd, argument(call, ArgumentName::Level),
            argument(call, ArgumentName::Option), argument(call, ArgumentName::Value));
    case Function::Bind:
    case Function::Connect:
        if (const auto given = call.args.find(ArgumentName::AddressLength))
            return fmt::format("{}({}, {}, {})", name, fd, shownAddress(call), *given);
        return fmt::format("{}({}, {})", name, fd, shownAddress(call));
    case Function::Listen:
        return fmt::format("{}({}, {})", name, fd, argument(call, ArgumentName::Backlog));
    case Function::Send:
        return fmt::format(
            "{}({}, {}, {}, {})", name, fd, quotedBytes(call.data, kFullPreview), length, flags);
    case Function::Recv:
    case Function::Recvfrom:
        return fmt::format("{}({}, buf, {}, {})", name, fd, length, flags);
    case Function::Read:
        return fmt::format("{}({}, buf, {})", name, fd, length);
    case Function::Write:
        return fmt::format("{}({}, {}, {})", name, fd, quotedBytes(call.data, kFullPreview), length);
    case Function::Sendto:
        return fmt::format("{}({}, {}, {}, {}, {})", name, fd, quotedBytes(call.data, kFullPreview), length,
            flags, shownAddress(call));
    case Function::Getsockopt:
        return fmt::format("{}({}, {}, {})", name, fd, argument(call, ArgumentName::Level),
            argument(call, ArgumentName::Option));
    case Function::Poll:
        if (const auto all = polledBy(call); all.size() != 1)
            return fmt::format("{}({}, {})", name, pollArray(all), argument(call, ArgumentName::Timeout));
        return fmt::format("{}({}, {}, {})", name, fd, argument(call, ArgumentName::Events),
            argument(call, ArgumentName::Timeout));
    case Function::Fcntl:
        return fmt::format("{}({}, {}, {})", name, fd, argument(call, ArgumentName::Command), flags);
    case Function::Readlink:
        return fmt::format("{}(\"/proc/self/fd/{}\", buf, {})", name, fd, length);
    case Function::Unlink:
        return fmt::format("{}({})", name, shownLiteral(call.address.addressText()));
    case Function::Shutdown:
        return fmt::format("{}({}, {})", name, fd, argument(call, ArgumentName::How));
    case Function::Getsockname:
    case Function::Accept:
    case Function::Close:
    case Function::PthreadCreate:
        break;
    }
    return fmt::format("{}({})", name, fd);
}

std::string shortCallText(const CallEntered &call)
{
    const auto name = sockstep::name(call.function);
    switch (call.function) {
    case Function::Setsockopt:
    case Function::Getsockopt:
        return fmt::format("{}({})", name, argument(call, ArgumentName::Option));
    case Function::PthreadCreate:
        return fmt::format("{}({})", name, argument(call, ArgumentName::Fd));
    case Function::Bind:
    case Function::Connect:
        if (call.address.family() == Endpoint::Family::Unix)
            return fmt::format("{}({})", name, shownText(call.address.addressText()));
        return fmt::format("{}(:{})", name, call.address.port());
    case Function::Listen:
        return fmt::format("{}({})", name, argument(call, ArgumentName::Backlog));
    case Function::Send:
    case Function::Write:
    case Function::Sendto:
        return fmt::format("{} {}", name, quotedBytes(call.data, kShortPreview));
    case Function::Poll:
        if (const auto all = polledBy(call); all.size() != 1)
            return fmt::format("{}({})", name, descriptors(all, ","));
        return fmt::format("{}({})", name, argument(call, ArgumentName::Events));
    case Function::Fcntl:
        return fmt::format("{}({})", name, argument(call, ArgumentName::Flags));
    case Function::Shutdown:
        return fmt::format("{}({})", name, argument(call, ArgumentName::How));
    case Function::Socket:
    case Function::Getsockname:
    case Function::Accept:
    case Function::Recv:
    case Function::Close:
    case Function::Read:
    case Function::Recvfrom:
    case Function::Readlink:
    case Function::Unlink:
        break;
    }
    return fmt::format("{}()", name);
}

std::string resultNumber(const CallReturned &returned)
{
    if (returned.error == 0)
        return std::to_string(returned.result);
    return fmt::format("{} {}", returned.result, errorName(returned.error));
}

std::string resultLabel(const CallEntered &call, const CallReturned &returned)
{
    // Of a datagram, 0 is only its length.
    const bool stream = call.function == Function::Recv || call.function == Function::Read;
    if (stream && returned.result == 0)
        return "0 (EOF)";
    if ((receives(call.function) || call.function == Function::Readlink) && returned.result > 0)
        return quotedBytes(returned.data, kShortPreview);
    if (call.function == Function::Getsockname && returned.result == 0 && returned.address.port())
        return fmt::format(":{}", returned.address.port());
    if (call.function == Function::Poll && polledBy(call).size() != 1 && returned.result > 0)
        return fmt::format("{}: fd {}", returned.result, descriptors(readyOf(returned), ", "));
    if (call.function == Function::Getsockopt && returned.hasValue)
        return optionValueText(call, returned);
    return resultNumber(returned);
}

std::string optionValueText(const CallEntered &call, const CallReturned &returned)
{
    const bool isError = setsOption(call.args, "SO_ERROR") && returned.value != 0;
    return isError ? errorName(returned.value) : std::to_string(returned.value);
}

std::string durationText(std::chrono::nanoseconds duration)
{
    const auto ns = static_cast<double>(duration.count());
    const auto scaled = [](double value, const char *unit) {
        const int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
        return fmt::format("{:.{}f} {}", value, decimals, unit);
    };
    if (ns < 999.5e3)
        return fmt::format("{:.0f} µs", ns / 1e3);
    return ns < 999.5e6 ? scaled(ns / 1e6, "ms") : scaled(ns / 1e9, "s");
}

} // namespace sockstep
