// SPDX-License-Identifier: GPL-3.0-or-later
#include "early_fonts.h"

#include <fontconfig/fontconfig.h>

namespace sockstep {

std::jthread readFontsEarly()
{
    return std::jthread([] { FcInit(); });
}

} // namespace sockstep
