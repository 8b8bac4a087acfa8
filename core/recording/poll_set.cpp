// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/poll_set.h"

#include <cstring>
#include <type_traits>

namespace sockstep {

static_assert(std::is_trivially_copyable_v<Polled> && sizeof(Polled) == 12);

std::string packPolled(const std::vector<Polled> &all)
{
    std::string data(all.size() * sizeof(Polled), '\0');
    if (!all.empty())
        std::memcpy(data.data(), all.data(), data.size());
    return data;
}

std::vector<Polled> unpackPolled(std::string_view data)
{
    std::vector<Polled> all(data.size() / sizeof(Polled));
    if (!all.empty())
        std::memcpy(all.data(), data.data(), all.size() * sizeof(Polled));
    return all;
}

std::vector<Polled> polledBy(const CallEntered &call)
{
    if (call.function != Function::Poll)
        return {};
    // A recording from before poll() asked about several has the one among the arguments.
    const auto fd = call.args.find(ArgumentName::Fd);
    if (call.data.empty() && fd)
        return {{*fd, static_cast<std::int16_t>(call.args.find(ArgumentName::Events).value_or(0)), 0,
            call.socket}};
    return unpackPolled(call.data);
}

std::vector<Polled> readyOf(const CallReturned &returned)
{
    return returned.isReadyList ? unpackPolled(returned.data) : std::vector<Polled> {};
}

} // namespace sockstep
