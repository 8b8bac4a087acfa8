// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/endpoint.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <cstddef>
#include <cstring>
#include <netinet/in.h>
#include <sys/un.h>

namespace sockstep {

namespace {
constexpr std::string_view kUnixPrefix = "unix:";

std::size_t addressLength(Endpoint::Family family)
{
    return family == Endpoint::Family::IPv4 ? 4 : family == Endpoint::Family::IPv6 ? 16 : 0;
}
} // namespace

Endpoint Endpoint::loopback(std::uint16_t port)
{
    const std::uint32_t address = htonl(INADDR_LOOPBACK);
    return fromBytes(Family::IPv4, &address, port);
}

Endpoint Endpoint::fromBytes(Family family, const void *address, std::uint16_t port)
{
    Endpoint endpoint;
    endpoint.family_ = family;
    endpoint.port_ = port;
    std::memcpy(endpoint.address_.data(), address, addressLength(family));
    return endpoint;
}

Endpoint Endpoint::fromSockaddr(const sockaddr_storage &storage)
{
    if (storage.ss_family == AF_INET) {
        sockaddr_in in {};
        std::memcpy(&in, &storage, sizeof in);
        return fromBytes(Family::IPv4, &in.sin_addr, ntohs(in.sin_port));
    }
    if (storage.ss_family == AF_INET6) {
        sockaddr_in6 in {};
        std::memcpy(&in, &storage, sizeof in);
        return fromBytes(Family::IPv6, &in.sin6_addr, ntohs(in.sin6_port));
    }
    if (storage.ss_family == AF_UNIX) {
        sockaddr_un un {};
        std::memcpy(&un, &storage, sizeof un);
        return fromPath({un.sun_path, strnlen(un.sun_path, sizeof un.sun_path)});
    }
    return {};
}

Endpoint Endpoint::fromPath(std::string_view path)
{
    Endpoint endpoint;
    if (path.empty() || path.size() > kLongestPath || path.find('\0') != std::string_view::npos)
        return endpoint;
    endpoint.family_ = Family::Unix;
    std::copy(path.begin(), path.end(), endpoint.address_.begin());
    return endpoint;
}

std::optional<Endpoint> Endpoint::parse(std::string_view text)
{
    if (text.starts_with(kUnixPrefix)) {
        const Endpoint endpoint = fromPath(text.substr(kUnixPrefix.size()));
        return endpoint.isEmpty() ? std::nullopt : std::optional(endpoint);
    }
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    std::string_view host = text.substr(0, colon);
    const std::string_view digits = text.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;

    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    const std::string address(host);
    if (address.find('\0') != std::string::npos) // inet_pton would not look beyond it
        return std::nullopt;
    std::array<std::uint8_t, 16> bytes {};
    if (inet_pton(bracketed ? AF_INET6 : AF_INET, address.c_str(), bytes.data()) != 1)
        return std::nullopt;
    return fromBytes(bracketed ? Family::IPv6 : Family::IPv4, bytes.data(), port);
}

std::uint32_t Endpoint::toSockaddr(sockaddr_storage &storage) const
{
    storage = {};
    if (family_ == Family::IPv4) {
        sockaddr_in in {};
        in.sin_family = AF_INET;
        in.sin_port = htons(port_);
        std::memcpy(&in.sin_addr, address_.data(), 4);
        std::memcpy(&storage, &in, sizeof in);
        return sizeof in;
    }
    if (family_ == Family::IPv6) {
        sockaddr_in6 in {};
        in.sin6_family = AF_INET6;
        in.sin6_port = htons(port_);
        std::memcpy(&in.sin6_addr, address_.data(), 16);
        std::memcpy(&storage, &in, sizeof in);
        return sizeof in;
    }
    if (family_ == Family::Unix) {
        sockaddr_un un {};
        un.sun_family = AF_UNIX;
        std::memcpy(un.sun_path, address_.data(), address_.size());
        std::memcpy(&storage, &un, sizeof un);
        return static_cast<std::uint32_t>(offsetof(sockaddr_un, sun_path) + addressText().size() + 1);
    }
    return 0;
}

bool Endpoint::isLoopback() const
{
    if (family_ == Family::IPv4)
        return address_[0] == 127;
    constexpr std::array<std::uint8_t, 13> kMapped {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127};
    constexpr std::array<std::uint8_t, 16> kLoopback {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    return family_ == Family::IPv6
        && (std::equal(kMapped.begin(), kMapped.end(), address_.begin())
            || std::equal(kLoopback.begin(), kLoopback.end(), address_.begin()));
}

Endpoint Endpoint::unmapped() const
{
    constexpr std::array<std::uint8_t, 12> kPrefix {
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}; // RFC 4291 2.5.5.2
    if (family_ != Family::IPv6 || !std::equal(kPrefix.begin(), kPrefix.end(), address_.begin()))
        return *this;
    return fromBytes(Family::IPv4, address_.data() + kPrefix.size(), port_);
}

bool Endpoint::isWildcard() const
{
    return !isEmpty() && family_ != Family::Unix
        && std::all_of(address_.begin(), address_.end(), [](auto b) { return b == 0; });
}

Endpoint Endpoint::withPort(std::uint16_t port) const
{
    Endpoint copy = *this;
    copy.port_ = port;
    return copy;
}

std::string Endpoint::addressText() const
{
    if (isEmpty())
        return {};
    if (family_ == Family::Unix)
        return reinterpret_cast<const char *>(address_.data()); // its last byte is always 0
    char text[INET6_ADDRSTRLEN] = {};
    inet_ntop(family_ == Family::IPv4 ? AF_INET : AF_INET6, address_.data(), text, sizeof text);
    return text;
}

std::string Endpoint::text() const
{
    if (isEmpty())
        return {};
    if (family_ == Family::Unix)
        return std::string(kUnixPrefix) + addressText();
    const std::string address = family_ == Family::IPv6 ? "[" + addressText() + "]" : addressText();
    return address + ":" + std::to_string(port_);
}

} // namespace sockstep
