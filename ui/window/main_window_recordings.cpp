// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/recording_export.h"
#include "ui/look/as_shown.h"
#include "ui/window/main_window.h"

#include "ui/bars/transport_bar.h"
#include "ui/parts/notice_bar.h"
#include "ui/recordings/recordings.h"
#include "ui/words/lesson_words.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>

// What the window has for the files of recordings.

namespace sockstep {

namespace {

QString filters()
{
    return MainWindow::tr("Recordings (*.sockstep *.jsonl)") + QStringLiteral(";;")
        + MainWindow::tr("All files (*)");
}

/// The one local file that is dragged; empty if it is anything else.
QString fileIn(const QMimeData &dragged)
{
    const QList<QUrl> urls = dragged.urls();
    return urls.size() == 1 && urls.constFirst().isLocalFile() ? urls.constFirst().toLocalFile() : QString();
}

} // namespace

void MainWindow::buildRecordingMenu(QMenu &menu)
{
    const auto add = [&](const QKeySequence &key, void (MainWindow::*act)()) {
        QAction *action = menu.addAction(QString());
        action->setShortcut(key);
        addAction(action);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    openAction_ = add(QKeySequence::Open, &MainWindow::openRecording);
    recentMenu_ = menu.addMenu(QString());
    recentMenu_->setObjectName(QStringLiteral("recent"));
    connect(recentMenu_, &QMenu::aboutToShow, this, &MainWindow::listRecordings);
    saveAction_ = add(QKeySequence::Save, &MainWindow::saveRecording);
    saveAsAction_ = add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), &MainWindow::saveRecordingAs);
    connect(recordings_, &Recordings::noticed, notice_,
        [this](const QString &text, const QString &action, const std::function<void()> &act) {
            if (text.isEmpty())
                notice_->hide();
            else
                notice_->say(text, action, act);
        });
    connect(recordings_, &Recordings::savingEnded, this, [this](bool saved) {
        if (!closing_ || (saved && recordings_->isSaving()))
            return;
        closing_ = false;
        if (saved)
            close();
    });
    connect(recordings_, &Recordings::renamed, this, &MainWindow::nameWindow);
    connect(&follower_, &Follower::replaced, this, &MainWindow::nameWindow);
    setAcceptDrops(true);
}

void MainWindow::retranslateRecordingMenu()
{
    openAction_->setText(tr("Open a recording…"));
    recentMenu_->setTitle(tr("Recent recordings"));
    saveAction_->setText(tr("Save the recording"));
    saveAsAction_->setText(tr("Save the recording as…"));
    notice_->retranslate();
    troubles_->retranslate();
}

void MainWindow::openRecording()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open a recording"), QFileInfo(recordings_->path()).absolutePath(), filters());
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::openFile(const QString &path)
{
    showPage(Page::Lesson);
    recordings_->open(path);
}

void MainWindow::listRecordings()
{
    recentMenu_->clear();
    const auto add = [this](const QString &path, const QString &text) {
        QAction *action = recentMenu_->addAction(onButton(fileAsShown(text)));
        action->setToolTip(asToolTip(fileAsShown(path)));
        connect(action, &QAction::triggered, this, [this, path] { openFile(path); });
    };
    const auto head = [this](const QString &text) { recentMenu_->addAction(text)->setEnabled(false); };
    const QStringList recent = Recordings::recent();
    const QStringList kept = Recordings::kept();
    if (!recent.isEmpty())
        head(tr("Opened or saved"));
    for (const QString &path : recent)
        add(path, QFileInfo(path).fileName());
    if (!kept.isEmpty())
        head(tr("Kept of the last sessions"));
    for (const QString &path : kept)
        add(path, QFileInfo(path).completeBaseName());
    if (recent.isEmpty() && kept.isEmpty())
        head(tr("None yet"));
}

void MainWindow::saveRecording()
{
    if (recordings_->path().isEmpty())
        saveRecordingAs();
    else
        recordings_->save(recordings_->path());
}

void MainWindow::saveRecordingAs()
{
    QString suggested = recordings_->path();
    if (suggested.isEmpty())
        suggested = RecordingExport::fileBase(follower_.recording().header()) + QStringLiteral(".sockstep");
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the recording"), suggested, filters());
    if (!path.isEmpty())
        recordings_->save(path);
}

void MainWindow::nameWindow()
{
    const QString path = recordings_->path();
    setWindowTitle(path.isEmpty() ? QStringLiteral("Sockstep")
                                  : fileAsShown(QFileInfo(path).fileName()) + QStringLiteral(" – Sockstep"));
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!fileIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString path = fileIn(*event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    openFile(path);
}

} // namespace sockstep
