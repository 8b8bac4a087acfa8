// SPDX-License-Identifier: GPL-3.0-or-later
// The glossary that the program carries: an entry for every word that the program uses, in both languages,
// and no link that leads nowhere. And what becomes of a document that is no glossary.
#include "core/glossary/glossary.h"

#include "core/base/vocabulary.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace sockstep;

class GlossaryTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyStateHasAnEntry();
    void everyCallHasAnEntry();
    void everyErrorThatTheProgramTellsOfHasAnEntry();
    void theTermsOfTheFieldHaveAnEntry_data();
    void theTermsOfTheFieldHaveAnEntry();
    void everyEntrySaysItInBothLanguages();
    void everyLinkLeadsToAnotherEntry();
    void whatTheKernelRefutesIsNotSaid_data();
    void whatTheKernelRefutesIsNotSaid();
    void bothLanguagesLinkToTheSame();
    void aTermIsFoundHoweverItIsWritten();
    void aTextFallsIntoItsPieces_data();
    void aTextFallsIntoItsPieces();
    void whatIsWrongIsSaidWithItsPlace_data();
    void whatIsWrongIsSaidWithItsPlace();

private:
    Glossary glossary_;
};

namespace {

QString read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

const QString kRoot = QStringLiteral(SOCKSTEP_SOURCE_DIR);

QSet<std::size_t> targets(const Glossary &glossary, const std::string &text)
{
    QSet<std::size_t> result;
    for (const GlossaryPiece &piece : glossaryPieces(text)) {
        if (!piece.target.empty())
            result << glossary.find(piece.target).value();
    }
    return result;
}

} // namespace

void GlossaryTest::initTestCase()
{
    std::string fault;
    auto parsed
        = Glossary::parse(read(kRoot + QStringLiteral("/resources/glossary.toml")).toStdString(), fault);
    QVERIFY2(parsed, fault.c_str());
    glossary_ = *std::move(parsed);
    QVERIFY(glossary_.entries().size() > 140);
}

void GlossaryTest::everyStateHasAnEntry()
{
    for (int state = 1; state <= kTcpStateCount; ++state) {
        const std::string word(name(static_cast<TcpState>(state)));
        const auto entry = glossary_.find(word);
        QVERIFY2(entry, word.c_str());
        QCOMPARE(glossary_.entries()[*entry].terms.front(), word); // CLOSE is not close()
    }
}

void GlossaryTest::everyCallHasAnEntry()
{
    for (int function = 0; function < kFunctionCount; ++function) {
        const std::string call = std::string(name(static_cast<Function>(function))) + "()";
        const auto entry = glossary_.find(call);
        QVERIFY2(entry, call.c_str());
        const auto &terms = glossary_.entries()[*entry].terms;
        QVERIFY2(std::find(terms.begin(), terms.end(), call) != terms.end(), call.c_str());
        // Its manual page is named.
        const std::string page = std::string(name(static_cast<Function>(function))) + '('
            + std::to_string(manualSection(static_cast<Function>(function))) + ')';
        QVERIFY2(glossary_.entries()[*entry].reference.find(page) != std::string::npos, page.c_str());
    }
}

void GlossaryTest::everyErrorThatTheProgramTellsOfHasAnEntry()
{
    QStringList files;
    for (const char *folder : {"/resources/lessons", "/ui", "/core/session", "/core/lesson"}) {
        QDirIterator all(kRoot + QString::fromLatin1(folder),
            {QStringLiteral("*.toml"), QStringLiteral("*.cpp")}, QDir::Files);
        while (all.hasNext())
            files << all.next();
    }
    QVERIFY(files.size() > 50);
    static const QRegularExpression word(QStringLiteral("\\bE[A-Z0-9]{3,}\\b"));
    QSet<QString> errors;
    for (const QString &path : files) {
        for (auto match = word.globalMatch(read(path)); match.hasNext();) {
            const QString found = match.next().captured();
            if (errorNumber(found.toStdString()))
                errors << found;
        }
    }
    QVERIFY(errors.size() >= 8);
    for (const QString &error : errors)
        QVERIFY2(glossary_.find(error.toStdString()), qPrintable(error));
}

