// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/comparison_export.h"

#include "core/diagram/text_sequence.h"
#include "core/text/shown_text.h"
#include "ui/export/page_form.h"
#include "ui/look/as_shown.h"

#include <fmt/format.h>

namespace sockstep {

namespace {

/// A spreadsheet takes what begins with one of these for a formula, wherever it came from.
QString noFormula(const QString &text)
{
    return !text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text.front()) ? u'\'' + text : text;
}

QString csvCell(const QString &cell)
{
    QString text = noFormula(cell);
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace

ComparisonExport::ComparisonExport(const Recording &left, const Recording &right, ExportSettings settings)
    : settings_(std::move(settings))
    , left_(left)
    , right_(right)
    , sheet_(left_, right_, settings_.look)
{
}

QString ComparisonExport::title() const
{
    return QStringLiteral("%1 ↔ %2").arg(left_.title(), right_.title());
}

Made ComparisonExport::make(ExportFormat format) const
{
    const SheetFile file(sheet_, settings_.rows, title());
    switch (format) {
    case ExportFormat::Svg:
        return file.svg();
    case ExportFormat::Png:
        return file.png(settings_.scale);
    case ExportFormat::Pdf:
        return file.pdf();
    case ExportFormat::Text:
        return {text().toUtf8(), {}};
    case ExportFormat::Csv:
        return {tableAsCsv().toUtf8(), {}};
    case ExportFormat::Html:
        return page();
    case ExportFormat::Mermaid:
        break;
    }
    return {};
}

QImage ComparisonExport::image(QString &error) const
{
    return SheetFile(sheet_, settings_.rows, title()).image(settings_.scale, error);
}

QString ComparisonExport::tableAsTabs() const
{
    QString text = QStringLiteral("\t%1\t%2\n").arg(noFormula(left_.title()), noFormula(right_.title()));
    for (const FactRow &fact : sheet_.facts())
        text += QStringLiteral("%1%2\t%3\t%4\n")
                    .arg(fact.differs ? QStringLiteral("≠ ") : QString(), fact.label,
                        noFormula(fact.values[0]), noFormula(fact.values[1]));
    return text;
}

QString ComparisonExport::tableAsCsv() const
{
    const auto line = [](const QString &a, const QString &b, const QString &c) {
        return QStringLiteral("%1,%2,%3\r\n").arg(csvCell(a), csvCell(b), csvCell(c));
    };
    QString text = line({}, left_.title(), right_.title()); // RFC 4180
    for (const FactRow &fact : sheet_.facts())
        text += line(fact.label, fact.values[0], fact.values[1]);
    return text;
}

QString ComparisonExport::tableAsHtml() const
{
    const auto cell = [](const char *tag, const QString &text) {
        return QStringLiteral("<%1>%2</%1>").arg(QLatin1String(tag), text.toHtmlEscaped());
    };
    QString table = QStringLiteral("<table>\n<thead><tr>%1%2%3</tr></thead>\n<tbody>\n")
                        .arg(cell("td", {}), cell("th", left_.title()), cell("th", right_.title()));
    for (const FactRow &fact : sheet_.facts()) {
        table += fact.differs ? QStringLiteral("<tr class=\"differs\">") : QStringLiteral("<tr>");
        table += cell("th", fact.label) + cell("td", fact.values[0]) + cell("td", fact.values[1])
            + QStringLiteral("</tr>\n");
    }
    return table + QStringLiteral("</tbody>\n</table>\n");
}

/// The table in columns, then each of the sequences.
QString ComparisonExport::text() const
{
    const auto line = [](const QString &a, const QString &b, const QString &c) {
        return asShown(shownCell(a.toStdString(), 32) + ' ' + shownCell(b.toStdString(), 46) + ' ')
            + asShown(c) + u'\n';
    };
    QString text = line({}, left_.title(), right_.title());
    for (const FactRow &fact : sheet_.facts())
        text += line((fact.differs ? QStringLiteral("* ") : QStringLiteral("  ")) + fact.label,
            fact.values[0], fact.values[1]);
    for (const RunReading *run : {&left_, &right_})
        text += QStringLiteral("\n%1\n%2")
                    .arg(run->title(), linesAsShown(TextSequence(run->layout, run->history).all()));
    return text;
}

Made ComparisonExport::page() const
{
    const CompareSheet diagrams(left_, right_, settings_.look, CompareSheet::Table::None); // it has its own
    Made drawing = SheetFile(diagrams, settings_.rows, title()).svg();
    if (!drawing.error.isEmpty())
        return drawing;
    const PageForm page(QStringLiteral("comparison"), sheet_.theme());
    return {page.fill({{"language", settings_.language}, {"title", title().toHtmlEscaped()},
                {"drawing", QString::fromUtf8(drawing.bytes)}, {"table", tableAsHtml()}}),
        {}};
}

} // namespace sockstep
