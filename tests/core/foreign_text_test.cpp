// SPDX-License-Identifier: GPL-3.0-or-later
// A recording and a lesson with deceiving text in every field, through every output that is a text: what is
// printed moves no cursor, turns no line and hides nothing; what is saved is what was read.
#include "support/foreign_text.h"

#include "core/compare/fact_text.h"
#include "core/diagram/call_text.h"
#include "core/diagram/mermaid.h"
#include "core/diagram/text_sequence.h"
#include "core/lesson/lesson_file.h"
#include "core/lesson/lesson_session.h"
#include "core/recording/json_lines.h"
#include "core/recording/recording_file.h"
#include "core/source/c_source.h"
#include "core/source/python_source.h"
#include "core/text/shown_text.h"
#include "support/foreign_recording.h"
#include "support/patience.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <fmt/format.h>
#include <sstream>

using namespace sockstep;
using namespace sockstep::test;

class ForeignTextTest : public QObject {
    Q_OBJECT

private slots:
    void noTextOutputLetsItThrough_data();
    void noTextOutputLetsItThrough();
    void columnsStandBelowEachOther();
    void theRecordingKeepsEveryByte();
    void whatIsWrongWithARecordingIsSaidWithoutHarm_data();
    void whatIsWrongWithARecordingIsSaidWithoutHarm();
    void whatIsWrongWithALessonIsSaidWithoutHarm_data();
    void whatIsWrongWithALessonIsSaidWithoutHarm();
    void aProgramHidesNothing_data();
    void aProgramHidesNothing();
    void aSavedProgramHasNoMoreThanItsLines_data();
    void aSavedProgramHasNoMoreThanItsLines();
    void aSavedProgramPrintsWhatItGetsWithoutHarm();
    void aNameOfAMillionCharactersIsNoTrouble();
    void asManyActorsAsThereCanBeAreNoTrouble();
};

namespace {

QString forbidden(std::string_view text) { return QString::fromStdString(forbiddenInLines(text)); }

struct Read {
    explicit Read(const Recording &recording)
        : layout(recording)
        , history(recording)
    {
        history.advance();
        layout.advance(history.size());
    }
    std::string text(DiagramChoices choices = {}) const
    {
        Excerpt excerpt(choices);
        excerpt.update(layout, history);
        return TextSequence(layout, history, excerpt).all();
    }
    std::string mermaid(DiagramChoices choices = {}) const
    {
        Excerpt excerpt(choices);
        excerpt.update(layout, history);
        return mermaidSequence(layout, history, excerpt);
    }

    Layout layout;
    History history;
};

void eachForeignText()
{
    QTest::addColumn<QByteArray>("text");
    int number = 0;
    for (const std::string &one : foreignTexts())
        QTest::addRow("%d", ++number) << QByteArray::fromStdString(one);
    QTest::newRow("all") << QByteArray::fromStdString(foreignText());
    QTest::newRow("100,000 characters") << QByteArray(100000, 'n');
}

/// A lesson that is sound but for what is put in.
std::string lesson(const std::string &title, const std::string &comment, const std::string &more = {})
{
    return fmt::format("messages = []\n[title]\nen = {}\n[aim]\nen = {}\n[programs]\nserver = '''\n"
                       "int fd = socket(AF_INET, SOCK_STREAM, 0); {}\nclose(fd);\n'''\n{}",
        title, title, comment, more);
}

/// \p text as a string of TOML. Only what is UTF-8 can be one.
std::string tomlString(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            quoted += {'\\', c};
        else if (byte < 0x20 || byte == 0x7f)
            quoted += fmt::format("\\u{:04x}", byte);
        else
            quoted += c;
    }
    return quoted + '"';
}

std::string faultsOf(const LessonReading &reading)
{
    std::string text;
    for (const LessonFault &fault : reading.faults)
        text += faultText("lesson.toml", fault) + '\n';
    return text;
}

} // namespace

