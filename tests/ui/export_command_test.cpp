// SPDX-License-Identifier: GPL-3.0-or-later
// "sockstep export", and the same options of "run" and "compare", as a person starts them in a terminal with
// no display.
#include "core/lab/lab_support.h"
#include "core/recording/capture_file.h"
#include "program_run.h"
#include "support/foreign_files.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class ExportCommandTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFormatIsWrittenAtOnce();
    void aFormatOnStandardOutputIsAloneThere_data();
    void aFormatOnStandardOutputIsAloneThere();
    void aRecordingComesFromStandardInput();
    void aPartIsWhatItsRowsAre();
    void whatIsShownIsChosen();
    void languageAndAppearanceAreChosen();
    void aRunIsExportedAtItsEnd();
    void aComparisonIsExported();
    void aCaptureOfTheLabIsExported();
    void whatIsCutOffIsExportedAsFarAsItIsSound();
    void whatCannotBeReadOrWrittenIsToldInOneLine_data();
    void whatCannotBeReadOrWrittenIsToldInOneLine();
    void whatIsMeantIsToldInOneLine_data();
    void whatIsMeantIsToldInOneLine();

private:
    QString recording_;
    QByteArray sequence_; // what run said of it
};

namespace {

QByteArray contents(const QString &name)
{
    QFile file(QDir(folder()).filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString path(const char *name) { return QDir(folder()).filePath(QString::fromLatin1(name)); }

} // namespace

void ExportCommandTest::initTestCase()
{
    recording_ = path("session.jsonl");
    const Ended ended = run(words("run client-close --port 0 --record") << recording_);
    VERIFY_ENDED(ended, 0);
    const qsizetype begin = ended.out.indexOf("    time actor"); // behind what the lesson asks
    sequence_ = ended.out.mid(begin, ended.out.indexOf("TIME_WAIT at the client") - begin);
}

void ExportCommandTest::everyFormatIsWrittenAtOnce()
{
    const Ended ended = run(words("export")
        << recording_ << QStringLiteral("--svg") << path("a.svg") << QStringLiteral("--png") << path("a.png")
        << QStringLiteral("--pdf") << path("a.pdf") << QStringLiteral("--text") << path("a.txt")
        << QStringLiteral("--mermaid") << path("a.mmd") << QStringLiteral("--html") << path("a.html")
        << QStringLiteral("--scale") << QStringLiteral("1"));
    VERIFY_ENDED(ended, 0);
    QCOMPARE(ended.out, QByteArray());
    QCOMPARE(ended.err, QByteArray());
    QVERIFY(contents(QStringLiteral("a.svg")).startsWith("<svg "));
    QVERIFY(contents(QStringLiteral("a.pdf")).startsWith("%PDF-"));
    QVERIFY(contents(QStringLiteral("a.mmd")).startsWith("sequenceDiagram\n"));
    QVERIFY(contents(QStringLiteral("a.html")).startsWith("<!DOCTYPE html>"));
    QCOMPARE(contents(QStringLiteral("a.txt")), sequence_);
    const QImage picture(path("a.png"));
    const QByteArray size = "viewBox=\"0 0 " + QByteArray::number(picture.width()) + ' '
        + QByteArray::number(picture.height()) + '"';
    QVERIFY2(contents(QStringLiteral("a.svg")).contains(size), size.constData());
}

void ExportCommandTest::aFormatOnStandardOutputIsAloneThere_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("SVG") << QStringLiteral("--svg") << QByteArray("<svg ");
    QTest::newRow("PNG") << QStringLiteral("--png") << QByteArray("\x89PNG");
    QTest::newRow("text") << QStringLiteral("--text") << QByteArray("    time actor");
}

void ExportCommandTest::aFormatOnStandardOutputIsAloneThere()
{
    QFETCH(const QString, option);
    QFETCH(const QByteArray, begin);
    const Ended ended = run(words("export") << recording_ << option << QStringLiteral("-"));
    VERIFY_ENDED(ended, 0);
    QVERIFY(ended.out.startsWith(begin));
    QCOMPARE(ended.err, QByteArray());
}

void ExportCommandTest::aRecordingComesFromStandardInput()
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.setStandardInputFile(recording_);
    process.start(QStringLiteral(SOCKSTEP_PROGRAM), words("export - --text -"));
    QVERIFY(process.waitForFinished(int {kPatience.count()}));
    QCOMPARE(process.readAllStandardError(), QByteArray());
    QCOMPARE(process.readAllStandardOutput(), sequence_);
}

