// SPDX-License-Identifier: GPL-3.0-or-later
// The Korean texts: all there, none left over, and with everything in them that the English ones
// have.
#include "core/base/vocabulary.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace sockstep;

class TranslationTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyTextIsTranslated_data();
    void everyTextIsTranslated();
    void placeholdersAndTagsAreTheSame_data() { everyTextIsTranslated_data(); }
    void placeholdersAndTagsAreTheSame();
    void termsAndKeysStayAsTheyAre_data() { everyTextIsTranslated_data(); }
    void termsAndKeysStayAsTheyAre();
    void noParticleIsFixedBehindAPlaceholder_data() { everyTextIsTranslated_data(); }
    void noParticleIsFixedBehindAPlaceholder();
    void aParticleOfTwoFormsIsWrittenInOneWay_data() { everyTextIsTranslated_data(); }
    void aParticleOfTwoFormsIsWrittenInOneWay();
    void whoeverFillsInLetsTheParticleBeChosen();
    void theSourcesHaveNoTextThatTheFileLacks();
    void theProgramCarriesTheTranslation();
};

namespace {

struct Message {
    QString context;
    QString source;
    QString translation;
    QString type; // unfinished, vanished, obsolete; empty if it is as it should be
    QStringList files; // where it is used, from the root; of a file that was just made
};

const QString kFile = QStringLiteral(SOCKSTEP_SOURCE_DIR "/resources/translations/sockstep_ko.ts");

QList<Message> messagesIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> result;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QStringLiteral("name"))
            context = xml.readElementText();
        else if (xml.name() == QStringLiteral("message"))
            result << Message {context, {}, {}, {}, {}};
        else if (xml.name() == QStringLiteral("location"))
            result.last().files << xml.attributes().value(QStringLiteral("filename")).toString();
        else if (xml.name() == QStringLiteral("source"))
            result.last().source = xml.readElementText();
        else if (xml.name() == QStringLiteral("translation")) {
            result.last().type = xml.attributes().value(QStringLiteral("type")).toString();
            result.last().translation = xml.readElementText();
        }
    }
    return xml.hasError() ? QList<Message> {} : result;
}

/// All that \p pattern finds, each once, sorted.
QStringList found(const QString &pattern, const QString &text)
{
    QStringList result;
    for (auto match = QRegularExpression(pattern).globalMatch(text); match.hasNext();)
        result << match.next().captured();
    result.sort();
    result.removeDuplicates();
    return result;
}

/// The texts of the sources as they are now; without translations.
QList<Message> messagesInSources()
{
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy.ts"));
    QProcess lupdate;
    lupdate.start(QStringLiteral(SOCKSTEP_LUPDATE),
        {QStringLiteral("-silent"), QStringLiteral("-no-obsolete"), QStringLiteral("-locations"),
            QStringLiteral("absolute"), QStringLiteral("-I"), QStringLiteral(SOCKSTEP_SOURCE_DIR),
            QStringLiteral(SOCKSTEP_SOURCE_DIR "/ui"), QStringLiteral(SOCKSTEP_SOURCE_DIR "/app"),
            QStringLiteral("-ts"), copy});
    if (!lupdate.waitForFinished(60'000) || lupdate.exitCode() != 0)
        return {};
    QList<Message> result = messagesIn(copy);
    for (Message &message : result) {
        for (QString &path : message.files)
            path = QDir::cleanPath(folder.filePath(path));
    }
    return result;
}

QString sourceOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Particles of two forms, as ui/look/particles.h has them.
const QString kBothForms
    = QStringLiteral("이\\(가\\)|을\\(를\\)|은\\(는\\)|과\\(와\\)|\\(으\\)로|\\(이\\)(?=[라나며고란])");

QString key(const Message &message) { return message.context + QStringLiteral(": ") + message.source; }

} // namespace

void TranslationTest::initTestCase()
{
    QVERIFY2(messagesIn(kFile).size() > 150, qPrintable(kFile));
    QSet<QString> seen;
    for (const Message &message : messagesIn(kFile)) {
        QVERIFY2(!seen.contains(key(message)), qPrintable(key(message)));
        seen << key(message);
    }
}

void TranslationTest::everyTextIsTranslated_data()
{
    QTest::addColumn<Message>("message");
    for (const Message &message : messagesIn(kFile))
        QTest::newRow(qPrintable(key(message))) << message;
}

void TranslationTest::everyTextIsTranslated()
{
    QFETCH(const Message, message);
    QCOMPARE(message.type, QString());
    QVERIFY(!message.translation.trimmed().isEmpty());
    // A sentence that was only copied has no Hangul; what has two words or fewer may be a term.
    const bool isSentence = found(QStringLiteral("[a-z]{3,}"), message.source).size() > 3;
    QVERIFY(!isSentence || !found(QStringLiteral("[가-힣]"), message.translation).isEmpty());
}

void TranslationTest::placeholdersAndTagsAreTheSame()
{
    QFETCH(const Message, message);
    for (const char *pattern : {"%L?[0-9n]", "</?[a-z0-9]+>", "\\n", "…$"}) {
        const QString what = QString::fromUtf8(pattern);
        QCOMPARE(found(what, message.translation), found(what, message.source));
    }
    // Each that opens is closed: as many of each as in the source, for it stands where it stands.
    QCOMPARE(
        message.translation.count(QStringLiteral("<b>")), message.translation.count(QStringLiteral("</b>")));
}

void TranslationTest::termsAndKeysStayAsTheyAre()
{
    QFETCH(const Message, message);
    QStringList terms {QStringLiteral("Ctrl\\+[A-Z]"), QStringLiteral("\\b[a-z]+\\(\\)"),
        QStringLiteral("\\b(FIN|SYN|ACK|RST|SO_REUSEADDR|SHUT_WR|sock_diag|127\\.0\\.0\\.1)\\b"),
        QStringLiteral("\\bE[A-Z]{4,}\\b(?! PROGRAM)")};
    for (int state = 1; state <= kTcpStateCount; ++state) {
        const auto word = name(static_cast<TcpState>(state));
        terms << QStringLiteral("\\b%1\\b")
                     .arg(QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size())));
    }
    for (const QString &term : terms) {
        for (const QString &wanted : found(term, message.source))
            QVERIFY2(message.translation.contains(wanted), qPrintable(wanted));
    }
}