void ForeignTextTest::noTextOutputLetsItThrough_data() { eachForeignText(); }

void ForeignTextTest::noTextOutputLetsItThrough()
{
    QFETCH(QByteArray, text);
    const auto recording = foreignRecording(text.toStdString());
    const Read read(*recording);
    DiagramChoices hiding;
    hiding.hide("client" + text.toStdString(), true);
    for (const DiagramChoices &choices : {DiagramChoices {}, hiding}) {
        QCOMPARE(forbidden(read.text(choices)), QString());
        QCOMPARE(forbidden(read.mermaid(choices)), QString());
        QVERIFY(read.text(choices).size() < 10000);
        QVERIFY(read.mermaid(choices).size() < 10000);
    }
    QVERIFY(read.text(hiding).starts_with("(not shown: client"));
    for (CallId id = 1; id <= read.history.callCount(); ++id) {
        const CallEntered &call = read.history.entered(id);
        QCOMPARE(forbidden(fullCallText(call)), QString());
        QCOMPARE(forbidden(shortCallText(call)), QString());
        if (const CallReturned *returned = read.history.returned(id))
            QCOMPARE(forbidden(resultLabel(call, *returned)), QString());
    }
    Facts facts;
    facts.errors.push_back({1, Function::Recv, ECONNRESET});
    for (const FactLine &line : factTable(facts, recording->header()))
        QCOMPARE(forbidden(line.value), QString());
}

void ForeignTextTest::columnsStandBelowEachOther()
{
    for (const std::string &text : foreignTexts()) {
        const auto recording = foreignRecording(text);
        std::istringstream lines(Read(*recording).text());
        std::string line;
        std::getline(lines, line);
        const std::size_t call = columnsOf(line.substr(0, line.find("call")));
        while (std::getline(lines, line)) {
            const std::size_t at = line.find("socket(");
            if (at != std::string::npos)
                QCOMPARE(columnsOf(line.substr(0, at)), call);
        }
    }
}

void ForeignTextTest::theRecordingKeepsEveryByte()
{
    std::string text; // of those that are UTF-8: JSON has no others
    for (const std::string &one : foreignTexts()) {
        if (QString::fromStdString(one).toStdString() == one)
            text += one;
    }
    const auto recording = foreignRecording(text);
    const std::string written = linesOf(*recording);
    std::istringstream stream(written);
    const ReadResult read = readRecording(stream);
    QCOMPARE(read.error, std::string());
    QVERIFY(read.recording->header() == recording->header());
    QVERIFY(linesOf(*read.recording) == written);
}

void ForeignTextTest::whatIsWrongWithARecordingIsSaidWithoutHarm_data() { eachForeignText(); }

void ForeignTextTest::whatIsWrongWithARecordingIsSaidWithoutHarm()
{
    QFETCH(QByteArray, text);
    const std::string given = QString::fromUtf8(text).toStdString(); // JSON has no other bytes
    const std::string quoted = headerLine({"", "", "", given, {"server"}});
    const std::size_t at = quoted.find("\"lesson\":") + 9;
    const std::string string = quoted.substr(at, quoted.find(",\"actors\"") - at);
    const std::string header = headerLine({"", "loopback", "", "", {"server"}}) + '\n';
    const std::string begin = R"({"n":0,"t":0,"kind":)";
    for (const std::string &line : {begin + string + "}", begin + R"("message","actor":)" + string + "}",
             begin + R"("call","call":1,"actor":"server","name":)" + string + "}",
             begin + R"("call","call":1,"actor":"server","name":"socket","args":{)" + string + ":1}}",
             begin + R"("return","call":1,"result":0,"address":)" + string + "}"}) {
        std::istringstream stream(header + line + '\n');
        const ReadResult read = readRecording(stream);
        QVERIFY(!read.error.empty());
        QCOMPARE(forbidden(read.error), QString());
        QVERIFY(read.error.size() < 4000);
    }
}

