// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/bars/transport_bar.h"
#include "ui/diagram/diagram_options.h"
#include "ui/export/code_saver.h"
#include "ui/look/theme.h"
#include "ui/narration/narration_bar.h"
#include "ui/parts/notice_bar.h"
#include "ui/recordings/recordings.h"
#include "ui/window/export_menu.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QScreen>
#include <QSettings>
#include <utility>

// The window's own menu entries and what it remembers.

namespace sockstep {

void MainWindow::buildMoreMenu()
{
    QMenu *menu = transport_->moreMenu();
    auto *group = new QActionGroup(this);
    for (const char *name : {"system", "light", "dark"}) {
        QAction *action = menu->addAction(QString());
        action->setCheckable(true);
        action->setData(QString::fromLatin1(name));
        group->addAction(action);
        appearanceActions_.append(action);
        connect(
            action, &QAction::triggered, this, [this, action] { setAppearance(action->data().toString()); });
    }
    menu->addSeparator();
    presentAction_ = menu->addAction(QString());
    presentAction_->setShortcuts({Qt::Key_F5, Qt::Key_F11}); // a presenter's remote sends F5 to begin
    addAction(presentAction_);
    connect(presentAction_, &QAction::triggered, this, [this] { setPresenting(!isPresenting()); });
    fullScreenAction_ = menu->addAction(QString());
    fullScreenAction_->setShortcut(Qt::SHIFT | Qt::Key_F11);
    addAction(fullScreenAction_);
    connect(fullScreenAction_, &QAction::triggered, this, [this] {
        if (!isPresenting())
            setWindowState(windowState() ^ Qt::WindowFullScreen);
    });
    menu->addSeparator();
    buildRecordingMenu(*menu);
    captureAction_ = menu->addAction(QString());
    connect(captureAction_, &QAction::triggered, this, &MainWindow::saveCapture);
    // Only a lab has segments to save; the menu says so by not offering it.
    connect(menu, &QMenu::aboutToShow, this,
        [this] { captureAction_->setVisible(follower_.history().segmentCount() > 0); });
    exportMenu_ = new ExportMenu(*this);
    menu->addMenu(exportMenu_);
    codeSaver_ = new CodeSaver(follower_, playback_, language_, *menu, this);
    connect(codeSaver_, &CodeSaver::said, this, [this](const QString &text) { notice_->say(text); });
    glossaryAction_ = menu->addAction(QString());
    glossaryAction_->setShortcut(QKeySequence(Qt::Key_F1));
    addAction(glossaryAction_);
    connect(glossaryAction_, &QAction::triggered, this, [this] { showGlossary(termHere()); });
    connect(narration_, &NarrationBar::termWanted, this, &MainWindow::showGlossary);
    aboutAction_ = menu->addAction(QString());
    connect(aboutAction_, &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::setAppearance(const QString &name)
{
    appearance_ = name;
    for (QAction *action : appearanceActions_)
        action->setChecked(action->data().toString() == name);
    const QPalette palette = name == QStringLiteral("dark") ? darkPalette()
        : name == QStringLiteral("light")                   ? lightPalette()
                                                            : systemPalette_;
    if (palette == QApplication::palette())
        return;
    QApplication::setPalette(palette);
    setPalette(palette); // a style sheet keeps the application's from the panes; restyles the window
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About Sockstep"),
        tr("<h3>Sockstep %1</h3><p>Watch the life of a real TCP socket: real calls, a real kernel, nothing "
           "invented.</p><p>Space steps, P plays, Ctrl+R restarts, C and S step one side, N selects calls, "
           "Ctrl+L types, Ctrl+D closes the connection, F5 fills the screen for a "
           "class, F1 explains a term.</p><p>GPL-3.0-or-later</p>")
            .arg(QStringLiteral(SOCKSTEP_VERSION)));
}

void MainWindow::restoreSettings()
{
    const QSettings settings;
    language_.use(settings.value(QStringLiteral("language"), Language::ofSystem()).toString());
    zoom_.setFactor(settings.value(QStringLiteral("zoom"), 1.0).toDouble());
    playback_.setSpeed(settings.value(QStringLiteral("speed"), playback_.speed()).toDouble());
    diagramOptions_->restore();
    constexpr QSize kComfortable(1440, 900);
    constexpr int kFrame = 40; // that a desktop puts around it, above all
    const QSize available = screen()->availableSize();
    resize(kComfortable.boundedTo(available));
    const bool isSmall // a projector, say
        = available.width() < kComfortable.width() || available.height() < kComfortable.height() + kFrame;
    const bool restored = restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
    if (isSmall && !restored)
        maximizeFrom_ = size();
    predictAction_->setChecked(settings.value(QStringLiteral("predict"), true).toBool());
    setAppearance(settings.value(QStringLiteral("appearance"), QStringLiteral("system")).toString());
}

void MainWindow::saveSettings() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("language"), language_.code());
    settings.setValue(QStringLiteral("zoom"), zoom_.factor());
    settings.setValue(QStringLiteral("speed"), playback_.speed());
    settings.setValue(
        QStringLiteral("geometry"), isPresenting() ? beforePresenting_->geometry : saveGeometry());
    settings.setValue(QStringLiteral("appearance"), appearance_);
    settings.setValue(QStringLiteral("predict"), predictAction_->isChecked());
    diagramOptions_->save();
}

/// What is still being saved is waited for in sight, for it may fail. Who closes once more does not wait.
void MainWindow::closeEvent(QCloseEvent *event)
{
    saveSettings();
    if (recordings_->isSaving() && !std::exchange(closing_, true)) {
        notice_->say(tr("The recording is still being saved. The window closes when that is done."));
        event->ignore();
        return;
    }
    QMainWindow::closeEvent(event);
}

void MainWindow::endSession()
{
    closing_ = true; // nothing that is left to do is a reason to stay
    playback_.end(); // what the session's end is, is kept too
    recordings_->finish();
}

} // namespace sockstep
