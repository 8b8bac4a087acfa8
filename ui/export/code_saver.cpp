// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/code_saver.h"

#include "core/source/c_source.h"
#include "core/source/python_source.h"
#include "core/source/source_folder.h"
#include "ui/look/as_shown.h"
#include "ui/look/language.h"
#include "ui/parts/plain_box.h"
#include "ui/steer/playback.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QPushButton>

namespace sockstep {

CodeSaver::CodeSaver(const Follower &follower, const Playback &playback, const Language &language,
    QMenu &menu, QWidget *window)
    : QObject(window)
    , follower_(follower)
    , playback_(playback)
    , language_(language)
    , window_(window)
    , asC_(menu.addAction(QString()))
    , asPython_(menu.addAction(QString()))
{
    connect(asC_, &QAction::triggered, this, [this] { save(As::C); });
    connect(asPython_, &QAction::triggered, this, [this] { save(As::Python); });
    // A recording from a file has the lines of its programs, and not what they lead to.
    connect(&menu, &QMenu::aboutToShow, this, [this] {
        asC_->setEnabled(!follower_.isOpened());
        asPython_->setEnabled(!follower_.isOpened());
    });
}

void CodeSaver::retranslate()
{
    asC_->setText(tr("Save the programs as C…"));
    asPython_->setText(tr("Save the programs as Python…"));
}

/// As they run now: how the connection is to end can have been changed since the beginning.
LessonSource CodeSaver::source() const
{
    const Session &session = playback_.session();
    const auto &names = session.recording().header().actors;
    std::vector<ActorProgram> programs;
    const auto &given = session.options().programs;
    for (ActorId actor = 0; actor < session.actorCount(); ++actor)
        programs.push_back({names.at(actor), session.program(actor),
            actor < given.size() ? given[actor].routine : std::string()});
    return lessonSource(session.options(), std::move(programs), language_.code().toStdString());
}

bool CodeSaver::mayWrite(const QStringList &inTheWay)
{
    if (inTheWay.isEmpty())
        return true;
    PlainBox box(QMessageBox::Question, tr("Save the programs"),
        tr("The folder has files of these names already:"), inTheWay.join(u'\n'), window_);
    box.setStandardButtons(QMessageBox::Cancel);
    QPushButton *write = box.addButton(tr("Write over them"), QMessageBox::AcceptRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == write;
}

void CodeSaver::complain(const QString &what, const QString &details)
{
    PlainBox box(QMessageBox::Warning, tr("Save the programs"), what, details, window_);
    box.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box.exec();
}

void CodeSaver::save(As language)
{
    const SourceFiles sources = language == As::C ? cSource(source()) : pythonSource(source());
    if (!sources.faults.empty()) {
        QStringList faults;
        for (const SourceFault &fault : sources.faults)
            faults << asShown(faultText(fault));
        return complain(tr("These programs cannot be saved so that they do the same."), faults.join(u'\n'));
    }
    const QString folder
        = QFileDialog::getExistingDirectory(window_, tr("Choose a folder for the programs"), folder_);
    if (folder.isEmpty())
        return;
    folder_ = folder;
    const std::string path = QFile::encodeName(folder).toStdString();
    QStringList inTheWay;
    for (const std::string &file : filesInTheWay(path, sources.files))
        inTheWay << fileAsShown(QFile::decodeName(file.c_str()));
    if (!mayWrite(inTheWay))
        return;
    const std::string sentence = writeSources(path, sources.files);
    if (!sentence.empty())
        return complain(asShown(sentence));
    QStringList names;
    for (const SourceFile &file : sources.files)
        names << asShown(file.name);
    emit said(tr("Saved in %1: %2")
                  .arg(fileAsShown(QDir::toNativeSeparators(folder)), names.join(QStringLiteral(", "))));
}

} // namespace sockstep
