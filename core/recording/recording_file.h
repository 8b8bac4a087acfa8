// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/json_lines.h"

#include <istream>
#include <memory>
#include <string>
#include <vector>

namespace sockstep {

/// Writes a recording to a file or to standard output, an event a line, as it grows.
/// Used by one thread at a time. Errors are kept and reported, never thrown.
class RecordingWriter {
public:
    RecordingWriter() = default;
    ~RecordingWriter();
    RecordingWriter(const RecordingWriter &) = delete;
    RecordingWriter &operator=(const RecordingWriter &) = delete;

    /// "-" is standard output. False, with an errorText(), if the file cannot be written.
    bool open(const std::string &path);
    /// Writes the header and every event that is not written yet, and hands them to the kernel.
    bool write(const Recording &recording);
    bool close();
    const std::string &errorText() const { return error_; }

private:
    bool put(const std::string &line);
    bool failWith(int error);

    int fd_ = -1;
    bool owned_ = false;
    bool headerWritten_ = false;
    EventIndex next_ = 0;
    std::string path_;
    std::string buffer_;
    std::string error_;
};

/// What could be read of a file, and what could not.
struct ReadResult {
    std::unique_ptr<Recording> recording; ///< null if not even the header is sound
    std::string error; ///< empty if the whole file is sound; else "line 12: …"
};

/// Reads up to the first unsound line. Nothing in \p input is trusted.
ReadResult readRecording(std::istream &input);

} // namespace sockstep
