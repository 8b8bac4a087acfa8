// SPDX-License-Identifier: GPL-3.0-or-later
// What would reach beyond the session is asked about in the window, and no is the answer that needs no
// thought.
#include "application.h"
#include "core/lesson/lesson_file.h"
#include "live_window.h"
#include "support/recording_query.h"
#include "ui/diagram/diagram_view.h"
#include "ui/parts/notice_bar.h"
#include "ui/words/socket_words.h"

#include <QMessageBox>
#include <QPushButton>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class ReachQuestionTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void aLessonThatOpensAPortAsksFirstAndNamesIt();
    void enterAndEscapeBothSayNo_data();
    void enterAndEscapeBothSayNo();
    void onALoopbackOfItsOwnItRuns();
    void aYesIsForTheseCallsAndNoOthers();
    void listenByHandWithoutBindAsks();
    void aStrangerIsToldOnTheLifelineInTheNarrationAndAsANotice();
};

namespace {

const QByteArray kOpens = R"([title]
en = "Opens a port"
ko = "포트를 연다"
[aim]
en = "a"
ko = "a"
[addresses]
all = "0.0.0.0:%1"
[programs]
server = '''
int fd = socket(AF_INET, SOCK_DGRAM, 0);
bind(fd, all, alllen);
close(fd);
'''
)";

QString written(const QTemporaryDir &folder, const QByteArray &port = "0")
{
    const QString path = folder.filePath(QStringLiteral("opens.toml"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(kOpens).replace("%1", port)) < 0)
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

QMessageBox *question(LiveWindow &window)
{
    if (!await([&] { return window->findChild<QMessageBox *>() != nullptr; }))
        qFatal("nothing is asked");
    return window->findChild<QMessageBox *>();
}

QPushButton *buttonOf(QMessageBox *box, QMessageBox::ButtonRole role)
{
    for (QAbstractButton *button : box->buttons()) {
        if (box->buttonRole(button) == role)
            return qobject_cast<QPushButton *>(button);
    }
    qFatal("there is no such answer");
}

/// The lesson's own call, if it was made.
QStringList binds(LiveWindow &window) { return resultsOf(window.recording(), "server", Function::Bind); }

} // namespace

void ReachQuestionTest::aLessonThatOpensAPortAsksFirstAndNamesIt()
{
    const QTemporaryDir folder;
    LiveWindow window;
    window->openLessonFile(written(folder, "9555"));
    QMessageBox *box = question(window);
    QVERIFY(box->informativeText().contains(QStringLiteral("bind() opens 0.0.0.0:9555")));
    QCOMPARE(box->textFormat(), Qt::PlainText);
    QCOMPARE(window.session().options().script, nullptr); // the lesson is not there
    QCOMPARE(box->defaultButton(), buttonOf(box, QMessageBox::RejectRole));
}

void ReachQuestionTest::enterAndEscapeBothSayNo_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("Enter") << int(Qt::Key_Return);
    QTest::newRow("Escape") << int(Qt::Key_Escape);
}

void ReachQuestionTest::enterAndEscapeBothSayNo()
{
    QFETCH(const int, key);
    const QTemporaryDir folder;
    LiveWindow window;
    window->openLessonFile(written(folder));
    QMessageBox *box = question(window);
    QTest::keyClick(box, static_cast<Qt::Key>(key));
    QVERIFY(await([&] { return window->findChild<QMessageBox *>() == nullptr; }));
    QCOMPARE(window.session().options().script, nullptr);
    QCOMPARE(window.session().options().reach, Reach::Session);
}

void ReachQuestionTest::onALoopbackOfItsOwnItRuns()
{
    std::string error;
    if (!PrivateLoopback::create(error))
        QSKIP(error.c_str());
    const QTemporaryDir folder;
    LiveWindow window;
    window->openLessonFile(written(folder));
    buttonOf(question(window), QMessageBox::AcceptRole)->click();
    QVERIFY(await([&] { return window.session().isOnPrivateLoopback(); }));
    QVERIFY(window.activate());
    QVERIFY(window.stepUntil([&] { return binds(window) == QStringList {QStringLiteral("0")}; }));
}

void ReachQuestionTest::aYesIsForTheseCallsAndNoOthers()
{
    const QTemporaryDir folder;
    LiveWindow window;
    window->openLessonFile(written(folder));
    buttonOf(question(window), QMessageBox::DestructiveRole)->click();
    QVERIFY(await([&] { return window.session().options().script != nullptr; }));
    QCOMPARE(window.session().options().reach, Reach::Network);
    window->playback().restart(); // the same calls
    QVERIFY(await([&] { return window.session().options().script != nullptr; }));
    QVERIFY(await([&] { return window->findChild<QMessageBox *>() == nullptr; }));
    window->openLessonFile(written(folder, "9556"));
    QVERIFY(question(window)->informativeText().contains(QStringLiteral("0.0.0.0:9556")));
    QCOMPARE(window.session().options().script, nullptr);
}

void ReachQuestionTest::listenByHandWithoutBindAsks()
{
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.freePlay = true;
    LiveWindow window(options);
    const auto listens = [&] { return callsOf(window.recording(), "server", Function::Listen).size(); };
    QVERIFY(window.awaitSettled());
    QVERIFY(window->playback().makeByHand(0, {CallByHand::What::SocketTcp, {}}));
    QVERIFY(window.awaitSettled());
    for (const auto role : {QMessageBox::RejectRole, QMessageBox::DestructiveRole}) {
        QVERIFY(!window->playback().makeByHand(0, {CallByHand::What::Listen, {}, {}, 5}));
        QCOMPARE(listens(), std::size_t {0});
        QMessageBox *box = question(window);
        QVERIFY(box->informativeText().contains(QStringLiteral("without bind()")));
        buttonOf(box, role)->click();
        QVERIFY(await([&] { return window->findChild<QMessageBox *>() == nullptr; }));
    }
    QVERIFY(await([&] { return listens() == 1; }));
}

void ReachQuestionTest::aStrangerIsToldOnTheLifelineInTheNarrationAndAsANotice()
{
    LiveWindow window;
    QVERIFY(window.stepUntil([&] { return window.lastReturned(Function::Listen); }));
    QTcpSocket stranger;
    const auto bound = callsOf(window.recording(), "server", Function::Bind);
    stranger.connectToHost(QHostAddress::LocalHost, bound.front().entered->address.port());
    QVERIFY(stranger.waitForConnected());
    const QString address = QStringLiteral("127.0.0.1:%1").arg(stranger.localPort());
    auto *notice = window.find<NoticeBar>();
    QVERIFY(await([&] { return notice->isVisible() && notice->text().contains(address); }));
    QVERIFY(notice->text().contains(QStringLiteral("reach_question_")));
    QVERIFY(window.narration().contains(address));
    QVERIFY(window.stepUntil([&] { return window.lastReturned(Function::Accept); }));
    const SocketId connection = connectionOf(window.recording());
    QVERIFY(SocketWords::title(window.history(), connection).startsWith(QStringLiteral("outside")));
    QCOMPARE(SocketWords::address(window.history().socket(connection)), address);
}

QTEST_MAIN(ReachQuestionTest)
#include "reach_question_test.moc"
