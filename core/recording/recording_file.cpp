// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/recording_file.h"

#include "core/recording/bounded_lines.h"
#include "core/recording/consistency.h"

#include <cerrno>
#include <fmt/format.h>
#include <unistd.h>
#include <utility>

namespace sockstep {

RecordingWriter::~RecordingWriter()
{
    if (growing_)
        close();
}

bool RecordingWriter::failWith(int error)
{
    error_ = fmt::format("cannot write {}: {} ({})", path_, describeError(error), errorName(error));
    return false;
}

bool RecordingWriter::open(const std::string &path)
{
    path_ = path == "-" ? "standard output" : path;
    if (!whole_.open(path))
        error_ = whole_.errorText();
    fd_ = whole_.descriptor();
    return fd_ >= 0;
}

void RecordingWriter::take(int fd, const std::string &path)
{
    path_ = path;
    growing_ = true;
    fd_ = fd;
}

void RecordingWriter::cutToWholeLines()
{
    if (growing_ && fd_ >= 0 && ::ftruncate(fd_, static_cast<off_t>(wholeLines_)) != 0)
        error_ += "; its last line is unfinished";
}

bool RecordingWriter::write(const Recording &recording)
{
    if (fd_ < 0 || !error_.empty())
        return false;
    buffer_.clear();
    if (!headerWritten_)
        buffer_ += headerLine(recording.header()) + '\n';
    headerWritten_ = true;
    constexpr std::size_t kFlushAt = 1 << 20;
    for (const EventIndex end = recording.size(); next_ < end; ++next_) {
        buffer_ += eventLine(recording.header(), next_, recording.at(next_));
        buffer_ += '\n';
        if (buffer_.size() >= kFlushAt) {
            if (!put(buffer_))
                return false;
            written_ = next_ + 1;
        }
    }
    if (!put(buffer_))
        return false;
    written_ = next_;
    return true;
}

bool RecordingWriter::put(const std::string &text)
{
    std::string_view rest = text;
    while (!rest.empty()) {
        const ssize_t n = ::write(fd_, rest.data(), rest.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            const int error = errno;
            const std::size_t newline = text.substr(0, text.size() - rest.size()).rfind('\n');
            if (newline != std::string::npos)
                wholeLines_ += newline + 1;
            return failWith(error);
        }
        rest.remove_prefix(static_cast<std::size_t>(n));
    }
    wholeLines_ += text.size();
    buffer_.clear();
    return true;
}

bool RecordingWriter::close()
{
    const int fd = std::exchange(fd_, -1);
    if (fd < 0 || !error_.empty()) {
        whole_.discard();
    } else if (!growing_) {
        if (!whole_.commit())
            error_ = whole_.errorText();
        return error_.empty();
    }
    // A network file system may report a full disk only here.
    if (fd >= 0 && growing_ && ::close(fd) != 0)
        return failWith(errno);
    return error_.empty();
}

std::string saveRecording(const Recording &recording, const std::string &path)
{
    RecordingWriter writer;
    return writer.open(path) && writer.write(recording) && writer.close() ? std::string()
                                                                          : writer.errorText();
}

namespace {

constexpr const char *kTooLong = "it is longer than 32 MB, which no line is";
static_assert(kLongestLine == 32U << 20U);

/// What was wrong with a line, or nothing.
std::string readLine(LineReader &reader, Consistency &consistency, BoundedLines::Line kind,
    const std::string &line, Recording &recording)
{
    if (kind == BoundedLines::Line::TooLong)
        return kTooLong;
    Event event;
    if (const LineError error = reader.readEvent(line, recording.header(), recording.size(), event))
        return kind == BoundedLines::Line::Unfinished ? "the file is cut off in the middle of this line"
                                                      : error.message;
    std::string error = consistency.check(event);
    if (error.empty())
        recording.appendRead(std::move(event));
    return error;
}

ReadResult readLines(BoundedLines lines, const std::stop_token &stop)
{
    ReadResult result;
    LineReader reader;
    std::string line;
    Header header;
    BoundedLines::Line kind = lines.next(line);
    const LineError unsound
        = kind == BoundedLines::Line::TooLong ? LineError {kTooLong} : reader.readHeader(line, header);
    if (unsound) {
        result.error = "line 1: " + unsound.message;
        return result;
    }
    result.version = reader.version();
    result.recording = std::make_unique<Recording>(std::move(header));
    Consistency consistency(result.recording->header().actors.size());
    for (std::size_t number = 2;; ++number) {
        kind = lines.next(line);
        if (kind == BoundedLines::Line::None || stop.stop_requested())
            return result;
        const std::string error = readLine(reader, consistency, kind, line, *result.recording);
        if (!error.empty()) {
            result.error = fmt::format("line {}: {}", number, error);
            return result;
        }
    }
}

} // namespace

ReadResult readRecording(std::istream &input, const std::stop_token &stop)
{
    const auto source = [&](std::span<char> room) {
        input.read(room.data(), static_cast<std::streamsize>(room.size()));
        return static_cast<std::size_t>(input.gcount());
    };
    return readLines(BoundedLines(source, kLongestLine), stop);
}

ReadResult readRecording(ForeignFile &file, const std::stop_token &stop)
{
    const auto source = [&](std::span<char> room) { return file.read(room, stop); };
    ReadResult result = readLines(BoundedLines(source, kLongestLine), stop);
    if (result.error.empty() && file.trouble() != ForeignFile::Trouble::None)
        result.error = fmt::format("line {}: {}", result.recording->size() + 2, file.troubleText());
    return result;
}

} // namespace sockstep
