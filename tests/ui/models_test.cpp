// SPDX-License-Identifier: GPL-3.0-or-later
// The models behind the panes, through whole sessions in the window: sound as Qt's own judge of
// models has it, and showing what the recording says.
#include "application.h"
#include "core/diagram/call_text.h"
#include "core/lesson/lesson_library.h"
#include "live_window.h"
#include "support/recording_query.h"
#include "ui/programs/program_model.h"
#include "ui/programs/program_view.h"
#include "ui/sockets/kernel_model.h"
#include "ui/sockets/time_wait_card.h"
#include "ui/steer/follower.h"
#include "ui/steer/playback.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class ModelsTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void theModelsKeepTheirPromises_data();
    void theModelsKeepTheirPromises();
    void theProgramIsWhatTheActorRuns();
    void eachResultStandsBesideItsLine();
    void theNextMarkMovesWithTheActor();
    void aBlockedCallCountsTheSeconds();
    void aFailedCallIsMarkedAsFailed();
    void theSelectedCallsLineIsMarked();
    void aProgramThatIsGoneHasNoResults();
    void theKernelTableSaysWhatTheRecordingSays_data();
    void theKernelTableSaysWhatTheRecordingSays();
    void theTimeWaitCardNamesTheSideThatHoldsIt_data();
    void theTimeWaitCardNamesTheSideThatHoldsIt();
    void theTimeWaitCardFollowsAChangeOfMind();
    void theTimeWaitCardSaysWhatReuseAddressIsFor();
};

namespace {

QString view(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

ProgramModel *programOf(LiveWindow &window, const char *actor)
{
    const QByteArray name = QByteArray(actor) + "Program";
    return qobject_cast<ProgramModel *>(window.find<ProgramView>(name.constData())->model());
}

QAbstractItemModel *kernelTable(LiveWindow &window)
{
    return window->findChild<KernelModel *>(); // there is no table before there is a socket
}

std::vector<QAbstractItemModel *> allModels(LiveWindow &window)
{
    return {programOf(window, "server"), programOf(window, "client"), kernelTable(window),
        window.find<QListView>("chatList")->model()};
}

QList<int> rowsMarked(const ProgramModel &model, ProgramModel::Mark mark)
{
    QList<int> rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row).data(ProgramModel::MarkRole).value<ProgramModel::Mark>() == mark)
            rows << row;
    }
    return rows;
}

/// What the recording has beside each line of an actor's program, by its calls alone.
QStringList expectedResults(const Recording &recording, std::string_view actor, int lines)
{
    QStringList results(lines);
    for (const RecordedCall &call : callsOf(recording, actor)) {
        if (call.returned)
            results[call.entered->line - 1] = QStringLiteral("→ ")
                + (call.returned->error
                        ? QStringLiteral("-1 ") + QString::fromStdString(errorName(call.returned->error))
                        : QString::number(call.returned->result));
        else
            results[call.entered->line - 1] = QStringLiteral("in progress");
    }
    return results;
}

QStringList shownResults(const ProgramModel &model)
{
    QStringList results;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QString text = model.index(row).data(ProgramModel::ResultRole).toString();
        const bool running = text.startsWith(QStringLiteral("blocked")) || text == QStringLiteral("…");
        results << (running ? QStringLiteral("in progress") : text);
    }
    return results;
}

} // namespace

void ModelsTest::theModelsKeepTheirPromises_data()
{
    QTest::addColumn<Closing>("closing");
    QTest::newRow("client closes first") << Closing::ClientFirst;
    QTest::newRow("server closes first") << Closing::ServerFirst;
}