void ExportCommandTest::aPartIsWhatItsRowsAre()
{
    const Ended ended = run(words("export") << recording_ << words("--text - --from 3 --to 3"));
    VERIFY_ENDED(ended, 0);
    const QByteArrayList lines = ended.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[1].contains("bind("), ended.out.constData());
}

void ExportCommandTest::whatIsShownIsChosen()
{
    const auto text = [&](const char *options) {
        const Ended ended = run(words("export") << recording_ << words("--text -") << words(options));
        return ended.exitCode == 0 ? ended.out : ended.err;
    };
    QVERIFY(sequence_.contains("setsockopt(") && sequence_.contains("connect(")
        && sequence_.contains("ESTABLISHED"));
    const QByteArray columns = text("--columns since,call");
    QVERIFY(columns.contains("    time actor") && !columns.contains("ESTABLISHED") && columns.contains(" +"));
    QVERIFY(!columns.contains("state (~ inferred)"));
    const QByteArray states = text("--columns state");
    QVERIFY(states.contains("ESTABLISHED") && !states.contains("connect(") && !states.contains("time"));
    const QByteArray without = text("--without preparations --without states");
    QVERIFY(without.startsWith("(not shown: preparations, states)\n"));
    QVERIFY(
        !without.contains("setsockopt(") && !without.contains("ESTABLISHED") && without.contains("connect("));
    const QByteArray hidden = text("--hide client");
    const Ended unknown = run(words("export") << recording_ << words("--text - --hide nobody"));
    QCOMPARE(unknown.exitCode, 1);
    QVERIFY2(unknown.errLines().size() == 1 && unknown.err.contains("--hide: server, client"),
        unknown.err.constData());
    QVERIFY(hidden.startsWith("(not shown: client)\n"));
    QVERIFY(!hidden.contains("connect(") && hidden.contains("accept("));
    QCOMPARE(text("--columns time,call,state,segment"), sequence_);
    // The same of a run, and of its picture.
    const Ended ended = run(words("run client-close --port 0 --message a --message b --message c --message d "
                                  "--fold --without preparations --mermaid")
        << path("folded.mmd"));
    VERIFY_ENDED(ended, 0);
    for (const QByteArray &said : {ended.out, contents(QStringLiteral("folded.mmd"))}) {
        QVERIFY2(said.contains("… 3 echo rounds, 3 bytes each way"), said.constData());
        QVERIFY(!said.contains("setsockopt("));
    }
}

void ExportCommandTest::languageAndAppearanceAreChosen()
{
    const auto page = [&](const char *options) {
        const Ended ended = run(words("export") << recording_ << words("--html -") << words(options));
        return ended.exitCode == 0 ? ended.out : ended.err;
    };
    const QByteArray light = page("--language en");
    QVERIFY(light.contains("lang=\"en\"") && light.contains("color-scheme: light")
        && light.contains("Client closes first"));
    const QByteArray dark = page("--language ko --appearance dark");
    QVERIFY(dark.contains("lang=\"ko\"") && dark.contains("color-scheme: dark")
        && dark.contains("클라이언트가 먼저 닫음"));
}

