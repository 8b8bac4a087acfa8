// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/lesson_file.h"

#include "core/lesson/lesson_session.h"
#include "support/foreign_files.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

namespace {

/// A sound lesson; what a test adds to it comes first or last.
const char *const kSound = R"(title.en = "T"
aim.en = "A"
[programs]
client = '''
int fd = socket(AF_INET, SOCK_STREAM, 0);
close(fd);
'''
)";

QString faultsOf(const LessonReading &reading)
{
    QStringList lines;
    for (const LessonFault &fault : reading.faults)
        lines << QString::fromStdString(faultText("f", fault));
    return lines.join(u'\n');
}

QString faultsOf(const QByteArray &toml) { return faultsOf(readLesson(toml.toStdString(), "f")); }

} // namespace

class LessonFileTest : public QObject {
    Q_OBJECT

private slots:
    void aSmallLessonIsRead();
    void everyFaultIsSaidWithItsPlace_data();
    void everyFaultIsSaidWithItsPlace();
    void allFaultsAreSaidAtOnce();
    void aFileThatCannotBeReadIsSaidSo();
    void aLessonMayStopAtAnyByteWithoutHarm();
};

void LessonFileTest::aSmallLessonIsRead()
{
    const LessonReading reading = readLesson(std::string(kSound) + R"(
[[step]]
at = "client close"
on-error = "again"
en = "It is over."

[[question]]
before = "client close"
ask = "returns"
answers = ["0", "-1 EBADF"]
expected = "0"
en = "What does close() return?"
ko = "close()는 무엇을 반환할까요?"
because.en = "It is open."

[[question]]
before = "client close"
round = 2
ask = "returns"
answers = ["0", "-1 EBADF"]
expected = "-1 EBADF"
en = "And the second time?"
)",
        "mine");
    QCOMPARE(faultsOf(reading), QString());
    const Lesson &lesson = *reading.lesson;
    QCOMPARE(lesson.name, std::string("mine"));
    QCOMPARE(lesson.programs.size(), 1U);
    QCOMPARE(lesson.steps.at(0).text.in("ko"), std::string("It is over.")); // there is no Korean
    QCOMPARE(lesson.questions.at(0).text.in("ko"), std::string("close()는 무엇을 반환할까요?"));
    QCOMPARE(lesson.questions.at(0).round, 1U);
    QCOMPARE(lesson.questions.at(1).round, 2U);
    const SessionOptions options = lessonSession(reading.lesson, {});
    QCOMPARE(options.programs.at(0).program.lines.at(1).onError, kSameLine);
}

