// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QStringList>

namespace sockstep {
class DiagramGeometry;
class DiagramView;
struct DiagramSlice;
class Follower;
} // namespace sockstep

namespace sockstep::test {

/// What of a diagram breaks the screen rules: labels that meet a label, a band, a bar or an arrow,
/// or that leave the content. A label counts as large as \p font really paints it. Empty if all is
/// well; else a line each, with coordinates.
QStringList brokenRules(
    const DiagramSlice &slice, const DiagramGeometry &geometry, const QFont &font, double contentHeight);

/// The same for the lane headers: cards that meet, leave the content, or are too small for their
/// text.
QStringList brokenHeaderRules(const DiagramView &view, const Follower &follower);

} // namespace sockstep::test
