// SPDX-License-Identifier: GPL-3.0-or-later
// One word for one thing, in everything that is read: lessons, glossary, window, saved programs, command
// line, desktop entry. A row is a way of saying it that is not ours, with what is said instead; so a text
// that differs is found where it stands.
#include "core/glossary/glossary.h"
#include "core/text/toml.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace sockstep;

class TermsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void aThingHasOneWord_data();
    void aThingHasOneWord();
    void aRuleFindsWhatItIsAbout_data();
    void aRuleFindsWhatItIsAbout();

private:
    struct Text {
        QString where;
        bool isKorean;
        QString text;
    };
    void addTables(const QString &path);
    void addTexts(const QString &where, const toml::node &node, const QString &key);
    void addTranslations(const QString &path);
    void addKoreanLines(const QString &path);
    void addLiterals(const QString &path);

    QList<Text> texts_;
};

namespace {

struct Rule {
    const char *pattern; ///< what is not written
    const char *instead;
    const char *example; ///< in which the pattern is to be found
};

// Korean: as textbooks of networks and operating systems in Korean say it.
constexpr Rule kKorean[] = {
    {"(?<![가-힣])순서도(?! 없)", "시퀀스 다이어그램 (순서도 is a flowchart)", "두 순서도를 비교"},
    {"(?<![가-힣])선 위|와이어", "회선", "선 위에 있다"},
    {"거절", "거부", "연결이 거절된다"},
    {"진짜", "실제", "진짜 소켓"},
    {"사건", "이벤트", "사건 3"},
    {"시스템 콜", "시스템 호출", "시스템 콜 clone()"},
    {"(?<![가-힣])(부르|부른|부를|부릅|불러|불렀)", "호출하다", "close()를 부르면"},
    {"반 닫|반만 닫", "반닫기(half-close)", "반 닫기"},
    {"동시 종료", "동시 닫기", "동시 종료"},
    {"리스너|수신 대기 소켓|듣기 소켓", "리스닝 소켓", "리스너가 닫힌다"},
    {"바인드|바인딩", "bind하다", "포트에 바인드한다"},
    {"사설 호스트|격리된 호스트", "독립된 호스트 (사설 is said of private addresses)", "두 사설 호스트"},
    {"지연된 ACK", "지연 ACK", "지연된 ACK"},
    {"(?<!IPv4 )매핑된? 주소", "IPv4 매핑 주소", "매핑된 주소"},
    {"재전송 시간|재전송 타이머", "재전송 타임아웃(RTO)", "재전송 타이머"},
    {"시간 제한", "타임아웃", "poll의 시간 제한"},
    {"윈도우(?!라고도)", "윈도", "윈도우가 0"},
    {"시퀀스 번호", "순서 번호", "시퀀스 번호"},
    {"닿(?!소리)", "도달하다", "127.0.0.1에 닿지 않는다"},
    {"손실|(세그먼트|데이터그램|바이트|패킷)[가-힣]* (사라|잃)|잃어버", "유실되다", "세그먼트가 사라졌다"},
    {"한살이|일생", "생명 주기", "소켓의 일생"},
    {"행위자", "참여자", "이 세션의 행위자"},
    {"TCP 상태도|(?<![가-힣])상태도(?=[를에가의는로])|상태 다이어그램", "상태 전이도", "TCP 상태도"},
    {"소켓 표|소켓의 표", "소켓 테이블", "커널의 소켓 표"},
    {"십시오", "-하세요", "줄이십시오"},
    {"(?<!자유 )실습", "수업 (only free play is 자유 실습)", "다음 실습"},
    {"사람[은이도]? (없|있)|듣는 사람|받을 사람", "소켓이 없다, 프로그램이 없다", "listen하는 사람이 없다"},
    {"말이 안 되", "잘못된", "말이 안 되는 호출"},
    {"전해 듣|소식을 듣", "오류로 전달받다", "그 소식을 듣는다"},
    {"작별|인사", "FIN을 보내다", "FIN으로 인사하지 않고"},
    {"경계[가를] 지", "경계가 보존되다", "경계가 지켜진다"},
    {"바이트의 흐름", "바이트 스트림", "바이트의 흐름"},
    {"보통의 것", "기본 프로토콜", "protocol 0은 보통의 것"},
    {"시간이 다 된|시간이 다 되", "타임아웃", "시간이 다 되었습니다"},
    {"걸음", "단계", "한 걸음씩"},
    {"인수", "인자", "인수를 읽는다"},
    {"반개방|반 개방", "반열림(half-open)", "반개방 연결"},
};

// English: what a reader whose language it is not understands at once.
constexpr Rule kEnglish[] = {
    {", for (it|they|there|only|its|nobody|no|both|all|each|Sockstep|the (first|server|client|kernel|segment|"
     "connection|other)[^.;:]*? (is|has|does|was|holds|did)) ?\\b",
        "because", "Nobody can connect yet, for it does not listen."},
    {"without a word", "without an error", "The kernel drops it without a word."},
    {"\\b(have|has|had) come\\b(?! (to rest|of it))", "has arrived", "The FIN has come."},
    {"goodbye", "sends FIN", "An RST ends it without goodbye."},
    {"\\b(shook|shakes?|shaking) hands", "completed the handshake", "its kernel shook hands by itself"},
    {"is told to (this|the) call", "is reported by this call", "the answer is told to this call"},
    {"\\banew\\b", "again", "Restart begins anew."},
    {"and the like|their like", "and similar", "tcp_retries2 and their like"},
    {"is for the kernel to say", "the kernel decides", "That is for the kernel to say."},
    {"\\bOne can\\b", "the client can", "One can try again."},
    {"worth ?while", "possible", "until it is worth while to try again"},
    {"as the documents say", "as documented", "as the documents say"},
    {"nobody is to be found|of nobody\\b|nobody needs", "say which socket or program is missing",
        "an address of nobody"},
    {"no byte of it will follow", "it will send no more data", "FIN: no byte of it will follow."},
    {"\\b[Ww]ho(ever)? (closes|closed|sends) (first|the first)", "the end that closes first",
        "Who closed first keeps TIME_WAIT."},
    {"random (initial )?(sequence )?number|number at random", "unpredictable initial sequence number",
        "chooses its first sequence number at random"},
    {"\\bUDP is (<b>)?lost|sends? UDP\\b", "the datagram is lost", "UDP is lost on the wire."},
    {"^(Now: )?(<b>)?%L?\\d(</b>)? (events|connections|bytes (are|is))|(?<!of )(?<!of %)(%\\d|\\d+) bytes "
     "is\\b|1 more segments",
        "the number agrees", "5 bytes is lost"},
    {"(?<!listener )goes? on listening", "can still receive", "It sends FIN and goes on listening."},
    {"length cannot be|(is|be) full\\. Restart", "say what is wrong", "An option whose length cannot be"},
    {"come through CLOSING", "pass through CLOSING", "Both come through CLOSING."},
    {"to run out of time is no error", "a timeout is not an error for poll()",
        "to run out of time is no error of poll()"},
    {"names the number from which", "announces its initial sequence number",
        "names the number from which it will count"},
    {"the other end is gone", "the connection can no longer be written to", "the other end is gone"},
};

const QString kRoot = QStringLiteral(SOCKSTEP_SOURCE_DIR);

QByteArray read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll();
}

