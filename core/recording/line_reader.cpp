// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/base64.h"
#include "core/recording/address_text.h"
#include "core/recording/json_lines.h"
#include "core/recording/poll_set.h"
#include "core/text/shown_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <simdjson.h>

namespace sockstep {

namespace {

using simdjson::dom::element;
using simdjson::dom::object;

/// Thrown inside this file only: a field is missing or wrong. The public functions turn it into a
/// LineError, so that the code that reads a dozen fields is not a dozen ifs.
struct BadField {
    std::string message;
};

/// What the line says may stand in the message as it is: it is made harmless here.
[[noreturn]] void fail(std::string_view message) { throw BadField {shownSentence(message)}; }

std::optional<element> field(const object &from, std::string_view key)
{
    element found;
    if (from.at_key(key).get(found))
        return std::nullopt;
    return found;
}

template <typename Number> Number toNumber(const element &value, std::string_view key)
{
    std::int64_t number = 0;
    if (value.get_int64().get(number))
        fail(fmt::format("\"{}\" must be a whole number", key));
    if (number < static_cast<std::int64_t>(std::numeric_limits<Number>::min())
        || (sizeof(Number) < 8 && number > static_cast<std::int64_t>(std::numeric_limits<Number>::max())))
        fail(fmt::format("\"{}\" is out of range: {}", key, number));
    return static_cast<Number>(number);
}

template <typename Number>
Number number(const object &from, std::string_view key, std::optional<Number> otherwise = std::nullopt)
{
    const auto value = field(from, key);
    if (value)
        return toNumber<Number>(*value, key);
    if (!otherwise)
        fail(fmt::format("\"{}\" is missing", key));
    return *otherwise;
}

std::string_view text(const object &from, std::string_view key, bool required = true)
{
    const auto value = field(from, key);
    std::string_view result;
    if (!value && required)
        fail(fmt::format("\"{}\" is missing", key));
    if (value && value->get_string().get(result))
        fail(fmt::format("\"{}\" must be a string", key));
    return result;
}

/// Looks a word up in one of the vocabulary's lists.
template <typename LookUp> auto word(const object &from, std::string_view key, LookUp lookUp)
{
    const std::string_view written = text(from, key);
    const auto known = lookUp(written);
    if (!known)
        fail(fmt::format("\"{}\" has the unknown value \"{}\"", key, written));
    return *known;
}

Endpoint endpoint(const object &from, std::string_view key)
{
    const std::string_view written = text(from, key, false);
    if (written.empty())
        return {};
    const auto parsed = addressOfText(written);
    if (!parsed)
        fail(fmt::format("\"{}\" is no address: \"{}\"", key, written));
    return *parsed;
}

std::string data(const object &from, std::string_view key = "data")
{
    auto decoded = decodeBase64(text(from, key, false));
    if (!decoded)
        fail(fmt::format("\"{}\" is not base64", key));
    return std::move(*decoded);
}

std::vector<std::string> strings(const object &from, std::string_view key)
{
    simdjson::dom::array array;
    const auto value = field(from, key);
    if (!value || value->get_array().get(array))
        fail(fmt::format("\"{}\" must be a list of strings", key));
    std::vector<std::string> result;
    result.reserve(array.size()); // to grow would take twice as much, for a hostile list
    for (const element item : array) {
        std::string_view string;
        if (item.get_string().get(string))
            fail(fmt::format("\"{}\" must be a list of strings", key));
        result.emplace_back(string);
    }
    return result;
}

ActorId actorCalled(std::string_view written, const Header &header)
{
    for (std::size_t i = 0; i < header.actors.size(); ++i) {
        if (header.actors[i] == written)
            return static_cast<ActorId>(i);
    }
    fail(fmt::format("the header names no actor \"{}\"", written));
}

ActorId actor(const object &from, const Header &header) { return actorCalled(text(from, "actor"), header); }

/// The array of poll(), packed; \p bits is "events" or "revents".
std::string polled(const object &from, std::string_view key, std::string_view bits)
{
    simdjson::dom::array array;
    if (field(from, key)->get_array().get(array))
        fail(fmt::format("\"{}\" must be a list of descriptors", key));
    std::vector<Polled> all;
    for (const element item : array) {
        object one;
        if (item.get_object().get(one))
            fail(fmt::format("\"{}\" must be a list of descriptors", key));
        if (all.size() == kMostPolled)
            fail(fmt::format("\"{}\" has more than {} descriptors", key, kMostPolled));
        Polled &read = all.emplace_back();
        read.fd = number<std::int32_t>(one, "fd");
        read.socket = number<SocketId>(one, "socket", 0U);
        (bits == "events" ? read.events : read.revents)
            = static_cast<std::int16_t>(word(one, bits, pollEventsNamed));
    }
    return packPolled(all);
}

SocketSample sample(const object &from)
{
    SocketSample result;
    result.recvQueue = number<std::uint32_t>(from, "recv_queue", 0U);
    result.sendQueue = number<std::uint32_t>(from, "send_queue", 0U);
    result.recvBuffer = number<std::uint32_t>(from, "recv_buffer", 0U);
    result.sendBuffer = number<std::uint32_t>(from, "send_buffer", 0U);
    if (field(from, "timer")) {
        result.timer = word(from, "timer", timerNamed);
        result.timerMs = number<std::uint32_t>(from, "timer_ms", 0U);
    }
    return result;
}

std::optional<std::int32_t> valueOf(ArgumentName name, std::string_view written, const Header &header)
{
    if (name != ArgumentName::Thread)
        return valueOfSymbol(name, written);
    const auto known = std::find(header.actors.begin(), header.actors.end(), written);
    return known == header.actors.end()
        ? std::nullopt
        : std::optional(static_cast<std::int32_t>(known - header.actors.begin()));
}

void readArguments(const object &from, const Header &header, CallEntered &call)
{
    const auto value = field(from, "args");
    object args;
    if (!value || value->get_object().get(args))
        fail("\"args\" must be an object");
    for (const auto &[key, argument] : args) {
        if (key == "address") {
            call.address = endpoint(args, "address");
            continue;
        }
        const auto known = argumentNamed(key);
        if (!known)
            fail(fmt::format("unknown argument \"{}\"", key));
        std::optional<std::int32_t> number;
        std::string_view written;
        if (argument.get_string().get(written))
            number = toNumber<std::int32_t>(argument, key);
        else
            number = valueOf(*known, written, header);
        if (!number)
            fail(fmt::format("argument \"{}\" has the unknown value \"{}\"", key, written));
        if (!call.args.add({*known, *number}))
            fail("too many arguments");
    }
}

EventBody readCall(const object &from, const Header &header)
{
    CallEntered e;
    e.call = number<CallId>(from, "call");
    e.socket = number<SocketId>(from, "socket", 0U);
    e.actor = actor(from, header);
    e.function = word(from, "name", functionNamed);
    e.line = number<std::uint16_t>(from, "line", std::uint16_t {0});
    readArguments(from, header, e);
    if (e.function != Function::Poll)
        e.data = data(from);
    else if (field(from, "fds"))
        e.data = polled(from, "fds", "events");
    return e;
}

EventBody readReturn(const object &from)
{
    CallReturned e;
    e.call = number<CallId>(from, "call");
    e.result = number<std::int64_t>(from, "result");
    if (field(from, "errno"))
        e.error = word(from, "errno", errorNumber);
    e.socket = number<SocketId>(from, "socket", 0U);
    e.fd = number<int>(from, "fd", -1);
    e.inode = number<std::uint32_t>(from, "inode", 0U);
    e.address = endpoint(from, "address");
    e.hasValue = field(from, "value").has_value();
    e.value = number<std::int32_t>(from, "value", 0);
    e.isReadyList = field(from, "ready").has_value();
    e.data = e.isReadyList ? polled(from, "ready", "revents") : data(from);
    return e;
}

EventBody readState(const object &from)
{
    StateChanged e;
    e.socket = number<SocketId>(from, "socket");
    e.listener = number<SocketId>(from, "listener", 0U);
    e.from = word(from, "from", stateNamed);
    e.to = word(from, "to", stateNamed);
    e.evidence = word(from, "evidence", evidenceNamed);
    e.local = endpoint(from, "local");
    e.remote = endpoint(from, "remote");
    e.sample = sample(from);
    return e;
}

EventBody readSegment(const object &from)
{
    const SegmentPhase phase = word(from, "phase", phaseNamed);
    const auto segment = number<SegmentId>(from, "segment");
    if (phase != SegmentPhase::Sent) {
        const bool told = field(from, "reason").has_value();
        return SegmentMoved {segment, phase, told ? word(from, "reason", reasonNamed) : DropReason::None};
    }
    SegmentSent e;
    e.segment = segment;
    e.from = word(from, "from", hostNamed);
    e.byWire = field(from, "duplicate_of").has_value();
    e.original = number<SegmentId>(from, e.byWire ? "duplicate_of" : "retransmission_of", 0U);
    e.raw = data(from, "raw");
    return e;
}

EventBody readCable(const object &from)
{
    const auto value = field(from, "plugged");
    bool plugged = false;
    if (!value || value->get_bool().get(plugged))
        fail("\"plugged\" must be true or false");
    return CableMoved {plugged};
}

EventBody readOutside(const object &from)
{
    OutsideSeen e;
    e.socket = number<SocketId>(from, "socket");
    e.address = endpoint(from, "address");
    e.program = text(from, "program", false);
    e.user = text(from, "user", false);
    return e;
}

std::vector<SocketId> sockets(const object &from, std::string_view key)
{
    simdjson::dom::array array;
    const auto value = field(from, key);
    if (!value || value->get_array().get(array))
        fail(fmt::format("\"{}\" must be a list of sockets", key));
    std::vector<SocketId> result;
    result.reserve(array.size());
    for (const element item : array)
        result.push_back(toNumber<SocketId>(item, key));
    return result;
}

EventBody readKilled(const object &from, const Header &header)
{
    ActorKilled e;
    e.call = number<CallId>(from, "call");
    e.actor = actor(from, header);
    e.signal = word(from, "signal", signalNamed);
    if (field(from, "threads")) {
        for (const std::string &thread : strings(from, "threads"))
            e.threads.push_back(actorCalled(thread, header));
    }
    e.closed = sockets(from, "closed");
    return e;
}

EventBody readBody(const object &from, const Header &header)
{
    const std::string_view kind = text(from, "kind");
    if (kind == "call")
        return readCall(from, header);
    if (kind == "blocked")
        return CallBlocked {number<CallId>(from, "call")};
    if (kind == "return")
        return readReturn(from);
    if (kind == "state")
        return readState(from);
    if (kind == "sample")
        return Sampled {number<SocketId>(from, "socket"), sample(from)};
    if (kind == "program")
        return ProgramShown {
            actor(from, header), strings(from, "lines"), number<std::uint32_t>(from, "from", 0U)};
    if (kind == "message")
        return MessageTyped {actor(from, header), data(from)};
    if (kind == "segment")
        return readSegment(from);
    if (kind == "cable")
        return readCable(from);
    if (kind == "outside")
        return readOutside(from);
    if (kind == "killed")
        return readKilled(from, header);
    fail(fmt::format("unknown kind of event \"{}\"", kind));
}

} // namespace

struct LineReader::Parser {
    simdjson::dom::parser json;

