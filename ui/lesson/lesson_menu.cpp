// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/lesson_menu.h"

#include "core/lesson/lesson_library.h"
#include "ui/look/as_shown.h"
#include "ui/steer/playback.h"
#include "ui/words/closing_words.h"
#include "ui/words/lesson_words.h"

#include <QActionGroup>
#include <algorithm>

namespace sockstep {

LessonMenu::LessonMenu(Playback &playback, QWidget *parent)
    : QMenu(parent)
    , playback_(playback)
    , group_(new QActionGroup(this))
{
    setToolTipsVisible(true);
    const auto addHead = [this] {
        QAction *head = addAction(QString());
        head->setEnabled(false);
        return head;
    };
    echoHead_ = addHead();
    for (const Closing closing : kClosings) {
        QAction *action = addAction(QString());
        action->setCheckable(true);
        group_->addAction(action);
        closings_.append(action);
        connect(
            action, &QAction::triggered, &playback_, [this, closing] { playback_.chooseClosing(closing); });
    }
    addSeparator();
    freePlay_ = addAction(QString());
    freePlay_->setObjectName(QStringLiteral("freePlay"));
    freePlay_->setCheckable(true);
    group_->addAction(freePlay_);
    connect(freePlay_, &QAction::triggered, &playback_, &Playback::chooseFreePlay);
    addSeparator();
    catalogueHead_ = addHead();
    open_ = addAction(QString());
    open_->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_O);
    connect(open_, &QAction::triggered, this, &LessonMenu::fileWanted);
    connect(this, &QMenu::aboutToShow, this, &LessonMenu::readCatalogue);
    retranslate();
}

LessonMenu::Chapter &LessonMenu::chapterNamed(const std::string &name)
{
    const auto known = std::find_if(
        chapters_.begin(), chapters_.end(), [&](const Chapter &chapter) { return chapter.name == name; });
    if (known != chapters_.end())
        return *known;
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    insertMenu(open_, menu);
    return chapters_.emplace_back(Chapter {name, menu, {}});
}

void LessonMenu::readCatalogue()
{
    if (!chapters_.empty())
        return;
    for (const LessonText &text : lessonTexts()) {
        const auto lesson = builtInLesson(text.name);
        const bool isEcho = lesson && lesson->closing && lesson->network == NetworkKind::Loopback;
        if (!lesson || isEcho) // those are further up
            continue;
        Chapter &chapter = chapterNamed(lesson->chapter);
        QAction *action = chapter.menu->addAction(QString());
        action->setCheckable(true);
        action->setData(QString::fromStdString(lesson->name));
        group_->addAction(action);
        chapter.lessons.append(action);
        connect(action, &QAction::triggered, &playback_, [this, lesson] { playback_.chooseLesson(lesson); });
    }
    nameLessons();
    setLabRefusal(labRefusal_);
    refresh();
}

void LessonMenu::nameLessons()
{
    for (const Chapter &chapter : chapters_) {
        chapter.menu->setTitle(LessonWords::chapter(chapter.name));
        for (QAction *lesson : chapter.lessons)
            lesson->setText(LessonWords::title(lesson->data().toString().toStdString()));
    }
}

void LessonMenu::retranslate()
{
    echoHead_->setText(tr("Echo, and who ends it"));
    catalogueHead_->setText(tr("Lessons"));
    freePlay_->setText(tr("Free play: every call by hand"));
    open_->setText(tr("Open a lesson file…"));
    for (qsizetype i = 0; i < closings_.size(); ++i)
        closings_[i]->setText(ClosingWords::name(kClosings.at(static_cast<std::size_t>(i))));
    nameLessons();
    refresh();
}

void LessonMenu::refresh()
{
    const auto &script = playback_.options().script;
    const Closing closing = playback_.session().closing();
    const bool free = playback_.options().freePlay;
    freePlay_->setChecked(free);
    for (qsizetype i = 0; i < closings_.size(); ++i)
        closings_[i]->setChecked(!script && !free && kClosings.at(static_cast<std::size_t>(i)) == closing);
    for (const Chapter &chapter : chapters_) {
        for (QAction *lesson : chapter.lessons)
            lesson->setChecked(script && lesson->data().toString().toStdString() == script->name);
    }
}

void LessonMenu::setLabRefusal(const QString &reason)
{
    labRefusal_ = reason;
    for (const Chapter &chapter : chapters_) {
        for (QAction *action : chapter.lessons) {
            const auto lesson = builtInLesson(action->data().toString().toStdString());
            const bool refused = !reason.isEmpty() && lesson && lesson->network == NetworkKind::Lab;
            action->setEnabled(!refused);
            action->setToolTip(refused ? asToolTip(reason) : QString());
        }
    }
}

} // namespace sockstep
