// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a lesson wants of the wire: which segment it is to lose, so that the class sees what the kernels do
// about it. Everything else passes.

#include "core/base/vocabulary.h"
#include "core/packet/packet.h"

#include <map>
#include <vector>

namespace sockstep {

/// The segments that a lesson can speak of.
enum class SegmentKind : std::uint8_t {
    Syn,
    SynAck,
    Data,
    Fin,
    AckOfFin, ///< acknowledges the other side's FIN, and is nothing else
};

/// "syn", "syn-ack", "data", "fin", "ack-of-fin"; nothing for other words.
std::optional<SegmentKind> segmentKindNamed(std::string_view word);

struct WireRule {
    enum class Act : std::uint8_t {
        Lose,
        PullCable, ///< lose it, and all that follows until the cable is in again
    };
    Host from {};
    SegmentKind kind {};
    static constexpr unsigned kEvery = 0;
    unsigned nth = 1; ///< of that kind from that host, copies by the kernel included; or kEvery
    Act act = Act::Lose;
};

struct WirePlan {
    std::vector<WireRule> rules;
    /// After this many segments were lost to a cable that the lesson pulled, plugging it in is the natural
    /// next thing.
    unsigned lossesBeforePlug = 3;
};

/// Follows a lesson's rules through the segments as they are sent.
class WirePlanReader {
public:
    explicit WirePlanReader(WirePlan plan)
        : plan_(std::move(plan))
    {
    }

    /// The rule that \p packet is the one for; null if there is none. Every packet, in its order.
    const WireRule *next(Host from, const Packet &packet);
    const WirePlan &plan() const { return plan_; }

private:
    bool is(SegmentKind kind, const Packet &packet) const;

    WirePlan plan_;
    std::vector<unsigned> seen_; // by rule
    /// For each stream, by its sender's and receiver's ends: the acknowledgement that covers its FIN.
    std::map<std::pair<Endpoint, Endpoint>, std::uint32_t> afterFin_;
};

} // namespace sockstep
