// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/killed_text.h"

#include "core/text/shown_text.h"

namespace sockstep {

std::string killedText(const ActorKilled &killed, const Header &header)
{
    std::string text = signalName(killed.signal) + " ends the " + shownName(header.actors.at(killed.actor));
    for (const ActorId thread : killed.threads)
        text += ", " + shownName(header.actors.at(thread));
    return text;
}

} // namespace sockstep
