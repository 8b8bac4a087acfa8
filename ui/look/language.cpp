// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/language.h"

#include "ui/look/particles.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace sockstep {

QString KoreanTexts::translate(
    const char *context, const char *source, const char *disambiguation, int n) const
{
    return withMarks(QTranslator::translate(context, source, disambiguation, n));
}

Language::Language(QObject *parent)
    : QObject(parent)
{
}

QString Language::ofSystem()
{
    for (const QString &language : QLocale::system().uiLanguages()) {
        if (language.startsWith(QStringLiteral("ko")))
            return QStringLiteral("ko");
        if (language.startsWith(QStringLiteral("en")))
            break;
    }
    return QStringLiteral("en");
}

void Language::use(const QString &code)
{
    const bool known = code == QStringLiteral("en") || code == QStringLiteral("ko");
    if (code == code_ || !known)
        return;
    code_ = code;
    QCoreApplication::removeTranslator(&texts_);
    QCoreApplication::removeTranslator(&qtTexts_);
    if (code_ == QStringLiteral("en"))
        return;
    if (texts_.load(QStringLiteral(":/i18n/sockstep_") + code_))
        QCoreApplication::installTranslator(&texts_);
    // Qt's own words: the buttons of dialogs.
    if (qtTexts_.load(QStringLiteral("qtbase_") + code_, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qtTexts_);
}

} // namespace sockstep
