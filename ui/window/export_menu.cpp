// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/export_menu.h"

#include "ui/compare/compare_diagram.h"
#include "ui/compare/compare_view.h"
#include "ui/diagram/diagram_view.h"
#include "ui/export/comparison_export.h"
#include "ui/window/main_window.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace sockstep {

ExportMenu::ExportMenu(MainWindow &window)
    : QMenu(&window)
    , window_(window)
    , export_(addAction(QString()))
    , copyDiagram_(addAction(QString()))
    , copyTable_(addAction(QString()))
{
    export_->setShortcut(Qt::CTRL | Qt::Key_E);
    copyDiagram_->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    window_.addActions({export_, copyDiagram_}); // a shortcut of a menu that is closed is none
    connect(export_, &QAction::triggered, this, &ExportMenu::openDialog);
    connect(copyDiagram_, &QAction::triggered, this, &ExportMenu::copyDiagram);
    connect(copyTable_, &QAction::triggered, this, &ExportMenu::copyTable);
    connect(this, &QMenu::aboutToShow, this, [this] { copyTable_->setVisible(isComparing()); });
}

void ExportMenu::retranslate()
{
    setTitle(tr("Export and copy"));
    export_->setText(tr("Export the diagram…"));
    copyDiagram_->setText(tr("Copy the diagram"));
    copyTable_->setText(tr("Copy the table"));
}

bool ExportMenu::isComparing() const { return window_.compareView() && window_.compareView()->isVisible(); }

ExportTarget ExportMenu::target() const
{
    ExportTarget target;
    target.look.dark = Theme(window_.palette()).isDark();
    target.language = window_.language().code();
    if (isComparing()) {
        Comparison &comparison = window_.compareView()->comparison();
        target.suits = suitsComparison;
        target.rowCount = static_cast<Row>(comparison.alignment().rows().size());
        target.inSight = window_.compareView()->diagram(0).linesInSight();
        target.fileBase = QStringLiteral("comparison");
        const auto exporter = [&comparison](const ExportSettings &settings) {
            return ComparisonExport(
                comparison.follower(0).recording(), comparison.follower(1).recording(), settings);
        };
        target.make = [exporter](ExportFormat format, const ExportSettings &settings) {
            return exporter(settings).make(format);
        };
        target.image = [exporter](const ExportSettings &settings, QString &error) {
            return exporter(settings).image(error);
        };
        return target;
    }
    const DiagramView &view = window_.diagram();
    const Follower &follower = window_.follower();
    target.suits = suitsRecording;
    target.look.widthInChars = view.widthInChars();
    target.look.numbers = view.hasAbsoluteNumbers() ? SequenceNumbers::Absolute : SequenceNumbers::Relative;
    target.end = follower.history().size();
    target.look.excerpt = view.geometry().excerpt();
    target.rowCount = target.look.excerpt.lineCount(follower.layout().rowCount());
    target.inSight = view.linesInSight();
    target.fileBase = RecordingExport::fileBase(follower.recording().header());
    target.make = [&follower](ExportFormat format, const ExportSettings &settings) {
        return RecordingExport(follower.recording(), settings).make(format);
    };
    target.image = [&follower](const ExportSettings &settings, QString &error) {
        return RecordingExport(follower.recording(), settings).image(error);
    };
    return target;
}

void ExportMenu::openDialog()
{
    auto *dialog = new ExportDialog([this] { return target(); }, &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ExportMenu::copyDiagram()
{
    const ExportTarget now = target();
    QString error;
    if (!copyToClipboard(now, now.settings(), error))
        ExportDialog::complain(&window_, error);
}

void ExportMenu::copyTable()
{
    if (!isComparing())
        return;
    Comparison &comparison = window_.compareView()->comparison();
    const ComparisonExport table(
        comparison.follower(0).recording(), comparison.follower(1).recording(), target().settings());
    auto *copied = new QMimeData;
    copied->setHtml(table.tableAsHtml());
    copied->setText(table.tableAsTabs());
    QGuiApplication::clipboard()->setMimeData(copied);
}

} // namespace sockstep
