// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recording_file.h"

#include <array>
#include <cerrno>
#include <fmt/format.h>
#include <limits>
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

/// Holds a file to what a recording promises its readers: calls are numbered in order, return once
/// and only if they were entered, and socket ids stay in proportion to the events seen, so that a
/// reader may keep tables indexed by them.
class Consistency {
public:
    std::string check(const Event &event)
    {
        ++events_;
        if (event.t < last_)
            return fmt::format("\"t\" goes back from {} to {}", last_.count(), event.t.count());
        last_ = event.t;
        return std::visit(*this, event.body);
    }

    std::string operator()(const CallEntered &e)
    {
        if (e.call != open_.size() + 1)
            return fmt::format("call {} expected here, found {}", open_.size() + 1, e.call);
        open_.push_back(true);
        return socket(e.socket);
    }
    std::string operator()(const CallBlocked &e) const { return opened(e.call); }
    std::string operator()(const CallReturned &e)
    {
        std::string error = opened(e.call);
        if (!error.empty())
            return error;
        open_[e.call - 1] = false;
        return socket(e.socket);
    }
    std::string operator()(const StateChanged &e) const
    {
        std::string error = named(e.socket);
        return error.empty() ? socket(e.listener) : error;
    }
    std::string operator()(const Sampled &e) const { return named(e.socket); }
    std::string operator()(const ProgramShown &e)
    {
        std::size_t &lines = lines_[e.actor];
        if (e.from > lines)
            return fmt::format("a program of {} lines cannot go on after line {}", lines, e.from);
        lines = e.from + e.lines.size();
        return {};
    }
    std::string operator()(const MessageTyped &) const { return {}; }
    std::string operator()(const CableMoved &) const { return {}; }
    std::string operator()(const OutsideSeen &e) const { return named(e.socket); }
    std::string operator()(const SegmentSent &e)
    {
        if (e.segment != segments_ + 1)
            return fmt::format("segment {} expected here, found {}", segments_ + 1, e.segment);
        if (e.original > segments_)
            return fmt::format("segment {} cannot be a copy of segment {}", e.segment, e.original);
        ++segments_;
        return {};
    }
    std::string operator()(const SegmentMoved &e) const
    {
        if (e.segment == 0 || e.segment > segments_)
            return fmt::format("segment {} was never sent", e.segment);
        return {};
    }

private:
    std::string opened(CallId call) const
    {
        if (call == 0 || call > open_.size() || !open_[call - 1])
            return fmt::format("call {} is not in progress", call);
        return {};
    }
    std::string named(SocketId id) const { return id ? socket(id) : "a socket is missing"; }
    std::string socket(SocketId id) const
    {
        // Several threads may have taken ids that they have not recorded yet; never this many.
        constexpr std::size_t kInFlight = 64;
        if (id > events_ + kInFlight)
            return fmt::format("socket {} cannot exist yet", id);
        return {};
    }

    std::vector<bool> open_;
    std::array<std::size_t, std::numeric_limits<ActorId>::max() + 1> lines_ {}; // of each actor's program
    SegmentId segments_ = 0;
    std::size_t events_ = 0;
    std::chrono::nanoseconds last_ {};
};

LineError tooLong(const std::string &line)
{
    if (line.size() <= kLongestLine)
        return {};
    return {fmt::format("{} MB are too long for a line", line.size() >> 20)};
}

LineError checkedHeader(LineReader &reader, const std::string &line, Header &header)
{
    LineError error = tooLong(line);
    return error ? error : reader.readHeader(line, header);
}

} // namespace

ReadResult readRecording(std::istream &input, const std::stop_token &stop)
{
    ReadResult result;
    LineReader reader;
    std::string line;
    Header header;
    std::size_t number = 1;
    std::getline(input, line);
    if (const LineError error = checkedHeader(reader, line, header)) {
        result.error = fmt::format("line {}: {}", number, error.message);
        return result;
    }
    result.version = reader.version();
    result.recording = std::make_unique<Recording>(std::move(header));
    Consistency consistency;
    while (!stop.stop_requested() && std::getline(input, line)) {
        ++number;
        const bool unfinished = input.eof(); // it has no newline
        Event event;
        const Header &known = result.recording->header();
        LineError error = tooLong(line);
        if (!error)
            error = reader.readEvent(line, known, result.recording->size(), event);
        if (error && unfinished)
            error.message = "the file is cut off in the middle of this line";
        if (!error)
            error.message = consistency.check(event);
        if (error) {
            result.error = fmt::format("line {}: {}", number, error.message);
            return result;
        }
        result.recording->appendRead(std::move(event));
    }
    return result;
}

} // namespace sockstep
