// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/as_shown.h"
#include "ui/parts/plain_box.h"
#include "ui/window/main_window.h"

#include "core/base/start_thread.h"
#include "core/lab/lab_support.h"
#include "core/recording/capture_file.h"
#include "ui/bars/transport_bar.h"
#include "ui/bars/wire_bar.h"
#include "ui/diagram/diagram_view.h"
#include "ui/recordings/recordings.h"
#include "ui/window/side_pane.h"
#include "ui/words/trouble_words.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QMenu>
#include <utility>

// What the window has for a lab only.

namespace sockstep {

void MainWindow::showWireBar()
{
    side_->setWithSegments(follower_.recording().header().network == name(NetworkKind::Lab));
    shareWidth(); // the bar above has one button more for a wire
    if (wireBar_ || !playback_.session().wire())
        return;
    wireBar_ = new WireBar(playback_, selection_, center_);
    connect(wireBar_, &WireBar::absoluteNumbersWanted, diagram_, &DiagramView::setAbsoluteNumbers);
    qobject_cast<QBoxLayout *>(center_->layout())->insertWidget(1, wireBar_);
    wireBar_->fitInto(width());
}

void MainWindow::saveCapture()
{
    const std::pair<QString, CaptureView> views[] = {{tr("Capture on the wire (*.pcap)"), CaptureView::Wire},
        {tr("Capture on the client's host (*.pcap)"), CaptureView::ClientHost},
        {tr("Capture on the server's host (*.pcap)"), CaptureView::ServerHost}};
    QStringList filters;
    for (const auto &[text, view] : views)
        filters << text;
    QString chosen = filters.constFirst();
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the segments"),
        QStringLiteral("session.pcap"), filters.join(QStringLiteral(";;")), &chosen);
    if (path.isEmpty())
        return;
    const auto view = views[std::max<qsizetype>(filters.indexOf(chosen), 0)].second;
    const CaptureResult written = writeCapture(follower_.recording(), view, path.toStdString());
    if (!written.error.empty())
        PlainBox(QMessageBox::Warning, tr("Save the segments"), asShown(written.error), {}, this).exec();
}

void MainWindow::showSegmentMenu(SegmentId segment, QPoint globalPos)
{
    if (!wireBar_ || follower_.history().segment(segment).phase != SegmentPhase::Held)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(wireBar_->segmentActions());
    menu->popup(globalPos);
}

void MainWindow::tellOfRefusal()
{
    transport_->setLabRefusal(playback_.labRefusal());
    auto *box = new PlainBox(QMessageBox::Warning, tr("Lab"),
        tr("There can be no lab here: %1").arg(playback_.labRefusal()), {}, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

/// Making a lab takes some milliseconds, so it is tried beside the window, once that has been painted.
void MainWindow::probeLab()
{
    const int refused = startThread(labProbe_, [this] {
        const QString refusal = asShown(whyNoLab());
        QMetaObject::invokeMethod(
            this, [this, refusal] { learnOfLab(refusal); }, Qt::QueuedConnection);
    });
    if (refused)
        learnOfLab(TroubleWords::noThread(refused)); // nor is there one to make a lab
}

void MainWindow::learnOfLab(const QString &refusal)
{
    if (labProbe_.joinable())
        labProbe_.join(); // it has nothing left to do
    labIsProbed_ = true;
    if (!refusal.isEmpty())
        transport_->setLabRefusal(refusal);
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    if (!std::exchange(labProbeBegun_, true))
        QMetaObject::invokeMethod(
            this,
            [this] {
                setWindowIcon(QIcon(QStringLiteral(":/icons/io.github.sockstep.Sockstep.svg")));
                probeLab();
                openGlossary();
                recordings_->tellOfUnfinished();
            },
            Qt::QueuedConnection);
}

} // namespace sockstep
