// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/diagram_view.h"
#include "ui/steer/follower.h"
#include "ui/steer/playback.h"
#include "ui/steer/selection.h"

#include <QFont>
#include <QStringList>
#include <memory>

namespace sockstep::test {

struct Look {
    QString name;
    QSize size; // of the diagram in such a window
    QFont font;
};
/// As the window shows its diagram in two sizes and three zooms; after prepareLooks().
const QList<Look> &looks();
/// Opens a window in each size and zoom and takes its measures.
bool prepareLooks();

/// One session, drawn at the same time as windows of all the sizes and zooms would.
class Gallery {
public:
    explicit Gallery(SessionOptions options);

    Session &session() { return playback_.session(); }
    const Recording &recording() const { return follower_.recording(); }
    Playback &playback() { return playback_; }
    const Follower &follower() const { return follower_; }
    DiagramView &view(std::size_t i) { return *views_[i]; }
    bool awaitSettled();
    bool step(const char *actor = nullptr);
    /// What breaks the screen rules in any size; each line says in which.
    QStringList broken() const;

private:
    Follower follower_;
    Playback playback_;
    Selection selection_;
    std::vector<std::unique_ptr<DiagramView>> views_;
};

#define VERIFY_RULES(gallery)                                                                                \
    do {                                                                                                     \
        const QStringList broken = (gallery).broken();                                                       \
        QVERIFY2(broken.isEmpty(),                                                                           \
            qPrintable(QStringLiteral("after call %1:\n").arg((gallery).follower().history().callCount())    \
                + broken.join(u'\n')));                                                                      \
    } while (false)

} // namespace sockstep::test
