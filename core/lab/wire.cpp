// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/wire.h"

#include "core/base/start_thread.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace sockstep {

namespace {

constexpr std::size_t kLargestPacket = 65536;
/// Packets read from one host before the other has its turn.
constexpr int kBatch = 64;
/// A segment is often answered within microseconds: asking again for so long costs less than falling asleep
/// and being woken. Whoever else wants the processor gets it.
constexpr auto kLinger = std::chrono::microseconds(20);
constexpr std::array kHosts {Host::Client, Host::Server};

} // namespace

Wire::Wire(Descriptor client, Descriptor server, Descriptor wake, Recording &recording,
    std::function<void()> progressed, WirePlan plan, WireSettings settings)
    : devices_ {std::move(client), std::move(server)}
    , wake_(std::move(wake))
    , recording_(recording)
    , progressed_(std::move(progressed))
    , plan_(std::move(plan))
    , now_(settings)
    , chance_(settings.seed)
    , buffer_(kLargestPacket)
    , settings_(settings)
{
}

Wire::~Wire() { stop(); }

int Wire::start()
{
    return startThread(thread_, [this] { run(); });
}

void Wire::stop()
{
    if (!thread_.joinable())
        return;
    command({Command::Kind::Stop});
    thread_.join();
}

void Wire::command(Command command)
{
    pendingCommands_.fetch_add(1);
    {
        const std::lock_guard lock(mutex_);
        commands_.push_back(command);
    }
    const std::uint64_t one = 1;
    // Fails only when the counter is full: then the thread is about to wake up anyway.
    [[maybe_unused]] const ssize_t written = ::write(wake_.get(), &one, sizeof one);
}

WireSettings Wire::settings() const
{
    const std::lock_guard lock(mutex_);
    return settings_;
}

void Wire::set(const WireSettings &settings)
{
    {
        const std::lock_guard lock(mutex_);
        settings_ = settings;
    }
    command({Command::Kind::Settings, 0, settings});
}

bool Wire::isPlugged() const
{
    const std::lock_guard lock(mutex_);
    return plugged_;
}

bool Wire::wantsToBePlugged() const
{
    const std::lock_guard lock(mutex_);
    return wantsPlug_;
}

std::vector<HeldSegment> Wire::held() const
{
    const std::lock_guard lock(mutex_);
    return held_;
}

bool Wire::isCaughtUp() const
{
    // A packet is in a device's queue, or in the thread's hands (an odd round), or recorded. The thread
    // begins its round while the packet is still in the queue, so at each moment one of the three shows it;
    // and if no round began or ended while we asked, we asked about one moment.
    const unsigned round = rounds_.load();
    if (round % 2 != 0 || pendingCommands_.load() > 0)
        return false;
    std::array<pollfd, 2> devices {{{devices_[0].get(), POLLIN, 0}, {devices_[1].get(), POLLIN, 0}}};
    return ::poll(devices.data(), devices.size(), 0) == 0 && rounds_.load() == round;
}

bool Wire::isQuiet() const
{
    // In this order: a packet that the thread takes in between is counted in moving_ by the end of its round.
    return moving_.load() == 0 && isCaughtUp() && moving_.load() == 0;
}

/// Sleeps until there is something to read or something is due.
void Wire::await(std::span<pollfd> watched)
{
    for (const auto until = lastMove_ + kLinger; Clock::now() < until; std::this_thread::yield()) {
        if (::poll(watched.data(), watched.size(), 0) > 0)
            return;
    }
    auto due = Clock::time_point::max();
    for (const Flight &flight : onWire_) {
        if (!flight.held)
            due = std::min(due, flight.due);
    }
    timespec wait {};
    const bool anyDue = due != Clock::time_point::max();
    if (anyDue) {
        const auto left = std::max(std::chrono::nanoseconds(due - Clock::now()), std::chrono::nanoseconds {});
        constexpr auto kSecond = std::chrono::nanoseconds(std::chrono::seconds(1));
        wait = {left / kSecond, (left % kSecond).count()};
    }
    ::ppoll(watched.data(), watched.size(), anyDue ? &wait : nullptr, nullptr);
}

void Wire::run()
{
    std::array<pollfd, 3> watched {
        {{devices_[0].get(), POLLIN, 0}, {devices_[1].get(), POLLIN, 0}, {wake_.get(), POLLIN, 0}}};
    while (!stopping_) {
        await(watched);
        rounds_.fetch_add(1);
        if (watched[2].revents)
            obey();
        for (const Host host : kHosts) {
            if (watched[static_cast<std::size_t>(host)].revents)
                changed_ |= readFrom(host);
        }
        settleDue();
        if (std::exchange(changed_, false)) {
            lastMove_ = Clock::now();
            publish();
            progressed_();
        }
        rounds_.fetch_add(1);
    }
}

