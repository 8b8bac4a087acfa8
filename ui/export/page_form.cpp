// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/page_form.h"

#include "ui/export/portable_svg.h"

#include <QCryptographicHash>
#include <QFile>

namespace sockstep {

namespace {

/// The parts lie in the program. Empty if there is none of this name.
QString part(const QString &name)
{
    QFile file(QStringLiteral(":/pages/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The names of the theme's colours in the styles.
QString colours(const Theme &theme)
{
    const std::pair<const char *, QColor> named[]
        = {{"window", theme.window()}, {"canvas", theme.canvas()}, {"text", theme.text()},
            {"muted", theme.muted()}, {"border", theme.border()}, {"hover", theme.hover()},
            {"accent", theme.accent()}, {"differs", theme.waitFill()}, {"sign", theme.wait()}};
    const QString scheme = theme.isDark() ? QStringLiteral("dark") : QStringLiteral("light");
    QString rule = QStringLiteral(":root { color-scheme: %1;").arg(scheme);
    for (const auto &[name, colour] : named)
        rule += QStringLiteral(" --%1: %2;").arg(QLatin1String(name), colour.name());
    return rule + QStringLiteral(" }\n");
}

/// Should anything from a recording ever be taken for a script, the browser refuses to run it.
QString policyFor(const QString &script)
{
    const QString policy = QStringLiteral("default-src 'none'; style-src 'unsafe-inline'");
    if (script.isEmpty())
        return policy;
    const QByteArray hash = QCryptographicHash::hash(script.toUtf8(), QCryptographicHash::Sha256).toBase64();
    return policy + QStringLiteral("; script-src 'sha256-%1'").arg(QString::fromLatin1(hash));
}

} // namespace

PageForm::PageForm(const QString &name, const Theme &theme)
    : form_(part(name + QStringLiteral(".html")))
    , style_(colours(theme) + part(name + QStringLiteral(".css")))
    , script_(part(name + QStringLiteral(".js")))
{
    if (form_.isEmpty())
        qFatal("the program lacks a part of itself: the page %s", qPrintable(name));
    if (!script_.isEmpty()) // marks that sound XML needs, and that are comments in the script
        script_ = QStringLiteral("//<![CDATA[\n%1//]]>\n").arg(script_);
}

QByteArray PageForm::fill(Fields fields) const
{
    fields.insert(fields.end(), {{"policy", policyFor(script_)}, {"style", style_}, {"script", script_}});
    QString page;
    // In one pass, so that nothing in a field is taken for the name of another one.
    for (qsizetype at = 0; at < form_.size();) {
        const qsizetype open = form_.indexOf(QLatin1String("{{"), at);
        const qsizetype close = open < 0 ? open : form_.indexOf(QLatin1String("}}"), open);
        if (close < 0) {
            page += form_.mid(at);
            break;
        }
        page += form_.mid(at, open - at);
        const QString name = form_.mid(open + 2, close - open - 2);
        for (const auto &[field, value] : fields) {
            if (name == QLatin1String(field))
                page += value;
        }
        at = close + 2;
    }
    return withoutForbidden(page).toUtf8();
}

} // namespace sockstep
