// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/narration/outside_notice.h"

#include "ui/words/narrator.h"

#include <QTextDocumentFragment>
#include <variant>

namespace sockstep {

OutsideNotice::OutsideNotice(Follower &follower, QObject *parent)
    : QObject(parent)
    , follower_(follower)
{
    connect(&follower_, &Follower::replaced, this, [this] { seen_ = 0; });
    connect(&follower_, &Follower::advanced, this, &OutsideNotice::look);
}

void OutsideNotice::look()
{
    const Recording &recording = follower_.recording();
    const EventIndex end = follower_.history().size();
    const OutsideSeen *last = nullptr;
    for (; seen_ < end; ++seen_) {
        if (const auto *seen = std::get_if<OutsideSeen>(&recording.at(seen_).body))
            last = seen;
    }
    if (last)
        emit noticed(QTextDocumentFragment::fromHtml(Narrator::outside(*last)).toPlainText() + u' '
            + tr("The lesson goes on when its own actors have their turn: end that program, or restart on "
                 "another "
                 "port."));
}

} // namespace sockstep
