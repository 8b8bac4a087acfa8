// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/narration/glossary_book.h"

#include <QCollator>
#include <QColor>
#include <QFile>
#include <QSet>
#include <QUrl>
#include <algorithm>

namespace sockstep {

namespace {

const QString kScheme = QStringLiteral("glossary:");

QString text(const std::string &utf8) { return QString::fromStdString(utf8); }

QString linkTo(const QString &term) { return kScheme + QString::fromLatin1(QUrl::toPercentEncoding(term)); }

constexpr int kShortestLink = 3;
bool opened = false; // see GlossaryBook::isOpen(); main thread

/// Any of \p patterns, the longest first; what stands around it is no letter of a C name. Korean particles
/// may follow, so \b would not do.
QRegularExpression anyOf(QStringList patterns, QRegularExpression::PatternOptions options)
{
    std::sort(patterns.begin(), patterns.end(),
        [](const QString &a, const QString &b) { return a.size() > b.size(); });
    return QRegularExpression(
        QStringLiteral("(?<![A-Za-z0-9_])(?:%1)(?![A-Za-z0-9_])").arg(patterns.join(u'|')), options);
}

Glossary load()
{
    QFile file(QStringLiteral(":/glossary.toml"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the program was built without its glossary");
    std::string fault;
    auto glossary = Glossary::parse(file.readAll().toStdString(), fault);
    if (!glossary)
        qFatal("%s", fault.c_str()); // it is the program's own, and a test reads it
    return *std::move(glossary);
}

} // namespace

GlossaryBook::GlossaryBook()
    : glossary_(load())
{
    QStringList links;
    QStringList words;
    for (const GlossaryEntry &entry : glossary_.entries()) {
        for (const auto *terms : {&entry.terms, &entry.koreanTerms}) {
            for (const std::string &utf8 : *terms) {
                const QString term = text(utf8);
                const bool isCall = term.endsWith(QStringLiteral("()"));
                const QString word = QRegularExpression::escape(isCall ? term.chopped(2) : term);
                words << word;
                // A call is one only with its parenthesis: "to send" is no send().
                if (isCall)
                    links << word + QStringLiteral("(?:\\(\\)|(?=\\())");
                else if (!entry.isCommon && term.size() >= kShortestLink)
                    links << word;
            }
        }
    }
    links_ = anyOf(links, QRegularExpression::NoPatternOption);
    words_ = anyOf(words, QRegularExpression::CaseInsensitiveOption);
    opened = true;
}

bool GlossaryBook::isOpen() { return opened; }

const GlossaryBook &GlossaryBook::book()
{
    static const GlossaryBook book;
    return book;
}

std::optional<std::size_t> GlossaryBook::find(const QString &term) const
{
    return glossary_.find(term.toStdString());
}

QString GlossaryBook::title(std::size_t entry, GlossaryLanguage language) const
{
    return text(glossary_.entries()[entry].title(language));
}

QString GlossaryBook::html(std::size_t entry, GlossaryLanguage language) const
{
    const GlossaryEntry &told = glossary_.entries()[entry];
    QString body;
    for (const GlossaryPiece &piece : glossaryPieces(told.text(language))) {
        const QString shown = text(piece.text).toHtmlEscaped();
        body += piece.target.empty()
            ? shown
            : QStringLiteral("<a href=\"%1\">%2</a>").arg(linkTo(text(piece.target)), shown);
    }
    // A Korean title has the English term beside it, for that is what the manual and the code use.
    const QString title = this->title(entry, language);
    const QString english = this->title(entry, GlossaryLanguage::English);
    const QString beside = title == english
        ? QString()
        : QStringLiteral(" <span class=\"muted\">%1</span>").arg(english.toHtmlEscaped());
    // What else it is called, and what leads here: somebody may have searched for that.
    QStringList others;
    for (const auto *terms : {&told.koreanTerms, &told.terms}) {
        for (const std::string &term : *terms) {
            const QString other = text(term);
            const bool isShown
                = other == title || (!beside.isEmpty() && other == english) || others.contains(other);
            const bool isOfLanguage = terms == &told.terms || language == GlossaryLanguage::Korean;
            if (!isShown && isOfLanguage)
                others << other;
        }
    }
    const QString also = others.isEmpty()
        ? QString()
        : QStringLiteral("<p class=\"muted\">%1</p>").arg(others.join(QStringLiteral(" · ")).toHtmlEscaped());
    return QStringLiteral("<h3>%1%2</h3>%3<p>%4</p><p class=\"muted\">%5</p>")
        .arg(title.toHtmlEscaped(), beside, also, body, text(told.reference).toHtmlEscaped());
}

std::vector<std::size_t> GlossaryBook::matching(const QString &search, GlossaryLanguage language) const
{
    const QString wanted = search.trimmed();
    const auto rankOf = [&](const GlossaryEntry &entry) {
        int rank = text(entry.text(language)).contains(wanted, Qt::CaseInsensitive) ? 2 : 3;
        for (const auto *terms : {&entry.terms, &entry.koreanTerms}) {
            for (const std::string &term : *terms) {
                const auto place = text(term).indexOf(wanted, 0, Qt::CaseInsensitive);
                rank = place == 0 ? 0 : place > 0 ? std::min(rank, 1) : rank;
            }
        }
        return rank;
    };
    struct Found {
        int rank;
        QString title;
        std::size_t entry;
    };
    std::vector<Found> found;
    for (std::size_t i = 0; i < glossary_.entries().size(); ++i) {
        const int rank = wanted.isEmpty() ? 0 : rankOf(glossary_.entries()[i]);
        if (rank < 3)
            found.push_back({rank, title(i, language), i});
    }
    QCollator order(QLocale(language == GlossaryLanguage::Korean ? QLocale::Korean : QLocale::English));
    order.setCaseSensitivity(Qt::CaseInsensitive);
    std::sort(found.begin(), found.end(), [&](const Found &a, const Found &b) {
        return a.rank != b.rank ? a.rank < b.rank : order.compare(a.title, b.title) < 0;
    });
    std::vector<std::size_t> result;
    for (const Found &one : found)
        result.push_back(one.entry);
    return result;
}

QString GlossaryBook::termIn(const QString &text) const
{
    static const QRegularExpression error(QStringLiteral("(?<![A-Za-z0-9_])E[A-Z0-9]{3,}(?![A-Za-z0-9_])"));
    for (auto match = error.globalMatch(text); match.hasNext();) {
        const QString name = match.next().captured();
        if (name != QStringLiteral("ESTABLISHED") && find(name))
            return name;
    }
    return words_.match(text).captured();
}

QString GlossaryBook::linked(const QString &html, const QColor &color) const
{
    static const QRegularExpression tag(QStringLiteral("<[^>]*>"));
    const QString style = QStringLiteral(" style=\"color:%1\"").arg(color.name());
    QSet<std::size_t> already;
    QString result;
    const auto link = [&](const QString &plain) {
        qsizetype from = 0;
        for (auto match = links_.globalMatch(plain); match.hasNext();) {
            const auto name = match.next();
            const auto entry = find(name.captured());
            result += plain.mid(from, name.capturedStart() - from);
            from = name.capturedEnd();
            const bool isFirst = entry && !already.contains(*entry);
            if (isFirst)
                already << *entry;
            result += isFirst ? QStringLiteral("<a href=\"%1\"%2>%3</a>")
                                    .arg(linkTo(name.captured()), style, name.captured())
                              : name.captured();
        }
        result += plain.mid(from);
    };
    qsizetype from = 0;
    for (auto match = tag.globalMatch(html); match.hasNext();) {
        const auto found = match.next();
        link(html.mid(from, found.capturedStart() - from));
        result += found.captured();
        from = found.capturedEnd();
    }
    link(html.mid(from));
    return result;
}

QString GlossaryBook::termOf(const QString &link)
{
    return link.startsWith(kScheme) ? QUrl::fromPercentEncoding(link.mid(kScheme.size()).toLatin1())
                                    : QString();
}

} // namespace sockstep
