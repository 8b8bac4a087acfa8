// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever is written as a file: all of it is there afterwards, or what was there before.
#include "core/base/whole_file.h"
#include "core/recording/capture_file.h"
#include "core/recording/recording_file.h"
#include "core/recording/recording_shelf.h"
#include "core/source/source_folder.h"
#include "support/file_limit.h"
#include "support/self_run.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <sched.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace sockstep;
using namespace sockstep::test;

class WholeFileTest : public QObject {
    Q_OBJECT

private slots:
    void aNewFileHasTheModeThatTheUserWants();
    void whatIsReplacedKeepsItsMode();
    void whatAKilledSaveLeftDoesNotMatter();
    void atALimitTheOldFileIsWhole_data();
    void atALimitTheOldFileIsWhole();
    void onAFullDiskTheOldFileIsWhole();
    void ofSeveralFilesAllAreWrittenOrNone();
    void aFolderThatTakesNoOtherFileIsRefused();
    void whatMayNotBeWrittenIsNotReplaced();
    void aLinkStaysOneAndWhatItLeadsToIsReplaced();
    void aPipeIsWrittenInPlace();
    void aNameMayBeAsLongAsAnyCan();
    void whatIsBeingRecordedIsNotReplaced();
    void toAskDisturbsNobody();
};

