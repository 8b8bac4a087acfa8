// SPDX-License-Identifier: GPL-3.0-or-later
// A Korean particle fits the sound before it, whatever the name or the number is that was filled in.
#include "ui/look/as_shown.h"
#include "ui/look/particles.h"

#include <QTest>

using namespace sockstep;

class ParticlesTest : public QObject {
    Q_OBJECT

private slots:
    void aWordEndsAsItIsRead_data();
    void aWordEndsAsItIsRead();
    void aParticleFollowsWhatIsFilledIn_data();
    void aParticleFollowsWhatIsFilledIn();
    void eachPlaceholderHasItsOwnParticle();
    void whatSomebodyElseWroteStaysAsItIs();
    void aTextWithoutParticlesStaysAsItIs();
};

namespace {

QString filled(const QString &text, const QString &with) { return withParticles(withMarks(text).arg(with)); }

} // namespace

void ParticlesTest::aWordEndsAsItIsRead_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<Ending>("ending");
    const auto all = [](Ending ending, std::initializer_list<const char *> words) {
        for (const char *word : words)
            QTest::newRow(word) << QString::fromUtf8(word) << ending;
    };
    all(Ending::Vowel,
        {"클라이언트", "서버", "회선이", "2", "4", "5", "9", "9002", "64,242", "127.0.0.1:40004",
            "1000000000000", "RST", "ACK", "SYN,ACK", "FIN,ACK", "UDP", "TCP", "IP", "MSS", "fd", "lfd",
            "cfd", "conn_fd", "B", "s", "ms", "TIME_WAIT", "CLOSE_WAIT", "ESTABLISHED", "SYN_SENT",
            "SYN_RECV", "CLOSE", "LAST_ACK", "FIN_WAIT2", "EADDRINUSE", "ECONNREFUSED", "EPIPE", "EINTR",
            "EBADF", "IPv4", "IPv6", "bind()", "accept()", "connect()", "send()", "recv()", "close()",
            "write()", "select()", "SO_LINGER", "SO_REUSEPORT", "port", "inode", "50%", "bit", "network",
            "0x1f", "日本", "", " ", "()", "<b></b>"});
    all(Ending::Rieul,
        {"커널", "채널", "1", "7", "8", "127.0.0.1", "9001", "10.0.0.7", "EINVAL", "ETOOMANYFILE", "poll()",
            "URL", "session.jsonl", "lesson.toml", "<b>poll()</b>"});
    all(Ending::Consonant,
        {"소켓", "3", "6", "0", "10", "100", "9000", "10000", "127.0.0.1:19193", "64,240", "1.50", "SYN",
            "FIN", "LISTEN", "FIN_WAIT1", "CLOSING", "EAGAIN", "ETIMEDOUT", "ECONNRESET", "ENOTSOCK",
            "listen()", "socket()", "shutdown()", "recvfrom()", "getsockname()", "unix.sock", "a.sockstep",
            "b.pcap", "EPERM", "SACK", "SO_BROADCAST_ping", "클라이언트 3", "“소켓”", "<b>FIN</b>",
            "a &quot;reset&quot;", "listen(7, 3)", "백로그 3 (가득 참)", "[소켓]"});
}

void ParticlesTest::aWordEndsAsItIsRead()
{
    QFETCH(const QString, word);
    QFETCH(const Ending, ending);
    QCOMPARE(endingOf(word), ending);
}

