// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTranslator>

namespace sockstep {

/// The Korean texts, with marks where a particle is to be chosen (particles.h).
class KoreanTexts : public QTranslator {
public:
    QString translate(
        const char *context, const char *source, const char *disambiguation, int n) const override;
};

/// The language of the interface: the system's at first, then what the person chose.
class Language : public QObject {
    Q_OBJECT
public:
    explicit Language(QObject *parent = nullptr);

    /// "en" or "ko".
    const QString &code() const { return code_; }
    /// Loads the translation and tells every window (QEvent::LanguageChange).
    void use(const QString &code);
    /// To the other one.
    void toggle() { use(code_ == QStringLiteral("ko") ? QStringLiteral("en") : QStringLiteral("ko")); }
    /// What the system prefers, of those there are.
    static QString ofSystem();

private:
    QString code_ = QStringLiteral("en");
    KoreanTexts texts_;
    QTranslator qtTexts_;
};

} // namespace sockstep
