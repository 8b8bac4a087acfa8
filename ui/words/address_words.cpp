// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/address_words.h"

#include "ui/look/as_shown.h"
#include "ui/look/particles.h"

#include <bit>

namespace sockstep {

namespace {

constexpr bool kLittleEndian = std::endian::native == std::endian::little;
constexpr std::size_t kIpv4Length = 4;

QString text(std::string_view words) { return asShown(words); }

QString functionOf(const CallEntered &call) { return text(name(call.function)) + QStringLiteral("()"); }

} // namespace

QString AddressWords::origin(const CallEntered &call, bool filledIn)
{
    if (!filledIn)
        return tr("The program gives this to %1; the kernel reads it.").arg(functionOf(call));
    if (call.function == Function::Getsockname)
        return tr("%1: the kernel has filled in the socket's own address.").arg(functionOf(call));
    return tr("%1: the kernel has filled in the address of the other end.").arg(functionOf(call));
}

QString AddressWords::code(const CallEntered &call, const SockaddrBytes &address, bool filledIn)
{
    // The cast is needed because C had no void * when bind() was made: one call for every kind of address.
    const QString between = call.function == Function::Sendto || call.function == Function::Recvfrom
        ? QStringLiteral("buf, %1, 0, ").arg(call.args.find(ArgumentName::Length).value_or(0))
        : QString();
    const QString pattern = filledIn
        ? QStringLiteral("%1(%2, %4(struct sockaddr *) &addr, &len); // len = %3")
        : QStringLiteral("%1(%2, %4(struct sockaddr *) &addr, %3);");
    return pattern.arg(text(name(call.function)))
        .arg(call.args.find(ArgumentName::Fd).value_or(-1))
        .arg(address.bytes.size())
        .arg(between);
}

QString AddressWords::structure(const SockaddrBytes &address)
{
    const QString whole = tr("struct %1 · %2 bytes");
    if (address.bytes.size() == address.structSize)
        return whole.arg(text(address.structName)).arg(address.structSize);
    return tr("struct %1 · %2 of %3 bytes")
        .arg(text(address.structName))
        .arg(address.bytes.size())
        .arg(address.structSize);
}

QString AddressWords::value(const SockaddrField &field)
{
    const QString shown = asShown(field.value);
    switch (field.member) {
    case SockaddrMember::Family:
        return QStringLiteral("%1 = %2").arg(shown).arg(field.number.value_or(0));
    case SockaddrMember::Port:
        return QStringLiteral("%1 = 0x%2").arg(shown).arg(field.number.value_or(0), 4, 16, QLatin1Char('0'));
    case SockaddrMember::Address:
        if (field.length != kIpv4Length)
            return shown;
        return QStringLiteral("%1 = 0x%2").arg(shown).arg(field.number.value_or(0), 8, 16, QLatin1Char('0'));
    case SockaddrMember::Path:
        return u'"' + shown + u'"';
    case SockaddrMember::FlowInfo:
    case SockaddrMember::ScopeId:
    case SockaddrMember::Padding:
        break;
    }
    return shown.isEmpty() ? QStringLiteral("–") : shown;
}

QString AddressWords::port(const SockaddrField &field, bool filledIn)
{
    const auto number = static_cast<std::uint16_t>(field.number.value_or(0));
    if (number == 0 && !filledIn)
        return tr("0 asks the kernel to choose a free port; getsockname() tells which one it was.");
    const QString order = tr("In network byte order: the high byte comes first.");
    const std::uint16_t careless = portWithoutHtons(number);
    if (careless == number)
        return order;
    if (filledIn)
        return order + u' '
            + withParticles(
                tr("ntohs() makes %1 of it; a program that forgets it reads %2.").arg(number).arg(careless));
    return order + u' '
        + tr("htons(%1) does that; without it, the kernel would take it for port %2.")
              .arg(number)
              .arg(careless);
}

QString AddressWords::address(const SockaddrField &field)
{
    const bool isV4 = field.length == kIpv4Length;
    const QString made
        = tr("In network byte order, as inet_pton() makes it of \"%1\".").arg(asShown(field.value));
    if (field.value == "0.0.0.0" || field.value == "::")
        return made + u' '
            + tr("It stands for every address of this machine (%1).")
                  .arg(isV4 ? QStringLiteral("INADDR_ANY") : QStringLiteral("in6addr_any"));
    if (field.value.starts_with("::ffff:"))
        return made + u' ' + tr("It is an IPv4-mapped address: an IPv4 address, written as one of IPv6.");
    if ((isV4 && field.number.value_or(0) >> 24 == 127) || field.value == "::1")
        return made + u' ' + tr("It is the loopback address: this machine itself.");
    return made;
}

QString AddressWords::sentence(const SockaddrField &field, bool filledIn)
{
    switch (field.member) {
    case SockaddrMember::Family:
        return kLittleEndian ? tr("The kind of address, which says how to read the rest. It never leaves "
                                  "this machine and so is in its own byte order: the low byte comes first.")
                             : tr("The kind of address, which says how to read the rest. It never leaves "
                                  "this machine and so is in its own byte order: the high byte comes first.");
    case SockaddrMember::Port:
        return port(field, filledIn);
    case SockaddrMember::Address:
        return address(field);
    case SockaddrMember::Padding:
        return tr("Padding that is not read: it makes the struct as long as the generic struct sockaddr, 16 "
                  "bytes. Set it to 0.");
    case SockaddrMember::FlowInfo:
        return tr("The flow label of IPv6, in network byte order; 0 asks for none.");
    case SockaddrMember::ScopeId:
        return tr("Which interface a link-local address (fe80::) is meant for, in this machine's own byte "
                  "order; 0 for all other addresses.");
    case SockaddrMember::Path:
        return tr("A path in the file system, ended by a byte of 0. It takes the place of address and port, "
                  "and has no byte order.");
    }
    return {};
}

QString AddressWords::none(const CallEntered *selected)
{
    if (!selected)
        return tr("No call has passed an address yet. bind(), connect(), accept(), getsockname(), sendto() "
                  "and recvfrom() do.");
    return tr("%1 has no address to show. bind(), connect(), accept(), getsockname(), sendto() and "
              "recvfrom() have one: "
              "select such a call (N and Shift+N), or none (Esc) for the latest.")
        .arg(functionOf(*selected));
}

} // namespace sockstep
