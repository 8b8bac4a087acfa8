// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Recordings as JSON Lines: a header line, then one event a line. The README describes the format.

#include "core/recording/recording.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace sockstep {

inline constexpr int kFormatVersion = 1;

/// One line each, without the newline.
std::string headerLine(const Header &header);
std::string eventLine(const Header &header, EventIndex n, const Event &event);

/// Why a line was refused. An empty message means that it was not.
struct LineError {
    std::string message;
    explicit operator bool() const { return !message.empty(); }
};

/// Reads one line after another; keeps simdjson's buffers between lines. Not thread-safe.
class LineReader {
public:
    LineReader();
    ~LineReader();
    LineReader(const LineReader &) = delete;
    LineReader &operator=(const LineReader &) = delete;

    /// A header of a newer format is read as well: its fields keep their names.
    LineError readHeader(std::string_view line, Header &header);
    /// The format's version, as the header has it.
    int version() const { return version_; }
    /// \p n is the number that the line must carry.
    LineError readEvent(std::string_view line, const Header &header, EventIndex n, Event &event);

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
    int version_ = kFormatVersion;
};

} // namespace sockstep
