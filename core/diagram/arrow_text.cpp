// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/arrow_text.h"

#include "core/diagram/call_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep {

namespace {

std::string dataLabel(const History &history, const Arrow &arrow, std::size_t most)
{
    const std::string_view data = history.entered(arrow.fromCall).data;
    const std::string_view part = data.substr(std::min<std::size_t>(arrow.offset, data.size()), arrow.length);
    const std::string count = fmt::format("{} B ", arrow.length);
    constexpr std::size_t kLeast = 3; // between the quotes
    const std::size_t left = most > count.size() + 2 * kLeast ? most - count.size() - 3 : kLeast;
    return count + quotedBytes(part, left);
}

} // namespace

std::string arrowLabel(const History &history, const Arrow &arrow, std::size_t most, SequenceNumbers numbers)
{
    switch (arrow.kind) {
    case Arrow::Kind::Data:
        return dataLabel(history, arrow, most);
    case Arrow::Kind::Birth:
        return {};
    case Arrow::Kind::Syn:
    case Arrow::Kind::SynRefused:
        return "SYN";
    case Arrow::Kind::SynAck:
        return "SYN,ACK";
    case Arrow::Kind::Ack:
        return "ACK";
    case Arrow::Kind::Fin:
        return "FIN";
    case Arrow::Kind::Rst:
        return "RST,ACK";
    case Arrow::Kind::Segment:
        return segmentLabel(history, arrow.segment, most, numbers);
    }
    return {};
}

} // namespace sockstep