    object parse(std::string_view line)
    {
        object result;
        if (const auto error = json.parse(line.data(), line.size()).get_object().get(result))
            fail(fmt::format("not a JSON object ({})", simdjson::error_message(error)));
        return result;
    }
};

LineReader::LineReader()
    : parser_(std::make_unique<Parser>())
{
}
LineReader::~LineReader() = default;

LineError LineReader::readHeader(std::string_view line, Header &header)
try {
    const object from = parser_->parse(line);
    if (text(from, "format", false) != "sockstep")
        fail("this is no recording of sockstep");
    version_ = number<int>(from, "version");
    if (version_ < 1)
        fail(fmt::format("format version {} is not known here", version_));
    header.started = text(from, "started", false);
    header.network = text(from, "network", false);
    header.kernel = text(from, "kernel", false);
    header.lesson = text(from, "lesson", false);
    header.actors = strings(from, "actors");
    if (header.actors.size() > std::numeric_limits<ActorId>::max())
        fail("too many actors");
    return {};
} catch (const BadField &bad) {
    return {bad.message};
}

LineError LineReader::readEvent(std::string_view line, const Header &header, EventIndex n, Event &event)
try {
    const object from = parser_->parse(line);
    if (const auto written = number<std::int64_t>(from, "n"); written != n)
        fail(fmt::format("event {} expected here, found {}", n, written));
    event.t = std::chrono::nanoseconds(number<std::int64_t>(from, "t"));
    event.body = readBody(from, header);
    return {};
} catch (const BadField &bad) {
    return {bad.message};
}

} // namespace sockstep
