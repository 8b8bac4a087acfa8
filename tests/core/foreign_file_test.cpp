// SPDX-License-Identifier: GPL-3.0-or-later
// A file that anybody may have made: what would keep the reader waiting or has no end is refused, and of the
// rest no more is held than may be.
#include "support/foreign_files.h"

#include "core/recording/bounded_lines.h"
#include "core/recording/foreign_file.h"
#include "core/recording/recording_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

using namespace sockstep;
using namespace sockstep::test;

class ForeignFileTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsNoFileIsRefusedAtOnce();
    void aPipeThatWasHandedOverIsRead();
    void aPipeThatStaysSilentCanBeGivenUp();
    void aFileThatGrowsIsReadAsFarAsItWasThen();
    void linesAreTakenApartWhereverABlockEnds();
    void ofALineThatIsTooLongNoMoreIsAskedFor();
};

namespace {

/// The two ends of a pipe, closed with it.
struct Pipe {
    Pipe()
    {
        if (::pipe2(ends, O_CLOEXEC) != 0)
            qFatal("no pipe can be made");
    }
    ~Pipe()
    {
        ::close(ends[0]);
        closeForWriting();
    }
    void closeForWriting()
    {
        if (ends[1] >= 0)
            ::close(std::exchange(ends[1], -1));
    }
    /// As a shell passes "<(command)" on.
    std::string path() const { return "/dev/fd/" + std::to_string(ends[0]); }

    int ends[2] = {-1, -1};
};

} // namespace

void ForeignFileTest::whatIsNoFileIsRefusedAtOnce()
{
    const ForeignFiles made;
    for (const QString &path : made.noFiles()) {
        const ForeignFile file = ForeignFile::open(path.toStdString());
        QVERIFY2(!file.isOpen(), qPrintable(path));
        QVERIFY2(file.trouble() != ForeignFile::Trouble::None, qPrintable(path));
        QVERIFY2(!file.troubleText().empty(), qPrintable(path));
    }
}

void ForeignFileTest::aPipeThatWasHandedOverIsRead()
{
    Pipe pipe;
    QCOMPARE(::write(pipe.ends[1], "hello", 5), ssize_t {5});
    ForeignFile file = ForeignFile::open(pipe.path());
    QVERIFY2(file.isOpen(), file.troubleText().c_str());
    pipe.closeForWriting();
    QCOMPARE(file.readAll(5).value(), std::string("hello"));
}

void ForeignFileTest::aPipeThatStaysSilentCanBeGivenUp()
{
    const Pipe pipe;
    ForeignFile file = ForeignFile::open(pipe.path());
    QVERIFY(file.isOpen());
    std::jthread reader([&](const std::stop_token &stop) {
        char room[8];
        QCOMPARE(file.read(room, stop), std::size_t {0});
    });
    reader.request_stop();
    reader.join();
}

void ForeignFileTest::aFileThatGrowsIsReadAsFarAsItWasThen()
{
    const QTemporaryDir folder;
    QFile growing(folder.filePath(QStringLiteral("growing")));
    QVERIFY(growing.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    QCOMPARE(growing.write("then"), qint64 {4});
    ForeignFile file = ForeignFile::open(growing.fileName().toStdString());
    std::string all;
    char room[3];
    while (const std::size_t got = file.read(room)) {
        all.append(room, got);
        QCOMPARE(growing.write("more"), qint64 {4});
    }
    QCOMPARE(all, std::string("then"));
}

void ForeignFileTest::linesAreTakenApartWhereverABlockEnds()
{
    const std::string text = "one\n\ntwo three\nunfinished";
    for (std::size_t block = 1; block <= text.size(); ++block) {
        std::string_view rest = text;
        BoundedLines lines(
            [&](std::span<char> room) {
                const std::size_t length = std::min({block, rest.size(), room.size()});
                std::copy_n(rest.begin(), length, room.begin());
                rest.remove_prefix(length);
                return length;
            },
            9);
        std::string line;
        for (const char *expected : {"one", "", "two three"}) {
            QCOMPARE(lines.next(line), BoundedLines::Line::Whole);
            QCOMPARE(line, std::string(expected));
        }
        QCOMPARE(lines.next(line), BoundedLines::Line::TooLong); // by one byte
    }
}

void ForeignFileTest::ofALineThatIsTooLongNoMoreIsAskedFor()
{
    constexpr std::size_t kLongest = 1 << 20;
    std::size_t given = 0;
    BoundedLines lines(
        [&](std::span<char> room) {
            std::fill(room.begin(), room.end(), 'x'); // for ever
            given += room.size();
            return room.size();
        },
        kLongest);
    std::string line;
    QCOMPARE(lines.next(line), BoundedLines::Line::TooLong);
    QVERIFY2(given <= 2 * kLongest, qPrintable(QString::number(given)));
    QVERIFY(line.size() <= kLongest && line.capacity() <= 2 * kLongest);
}

QTEST_APPLESS_MAIN(ForeignFileTest)
#include "foreign_file_test.moc"
