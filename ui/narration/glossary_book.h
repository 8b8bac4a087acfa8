// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/glossary/glossary.h"

#include <QRegularExpression>
#include <QString>

class QColor;

namespace sockstep {

/// The glossary that the program carries, and where its terms occur in what the window says.
class GlossaryBook {
public:
    /// Read when it is first wanted, which takes some milliseconds; lives as long as the program. Main
    /// thread.
    static const GlossaryBook &book();
    /// It has been read.
    static bool isOpen();

    const Glossary &glossary() const { return glossary_; }
    std::optional<std::size_t> find(const QString &term) const;
    QString title(std::size_t entry, GlossaryLanguage language) const;
    /// The entry's text with its links, as rich text.
    QString html(std::size_t entry, GlossaryLanguage language) const;
    /// In the order of a book: those that begin with \p search, those that contain it, those that tell of it.
    /// All, sorted by title, if it is empty.
    std::vector<std::size_t> matching(const QString &search, GlossaryLanguage language) const;

    /// The term in \p text that tells most: the name of an error, or else the first that there is.
    QString termIn(const QString &text) const;
    /// Rich text in which the first occurrence of each term is a link, but for those that are common.
    QString linked(const QString &html, const QColor &color) const;
    /// The term that a link of linked() or html() leads to.
    static QString termOf(const QString &link);

private:
    GlossaryBook();

    Glossary glossary_;
    QRegularExpression links_; // what linked() makes a link
    QRegularExpression words_; // every term, in both languages
};

} // namespace sockstep
