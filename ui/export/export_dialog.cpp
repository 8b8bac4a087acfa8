// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_dialog.h"

#include "core/base/whole_file.h"
#include "ui/look/as_shown.h"
#include "ui/parts/plain_box.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>

namespace sockstep {

namespace {
const QString &formatKey()
{
    static const QString key = QStringLiteral("exportFormat");
    return key;
}
const QString &folderKey()
{
    static const QString key = QStringLiteral("exportFolder");
    return key;
}
} // namespace

ExportSettings ExportTarget::settings() const
{
    ExportSettings settings;
    settings.look = look;
    settings.language = language;
    settings.end = end;
    return settings;
}

bool copyToClipboard(const ExportTarget &target, const ExportSettings &settings, QString &error)
{
    const Made drawing = target.make(ExportFormat::Svg, settings);
    const QImage picture = target.image(settings, error);
    if (!drawing.error.isEmpty())
        error = drawing.error;
    if (!error.isEmpty())
        return false;
    auto *data = new QMimeData; // the clipboard takes it over
    data->setImageData(picture);
    data->setData(QStringLiteral("image/svg+xml"), drawing.bytes);
    data->setText(QString::fromUtf8(target.make(ExportFormat::Text, settings).bytes));
    QGuiApplication::clipboard()->setMimeData(data);
    return true;
}

ExportDialog::ExportDialog(std::function<ExportTarget()> target, QWidget *parent)
    : QDialog(parent)
    , target_(std::move(target))
    , format_(new QComboBox(this))
    , part_(new QComboBox(this))
    , first_(new QSpinBox(this))
    , last_(new QSpinBox(this))
    , colours_(new QComboBox(this))
    , scale_(new QDoubleSpinBox(this))
    , told_(new QLabel(this))
{
    setWindowTitle(tr("Export the diagram"));
    const ExportTarget now = target_();
    fillFormats(now);
    part_->addItems({tr("The whole diagram"), tr("What is in sight"), tr("The rows chosen below")});
    const int rows = static_cast<int>(std::max<Row>(now.rowCount, 1));
    first_->setRange(1, rows);
    first_->setValue(static_cast<int>(now.inSight.first) + 1);
    last_->setRange(1, rows);
    last_->setValue(static_cast<int>(std::min(now.inSight.last, static_cast<Row>(rows - 1))) + 1);
    colours_->addItems({tr("As in the window"), tr("Light colours"), tr("Dark colours")});
    scale_->setRange(0.25, 8);
    scale_->setSingleStep(0.5);
    scale_->setDecimals(2);
    scale_->setValue(2);
    told_->setWordWrap(true);
    told_->setMinimumWidth(fontMetrics().averageCharWidth() * 46);

    auto *form = new QFormLayout;
    const std::pair<QString, QWidget *> fields[]
        = {{tr("&Format"), format_}, {tr("&Part"), part_}, {tr("F&irst row"), first_},
            {tr("&Last row"), last_}, {tr("C&olours"), colours_}, {tr("Sc&ale of the picture"), scale_}};
    for (const auto &[name, field] : fields) {
        form->addRow(name, field);
        field->setAccessibleName(QString(name).remove(u'&'));
    }
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *save = buttons->addButton(tr("&Save…"), QDialogButtonBox::ActionRole);
    QPushButton *copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    buttons->addButton(QDialogButtonBox::Close)->setIcon({}); // as the others, which have none
    save->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(told_);
    column->addWidget(buttons);

    connect(save, &QPushButton::clicked, this, &ExportDialog::save);
    connect(copy, &QPushButton::clicked, this, &ExportDialog::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::adapt);
    connect(part_, &QComboBox::currentIndexChanged, this, &ExportDialog::adapt);
    adapt();
}

void ExportDialog::fillFormats(const ExportTarget &target)
{
    const int remembered = QSettings().value(formatKey(), 0).toInt();
    for (const ExportFormat format : kExportFormats) {
        if (!target.suits(format))
            continue;
        format_->addItem(RecordingExport::name(format), static_cast<int>(format));
        if (static_cast<int>(format) == remembered)
            format_->setCurrentIndex(format_->count() - 1);
    }
}

ExportFormat ExportDialog::format() const
{
    return static_cast<ExportFormat>(format_->currentData().toInt());
}

/// Shows what the choice means, and lets be changed what it leaves open.
void ExportDialog::adapt()
{
    const bool coloured = format() != ExportFormat::Text && format() != ExportFormat::Mermaid
        && format() != ExportFormat::Csv;
    const bool chosen = static_cast<Part>(part_->currentIndex()) == Part::Rows;
    part_->setEnabled(format() != ExportFormat::Csv);
    first_->setEnabled(chosen && part_->isEnabled());
    last_->setEnabled(chosen && part_->isEnabled());
    colours_->setEnabled(coloured);
    scale_->setEnabled(format() == ExportFormat::Png);
    told_->clear();
}

ExportSettings ExportDialog::settingsFor(const ExportTarget &target) const
{
    ExportSettings settings = target.settings();
    const auto colours = static_cast<Colours>(colours_->currentIndex());
    if (colours != Colours::AsShown)
        settings.look.dark = colours == Colours::Dark;
    const auto part = static_cast<Part>(part_->currentIndex());
    if (part == Part::InSight)
        settings.rows = target.inSight;
    else if (part == Part::Rows)
        settings.rows = {static_cast<Row>(std::min(first_->value(), last_->value()) - 1),
            static_cast<Row>(std::max(first_->value(), last_->value()) - 1)};
    settings.scale = scale_->value();
    return settings;
}

void ExportDialog::complain(QWidget *parent, const QString &error)
{
    QString sentence = error;
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    PlainBox(QMessageBox::Warning, tr("Export the diagram"), sentence + u'.', {}, parent).exec();
}

void ExportDialog::save()
{
    const ExportTarget target = target_();
    const Made made = target.make(format(), settingsFor(target));
    if (!made.error.isEmpty()) {
        complain(this, made.error);
        return;
    }
    QSettings settings;
    const QString suffix = RecordingExport::suffix(format());
    const QDir folder(settings.value(folderKey(), QDir::homePath()).toString());
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the diagram"),
        folder.filePath(target.fileBase + u'.' + suffix),
        QStringLiteral("%1 (*.%2)").arg(RecordingExport::name(format()), suffix));
    if (path.isEmpty())
        return;
    const std::string error = writeWholeFile(
        path.toStdString(), {made.bytes.constData(), static_cast<std::size_t>(made.bytes.size())});
    if (!error.empty()) {
        complain(this, asShown(error));
        return;
    }
    settings.setValue(folderKey(), QFileInfo(path).absolutePath());
    settings.setValue(formatKey(), static_cast<int>(format()));
    accept();
}

void ExportDialog::copy()
{
    const ExportTarget target = target_();
    const ExportSettings settings = settingsFor(target);
    // Text formats go as text alone; all else as picture, drawing and text.
    const bool isText = !scale_->isEnabled() && !colours_->isEnabled();
    if (isText) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(target.make(format(), settings).bytes));
        told_->setText(tr("Copied as text."));
        return;
    }
    QString error;
    if (copyToClipboard(target, settings, error))
        told_->setText(tr("Copied as picture, drawing and text."));
    else
        complain(this, error);
}

} // namespace sockstep
