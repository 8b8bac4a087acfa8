// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/theme.h"

namespace sockstep {

namespace {

QColor mix(const QColor &a, const QColor &b, double part)
{
    const auto blend = [part](int x, int y) { return static_cast<int>(x + (y - x) * part); };
    return {blend(a.red(), b.red()), blend(a.green(), b.green()), blend(a.blue(), b.blue())};
}

struct StateColors {
    QColor band;
    QColor lightText;
    QColor darkText;
};

StateColors colorsOf(TcpState state)
{
    switch (state) {
    case TcpState::Listen:
        return {0x8e6fd1, 0x6b46b8, 0xbda4f0};
    case TcpState::SynSent:
        return {0xf5ad42, 0x9a5b00, 0xf7c06d};
    case TcpState::SynRecv:
        return {0xe8c05a, 0x85640a, 0xecd083};
    case TcpState::Established:
        return {0x3faa66, 0x18743a, 0x6fd394};
    case TcpState::FinWait1:
        return {0x3f86e0, 0x1f5fbf, 0x86b6f5};
    case TcpState::FinWait2:
        return {0x8db8ee, 0x2f66a8, 0xa9cbf5};
    case TcpState::Closing:
        return {0x26b3b8, 0x0b6f73, 0x6fdade};
    case TcpState::CloseWait:
        return {0xe2725b, 0xb23a22, 0xf29a86};
    case TcpState::LastAck:
        return {0xc65a8a, 0xa02c63, 0xea93b8};
    case TcpState::TimeWait:
        return {0xb8860b, 0x7a5900, 0xe0b84c};
    case TcpState::Close:
        break;
    }
    return {0xc3cad6, 0x5c677a, 0xa3adbd};
}

struct PartColors {
    QColor fill;
    QColor border;
    QColor text;
};

PartColors colorsOf(PartKind kind, bool dark)
{
    switch (kind) {
    case PartKind::Ipv4:
    case PartKind::Ipv6:
    case PartKind::Ipv6Extension:
        return dark ? PartColors {0x28323f, 0x50627a, 0xb9c8dc} : PartColors {0xe9eef5, 0xa9b8cc, 0x3d4f68};
    case PartKind::Tcp:
        return dark ? PartColors {0x16352f, 0x327268, 0x86d6ca} : PartColors {0xdff3f0, 0x7fc3b9, 0x0b5f57};
    case PartKind::Udp:
        return dark ? PartColors {0x25351a, 0x4f7136, 0xb2d890} : PartColors {0xe8f4de, 0x9cc67c, 0x3c6312};
    case PartKind::Icmp:
    case PartKind::Icmpv6:
        return dark ? PartColors {0x3f2c1a, 0x845b35, 0xf0b985} : PartColors {0xfdebda, 0xe3ab78, 0x8a4a08};
    case PartKind::Payload:
        return dark ? PartColors {0x38331b, 0x746a36, 0xe6d68a} : PartColors {0xfff7dc, 0xdcc878, 0x6b5600};
    case PartKind::Trailer:
    case PartKind::Unknown:
        break;
    }
    return dark ? PartColors {0x2c2f34, 0x5a6068, 0xb4bac3} : PartColors {0xf0f0f0, 0xb8b8b8, 0x505050};
}

/// Members that lie side by side stay apart.
PartKind likePart(SockaddrMember member)
{
    switch (member) {
    case SockaddrMember::Family:
        return PartKind::Ipv4;
    case SockaddrMember::Port:
        return PartKind::Tcp;
    case SockaddrMember::Address:
    case SockaddrMember::Path:
        return PartKind::Icmp;
    case SockaddrMember::FlowInfo:
        return PartKind::Udp;
    case SockaddrMember::ScopeId:
        return PartKind::Payload;
    case SockaddrMember::Padding:
        break;
    }
    return PartKind::Unknown;
}

} // namespace

Theme::Theme(const QPalette &palette)
    : dark_(palette.color(QPalette::Window).lightness() < 128)
    , window_(palette.color(QPalette::Base))
    , canvas_(palette.color(QPalette::AlternateBase))
    , text_(palette.color(QPalette::Text))
    , muted_(mix(text_, window_, dark_ ? 0.35 : 0.38))
    , border_(mix(text_, window_, dark_ ? 0.76 : 0.84))
    , hover_(mix(text_, window_, dark_ ? 0.88 : 0.94))
    , accent_(palette.color(QPalette::Highlight))
    , arrow_(mix(text_, window_, 0.15))
    , good_(dark_ ? 0x6fd394 : 0x18803c)
    , bad_(dark_ ? 0xff9b8a : 0xb3261e)
    , wait_(dark_ ? 0xf7c06d : 0x9a5b00)
    , waitFill_(dark_ ? 0x3d3220 : 0xfff0dc)
    , selection_(mix(accent_, window_, dark_ ? 0.65 : 0.80))
{
}

QColor Theme::state(TcpState state) const
{
    const QColor band = colorsOf(state).band;
    return dark_ && state == TcpState::Close ? QColor(0x5b6675) : band;
}

QColor Theme::stateText(TcpState state) const
{
    const StateColors colors = colorsOf(state);
    return dark_ ? colors.darkText : colors.lightText;
}

QColor Theme::actorText(bool client) const
{
    if (dark_)
        return client ? 0x8fbcff : 0xd6a8f0;
    return client ? 0x1b4f9c : 0x7a2f9a;
}

QColor Theme::actorFill(bool client) const
{
    if (dark_)
        return client ? 0x1f3252 : 0x3a2748;
    return client ? 0xe2edfd : 0xf1e4f8;
}

QColor Theme::actorBorder(bool client) const
{
    if (dark_)
        return client ? 0x3d5f94 : 0x6d4a86;
    return client ? 0xa9c8f2 : 0xd5b3e6;
}

QColor Theme::partFill(PartKind kind) const { return colorsOf(kind, dark_).fill; }

QColor Theme::partBorder(PartKind kind) const { return colorsOf(kind, dark_).border; }

QColor Theme::partText(PartKind kind) const { return colorsOf(kind, dark_).text; }

QColor Theme::memberFill(SockaddrMember member) const { return partFill(likePart(member)); }

QColor Theme::memberBorder(SockaddrMember member) const { return partBorder(likePart(member)); }

QColor Theme::memberText(SockaddrMember member) const { return partText(likePart(member)); }

QPalette lightPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Window, 0xf5f7fa);
    palette.setColor(QPalette::WindowText, 0x1b2430);
    palette.setColor(QPalette::Base, 0xffffff);
    palette.setColor(QPalette::AlternateBase, 0xf8fafc);
    palette.setColor(QPalette::Text, 0x1b2430);
    palette.setColor(QPalette::Button, 0xffffff);
    palette.setColor(QPalette::ButtonText, 0x1b2430);
    palette.setColor(QPalette::Highlight, 0x1f5fbf);
    palette.setColor(QPalette::HighlightedText, 0xffffff);
    palette.setColor(QPalette::ToolTipBase, 0x1b2430);
    palette.setColor(QPalette::ToolTipText, 0xffffff);
    palette.setColor(QPalette::PlaceholderText, 0x6b7686);
    palette.setColor(QPalette::Link, 0x1f5fbf);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, 0x9aa4b2);
    return palette;
}

QPalette darkPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Window, 0x171b21);
    palette.setColor(QPalette::WindowText, 0xe6eaf0);
    palette.setColor(QPalette::Base, 0x1d2229);
    palette.setColor(QPalette::AlternateBase, 0x191e24);
    palette.setColor(QPalette::Text, 0xe6eaf0);
    palette.setColor(QPalette::Button, 0x262c35);
    palette.setColor(QPalette::ButtonText, 0xe6eaf0);
    palette.setColor(QPalette::Highlight, 0x3573d9);
    palette.setColor(QPalette::HighlightedText, 0xffffff);
    palette.setColor(QPalette::ToolTipBase, 0xe6eaf0);
    palette.setColor(QPalette::ToolTipText, 0x1b2430);
    palette.setColor(QPalette::PlaceholderText, 0x8b95a5);
    palette.setColor(QPalette::Link, 0x86b6f5);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, 0x5f6978);
    return palette;
}

} // namespace sockstep
