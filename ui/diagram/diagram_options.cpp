// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_options.h"

#include "ui/steer/follower.h"

#include <QSettings>

namespace sockstep {

namespace {
constexpr char kGroup[] = "diagram";
} // namespace

DiagramOptions::DiagramOptions(const Follower &follower, QObject *parent)
    : QObject(parent)
    , follower_(follower)
{
    connect(&follower, &Follower::replaced, this, &DiagramOptions::forget);
}

/// Another recording: nothing of the old one's lines is true of it.
void DiagramOptions::forget()
{
    end_ = excerpt_ = Excerpt(choices_);
    refresh();
    emit changed();
}

void DiagramOptions::refresh()
{
    if (choices_.showsEveryRow())
        return;
    if (follower_.isAtEnd()) {
        end_.update(follower_.layout(), follower_.history());
        excerpt_ = end_;
        return;
    }
    excerpt_ = end_;
    excerpt_.update(follower_.layout(), follower_.history());
}

void DiagramOptions::choose(const DiagramChoices &choices)
{
    if (choices == choices_)
        return;
    choices_ = choices;
    forget();
}

void DiagramOptions::showEveryRow()
{
    DiagramChoices choices = choices_;
    choices.leftOut = 0;
    choices.hidden.clear();
    choose(choices);
}

void DiagramOptions::setOpen(Row firstOfFold, bool open)
{
    end_.setOpen(firstOfFold, open);
    refresh();
    emit changed();
}

bool DiagramOptions::reveal(Row row)
{
    refresh();
    const DiagramChoices wider = excerpt_.choicesToShow(follower_.layout(), follower_.history(), row);
    const bool other = wider != choices_;
    choose(wider);
    if (const auto fold = excerpt_.foldOf(row); fold && !fold->open)
        setOpen(fold->first, true);
    return other;
}

void DiagramOptions::restore()
{
    QSettings settings;
    settings.beginGroup(QString::fromLatin1(kGroup));
    DiagramChoices choices;
    if (const QVariant columns = settings.value(QStringLiteral("columns")); columns.isValid())
        chooseColumns(choices, columns.toStringList().join(u',').toStdString());
    for (const QString &kind : settings.value(QStringLiteral("leftOut")).toStringList()) {
        if (const auto known = diagramKindNamed(kind.toStdString()))
            choices.leaveOut(*known, true);
    }
    for (const QString &actor : settings.value(QStringLiteral("hidden")).toStringList())
        choices.hide(actor.toStdString(), true);
    choices.fold = settings.value(QStringLiteral("fold"), false).toBool();
    choose(choices);
}

void DiagramOptions::save() const
{
    QStringList kinds;
    for (const DiagramChoices::Kind kind : DiagramChoices::kKinds) {
        if (choices_.leavesOut(kind))
            kinds << QString::fromStdString(std::string(name(kind)));
    }
    QStringList hidden;
    for (const std::string &actor : choices_.hidden)
        hidden << QString::fromStdString(actor);
    QSettings settings;
    settings.beginGroup(QString::fromLatin1(kGroup));
    settings.setValue(QStringLiteral("columns"), QString::fromStdString(columnNames(choices_)));
    settings.setValue(QStringLiteral("leftOut"), kinds);
    settings.setValue(QStringLiteral("hidden"), hidden);
    settings.setValue(QStringLiteral("fold"), choices_.fold);
}

} // namespace sockstep
