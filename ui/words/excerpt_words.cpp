// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/excerpt_words.h"

#include "ui/words/narrator.h"

#include <QStringList>

namespace sockstep {

QString ExcerptWords::kind(DiagramChoices::Kind kind)
{
    switch (kind) {
    case DiagramChoices::Kind::Preparations:
        return tr("preparatory calls (setsockopt, getsockname, fcntl)");
    case DiagramChoices::Kind::States:
        return tr("states, and segments inferred from them");
    case DiagramChoices::Kind::Acknowledgements:
        return tr("segments that are only an ACK");
    case DiagramChoices::Kind::Copies:
        return tr("retransmissions and duplicates");
    }
    return {};
}

QString ExcerptWords::leftOut(const DiagramChoices &choices, const std::vector<std::string> &actors)
{
    QStringList list;
    for (const std::string &actor : actors) {
        if (choices.hides(actor))
            list << Narrator::actorName(actor);
    }
    for (const DiagramChoices::Kind one : DiagramChoices::kKinds) {
        if (choices.leavesOut(one))
            list << kind(one);
    }
    return list.isEmpty() ? QString() : tr("Not shown: %1").arg(list.join(QStringLiteral(", ")));
}

} // namespace sockstep
