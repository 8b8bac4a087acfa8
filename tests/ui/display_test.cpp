// SPDX-License-Identifier: GPL-3.0-or-later
// The program on a display of its own that ends in the middle, or that stays while the program is told to
// end.
#include "core/recording/recording_shelf.h"
#include "program_run.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <signal.h>

using namespace sockstep;
using namespace sockstep::test;

class DisplayTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void whatIsRecordedIsFinished_data();
    void whatIsRecordedIsFinished();

private:
    bool press(const char *key) const;
    std::string recordings() const
    {
        return QFile::encodeName(data_->filePath(QStringLiteral("sockstep/sockstep/recordings")))
            .toStdString();
    }
    QStringList files() const
    {
        return QDir(QFile::decodeName(recordings().c_str())).entryList(QDir::Files | QDir::Hidden);
    }

    QProcess server_;
    QProcess program_;
    QProcessEnvironment with_;
    std::unique_ptr<QTemporaryDir> data_;
};

namespace {

constexpr int kLong = static_cast<int>(kPatience.count());

enum class End { DisplayKilled, ClientKilled, Terminated, HungUp };

} // namespace

void DisplayTest::init()
{
    data_ = std::make_unique<QTemporaryDir>();
    // It takes a number that is free, and says which.
    server_.start(QStringLiteral(XVFB), words("-displayfd 1 -screen 0 1440x900x24 -nolisten tcp -noreset"));
    QVERIFY(server_.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(server_.canReadLine(), kLong);
    with_ = environment();
    with_.insert(
        QStringLiteral("DISPLAY"), QStringLiteral(":") + QString::fromLatin1(server_.readLine().trimmed()));
    with_.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    with_.insert(QStringLiteral("XDG_DATA_HOME"), data_->path());
    program_.setProcessEnvironment(with_);
}

void DisplayTest::cleanup()
{
    for (QProcess *process : {&program_, &server_}) {
        process->kill();
        process->waitForFinished();
    }
}

bool DisplayTest::press(const char *key) const
{
    QProcess tool;
    tool.setProcessEnvironment(with_);
    tool.start(QStringLiteral(XDOTOOL),
        words("search --sync --onlyvisible --name Sockstep windowfocus key") << QString::fromLatin1(key));
    return tool.waitForFinished(kLong) && tool.exitCode() == 0;
}

void DisplayTest::whatIsRecordedIsFinished_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("the display is gone") << static_cast<int>(End::DisplayKilled) << 1;
    QTest::newRow("the display sends it away") << static_cast<int>(End::ClientKilled) << 1;
    QTest::newRow("SIGTERM") << static_cast<int>(End::Terminated) << 128 + SIGTERM;
    QTest::newRow("SIGHUP") << static_cast<int>(End::HungUp) << 128 + SIGHUP;
}

void DisplayTest::whatIsRecordedIsFinished()
{
    QFETCH(const int, end);
    QFETCH(const int, exitCode);
    program_.start(QStringLiteral(SOCKSTEP_PROGRAM), words("--port 0"));
    QVERIFY(program_.waitForStarted());
    QVERIFY(press("space"));
    QTRY_VERIFY_WITH_TIMEOUT(files().size() == 1, kLong);
    QVERIFY(files().first().endsWith(QStringLiteral(".unfinished")));
    switch (static_cast<End>(end)) {
    case End::DisplayKilled:
        server_.kill();
        break;
    case End::ClientKilled: {
        QProcess tool;
        tool.setProcessEnvironment(with_);
        tool.start(QStringLiteral(XDOTOOL), words("search --onlyvisible --name Sockstep windowkill"));
        QVERIFY(tool.waitForFinished(kLong));
        break;
    }
    case End::Terminated:
        program_.terminate();
        break;
    case End::HungUp:
        QCOMPARE(::kill(static_cast<pid_t>(program_.processId()), SIGHUP), 0);
        break;
    }
    QVERIFY(program_.waitForFinished(kLong));
    QCOMPARE(program_.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program_.exitCode(), exitCode);
    const QByteArray told = program_.readAllStandardError();
    QVERIFY2(exitCode == 1
            ? told.contains("sockstep: the display is gone") && told.contains(recordings().c_str())
            : told.isEmpty(),
        told.constData());
    // Nothing has been left behind to be told of, and what there is is whole.
    QVERIFY(shelf::takeUnfinished(recordings()).empty());
    const auto kept = shelf::kept(recordings());
    QCOMPARE(kept.size(), std::size_t {1});
    std::ifstream input(kept.front());
    const ReadResult result = readRecording(input);
    QCOMPARE(result.error, std::string());
    QVERIFY(result.recording && result.recording->size() > 2);
}

QTEST_GUILESS_MAIN(DisplayTest)
#include "display_test.moc"
