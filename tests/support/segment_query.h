// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Questions to a recording about its segments, answered as text where a test compares them.

#include "core/packet/packet.h"
#include "core/recording/recording.h"

#include <QString>
#include <QStringList>
#include <functional>
#include <optional>
#include <vector>

namespace sockstep::test {

/// One segment with what became of it so far. Points into the recording.
struct RecordedSegment {
    const SegmentSent *sent = nullptr;
    std::optional<Packet> packet;
    bool held = false; ///< at some time
    SegmentPhase phase = SegmentPhase::Sent; ///< the last thing said of it, but for Absorbed
    DropReason reason = DropReason::None;
    int absorbed = 0;
    std::chrono::nanoseconds sentAt {};
    std::chrono::nanoseconds movedAt {}; ///< delivered or dropped

    SegmentId id() const { return sent->segment; }
    bool has(std::uint8_t flag) const { return packet && packet->has(flag); }
    bool isData() const { return packet && packet->length > 0; }
    std::string_view data() const
    {
        return std::string_view(sent->raw).substr(packet->payload, packet->length);
    }
};

/// In the order in which the wire took them: index is the segment − 1.
std::vector<RecordedSegment> segmentsIn(const Recording &recording);
using SegmentTest = std::function<bool(const RecordedSegment &)>;
std::vector<RecordedSegment> segmentsIn(const Recording &recording, Host from, const SegmentTest &wanted);

/// Without what a kernel says once more because it was not answered in time, as it may on a busy machine:
/// copies, and acknowledgements of what was acknowledged before.
std::vector<RecordedSegment> withoutRepeats(std::vector<RecordedSegment> segments);

/// "client SYN", "server PSH,ACK 5 bytes, lost (chance)", "client FIN,ACK, copy of 7": without numbers that
/// differ from run to run.
QString text(const RecordedSegment &segment);
QStringList texts(const std::vector<RecordedSegment> &segments);

inline bool isSyn(const RecordedSegment &s) { return s.has(tcp_flag::kSyn) && !s.has(tcp_flag::kAck); }
inline bool isSynAck(const RecordedSegment &s) { return s.has(tcp_flag::kSyn) && s.has(tcp_flag::kAck); }
inline bool isFin(const RecordedSegment &s) { return s.has(tcp_flag::kFin); }
inline bool isRst(const RecordedSegment &s) { return s.has(tcp_flag::kRst); }
inline bool isData(const RecordedSegment &s) { return s.isData(); }
/// It acknowledges, and is nothing else.
inline bool isBareAck(const RecordedSegment &s)
{
    return s.packet && s.packet->sequenceLength() == 0 && s.has(tcp_flag::kAck) && !s.has(tcp_flag::kRst);
}

} // namespace sockstep::test
