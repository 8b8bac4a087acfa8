// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/compare_sheet.h"
#include "ui/export/recording_export.h"

namespace sockstep {

/// Two runs and the facts read from them, in each of the formats that suit a comparison.
class ComparisonExport {
public:
    /// Both recordings outlive this; what comes later is not taken in.
    ComparisonExport(const Recording &left, const Recording &right, ExportSettings settings);

    Row rowCount() const { return sheet_.rowCount(); }
    /// One that suitsComparison().
    Made make(ExportFormat format) const;
    QImage image(QString &error) const;

    /// The table of facts alone: cells between tabs, as spreadsheets take them; comma-separated values, a
    /// table of HTML.
    QString tableAsTabs() const;
    QString tableAsCsv() const;
    QString tableAsHtml() const;

private:
    QString title() const;
    QString text() const;
    Made page() const;

    const ExportSettings settings_;
    const RunReading left_;
    const RunReading right_;
    const CompareSheet sheet_;
};

} // namespace sockstep
