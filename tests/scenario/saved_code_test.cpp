// SPDX-License-Identifier: GPL-3.0-or-later
// The programs that are saved from lessons: they compile without a warning, and stepped by hand in the
// lesson's order they make the same calls as the lesson did, with the same results, by strace's word.
#include "core/lab/lab_support.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/lesson_session.h"
#include "core/lesson/rehearsal.h"
#include "core/source/c_source.h"
#include "core/source/python_source.h"
#include "core/source/source_folder.h"
#include "support/lesson_replay.h"
#include "support/own_network.h"
#include "support/patience.h"

#include <QDir>
#include <QDirIterator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <functional>
#include <map>

using namespace sockstep;
using namespace sockstep::test;

namespace {

LessonSource sourceOf(const QString &name)
{
    const auto lesson = builtInLesson(name.toStdString());
    const SessionOptions options = lessonSession(lesson, {});
    std::vector<ProgramFault> none;
    return lessonSource(options, lessonPrograms(*lesson, options, none), "en");
}

} // namespace

class SavedCodeTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { enterOwnNetwork(); }

private slots:
    void initTestCase();
    void everyLineOfAProgramStandsInItsFile();
    void everyCFileCompilesWithoutAWarning();
    void theCFilesMakeTheCallsOfTheLesson_data() { lessonsToRun(); }
    void theCFilesMakeTheCallsOfTheLesson();
    void everyPythonFileCompiles();
    void thePythonFilesMakeTheCallsOfTheLesson_data() { lessonsToRun(); }
    void thePythonFilesMakeTheCallsOfTheLesson();

private:
    void compareWithTheLesson(const QString &lesson, const QStringList &interpreter, const QString &ending,
        StraceCalls (*without)(const StraceCalls &), StraceCalls (*expected)(const StraceCalls &));
    static void lessonsToRun();
    QTemporaryDir folder_;
    std::map<QString, Rehearsal> rehearsals_; ///< of the lessons that were run
    QSet<QString> asksForPort_; ///< the files whose programs take one
};

