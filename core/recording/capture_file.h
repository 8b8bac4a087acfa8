// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The segments of a recording as a capture that Wireshark and tcpdump read: a pcap file with times in
// nanoseconds and packets that begin with the IP header (LINKTYPE_RAW).

#include "core/recording/recording.h"

#include <string>

namespace sockstep {

/// Where the capture is as if taken.
enum class CaptureView : std::uint8_t {
    Wire, ///< every packet once, when it was put on the wire; also those that were lost
    ClientHost, ///< what the client's host sent, and what was delivered to it, each when it happened
    ServerHost,
};

struct CaptureResult {
    std::string error; ///< empty if all was written; else a sentence with the path in it
    std::size_t packets = 0;
};

/// Writes what \p recording holds by now; "-" is standard output. A retransmission that the wire absorbed
/// is in none of the views: a recording counts those and does not keep their bytes.
CaptureResult writeCapture(const Recording &recording, CaptureView view, const std::string &path);

} // namespace sockstep
