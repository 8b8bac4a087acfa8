// SPDX-License-Identifier: GPL-3.0-or-later
// The program as a person starts it in a terminal: what it prints, where, and with which exit code.
#include "core/lesson/lesson_library.h"
#include "program_run.h"
#include "support/recording_query.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTest>
#include <clocale>
#include <cwchar>

using namespace sockstep;
using namespace sockstep::test;

class CommandLineTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void aLessonPlaysToItsEnd_data();
    void aLessonPlaysToItsEnd();
    void whatALessonShowsIsSaidLast_data();
    void whatALessonShowsIsSaidLast();
    void theCatalogueGivesNoAnswerAway();
    void everyLineFitsIntoEightyColumns_data();
    void everyLineFitsIntoEightyColumns();
    void severalMessagesAreSentInOrder();
    void theDefaultPortIsNineThousand();
    void aComparisonPrintsItsTable();
    void aComparisonAsJsonIsReadBack();
    void manyConnectionsAreCompared();
    void aRecordingIsReadBack();
    void aRecordingOnStandardOutputIsAloneThere();
    void aFileThatCannotBeWrittenIsToldInOneLine_data();
    void aFileThatCannotBeWrittenIsToldInOneLine();
    void aTakenPortIsToldInOneLine();
    void programsAreSavedAsCode();
    void whatIsMeantIsToldInOneLine_data();
    void whatIsMeantIsToldInOneLine();
    void aNumberThatIsNoneIsToldWhatItMayBe();
    void helpVersionAndDoctorNeedNoDisplay_data();
    void helpVersionAndDoctorNeedNoDisplay();
    void withoutADisplayItSaysWhatToDo();
    void aDisplayThatIsNotThereIsToldInOneLine();
};

namespace {

/// Columns of a terminal, as the C library counts them: an independent witness.
int columns(const QString &line)
{
    int total = 0;
    for (const char32_t c : line.toUcs4())
        total += std::max(0, wcwidth(static_cast<wchar_t>(c)));
    return total;
}

} // namespace

void CommandLineTest::initTestCase()
{
    QVERIFY(std::setlocale(LC_CTYPE, "C.UTF-8"));
    QVERIFY(QFile::exists(QStringLiteral(SOCKSTEP_PROGRAM)));
    QCOMPARE(columns(QStringLiteral("안a…")), 4); // two, one, one
}

void CommandLineTest::aLessonPlaysToItsEnd_data()
{
    QTest::addColumn<QString>("lesson");
    QTest::addColumn<QByteArray>("holder");
    QTest::newRow("client-close") << QStringLiteral("client-close")
                                  << QByteArray("TIME_WAIT at the client, ");
    QTest::newRow("server-close") << QStringLiteral("server-close")
                                  << QByteArray("TIME_WAIT at the connection, ");
}

void CommandLineTest::aLessonPlaysToItsEnd()
{
    QFETCH(const QString, lesson);
    QFETCH(const QByteArray, holder);
    const Ended ended = run({QStringLiteral("run"), lesson, QStringLiteral("--port"), QStringLiteral("0")});
    VERIFY_ENDED(ended, 0);
    QCOMPARE(ended.err, QByteArray());
    QVERIFY2(ended.out.contains(holder), ended.out.constData());
    for (const char *wanted :
        {"socket(AF_INET, SOCK_STREAM, 0)", "listen(", "connect(", "accept(", "\"hello\"", "shutdown(",
            "close(", "LISTEN", "ESTABLISHED", "FIN_WAIT2", "CLOSE_WAIT", "TIME_WAIT", "0 (EOF)"})
        QVERIFY2(ended.out.contains(wanted), wanted);
    // The columns are aligned: the header's words stand above theirs.
    const QByteArrayList lines = ended.out.split('\n');
    const qsizetype call = lines.at(2).indexOf("call");
    QVERIFY(call > 0);
    QVERIFY(QString::fromUtf8(lines.at(3)).mid(call).startsWith(QStringLiteral("socket(")));
}