void ModelsTest::theModelsKeepTheirPromises()
{
    QFETCH(const Closing, closing);
    LiveWindow window(onAnyPort(closing, {"hello", "again"}));
    std::vector<std::unique_ptr<QAbstractItemModelTester>> judges;
    for (QAbstractItemModel *model : allModels(window))
        judges.push_back(std::make_unique<QAbstractItemModelTester>(
            model, QAbstractItemModelTester::FailureReportingMode::Fatal));

    // Every other step the other language; a restart early, one while a call is blocked, one at the
    // end; a whole lesson after each.
    int steps = 0;
    const auto go = [&](const std::function<bool()> &until) {
        return window.stepUntil([&] {
            if (++steps % 2)
                window->language().toggle();
            return until();
        });
    };
    QVERIFY(go([&] { return window.callCount() == 3; }));
    window.press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(window.awaitSettled());
    QVERIFY(go([&] { return window.lastCall(Function::Recv) != 0; }));
    window.press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(window.awaitSettled());
    QVERIFY(go([&] { return window.session().isFinished(); }));
    window->playback().restart();
    QVERIFY(window.awaitSettled());
    QVERIFY(go([&] { return window->playback().waitsForPerson(); }));
    const Closing other = closing == Closing::ClientFirst ? Closing::ServerFirst : Closing::ClientFirst;
    QVERIFY(window->playback().setClosing(other));
    QVERIFY(window->playback().say("one more"));
    QVERIFY(go([&] { return window.session().isFinished(); }));
    for (const QAbstractItemModel *model : allModels(window))
        QVERIFY(model->rowCount() > 0);
}

void ModelsTest::theProgramIsWhatTheActorRuns()
{
    LiveWindow window;
    for (const char *actor : {"server", "client"}) {
        const ProgramModel *model = programOf(window, actor);
        const Program program = qstrcmp(actor, "server") == 0 ? echoServer(window.session().options())
                                                              : echoClient(window.session().options());
        QStringList expected;
        for (const std::string &line : program.code())
            expected << QString::fromStdString(line);
        QStringList shown;
        for (int row = 0; row < model->rowCount(); ++row)
            shown << model->index(row).data(ProgramModel::CodeRole).toString();
        QCOMPARE(shown, expected);
    }
}

void ModelsTest::eachResultStandsBesideItsLine()
{
    LiveWindow window(onAnyPort(Closing::ServerFirst, {"hello", "again"}));
    while (!window.session().isFinished()) {
        QVERIFY(window.step());
        for (const char *actor : {"server", "client"}) {
            const ProgramModel *model = programOf(window, actor);
            QCOMPARE(shownResults(*model), expectedResults(window.recording(), actor, model->rowCount()));
        }
    }
    // Not only emptiness was compared: all lines that call something have a result at the end.
    QVERIFY(!shownResults(*programOf(window, "server")).contains(QString()));
}

void ModelsTest::theNextMarkMovesWithTheActor()
{
    LiveWindow window;
    std::map<std::string, QList<int>> places;
    bool blocked = false;
    while (!window.session().isFinished()) {
        for (const char *actor : {"server", "client"}) {
            const ProgramModel &model = *programOf(window, actor);
            const ActorStatus status = window.session().status(window.session().actorNamed(actor).value());
            const QList<int> line {static_cast<int>(status.line)};
            const bool held = status.state == ActorStatus::State::AtGate;
            const bool asleep = status.state == ActorStatus::State::Blocked;
            blocked = blocked || asleep;
            QCOMPARE(rowsMarked(model, ProgramModel::Mark::Next), held ? line : QList<int>());
            QCOMPARE(rowsMarked(model, ProgramModel::Mark::Blocked), asleep ? line : QList<int>());
            if (held || asleep) {
                QCOMPARE(model.currentRow(), line.first());
                const QString code = model.index(line.first()).data(ProgramModel::CodeRole).toString();
                QVERIFY2(code.contains(view(name(status.function)) + u'('), qPrintable(code));
                if (places[actor].isEmpty() || places[actor].last() != line.first())
                    places[actor] << line.first();
            }
            if (held) {
                const QString read = model.index(line.first()).data(Qt::AccessibleTextRole).toString();
                QVERIFY2(read.startsWith(QStringLiteral("next: ")), qPrintable(read));
            }
        }
        QVERIFY(window.step());
    }
    QVERIFY(blocked);
    QVERIFY(places["server"].size() > 6 && places["client"].size() > 5);
    for (const char *actor : {"server", "client"}) {
        QCOMPARE(programOf(window, actor)->currentRow(), -1);
        QVERIFY(rowsMarked(*programOf(window, actor), ProgramModel::Mark::Next).isEmpty());
    }
}