namespace {

const QByteArray kOld = "what was there before\n";
constexpr std::size_t kLarge = 500'000;

/// Root may do everything: while this lives, the process is one who may not.
class OrdinaryUser {
public:
    OrdinaryUser()
    {
        if (::geteuid() == 0 && ::seteuid(65534) != 0)
            qFatal("no other user can be had");
    }
    ~OrdinaryUser()
    {
        if (::getuid() == 0 && ::seteuid(0) != 0)
            qFatal("the user is lost");
    }
};

std::string in(const QTemporaryDir &folder, const char *name)
{
    return QFile::encodeName(folder.filePath(QString::fromUtf8(name))).toStdString();
}

void put(const std::string &path, const QByteArray &bytes, mode_t mode = 0644)
{
    QFile file(QFile::decodeName(path.c_str()));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no file can be written");
    file.close();
    ::chmod(path.c_str(), mode);
}

QByteArray read(const std::string &path)
{
    QFile file(QFile::decodeName(path.c_str()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(it cannot be read)");
}

struct stat statusOf(const std::string &path)
{
    struct stat status { };
    ::stat(path.c_str(), &status);
    return status;
}

mode_t modeOf(const std::string &path) { return statusOf(path).st_mode & 07777; }

QStringList filesIn(const QTemporaryDir &folder)
{
    return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name);
}

const Recording &longRecording()
{
    static Recording recording({"2026-11-22T10:00:00.123Z", "lab", "Linux", "x", {"client"}});
    for (SegmentId segment = recording.size() + 1; segment <= 400; ++segment) {
        SegmentSent sent;
        sent.segment = segment;
        sent.raw = std::string(1000, 'x');
        recording.append(std::move(sent));
    }
    return recording;
}

/// Every way in which a file of some length is written.
const std::pair<const char *, std::string (*)(const std::string &)> kWriters[] = {
    {"bytes", [](const std::string &path) { return writeWholeFile(path, std::string(kLarge, 'x')); }},
    {"recording", [](const std::string &path) { return saveRecording(longRecording(), path); }},
    {"capture",
        [](const std::string &path) { return writeCapture(longRecording(), CaptureView::Wire, path).error; }},
    {"programs",
        [](const std::string &path) {
            const std::string::size_type slash = path.rfind('/');
            return writeSources(path.substr(0, slash), {{path.substr(slash + 1), std::string(kLarge, 'x')}});
        }},
};

/// The part of a process of its own: its folder is a file system with little room.
int writeOnASmallDisk(const std::string &path)
{
    put(path, kOld, 0600);
    const ino_t before = statusOf(path).st_ino;
    for (const auto &[name, write] : kWriters) {
        const std::string error = write(path);
        if (error.find("ENOSPC") == std::string::npos || error.find(path) == std::string::npos
            || read(path) != kOld || statusOf(path).st_ino != before || modeOf(path) != 0600
            || QDir(QFileInfo(QFile::decodeName(path.c_str())).path()).entryList(QDir::Files).size() != 1) {
            std::fprintf(stderr, "%s: \"%s\"", name, error.c_str());
            return 1;
        }
    }
    return 0;
}

} // namespace

void WholeFileTest::aNewFileHasTheModeThatTheUserWants()
{
    const QTemporaryDir folder;
    const mode_t before = ::umask(027);
    const std::string error = writeWholeFile(in(folder, "new"), "hello");
    ::umask(before);
    QCOMPARE(error, std::string());
    QCOMPARE(modeOf(in(folder, "new")), mode_t {0640});
    QCOMPARE(read(in(folder, "new")), QByteArray("hello"));
}

void WholeFileTest::whatIsReplacedKeepsItsMode()
{
    const QTemporaryDir folder;
    const std::string path = in(folder, "file");
    for (const mode_t mode : {0600U, 0640U, 0666U, 0755U}) {
        for (const auto &[name, write] : kWriters) {
            put(path, kOld, mode);
            QCOMPARE(write(path), std::string());
            QCOMPARE(modeOf(path), mode);
            QVERIFY2(read(path).size() > static_cast<qsizetype>(kLarge / 2), name);
        }
    }
    QCOMPARE(filesIn(folder), QStringList {QStringLiteral("file")});
    if (::geteuid() == 0) { // who may give it to its owner again
        QCOMPARE(::chown(path.c_str(), 65534, 65533), 0);
        QCOMPARE(writeWholeFile(path, "hello"), std::string());
        QCOMPARE(statusOf(path).st_uid, uid_t {65534});
        QCOMPARE(statusOf(path).st_gid, gid_t {65533});
    }
}

void WholeFileTest::whatAKilledSaveLeftDoesNotMatter()
{
    const QTemporaryDir folder;
    const std::string path = in(folder, "file");
    put(path, kOld);
    put(path + ".new", "left behind");
    const ino_t before = statusOf(path).st_ino;
    QCOMPARE(saveRecording(longRecording(), path), std::string());
    QVERIFY(statusOf(path).st_ino != before); // nobody who has the old one open sees it change
    QCOMPARE(read(path + ".new"), QByteArray("left behind"));
    QCOMPARE(filesIn(folder).size(), 2);
}

void WholeFileTest::atALimitTheOldFileIsWhole_data()
{
    QTest::addColumn<int>("writer");
    QTest::addColumn<int>("limit");
    for (int writer = 0; writer < static_cast<int>(std::size(kWriters)); ++writer) {
        for (const int limit : {0, 512, 100'000})
            QTest::addRow("%s at %d", kWriters[writer].first, limit) << writer << limit;
    }
}

void WholeFileTest::atALimitTheOldFileIsWhole()
{
    QFETCH(const int, writer);
    QFETCH(const int, limit);
    const QTemporaryDir folder;
    for (const bool isThere : {true, false}) {
        const std::string path = in(folder, isThere ? "old" : "new");
        if (isThere)
            put(path, kOld, 0600);
        std::string error;
        {
            const FileLimit ofFiles(static_cast<rlim_t>(limit));
            error = kWriters[writer].second(path);
        }
        QVERIFY2(error.find("EFBIG") != std::string::npos, error.c_str());
        QVERIFY2(error.find(path) != std::string::npos, error.c_str());
        QCOMPARE(filesIn(folder), QStringList {QStringLiteral("old")});
        QCOMPARE(read(in(folder, "old")), kOld);
    }
}

void WholeFileTest::onAFullDiskTheOldFileIsWhole()
{
    const QTemporaryDir folder;
    const QByteArray path = QFile::encodeName(folder.path());
    const SelfRun run = runSelf(folder.filePath(QStringLiteral("file")), [&path] {
        return (::geteuid() == 0 || enterUserNamespace()) && ::unshare(CLONE_NEWNS) == 0
            && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
            && ::mount("none", path.constData(), "tmpfs", 0, "size=128k") == 0;
    });
    if (run.ended && run.exitCode == 125)
        QSKIP("this machine lets nobody have a file system of their own");
    QVERIFY2(run.ended && run.exitCode == 0, qPrintable(run.describe()));
}

void WholeFileTest::ofSeveralFilesAllAreWrittenOrNone()
{
    const QTemporaryDir folder;
    const std::string path = QFile::encodeName(folder.path()).toStdString();
    put(in(folder, "client.c"), kOld);
    std::string error;
    {
        const FileLimit limit(1000);
        error = writeSources(path, {{"client.c", "short"}, {"server.c", std::string(2000, 'x')}});
    }
    QVERIFY2(error.find("server.c") != std::string::npos, error.c_str());
    QCOMPARE(read(in(folder, "client.c")), kOld);
    QCOMPARE(filesIn(folder).size(), 1);
}

void WholeFileTest::aFolderThatTakesNoOtherFileIsRefused()
{
    const OrdinaryUser user;
    const QTemporaryDir folder;
    const std::string path = in(folder, "file");
    put(path, kOld);
    QCOMPARE(::chmod(folder.path().toLocal8Bit().constData(), 0555), 0);
    for (const std::string &error : {writeWholeFile(path, "hello"), whyNotWritable(path)}) {
        QVERIFY2(error.find(path) != std::string::npos, error.c_str());
        QVERIFY2(error.find("no other file can be made beside it") != std::string::npos, error.c_str());
    }
    const std::string another = in(folder, "another");
    QCOMPARE(writeWholeFile(another, "hello"), "cannot write " + another + ": Permission denied (EACCES)");
    QCOMPARE(::chmod(folder.path().toLocal8Bit().constData(), 0755), 0);
    QCOMPARE(read(path), kOld);
    QCOMPARE(filesIn(folder).size(), 1);
}

void WholeFileTest::whatMayNotBeWrittenIsNotReplaced()
{
    const OrdinaryUser user;
    const QTemporaryDir folder;
    const std::string path = in(folder, "file");
    put(path, kOld, 0444);
    QCOMPARE(writeWholeFile(path, "hello"), "cannot write " + path + ": Permission denied (EACCES)");
    QCOMPARE(read(path), kOld);
}

void WholeFileTest::aLinkStaysOneAndWhatItLeadsToIsReplaced()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("far")));
    const std::string link = in(folder, "link");
    QCOMPARE(::symlink("far/second", link.c_str()), 0); // seen from the link
    QCOMPARE(::symlink("target", in(folder, "far/second").c_str()), 0);
    QCOMPARE(writeWholeFile(link, "one"), std::string()); // there is nothing yet
    QCOMPARE(read(in(folder, "far/target")), QByteArray("one"));
    QCOMPARE(writeWholeFile(link, "two"), std::string());
    QCOMPARE(read(in(folder, "far/target")), QByteArray("two"));
    for (const char *name : {"link", "far/second"})
        QVERIFY(QFileInfo(folder.filePath(QString::fromLatin1(name))).isSymLink());
    // One that leads to itself leads nowhere.
    QCOMPARE(::symlink("round", in(folder, "round").c_str()), 0);
    QVERIFY(writeWholeFile(in(folder, "round"), "three").find("ELOOP") != std::string::npos);
    QCOMPARE(filesIn(folder).size(), 2);
}

