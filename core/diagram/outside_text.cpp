// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/outside_text.h"

namespace sockstep {

std::string outsideText(const OutsideSeen &seen)
{
    std::string text = seen.address.text() + " is somebody else's";
    if (!seen.program.empty())
        text += ": " + seen.program;
    if (!seen.user.empty())
        text += (seen.program.empty() ? ": of " : " of ") + seen.user;
    return text;
}

} // namespace sockstep
