// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"

#include <QCoreApplication>
#include <QString>

namespace sockstep {

/// Says in a few words what an event of a recording is.
class EventWords {
    Q_DECLARE_TR_FUNCTIONS(EventWords)
public:
    /// \p history must know the recording beyond the event \p n.
    static QString brief(const History &history, EventIndex n);

private:
    struct Words;
};

} // namespace sockstep
