// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/whole_file.h"
#include "core/recording/foreign_file.h"
#include "core/recording/json_lines.h"

#include <istream>
#include <memory>
#include <stop_token>
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

    /// "-" is standard output. False, with an errorText(), if the file cannot be written. The file is there,
    /// or another in its place, when close() has succeeded: see WholeFile.
    bool open(const std::string &path);
    /// A file that is open and empty, and grows where all can see it: from now on the writer's, which closes
    /// it.
    void take(int fd, const std::string &path);
    bool isOpen() const { return fd_ >= 0; }
    /// Writes the header and every event that is not written yet, and hands them to the kernel.
    bool write(const Recording &recording);
    bool close();
    /// After an error: takes away what has been written of a line, so that the file is sound as far as it
    /// goes.
    void cutToWholeLines();
    /// So many events have been handed to the kernel.
    EventIndex written() const { return written_; }
    const std::string &errorText() const { return error_; }

private:
    bool put(const std::string &line);
    bool failWith(int error);

    WholeFile whole_; // of open()
    int fd_ = -1;
    bool growing_ = false; // it was taken
    bool headerWritten_ = false;
    EventIndex next_ = 0;
    EventIndex written_ = 0;
    std::size_t wholeLines_ = 0; // bytes
    std::string path_;
    std::string buffer_;
    std::string error_;
};

/// Writes all of \p recording to \p path. What was there before stays as it was if that fails. Returns why it
/// did; empty if it did not.
std::string saveRecording(const Recording &recording, const std::string &path);

/// What could be read of a file, and what could not.
struct ReadResult {
    std::unique_ptr<Recording> recording; ///< null if not even the header is sound
    std::string error; ///< empty if the whole file is sound; else "line 12: …"
    int version = kFormatVersion; ///< a newer one is read as far as it is understood
    bool isNewer() const { return version > kFormatVersion; }
};

/// A longer line is refused: no message that the window takes makes one, and a parser needs many times its
/// length.
inline constexpr std::size_t kLongestLine = 32 << 20;

/// Reads up to the first unsound line, or until \p stop asks for an end. Nothing in \p file is trusted. All
/// that is kept of it, the tables of a Timeline included, takes at most 32 times as many bytes as it has, and
/// 80 MB beside.
ReadResult readRecording(ForeignFile &file, const std::stop_token &stop = {});
/// The same for what is in memory.
ReadResult readRecording(std::istream &input, const std::stop_token &stop = {});

} // namespace sockstep
