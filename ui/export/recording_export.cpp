// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/recording_export.h"

#include "core/diagram/mermaid.h"
#include "core/diagram/text_sequence.h"
#include "ui/export/handout.h"
#include "ui/look/as_shown.h"
#include "ui/words/lesson_words.h"

namespace sockstep {

RecordingExport::RecordingExport(const Recording &recording, ExportSettings settings)
    : recording_(recording)
    , settings_(std::move(settings))
    , layout_(recording)
    , history_(recording)
{
    history_.advance(settings_.end);
    layout_.advance(history_.size());
    settings_.look.excerpt.update(layout_, history_);
}

QByteArray RecordingExport::text() const
{
    Excerpt excerpt = settings_.look.excerpt;
    excerpt.setTimes(settings_.textTimes.value_or(excerpt.choices().times));
    return QByteArray::fromStdString(TextSequence(layout_, history_, std::move(excerpt)).all(settings_.rows));
}

QString RecordingExport::title() const
{
    return QStringLiteral("%1 · %2").arg(
        LessonWords::titleNamed(recording_.header().lesson), nameAsShown(recording_.header().started));
}

Made RecordingExport::make(ExportFormat format) const
{
    switch (format) {
    case ExportFormat::Text:
        return {text(), {}};
    case ExportFormat::Mermaid:
        return {QByteArray::fromStdString(mermaidSequence(
                    layout_, history_, settings_.look.excerpt, settings_.rows, settings_.look.numbers)),
            {}};
    case ExportFormat::Html:
        return Handout(layout_, history_, settings_.look, settings_.rows, settings_.language).html();
    case ExportFormat::Csv:
        return {};
    case ExportFormat::Svg:
    case ExportFormat::Png:
    case ExportFormat::Pdf:
        break;
    }
    const DiagramSheet sheet(layout_, history_, settings_.look);
    const SheetFile file(sheet, settings_.rows, title());
    return format == ExportFormat::Svg ? file.svg()
        : format == ExportFormat::Png  ? file.png(settings_.scale)
                                       : file.pdf();
}

QImage RecordingExport::image(QString &error) const
{
    const DiagramSheet sheet(layout_, history_, settings_.look);
    return SheetFile(sheet, settings_.rows, title()).image(settings_.scale, error);
}

QString RecordingExport::suffix(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Svg:
        return QStringLiteral("svg");
    case ExportFormat::Png:
        return QStringLiteral("png");
    case ExportFormat::Pdf:
        return QStringLiteral("pdf");
    case ExportFormat::Text:
        return QStringLiteral("txt");
    case ExportFormat::Mermaid:
        return QStringLiteral("mmd");
    case ExportFormat::Html:
        return QStringLiteral("html");
    case ExportFormat::Csv:
        return QStringLiteral("csv");
    }
    return {};
}

QString RecordingExport::name(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Svg:
        return tr("SVG drawing");
    case ExportFormat::Png:
        return tr("PNG picture");
    case ExportFormat::Pdf:
        return tr("PDF pages");
    case ExportFormat::Text:
        return tr("Plain text");
    case ExportFormat::Mermaid:
        return tr("Mermaid sequence diagram");
    case ExportFormat::Html:
        return tr("Web page to step through");
    case ExportFormat::Csv:
        return tr("Table of the facts");
    }
    return {};
}

QString RecordingExport::fileBase(const Header &header)
{
    QString base;
    for (const QChar c : nameAsShown(header.lesson)) {
        const bool plain = c.isLetterOrNumber() || c == u'-' || c == u'_';
        base += plain ? c : QChar(u'-');
    }
    return base.isEmpty() ? QStringLiteral("session") : base;
}

} // namespace sockstep