void ParticlesTest::aParticleFollowsWhatIsFilledIn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("with");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *with, const char *expected) {
        QTest::newRow(expected) << QString::fromUtf8(text) << QString::fromUtf8(with)
                                << QString::fromUtf8(expected);
    };
    row("%1이(가) 호출", "클라이언트 2", "클라이언트 2가 호출");
    row("%1이(가) 호출", "클라이언트 3", "클라이언트 3이 호출");
    row("%1이(가) 호출", "클라이언트 6", "클라이언트 6이 호출");
    row("%1이(가) 호출", "클라이언트 7", "클라이언트 7이 호출");
    row("%1이(가) 호출", "서버", "서버가 호출");
    row("%1(으)로 감", "10.77.0.2:19193", "10.77.0.2:19193으로 감");
    row("%1(으)로 감", "10.77.0.2:9001", "10.77.0.2:9001로 감");
    row("%1(으)로 감", "10.77.0.2:9000", "10.77.0.2:9000으로 감");
    row("%1(으)로 읽음", "10275", "10275로 읽음");
    row("%1을(를) 반환", "1", "1을 반환");
    row("%1을(를) 반환", "−1", "−1을 반환");
    row("%1을(를) 반환", "0", "0을 반환");
    row("%1을(를) 반환", "4", "4를 반환");
    row("<b>%1</b>을(를) 붙잡음", "FIN", "<b>FIN</b>을 붙잡음");
    row("<b>%1</b>을(를) 붙잡음", "RST", "<b>RST</b>를 붙잡음");
    row("<b>%1</b>(으)로 실패", "ECONNRESET", "<b>ECONNRESET</b>으로 실패");
    row("<b>%1</b>(으)로 실패", "EADDRINUSE", "<b>EADDRINUSE</b>로 실패");
    row("%1은(는) 없음", "poll()", "poll()은 없음");
    row("%1과(와) 함께", "서버", "서버와 함께");
    row("%1과(와) 함께", "커널", "커널과 함께");
    row("%1(이)라는 이름", "TIME_WAIT", "TIME_WAIT라는 이름");
    row("%1(이)라는 이름", "LISTEN", "LISTEN이라는 이름");
    row("(%1)을(를) 읽음", "recv()", "(recv())를 읽음");
}

void ParticlesTest::aParticleFollowsWhatIsFilledIn()
{
    QFETCH(const QString, text);
    QFETCH(const QString, with);
    QFETCH(const QString, expected);
    QCOMPARE(filled(text, with), expected);
}

void ParticlesTest::eachPlaceholderHasItsOwnParticle()
{
    const QString text = withMarks(QStringLiteral("%1이(가) %2을(를) %3(으)로 보냄"));
    QCOMPARE(withParticles(text.arg(QStringLiteral("서버"), QStringLiteral("FIN"), QStringLiteral("9001"))),
        QStringLiteral("서버가 FIN을 9001로 보냄"));
    QCOMPARE(withParticles(
                 text.arg(QStringLiteral("클라이언트 3"), QStringLiteral("RST"), QStringLiteral("9003"))),
        QStringLiteral("클라이언트 3이 RST를 9003으로 보냄"));
}

void ParticlesTest::whatSomebodyElseWroteStaysAsItIs()
{
    // A path with both forms in it, and one with the mark, which is shown as an escape.
    const QString path = QStringLiteral("/tmp/을(를)");
    QCOMPARE(filled(QStringLiteral("%1이(가) 있음"), asShown(path)), QStringLiteral("/tmp/을(를)이 있음"));
    const QString marked = withMarks(path);
    QVERIFY(marked != path);
    QCOMPARE(filled(QStringLiteral("%1이(가) 있음"), asShown(marked)),
        QStringLiteral("/tmp/\\u2060을(를)이 있음"));
}

void ParticlesTest::aTextWithoutParticlesStaysAsItIs()
{
    for (const char *text : {"", "the server's recv() (7)", "서버 (1)", "백로그(이전)", "%1 (추론)"}) {
        const QString plain = QString::fromUtf8(text);
        QCOMPARE(withMarks(plain), plain);
        QCOMPARE(withParticles(plain), plain);
    }
    QVERIFY(withMarks(QString()).isNull()); // so that Qt knows that there is no translation
}

QTEST_GUILESS_MAIN(ParticlesTest)
#include "particles_test.moc"
