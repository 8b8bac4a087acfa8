// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/bars/transport_bar.h"
#include "ui/lesson/lesson_file_watcher.h"
#include "ui/lesson/prediction.h"
#include "ui/lesson/question_bar.h"
#include "ui/parts/notice_bar.h"
#include "ui/parts/plain_box.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

// Lesson files, and the questions that lessons ask.

namespace sockstep {

void MainWindow::buildLessons()
{
    connect(transport_, &TransportBar::lessonFileWanted, this, [this] {
        const QString path = QFileDialog::getOpenFileName(
            this, tr("Open a lesson file"), lessonFile_->path(), tr("Lessons (*.toml)"));
        if (!path.isEmpty())
            lessonFile_->open(path);
    });
    connect(lessonFile_, &LessonFileWatcher::loaded, this, [this](std::shared_ptr<const Lesson> lesson) {
        ownLesson_ = lesson;
        playback_.chooseLesson(std::move(lesson));
    });
    connect(lessonFile_, &LessonFileWatcher::faulty, this, &MainWindow::tellOfFaults);
    connect(lessonFile_, &LessonFileWatcher::restored, this, [this] { delete faultBox_; });
    connect(lessonFile_, &LessonFileWatcher::vanished, this, [this] {
        notice_->say(tr("%1 was removed, or can no longer be read. The lesson goes on as it was; the file is "
                        "read when it is there again.")
                         .arg(QFileInfo(lessonFile_->path()).fileName()));
    });
    connect(lessonFile_, &LessonFileWatcher::returned, this,
        [this] { notice_->say(tr("%1 is there again.").arg(QFileInfo(lessonFile_->path()).fileName())); });
    connect(&playback_, &Playback::changed, this, [this] {
        if (!lessonFile_->path().isEmpty() && playback_.options().script != ownLesson_)
            lessonFile_->forget();
    });
    connect(prediction_, &Prediction::changed, this, [this] { showQuestion(); });
    QMenu *menu = transport_->moreMenu();
    predictAction_ = menu->addAction(QString());
    predictAction_->setCheckable(true);
    predictAction_->setChecked(true);
    connect(predictAction_, &QAction::toggled, prediction_, &Prediction::setEnabled);
}

/// The bar is made with the first question: many sessions have none.
void MainWindow::showQuestion()
{
    if (questionBar_ || !prediction_->question())
        return;
    questionBar_ = new QuestionBar(*prediction_, center_);
    // Above the narration, which is the last.
    auto *column = static_cast<QBoxLayout *>(center_->layout());
    column->insertWidget(column->count() - 1, questionBar_);
}

void MainWindow::openLessonFile(const QString &path) { lessonFile_->open(path); }

void MainWindow::tellOfFaults(const QString &faults)
{
    delete faultBox_; // of the last time that the file was saved
    faultBox_ = new PlainBox(QMessageBox::Warning, tr("Lesson file"),
        tr("The lesson cannot be run as it is. It is read again each time the file is saved."), faults, this);
    faultBox_->setAttribute(Qt::WA_DeleteOnClose);
    faultBox_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    faultBox_->open();
}

} // namespace sockstep