void CommandLineTest::whatALessonShowsIsSaidLast_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("begins");
    QTest::newRow("en") << QStringLiteral("en") << QStringLiteral("What this lesson shows: ");
    QTest::newRow("ko") << QStringLiteral("ko") << QStringLiteral("이 수업이 보여 주는 것: ");
}

void CommandLineTest::whatALessonShowsIsSaidLast()
{
    QFETCH(const QString, language);
    QFETCH(const QString, begins);
    const auto lesson = builtInLesson("echo-loop");
    const auto in
        = [&](const LocalText &text) { return QString::fromStdString(text.in(language.toStdString())); };
    const Ended ended = run(words("run echo-loop --port 0 --language") << language);
    VERIFY_ENDED(ended, 0);
    const QString said = QString::fromUtf8(ended.out);
    QVERIFY2(said.section(u'\n', 0, 0).contains(in(lesson->misconception)), ended.out.constData());
    // Cut into lines, after all that happened.
    const qsizetype at = said.indexOf(begins);
    QVERIFY2(at > said.indexOf(QStringLiteral("close(")), ended.out.constData());
    QCOMPARE(said.mid(at).trimmed().replace(u'\n', u' '), begins + in(lesson->aim));
    for (const QString &line : said.split(u'\n'))
        QVERIFY2(columns(line) <= 80, qPrintable(line));
    // One that did not come to its end has shown nothing.
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const Ended failed = run(words("run echo-loop --port") << QString::number(taken.serverPort()));
    VERIFY_ENDED(failed, 1);
    QVERIFY(!failed.out.contains("What this lesson shows"));
}

void CommandLineTest::theCatalogueGivesNoAnswerAway()
{
    const Ended ended = run({QStringLiteral("lessons")});
    VERIFY_ENDED(ended, 0);
    const QString list = QString::fromUtf8(ended.out);
    for (const LessonText &text : lessonTexts()) {
        const auto lesson = builtInLesson(text.name);
        const QString line
            = QStringLiteral("  %1 %2%3\n")
                  .arg(QString::fromStdString(lesson->name), -22)
                  .arg(QString::fromStdString(lesson->title.en),
                      lesson->network == NetworkKind::Lab ? QStringLiteral(" (lab)") : QString());
        QVERIFY2(list.contains(line), qPrintable(line));
        QVERIFY(!list.contains(QString::fromStdString(lesson->aim.en)));
        // No error and no segment that a question is about.
        for (const Question &question : lesson->questions) {
            const QString answer = QString::fromStdString(question.expected).section(u' ', -1);
            const bool named = answer.size() > 2 && answer == answer.toUpper()
                && QString::fromStdString(lesson->title.en).split(u' ').contains(answer, Qt::CaseInsensitive);
            QVERIFY2(!named, qPrintable(line));
        }
    }
}

void CommandLineTest::everyLineFitsIntoEightyColumns_data()
{
    QTest::addColumn<QStringList>("messages");
    QTest::newRow("hello") << QStringList {QStringLiteral("hello")};
    QTest::newRow("long") << QStringList {QString(5000, u'x')};
    QTest::newRow("Korean") << QStringList {
        QStringLiteral("소켓의 한살이를 눈으로 본다. 소켓의 한살이를 눈으로 본다."), QStringLiteral("안녕")};
    QTest::newRow("emoji") << QStringList {QStringLiteral("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀")};
    QTest::newRow("controls") << QStringList {QStringLiteral("\t\n\r\x1b[31m\x7f\"\\")};
}

void CommandLineTest::everyLineFitsIntoEightyColumns()
{
    QFETCH(const QStringList, messages);
    for (const char *lesson : {"client-close", "server-close"}) {
        QStringList arguments {QStringLiteral("run"), QString::fromLatin1(lesson), QStringLiteral("--port"),
            QStringLiteral("0")};
        for (const QString &message : messages)
            arguments << QStringLiteral("--message") << message;
        const Ended ended = run(arguments);
        VERIFY_ENDED(ended, 0);
        for (const QString &line : QString::fromUtf8(ended.out).split(u'\n')) {
            QVERIFY2(columns(line) <= 80, qPrintable(line));
            for (const char32_t c : line.toUcs4())
                QVERIFY2(QChar::isPrint(c), qPrintable(line)); // none that would steer the terminal
        }
    }
}

