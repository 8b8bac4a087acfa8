// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The struct sockaddr that a system call is given, byte by byte: what a C programmer fills in, and what the
// kernel reads.

#include "core/base/endpoint.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sockstep {

enum class SockaddrMember : std::uint8_t { Family, Port, Address, Padding, FlowInfo, ScopeId, Path };

struct SockaddrField {
    SockaddrMember member {};
    std::string_view name; ///< of the C struct's member: "sin_port"
    std::string_view type; ///< as its header declares it: "in_port_t"
    std::size_t offset = 0;
    std::size_t length = 0;
    bool isNetworkOrder = false; ///< else this machine's own, or no number at all
    /// What the bytes are as a number; nothing for padding, paths and IPv6 addresses.
    std::optional<std::uint32_t> number;
    /// The same in words: "AF_INET", "9000", "127.0.0.1", "/tmp/echo"; empty for padding.
    std::string value;
};

struct SockaddrBytes {
    std::string_view structName; ///< "sockaddr_in"; empty if there is no address
    std::size_t structSize = 0; ///< of the whole struct; a path needs less, and a wrong length may give less
    std::vector<std::uint8_t> bytes; ///< all that the call is given, no more
    std::vector<SockaddrField> fields; ///< one after another, without gaps
};

/// The very bytes that bind, connect and their like are given for \p endpoint (Endpoint::toSockaddr() makes
/// both), and that the kernel fills in for it. \p given is the length that the call was given, where that is
/// shorter than the address's own.
SockaddrBytes sockaddrBytes(const Endpoint &endpoint, std::optional<std::int32_t> given = {});

/// "23 28"
std::string hexBytes(const SockaddrBytes &address, const SockaddrField &field);

/// The port that the kernel would understand if a program forgot htons() on this machine.
std::uint16_t portWithoutHtons(std::uint16_t port);

} // namespace sockstep
