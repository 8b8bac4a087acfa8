// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/foreign_text.h"

#include <QChar>
#include <QList>
#include <QString>
#include <QStringDecoder>

namespace sockstep::test {

namespace {

/// Joiners and selectors have no place in the scripts of Europe, and so none beside the program's own words.
bool mayBeJoined(char32_t c)
{
    const bool keyOrSign = (c >= '0' && c <= '9') || c == '#' || c == '*' || c == 0xa9 || c == 0xae;
    return c >= 0x600 || keyOrSign;
}

bool isInvisible(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format:
        return !((c >= 0x600 && c <= 0x605) || c == 0x6dd || c == 0x70f || c == 0x890 || c == 0x891
            || c == 0x8e2 || c == 0x110bd || c == 0x110cd);
    default:
        break;
    }
    return QChar::isNonCharacter(c) || c == 0xfffc || c == 0x34f || c == 0x115f || c == 0x1160 || c == 0x3164
        || c == 0xffa0 || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0000 && c <= 0xe0fff);
}

std::string described(char32_t c, qsizetype at)
{
    return QStringLiteral("U+%1 at %2").arg(static_cast<uint>(c), 4, 16, QChar(u'0')).arg(at).toStdString();
}

} // namespace

const std::vector<std::string> &foreignTexts()
{
    static const std::vector<std::string> texts {"\x1b]0;pwn\x07", "\x1b[2J\x1b[31m",
        "\xc2\x9b"
        "2J",
        "\x9b"
        "31m",
        "a\nb", "a\tb", "a\rb", "\x7f\x08", "\u202egnp.exe\u202c", "\u2066x\u2069", "\u200f\u200e\u061c",
        "\u200b\ufeff\u2060", "\u2028\u2029", "\U000e0041\U000e007f",
        "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "\u0338",
        "<b>bold</b><img src=x onerror=alert(1)>", "&lt;b&gt;&amp;", "=1+1", "@SUM(A1)", "*/ evil(); /*",
        "\\", "\"\"\"", "서버", "שרת", "👩‍💻"};
    return texts;
}

std::string foreignText()
{
    std::string all;
    for (const std::string &one : foreignTexts())
        all += one;
    return all;
}

std::string forbiddenIn(std::string_view text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    if (decoder.hasError())
        return "no UTF-8";
    const auto characters = decoded.toUcs4();
    int marks = 0;
    for (qsizetype i = 0; i < characters.size(); ++i) {
        const char32_t c = characters[i];
        const bool joins = (c == 0x200c || c == 0x200d) && i + 1 < characters.size()
            && mayBeJoined(characters[i + 1]) && !isInvisible(characters[i + 1]);
        const bool selects
            = (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef) || (c >= 0x180b && c <= 0x180f);
        const bool belongs = (joins || selects) && i > 0 && mayBeJoined(characters[i - 1])
            && characters[i - 1] != 0x200c && characters[i - 1] != 0x200d;
        if (isInvisible(c) && !belongs)
            return described(c, i);
        const auto category = QChar::category(c);
        const bool stacks = category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
        marks = stacks ? marks + 1 : 0;
        if (marks > 6 || (marks > 0 && i == marks - 1))
            return described(c, i) + ", a mark too many";
    }
    return {};
}

std::string forbiddenInLines(std::string_view text)
{
    std::size_t number = 1;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (const std::string found = forbiddenIn(text.substr(0, end)); !found.empty())
            return "line " + std::to_string(number) + ": " + found;
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
    }
    return {};
}

} // namespace sockstep::test
