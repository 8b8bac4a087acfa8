// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/particles.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace sockstep {

namespace {

constexpr QChar kMark(0x2060); // WORD JOINER: takes no room; shownText makes an escape of anybody else's

struct Particle {
    QStringView both;
    QStringView afterConsonant;
    QStringView afterVowel;
    bool vowelFormAfterRieul = false;
};
constexpr std::array<Particle, 6> kParticles {{
    {u"이(가)", u"이", u"가"}, {u"을(를)", u"을", u"를"}, {u"은(는)", u"은", u"는"},
    {u"과(와)", u"과", u"와"}, {u"(으)로", u"으로", u"로", true},
    {u"(이)", u"이", u""}, // 이라는, 이며, 이나 …
}};

bool isLatin(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); }
bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }
bool isOneOf(QChar c, QStringView set) { return set.contains(c); }
bool isVowel(QChar c) { return isOneOf(c, u"aeiou"); }

/// The number that \p text ends with, in Sino-Korean: 3 is 삼, 10 십, 100 백.
Ending endingOfNumber(QStringView text)
{
    qsizetype zeros = 0;
    for (qsizetype i = text.size() - 1; i >= 0 && isOneOf(text[i], u"0,"); --i)
        zeros += text[i] == u'0';
    if (zeros > 0) {
        const auto rest
            = std::find_if(text.rbegin(), text.rend(), [](QChar c) { return c != u'0' && c != u','; });
        const bool isTrillions = rest != text.rend() && isDigit(*rest) && zeros >= 12 && zeros < 16; // 조
        return isTrillions ? Ending::Vowel : Ending::Consonant; // 영, 십, 백, 천, 만, 억
    }
    const QChar last = text.back();
    if (isOneOf(last, u"178"))
        return Ending::Rieul; // 일, 칠, 팔
    return isOneOf(last, u"36") ? Ending::Consonant : Ending::Vowel; // 삼, 육
}

/// A digit that belongs to a name is read in English: IPv6 is 식스, FIN_WAIT1 원.
Ending endingOfDigitInName(QChar digit)
{
    return isOneOf(digit, u"179") ? Ending::Consonant : Ending::Vowel; // 원, 세븐, 나인
}

Ending endingOfLetter(QChar lower)
{
    if (isOneOf(lower, u"lr"))
        return Ending::Rieul; // 엘, 알
    return isOneOf(lower, u"mn") ? Ending::Consonant : Ending::Vowel; // 엠, 엔
}

/// A stop closes the syllable after one short vowel (소켓, 스텝, 백), otherwise it gets one of its own
/// (포트).
bool closesSyllable(QStringView lower)
{
    const QStringView before = lower.chopped(1);
    const auto letter = [&](qsizetype fromEnd) {
        return before.size() > fromEnd ? before[before.size() - 1 - fromEnd] : QChar();
    };
    switch (lower.back().unicode()) {
    case u'k':
        return letter(0) == u'c' || before.endsWith(u"oo");
    case u't':
        return before.endsWith(u"ou") || (isVowel(letter(0)) && !isVowel(letter(1)));
    case u'p':
    case u'c':
        return isVowel(letter(0)) && !isVowel(letter(1));
    case u'g':
        return letter(0) == u'n';
    default:
        return false;
    }
}

/// A word in Latin letters as Korean reads English: by its letters if it is an abbreviation.
Ending endingOfWord(QStringView word)
{
    const QString lower = word.toString().toLower();
    const bool isCapital
        = std::none_of(word.begin(), word.end(), [](QChar c) { return c >= u'a' && c <= u'z'; });
    const bool hasVowel
        = std::any_of(lower.begin(), lower.end(), [](QChar c) { return isVowel(c) || c == u'y'; });
    if (word.size() == 1 || (isCapital && (word.size() == 2 || !hasVowel)))
        return endingOfLetter(lower.back());
    if (lower == u"ack" || lower == u"bit")
        return Ending::Vowel; // 애크, 비트
    const QChar last = lower.back();
    const QChar before = lower[lower.size() - 2];
    if (last == u'l' || (last == u'e' && before == u'l'))
        return Ending::Rieul; // 파일, 핸들
    if (isOneOf(last, u"mn") || (last == u'e' && isOneOf(before, u"mn")))
        return Ending::Consonant; // 네임, 라인
    return closesSyllable(lower) ? Ending::Consonant : Ending::Vowel;
}