void Wire::obey()
{
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t drained = ::read(wake_.get(), &count, sizeof count);
    std::vector<Command> commands;
    {
        const std::lock_guard lock(mutex_);
        commands.swap(commands_);
    }
    for (const Command &given : commands) {
        const auto flight = find(given.segment);
        const bool isHeld = flight != onWire_.end() && flight->held;
        switch (given.kind) {
        case Command::Kind::Deliver:
            if (isHeld && cableIn_) {
                land(*flight);
                onWire_.erase(flight);
            }
            break;
        case Command::Kind::Drop:
            if (isHeld) {
                lose(*flight, flight->fate == DropReason::Lesson ? DropReason::Lesson : DropReason::Person);
                onWire_.erase(flight);
            }
            break;
        case Command::Kind::Duplicate:
            if (isHeld) {
                Flight copy = *flight;
                copy.fate = DropReason::None;
                launch(std::move(copy), given.segment, true);
            }
            break;
        case Command::Kind::Settings:
            apply(given.settings);
            break;
        case Command::Kind::Plug:
        case Command::Kind::Pull:
            setCable(given.kind == Command::Kind::Plug);
            break;
        case Command::Kind::MovePlug:
            setCable(!cableIn_);
            break;
        case Command::Kind::Stop:
            stopping_ = true;
            break;
        }
    }
    changed_ = true;
    publish(); // before the commands count as done: whoever sees them done sees what they did
    pendingCommands_.fetch_sub(static_cast<unsigned>(commands.size()));
}

void Wire::apply(const WireSettings &settings)
{
    const bool reseed = settings.seed != now_.seed;
    const bool modeChanged = settings.mode != now_.mode;
    now_ = settings;
    if (reseed)
        chance_.seed(settings.seed);
    if (!modeChanged)
        return;
    const bool hold = now_.mode == WireSettings::Mode::Step;
    for (Flight &flight : onWire_) {
        flight.held = hold;
        flight.due = Clock::now() + delay(flight.from);
        lastDue_[static_cast<std::size_t>(flight.from)] = flight.due;
        if (hold)
            recording_.append(SegmentMoved {flight.segment, SegmentPhase::Held, DropReason::None});
    }
}

void Wire::setCable(bool in)
{
    const bool moves = std::exchange(cableIn_, in) != in;
    cableIsWanted_ = false;
    pulledByLesson_ = false;
    lostToPull_ = 0;
    changed_ = true;
    publish(); // first: the recording wakes whoever looks
    if (moves)
        recording_.append(CableMoved {in});
    if (in)
        return;
    for (const Flight &flight : onWire_) {
        if (!flight.held)
            lose(flight, DropReason::Cable);
    }
    std::erase_if(onWire_, [](const Flight &flight) { return !flight.held; });
}

bool Wire::readFrom(Host host)
{
    int packets = 0;
    for (; packets < kBatch; ++packets) {
        const ssize_t length = ::read(device(host), buffer_.data(), buffer_.size());
        if (length <= 0)
            break; // empty (EAGAIN), or the device is going away with us
        take(host, {buffer_.data(), static_cast<std::size_t>(length)});
    }
    return packets > 0;
}

void Wire::take(Host from, std::string_view raw)
{
    Flight flight;
    flight.from = from;
    flight.packet = decodePacket(raw);
    SegmentId original = 0;
    if (flight.packet && flight.packet->protocol == Packet::Protocol::Tcp) {
        if (now_.absorbCopies && absorb(from, *flight.packet))
            return;
        original = sent_.originalOf(*flight.packet);
        flight.isProbe = sent_.isProbe(*flight.packet);
        sent_.add(*flight.packet, lastSegment_ + 1);
    }
    if (const WireRule *rule = flight.packet ? plan_.next(from, *flight.packet) : nullptr) {
        flight.fate = DropReason::Lesson;
        if (rule->act == WireRule::Act::PullCable) {
            setCable(false);
            pulledByLesson_ = true;
        }
    }
    if (flight.fate == DropReason::None && now_.mode == WireSettings::Mode::Automatic
        && std::uniform_real_distribution<double>(0, 100)(chance_) < now_.lossPercent)
        flight.fate = DropReason::Chance;
    flight.held = now_.mode == WireSettings::Mode::Step;
    flight.raw = raw;
    launch(std::move(flight), original, false);
}

