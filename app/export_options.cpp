// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export_options.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <tuple>
#include <utility>

namespace sockstep {

namespace {
constexpr std::pair<CaptureView, const char *> kViews[] = {{CaptureView::Wire, "--pcap"},
    {CaptureView::ClientHost, "--pcap-client"}, {CaptureView::ServerHost, "--pcap-server"}};

constexpr std::tuple<ExportFormat, const char *, const char *> kFormats[]
    = {{ExportFormat::Svg, "--svg", "Write the diagram as an SVG drawing; - is standard output"},
        {ExportFormat::Png, "--png", "The diagram as a PNG picture"},
        {ExportFormat::Pdf, "--pdf", "The diagram on A4 pages, with the lane headers on each"},
        {ExportFormat::Text, "--text", "The sequence as plain text"},
        {ExportFormat::Mermaid, "--mermaid", "A sequenceDiagram for Mermaid"},
        {ExportFormat::Html, "--html", "A page for any browser, with no network"},
        {ExportFormat::Csv, "--csv", "The table as comma-separated values"}};

std::string checkColumns(const std::string &names)
{
    DiagramChoices choices;
    if (chooseColumns(choices, names))
        return {};
    return fmt::format("{} is no list of columns: name some of time or since, call, state and segment, "
                       "with commas between them",
        names.empty() ? "\"\"" : names);
}

/// With the options that ask for them.
void addFiles(ExportOrder &order, std::vector<CommandFile> &files)
{
    for (const auto &[format, option, help] : kFormats) {
        if (const auto file = order.files.find(format); file != order.files.end())
            files.push_back({option, &file->second});
    }
    for (CaptureOrder &capture : order.captures) {
        for (const auto &[view, option] : kViews) {
            if (view == capture.view)
                files.push_back({option, &capture.path});
        }
    }
}

std::vector<std::string> kindNames()
{
    std::vector<std::string> names;
    for (const DiagramChoices::Kind kind : DiagramChoices::kKinds)
        names.emplace_back(name(kind));
    return names;
}
} // namespace

std::string complaintOf(const DiagramChoices &choices, const std::vector<std::string> &actors)
{
    for (const std::string &hidden : choices.hidden) {
        if (std::find(actors.begin(), actors.end(), hidden) == actors.end())
            return fmt::format("there is no actor {} to hide; choose another with --hide: {}", hidden,
                fmt::join(actors, ", "));
    }
    return {};
}

std::string complaintOf(ExportOrder &order, std::vector<CommandFile> others, Prints prints)
{
    if (order.to > 0 && order.from > order.to)
        return "--from is behind --to";
    addFiles(order, others);
    return complaintOf(others, prints);
}

int ExportOrder::onStandardOutput() const
{
    const auto isStdout = [](const auto &file) { return file.second == "-"; };
    const auto drawn = std::count_if(files.begin(), files.end(), isStdout);
    const auto captured = std::count_if(
        captures.begin(), captures.end(), [](const CaptureOrder &order) { return order.path == "-"; });
    return static_cast<int>(drawn + captured);
}

void ExportOptions::addTo(CLI::App &command, bool (*suits)(ExportFormat))
{
    for (const auto &[format, option, help] : kFormats) {
        if (!suits(format))
            continue;
        command.add_option(option, paths_[format], help)->option_text("FILE");
    }
    command.add_option("--scale", order_.scale, "Of a PNG: 1 has 96 dots per inch")
        ->check(CLI::Range(0.25, 8.0))
        ->capture_default_str();
    command.add_option("--appearance", appearance_, "Light or dark colours")
        ->check(CLI::IsMember({"light", "dark"}))
        ->capture_default_str();
    command.add_option("--language", order_.language, "Of what is written (the default is the system's)")
        ->check(CLI::IsMember({"en", "ko"}));
    command.add_option("--from", order_.from, "The first row of the diagram to write, from 1")
        ->check(CLI::PositiveNumber);
    command.add_option("--to", order_.to, "The last row of the diagram to write")->check(CLI::PositiveNumber);
}

void ExportOptions::addChoicesTo(CLI::App &command)
{
    columnsOption_ = command.add_option("--columns", columns_,
        "Columns to show, with commas between them: time (since the beginning) or since (the row above), "
        "call, state, segment");
    columnsOption_->check(checkColumns)->option_text("LIST");
    command.add_option("--hide", hidden_, "Leave out an actor; may be given several times")
        ->option_text("ACTOR")
        ->allow_extra_args(false);
    command.add_option("--without", leftOut_, "Leave out a kind of rows; may be given several times")
        ->check(CLI::IsMember(kindNames()))
        ->allow_extra_args(false);
    command.add_flag("--fold", order_.choices.fold, "Echo rounds after the first in one line");
}

void ExportOptions::addCapturesTo(CLI::App &command)
{
    command.add_option("--pcap", captures_[0], "Lab: write the segments as a capture for Wireshark")
        ->option_text("FILE");
    command.add_option("--pcap-client", captures_[1], "Lab: the capture as the client's host would take it")
        ->option_text("FILE");
    command.add_option("--pcap-server", captures_[2], "Lab: the capture as the server's host would take it")
        ->option_text("FILE");
}

ExportOrder ExportOptions::order() const
{
    ExportOrder order = order_;
    order.dark = appearance_ == "dark";
    order.columnsChosen = columnsOption_ && columnsOption_->count() > 0;
    if (order.columnsChosen)
        chooseColumns(order.choices, columns_);
    for (const std::string &actor : hidden_)
        order.choices.hide(actor, true);
    for (const std::string &kind : leftOut_)
        order.choices.leaveOut(diagramKindNamed(kind).value(), true);
    for (const auto &[format, path] : paths_) {
        if (!path.empty())
            order.files.emplace(format, path);
    }
    for (std::size_t i = 0; i < std::size(captures_); ++i) {
        if (!captures_[i].empty())
            order.captures.push_back({kViews[i].first, captures_[i]});
    }
    return order;
}

} // namespace sockstep