void WholeFileTest::aPipeIsWrittenInPlace()
{
    const QTemporaryDir folder;
    const std::string path = in(folder, "pipe");
    QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
    const int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    const auto close = qScopeGuard([reader] { ::close(reader); });
    QCOMPARE(writeWholeFile(path, "through the pipe"), std::string());
    char buffer[100];
    const ssize_t n = ::read(reader, buffer, sizeof buffer);
    QCOMPARE(QByteArray(buffer, std::max<qsizetype>(n, 0)), QByteArray("through the pipe"));
    QVERIFY(S_ISFIFO(statusOf(path).st_mode));
    QVERIFY(writeWholeFile("/dev/full", "hello").find("ENOSPC") != std::string::npos);
    QVERIFY(S_ISCHR(statusOf("/dev/full").st_mode));
}

void WholeFileTest::aNameMayBeAsLongAsAnyCan()
{
    const QTemporaryDir folder;
    const std::string path = in(folder, std::string(255, 'x').c_str());
    QCOMPARE(writeWholeFile(path, "one"), std::string());
    QCOMPARE(writeWholeFile(path, "two"), std::string());
    QCOMPARE(read(path), QByteArray("two"));
    QVERIFY(writeWholeFile(path + 'x', "three").find("ENAMETOOLONG") != std::string::npos);
    QCOMPARE(filesIn(folder).size(), 1);
}

void WholeFileTest::whatIsBeingRecordedIsNotReplaced()
{
    const QTemporaryDir folder;
    const std::string folderPath = QFile::encodeName(folder.path()).toStdString();
    RecordingWriter session;
    std::string error;
    const std::string path
        = shelf::begin(session, folderPath, longRecording().header(), error) + shelf::kUnfinished;
    QCOMPARE(error, std::string());
    for (const auto &[name, write] : kWriters) {
        const std::string refused = write(path);
        QVERIFY2(refused.find("a session is being recorded there") != std::string::npos, refused.c_str());
    }
    QVERIFY(whyNotWritable(path).find("being recorded") != std::string::npos);
    session.close();
    QCOMPARE(writeWholeFile(path, "now"), std::string());
}

void WholeFileTest::toAskDisturbsNobody()
{
    const QTemporaryDir folder;
    const std::string path = in(folder, "file");
    QCOMPARE(whyNotWritable(path), std::string());
    QVERIFY(filesIn(folder).isEmpty());
    put(path, kOld, 0600);
    QCOMPARE(whyNotWritable(path), std::string());
    QCOMPARE(read(path), kOld);
    QCOMPARE(filesIn(folder).size(), 1);
    // Whoever reads a pipe would take it for the end, and where nobody does it would last for ever.
    const std::string pipe = in(folder, "pipe");
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    QCOMPARE(whyNotWritable(pipe), std::string());
    QVERIFY(!whyNotWritable(QFile::encodeName(folder.path()).toStdString()).empty());
    QVERIFY(!whyNotWritable("/no/such/folder/file").empty());
}

int main(int argc, char **argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "--part")
        return writeOnASmallDisk(argv[2]);
    QCoreApplication app(argc, argv);
    WholeFileTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "whole_file_test.moc"