QRegularExpression patternOf(const Rule &rule)
{
    return QRegularExpression(
        QString::fromUtf8(rule.pattern), QRegularExpression::UseUnicodePropertiesOption);
}

/// As it is read: the links of a glossary's text without where they lead.
QString shown(const std::string &text)
{
    QString result;
    for (const GlossaryPiece &piece : glossaryPieces(text))
        result += QString::fromStdString(piece.text);
    return result;
}

} // namespace

void TermsTest::addTexts(const QString &where, const toml::node &node, const QString &key)
{
    if (const auto *table = node.as_table()) {
        for (const auto &[name, value] : *table)
            addTexts(where, value, QString::fromStdString(std::string(name.str())));
    } else if (const auto *array = node.as_array()) {
        for (const toml::node &value : *array)
            addTexts(where, value, key);
    } else if (const auto text = node.value<std::string>()) {
        const QString place = QStringLiteral("%1, line %2").arg(where).arg(node.source().begin.line);
        if (key == QStringLiteral("en") || key == QStringLiteral("ko"))
            texts_ << Text {place, key == QStringLiteral("ko"), shown(*text)};
    }
}

/// Texts are under the keys "en" and "ko"; of a glossary's entry, the first Korean term is its title.
void TermsTest::addTables(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    const toml::table document = toml::parse(read(path).toStdString());
    addTexts(name, document, QString());
    if (const auto *entries = document["entry"].as_array()) {
        for (const toml::node &entry : *entries) {
            const auto *terms = (*entry.as_table())["ko-terms"].as_array();
            if (terms && !terms->empty())
                texts_ << Text {name, true, QString::fromStdString(terms->front().value_or(std::string()))};
        }
    }
}

void TermsTest::addTranslations(const QString &path)
{
    QXmlStreamReader xml(read(path));
    QString source;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QStringLiteral("source")) {
            source = xml.readElementText();
            texts_ << Text {QStringLiteral("tr()"), false, source};
        } else if (xml.name() == QStringLiteral("translation")) {
            texts_ << Text {
                QStringLiteral("the translation of \"%1\"").arg(source), true, xml.readElementText()};
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
}

