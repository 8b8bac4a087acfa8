// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QString>

namespace sockstep::test {

/// A Korean particle in \p shown of which nobody has chosen a form (ui/look/particles.h); empty if there is
/// none.
inline QString particleLeftIn(const QString &shown)
{
    static const QRegularExpression left(QStringLiteral(
        "\\x{2060}|이\\(가\\)|을\\(를\\)|은\\(는\\)|과\\(와\\)|\\(으\\)로|\\(이\\)(?=[라나며고란])"));
    return left.match(shown).captured();
}

} // namespace sockstep::test