void CommandLineTest::severalMessagesAreSentInOrder()
{
    const Ended ended
        = run(words("run server-close --port 0 --record - --message one --message two --message=three"));
    VERIFY_ENDED(ended, 0);
    const ReadResult result = read(ended.out);
    QVERIFY(result.recording);
    QCOMPARE(received(*result.recording, "client"), std::string("onetwothree"));
    QCOMPARE(callsOf(*result.recording, "client", Function::Send).size(), std::size_t {3});
}

void CommandLineTest::aComparisonPrintsItsTable()
{
    const Ended ended
        = run({QStringLiteral("compare"), QStringLiteral("client-close"), QStringLiteral("server-close")});
    VERIFY_ENDED(ended, 0);
    QCOMPARE(ended.err, QByteArray());
    for (const char *wanted :
        {"client (FIN)", "server (FIN)", "TIME_WAIT, ", "-1 EADDRINUSE", "* port free again"})
        QVERIFY2(ended.out.contains(wanted), ended.out.constData());
    for (const QString &line : QString::fromUtf8(ended.out).split(u'\n'))
        QVERIFY2(columns(line) <= 80, qPrintable(line));
}

void CommandLineTest::aComparisonAsJsonIsReadBack()
{
    const Ended ended = run({QStringLiteral("compare"), QStringLiteral("client-linger"),
        QStringLiteral("server-close"), QStringLiteral("--reuseaddr"), QStringLiteral("--json")});
    VERIFY_ENDED(ended, 0);
    QJsonParseError error {};
    const QJsonDocument document = QJsonDocument::fromJson(ended.out, &error);
    QVERIFY2(error.error == QJsonParseError::NoError, ended.out.constData());
    const QJsonArray runs = document[QStringLiteral("runs")].toArray();
    QCOMPARE(runs.size(), 2);
    const auto at = [&](int run, const char *key) { return runs[run].toObject().value(QLatin1String(key)); };
    QCOMPARE(at(0, "lesson").toString(), QStringLiteral("client-linger"));
    QCOMPARE(
        at(0, "first_ending").toObject().value(QStringLiteral("segment")).toString(), QStringLiteral("RST"));
    QCOMPARE(at(0, "errors").toArray().at(0).toObject().value(QStringLiteral("errno")).toString(),
        QStringLiteral("ECONNRESET"));
    QCOMPARE(at(1, "connection").toObject().value(QStringLiteral("state")).toString(),
        QStringLiteral("TIME_WAIT"));
    QVERIFY(at(1, "connection").toObject().value(QStringLiteral("time_wait_ms")).toInt() > 30'000);
    QCOMPARE(
        at(1, "bind_again").toObject().value(QStringLiteral("result")).toInt(-1), 0); // both set SO_REUSEADDR
}

void CommandLineTest::manyConnectionsAreCompared()
{
    const Ended ended
        = run({QStringLiteral("compare"), QStringLiteral("client-close"), QStringLiteral("server-close"),
            QStringLiteral("--connections"), QStringLiteral("40"), QStringLiteral("--json")});
    VERIFY_ENDED(ended, 0);
    const QJsonArray costs = QJsonDocument::fromJson(ended.out)[QStringLiteral("cost")].toArray();
    QCOMPARE(costs.size(), 2);
    const auto at
        = [&](int run, const char *key) { return costs[run].toObject().value(QLatin1String(key)).toInt(); };
    for (int run = 0; run < 2; ++run)
        QCOMPARE(at(run, "connections"), 40);
    QVERIFY(at(0, "time_wait_client") > 30); // the kernel may have used a port again
    QCOMPARE(at(0, "time_wait_server"), 0);
    QVERIFY(at(1, "time_wait_server") > 30);
    QCOMPARE(at(1, "time_wait_client"), 0);
}

void CommandLineTest::theDefaultPortIsNineThousand()
{
    // Whether or not it is free just now.
    const Ended ended = run(words("run client-close --record -"));
    QVERIFY(ended.exitCode == 0 || ended.exitCode == 1);
    QVERIFY2(ended.out.contains("127.0.0.1:9000"), ended.err.constData());
}

void CommandLineTest::aRecordingIsReadBack()
{
    const QString path = folder() + QStringLiteral("/기록.jsonl");
    const Ended ended = run(words("run client-close --port 0 --record") << path);
    VERIFY_ENDED(ended, 0);
    QVERIFY(ended.out.contains("ESTABLISHED"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const ReadResult result = read(file.readAll());
    QCOMPARE(QString::fromStdString(result.error), QString());
    QVERIFY(result.recording);
    QCOMPARE(result.recording->header().lesson, std::string("client-close"));
    QCOMPARE(received(*result.recording, "client"), std::string("hello"));
    QCOMPARE(stateOf(*result.recording, clientSocketOf(*result.recording)), TcpState::TimeWait);
    // Nothing is open or in progress at its end.
    for (const RecordedCall &call : callsIn(*result.recording))
        QVERIFY2(call.returned, qPrintable(text(call)));
}

void CommandLineTest::aRecordingOnStandardOutputIsAloneThere()
{
    const Ended ended = run(words("run server-close --port 0 --record -"));
    VERIFY_ENDED(ended, 0);
    QVERIFY(ended.out.endsWith("}\n"));
    for (const QByteArray &line : ended.out.trimmed().split('\n'))
        QVERIFY2(line.startsWith('{') && line.endsWith('}'), line.constData());
    const ReadResult result = read(ended.out);
    QCOMPARE(QString::fromStdString(result.error), QString());
    QVERIFY(result.recording && result.recording->size() > 50);
    QVERIFY(ended.err.contains("TIME_WAIT")); // the sequence for people
}

void CommandLineTest::aFileThatCannotBeWrittenIsToldInOneLine_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("no such folder") << QStringLiteral("/no/such/dir");
    QTest::newRow("a folder") << folder();
    QTest::newRow("a full disk") << QStringLiteral("/dev/full");
}

void CommandLineTest::aFileThatCannotBeWrittenIsToldInOneLine()
{
    QFETCH(const QString, path);
    const Ended ended = run(words("run client-close --port 0 --record") << path);
    VERIFY_ENDED(ended, 1);
    QVERIFY2(ended.errLines().size() == 1, ended.err.constData());
    QVERIFY2(ended.err.contains(path.toUtf8()), ended.err.constData());
}

void CommandLineTest::aTakenPortIsToldInOneLine()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QString port = QString::number(taken.serverPort());
    const Ended ended = run(words("run client-close --port") << port);
    VERIFY_ENDED(ended, 1);
    QVERIFY2(ended.errLines().size() == 1, ended.err.constData());
    for (const QByteArray &wanted : {port.toLatin1(), QByteArray("--port"), QByteArray("EADDRINUSE")})
        QVERIFY2(ended.err.contains(wanted), ended.err.constData());
}

void CommandLineTest::programsAreSavedAsCode()
{
    const QTemporaryDir folder;
    const QString made = folder.filePath(QStringLiteral("of/mine"));
    const QStringList arguments = words("code serial-server --language ko --c")
        << made << words("--python") << made;
    const Ended saved = run(arguments);
    VERIFY_ENDED(saved, 0);
    QCOMPARE(saved.err, QByteArray());
    const QStringList files = QString::fromUtf8(saved.out).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(files.size(), 8); // a server and three clients, twice
    for (const QString &file : files)
        QVERIFY2(QFile::exists(file), qPrintable(file));
    const Ended again = run(arguments); // the very same
    VERIFY_ENDED(again, 0);

    // What somebody has changed is not written over without a word.
    QFile changed(made + QStringLiteral("/client-2.c"));
    QVERIFY(changed.open(QIODevice::Append) && changed.write("// mine\n") > 0);
    changed.close();
    const Ended refused = run(arguments);
    VERIFY_ENDED(refused, 1);
    QVERIFY2(refused.err.contains("client-2.c is there already") && refused.err.contains("--force"),
        refused.err.constData());
    QCOMPARE(refused.err.count('\n'), 1);
    const Ended forced = run(arguments + words("--force"));
    VERIFY_ENDED(forced, 0);
    QVERIFY(changed.open(QIODevice::ReadOnly));
    QVERIFY(!changed.readAll().contains("mine"));

    const Ended nowhere = run(words("code client-close --c /dev/null/folder"));
    VERIFY_ENDED(nowhere, 1);
    QCOMPARE(nowhere.err.count('\n'), 1);
}

void CommandLineTest::whatIsMeantIsToldInOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const char *line : {"--nonsense", "nonsense", "run", "run nonsense", "run client-close --nonsense",
             "run client-close more", "run client-close --port", "run client-close --port x",
             "run client-close --port 65536", "run client-close --port -1", "run client-close --record",
             "doctor more", "--port 70000", "--free-play --lesson client-close", "--free-play nonsense",
             "code", "code client-close", "code nonsense --c /tmp"})
        QTest::newRow(line) << words(line);
    QTest::newRow("an empty message") << (words("run client-close --port 0 --message") << QString());
    QTest::newRow("two empty messages")
        << (words("run client-close --port 0 --message a --message") << QString());
}