void ExportCommandTest::aRunIsExportedAtItsEnd()
{
    const Ended ended
        = run(words("run server-close --port 0 --svg -") << QStringLiteral("--mermaid") << path("run.mmd"));
    VERIFY_ENDED(ended, 0);
    QVERIFY(ended.out.startsWith("<svg ") && ended.out.endsWith("</svg>\n"));
    QVERIFY(ended.err.contains("TIME_WAIT at the connection")); // the sequence for people
    QVERIFY(contents(QStringLiteral("run.mmd")).contains("TIME_WAIT"));
}

void ExportCommandTest::aComparisonIsExported()
{
    const Ended ended = run(words("compare client-close server-close --language en --csv -")
        << QStringLiteral("--svg") << path("both.svg") << QStringLiteral("--html") << path("both.html")
        << QStringLiteral("--pdf") << path("both.pdf") << QStringLiteral("--text") << path("both.txt"));
    VERIFY_ENDED(ended, 0);
    const QByteArrayList rows = ended.out.split('\n');
    QCOMPARE(rows.size(), 12); // the heads, ten facts, and what is after the last line's end
    QCOMPARE(rows[0], QByteArray("\"\",\"Client closes first\",\"Server closes first\"\r"));
    QCOMPARE(rows[1], QByteArray("\"First FIN or RST sent by\",\"client (FIN)\",\"server (FIN)\"\r"));
    QVERIFY(ended.err.contains("* first to end it"));
    const QByteArray drawing = contents(QStringLiteral("both.svg"));
    QCOMPARE(drawing.count(">SYN_SENT</text>"), 2);
    QVERIFY(drawing.contains(">First FIN or RST sent by</text>"));
    const QByteArray page = contents(QStringLiteral("both.html"));
    QCOMPARE(page.count("<tr class=\"differs\"><th>First FIN or RST sent by</th>"), 1);
    QVERIFY(contents(QStringLiteral("both.pdf")).startsWith("%PDF-"));
    QCOMPARE(contents(QStringLiteral("both.txt")).count("socket(AF_INET"), 6);
    for (const char *name : {"both.svg", "both.html"}) {
        QProcess lint;
        lint.start(
            QStringLiteral(XMLLINT), {QStringLiteral("--noout"), QStringLiteral("--nonet"), path(name)});
        QVERIFY(lint.waitForFinished(int {kPatience.count()}));
        QVERIFY2(lint.exitCode() == 0, lint.readAllStandardError().constData());
    }
}

void ExportCommandTest::aCaptureOfTheLabIsExported()
{
    const QString recording = path("lab.jsonl");
    const Ended played = run(words("run handshake --port 0 --delay 0 --record") << recording);
    if (played.exitCode != 0 && played.err.contains("there can be no lab here"))
        QSKIP("there can be no lab here");
    VERIFY_ENDED(played, 0);
    const Ended ended = run(words("export") << recording << QStringLiteral("--pcap") << path("lab.pcap"));
    VERIFY_ENDED(ended, 0);
    QProcess tshark;
    tshark.start(QStringLiteral(TSHARK), {QStringLiteral("-n"), QStringLiteral("-r"), path("lab.pcap")});
    QVERIFY(tshark.waitForFinished(int {kPatience.count()}));
    QCOMPARE(tshark.exitCode(), 0);
    QCOMPARE(tshark.readAllStandardOutput().count('\n'),
        contents(QStringLiteral("lab.jsonl")).count("\"phase\":\"sent\""));
    const Ended refused = run(words("export") << recording_ << QStringLiteral("--pcap") << path("none.pcap"));
    VERIFY_ENDED(refused, 1);
    QVERIFY2(refused.err.contains("not recorded in the lab"), refused.err.constData());
}

void ExportCommandTest::whatIsCutOffIsExportedAsFarAsItIsSound()
{
    QByteArray whole = contents(QStringLiteral("session.jsonl"));
    whole.chop(30);
    QFile cut(path("cut.jsonl"));
    QVERIFY(cut.open(QIODevice::WriteOnly) && cut.write(whole) == whole.size());
    cut.close();
    const Ended ended = run(words("export") << cut.fileName() << words("--text -"));
    VERIFY_ENDED(ended, 0);
    QVERIFY(ended.out.contains("listen("));
    QCOMPARE(ended.errLines().size(), 1);
    QVERIFY2(ended.err.contains("line ") && ended.err.contains("sound"), ended.err.constData());
}

