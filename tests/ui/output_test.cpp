// SPDX-License-Identifier: GPL-3.0-or-later
// Where the program writes to: nothing is lost without a word, and no file is spoilt by another.
#include "program_run.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace sockstep;
using namespace sockstep::test;

class OutputTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void whatIsLostIsTold_data();
    void whatIsLostIsTold();
    void whoeverStopsReadingEndsIt();
    void closedDescriptorsSpoilNothing_data();
    void closedDescriptorsSpoilNothing();
    void aCommandThatPrintsNothingNeedsNoOutput();
    void aLimitOfFilesIsAnError_data();
    void aLimitOfFilesIsAnError();
    void twoFilesInOneAreRefused_data();
    void twoFilesInOneAreRefused();
    void filesThatSpoilNothingAreTaken_data();
    void filesThatSpoilNothingAreTaken();
    void standardOutputByAnotherNameIsStandardOutput_data();
    void standardOutputByAnotherNameIsStandardOutput();
    void programsAreNotWrittenOverTheirLesson();

private:
    QString in(const char *name) const { return folder_->filePath(QString::fromUtf8(name)); }
    /// Of a command line, in which RECORDING, A, LINK, … are files of this test.
    QStringList filled(const char *line) const;
    QByteArray contentOf(const char *name) const;

    std::unique_ptr<QTemporaryDir> folder_;
    static inline QByteArray recording_;
};

namespace {

const QByteArray kOld = "what was there before\n";

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no file can be written");
}

/// In the new process: \p fd is \p path.
void redirect(int fd, const char *path, int flags)
{
    const int opened = ::open(path, flags, 0600);
    if (opened < 0 || ::dup2(opened, fd) != fd)
        ::_exit(99);
    ::close(opened);
}

/// In the new process: standard output is a pipe that nobody reads.
void closeReader(void (*onSignal)(int))
{
    int ends[2];
    if (::pipe(ends) != 0 || ::dup2(ends[1], STDOUT_FILENO) != STDOUT_FILENO)
        ::_exit(99);
    ::close(ends[0]);
    ::close(ends[1]);
    std::signal(SIGPIPE, onSignal);
}

} // namespace

void OutputTest::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    if (recording_.isEmpty()) {
        const Ended ended = run(words("run client-close --port 0 --record -"));
        VERIFY_ENDED(ended, 0);
        recording_ = ended.out;
    }
    put(in("recording"), recording_);
    put(in("a"), kOld);
    QVERIFY(QDir(folder_->path()).mkdir(QStringLiteral("sub")));
    QVERIFY(QFile::link(QStringLiteral("a"), in("link-to-a")));
    QVERIFY(QFile::link(QStringLiteral("nothing-yet"), in("link-to-nothing")));
    QCOMPARE(::link(QFile::encodeName(in("a")).constData(), QFile::encodeName(in("other-a")).constData()), 0);
    QVERIFY(QFile::link(folder_->path(), in("here")));
}

QStringList OutputTest::filled(const char *line) const
{
    QStringList result;
    for (QString word : words(line))
        result << word.replace(QStringLiteral("@"), folder_->path() + u'/');
    return result;
}

