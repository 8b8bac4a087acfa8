// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace sockstep {

/// What Qt's generator wrote, made to look the same wherever it is opened: every text says how wide it is,
/// so that another font cannot push it into its neighbour, and names fonts that other systems have.
/// Characters that XML forbids, which may come from a recording, are replaced.
QByteArray portableSvg(const QByteArray &generated, const QString &title);

/// The text without characters that XML forbids.
QString withoutForbidden(QString text);

} // namespace sockstep
