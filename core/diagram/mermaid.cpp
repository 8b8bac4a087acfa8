// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/mermaid.h"

#include "core/diagram/arrow_text.h"
#include "core/diagram/call_text.h"
#include "core/diagram/killed_text.h"
#include "core/diagram/outside_text.h"
#include "core/text/shown_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace sockstep {

namespace {

constexpr std::size_t kLongest = 60; // characters of a segment's or of data's text

/// Mermaid's text ends at ";" and "\n", "#" begins a number or name of a character, "%%" a comment, and
/// what looks like HTML is taken for it: all but plain words is written as the number of its character.
std::string escaped(std::string_view text)
{
    constexpr std::string_view kPlain = " .,:=()-_+/~→·×…–?!'";
    std::string result;
    for (const char c : shownText(text)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z')
            || (byte >= 'a' && byte <= 'z') || byte >= 0x80;
        if (letter || kPlain.find(c) != std::string_view::npos)
            result += c;
        else
            result += fmt::format("#{};", byte);
    }
    return result;
}

class Writer {
public:
    Writer(const Layout &layout, const History &history, const Excerpt &excerpt, SequenceNumbers numbers)
        : layout_(layout)
        , history_(history)
        , excerpt_(excerpt)
        , numbers_(numbers)
        , order_(layout.lanesFromLeft())
    {
        std::erase_if(order_, [&](LaneIndex lane) { return excerpt.hidesLane(layout, lane); });
    }

    std::string write(RowRange lines)
    {
        const Row count = excerpt_.lineCount(layout_.rowCount());
        if (count == 0)
            return "sequenceDiagram\n";
        lines.last = std::min(lines.last, count - 1);
        collectArrows(lines);
        for (Row line = lines.first; line <= lines.last; ++line)
            writeLine(line);
        std::string head = "sequenceDiagram\n";
        for (const LaneIndex lane : order_)
            head += fmt::format("    participant {} as {}\n", id(lane), title(lane));
        if (nobody_)
            head += excerpt_.choices().hidden.empty() ? "    participant none as no socket\n"
                                                      : "    participant none as not shown\n";
        return head + body_;
    }

private:
    static std::string id(LaneIndex lane) { return fmt::format("s{}", lane + 1); }
    std::string end(LaneIndex lane)
    {
        const bool nobody = lane == kNoLane || excerpt_.hidesLane(layout_, lane);
        nobody_ = nobody_ || nobody;
        return nobody ? "none" : id(lane);
    }

    std::string title(LaneIndex lane) const
    {
        const SocketRecord &socket = history_.socket(layout_.lanes()[lane].socket);
        const auto &actors = history_.recording().header().actors;
        const bool named = (socket.role == SocketRecord::Role::Client || socket.handedOver)
            && socket.actor < actors.size();
        const std::string who = named ? shownName(actors[socket.actor]) : std::string(roleName(socket.role));
        const std::string fd = socket.open ? fmt::format("fd {}", socket.fd) : "fd –";
        const std::string where = socket.local.isEmpty() ? "no address" : socket.local.text();
        return fmt::format("{}<br/>{}", escaped(who + " · " + fd), escaped(where));
    }

    void note(LaneIndex lane, const std::string &text)
    {
        const bool left = lane != kNoLane && layout_.lanes()[lane].place == Lane::Place::Client;
        body_ += fmt::format("    Note {} of {}: {}\n", left ? "left" : "right", end(lane), escaped(text));
    }

    /// An arrow is written in the row where it ends; one that has not ended yet, where it begins.
    Row lineOf(const Arrow &arrow) const
    {
        return excerpt_.lineOf(arrow.end == Arrow::End::OnWire ? arrow.from : arrow.to);
    }

    void collectArrows(RowRange lines)
    {
        const Row first = excerpt_.rowAt(lines.first, layout_.rowCount());
        const Row last = excerpt_.rowAt(lines.last, layout_.rowCount());
        const auto collect = [&](const Arrow &arrow) {
            if (lineOf(arrow) >= lines.first && lineOf(arrow) <= lines.last
                && excerpt_.showsArrow(layout_, history_, arrow))
                arrows_.push_back(&arrow);
        };
        const Row hull = lines.first == 0 ? 0 : first;
        for (const auto arrows : {layout_.arrowsNear(hull, last), layout_.arrowsOnWire()})
            std::for_each(arrows.begin(), arrows.end(), collect);
        for (const Arrow *arrow : layout_.longArrowsIn(hull, last))
            collect(*arrow);
        std::stable_sort(arrows_.begin(), arrows_.end(),
            [this](const Arrow *a, const Arrow *b) { return lineOf(*a) < lineOf(*b); });
    }