QByteArray OutputTest::contentOf(const char *name) const
{
    QFile file(in(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(it is not there)");
}

void OutputTest::whatIsLostIsTold_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("output");
    for (const char *command : {"run client-close --port 0", "run client-close --port 0 --record -",
             "run client-close --port 0 --svg -", "lessons", "doctor", "--help", "run --help", "--version",
             "check client-close", "check --run client-close", "compare client-close server-close",
             "compare client-close server-close --json", "code client-close --c @sub",
             "export @recording --text -", "export @recording --html -"}) {
        for (const char *output : {"full", "closed", "unread"})
            QTest::addRow("%s, %s", command, output)
                << QString::fromLatin1(command) << QString::fromLatin1(output);
    }
}

void OutputTest::whatIsLostIsTold()
{
    QFETCH(const QString, command);
    QFETCH(const QString, output);
    const Ended ended = run(filled(command.toLatin1().constData()), [&output] {
        if (output == QLatin1String("full"))
            redirect(STDOUT_FILENO, "/dev/full", O_WRONLY);
        else if (output == QLatin1String("closed"))
            ::close(STDOUT_FILENO);
        else
            closeReader(SIG_IGN);
    });
    VERIFY_ENDED(ended, 1);
    QCOMPARE(ended.out, QByteArray());
    const QByteArrayList lines = ended.errLines();
    QVERIFY2(!lines.isEmpty() && lines.last().startsWith("sockstep: "), ended.err.constData());
    const QByteArray told = lines.last();
    QVERIFY2(told.contains("standard output"), ended.err.constData());
    const QByteArray cause = output == QLatin1String("full") ? "ENOSPC"
        : output == QLatin1String("unread")                  ? "EPIPE"
        : told.contains("EBADF")                             ? "EBADF" // a file's
                                                             : "closed";
    QVERIFY2(told.contains(cause), ended.err.constData());
    QCOMPARE(ended.err.count("standard output"), 1);
}

void OutputTest::whoeverStopsReadingEndsIt()
{
    // As of any other program in "sockstep lessons | head -1": without a word.
    const Ended ended = run(words("lessons"), [] { closeReader(SIG_DFL); });
    QCOMPARE(ended.exitCode, -1);
    QCOMPARE(ended.err, QByteArray());
}

void OutputTest::closedDescriptorsSpoilNothing_data()
{
    QTest::addColumn<int>("closed");
    for (int closed = 1; closed < 8; ++closed)
        QTest::addRow("%s%s%s", closed & 1 ? "0" : "", closed & 2 ? "1" : "", closed & 4 ? "2" : "")
            << closed;
}

void OutputTest::closedDescriptorsSpoilNothing()
{
    QFETCH(const int, closed);
    const auto close = [closed] {
        for (int fd = 0; fd < 3; ++fd) {
            if (closed & (1 << fd))
                ::close(fd);
        }
    };
    const Ended ended = run(filled("run client-close --port 0 --svg @svg --record") << in("made"), close);
    QCOMPARE(ended.exitCode, closed & 2 ? 1 : 0);
    QCOMPARE(ended.out.isEmpty(), (closed & 2) != 0);
    const ReadResult result = read(contentOf("made"));
    QCOMPARE(result.error, std::string());
    QVERIFY(result.recording && result.recording->size() > 50);
    QVERIFY(contentOf("svg").startsWith("<svg"));
    QVERIFY(contentOf("svg").trimmed().endsWith("</svg>"));
    if ((closed & 6) == 2)
        QCOMPARE(ended.errLines().size(), 1);
    // What is wrong can only be told where something is open.
    const Ended wrong = run(words("run client-close --port 0 --record /no/such/folder/x"), close);
    QCOMPARE(wrong.exitCode, 1);
}

void OutputTest::aCommandThatPrintsNothingNeedsNoOutput()
{
    const Ended ended = run(filled("export @recording --svg @svg"), [] {
        for (int fd = 0; fd < 3; ++fd)
            ::close(fd);
    });
    VERIFY_ENDED(ended, 0);
    QVERIFY(contentOf("svg").startsWith("<svg"));
    // Nor can it read what is closed.
    const Ended blind = run(filled("export - --svg @svg"), [] { ::close(STDIN_FILENO); });
    VERIFY_ENDED(blind, 1);
    QCOMPARE(blind.errLines().size(), 1);
}

void OutputTest::aLimitOfFilesIsAnError_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("limit");
    for (const char *command : {"run client-close --port 0 --record @a", "run client-close --port 0 --svg @a",
             "export @recording --html @a", "export @recording --text @a",
             "compare client-close server-close --csv @a", "run handshake --pcap @a",
             "code client-close --force --c @sub"}) {
        for (const int limit : {0, 100})
            QTest::addRow("%s at %d", command, limit) << QString::fromLatin1(command) << limit;
    }
}

void OutputTest::aLimitOfFilesIsAnError()
{
    QFETCH(const QString, command);
    QFETCH(const int, limit);
    put(in("sub/client.c"), kOld);
    const Ended ended = run(filled(command.toLatin1().constData()), [limit] {
        const rlimit bytes {static_cast<rlim_t>(limit), static_cast<rlim_t>(limit)};
        ::setrlimit(RLIMIT_FSIZE, &bytes);
    });
    if (command.contains(QLatin1String("handshake")) && ended.err.contains("there can be no lab"))
        QSKIP("there can be no lab here");
    VERIFY_ENDED(ended, 1);
    QVERIFY2(ended.errLines().size() == 1 && ended.err.contains("EFBIG"), ended.err.constData());
    QVERIFY2(ended.err.contains(QFile::encodeName(folder_->path())), ended.err.constData());
    QCOMPARE(contentOf("a"), kOld);
    QCOMPARE(contentOf("sub/client.c"), kOld);
    QCOMPARE(QDir(folder_->path()).entryList(QDir::Files | QDir::Hidden).filter(QStringLiteral("a.")),
        QStringList());
}

