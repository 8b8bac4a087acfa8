// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/excerpt.h"

#include <QObject>

namespace sockstep {

class Follower;

/// What the person wants to see of the session's diagram, and the excerpt that follows from it: one for all
/// the views of it. Remembers the choices from one start to the next.
class DiagramOptions : public QObject {
    Q_OBJECT
public:
    explicit DiagramOptions(const Follower &follower, QObject *parent = nullptr);

    const DiagramChoices &choices() const { return choices_; }
    /// Of the moment that is looked at, after refresh().
    const Excerpt &excerpt() const { return excerpt_; }
    /// Takes in what the layout has become.
    void refresh();

    void choose(const DiagramChoices &choices);
    /// Every row again; columns and folding stay as they are.
    void showEveryRow();
    void setOpen(Row firstOfFold, bool open);
    /// Lets \p row be seen: opens its fold, or gives up what keeps it out of sight. True if choices had to
    /// be given up.
    bool reveal(Row row);

    void restore();
    void save() const;

signals:
    /// Other rows, columns or lifelines than before are shown.
    void changed();

private:
    void forget();

    const Follower &follower_;
    DiagramChoices choices_;
    Excerpt end_; // of all that is recorded; an earlier moment's begins with a copy of it
    Excerpt excerpt_;
};

} // namespace sockstep
