// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Without Qt: the command line needs no more than the names.

#include <cstdint>

namespace sockstep {

/// What a recording, or a comparison of two, can be written as.
enum class ExportFormat : std::uint8_t { Svg, Png, Pdf, Text, Mermaid, Html, Csv };
inline constexpr ExportFormat kExportFormats[] = {ExportFormat::Svg, ExportFormat::Png, ExportFormat::Pdf,
    ExportFormat::Text, ExportFormat::Mermaid, ExportFormat::Html, ExportFormat::Csv};

/// Mermaid draws one diagram.
constexpr bool suitsComparison(ExportFormat format) { return format != ExportFormat::Mermaid; }
/// Only a comparison has a table.
constexpr bool suitsRecording(ExportFormat format) { return format != ExportFormat::Csv; }

} // namespace sockstep
