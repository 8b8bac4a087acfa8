// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/diagram_search.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <vector>

namespace sockstep {

class Follower;

/// Finds a text in all the rows of the diagram, and in what the narration says of their calls, a little at a
/// time so that the window is never kept waiting: the results grow while it goes through a long recording.
/// Rows that come later are searched as well. At another moment it begins anew.
class DiagramFinder : public QObject {
    Q_OBJECT
public:
    explicit DiagramFinder(const Follower &follower, QObject *parent = nullptr);

    /// An empty text ends it.
    void find(const QString &text);
    const QString &text() const { return text_; }
    /// Ascending; those that are known so far.
    const std::vector<Row> &matches() const { return matches_; }
    /// All that is there has been searched.
    bool isComplete() const { return !work_.isActive(); }
    /// Is any of the rows from \p first to \p last a match?
    bool hasMatch(Row first, Row last) const;
    /// Takes in what the layout has become.
    void refresh();
    /// From the first row on: it is another moment, or the narration speaks another language.
    void restart();

signals:
    /// There are other matches, or there are no more to come.
    void changed();

private:
    void work();
    bool isIn(Row row) const;

    const Follower &follower_;
    QString text_;
    DiagramSearch search_ {""};
    std::vector<Row> matches_;
    Row next_ = 0;
    QTimer work_;
};

} // namespace sockstep
