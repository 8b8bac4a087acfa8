// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/diagram_sheet.h"
#include "ui/export/export_format.h"
#include "ui/export/sheet_file.h"

namespace sockstep {

struct ExportSettings {
    SheetLook look;
    RowRange rows;
    EventIndex end = kNoEvent; ///< the moment: what came later is left out
    double scale = 2; ///< of a PNG
    QString language; ///< of the application at the time: "en" or "ko"
    std::optional<DiagramChoices::Times> textTimes; ///< of plain text, if not those of the diagram
};

/// The diagram of a recording in each of the formats, all from one layout.
class RecordingExport {
    Q_DECLARE_TR_FUNCTIONS(sockstep::RecordingExport)
public:
    /// \p recording outlives this; what comes later is not taken in.
    RecordingExport(const Recording &recording, ExportSettings settings);

    /// Of the diagram, as it is shown.
    Row rowCount() const { return settings_.look.excerpt.lineCount(layout_.rowCount()); }
    /// One that suitsRecording().
    Made make(ExportFormat format) const;
    /// Null, with the cause in \p error, if it would be too large.
    QImage image(QString &error) const;

    /// "svg", "png", …, "mmd", "html", "csv".
    static QString suffix(ExportFormat format);
    /// For a file dialog.
    static QString name(ExportFormat format);
    /// Of a file's name: what the lesson is called, without what a name may not have.
    static QString fileBase(const Header &header);

private:
    QByteArray text() const;
    QString title() const;

    const Recording &recording_;
    ExportSettings settings_; // with the excerpt at that moment
    Layout layout_;
    History history_;
};

} // namespace sockstep
