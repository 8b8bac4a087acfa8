// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/as_shown.h"

#include "core/text/shown_text.h"

#include <QAction>
#include <QTextDocument>

namespace sockstep {

QString asShown(std::string_view utf8) { return QString::fromStdString(shownText(utf8)); }

QString asShown(const QString &foreign) { return asShown(foreign.toStdString()); }

QString linesAsShown(std::string_view utf8) { return QString::fromStdString(shownLines(utf8)); }

QString codeAsShown(std::string_view line)
{
    // A program's line has no newline, but a recording may be anybody's.
    return QString::fromStdString(shownLines(line, kLongestShownLine)).replace(u'\n', QStringLiteral("\\n"));
}

QString nameAsShown(std::string_view name) { return QString::fromStdString(shownName(name)); }

QString fileAsShown(const QString &path) { return QString::fromStdString(shownSentence(path.toStdString())); }

QString onButton(const QString &shown) { return QString(shown).replace(u'&', QStringLiteral("&&")); }

QString asToolTip(const QString &shown)
{
    return Qt::mightBeRichText(shown) ? Qt::convertFromPlainText(shown) : shown;
}

void setShown(QAction &action, const QString &shown)
{
    action.setText(onButton(shown));
    action.setToolTip(asToolTip(shown));
}

} // namespace sockstep