void ExportCommandTest::whatCannotBeReadOrWrittenIsToldInOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("wanted");
    QTest::newRow("no such recording")
        << words("export /no/such/file --text -") << QByteArray("/no/such/file");
    QTest::newRow("a folder") << (words("export") << folder() << words("--text -"))
                              << QByteArray("cannot read");
    QTest::newRow("no recording") << words("export /proc/version --text -") << QByteArray("no recording");
    QTest::newRow("nothing") << words("export /dev/null --text -") << QByteArray("a device");
    static ForeignFiles made;
    for (const QString &no : made.noFiles()) {
        QTest::addRow("export %s", qPrintable(no))
            << (words("export") << no << words("--svg -")) << QByteArray("cannot read");
        QTest::addRow("--pcap of %s", qPrintable(no))
            << (words("export") << no << words("--pcap -")) << QByteArray("cannot read");
    }
    QTest::newRow("a line of two gigabytes")
        << (words("export") << made.endlessLine({}) << words("--text -")) << QByteArray("longer than 32 MB");
    for (const char *option : {"--svg", "--png", "--pdf", "--text", "--mermaid", "--html"}) {
        QTest::addRow("%s to no folder", option)
            << (words("export RECORDING")
                   << QString::fromLatin1(option) << QStringLiteral("/no/such/dir/file"))
            << QByteArray("cannot write /no/such/dir/file: No such file or directory (ENOENT)");
    }
    QTest::newRow("a full disk") << words("export RECORDING --svg /dev/full") << QByteArray("ENOSPC");
    QTest::newRow("no such row") << words("export RECORDING --svg - --from 900") << QByteArray("no row 900");
    QTest::newRow("run to no folder")
        << words("run client-close --port 0 --svg /no/such/dir/x") << QByteArray("/no/such/dir/x");
    QTest::newRow("compare to no folder")
        << words("compare client-close server-close --csv /no/such/dir/x") << QByteArray("/no/such/dir/x");
}

void ExportCommandTest::whatCannotBeReadOrWrittenIsToldInOneLine()
{
    QFETCH(QStringList, arguments);
    QFETCH(const QByteArray, wanted);
    arguments.replaceInStrings(QStringLiteral("RECORDING"), recording_);
    const Ended ended = run(arguments);
    VERIFY_ENDED(ended, 1);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.errLines().size() == 1, ended.err.constData());
    QVERIFY2(ended.err.startsWith("sockstep: ") && ended.err.contains(wanted), ended.err.constData());
}

void ExportCommandTest::whatIsMeantIsToldInOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const char *line :
        {"export", "export x", "export x --svg", "export x --svg - --text -", "export x --svg a --scale 99",
            "export x --svg a --from 0", "export x --svg a --from 5 --to 3", "export x --svg a --language xx",
            "export x --svg a --appearance grey", "export x --csv a", "run client-close --svg - --record -",
            "run client-close --pcap a", "export x --svg a --columns call,times",
            "export x --svg a --columns time,since", "export x --svg a --without acknowledgements",
            "compare client-close server-close --fold", "compare client-close server-close --mermaid a",
            "compare client-close server-close --json --csv -"})
        QTest::newRow(line) << words(line);
}

void ExportCommandTest::whatIsMeantIsToldInOneLine()
{
    QFETCH(const QStringList, arguments);
    const Ended ended = run(arguments);
    VERIFY_ENDED(ended, 2);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.errLines().size() == 1, ended.err.constData());
    QVERIFY2(ended.err.contains("--help"), ended.err.constData());
}

QTEST_GUILESS_MAIN(ExportCommandTest)
#include "export_command_test.moc"
