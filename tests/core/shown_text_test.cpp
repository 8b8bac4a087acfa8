// SPDX-License-Identifier: GPL-3.0-or-later
// Foreign text as it is shown: nothing of it moves a cursor, turns a line, or hides; everything else stays.
#include "core/text/shown_text.h"
#include "core/text/wrapped_text.h"
#include "support/foreign_text.h"

#include <QString>
#include <QTest>
#include <random>

using namespace sockstep;
using namespace sockstep::test;

class ShownTextTest : public QObject {
    Q_OBJECT

private slots:
    void ordinaryTextOfEveryScriptStaysAsItIs_data();
    void ordinaryTextOfEveryScriptStaysAsItIs();
    void whatCannotBeSeenBecomesAnEscape_data();
    void whatCannotBeSeenBecomesAnEscape();
    void everyCodePointIsSeenOrEscaped();
    void noByteSequenceComesThrough();
    void whatIsShownCanBeShownAgain();
    void marksAreLimitedToWhatLettersHave();
    void theRestOfALongTextIsAnEllipsis();
    void ofALongSentenceBothEndsAreShown();
    void aCellIsExactlyAsWideAsItSays_data();
    void aCellIsExactlyAsWideAsItSays();
    void aLiteralHasNoQuoteOfItsOwn();
    void linesKeepTheirNewlines();
    void aTextIsCutAtItsSpaces();
    void aMillionCharactersAreNoTrouble();
};

namespace {

std::string utf8(char32_t c) { return QString::fromUcs4(&c, 1).toStdString(); }

QString forbidden(std::string_view text) { return QString::fromStdString(forbiddenIn(text)); }

/// Bytes of every kind: ASCII, controls, pieces of UTF-8, whole characters from anywhere in Unicode.
std::string anything(std::mt19937 &random)
{
    std::string text;
    const std::size_t parts = random() % 24;
    for (std::size_t i = 0; i < parts; ++i) {
        switch (random() % 5) {
        case 0:
            text += static_cast<char>(random() % 256);
            break;
        case 1:
            text += utf8(static_cast<char32_t>(0x200b + random() % 0x65));
            break;
        case 2:
            text += utf8(static_cast<char32_t>(random() % 0xd800));
            break;
        case 3:
            text += utf8(static_cast<char32_t>(0x1f300 + random() % 0x700));
            break;
        case 4:
            text += foreignTexts()[random() % foreignTexts().size()];
            break;
        }
    }
    return text;
}

} // namespace

void ShownTextTest::ordinaryTextOfEveryScriptStaysAsItIs_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("ASCII") << QStringLiteral("client-2 <b>&amp; \"x\" \\n #%;`$(ls)");
    QTest::newRow("Korean") << QStringLiteral("서버가 보낸 메시지");
    QTest::newRow("Korean, decomposed") << QStringLiteral("한글").normalized(QString::NormalizationForm_D);
    QTest::newRow("Arabic") << QStringLiteral("مرحبا بِالعَالَمِ ١٢٣");
    QTest::newRow("Persian, with a non-joiner") << QStringLiteral("می\u200cخواهم خانه\u200cای");
    QTest::newRow("Hebrew with points") << QStringLiteral("שָׁלוֹם בְּרֵאשִׁ֖ית");
    QTest::newRow("Hindi, joined and not") << QStringLiteral("क्\u200dष क्\u200cष नमस्ते");
    QTest::newRow("Sinhala") << QStringLiteral("ශ්\u200dරී ලංකා");
    QTest::newRow("Thai") << QStringLiteral("เซิร์ฟเวอร์ที่นี่");
    QTest::newRow("Tamil") << QStringLiteral("வணக்கம் கொ");
    QTest::newRow("Vietnamese, decomposed") << QStringLiteral("Tiê\u0301ng Viê\u0323t");
    QTest::newRow("Japanese") << QStringLiteral("サーバー ｸﾗｲｱﾝﾄ 　全角");
    QTest::newRow("Greek, Russian") << QStringLiteral("διακομιστής сервер");
    QTest::newRow("emoji") << QStringLiteral("😀 👍🏽 ❤️ 1️⃣ 🇰🇷");
    QTest::newRow("a family") << QStringLiteral("👩‍👩‍👧‍👦 👩🏽‍💻 🏳️‍🌈");
    QTest::newRow("a variant of an ideograph") << QStringLiteral("葛\U000e0100城");
    QTest::newRow("signs") << QStringLiteral("− · … → × ≠ ⇄ ✔ “quoted” – café");
}

