// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/font_families.h"

#include "core/base/start_thread.h"
#include "core/base/thread_priority.h"

#include <QHash>
#include <fontconfig/fontconfig.h>
#include <memory>

namespace sockstep {

namespace {
using Pattern = std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)>;

QString chosenFamily(const QStringList &names, const QString &language)
{
    const Pattern wanted(FcPatternCreate(), &FcPatternDestroy);
    for (const QString &name : names)
        FcPatternAddString(
            wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8 *>(name.toUtf8().constData()));
    const QByteArray code = language.toUtf8();
    if (!code.isEmpty())
        FcPatternAddString(wanted.get(), FC_LANG, reinterpret_cast<const FcChar8 *>(code.constData()));
    FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
    FcDefaultSubstitute(wanted.get());
    FcResult result = FcResultMatch;
    const Pattern found(FcFontMatch(nullptr, wanted.get(), &result), &FcPatternDestroy);
    FcChar8 *family = nullptr; // the pattern's
    if (!found || FcPatternGetString(found.get(), FC_FAMILY, 0, &family) != FcResultMatch)
        return names.constFirst();
    return QString::fromUtf8(reinterpret_cast<const char *>(family));
}
} // namespace

int readFontsEarly(std::jthread &thread)
{
    return startThread(thread, [] {
        giveWay(10); // to the display's server, which QApplication waits for again and again
        FcInit();
        // What Qt asks for where no desktop says otherwise; the last one is of TransportBar.
        installedFamily({QStringLiteral("Sans Serif")});
        installedFamily({QStringLiteral("monospace"), QStringLiteral("monospace")});
        installedFamily({QStringLiteral("Sans Serif")}, QStringLiteral("ko"));
    });
}

QString installedFamily(const QStringList &names, const QString &language)
{
    static QHash<std::pair<QStringList, QString>, QString> known;
    QString &family = known[{names, language}];
    if (family.isEmpty())
        family = chosenFamily(names, language);
    return family;
}

} // namespace sockstep