void GlossaryTest::theTermsOfTheFieldHaveAnEntry_data()
{
    QTest::addColumn<QString>("term");
    for (const char *term :
        {"socket", "file descriptor", "inode", "port", "ephemeral port", "address", "loopback",
            "network byte order", "backlog", "handshake", "SYN", "ACK", "FIN", "RST", "sequence number",
            "window", "zero window", "segment", "retransmission", "half-close", "simultaneous close", "MSL",
            "stream", "datagram", "blocking", "non-blocking", "SIGPIPE", "SO_REUSEADDR", "SO_REUSEPORT",
            "SO_LINGER", "sock_diag", "namespace", "lab", "wire", "observed", "inferred", "recv-q", "send-q",
            "timer", "listener", "connection", "sockaddr", "flow control", "congestion window", "slow start",
            "congestion avoidance", "fast retransmit", "duplicate ACK", "RTO", "RTT", "Nagle", "TCP_NODELAY",
            "keepalive", "SACK", "window scale", "timestamps", "half-open", "MTU", "path MTU", "MSS",
            "socket buffer", "SO_RCVBUF", "zombie", "process", "thread", "orphan", "packet", "ICMP",
            "SYN flood", "four-way close", "active close", "broadcast", "getaddrinfo", "MSG_WAITALL"})
        QTest::newRow(term) << QString::fromLatin1(term);
    for (const char *term :
        {"소켓", "파일 디스크립터", "포트", "루프백", "핸드셰이크", "세그먼트", "재전송", "회선", "혼잡 윈도",
            "느린 시작", "혼잡 회피", "빠른 재전송", "네이글 알고리즘", "킵얼라이브", "선택적 확인 응답",
            "반열림", "반닫기", "경로 MTU", "소켓 버퍼", "좀비", "왕복 시간", "리스닝 소켓", "윈도우"})
        QTest::newRow(term) << QString::fromUtf8(term);
}

void GlossaryTest::theTermsOfTheFieldHaveAnEntry()
{
    QFETCH(const QString, term);
    QVERIFY(glossary_.find(term.toStdString()));
}

void GlossaryTest::everyEntrySaysItInBothLanguages()
{
    static const QRegularExpression hangul(QStringLiteral("[가-힣]"));
    static const QRegularExpression reference(QStringLiteral("RFC \\d+|\\w+\\(\\d\\w*\\)|README"));
    for (const GlossaryEntry &entry : glossary_.entries()) {
        const char *title = entry.terms.front().c_str();
        const QString english = QString::fromStdString(entry.english);
        const QString korean = QString::fromStdString(entry.korean);
        QVERIFY2(!hangul.match(english).hasMatch(), title);
        QVERIFY2(korean.count(hangul) > 10, title);
        for (const QString &text : {english, korean})
            QVERIFY2(text.endsWith(u'.') && text.size() < 600, title);
        QVERIFY2(reference.match(QString::fromStdString(entry.reference)).hasMatch(), title);
        for (const std::string &term : entry.terms)
            QVERIFY2(!hangul.match(QString::fromStdString(term)).hasMatch(), title);
    }
}

void GlossaryTest::everyLinkLeadsToAnotherEntry()
{
    int links = 0;
    for (std::size_t i = 0; i < glossary_.entries().size(); ++i) {
        const GlossaryEntry &entry = glossary_.entries()[i];
        for (const std::string *text : {&entry.english, &entry.korean}) {
            for (const GlossaryPiece &piece : glossaryPieces(*text)) {
                const std::string where = entry.terms.front() + ": " + piece.text;
                QVERIFY2(
                    piece.text.find("[[") == std::string::npos && piece.text.find("]]") == std::string::npos,
                    where.c_str());
                if (piece.target.empty())
                    continue;
                ++links;
                const auto target = glossary_.find(piece.target);
                QVERIFY2(target, where.c_str());
                QVERIFY2(*target != i, where.c_str());
                QVERIFY2(!piece.text.empty(), where.c_str());
            }
        }
    }
    QVERIFY(links > 200);
}

void GlossaryTest::whatTheKernelRefutesIsNotSaid_data()
{
    QTest::addColumn<QString>("term");
    QTest::addColumn<QString>("said"); // regular expressions
    QTest::addColumn<QString>("refuted");
    const auto row = [](const char *term, const char *said, const char *refuted) {
        QTest::newRow(term) << QString::fromLatin1(term) << QString::fromLatin1(said)
                            << QString::fromLatin1(refuted);
    };
    // Captures on a TUN device: the server repeats SYN,ACK, and a new SYN is dropped.
    row("backlog", "SYN.* is dropped.*server repeats its SYN,ACK", "the client sends again");
    row("EINTR", "connect.*goes on by itself", "without having done anything");
    row("ECONNRESET", "can still be read", "What was not read yet is lost");
    row("SO_LINGER", "at most that long", "waits that long");
    row("ACK", "some .*RST", "Every segment but the first");
    row("SYN_SENT", "131 s", "after 1, 3, 7");
    row("RTO", "first four repeats of a SYN come 1 s apart", "^$");
    row("SYN_RECV", "simultaneous open", "^$");
    row("delayed ACK", "40 to 200 ms", "about 40 ms");
    row("MSS", "1448", "^$");
    row("EAGAIN", "MSG_DONTWAIT.*SO_RCVTIMEO", "^$");
    row("EACCES", "SO_BROADCAST", "^$");
    row("EISCONN", "or is a .*listener", "^$");
    row("EADDRINUSE", "same program", "^$");
    row("initial sequence number", "secret hash", "random");
    row("sequence number", "initial sequence number", "random");
    row("retransmission", "fast retransmit", "^$");
    row("recv()", "empty datagram", "^$");
    row("end of the stream", "SHUT_RD", "and none will follow");
    row("connect()", "local address and port", "only fixes");
    row("poll()", "may block after all", "^$");
    row("sockaddr", "BSD", "All begin");
    row("half-close", "half-open connection is something else", "^$");
    row("half-open", "without the|does not know", "^$");
    row("recv-q", "FIN", "^$");
    row("send-q", "SYN or FIN", "^$");
}