Ending endingOfSyllable(QChar syllable)
{
    constexpr int kFinals = 28;
    constexpr int kFinalRieul = 8;
    const int last = (syllable.unicode() - 0xac00) % kFinals;
    return last == 0 ? Ending::Vowel : last == kFinalRieul ? Ending::Rieul : Ending::Consonant;
}

/// Where the tag, the entity or the parenthesis begins that \p text ends with; its end if with none.
qsizetype beginOfClosed(QStringView text)
{
    const auto begin = [&](QChar open) {
        const qsizetype at = text.lastIndexOf(open);
        return at < 0 ? text.size() : at;
    };
    switch (text.back().unicode()) {
    case u'>':
        return begin(u'<');
    case u';': {
        static const QRegularExpression entity(QStringLiteral("&#?[A-Za-z0-9]+;$"));
        const auto match = entity.match(text.toString());
        return match.hasMatch() ? match.capturedStart() : text.size();
    }
    case u')': {
        // "htons(9000)" and "백로그 (2)" are read without what is in parentheses.
        const qsizetype open = begin(u'(');
        const QStringView front = text.first(open).trimmed();
        return open < text.size() && !front.isEmpty() && front.back().isLetterOrNumber() ? open : text.size();
    }
    default:
        return text.size();
    }
}

} // namespace

Ending endingOf(QStringView text)
{
    while (!text.isEmpty()) {
        const QChar last = text.back();
        if (const qsizetype begin = beginOfClosed(text); begin < text.size())
            text = text.first(begin);
        else if (last.isLetterOrNumber() || last == u'%')
            break;
        else
            text.chop(1);
    }
    if (text.isEmpty())
        return Ending::Vowel;
    const QChar last = text.back();
    if (last >= QChar(0xac00) && last <= QChar(0xd7a3))
        return endingOfSyllable(last);
    const auto other = [&](auto is) {
        return text.size() - (std::find_if_not(text.rbegin(), text.rend(), is) - text.rbegin());
    };
    if (isDigit(last)) {
        const qsizetype begin = other([](QChar c) { return isDigit(c) || c == u','; });
        const bool isInName = begin > 0 && begin == text.size() - 1 && isLatin(text[begin - 1]);
        return isInName ? endingOfDigitInName(last) : endingOfNumber(text.sliced(begin));
    }
    return isLatin(last) ? endingOfWord(text.sliced(other(isLatin))) : Ending::Vowel;
}

QString withMarks(const QString &translation)
{
    static const QRegularExpression both(
        QStringLiteral("(이\\(가\\)|을\\(를\\)|은\\(는\\)|과\\(와\\)|\\(으\\)로|\\(이\\)(?=[라나며고란]))"));
    if (!translation.contains(u'('))
        return translation;
    return QString(translation).replace(both, kMark + QStringLiteral("\\1"));
}

QString withParticles(const QString &filled)
{
    QString result;
    QStringView rest(filled);
    for (qsizetype mark; (mark = rest.indexOf(kMark)) >= 0;) {
        result += rest.first(mark);
        rest = rest.sliced(mark + 1);
        for (const Particle &particle : kParticles) {
            if (!rest.startsWith(particle.both))
                continue;
            const Ending ending = endingOf(result);
            const bool likeVowel
                = ending == Ending::Vowel || (ending == Ending::Rieul && particle.vowelFormAfterRieul);
            result += likeVowel ? particle.afterVowel : particle.afterConsonant;
            rest = rest.sliced(particle.both.size());
            break;
        }
    }
    result += rest;
    return result;
}

} // namespace sockstep