    void writeLine(Row line)
    {
        const Row row = excerpt_.shownIn(line, layout_.rowCount());
        const auto fold = row == kNoRow ? excerpt_.foldIn(line) : std::nullopt;
        if (fold)
            writeAcross((fold->open ? "" : "… ") + foldText(*fold));
        if (row != kNoRow)
            writeCallOf(row);
        for (; nextArrow_ < arrows_.size() && lineOf(*arrows_[nextArrow_]) <= line; ++nextArrow_)
            writeArrow(*arrows_[nextArrow_]);
        if (row != kNoRow)
            writeRow(row);
    }

    void writeCallOf(Row row)
    {
        const RowContent &content = layout_.row(row);
        const CallId shown = content.entered ? content.entered : content.returned;
        if (shown && excerpt_.choices().calls && excerpt_.showsCall(history_, shown))
            writeCall(content, shown);
    }

    void writeRow(Row row)
    {
        const RowContent &content = layout_.row(row);
        if (const auto *cable = std::get_if<CableMoved>(&history_.recording().at(content.event).body))
            writeAcross(cable->plugged ? "the cable is plugged in" : "the cable is pulled");
        if (const auto *outside = std::get_if<OutsideSeen>(&history_.recording().at(content.event).body))
            writeAcross(outsideText(*outside));
        if (const auto *killed = std::get_if<ActorKilled>(&history_.recording().at(content.event).body))
            writeAcross(killedText(*killed, history_.recording().header()));
        if (!excerpt_.choices().namesStates())
            return;
        for (const NamedState &named : layout_.statesNamedIn(row)) {
            const char *mark = named.band->evidence == Evidence::Inferred ? "~" : "";
            if (!excerpt_.hidesLane(layout_, named.lane))
                note(named.lane, fmt::format("{}{}", mark, name(named.band->state)));
        }
    }

    void writeCall(const RowContent &content, CallId id)
    {
        const CallEntered &call = history_.entered(id);
        const CallReturned *returned = content.returned == id ? history_.returned(id) : nullptr;
        std::string text = content.entered ? shortCallText(call) : std::string(name(call.function));
        if (returned)
            text += " → " + resultLabel(call, *returned);
        else
            text += " …";
        note(layout_.laneOfCall(id), text);
    }

    void writeArrow(const Arrow &arrow)
    {
        if (arrow.kind != Arrow::Kind::Segment && arrow.fromLane == kNoLane && arrow.toLane == kNoLane)
            return;
        const bool lost = arrow.end == Arrow::End::Lost;
        const bool flying = arrow.end == Arrow::End::OnWire;
        const bool inferred = arrow.evidence == Evidence::Inferred;
        const char *line = lost ? "-x" : flying ? "-)" : inferred ? "-->>" : "->>";
        std::string text = arrowLabel(history_, arrow, kLongest, numbers_);
        if (!excerpt_.choices().segments)
            text = "·";
        else if (arrow.kind == Arrow::Kind::Birth)
            text = "accept";
        if (inferred && arrow.kind != Arrow::Kind::Birth)
            text = "~" + text;
        if (lost)
            text += " (lost)";
        if (flying)
            text += " (on the wire)";
        body_ += fmt::format("    {}{}{}: {}\n", end(arrow.fromLane), line, end(arrow.toLane), escaped(text));
    }

    void writeAcross(const std::string &text)
    {
        if (order_.empty())
            return;
        const std::string across
            = order_.size() > 1 ? id(order_.front()) + "," + id(order_.back()) : id(order_.front());
        body_ += fmt::format("    Note over {}: {}\n", across, escaped(text));
    }

    const Layout &layout_;
    const History &history_;
    const Excerpt &excerpt_;
    const SequenceNumbers numbers_;
    std::vector<LaneIndex> order_;
    std::vector<const Arrow *> arrows_; // of the lines to be written, by the line in which each is written
    std::size_t nextArrow_ = 0;
    std::string body_;
    bool nobody_ = false;
};

} // namespace

std::string mermaidSequence(const Layout &layout, const History &history, const Excerpt &excerpt,
    RowRange lines, SequenceNumbers numbers)
{
    return Writer(layout, history, excerpt, numbers).write(lines);
}

} // namespace sockstep
