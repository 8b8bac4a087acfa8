// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/text_sequence.h"

#include "diagram/call_text.h"

#include <fmt/format.h>

namespace sockstep {

namespace {

// Together with the spaces between them: 80 columns.
constexpr std::size_t kTime = 8;
constexpr std::size_t kActor = 6;
constexpr std::size_t kCall = 31;
constexpr std::size_t kResult = 13;

/// Terminal columns of UTF-8 text. East Asian wide characters take two, and fmt pads by that.
std::size_t columns(const std::string &text)
{
    constexpr std::size_t kWide = 1000;
    return kWide - (fmt::format("{:<{}}", text, kWide).size() - text.size());
}

/// Takes the last UTF-8 character off.
void dropLast(std::string &text)
{
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xc0U) == 0x80)
        text.pop_back();
    if (!text.empty())
        text.pop_back();
}

std::string cell(std::string text, std::size_t width, bool right = false)
{
    if (columns(text) > width) {
        while (columns(text) > width - 1)
            dropLast(text);
        text += "…";
    }
    return right ? fmt::format("{:>{}}", text, width) : fmt::format("{:<{}}", text, width);
}

/// As roleName, but short enough for the last column.
std::string_view shortRole(SocketRecord::Role role)
{
    switch (role) {
    case SocketRecord::Role::Listener:
        return "listen";
    case SocketRecord::Role::Connection:
        return "conn";
    case SocketRecord::Role::Client:
    case SocketRecord::Role::Unused:
        break;
    }
    return roleName(role);
}

} // namespace

std::string_view roleName(SocketRecord::Role role)
{
    switch (role) {
    case SocketRecord::Role::Listener:
        return "listener";
    case SocketRecord::Role::Client:
        return "client";
    case SocketRecord::Role::Connection:
        return "connection";
    case SocketRecord::Role::Unused:
        break;
    }
    return "socket";
}

TextSequence::TextSequence(const Layout &layout, const History &history)
    : layout_(layout)
    , history_(history)
{
}

std::string TextSequence::heading() const
{
    return fmt::format("{} {} {} {} {}\n", cell("time", kTime, true), cell("actor", kActor),
        cell("call", kCall), cell("result", kResult), "state (~ inferred)");
}

std::string TextSequence::line(Row row) const
{
    const RowContent &content = layout_.row(row);
    const Recording &recording = history_.recording();
    std::string actor;
    std::string call;
    std::string result;
    if (const CallId shown = content.entered ? content.entered : content.returned) {
        const CallEntered &entered = history_.entered(shown);
        actor = recording.header().actors[entered.actor];
        if (content.entered)
            call = fullCallText(entered);
        else
            call = fmt::format("  … {} came back", name(entered.function));
        const CallReturned *returned = content.returned == shown ? history_.returned(shown) : nullptr;
        if (returned)
            result = resultLabel(entered, *returned);
        else if (history_.call(shown).blocked != kNoEvent)
            result = "blocks …";
    }
    std::vector<std::string> states;
    for (const LaneIndex lane : layout_.lanesFromLeft()) {
        for (const Band &band : layout_.bandsIn(lane, row, row)) {
            if (band.label != row)
                continue;
            const SocketRecord &socket = history_.socket(layout_.lanes()[lane].socket);
            states.push_back(fmt::format("{} {}{}", shortRole(socket.role),
                band.evidence == Evidence::Inferred ? "~" : "", name(band.state)));
        }
    }
    const auto when = layout_.timeOf(row);
    std::string text;
    for (std::size_t i = 0; i == 0 || i < states.size(); ++i) {
        const std::string time = i == 0 && when ? durationText(*when) : std::string();
        std::string line = fmt::format("{} {} {} {} {}", cell(time, kTime, true),
            cell(i == 0 ? actor : "", kActor), cell(i == 0 ? call : "", kCall),
            cell(i == 0 ? result : "", kResult), i < states.size() ? states[i] : "");
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

std::string TextSequence::all() const
{
    std::string text = heading();
    for (Row row = 0; row < layout_.rowCount(); ++row)
        text += line(row);
    return text;
}

} // namespace sockstep
