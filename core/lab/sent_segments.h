// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/packet/packet.h"
#include "core/recording/event.h"

#include <map>
#include <utility>

namespace sockstep {

/// Is \p a at or after \p b in sequence space (RFC 9293 section 3.4)?
inline bool atOrAfter(std::uint32_t a, std::uint32_t b) { return static_cast<std::int32_t>(a - b) >= 0; }

/// Do both packets carry the same part of one stream? PSH and ACK may differ between a segment and its copy:
/// they say nothing of that.
bool carriesTheSame(const Packet &one, const Packet &other);

/// The TCP segments that a wire has taken so far: which of them a new one is a copy of. One thread.
class SentSegments {
public:
    /// The segment that \p packet is a copy of; 0 if it is none. An acknowledgement is never one: a kernel
    /// does not send it again, only others like it.
    SegmentId originalOf(const Packet &packet) const;
    /// Takes \p packet in as \p segment, unless it is a copy.
    void add(const Packet &packet, SegmentId segment);
    /// Linux probes a closed window, and keeps a connection alive, with an empty segment one byte back from
    /// what it has sent.
    bool isProbe(const Packet &packet) const;

private:
    struct Key {
        Endpoint source;
        Endpoint destination;
        std::uint32_t seq = 0;
        std::uint32_t length = 0; ///< in sequence space
        std::uint8_t flags = 0;
        friend auto operator<=>(const Key &, const Key &) = default;
    };
    static Key keyOf(const Packet &packet);

    std::map<Key, SegmentId> segments_;
    std::map<std::pair<Endpoint, Endpoint>, std::uint32_t> sentUpTo_; // by stream: one past the last byte
};

} // namespace sockstep
