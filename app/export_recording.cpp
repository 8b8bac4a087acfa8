// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export_recording.h"

#include "app/headless.h"
#include "core/base/whole_file.h"
#include "core/recording/recording_file.h"
#include "core/text/shown_text.h"
#include "ui/export/comparison_export.h"
#include "ui/export/recording_export.h"

#include <fmt/format.h>

namespace sockstep {

namespace {

int complain(const std::string &message)
{
    fmt::print(stderr, "sockstep: {}\n", shownSentence(message));
    return 1;
}

ExportSettings settingsFor(const ExportOrder &order, const Headless &headless)
{
    ExportSettings settings;
    settings.look.dark = order.dark;
    settings.scale = order.scale;
    settings.language = headless.language();
    settings.look.excerpt = Excerpt(order.choices);
    if (!order.columnsChosen)
        settings.textTimes = DiagramChoices::Times::Absolute;
    settings.rows = {order.from > 0 ? order.from - 1 : 0, order.to > 0 ? order.to - 1 : kNoRow};
    return settings;
}

/// Makes each of the files with \p maker and writes it.
template <typename Maker> std::string writeFiles(const ExportOrder &order, const Maker &maker)
{
    if (order.from > maker.rowCount())
        return fmt::format("there is no row {}: the diagram has {}; choose another with --from", order.from,
            maker.rowCount());
    for (const auto &[format, path] : order.files) {
        const Made made = maker.make(format);
        if (!made.error.isEmpty())
            return fmt::format("cannot write {}: {}", path, made.error.toStdString());
        const std::string error
            = writeWholeFile(path, {made.bytes.constData(), static_cast<std::size_t>(made.bytes.size())});
        if (!error.empty())
            return error;
    }
    return {};
}

ReadResult readFile(const std::string &path, std::string &error)
{
    const bool given = path == "-";
    ForeignFile file = given ? ForeignFile::standardInput() : ForeignFile::open(path);
    if (!file.isOpen()) {
        error = fmt::format("cannot read {}: {}", given ? "standard input" : path, file.troubleText());
        return {};
    }
    return readRecording(file);
}

} // namespace

std::string tryExports(const ExportOrder &order)
{
    std::string error;
    for (const auto &[format, path] : order.files) {
        if (error.empty())
            error = whyNotWritable(path);
    }
    for (const CaptureOrder &capture : order.captures) {
        if (error.empty())
            error = whyNotWritable(capture.path);
    }
    return error;
}

std::string writeExports(const ExportOrder &order, const Recording &recording)
{
    if (const std::string refusal = complaintOf(order.choices, recording.header().actors); !refusal.empty())
        return refusal;
    for (const CaptureOrder &capture : order.captures) {
        const CaptureResult written = writeCapture(recording, capture.view, capture.path);
        if (!written.error.empty())
            return written.error;
    }
    if (order.files.empty())
        return {}; // captures need nothing of Qt
    const Headless headless(order.language);
    return writeFiles(order, RecordingExport(recording, settingsFor(order, headless)));
}

std::string writeExports(const ExportOrder &order, const Recording &left, const Recording &right)
{
    if (order.files.empty())
        return {};
    const Headless headless(order.language);
    return writeFiles(order, ComparisonExport(left, right, settingsFor(order, headless)));
}

int exportRecording(const ExportRecording &command)
{
    std::string error;
    const ReadResult read = readFile(command.path, error);
    if (!error.empty())
        return complain(error);
    if (!read.recording)
        return complain(fmt::format("{} is no recording of Sockstep: {}", command.path, read.error));
    if (!command.order.captures.empty() && read.recording->header().network != "lab")
        return complain(
            fmt::format("{} was not recorded in the lab, so it has no segments for --pcap", command.path));
    error = writeExports(command.order, *read.recording);
    if (!error.empty())
        return complain(error);
    if (!read.error.empty())
        complain(
            fmt::format("{} is sound up to {}; what comes before that is written", command.path, read.error));
    return 0;
}

} // namespace sockstep
