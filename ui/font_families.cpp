// SPDX-License-Identifier: GPL-3.0-or-later
#include "font_families.h"

#include "recording/thread_priority.h"

#include <QHash>
#include <fontconfig/fontconfig.h>
#include <memory>

namespace sockstep {

namespace {
using Pattern = std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)>;

QString chosenFamily(const QString &name, const QString &language)
{
    const Pattern wanted(FcPatternCreate(), &FcPatternDestroy);
    const QByteArray utf8 = name.toUtf8();
    FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8 *>(utf8.constData()));
    const QByteArray code = language.toUtf8();
    if (!code.isEmpty())
        FcPatternAddString(wanted.get(), FC_LANG, reinterpret_cast<const FcChar8 *>(code.constData()));
    FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
    FcDefaultSubstitute(wanted.get());
    FcResult result = FcResultMatch;
    const Pattern found(FcFontMatch(nullptr, wanted.get(), &result), &FcPatternDestroy);
    FcChar8 *family = nullptr; // the pattern's
    if (!found || FcPatternGetString(found.get(), FC_FAMILY, 0, &family) != FcResultMatch)
        return name;
    return QString::fromUtf8(reinterpret_cast<const char *>(family));
}
} // namespace

std::jthread readFontsEarly()
{
    return std::jthread([] {
        giveWay(10); // to the display's server, which QApplication waits for again and again
        FcInit();
        for (const char *alias : {"Sans Serif", "monospace"}) // what Qt has where no desktop says otherwise
            installedFamily(QString::fromLatin1(alias));
        installedFamily(QStringLiteral("Sans Serif"), QStringLiteral("ko")); // see TransportBar
    });
}

QString installedFamily(const QString &name, const QString &language)
{
    static QHash<std::pair<QString, QString>, QString> known;
    QString &family = known[{name, language}];
    if (family.isEmpty())
        family = chosenFamily(name, language);
    return family;
}

} // namespace sockstep
