// SPDX-License-Identifier: GPL-3.0-or-later
#include "export_options.h"

#include <CLI/CLI.hpp>

namespace sockstep {

namespace {
constexpr CaptureView kViews[] = {CaptureView::Wire, CaptureView::ClientHost, CaptureView::ServerHost};
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
    const std::tuple<ExportFormat, const char *, const char *> formats[]
        = {{ExportFormat::Svg, "--svg", "Write the diagram as an SVG drawing; - is standard output"},
            {ExportFormat::Png, "--png", "The diagram as a PNG picture"},
            {ExportFormat::Pdf, "--pdf", "The diagram on A4 pages, with the lane headers on each"},
            {ExportFormat::Text, "--text", "The sequence as plain text"},
            {ExportFormat::Mermaid, "--mermaid", "A sequenceDiagram for Mermaid"},
            {ExportFormat::Html, "--html", "A page for any browser, with no network"},
            {ExportFormat::Csv, "--csv", "The table as comma-separated values"}};
    for (const auto &[format, option, help] : formats) {
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
    for (const auto &[format, path] : paths_) {
        if (!path.empty())
            order.files.emplace(format, path);
    }
    for (std::size_t i = 0; i < std::size(captures_); ++i) {
        if (!captures_[i].empty())
            order.captures.push_back({kViews[i], captures_[i]});
    }
    return order;
}

} // namespace sockstep