void LessonFileTest::everyFaultIsSaidWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QString>("fault");
    const auto add = [](const char *name, const QByteArray &toml, const char *fault) {
        QTest::newRow(name) << toml << QString::fromUtf8(fault);
    };
    const QByteArray sound(kSound);
    add("no TOML", "title = ", "f:1:9: ");
    add("a name that begins with no letter", sound + "[`rograms]", "f:8:1: this line is not TOML");
    add("a name in a foreign script", sound + "\n[ö]\n" + sound, "f:9:1: this line is not TOML");
    add("a key in a foreign script", "ö = 1\n" + sound, "f:1:1: ");
    add("unknown key", "aims = 1\n" + sound, "f:1:1: the key \"aims\" is not known here; expected one of");
    add("wrong network", "network = \"moon\"\n" + sound,
        "f:1:11: network is \"moon\"; expected loopback or lab");
    add("no title", "aim.en = \"A\"\nclosing = \"client-close\"", "f:1:1: [title] is missing");
    add("no English", "title.ko = \"제목\"\naim.en = \"A\"\nclosing = \"client-close\"",
        "f:1:1: the key \"en\" is missing: every text is there in English at least");
    add("no programs", "title.en = \"T\"\naim.en = \"A\"", "f:1:1: neither [programs] nor closing");
    add("wrong closing", "closing = \"slam\"\ntitle.en = \"T\"\naim.en = \"A\"",
        "f:1:11: closing is \"slam\"");
    add("wrong actor", sound + "waiter = 'close(fd);'", "f:8:10: no actor can be called \"waiter\"");
    add("wrong code", sound + "server = '''\nclose(fd);\n  listen(fd);\n'''",
        "f:10:3: server: 1 arguments where 2 are expected: listen(fd, 5)");
    add("code in one line", sound + "server = 'listen(fd);'", "f:8:1: server: 1 arguments");
    const QByteArray starts = "server = 'pthread_create(&t, NULL, serve, (void *)(intptr_t)fd);'\n";
    add("a thread without a program", sound + starts, "f:8:1: server: there is no program of \"serve\"");
    add("two functions of threads", sound + starts + "[threads]\nserve = 'close(fd);'\nother = 'close(fd);'",
        "f:9:1: expected one function in [threads]");
    add("wrong code of a thread", sound + starts + "[threads]\nserve = '''\nclose(arg);\nclosed(arg);\n'''",
        "f:12:1: serve: the call \"closed\" is not known here");
    add("a thread of another thread",
        sound + starts + "[threads]\nserve = 'pthread_create(&t, NULL, serve, (void *)(intptr_t)fd);'",
        "f:10:1: serve: expected pthread_create in the server's program alone");
    add("a step of a thread that is not there", sound + "[[step]]\nat = \"thread-1 close\"",
        "f:9:6: thread-1 has no line that calls close for the 1. time");
    add("wrong address", sound + "[addresses]\naddr = \"here\"", "f:9:8: \"here\" is no address; expected");
    add("wrong reference", sound + "[[step]]\nat = \"client\"", "f:9:6: \"client\" names no line; expected");
    add("no such line", sound + "[[step]]\nat = \"client close 2\"",
        "f:9:6: client has no line that calls close for the 2. time");
    add("no such line to wait for", sound + "[[step]]\nat = \"client close\"\nafter = \"server bind\"",
        "f:10:9: server has no line that calls bind");
    add("wrong on-error", sound + "[[step]]\nat = \"client close\"\non-error = \"panic\"",
        "f:10:12: on-error is \"panic\"; expected again, next or end");
    const QByteArray asks = sound + "[[question]]\nbefore = \"client close\"\nen = \"?\"\n";
    add("no such question", asks + "ask = \"why\"\nanswers = [\"0\", \"1\"]\nexpected = \"0\"",
        "f:11:7: ask is \"why\"; expected returns, state, time-wait or segment");
    add("one answer", asks + "ask = \"returns\"\nanswers = [\"0\"]\nexpected = \"0\"",
        "f:12:11: expected two to four answers");
    add("an answer that cannot be",
        asks + "ask = \"state\"\nanswers = [\"OPEN\", \"CLOSE\"]\nexpected = \"CLOSE\"",
        "f:12:11: \"OPEN\" is no TCP state");
    const QByteArray sure = "ask = \"returns\"\nanswers = [\"0\", \"1\"]\nexpected = \"0\"\n";
    add("a line that is not run yet", asks + "round = 0\n" + sure,
        "f:11:9: expected round = a number from 1");
    add("a round that is no number", asks + "round = \"last\"\n" + sure, "f:11:9: expected round = a number");
    add("two questions in one round",
        asks + sure + "[[question]]\nbefore = \"client close\"\nround = 1\nen = \"?\"\n" + sure,
        "f:15:10: another question is asked before this line already");
    add("expected is no answer", asks + "ask = \"returns\"\nanswers = [\"0\", \"1\"]\nexpected = \"2\"",
        "f:13:12: \"2\" is none of the answers");
    add("wrong rule", sound + "[[wire]]\nlose = \"client luck\"",
        "f:9:8: expected a host and a kind of segment");
    add("a table in place of a list", sound + "[step]\nat = \"client close\"",
        "f:8:1: step must be a list of tables");
}

void LessonFileTest::everyFaultIsSaidWithItsPlace()
{
    QFETCH(const QByteArray, toml);
    QFETCH(const QString, fault);
    const LessonReading reading = readLesson(toml.toStdString(), "f");
    QVERIFY(!reading.lesson);
    QVERIFY2(faultsOf(reading).startsWith(fault), qPrintable(faultsOf(reading)));
}

void LessonFileTest::allFaultsAreSaidAtOnce()
{
    const QString faults
        = faultsOf("network = \"moon\"\ntitel.en = \"T\"\naim.en = \"A\"\nclosing = \"slam\"\n");
    QCOMPARE(faults.split(u'\n').size(), 4); // the title is missing, too
}

void LessonFileTest::aFileThatCannotBeReadIsSaidSo()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("lesson.toml"));
    QVERIFY(
        faultsOf(readLessonFile(path.toStdString())).startsWith(QStringLiteral("f: there is no such file")));
    QVERIFY(faultsOf(readLessonFile(folder.path().toStdString()))
                .startsWith(QStringLiteral("f: that is a folder")));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(2 << 20));
    QVERIFY(faultsOf(readLessonFile(path.toStdString())).startsWith(QStringLiteral("f: it is longer than")));
    ForeignFiles made;
    for (const QString &no : made.noFiles())
        QVERIFY2(!readLessonFile(no.toStdString()).lesson, qPrintable(no));
    const QString endless = made.endlessLine("# ");
    QVERIFY(
        faultsOf(readLessonFile(endless.toStdString())).startsWith(QStringLiteral("f: it is longer than")));
}

void LessonFileTest::aLessonMayStopAtAnyByteWithoutHarm()
{
    const QByteArray whole
        = QByteArray(kSound) + "[[step]]\nat = \"client close\"\n[addresses]\na = \"unix:*\"\n";
    for (qsizetype length = 0; length <= whole.size(); ++length) {
        const LessonReading reading = readLesson(whole.left(length).toStdString(), "f");
        QVERIFY(reading.lesson || !reading.faults.empty());
    }
}

QTEST_APPLESS_MAIN(LessonFileTest)
#include "lesson_file_test.moc"
