// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/capture_file.h"

#include "core/base/whole_file.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <fmt/format.h>
#include <limits>
#include <memory>
#include <optional>
#include <pcap/pcap.h>
#include <unistd.h>
#include <vector>

namespace sockstep {

namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

/// What tcpdump takes at most, and readers of capture files with it.
constexpr std::size_t kSnapshot = 262144;

/// A time since 1970 as a capture file has it: its seconds are 32 bits without a sign.
struct Stamp {
    seconds whole {};
    nanoseconds rest {};
};

/// Reads "2026-11-22T10:00:00.123Z", the one form in which a header says when its session began.
std::optional<Stamp> parseStarted(std::string_view text)
{
    constexpr std::string_view kForm = "####-##-##T##:##:##.###Z";
    if (text.size() != kForm.size())
        return std::nullopt;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool isDigit = text[at] >= '0' && text[at] <= '9';
        if (kForm[at] == '#' ? !isDigit : text[at] != kForm[at])
            return std::nullopt;
    }
    const auto number = [&](std::size_t at, std::size_t count) {
        int result = 0;
        std::from_chars(text.data() + at, text.data() + at + count, result);
        return result;
    };
    const std::chrono::year_month_day date {std::chrono::year(number(0, 4)),
        std::chrono::month(static_cast<unsigned>(number(5, 2))),
        std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    if (!date.ok() || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 60)
        return std::nullopt;
    const auto since = std::chrono::sys_days(date).time_since_epoch() + std::chrono::hours(number(11, 2))
        + std::chrono::minutes(number(14, 2)) + seconds(number(17, 2));
    return Stamp {seconds(since), std::chrono::milliseconds(number(20, 3))};
}

/// Nothing if no capture file can say it: before 1970, or after 2106.
std::optional<Stamp> operator+(const Stamp &began, nanoseconds t)
{
    const auto whole = std::chrono::floor<seconds>(t);
    Stamp sum {began.whole + whole, began.rest + (t - whole)};
    if (sum.rest >= seconds(1)) {
        sum.whole += seconds(1);
        sum.rest -= seconds(1);
    }
    if (sum.whole < seconds(0) || sum.whole > seconds(std::numeric_limits<std::uint32_t>::max()))
        return std::nullopt;
    return sum;
}

/// A capture file that is being written. The first error stays.
class Capture {
public:
    explicit Capture(const std::string &path)
        : path_(path == "-" ? "standard output" : path)
    {
        if (!file_.open(path)) {
            fail(file_.errorText());
            return;
        }
        // Not pcap_dump_open(), which would close standard output in the end.
        const int copy = ::fcntl(file_.descriptor(), F_DUPFD_CLOEXEC, 0);
        FILE *stream = copy < 0 ? nullptr : fdopen(copy, "w");
        if (!stream) {
            failWith(errno);
            if (copy >= 0)
                ::close(copy);
            return;
        }
        errno = 0;
        dead_.reset(pcap_open_dead_with_tstamp_precision(DLT_RAW, kSnapshot, PCAP_TSTAMP_PRECISION_NANO));
        if (dead_)
            dumper_ = pcap_dump_fopen(dead_.get(), stream); // closes it if it fails
        else
            std::fclose(stream);
        if (!dumper_)
            failWith(errno ? errno : ENOMEM);
    }
    ~Capture() { close(); }
    Capture(const Capture &) = delete;
    Capture &operator=(const Capture &) = delete;

    bool add(const Stamp &when, const std::string &raw)
    {
        pcap_pkthdr header {};
        header.ts.tv_sec = when.whole.count();
        header.ts.tv_usec = when.rest.count(); // nanoseconds in a file of that precision
        header.caplen = static_cast<bpf_u_int32>(std::min(raw.size(), kSnapshot));
        header.len = static_cast<bpf_u_int32>(
            std::min<std::size_t>(raw.size(), std::numeric_limits<bpf_u_int32>::max()));
        pcap_dump(reinterpret_cast<u_char *>(dumper_), &header, reinterpret_cast<const u_char *>(raw.data()));
        return !std::ferror(pcap_dump_file(dumper_)) || failWith(errno);
    }

    bool close()
    {
        if (!dumper_)
            return error_.empty();
        if (pcap_dump_flush(dumper_) != 0)
            failWith(errno);
        pcap_dump_close(dumper_); // of a copy: what it cannot say, the file's own descriptor does
        dumper_ = nullptr;
        if (error_.empty() && !file_.commit())
            fail(file_.errorText());
        return error_.empty();
    }

    bool failWith(int error)
    {
        return fail(fmt::format("cannot write {}: {} ({})", path_, describeError(error), errorName(error)));
    }
    /// Always false.
    bool fail(std::string message)
    {
        if (error_.empty())
            error_ = std::move(message);
        return false;
    }
    const std::string &path() const { return path_; }
    const std::string &error() const { return error_; }

private:
    struct Closer {
        void operator()(pcap_t *dead) const { pcap_close(dead); }
    };

    std::string path_;
    std::string error_;
    WholeFile file_;
    std::unique_ptr<pcap_t, Closer> dead_;
    pcap_dumper_t *dumper_ = nullptr;
};

/// Goes through the events, whose times never go back, and picks what a view shows.
class Selector {
public:
    Selector(const Recording &recording, CaptureView view)
        : recording_(recording)
        , view_(view)
    {
    }

    /// The packet that the view sees with event \p n; null if none.
    const SegmentSent *packetAt(EventIndex n)
    {
        const EventBody &body = recording_.at(n).body;
        if (const auto *sent = std::get_if<SegmentSent>(&body)) {
            sent_.push_back(n); // segments are numbered from 1 without a gap
            // No host sent a copy that the wire made.
            const bool seen = view_ == CaptureView::Wire || (sent->from == host() && !sent->byWire);
            return seen ? sent : nullptr;
        }
        const auto *moved = std::get_if<SegmentMoved>(&body);
        if (!moved || moved->phase != SegmentPhase::Delivered || view_ == CaptureView::Wire
            || moved->segment == 0 || moved->segment > sent_.size())
            return nullptr;
        const auto &sent = std::get<SegmentSent>(recording_.at(sent_[moved->segment - 1]).body);
        return otherHost(sent.from) == host() ? &sent : nullptr;
    }

private:
    Host host() const { return view_ == CaptureView::ServerHost ? Host::Server : Host::Client; }

    const Recording &recording_;
    const CaptureView view_;
    std::vector<EventIndex> sent_; // index is the segment − 1
};

} // namespace

CaptureResult writeCapture(const Recording &recording, CaptureView view, const std::string &path)
{
    CaptureResult result;
    const std::string &started = recording.header().started;
    const auto began = parseStarted(started);
    if (!began) {
        // Better none than one with times that are made up.
        result.error
            = fmt::format("cannot write {}: the recording does not say when it began (\"started\" is \"{}\")",
                path, started);
        return result;
    }
    Capture capture(path);
    Selector selector(recording, view);
    const EventIndex end = recording.size();
    for (EventIndex n = 0; n < end && capture.error().empty(); ++n) {
        const SegmentSent *packet = selector.packetAt(n);
        if (!packet)
            continue;
        const auto when = *began + recording.at(n).t;
        if (!when)
            capture.fail(fmt::format(
                "cannot write {}: event {} is later than a capture file can say", capture.path(), n));
        else if (capture.add(*when, packet->raw))
            ++result.packets;
    }
    capture.close();
    result.error = capture.error();
    return result;
}

} // namespace sockstep
