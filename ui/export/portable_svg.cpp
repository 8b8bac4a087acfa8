// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/portable_svg.h"

#include "ui/export/sheet.h"
#include "ui/look/style.h"

#include <QFont>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QImage>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace sockstep {

namespace {

const QImage &measure()
{
    static const QImage image = [] {
        QImage made(1, 1, QImage::Format_RGB32);
        made.setDotsPerMeterX(qRound(Sheet::kDotsPerInch * 39.37));
        made.setDotsPerMeterY(made.dotsPerMeterX());
        return made;
    }();
    return image;
}

QFont fontOf(const QXmlStreamAttributes &attributes)
{
    constexpr double kPointsPerInch = 72;
    QFont font(attributes.value(QLatin1String("font-family")).toString());
    const double pixels = attributes.value(QLatin1String("font-size")).toDouble();
    font.setPointSizeF(std::max(pixels, 1.0) * kPointsPerInch / Sheet::kDotsPerInch);
    font.setBold(attributes.value(QLatin1String("font-weight")).toInt() >= QFont::Bold);
    font.setItalic(attributes.value(QLatin1String("font-style")) == QLatin1String("italic"));
    return withoutPixels(font); // as the sheet was laid out
}

/// The family by its own name, and those that systems without it have; the last one every viewer has.
QString familiesOf(const QFont &font)
{
    const QFontInfo info(font);
    const QString others = info.fixedPitch()
        ? QStringLiteral("'Noto Sans Mono', 'DejaVu Sans Mono', Menlo, Consolas")
        : QStringLiteral("'Noto Sans', 'DejaVu Sans', 'Helvetica Neue', 'Segoe UI'");
    const QString hangul = QStringLiteral("'Noto Sans CJK KR', 'Apple SD Gothic Neo', 'Malgun Gothic'");
    const QString any = info.fixedPitch() ? QStringLiteral("monospace") : QStringLiteral("sans-serif");
    return QStringLiteral("'%1', %2, %3, %4").arg(info.family().remove(u'\''), others, hangul, any);
}

class Rewriter {
public:
    Rewriter(const QString &text, QString title)
        : reader_(text)
        , writer_(&result_)
        , title_(std::move(title))
    {
    }

    QByteArray rewrite()
    {
        while (!reader_.atEnd()) {
            const auto token = reader_.readNext();
            if (token == QXmlStreamReader::StartElement)
                writeStart();
            else if (token == QXmlStreamReader::EndElement)
                writer_.writeEndElement();
            else if (token == QXmlStreamReader::Characters && !reader_.isWhitespace())
                writer_.writeCharacters(reader_.text().toString());
        }
        Q_ASSERT(!reader_.hasError()); // it was written by Qt, and holds no forbidden character
        return result_ + '\n';
    }

private:
    void writeStart()
    {
        const QString name = reader_.name().toString();
        const QXmlStreamAttributes attributes = reader_.attributes();
        if (name == QLatin1String("svg")) {
            writeRoot(attributes);
            return;
        }
        if (name == QLatin1String("title") || name == QLatin1String("desc")) {
            reader_.readElementText(); // Qt's; the root has ours
            return;
        }
        writer_.writeStartElement(name);
        if (name == QLatin1String("text")) {
            writeText(attributes);
            return;
        }
        for (const QXmlStreamAttribute &attribute : attributes) {
            const QString key = attribute.qualifiedName().toString();
            // A text says its own font; a group's would be that of what is painted next to it.
            const bool idle = key == QLatin1String("vector-effect") || key.startsWith(QLatin1String("font-"))
                || (key == QLatin1String("transform")
                    && attribute.value() == QLatin1String("matrix(1,0,0,1,0,0)"));
            if (!idle)
                writer_.writeAttribute(key, attribute.value().toString());
        }
    }

    void writeText(const QXmlStreamAttributes &attributes)
    {
        const QFont font = fontOf(attributes);
        for (const QXmlStreamAttribute &attribute : attributes) {
            const QString key = attribute.qualifiedName().toString();
            const bool isFamily = key == QLatin1String("font-family");
            writer_.writeAttribute(key, isFamily ? familiesOf(font) : attribute.value().toString());
        }
        const QString text = reader_.readElementText();
        const double width = QFontMetricsF(font, &measure()).horizontalAdvance(text);
        writer_.writeAttribute(QStringLiteral("textLength"), QString::number(width, 'f', 2));
        writer_.writeAttribute(QStringLiteral("lengthAdjust"), QStringLiteral("spacingAndGlyphs"));
        writer_.writeCharacters(text);
        writer_.writeEndElement();
    }

    void writeRoot(const QXmlStreamAttributes &attributes)
    {
        const QStringList box
            = attributes.value(QLatin1String("viewBox")).toString().split(u' ', Qt::SkipEmptyParts);
        writer_.writeStartElement(QStringLiteral("svg"));
        writer_.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
        writer_.writeAttribute(QStringLiteral("width"), box.value(2));
        writer_.writeAttribute(QStringLiteral("height"), box.value(3));
        writer_.writeAttribute(QStringLiteral("viewBox"), box.join(u' '));
        writer_.writeAttribute(QStringLiteral("role"), QStringLiteral("img"));
        writer_.writeTextElement(QStringLiteral("title"), title_);
    }

    QXmlStreamReader reader_;
    QByteArray result_;
    QXmlStreamWriter writer_;
    const QString title_;
};

} // namespace

QString withoutForbidden(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool paired = c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (paired)
            ++i;
        else if (c.isSurrogate() || c.unicode() >= 0xfffe
            || (c.unicode() < 0x20 && c != u'\n' && c != u'\t' && c != u'\r'))
            text[i] = QChar::ReplacementCharacter;
    }
    return text;
}

QByteArray portableSvg(const QByteArray &generated, const QString &title)
{
    return Rewriter(withoutForbidden(QString::fromUtf8(generated)), withoutForbidden(title)).rewrite();
}

} // namespace sockstep
