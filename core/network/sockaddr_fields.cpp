// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/sockaddr_fields.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstddef>
#include <cstring>
#include <fmt/format.h>
#include <netinet/in.h>
#include <span>
#include <sys/socket.h>
#include <sys/un.h>

namespace sockstep {

namespace {

#define SOCKSTEP_MEMBER(structure, name) #name, offsetof(structure, name), sizeof(structure::name)

struct Layout {
    SockaddrMember member;
    std::string_view type;
    std::string_view name;
    std::size_t offset;
    std::size_t length;
    bool isNetworkOrder;
};

// ip(7), ipv6(7), unix(7). sin6_scope_id is an interface's index, which never leaves this machine.
constexpr Layout kIpv4[] = {
    {SockaddrMember::Family, "sa_family_t", SOCKSTEP_MEMBER(sockaddr_in, sin_family), false},
    {SockaddrMember::Port, "in_port_t", SOCKSTEP_MEMBER(sockaddr_in, sin_port), true},
    {SockaddrMember::Address, "struct in_addr", SOCKSTEP_MEMBER(sockaddr_in, sin_addr), true},
    {SockaddrMember::Padding, "unsigned char[8]", SOCKSTEP_MEMBER(sockaddr_in, sin_zero), false},
};
constexpr Layout kIpv6[] = {
    {SockaddrMember::Family, "sa_family_t", SOCKSTEP_MEMBER(sockaddr_in6, sin6_family), false},
    {SockaddrMember::Port, "in_port_t", SOCKSTEP_MEMBER(sockaddr_in6, sin6_port), true},
    {SockaddrMember::FlowInfo, "uint32_t", SOCKSTEP_MEMBER(sockaddr_in6, sin6_flowinfo), true},
    {SockaddrMember::Address, "struct in6_addr", SOCKSTEP_MEMBER(sockaddr_in6, sin6_addr), true},
    {SockaddrMember::ScopeId, "uint32_t", SOCKSTEP_MEMBER(sockaddr_in6, sin6_scope_id), false},
};
constexpr Layout kUnix[] = {
    {SockaddrMember::Family, "sa_family_t", SOCKSTEP_MEMBER(sockaddr_un, sun_family), false},
    {SockaddrMember::Path, "char[108]", SOCKSTEP_MEMBER(sockaddr_un, sun_path), false},
};

#undef SOCKSTEP_MEMBER

struct Structure {
    int family;
    std::string_view familyName;
    std::string_view name;
    std::size_t size;
    std::span<const Layout> fields;
};
constexpr Structure kStructures[] = {{AF_INET, "AF_INET", "sockaddr_in", sizeof(sockaddr_in), kIpv4},
    {AF_INET6, "AF_INET6", "sockaddr_in6", sizeof(sockaddr_in6), kIpv6},
    {AF_UNIX, "AF_UNIX", "sockaddr_un", sizeof(sockaddr_un), kUnix}};

std::optional<std::uint32_t> numberOf(const std::uint8_t *bytes, std::size_t length, bool isNetworkOrder)
{
    if (length == sizeof(std::uint16_t)) {
        std::uint16_t value = 0;
        std::memcpy(&value, bytes, sizeof value);
        return isNetworkOrder ? ntohs(value) : value;
    }
    if (length == sizeof(std::uint32_t)) {
        std::uint32_t value = 0;
        std::memcpy(&value, bytes, sizeof value);
        return isNetworkOrder ? ntohl(value) : value;
    }
    return std::nullopt;
}

std::string valueOf(const SockaddrField &field, const Endpoint &endpoint, std::string_view familyName)
{
    switch (field.member) {
    case SockaddrMember::Family:
        return std::string(familyName);
    case SockaddrMember::Address:
    case SockaddrMember::Path:
        return endpoint.addressText();
    case SockaddrMember::Port:
    case SockaddrMember::FlowInfo:
    case SockaddrMember::ScopeId:
        return field.number ? std::to_string(*field.number) : std::string();
    case SockaddrMember::Padding:
        break;
    }
    return {};
}

} // namespace

SockaddrBytes sockaddrBytes(const Endpoint &endpoint, std::optional<std::int32_t> given)
{
    sockaddr_storage storage;
    std::size_t length = endpoint.toSockaddr(storage);
    if (given && *given >= 0)
        length = std::min(length, static_cast<std::size_t>(*given));
    const auto structure = std::find_if(std::begin(kStructures), std::end(kStructures),
        [&](const Structure &known) { return known.family == storage.ss_family; });
    SockaddrBytes result;
    if (length == 0 || structure == std::end(kStructures))
        return result;
    result.structName = structure->name;
    result.structSize = structure->size;
    result.bytes.resize(length);
    std::memcpy(result.bytes.data(), &storage, length);
    for (const Layout &member : structure->fields) {
        if (member.offset >= length)
            break;
        SockaddrField field {member.member, member.name, member.type, member.offset,
            std::min(member.length, length - member.offset), member.isNetworkOrder, {}, {}};
        const bool isNumber = field.member != SockaddrMember::Padding && field.member != SockaddrMember::Path;
        if (isNumber)
            field.number = numberOf(&result.bytes[field.offset], field.length, field.isNetworkOrder);
        const bool isWhole = field.length == member.length || field.member == SockaddrMember::Path;
        if (isWhole)
            field.value = valueOf(field, endpoint, structure->familyName);
        result.fields.push_back(std::move(field));
    }
    return result;
}

std::string hexBytes(const SockaddrBytes &address, const SockaddrField &field)
{
    const auto bytes = std::span(address.bytes).subspan(field.offset, field.length);
    return fmt::format("{:02x}", fmt::join(bytes, " "));
}

std::uint16_t portWithoutHtons(std::uint16_t port) { return htons(port); }

} // namespace sockstep