void ShownTextTest::ordinaryTextOfEveryScriptStaysAsItIs()
{
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(shownText(text.toStdString())), text);
    QCOMPARE(firstEscaped(text.toStdString()), std::string_view::npos);
    QCOMPARE(forbidden(text.toStdString()), QString());
}

void ShownTextTest::whatCannotBeSeenBecomesAnEscape_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const QByteArray &text, const char *shown) {
        QTest::newRow(name) << text << QString::fromUtf8(shown);
    };
    row("escape sequence", "\x1b[2Jx", "\\x1b[2Jx");
    row("title of a terminal", "\x1b]0;pwn\x07", "\\x1b]0;pwn\\x07");
    row("newline, tab, carriage return", "a\nb\tc\rd", "a\\nb\\tc\\rd");
    row("null", QByteArray("a\0b", 3), "a\\x00b");
    row("delete", "a\x7f", "a\\x7f");
    row("C1 as UTF-8",
        "\xc2\x9b"
        "2J",
        "\\u009b2J");
    row("C1 as a byte",
        "\x9b"
        "2J",
        "\\x9b2J");
    row("direction", "a\u202ebc\u202c", "a\\u202ebc\\u202c");
    row("isolates and marks", "\u2066\u2069\u200e\u200f\u061c", "\\u2066\\u2069\\u200e\\u200f\\u061c");
    row("line and paragraph", "\u2028\u2029", "\\u2028\\u2029");
    row("zero width", "a\u200bb\u2060\ufeff", "a\\u200bb\\u2060\\ufeff");
    row("soft hyphen", "a\u00adb", "a\\u00adb");
    row("joiners in Latin", "a\u200db\u200cc", "a\\u200db\\u200cc");
    row("a joiner before nothing", "👩\u200d", "👩\\u200d");
    row("a selector after a letter", "a\ufe0f", "a\\ufe0f");
    row("tags", "🏴\U000e0067\U000e007f", "🏴\\U000e0067\\U000e007f");
    row("fillers of Hangul", "\u3164\u115f", "\\u3164\\u115f");
    row("a mark without a letter", "\u0338x", "\\u0338x");
    row("no characters", "\ufffe\ufdd0", "\\ufffe\\ufdd0");
    row("an object", "\ufffc", "\\ufffc");
    row("overlong", "\xc0\x9b", "\\xc0\\x9b");
    row("surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80");
    row("cut off", "\xe2\x80", "\\xe2\\x80");
    row("beyond Unicode", "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80");
}

void ShownTextTest::whatCannotBeSeenBecomesAnEscape()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, shown);
    QCOMPARE(QString::fromStdString(shownText(text.toStdString())), shown);
    QVERIFY(firstEscaped(text.toStdString()) != std::string_view::npos);
    QVERIFY(!forbiddenIn(text.toStdString()).empty());
}

void ShownTextTest::everyCodePointIsSeenOrEscaped()
{
    int escaped = 0;
    for (char32_t c = 0; c <= 0x10ffff; ++c) {
        if (c >= 0xd800 && c < 0xe000)
            continue;
        const std::string one = utf8(c);
        const std::string shown = shownText("x" + one + "y");
        escaped += shown != "x" + one + "y";
        if (!forbiddenIn(shown).empty())
            QFAIL(qPrintable(QStringLiteral("U+%1 comes through").arg(static_cast<uint>(c), 4, 16)));
    }
    QVERIFY(escaped > 4000); // the 4096 of plane 14 alone are more
    QVERIFY(escaped < 6000);
}

void ShownTextTest::noByteSequenceComesThrough()
{
    std::mt19937 random(7); // NOLINT: the same each time
    for (int i = 0; i < 20000; ++i) {
        const std::string text = anything(random);
        QCOMPARE(forbidden(shownText(text)), QString());
        QCOMPARE(forbidden(shownText(text, random() % 12)), QString());
        QCOMPARE(forbidden(shownLiteral(text, random() % 12)), QString());
        QCOMPARE(forbidden(shownCell(text, 1 + random() % 20)), QString());
        QCOMPARE(forbidden(shownSentence(text)), QString());
        QCOMPARE(forbidden(shownDotted(text)), QString());
        std::string lines = shownLines(text);
        std::erase(lines, '\n');
        QCOMPARE(forbidden(lines), QString());
    }
}

void ShownTextTest::whatIsShownCanBeShownAgain()
{
    std::mt19937 random(11); // NOLINT
    for (int i = 0; i < 20000; ++i) {
        const std::string shown = shownText(anything(random), random() % 30);
        QCOMPARE(shownText(shown), shown);
        QCOMPARE(firstEscaped(shown), std::string_view::npos);
    }
}

