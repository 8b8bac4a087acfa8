// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_files.h"
#include "core/diagram/diagram_choices.h"
#include "core/recording/capture_file.h"
#include "ui/export/export_format.h"

#include <map>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace sockstep {

/// A capture of the lab's segments to write.
struct CaptureOrder {
    CaptureView view {};
    std::string path; ///< "-" for standard output
};

/// What is to be written of a recording, and how. A path is "-" for standard output.
struct ExportOrder {
    std::map<ExportFormat, std::string> files;
    std::vector<CaptureOrder> captures;
    double scale = 2;
    bool dark = false;
    std::string language; ///< empty: the system's
    std::uint32_t from = 0; ///< the first row, from 1; 0: from the beginning
    std::uint32_t to = 0; ///< the last row; 0: to the end
    DiagramChoices choices; ///< what is shown
    bool columnsChosen = false; ///< else plain text has times since the beginning

    bool isEmpty() const { return files.empty() && captures.empty(); }
    /// How many of the files are standard output, which can hold one.
    int onStandardOutput() const;
};

/// What is wrong with \p order and its files beside \p others; empty if nothing is.
std::string complaintOf(ExportOrder &order, std::vector<CommandFile> others, Prints prints);

/// Why \p choices cannot be: an actor to hide that is none of \p actors. Empty if they can.
std::string complaintOf(const DiagramChoices &choices, const std::vector<std::string> &actors);

/// The options of a command that writes recordings as something else.
class ExportOptions {
public:
    /// The formats that \p suits, and how they look.
    void addTo(CLI::App &command, bool (*suits)(ExportFormat));
    void addCapturesTo(CLI::App &command);
    /// What is shown of a diagram.
    void addChoicesTo(CLI::App &command);
    ExportOrder order() const;

private:
    std::map<ExportFormat, std::string> paths_;
    std::string captures_[3];
    std::string appearance_ = "light";
    std::string columns_;
    CLI::Option *columnsOption_ = nullptr;
    std::vector<std::string> hidden_;
    std::vector<std::string> leftOut_;
    ExportOrder order_;
};

} // namespace sockstep