/// Is it a copy that says nothing new? Then it is counted on its original.
bool Wire::absorb(Host from, const Packet &packet)
{
    const std::uint32_t length = packet.sequenceLength();
    SegmentId original = 0;
    for (const Flight &flight : onWire_) {
        if (!flight.held || !flight.packet || flight.packet->protocol != Packet::Protocol::Tcp)
            continue;
        const Packet &other = *flight.packet;
        const bool same = flight.from == from && carriesTheSame(other, packet)
            && (length > 0 || (other.ack == packet.ack && other.window == packet.window));
        const bool answered = length > 0 && flight.from != from && other.source == packet.destination
            && other.destination == packet.source && other.has(tcp_flag::kAck)
            && atOrAfter(other.ack, packet.seq + length);
        if (same)
            original = flight.segment;
        else if (answered && original == 0)
            original = sent_.originalOf(packet);
    }
    if (original == 0)
        return false;
    recording_.append(SegmentMoved {original, SegmentPhase::Absorbed, DropReason::None});
    return true;
}

void Wire::launch(Flight flight, SegmentId original, bool byWire)
{
    flight.segment = ++lastSegment_;
    SegmentSent sent;
    sent.segment = flight.segment;
    sent.original = original;
    sent.from = flight.from;
    sent.byWire = byWire;
    sent.raw = flight.raw;
    changed_ = true;
    if (!cableIn_ && !byWire) {
        recording_.append(std::move(sent));
        lose(flight, DropReason::Cable);
        return;
    }
    if (flight.held) {
        recording_.append(
            {std::move(sent), SegmentMoved {flight.segment, SegmentPhase::Held, DropReason::None}});
        // A copy by the wire stays behind its original.
        onWire_.insert(byWire ? std::next(find(original)) : onWire_.end(), std::move(flight));
        return;
    }
    recording_.append(std::move(sent));
    Clock::time_point &last = lastDue_[static_cast<std::size_t>(flight.from)];
    const auto taken = delay(flight.from);
    if (taken.count() == 0 && flight.fate == DropReason::None && onWire_.empty()) {
        land(flight); // nothing to overtake, no clock to ask
        return;
    }
    flight.due = last = std::max(last, Clock::now() + taken);
    onWire_.push_back(std::move(flight));
}

void Wire::land(Flight &flight)
{
    recording_.append(SegmentMoved {flight.segment, SegmentPhase::Delivered, DropReason::None});
    changed_ = true;
    ssize_t written = 0;
    do {
        written = ::write(device(otherHost(flight.from)), flight.raw.data(), flight.raw.size());
    } while (written < 0 && errno == EINTR);
    if (written < 0) // the kernel would not have it, a packet that is none; what we said must not stand
        recording_.append(SegmentMoved {flight.segment, SegmentPhase::Dropped, DropReason::None});
}

void Wire::lose(const Flight &flight, DropReason reason)
{
    recording_.append(SegmentMoved {flight.segment, SegmentPhase::Dropped, reason});
    changed_ = true;
    if (pulledByLesson_ && reason == DropReason::Cable && ++lostToPull_ >= plan_.plan().lossesBeforePlug)
        cableIsWanted_ = true;
}

void Wire::settleDue()
{
    const auto now = Clock::now();
    for (auto flight = onWire_.begin(); flight != onWire_.end();) {
        if (flight->held || flight->due > now) {
            ++flight;
            continue;
        }
        // It may have been held when the cable was pulled, and let go since.
        const DropReason fate = cableIn_ ? flight->fate : DropReason::Cable;
        if (fate == DropReason::None)
            land(*flight);
        else
            lose(*flight, fate);
        flight = onWire_.erase(flight);
    }
}

std::deque<Wire::Flight>::iterator Wire::find(SegmentId segment)
{
    return std::find_if(
        onWire_.begin(), onWire_.end(), [&](const Flight &flight) { return flight.segment == segment; });
}

std::chrono::milliseconds Wire::delay(Host from) const
{
    return from == Host::Client ? now_.delayFromClient : now_.delayFromServer;
}

void Wire::publish()
{
    std::vector<HeldSegment> held;
    for (const Flight &flight : onWire_) {
        if (flight.held)
            held.push_back({flight.segment, flight.from, flight.fate == DropReason::Lesson, flight.isProbe});
    }
    moving_.store(onWire_.size() - held.size());
    flights_.store(onWire_.size());
    const std::lock_guard lock(mutex_);
    held_ = std::move(held);
    plugged_ = cableIn_;
    wantsPlug_ = cableIsWanted_;
}

} // namespace sockstep