void ForeignTextTest::whatIsWrongWithALessonIsSaidWithoutHarm_data() { eachForeignText(); }

void ForeignTextTest::whatIsWrongWithALessonIsSaidWithoutHarm()
{
    QFETCH(QByteArray, text);
    const std::string string = tomlString(QString::fromUtf8(text).toStdString());
    const std::string sound = tomlString("sound");
    QCOMPARE(faultsOf(readLesson(lesson(sound, ""), "sound")), std::string());
    for (const std::string &toml :
        {string + " = 1\n" + lesson(sound, ""), "network = " + string + '\n' + lesson(sound, ""),
            "closing = " + string + '\n' + lesson(sound, ""), lesson(sound, "", string + " = 'close(fd);'\n"),
            lesson(sound, "", "[addresses]\naddr = " + string + '\n'),
            lesson(sound, "", "[[step]]\nat = " + string + '\n'),
            lesson(sound, "", "[programs.client]\n" + string + " = 1\n"),
            lesson(sound, "",
                "[[question]]\nbefore = 'server close'\nask = " + string + "\nexpected = " + string
                    + "\nanswers = [" + string + "]\nen = ''\n"),
            std::string("server = ") + text.toStdString(),
            lesson(sound, "\n" + text.toStdString() + "(1);")}) {
        const std::string said = faultsOf(readLesson(toml, "lesson"));
        QVERIFY(!said.empty());
        QCOMPARE(forbidden(said), QString());
        QVERIFY2(said.size() < 20000, said.substr(0, 300).c_str());
    }
}

void ForeignTextTest::aProgramHidesNothing_data()
{
    QTest::addColumn<QString>("comment");
    QTest::addColumn<QString>("shown");
    QTest::newRow("turned") << QStringLiteral("// a\u202eb") << QStringLiteral("\\u202e");
    QTest::newRow("isolated") << QStringLiteral("// a\u2066b") << QStringLiteral("\\u2066");
    QTest::newRow("zero width") << QStringLiteral("// a\u200bb") << QStringLiteral("\\u200b");
    QTest::newRow("line separator") << QStringLiteral("// a\u2028b") << QStringLiteral("\\u2028");
    QTest::newRow("C1") << QStringLiteral("// a\u0085b") << QStringLiteral("\\u0085");
}

void ForeignTextTest::aProgramHidesNothing()
{
    QFETCH(QString, comment);
    QFETCH(QString, shown);
    const LessonReading reading = readLesson(lesson("\"t\"", comment.toStdString()), "lesson");
    QCOMPARE(reading.faults.size(), std::size_t {1});
    QCOMPARE(reading.faults[0].line, std::size_t {8});
    QCOMPARE(reading.faults[0].column,
        std::string_view("int fd = socket(AF_INET, SOCK_STREAM, 0); // a").size() + 1);
    const QString message = QString::fromStdString(reading.faults[0].message);
    QVERIFY2(message.contains(shown), qPrintable(message));
    QCOMPARE(
        faultsOf(readLesson(lesson("\"t\"", "// 서버 שרת 👩‍💻\té"), "lesson")), std::string());
}

void ForeignTextTest::aSavedProgramHasNoMoreThanItsLines_data()
{
    eachForeignText();
    QTest::newRow("a comment that goes on") << QByteArray("goes on \\");
    QTest::newRow("as a trigraph") << QByteArray("goes on ?\?/");
}

