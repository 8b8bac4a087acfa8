// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Text on its way from core, or from the file system, onto the screen: every text that a file, a socket or a
// wire could have made passes here (core/text/shown_text.h says what becomes of it). Nobody else in ui makes
// a QString of bytes; a test looks.

#include <QString>
#include <string>
#include <string_view>

class QAction;

namespace sockstep {

/// In one line.
QString asShown(std::string_view utf8);
QString asShown(const QString &foreign);
/// Keeps newlines.
QString linesAsShown(std::string_view utf8);
/// A line of a program: indented as it is, and not without end.
QString codeAsShown(std::string_view line);

/// The name of an actor or a lesson, however long.
QString nameAsShown(std::string_view name);
/// A name or a path from the file system, however long, for a title, a menu or a notice.
QString fileAsShown(const QString &path);

/// As the text of a button, an action or a tab: "&" would underline the next letter.
QString onButton(const QString &shown);
/// As a tool tip, which Qt takes for HTML where it looks like it.
QString asToolTip(const QString &shown);
/// Both, for an action: without a tool tip of its own, Qt makes one of its text.
void setShown(QAction &action, const QString &shown);

} // namespace sockstep
