// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/fixed_width.h"

namespace sockstep {

double columns(const QString &text)
{
    double total = 0;
    for (const char32_t c : text.toUcs4()) {
        const bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xff60) || (c >= 0x1f300 && c <= 0x1faff);
        total += wide ? 2 : 1;
    }
    return total;
}

QString elided(QString text, double room)
{
    if (columns(text) <= room)
        return text;
    text.chop(text.endsWith(u'…') ? 1 : 0);
    while (!text.isEmpty() && columns(text) > room - 1) {
        text.chop(1);
        if (!text.isEmpty() && text.back().isHighSurrogate())
            text.chop(1);
    }
    return text + u'…';
}

} // namespace sockstep