void ShownTextTest::marksAreLimitedToWhatLettersHave()
{
    std::string heap = "a";
    for (int i = 0; i < 100; ++i)
        heap += "\u0301";
    const std::string shown = shownText(heap);
    QVERIFY(shown.starts_with("a\u0301\u0301\u0301\u0301\u0301\u0301\\u0301\\u0301"));
    QVERIFY(shown.find("\u0301", 13) == std::string::npos);
}

void ShownTextTest::theRestOfALongTextIsAnEllipsis()
{
    QCOMPARE(shownText("abcdef", 6), std::string("abcdef"));
    QCOMPARE(shownText("abcdefg", 6), std::string("abcdef…"));
    QCOMPARE(shownText("", 0), std::string());
    QCOMPARE(shownText("a", 0), std::string("…"));
    // Not between a letter and its mark, nor between what a joiner joins.
    QCOMPARE(shownText("e\u0301e\u0301", 1), std::string("e\u0301…"));
    QCOMPARE(shownText("👩\u200d💻", 1), std::string("👩…"));
    QCOMPARE(shownName(std::string(1000000, 'n')).size(), kLongestShownName + std::string("…").size());
}

void ShownTextTest::ofALongSentenceBothEndsAreShown()
{
    const std::string name(1000000, 'n');
    const std::string shown = shownSentence("the key \"" + name + "\" is not known here; expected title");
    QVERIFY(shown.starts_with("the key \"nnn"));
    QVERIFY(shown.ends_with("nnn\" is not known here; expected title"));
    QVERIFY(shown.find("…") != std::string::npos);
    QVERIFY(shown.size() < 1200);
    QCOMPARE(shownSentence("short \x1b"), std::string("short \\x1b"));
}

void ShownTextTest::aCellIsExactlyAsWideAsItSays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cell");
    const auto row = [](const char *text, const char *cell) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(cell);
    };
    row("", "      |");
    row("abc", "abc   |");
    row("abcdef", "abcdef|");
    row("abcdefg", "abcde…|");
    row("서버", "서버  |");
    row("서버들", "서버들|");
    row("서버들이", "서버… |");
    row("a서버들", "a서버…|");
    row("e\u0301e\u0301", "e\u0301e\u0301    |");
    row("😀😀😀😀", "😀😀… |");
    row("\x1b[2J", "\\x1b[…|");
    row("ab\u202e", "ab…   |"); // never a part of an escape
}

void ShownTextTest::aCellIsExactlyAsWideAsItSays()
{
    QFETCH(QString, text);
    QFETCH(QString, cell);
    QCOMPARE(QString::fromStdString(shownCell(text.toStdString(), 6)) + u'|', cell);
    QCOMPARE(columnsOf(shownCell(text.toStdString(), 6)), std::size_t {6});
    QCOMPARE(columnsOf(shownCell(text.toStdString(), 6, true)), std::size_t {6});
    for (const std::size_t width : {0, 1, 2, 3, 80})
        QCOMPARE(columnsOf(shownCell(text.toStdString(), width)), width);
}

void ShownTextTest::aLiteralHasNoQuoteOfItsOwn()
{
    QCOMPARE(shownLiteral("say \"hi\"\n\\"), std::string("\"say \\\"hi\\\"\\n\\\\\""));
    QCOMPARE(shownLiteral("hello", 4), std::string("\"hell…\""));
}

void ShownTextTest::linesKeepTheirNewlines()
{
    QCOMPARE(shownLines("a\n\tb\r\n\x1b"), std::string("a\n    b\\r\n\\x1b"));
}

void ShownTextTest::aTextIsCutAtItsSpaces()
{
    using Lines = std::vector<std::string>;
    QVERIFY(wrapped("", 5).empty());
    QVERIFY((wrapped("one two three", 80) == Lines {"one two three"}));
    QVERIFY((wrapped("one two three", 7) == Lines {"one two", "three"}));
    QVERIFY((wrapped("one two three", 1) == Lines {"one", "two", "three"}));
    QVERIFY((wrapped("회선 위 ab", 7) == Lines {"회선 위", "ab"})); // Hangul is two columns wide
}

void ShownTextTest::aMillionCharactersAreNoTrouble()
{
    const std::string name(1000000, 'n');
    for (int i = 0; i < 100000; ++i) // a look at all of it each time would be 10^11 characters
        QCOMPARE(shownCell(name, 8).size(), std::size_t {7} + std::string("…").size());
    std::string marks = "a";
    for (int i = 0; i < 300000; ++i)
        marks += "\u0301";
    QVERIFY(!shownText(marks).empty());
}

QTEST_GUILESS_MAIN(ShownTextTest)
#include "shown_text_test.moc"
