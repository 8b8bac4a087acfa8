// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>

class QLabel;
class QWidget;

namespace sockstep {

class Theme;
class Zoom;

/// The style sheet of the window, with the theme's colours and scaled by the zoom.
QString windowStyle(const Theme &theme, const Zoom &zoom);

/// The fixed-width font of the system at the size of \p font.
QFont monospaced(const QFont &font);

/// For a figure or a sheet, which is seen in any size: as wide as it is drawn.
QFont withoutPixels(QFont font);

/// A caption above a pane: small, spaced capitals where the script has them.
QLabel *makeCaption(QWidget *parent);

} // namespace sockstep