void TermsTest::addKoreanLines(const QString &path)
{
    static const QRegularExpression hangul(QStringLiteral("[가-힣]"));
    for (const QString &line : QString::fromUtf8(read(path)).split(u'\n')) {
        if (hangul.match(line).hasMatch())
            texts_ << Text {QFileInfo(path).fileName(), true, line};
    }
}

/// What saved programs and the command line say: the string literals of a source that are sentences.
void TermsTest::addLiterals(const QString &path)
{
    static const QRegularExpression literals(
        QStringLiteral(R"((?:"(?:[^"\\\n]|\\.)*"\s*)+)"), QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression borders(QStringLiteral(R"("\s*"|^"|"\s*$)"));
    static const QRegularExpression hangul(QStringLiteral("[가-힣]"));
    static const QRegularExpression words(QStringLiteral("[a-z]{2,}[ ,.:;]+[a-z]{1,}[ ,.:;]+[a-z]{2,}"));
    const QString source = QString::fromUtf8(read(path));
    for (auto match = literals.globalMatch(source); match.hasNext();) {
        const QString text = match.next().captured().remove(borders);
        if (hangul.match(text).hasMatch() || words.match(text).hasMatch())
            texts_ << Text {QFileInfo(path).fileName(), hangul.match(text).hasMatch(), text};
    }
}

void TermsTest::initTestCase()
{
    const QDir resources(kRoot + QStringLiteral("/resources"));
    addTables(resources.filePath(QStringLiteral("glossary.toml")));
    const QDir lessons(resources.filePath(QStringLiteral("lessons")));
    const QStringList names = lessons.entryList({QStringLiteral("*.toml")}, QDir::Files);
    QVERIFY(names.size() > 40);
    for (const QString &name : names)
        addTables(lessons.filePath(name));
    addTranslations(resources.filePath(QStringLiteral("translations/sockstep_ko.ts")));
    for (const char *name :
        {"io.github.sockstep.Sockstep.desktop", "io.github.sockstep.Sockstep.metainfo.xml",
            "io.github.sockstep.Sockstep.mime.xml", "lessons/README.md"})
        addKoreanLines(resources.filePath(QString::fromLatin1(name)));
    addKoreanLines(kRoot + QStringLiteral("/README.md"));
    for (const char *folder : {"/core/source", "/core/lesson", "/app"}) {
        const QDir sources(kRoot + QString::fromLatin1(folder));
        for (const QString &name : sources.entryList({QStringLiteral("*.cpp")}, QDir::Files))
            addLiterals(sources.filePath(name));
    }
    const auto count = [&](bool korean) {
        return std::count_if(
            texts_.begin(), texts_.end(), [&](const Text &text) { return text.isKorean == korean; });
    };
    QVERIFY(count(true) > 1200);
    QVERIFY(count(false) > 1200);
}

void TermsTest::aThingHasOneWord_data()
{
    QTest::addColumn<bool>("isKorean");
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(std::size(kKorean)); ++i)
        QTest::newRow(kKorean[i].instead) << true << i;
    for (int i = 0; i < static_cast<int>(std::size(kEnglish)); ++i)
        QTest::newRow(kEnglish[i].instead) << false << i;
}

void TermsTest::aThingHasOneWord()
{
    QFETCH(const bool, isKorean);
    QFETCH(const int, index);
    const Rule &rule = isKorean ? kKorean[index] : kEnglish[index];
    const QRegularExpression pattern = patternOf(rule);
    QStringList wrong;
    for (const Text &text : texts_) {
        const auto match = pattern.match(text.text);
        if (text.isKorean == isKorean && match.hasMatch())
            wrong << QStringLiteral("\"%1\" in %2: %3").arg(match.captured(), text.where, text.text);
    }
    QVERIFY2(wrong.isEmpty(),
        qPrintable(QStringLiteral("write \"%1\", and not\n%2")
                       .arg(QString::fromUtf8(rule.instead), wrong.join(u'\n'))));
}

void TermsTest::aRuleFindsWhatItIsAbout()
{
    QFETCH(const bool, isKorean);
    QFETCH(const int, index);
    const Rule &rule = isKorean ? kKorean[index] : kEnglish[index];
    QVERIFY2(patternOf(rule).isValid(), rule.pattern);
    QVERIFY2(patternOf(rule).match(QString::fromUtf8(rule.example)).hasMatch(), rule.example);
    QVERIFY2(!patternOf(rule).match(QString::fromUtf8(rule.instead)).hasMatch()
            || QByteArray(rule.instead).contains('('),
        rule.instead);
}

void TermsTest::aRuleFindsWhatItIsAbout_data() { aThingHasOneWord_data(); }

QTEST_GUILESS_MAIN(TermsTest)
#include "terms_test.moc"