void TranslationTest::noParticleIsFixedBehindAPlaceholder()
{
    QFETCH(const Message, message);
    // "%1가" is wrong of "클라이언트 3"; "%1이(가)" is right of all.
    static const QRegularExpression pattern(
        QStringLiteral("%L?[0-9](?:</?[a-z]+>|\\(\\)|[)\"”’\\]])*"
                       "(?:으로|로|이라는|라는|이며|이나|이라|라|이|가|을|를|은|는|과|와)(?![가-힣]|\\()"));
    const auto match = pattern.match(message.translation);
    QVERIFY2(!match.hasMatch(), qPrintable(match.captured() + QStringLiteral(" in ") + message.translation));
}

void TranslationTest::aParticleOfTwoFormsIsWrittenInOneWay()
{
    QFETCH(const Message, message);
    static const QString others
        = QStringLiteral("가\\(이\\)|를\\(을\\)|는\\(은\\)|와\\(과\\)|로\\(으로\\)|으로\\(로\\)|[이가]/"
                         "[이가]|[을를]/[을를]|[은는]/[은는]|[과와]/[과와]");
    QCOMPARE(found(others, message.translation), QStringList());
    // Both forms are for what is not known yet: behind a word, one of them is right.
    const QString behindWord = QStringLiteral("[가-힣](%1)").arg(kBothForms);
    QCOMPARE(found(behindWord, message.translation), QStringList());
}

void TranslationTest::whoeverFillsInLetsTheParticleBeChosen()
{
    QMap<QString, QString> translations;
    for (const Message &message : messagesIn(kFile))
        translations[key(message)] = message.translation;
    int open = 0;
    for (const Message &message : messagesInSources()) {
        if (found(kBothForms, translations.value(key(message))).isEmpty())
            continue;
        ++open;
        for (const QString &path : message.files) {
            // The narrator's sentences, wherever they are made, leave it by doors that are in one file.
            const QString where = message.context == QStringLiteral("Narrator")
                ? QStringLiteral(SOCKSTEP_SOURCE_DIR "/ui/words/narrator.cpp")
                : path;
            QVERIFY2(sourceOf(where).contains(QStringLiteral("withParticles(")),
                qPrintable(path + u' ' + key(message)));
        }
    }
    QVERIFY(open > 30);
}

void TranslationTest::theSourcesHaveNoTextThatTheFileLacks()
{
    const auto keys = [](const QList<Message> &messages) {
        QStringList result;
        for (const Message &message : messages)
            result << key(message);
        result.sort();
        return result;
    };
    const QStringList wanted = keys(messagesInSources());
    const QStringList there = keys(messagesIn(kFile));
    QVERIFY(wanted.size() > 150);
    for (const QString &text : wanted)
        QVERIFY2(there.contains(text), qPrintable(QStringLiteral("not in the file: ") + text));
    for (const QString &text : there)
        QVERIFY2(wanted.contains(text), qPrintable(QStringLiteral("no longer in the sources: ") + text));
}

void TranslationTest::theProgramCarriesTheTranslation()
{
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/i18n/sockstep_ko")));
    for (const Message &message : messagesIn(kFile)) {
        const QString text
            = translator.translate(message.context.toUtf8().constData(), message.source.toUtf8().constData());
        QCOMPARE(text, message.translation);
    }
}

QTEST_GUILESS_MAIN(TranslationTest)
#include "translation_test.moc"