/// Those of loopback; and those of the lab in which the wire changes when the calls return, and not what. The
/// others need it: zero-window, full-backlog, udp-lost, connect-timeout.
void SavedCodeTest::lessonsToRun()
{
    QTest::addColumn<QString>("lesson");
    for (const std::string_view name : lessonNames(NetworkKind::Loopback))
        QTest::newRow(name.data()) << QString::fromLatin1(name.data());
    for (const char *name : {"handshake", "four-way-close", "simultaneous-close", "lost-syn", "lost-data",
             "lost-fin", "lost-last-ack", "closed-port", "cable-pulled", "nonblocking-connect"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void SavedCodeTest::initTestCase()
{
    const std::string why = whyNoLab();
    QVERIFY2(why.empty(), why.c_str());
    QVERIFY(folder_.isValid());
    for (const LessonText &text : lessonTexts()) {
        const QString name = QString::fromLatin1(text.name.data());
        for (const SourceFiles &sources : {cSource(sourceOf(name)), pythonSource(sourceOf(name))}) {
            QVERIFY2(
                sources.faults.empty(), sources.faults.empty() ? "" : faultText(sources.faults[0]).c_str());
            const std::string sentence = writeSources(folder_.filePath(name).toStdString(), sources.files);
            QVERIFY2(sentence.empty(), sentence.c_str());
            for (const SourceFile &file : sources.files) {
                if (file.text.find("[PORT]") != std::string::npos)
                    asksForPort_ << folder_.filePath(name + u'/' + QString::fromStdString(file.name));
            }
        }
    }
}

/// What the window shows is what is saved, in its order.
void SavedCodeTest::everyLineOfAProgramStandsInItsFile()
{
    for (const LessonText &text : lessonTexts()) {
        const LessonSource lesson = sourceOf(QString::fromLatin1(text.name.data()));
        const SourceFiles sources = cSource(lesson);
        const auto hasLines = [](const SourceFile &file, const char *function, const Program &program) {
            std::size_t from = file.text.find(function);
            for (const Line &line : program.lines) {
                const std::string wanted = line.code.empty() ? "\n" : "\n    " + line.code + "\n";
                const std::size_t at = file.text.find(wanted, from);
                QVERIFY2(at != std::string::npos, (file.name + ": " + line.code).c_str());
                from = at + wanted.size() - 1;
            }
        };
        const auto processes = lesson.processes();
        QCOMPARE(sources.files.size(), processes.size());
        for (std::size_t i = 0; i < processes.size(); ++i) {
            hasLines(sources.files[i], "int main(", processes[i]->program);
            for (const ActorProgram *routine : lesson.routinesOf(processes[i]->program))
                hasLines(
                    sources.files[i], ("*" + routine->routine + "(void *arg)").c_str(), routine->program);
        }
    }
}

void SavedCodeTest::everyCFileCompilesWithoutAWarning()
{
    // One compiler for each lesson, two at a time.
    QStringList waiting;
    for (const LessonText &text : lessonTexts())
        waiting << QString::fromLatin1(text.name.data());
    const auto compile = [&](QProcess &cc, const QString &lesson) {
        cc.setWorkingDirectory(folder_.filePath(lesson));
        cc.setProcessChannelMode(QProcess::MergedChannels);
        cc.start(QStringLiteral("/bin/sh"),
            {QStringLiteral("-c"),
                QStringLiteral(
                    "for file in *.c; do " CC " -std=c11 -pthread -Wall -Wextra -Wpedantic -Werror -o "
                    "\"${file%.c}\" \"$file\" || exit 1; done")});
    };
    while (!waiting.isEmpty()) {
        QProcess compilers[2];
        QStringList lessons;
        for (QProcess &cc : compilers) {
            if (waiting.isEmpty())
                break;
            lessons << waiting.takeFirst();
            compile(cc, lessons.last());
        }
        for (qsizetype i = 0; i < lessons.size(); ++i) {
            QVERIFY(compilers[i].waitForFinished(int {kPatience.count()}));
            const QByteArray output = lessons[i].toUtf8() + ": " + compilers[i].readAll();
            QVERIFY2(compilers[i].exitCode() == 0, output.constData());
        }
    }
}

void SavedCodeTest::everyPythonFileCompiles()
{
    QStringList arguments {QStringLiteral("-I"), QStringLiteral("-W"), QStringLiteral("error"),
        QStringLiteral("-m"), QStringLiteral("py_compile")};
    for (QDirIterator files(
             folder_.path(), {QStringLiteral("*.py")}, QDir::Files, QDirIterator::Subdirectories);
         files.hasNext();)
        arguments << files.next();
    QVERIFY(arguments.size() > 5 + 2 * static_cast<qsizetype>(kClosings.size()));
    QProcess python;
    python.setProcessChannelMode(QProcess::MergedChannels);
    python.start(QStringLiteral(PYTHON), arguments);
    QVERIFY(python.waitForFinished(int {kPatience.count()}));
    QVERIFY2(python.exitCode() == 0, python.readAll().constData());
}

void SavedCodeTest::compareWithTheLesson(const QString &lesson, const QStringList &interpreter,
    const QString &ending, StraceCalls (*without)(const StraceCalls &),
    StraceCalls (*expected)(const StraceCalls &))
{
    Rehearsal &rehearsal = rehearsals_[lesson];
    if (!rehearsal.recording)
        rehearsal = rehearse(builtInLesson(lesson.toStdString()));
    QVERIFY(rehearsal.recording && rehearsal.isSound());
    const std::uint16_t port = portForPrograms();
    const auto commandFor = [&](const QString &actor) {
        const QString program = folder_.filePath(lesson + u'/' + actor + ending);
        QStringList command = interpreter + QStringList {program, QStringLiteral("--step")};
        if (asksForPort_.contains(program + (ending.isEmpty() ? QStringLiteral(".c") : QString())))
            command << QString::number(port);
        return command;
    };
    // Which of two servers that share a port gets the connection is the kernel's to choose, by a hash of the
    // client's port (SO_REUSEPORT, socket(7)): that lesson is repeated until it chooses the same one.
    int tries = lesson == QStringLiteral("reuseport") ? 40 : 1;
    QString difference;
    do {
        const QTemporaryDir logs;
        LessonReplay replay(*rehearsal.recording);
        QVERIFY2(replay.start(commandFor, QDir(logs.path())), qPrintable(replay.failure()));
        QVERIFY2(replay.follow(), qPrintable(replay.failure()));
        difference = replay.firstDifference(port, without, expected);
    } while (!difference.isEmpty() && --tries > 0);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void SavedCodeTest::theCFilesMakeTheCallsOfTheLesson()
{
    QFETCH(const QString, lesson);
    compareWithTheLesson(lesson, {}, {}, asInC, asInC);
}

void SavedCodeTest::thePythonFilesMakeTheCallsOfTheLesson()
{
    QFETCH(const QString, lesson);
    compareWithTheLesson(lesson,
        {QStringLiteral(PYTHON), QStringLiteral("-I"), QStringLiteral("-S"), QStringLiteral("-B")},
        QStringLiteral(".py"), asInPython, expectedOfPython);
}

QTEST_GUILESS_MAIN(SavedCodeTest)
#include "saved_code_test.moc"
