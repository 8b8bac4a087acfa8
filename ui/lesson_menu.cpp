// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson_menu.h"

#include "compare_words.h"
#include "lesson/lesson_library.h"
#include "lesson_words.h"
#include "playback.h"

#include <QActionGroup>

namespace sockstep {

LessonMenu::LessonMenu(Playback &playback, QWidget *parent)
    : QMenu(parent)
    , playback_(playback)
{
    setToolTipsVisible(true);
    auto *group = new QActionGroup(this);
    const auto add = [&](QList<QAction *> &list) {
        QAction *action = addAction(QString());
        action->setCheckable(true);
        group->addAction(action);
        list.append(action);
        return action;
    };
    const auto addHead = [this] {
        QAction *head = addAction(QString());
        head->setEnabled(false);
        return head;
    };
    echoHead_ = addHead();
    for (const Closing closing : kClosings)
        connect(add(closings_), &QAction::triggered, &playback_,
            [this, closing] { playback_.chooseClosing(closing); });
    addSeparator();
    labHead_ = addHead();
    for (const std::string_view lesson : lessonNames(NetworkKind::Lab)) {
        const QString name = QString::fromUtf8(lesson.data(), static_cast<qsizetype>(lesson.size()));
        QAction *action = add(lessons_);
        action->setData(name);
        connect(action, &QAction::triggered, &playback_, [this, name] { playback_.chooseLesson(name); });
    }
    retranslate();
}

void LessonMenu::retranslate()
{
    echoHead_->setText(tr("Echo, and who ends it"));
    labHead_->setText(tr("In the lab, segment by segment"));
    for (qsizetype i = 0; i < closings_.size(); ++i)
        closings_[i]->setText(CompareWords::closing(kClosings.at(static_cast<std::size_t>(i))));
    for (QAction *lesson : lessons_)
        lesson->setText(LessonWords::title(lesson->data().toString().toStdString()));
    refresh();
}

void LessonMenu::refresh()
{
    const std::string &running = playback_.options().lesson;
    const Closing closing = playback_.session().closing();
    for (qsizetype i = 0; i < closings_.size(); ++i)
        closings_[i]->setChecked(running.empty() && kClosings.at(static_cast<std::size_t>(i)) == closing);
    for (QAction *lesson : lessons_)
        lesson->setChecked(!running.empty() && lesson->data().toString().toStdString() == running);
}

void LessonMenu::setLabRefusal(const QString &reason)
{
    for (QAction *lesson : lessons_) {
        lesson->setEnabled(reason.isEmpty());
        lesson->setToolTip(reason);
    }
}

} // namespace sockstep