void GlossaryTest::whatTheKernelRefutesIsNotSaid()
{
    QFETCH(const QString, term);
    QFETCH(const QString, said);
    QFETCH(const QString, refuted);
    const auto entry = glossary_.find(term.toStdString());
    QVERIFY(entry);
    QString text;
    for (const GlossaryPiece &piece : glossaryPieces(glossary_.entries()[*entry].english))
        text += QString::fromStdString(piece.text);
    QVERIFY2(QRegularExpression(said).match(text).hasMatch(), qPrintable(text));
    QVERIFY2(!QRegularExpression(refuted).match(text).hasMatch(), qPrintable(text));
}

void GlossaryTest::bothLanguagesLinkToTheSame()
{
    for (const GlossaryEntry &entry : glossary_.entries())
        QVERIFY2(targets(glossary_, entry.english) == targets(glossary_, entry.korean),
            entry.terms.front().c_str());
}

void GlossaryTest::aTermIsFoundHoweverItIsWritten()
{
    const auto title = [&](const char *term) {
        const auto entry = glossary_.find(term);
        return entry ? glossary_.entries()[*entry].terms.front() : std::string();
    };
    QCOMPARE(title("bind"), std::string("bind()"));
    QCOMPARE(title("bind()"), std::string("bind()"));
    QCOMPARE(title("Loopback"), std::string("loopback"));
    QCOMPARE(title("close"), std::string("close()"));
    QCOMPARE(title("CLOSE"), std::string("CLOSE"));
    QCOMPARE(title("listen()"), std::string("listen()"));
    QCOMPARE(title("LISTEN"), std::string("LISTEN"));
    QCOMPARE(title("핸드셰이크"), std::string("handshake"));
    QCOMPARE(title("nothing of ours"), std::string());
    QCOMPARE(title(""), std::string());
}

void GlossaryTest::aTextFallsIntoItsPieces_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("pieces"); // a link as "target>shown"
    const auto row = [](const char *text, QStringList pieces) {
        QTest::newRow(text) << QString::fromLatin1(text) << pieces;
    };
    row("", {});
    row("plain", {QStringLiteral("plain")});
    row("a [[FIN]] b", {QStringLiteral("a "), QStringLiteral("FIN>FIN"), QStringLiteral(" b")});
    row("[[FIN|the FIN]]", {QStringLiteral("FIN>the FIN")});
    row("[[a]][[b]]", {QStringLiteral("a>a"), QStringLiteral("b>b")});
    row("an [[open one", {QStringLiteral("an [[open one")});
    row("closed ]] only", {QStringLiteral("closed ]] only")});
}

void GlossaryTest::aTextFallsIntoItsPieces()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, pieces);
    QStringList there;
    for (const GlossaryPiece &piece : glossaryPieces(text.toStdString()))
        there << (piece.target.empty() ? QString() : QString::fromStdString(piece.target) + u'>')
                + QString::fromStdString(piece.text);
    QCOMPARE(there, pieces);
}

void GlossaryTest::whatIsWrongIsSaidWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QString>("word");
    const QByteArray sound = "terms = [\"FIN\"]\nreference = \"x\"\nen = \"a\"\nko = \"b\"\n";
    QTest::newRow("empty") << QByteArray() << QStringLiteral("[[entry]]");
    QTest::newRow("no TOML") << QByteArray("[[entry]\n") << QStringLiteral("line 1");
    QTest::newRow("no table") << QByteArray("entry = 3") << QStringLiteral("[[entry]]");
    QTest::newRow("no terms") << QByteArray("[[entry]]\nen = \"a\"") << QStringLiteral("terms");
    QTest::newRow("a number for a term") << QByteArray("[[entry]]\nterms = [3]") << QStringLiteral("terms");
    QTest::newRow("no Korean") << QByteArray("[[entry]]\nterms = [\"FIN\"]\nreference = \"x\"\nen = \"a\"")
                               << QStringLiteral("\"ko\"");
    QTest::newRow("an unknown key") << "[[entry]]\n" + sound + "zh = \"c\"" << QStringLiteral("line 6");
    QTest::newRow("a term twice") << "[[entry]]\n" + sound + "[[entry]]\n" + sound
                                  << QStringLiteral("two entries");
    QTest::newRow("bytes of no language")
        << QByteArray("[[entry]]\nterms = [\"\xff\"]") << QStringLiteral("line 2");
}

void GlossaryTest::whatIsWrongIsSaidWithItsPlace()
{
    QFETCH(const QByteArray, toml);
    QFETCH(const QString, word);
    std::string fault;
    QVERIFY(!Glossary::parse(toml.toStdString(), fault));
    QVERIFY2(QString::fromStdString(fault).contains(word), fault.c_str());
}

QTEST_GUILESS_MAIN(GlossaryTest)
#include "glossary_test.moc"
