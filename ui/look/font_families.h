// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <thread>

namespace sockstep {

/// Reads the machine's font configuration on a thread of its own, while QApplication connects to the display:
/// some 7 ms that the first window would wait for. Start it before QApplication and join it after, before
/// there is any text. fontconfig may be used from several threads, and Qt finds there what has been read.
[[nodiscard]] int readFontsEarly(std::jthread &thread);

/// The installed family that fontconfig chooses for the first of \p names that means one to it, which may be
/// an alias such as "Sans Serif" or "monospace", in \p language (the system's where it is empty). Under an
/// alias, Qt 6.4 sorts all fonts of the machine once for each script and style, and takes digits next to
/// Hangul from whatever font has Hangul. For the window's thread, once the early one has been joined: what
/// was found is remembered.
QString installedFamily(const QStringList &names, const QString &language = {});

} // namespace sockstep