void ModelsTest::aBlockedCallCountsTheSeconds()
{
    LiveWindow window;
    QVERIFY(window.stepUntilServerBlocksIn(Function::Recv));
    const ProgramModel &server = *programOf(window, "server");
    const auto shown
        = [&] { return server.index(server.currentRow()).data(ProgramModel::ResultRole).toString(); };
    QVERIFY2(shown().startsWith(QStringLiteral("blocked ")), qPrintable(shown()));
    // Nothing happens in the session, and yet the time goes on: the window's clock shows it.
    QSignalSpy changes(&server, &QAbstractItemModel::dataChanged);
    const QString before = shown();
    QVERIFY(await([&] { return shown() != before && !changes.isEmpty(); }));
}

void ModelsTest::aFailedCallIsMarkedAsFailed()
{
    LiveWindow window;
    QVERIFY(window.step(Qt::Key_C));
    QVERIFY(window.step(Qt::Key_C));
    const ProgramModel &client = *programOf(window, "client");
    const QModelIndex connecting = client.index(client.currentRow());
    QCOMPARE(connecting.data(ProgramModel::ResultRole).toString(), QStringLiteral("→ -1 ECONNREFUSED"));
    QVERIFY(connecting.data(ProgramModel::FailedRole).toBool());
    QVERIFY(!client.index(0).data(ProgramModel::FailedRole).toBool());
    // It is what comes next all the same.
    QCOMPARE(connecting.data(ProgramModel::MarkRole).value<ProgramModel::Mark>(), ProgramModel::Mark::Next);
}

void ModelsTest::theSelectedCallsLineIsMarked()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    const CallId send = window.lastCall(Function::Send); // the server's
    window->selection().setCall(send);
    const ProgramModel &server = *programOf(window, "server");
    const ProgramModel &client = *programOf(window, "client");
    const auto selected = [](const ProgramModel &model) {
        QStringList lines;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row).data(ProgramModel::SelectedRole).toBool())
                lines << model.index(row).data(ProgramModel::CodeRole).toString().trimmed();
        }
        return lines;
    };
    QCOMPARE(selected(server), QStringList {QStringLiteral("send(cfd, buf, n, 0);")});
    QCOMPARE(selected(client), QStringList());
    window->selection().clear();
    QCOMPARE(selected(server), QStringList());
}

/// A lesson with one actor follows one with two, and a view asks before it is told.
void ModelsTest::aProgramThatIsGoneHasNoResults()
{
    Follower follower;
    Playback playback(onAnyPort(Closing::ClientFirst), follower);
    ProgramModel client(follower, playback);
    client.show(playback.session().actorNamed("client"));
    connect(&follower, &Follower::advanced, &client, &ProgramModel::refresh);
    QTRY_VERIFY(client.rowCount() > 0);
    QStringList results;
    connect(&follower, &Follower::replaced, this, [&] { results = shownResults(client); });
    playback.chooseLesson(builtInLesson("socket-types")); // a server alone
    QVERIFY(!results.isEmpty());
    for (const QString &result : results)
        QCOMPARE(result, QString());
}

void ModelsTest::theKernelTableSaysWhatTheRecordingSays_data() { theModelsKeepTheirPromises_data(); }

void ModelsTest::theKernelTableSaysWhatTheRecordingSays()
{
    QFETCH(const Closing, closing);
    LiveWindow window(onAnyPort(closing));
    const QAbstractItemModel &table = *kernelTable(window);
    QSet<QString> statesSeen;
    while (!window.session().isFinished()) {
        QVERIFY(window.step());
        // What the window has taken in, and not what a thread has added since.
        std::map<SocketId, TcpState> states;
        std::map<SocketId, SocketSample> samples;
        for (EventIndex n = 0; n < window.history().size(); ++n) {
            const EventBody &body = window.recording().at(n).body;
            if (const auto *change = std::get_if<StateChanged>(&body)) {
                states[change->socket] = change->to;
                samples[change->socket] = change->sample;
            } else if (const auto *sampled = std::get_if<Sampled>(&body)) {
                samples[sampled->socket] = sampled->sample;
            }
        }
        const Layout &layout = window->follower().layout();
        const auto order = layout.lanesFromLeft();
        QCOMPARE(table.rowCount(), static_cast<int>(order.size()));
        for (int row = 0; row < table.rowCount(); ++row) {
            const SocketId socket = layout.lanes()[order[static_cast<std::size_t>(row)]].socket;
            const TcpState state = states.contains(socket) ? states[socket] : TcpState::Close;
            const auto cell = [&](int column) { return table.index(row, column).data().toString(); };
            QCOMPARE(cell(KernelModel::State), view(name(state)));
            QCOMPARE(cell(KernelModel::RecvQueue), QString::number(samples[socket].recvQueue));
            QCOMPARE(cell(KernelModel::SendQueue), QString::number(samples[socket].sendQueue));
            if (samples[socket].timer == SocketTimer::TimeWait)
                QCOMPARE(cell(KernelModel::Timer),
                    QStringLiteral("%1 s").arg(samples[socket].timerMs / 1000.0, 0, 'f', 1));
            statesSeen << cell(KernelModel::State);
        }
    }
    for (const char *state : {"LISTEN", "ESTABLISHED", "CLOSE_WAIT", "FIN_WAIT2", "TIME_WAIT"})
        QVERIFY2(statesSeen.contains(QString::fromLatin1(state)), state);
}