void CommandLineTest::whatIsMeantIsToldInOneLine()
{
    QFETCH(const QStringList, arguments);
    const Ended ended = run(arguments);
    VERIFY_ENDED(ended, 2);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.errLines().size() == 1, ended.err.constData());
    QVERIFY2(ended.err.startsWith("sockstep: "), ended.err.constData());
    QVERIFY2(ended.err.contains("--help"), ended.err.constData());
}

void CommandLineTest::aNumberThatIsNoneIsToldWhatItMayBe()
{
    for (const char *port : {"x", "65536", "-1", "80 80", ""}) {
        const Ended ended = run(words("run client-close --port") << QString::fromLatin1(port));
        VERIFY_ENDED(ended, 2);
        QVERIFY2(ended.err.contains("--port") && ended.err.contains("0 to 65535"), ended.err.constData());
    }
    for (const char *seed : {"many", "-1", "1.5", "18446744073709551616", ""}) {
        const Ended ended = run(words("run client-close --network lab --seed") << QString::fromLatin1(seed));
        VERIFY_ENDED(ended, 2);
        QVERIFY2(ended.err.contains("--seed") && ended.err.contains("0 to 18446744073709551615"),
            ended.err.constData());
    }
}

void CommandLineTest::helpVersionAndDoctorNeedNoDisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("wanted");
    QTest::newRow("--help") << words("--help") << words("run doctor --port --version 9000");
    QTest::newRow("run --help") << words("run --help")
                                << words("client-close server-close --message --port --record");
    QTest::newRow("--version") << words("--version") << words("sockstep " SOCKSTEP_VERSION);
    QTest::newRow("doctor") << words("doctor") << words("Linux TCP sock_diag 9000 display");
}

void CommandLineTest::helpVersionAndDoctorNeedNoDisplay()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QStringList, wanted);
    const Ended ended = run(arguments);
    VERIFY_ENDED(ended, 0);
    QCOMPARE(ended.err, QByteArray());
    for (const QString &word : wanted)
        QVERIFY2(ended.out.contains(word.toUtf8()), qPrintable(word));
}

void CommandLineTest::withoutADisplayItSaysWhatToDo()
{
    const Ended ended = run({});
    VERIFY_ENDED(ended, 1);
    QVERIFY2(ended.errLines().size() == 1, ended.err.constData());
    QVERIFY2(ended.err.contains("display") && ended.err.contains("sockstep run"), ended.err.constData());
}

void CommandLineTest::aDisplayThatIsNotThereIsToldInOneLine()
{
    QProcessEnvironment with = environment();
    with.insert(QStringLiteral("DISPLAY"), QStringLiteral(":987"));
    const Ended ended = run({}, with);
    VERIFY_ENDED(ended, 1);
    QVERIFY2(ended.err.contains(":987"), ended.err.constData());
    QVERIFY2(ended.errLines().size() == 1, ended.err.constData());
    QVERIFY2(ended.err.contains("sockstep run"), ended.err.constData());
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "command_line_test.moc"
