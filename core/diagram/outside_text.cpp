// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/outside_text.h"

#include "core/text/shown_text.h"

namespace sockstep {

std::string outsideText(const OutsideSeen &seen)
{
    std::string text = shownText(seen.address.text()) + " is somebody else's";
    if (!seen.program.empty())
        text += ": " + shownName(seen.program);
    if (!seen.user.empty())
        text += (seen.program.empty() ? ": of " : " of ") + shownName(seen.user);
    return text;
}

} // namespace sockstep
