// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sockaddr;
struct sockaddr_storage;

namespace sockstep {

/// An IPv4 or IPv6 address with a port, or a Unix-domain address, which is a path: one end of a
/// connection. Small and without a heap allocation, because every recorded call carries one.
class Endpoint {
public:
    enum class Family : std::uint8_t { None, IPv4, IPv6, Unix };
    /// The longest path of a Unix-domain address of ours, in bytes; the kernel's own limit is 107.
    static constexpr std::size_t kLongestPath = 23;

    Endpoint() = default;
    static Endpoint loopback(std::uint16_t port);
    /// \p address is in network byte order: 4 bytes for IPv4, 16 for IPv6.
    static Endpoint fromBytes(Family family, const void *address, std::uint16_t port);
    /// Empty if \p path is empty or longer than kLongestPath.
    static Endpoint fromPath(std::string_view path);
    /// From what accept(2), getsockname(2) and their like filled in; empty for other families.
    static Endpoint fromSockaddr(const sockaddr_storage &storage);
    /// Reads "127.0.0.1:9000", "[::1]:9000" or "unix:/tmp/echo"; nothing if it is none of them.
    static std::optional<Endpoint> parse(std::string_view text);

    /// Fills \p storage for a system call and returns the length to pass with it; 0 if empty.
    std::uint32_t toSockaddr(sockaddr_storage &storage) const;

    Family family() const { return family_; }
    std::uint16_t port() const { return port_; }
    bool isEmpty() const { return family_ == Family::None; }
    /// 127.0.0.0/8, ::1, or the former as an IPv6 address: nothing that is sent there leaves the machine.
    bool isLoopback() const;
    /// 0.0.0.0 or ::, which a listener uses to mean "any address of this machine".
    bool isWildcard() const;
    Endpoint withPort(std::uint16_t port) const;
    /// 127.0.0.1:9000 for [::ffff:127.0.0.1]:9000, by which an IPv6 socket knows an IPv4 peer; all others as
    /// they are.
    Endpoint unmapped() const;
    /// "127.0.0.1:9000", "[::1]:9000", "unix:/tmp/echo", or "" if empty.
    std::string text() const;
    /// The address alone, without the port; a Unix-domain address's path.
    std::string addressText() const;

    /// An order for tables, of no other meaning.
    friend auto operator<=>(const Endpoint &, const Endpoint &) = default;

private:
    std::array<std::uint8_t, kLongestPath + 1> address_ {}; // of IPv4 the first 4, of IPv6 16
    std::uint16_t port_ = 0; // host byte order
    Family family_ = Family::None;
};

} // namespace sockstep
