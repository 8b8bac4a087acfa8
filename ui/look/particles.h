// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Korean particles that follow what is filled in: "클라이언트 2가", "클라이언트 3이".
//
// A particle has one form after a vowel and another after a consonant, so a text with a placeholder has both:
// "%1이(가)", "%1을(를)", "%1은(는)", "%1과(와)", "%1(으)로", "%1(이)라는". KoreanTexts (language.h) puts a
// mark before each; when the placeholders are filled, withParticles() keeps the form that is right for the
// sound before the mark and drops the other. The mark is a character that asShown() lets nobody else have, so
// a path or a message in which somebody wrote "을(를)" stays as it is. Without a mark nothing is done: English
// texts pass through.

#include <QString>
#include <QStringView>

namespace sockstep {

/// How a word ends when it is read aloud in Korean.
enum class Ending : unsigned char { Vowel, Rieul, Consonant }; // ㄹ: "로" follows it as it does a vowel

/// Of the last word or number of \p text; tags, entities, closing quotes and what stands in parentheses after
/// a word are passed over. What cannot be read counts as a vowel.
Ending endingOf(QStringView text);

/// \p translation with a mark before every particle of two forms.
QString withMarks(const QString &translation);
/// \p filled, plain or rich text, with one form of each marked particle.
QString withParticles(const QString &filled);

} // namespace sockstep