void OutputTest::twoFilesInOneAreRefused_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {
             "export @recording --text @recording",
             "export @recording --svg @here/recording",
             "export @recording --svg @a --html @a",
             "export @recording --svg @a --html @sub/../a",
             "export @recording --svg @a --html @link-to-a",
             "export @recording --svg @a --html @other-a",
             "export @recording --svg @link-to-nothing --html @nothing-yet",
             "export @recording --svg @new --html @here/new",
             "export @recording --svg - --html -",
             "export @recording --svg - --html /dev/stdout",
             "export @recording --svg /dev/stdout --html /proc/self/fd/1",
             "run client-close --port 0 --record @a --svg @a",
             "run client-close --port 0 --record @new --text @here/new",
             "run client-close --port 0 --record - --svg /dev/stdout",
             "run client-close --network lab --pcap @a --pcap-client @link-to-a",
             "run client-close --network lab --pcap @new --record @new",
             "compare client-close server-close --svg @a --csv @a",
             "compare client-close server-close --json --csv -",
             "compare client-close server-close --json --csv /dev/stdout",
             "run @lesson.toml --record @lesson.toml",
         })
        QTest::newRow(command) << QString::fromLatin1(command);
}

void OutputTest::twoFilesInOneAreRefused()
{
    QFETCH(const QString, command);
    const QByteArray lesson = "title.en = \"T\"\naim.en = \"A\"\n[programs]\nclient = '''\n"
                              "int fd = socket(AF_INET, SOCK_STREAM, 0);\nclose(fd);\n'''\n";
    put(in("lesson.toml"), lesson);
    const Ended ended = run(filled(command.toLatin1().constData()));
    VERIFY_ENDED(ended, 2);
    QCOMPARE(ended.out, QByteArray());
    QCOMPARE(ended.errLines().size(), 1);
    QVERIFY2(ended.err.contains("name") || ended.err.contains("another file"), ended.err.constData());
    QCOMPARE(contentOf("recording"), recording_);
    QCOMPARE(contentOf("lesson.toml"), lesson);
    QCOMPARE(contentOf("a"), kOld);
    QVERIFY(!QFile::exists(in("new")) && !QFile::exists(in("nothing-yet")));
}

void OutputTest::filesThatSpoilNothingAreTaken_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {
             "export @recording --svg @a --html @recording.html",
             "export @recording --svg @new --html @sub/new",
             "export @recording --svg /dev/null --html /dev/null",
             "export @link-to-a-recording --svg @new",
             "run client-close --port 0 --record /dev/null --svg /dev/null",
             "run client-close --port 0 --record - --svg @a",
         })
        QTest::newRow(command) << QString::fromLatin1(command);
}

void OutputTest::filesThatSpoilNothingAreTaken()
{
    QFETCH(const QString, command);
    QVERIFY(QFile::link(QStringLiteral("recording"), in("link-to-a-recording")));
    const Ended ended = run(filled(command.toLatin1().constData()));
    VERIFY_ENDED(ended, 0);
    QCOMPARE(contentOf("recording"), recording_);
}

void OutputTest::standardOutputByAnotherNameIsStandardOutput_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"/dev/stdout", "/proc/self/fd/1", "/dev/fd/1"})
        QTest::newRow(name) << QString::fromLatin1(name);
    QTest::newRow("the file's own name") << QStringLiteral("@out");
}

void OutputTest::standardOutputByAnotherNameIsStandardOutput()
{
    QFETCH(const QString, name);
    const QByteArray out = QFile::encodeName(in("out"));
    const auto intoFile = [&out] { redirect(STDOUT_FILENO, out.constData(), O_WRONLY | O_CREAT); };
    const QStringList arguments
        = filled(("run client-close --port 0 --record " + name.toLatin1()).constData());
    const Ended ended = run(arguments, intoFile);
    VERIFY_ENDED(ended, 0);
    QVERIFY(ended.err.contains("ESTABLISHED")); // the sequence for people
    const ReadResult result = read(contentOf("out"));
    QCOMPARE(result.error, std::string());
    QVERIFY(result.recording && result.recording->size() > 50);
    // With both in one file neither could be read.
    const Ended mixed = run(arguments, [&] {
        intoFile();
        ::dup2(STDOUT_FILENO, STDERR_FILENO);
    });
    QCOMPARE(mixed.exitCode, 2);
    // Nor may a file be where messages go.
    const Ended messages = run(filled("export @recording --svg @out"),
        [&out] { redirect(STDERR_FILENO, out.constData(), O_WRONLY | O_CREAT | O_APPEND); });
    QCOMPARE(messages.exitCode, 2);
    QVERIFY(contentOf("out").contains("standard error"));
}

void OutputTest::programsAreNotWrittenOverTheirLesson()
{
    const QByteArray lesson = "title.en = \"T\"\naim.en = \"A\"\n[programs]\nclient = '''\n"
                              "int fd = socket(AF_INET, SOCK_STREAM, 0);\nclose(fd);\n'''\n";
    put(in("sub/client.c"), lesson);
    const Ended ended = run(filled("code @sub/client.c --force --c @here/sub"));
    VERIFY_ENDED(ended, 1);
    QVERIFY2(ended.err.contains("is the lesson itself"), ended.err.constData());
    QCOMPARE(contentOf("sub/client.c"), lesson);
}

QTEST_GUILESS_MAIN(OutputTest)
#include "output_test.moc"