void ForeignTextTest::aSavedProgramHasNoMoreThanItsLines()
{
    QFETCH(QByteArray, text);
    const std::string title = QString::fromUtf8(text).toStdString();
    const LessonReading reading = readLesson(lesson(tomlString(title), ""), title);
    QCOMPARE(faultsOf(reading), std::string());
    SessionOptions options = lessonSession(reading.lesson, {});
    options.messages = {title};
    std::vector<ProgramFault> none;
    const LessonSource source = lessonSource(options, lessonPrograms(*options.script, options, none), "en");
    for (const SourceFiles &files : {cSource(source), pythonSource(source)}) {
        QCOMPARE(files.faults.size(), std::size_t {0});
        const std::string &file = files.files.at(0).text;
        QCOMPARE(forbidden(file), QString());
        // All that is the lesson's stands in comments.
        std::istringstream lines(file);
        std::string line;
        while (std::getline(lines, line)) {
            const bool comment
                = line.starts_with("//") || line.starts_with("#!") || line.starts_with("# ") || line == "#";
            if (comment)
                QVERIFY2(!line.ends_with('\\') && !line.ends_with("?\?/"), line.c_str());
            else if (title.size() > 3)
                QVERIFY2(line.find(title) == std::string::npos, line.c_str());
        }
    }
}

/// The function of the saved file that prints what recv() got, with what anybody may have sent.
void ForeignTextTest::aSavedProgramPrintsWhatItGetsWithoutHarm()
{
    const LessonReading reading = readLesson(
        "messages = []\n[title]\nen = 't'\n[aim]\nen = 'a'\n[programs]\nserver = '''\n"
        "int fd = socket(AF_INET, SOCK_DGRAM, 0);\nrecv(fd, buf, sizeof buf, 0);\nclose(fd);\n'''\n",
        "lesson");
    QCOMPARE(faultsOf(reading), std::string());
    const SessionOptions options = lessonSession(reading.lesson, {});
    std::vector<ProgramFault> none;
    const SourceFiles files
        = cSource(lessonSource(options, lessonPrograms(*options.script, options, none), "en"));
    QCOMPARE(files.faults.size(), std::size_t {0});
    std::string source
        = "#define main of_the_lesson\n" + files.files.at(0).text + "#undef main\nint main(void)\n{\n";
    for (const std::string &one : foreignTexts()) {
        source += "    after_bytes(" + std::to_string(one.size()) + ", \"";
        for (const char c : one)
            source += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
        source += "\");\n";
    }
    source += "    after_bytes(6, \"안녕\");\n    return 0;\n}\n";
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("printing.c")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray::fromStdString(source)) > 0);
    file.close();
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("/bin/sh"),
        {QStringLiteral("-c"), QStringLiteral(CC " -o printing printing.c && ./printing")});
    QVERIFY(process.waitForFinished(int {kPatience.count()}));
    const QByteArray printed = process.readAll();
    QVERIFY2(process.exitCode() == 0, printed.constData());
    QCOMPARE(printed.count('\n'), static_cast<qsizetype>(foreignTexts().size() + 1));
    QVERIFY2(printed.endsWith("  → 6 \"안녕\"\n"), printed.constData());
    for (const QByteArray &line : printed.split('\n')) {
        const QString found = forbidden(line.toStdString());
        QVERIFY2(found.isEmpty() || found.contains(QStringLiteral("mark")), qPrintable(found));
    }
}

void ForeignTextTest::aNameOfAMillionCharactersIsNoTrouble()
{
    // Every row has the name: one look at all of it for each character would be 10^12 of them a row.
    const auto recording = foreignRecording(std::string(1000000, 'n'));
    const Read read(*recording);
    QVERIFY(read.text().size() < 10000);
    QVERIFY(read.mermaid().size() < 10000);
}

void ForeignTextTest::asManyActorsAsThereCanBeAreNoTrouble()
{
    Header header {"", "loopback", "", "", {}};
    for (int i = 0; i < 255; ++i)
        header.actors.push_back(std::string(100000, 'n') + std::to_string(i));
    Recording recording(header);
    for (ActorId actor = 0; actor < 255; ++actor)
        recording.append(MessageTyped {actor, std::string(10000, 'm')});
    const Read read(recording);
    DiagramChoices hiding;
    for (const std::string &actor : header.actors)
        hiding.hide(actor, true);
    QVERIFY(read.text(hiding).size() < 100000);
}

QTEST_GUILESS_MAIN(ForeignTextTest)
#include "foreign_text_test.moc"