void ModelsTest::theTimeWaitCardNamesTheSideThatHoldsIt_data()
{
    QTest::addColumn<Closing>("closing");
    QTest::addColumn<QString>("holder");
    QTest::addColumn<QString>("other");
    QTest::newRow("client closes first")
        << Closing::ClientFirst << QStringLiteral("the client") << QStringLiteral("<b>The server</b>");
    QTest::newRow("server closes first")
        << Closing::ServerFirst << QStringLiteral("the server") << QStringLiteral("<b>The client</b>");
}

void ModelsTest::theTimeWaitCardNamesTheSideThatHoldsIt()
{
    QFETCH(const Closing, closing);
    QFETCH(const QString, holder);
    QFETCH(const QString, other);
    LiveWindow window(onAnyPort(closing));
    const auto *card = window.find<TimeWaitCard>();
    // Who it will be is asked in the echo lessons.
    QVERIFY2(!LiveWindow::said(card).contains(holder), qPrintable(LiveWindow::said(card)));
    QVERIFY(window.stepToEnd());
    const QString said = LiveWindow::said(card);
    QVERIFY2(said.contains(QStringLiteral("<b>T%1</b> holds it").arg(holder.mid(1))), qPrintable(said));
    QVERIFY2(!said.contains(other, Qt::CaseInsensitive), qPrintable(said));
    // By the kernel's word, and its clock runs down.
    const SocketId socket = closing == Closing::ClientFirst ? clientSocketOf(window.recording())
                                                            : connectionOf(window.recording());
    QCOMPARE(stateOf(window.recording(), socket), TcpState::TimeWait);
    const std::uint32_t before = sampleOf(window.recording(), socket).timerMs;
    QVERIFY(before > 30'000 && before <= 60'000);
    QVERIFY(await([&] { return LiveWindow::said(card) != said; }));
    QVERIFY(sampleOf(window.recording(), socket).timerMs < before);
}

void ModelsTest::theTimeWaitCardFollowsAChangeOfMind()
{
    LiveWindow window(onAnyPort(Closing::ClientFirst));
    const auto *card = window.find<TimeWaitCard>();
    QVERIFY(window.stepUntilAllEchoed());
    QVERIFY(LiveWindow::said(card).contains(QStringLiteral("Neither end")));
    QVERIFY(window->playback().setClosing(Closing::ServerFirst));
    QVERIFY(LiveWindow::said(card).contains(QStringLiteral("Neither end")));
    QVERIFY(window.stepToEnd());
    QVERIFY(LiveWindow::said(card).contains(QStringLiteral("<b>The server</b> holds it")));
}

void ModelsTest::theTimeWaitCardSaysWhatReuseAddressIsFor()
{
    SessionOptions options = onAnyPort(Closing::ServerFirst);
    for (const bool reuse : {true, false}) {
        options.reuseAddress = reuse;
        LiveWindow window(options);
        QVERIFY(window.stepToEnd());
        const QString said = LiveWindow::said(window.find<TimeWaitCard>());
        QVERIFY2(said.contains(QStringLiteral("SO_REUSEADDR")), qPrintable(said));
        QCOMPARE(said.contains(QStringLiteral("EADDRINUSE")), !reuse);
    }
}

QTEST_MAIN(ModelsTest)
#include "models_test.moc"
