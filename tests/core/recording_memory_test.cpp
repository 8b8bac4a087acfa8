// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever is in a file: to read it and to have every moment of it within reach takes no more memory than the
// stated multiple of its size. A process of its own for each, whose highest mark the kernel tells.
#include "core/recording/recording_file.h"
#include "core/replay/timeline.h"
#include "support/foreign_files.h"
#include "support/self_run.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>
#include <fstream>

using namespace sockstep;
using namespace sockstep::test;

class RecordingMemoryTest : public QObject {
    Q_OBJECT

private slots:
    void noFileTakesMoreThanItsMultiple_data();
    void noFileTakesMoreThanItsMultiple();
    void aLineOfTwoGigabytesIsRefusedWithoutBeingHeld_data();
    void aLineOfTwoGigabytesIsRefusedWithoutBeingHeld();
};

namespace {

constexpr qint64 kMultiple = 32; // recording_file.h states it
constexpr qint64 kBeside = 80 << 20;
constexpr qsizetype kSize = 3 << 20;

const QByteArray kHeader = R"({"format":"sockstep","version":1,"actors":["a"]})"
                           "\n";

int readAndTell(const char *path)
{
    ForeignFile input = ForeignFile::open(path);
    const ReadResult read = readRecording(input);
    EventIndex rows = 0;
    if (read.recording) {
        Timeline timeline(*read.recording);
        timeline.advance();
        rows = timeline.at(read.recording->size() / 2)->layout().rowCount();
    }
    std::printf(
        "%u events, %u rows, %s\n", read.recording ? read.recording->size() : 0, rows, read.error.c_str());
    for (const char *figures : {"/proc/self/status", "/proc/self/io"}) {
        std::ifstream file(figures);
        for (std::string line; std::getline(file, line);) {
            if (line.starts_with("VmHWM:") || line.starts_with("rchar:"))
                std::printf("%s\n", line.c_str());
        }
    }
    return 0;
}

/// What the kernel has told of the process under \p name.
qint64 figure(const SelfRun &run, const QString &name)
{
    return run.output.section(name, 1).simplified().section(u' ', 0, 0).toLongLong();
}

/// Lines that \p make makes of their numbers, until they are enough.
template <typename Make> QByteArray linesOf(Make make)
{
    QByteArray text = kHeader;
    for (int n = 0; text.size() < kSize; ++n)
        text += "{\"n\":" + QByteArray::number(n) + ",\"t\":1," + make(n) + "}\n";
    return text;
}

QByteArray number(int n) { return QByteArray::number(n); }

} // namespace

void RecordingMemoryTest::noFileTakesMoreThanItsMultiple_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("one line of brackets") << QByteArray(kSize, '[');
    QTest::newRow("one line of numbers") << kHeader + "[" + QByteArray("0,").repeated(kSize / 2) + "0]\n";
    QTest::newRow("many empty lines of a program") << kHeader
            + R"({"n":0,"t":1,"kind":"program","actor":"a","lines":[)"
            + QByteArray("\"\",").repeated(kSize / 3) + "\"\"]}\n";
    QTest::newRow("calls") << linesOf([](int n) {
        return R"("kind":"call","actor":"a","call":)" + number(n + 1) + R"(,"name":"recv","args":{})";
    });
    QTest::newRow("a socket with each line") << linesOf([](int n) -> QByteArray {
        if (n == 0)
            return R"("kind":"call","actor":"a","call":1,"name":"socket","args":{})";
        if (n == 1)
            return R"("kind":"return","call":1,"result":5,"socket":1)";
        return R"("kind":"state","listener":1,"from":"LISTEN","to":"SYN_RECV","evidence":"inferred","socket":)"
            + number(n);
    });
    QTest::newRow("one socket that never rests") << linesOf([](int n) -> QByteArray {
        if (n == 0)
            return R"("kind":"call","actor":"a","call":1,"name":"socket","args":{})";
        if (n == 1)
            return R"("kind":"return","call":1,"result":5,"socket":1)";
        return R"("kind":"state","socket":1,"from":"LISTEN","to":"LISTEN","evidence":"inferred")";
    });
    QTest::newRow("segments that never arrive") << linesOf([](int n) {
        return R"("kind":"segment","phase":"sent","from":"client","raw":"","segment":)" + number(n + 1);
    });
}

void RecordingMemoryTest::noFileTakesMoreThanItsMultiple()
{
    QFETCH(const QByteArray, bytes);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("hostile.sockstep")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    const SelfRun run = runSelf(file.fileName(), nullptr);
    QVERIFY2(run.ended && run.exitCode == 0, qPrintable(run.describe()));
    const qint64 kilobytes = figure(run, QStringLiteral("VmHWM:"));
    QVERIFY2(kilobytes > 0, qPrintable(run.output));
    qInfo("%.1f times its size: %s",
        static_cast<double>(kilobytes) * 1024 / static_cast<double>(bytes.size()),
        qPrintable(run.output.simplified()));
    QVERIFY(kilobytes * 1024 <= kMultiple * bytes.size() + kBeside);
}

void RecordingMemoryTest::aLineOfTwoGigabytesIsRefusedWithoutBeingHeld_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("the first line") << QByteArray();
    QTest::newRow("a later line") << kHeader + R"({"n":0,"t":1,"kind":"program","actor":"a","lines":[]})"
            + '\n';
}

void RecordingMemoryTest::aLineOfTwoGigabytesIsRefusedWithoutBeingHeld()
{
    QFETCH(const QByteArray, beginning);
    ForeignFiles made;
    const SelfRun run = runSelf(made.endlessLine(beginning), nullptr);
    QVERIFY2(run.ended && run.exitCode == 0, qPrintable(run.describe()));
    QVERIFY2(run.output.contains(QStringLiteral("it is longer than 32 MB")), qPrintable(run.output));
    const qint64 kilobytes = figure(run, QStringLiteral("VmHWM:"));
    QVERIFY2(kilobytes > 0 && kilobytes * 1024 <= kBeside, qPrintable(run.output));
    // Nor is it read: that is what would take its time.
    const qint64 read = figure(run, QStringLiteral("rchar:"));
    QVERIFY2(read > 0 && read <= 2 * static_cast<qint64>(kLongestLine), qPrintable(run.output));
}

int main(int argc, char **argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "--part")
        return readAndTell(argv[2]);
    QCoreApplication app(argc, argv);
    RecordingMemoryTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "recording_memory_test.moc"
