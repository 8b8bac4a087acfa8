// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/poll_set.h"
#include "core/recording/recording_file.h"
#include "core/text/shown_text.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <netinet/in.h>
#include <poll.h>
#include <sstream>
#include <sys/socket.h>

using namespace sockstep;
using namespace std::chrono_literals;

class RecordingFileTest : public QObject {
    Q_OBJECT

private slots:
    void everyKindOfEventReadsBackEqual();
    void everyFunctionReadsBackEqual();
    void everyArgumentReadsBackEqual();
    void everyPairOfStatesReadsBackEqual();
    void everyTimerReadsBackEqual();
    void everyErrnoReadsBackEqual();
    void anyBytesReadBackEqual_data();
    void anyBytesReadBackEqual();
    void extremeNumbersReadBackEqual();
    void aHeaderWithQuotesAndControlCharactersReadsBackEqual();
    void aWrittenLineMovesNoCursorAndTurnsNoLine();
    void anyPathOfASocketReadsBackEqual_data();
    void anyPathOfASocketReadsBackEqual();
    void whatIsNoUtf8CanBeReadAllTheSame();
    void aWrittenLineIsTheDesignsLine_data();
    void aWrittenLineIsTheDesignsLine();
    void theDesignsLinesAreRead_data();
    void theDesignsLinesAreRead();
    void aFieldOfALaterVersionIsPassedOver();
    void aFileGrowsWithItsRecording();
    void aFileIsReplacedWhenItsRecordingIsWhole();
    void anUnwritablePathSaysWhichAndWhy();
    void aFullDiskIsReported();
    void nothingIsWrittenAfterAnError();
};

namespace {

Header header()
{
    return {"2026-11-22T10:00:00.123Z", "loopback", "Linux 6.1.0", "client-close", {"server", "client"}};
}

std::string written(const Recording &recording)
{
    std::string text = headerLine(recording.header()) + '\n';
    for (EventIndex n = 0; n < recording.size(); ++n)
        text += eventLine(recording.header(), n, recording.at(n)) + '\n';
    return text;
}

/// Writes, reads, and says what is not the same: an empty text if all is.
QString roundTrip(const std::vector<EventBody> &bodies)
{
    Recording recording(header());
    std::chrono::nanoseconds t = 81234ns;
    for (const EventBody &body : bodies)
        recording.appendRead({t += 1us, body});
    const std::string text = written(recording);
    std::istringstream input(text);
    const ReadResult result = readRecording(input);
    if (!result.error.empty())
        return QString::fromStdString(result.error + "\n" + text);
    if (result.recording->header() != recording.header())
        return QStringLiteral("the headers differ");
    if (result.recording->size() != recording.size())
        return QStringLiteral("%1 events instead of %2").arg(result.recording->size()).arg(recording.size());
    for (EventIndex n = 0; n < recording.size(); ++n) {
        if (result.recording->at(n) != recording.at(n))
            return QStringLiteral("event %1 differs: %2")
                .arg(QString::number(n), QString::fromStdString(eventLine(header(), n, recording.at(n))));
    }
    return {};
}

CallEntered call(CallId id, Function function = Function::Socket)
{
    CallEntered e;
    e.call = id;
    e.function = function;
    return e;
}

CallReturned returned(CallId id, std::int64_t result = 0)
{
    CallReturned e;
    e.call = id;
    e.result = result;
    return e;
}

/// Three sockets: what names one needs it to be there. Their calls are 1, 2 and 3.
std::vector<EventBody> threeSockets()
{
    std::vector<EventBody> bodies;
    for (SocketId socket = 1; socket <= 3; ++socket) {
        CallReturned made = returned(socket, 4 + socket);
        made.socket = socket;
        made.fd = static_cast<int>(4 + socket);
        bodies.insert(bodies.end(), {call(socket), made});
    }
    return bodies;
}

const Endpoint kServer = Endpoint::loopback(9000);
const Endpoint kClient = Endpoint::parse("[2001:db8::7]:49152").value();

} // namespace

void RecordingFileTest::everyKindOfEventReadsBackEqual()
{
    CallEntered connect = call(4, Function::Connect);
    connect.socket = 2;
    connect.actor = 1;
    connect.line = 3;
    connect.args = {{ArgumentName::Fd, 6}};
    connect.address = kServer;
    CallReturned accepted = returned(5, 7);
    accepted.socket = 4;
    accepted.fd = 7;
    accepted.inode = 880512;
    accepted.address = kClient;
    CallReturned failed = returned(4, -1);
    failed.error = ECONNREFUSED;
    CallEntered polls = call(6, Function::Poll);
    polls.socket = 1;
    polls.args = {{ArgumentName::Timeout, -1}};
    polls.data = packPolled({{5, POLLIN, 0, 1}, {-1, POLLIN, 0, 0}, {7, POLLIN | POLLOUT, 0, 3}});
    CallReturned ready = returned(6, 2);
    ready.isReadyList = true;
    ready.data = packPolled({{5, 0, POLLIN, 1}, {7, 0, POLLIN | POLLHUP, 3}});
    CallReturned nothingReady = returned(7, 0);
    nothingReady.isReadyList = true;
    CallReturned option = returned(8);
    option.hasValue = true;
    option.value = ECONNREFUSED;
    CallEntered creates = call(9, Function::PthreadCreate);
    creates.args = {{ArgumentName::Fd, 7}, {ArgumentName::Thread, 1}};
    const StateChanged born {
        4, 1, TcpState::Listen, TcpState::SynRecv, Evidence::Inferred, kServer, kClient, {}};
    const StateChanged waiting {2, 0, TcpState::FinWait2, TcpState::TimeWait, Evidence::Observed, kClient,
        kServer, {0, 0, 59996, SocketTimer::TimeWait}};
    std::vector<EventBody> bodies = threeSockets();
    const std::vector<EventBody> rest {
        ProgramShown {0, {"int lfd = socket();", "    \"quoted\\\"\t", ""}},
        ProgramShown {1, {"", "", ""}},
        ProgramShown {0, {"close(lfd);"}, 3},
        ProgramShown {0, {"lfd = -1;"}, 2},
        MessageTyped {1, "hello"},
        connect,
        call(5, Function::Accept),
        CallBlocked {5},
        failed,
        born,
        accepted,
        polls,
        ready,
        call(7, Function::Poll),
        nothingReady,
        call(8, Function::Getsockopt),
        option,
        creates,
        waiting,
        Sampled {1, {1, 5, 0, SocketTimer::None}},
        Sampled {1, {1, 5, 0, SocketTimer::None, 16384, 87040}},
        SegmentSent {1, 0, Host::Client, false, std::string("\x45\0\xff\n", 4)},
        SegmentMoved {1, SegmentPhase::Held, DropReason::None},
        SegmentSent {2, 1, Host::Client, true, {}},
        SegmentSent {3, 1, Host::Server, false, "no packet"},
        SegmentMoved {1, SegmentPhase::Absorbed, DropReason::None},
        SegmentMoved {2, SegmentPhase::Delivered, DropReason::None},
        SegmentMoved {3, SegmentPhase::Dropped, DropReason::Lesson},
        CableMoved {false},
        CableMoved {true},
        ActorKilled {8, 0, SIGPIPE, {1}, {1, 2}},
    };
    bodies.insert(bodies.end(), rest.begin(), rest.end());
    const QString different = roundTrip(bodies);
    QVERIFY2(different.isEmpty(), qPrintable(different));
}

void RecordingFileTest::everyFunctionReadsBackEqual()
{
    std::vector<EventBody> bodies;
    for (int i = 0; i < kFunctionCount; ++i)
        bodies.emplace_back(call(static_cast<CallId>(i + 1), static_cast<Function>(i)));
    const QString different = roundTrip(bodies);
    QVERIFY2(different.isEmpty(), qPrintable(different));
}

void RecordingFileTest::everyArgumentReadsBackEqual()
{
    std::vector<EventBody> bodies;
    for (int i = 0; i < kArgumentNameCount; ++i) {
        for (const std::int32_t value : {-1, 0, 1, 2, 6, 65536, std::numeric_limits<std::int32_t>::max()}) {
            const bool isActor = value >= 0 && static_cast<std::size_t>(value) < header().actors.size();
            if (static_cast<ArgumentName>(i) == ArgumentName::Thread && !isActor)
                continue; // names nobody
            CallEntered e = call(static_cast<CallId>(bodies.size() + 1));
            e.args = {{static_cast<ArgumentName>(i), value}};
            bodies.emplace_back(e);
        }
    }
    const QString different = roundTrip(bodies);
    QVERIFY2(different.isEmpty(), qPrintable(different));
}

void RecordingFileTest::everyPairOfStatesReadsBackEqual()
{
    std::vector<EventBody> bodies = threeSockets();
    for (int from = 1; from <= kTcpStateCount; ++from) {
        for (int to = 1; to <= kTcpStateCount; ++to)
            bodies.emplace_back(StateChanged {1, 0, static_cast<TcpState>(from), static_cast<TcpState>(to),
                Evidence::Observed, kServer, {}, {}});
    }
    const QString different = roundTrip(bodies);
    QVERIFY2(different.isEmpty(), qPrintable(different));
}

void RecordingFileTest::everyTimerReadsBackEqual()
{
    std::vector<EventBody> bodies = threeSockets();
    for (int timer = 1; timer <= static_cast<int>(SocketTimer::ZeroWindowProbe); ++timer)
        bodies.emplace_back(Sampled {1, {3, 4, 200, static_cast<SocketTimer>(timer)}});
    const QString different = roundTrip(bodies);
    QVERIFY2(different.isEmpty(), qPrintable(different));
}

void RecordingFileTest::everyErrnoReadsBackEqual()
{
    std::vector<EventBody> bodies;
    for (int error = 1; error <= 200; ++error) { // those without a name too
        const auto id = static_cast<CallId>(error);
        bodies.emplace_back(call(id));
        CallReturned e = returned(id, -1);
        e.error = error;
        bodies.emplace_back(e);
    }
    const QString different = roundTrip(bodies);
    QVERIFY2(different.isEmpty(), qPrintable(different));
}

void RecordingFileTest::anyBytesReadBackEqual_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray every;
    for (int byte = 0; byte < 256; ++byte)
        every += static_cast<char>(byte);
    QTest::newRow("one byte") << QByteArray("a");
    QTest::newRow("two bytes") << QByteArray("ab");
    QTest::newRow("NUL") << QByteArray("a\0b\0", 4);
    QTest::newRow("0xff") << QByteArray("\xff\xfe\xff");
    QTest::newRow("every byte") << every;
    QTest::newRow("Korean") << QByteArray("안녕하세요, 소켓");
    QTest::newRow("emoji") << QByteArray("👋🏽🧦");
    QTest::newRow("broken UTF-8") << QByteArray("\xed\xa0\x80\xc3");
    QTest::newRow("JSON") << QByteArray("\"}\n{\\");
    QTest::newRow("a megabyte") << every.repeated(4096);
}

void RecordingFileTest::anyBytesReadBackEqual()
{
    QFETCH(const QByteArray, bytes);
    CallEntered send = call(1, Function::Send);
    send.data = bytes.toStdString();
    CallReturned recv = returned(2, bytes.size());
    recv.data = bytes.toStdString();
    const QString different
        = roundTrip({MessageTyped {1, bytes.toStdString()}, send, call(2, Function::Recv), recv});
    QVERIFY2(different.isEmpty(), qPrintable(different.left(2000)));
}

void RecordingFileTest::extremeNumbersReadBackEqual()
{
    CallReturned most = returned(1, std::numeric_limits<std::int64_t>::max());
    most.socket = 3;
    most.fd = std::numeric_limits<int>::max();
    most.inode = std::numeric_limits<std::uint32_t>::max();
    CallReturned least = returned(2, std::numeric_limits<std::int64_t>::min());
    least.error = ENOMEM;
    CallEntered late = call(3);
    late.line = std::numeric_limits<std::uint16_t>::max();
    const QString different
        = roundTrip({ProgramShown {0, std::vector<std::string>(late.line)}, call(1), call(2), most, least,
            late, Sampled {3, {UINT32_MAX, UINT32_MAX, UINT32_MAX, SocketTimer::Retransmit}}});
    QVERIFY2(different.isEmpty(), qPrintable(different));
}

void RecordingFileTest::aHeaderWithQuotesAndControlCharactersReadsBackEqual()
{
    Header odd = header();
    odd.lesson = "\"quoted\" \\ back\nslash\x01 수업";
    odd.actors = {"a\tb", "소켓", ""};
    std::istringstream input(headerLine(odd) + '\n');
    const ReadResult result = readRecording(input);
    QCOMPARE(result.error, std::string());
    QVERIFY(result.recording->header() == odd);
}

/// "run --record -" prints the file.
void RecordingFileTest::aWrittenLineMovesNoCursorAndTurnsNoLine()
{
    Header odd = header();
    odd.lesson = "\u202e turned \u009b31m \x7f \u2028 \U000e0041 한 é 🙂";
    const std::string line = headerLine(odd);
    QCOMPARE(firstEscaped(line), std::string::npos);
    QVERIFY(line.find("한 é 🙂") != std::string::npos);
    std::istringstream input(line + '\n');
    const ReadResult read = readRecording(input);
    QVERIFY2(read.recording != nullptr, read.error.c_str());
    QCOMPARE(QString::fromStdString(read.recording->header().lesson), QString::fromStdString(odd.lesson));
}

void RecordingFileTest::anyPathOfASocketReadsBackEqual_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path :
        {"/tmp/echo", "a\"b", "a\\b", "\\", "\\\\", "\\x41", "\\x", "a\nb\x1b[2J", "\x7f", "소켓", "\xff",
            "\xed\xa0\x80", "\xc3", "\xe2\x80\xae", "{\"n\":0}", "22 bytes of \\ and \xff\xfe\xfd\xfc"})
        QTest::newRow(path) << QByteArray(path);
}

void RecordingFileTest::anyPathOfASocketReadsBackEqual()
{
    QFETCH(const QByteArray, path);
    CallEntered bind = call(1, Function::Bind);
    bind.address = Endpoint::fromPath(path.toStdString());
    QVERIFY(!bind.address.isEmpty());
    CallReturned accepted = returned(2, 4);
    accepted.socket = 1;
    accepted.fd = 4;
    accepted.address = bind.address;
    const QString different = roundTrip({bind, call(2, Function::Accept), accepted,
        StateChanged {
            1, 0, TcpState::Close, TcpState::Listen, Evidence::Observed, bind.address, bind.address, {}}});
    QVERIFY2(different.isEmpty(), qPrintable(different));
}

/// The name of a lesson is the name of its file, which is any bytes.
void RecordingFileTest::whatIsNoUtf8CanBeReadAllTheSame()
{
    for (const char *bytes :
        {"\xff", "a\xff\xfe\"b", "\xed\xa0\x80", "half \xc3", "\xf5\x80\x80\x80", "\xc0\xaf"}) {
        Header odd = header();
        odd.lesson = odd.kernel = bytes;
        odd.actors = {bytes};
        Recording recording(odd);
        recording.appendRead({1us, ProgramShown {0, {bytes}}});
        std::istringstream input(written(recording));
        const ReadResult result = readRecording(input);
        QCOMPARE(result.error, std::string());
        QVERIFY(
            QString::fromStdString(result.recording->header().lesson).contains(QChar::ReplacementCharacter));
        std::istringstream again(written(*result.recording));
        QCOMPARE(readRecording(again).recording->header(), result.recording->header());
    }
}

namespace {
void addDesignsLines()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<Event>("event");
    const Arguments tcp {
        {ArgumentName::Domain, AF_INET}, {ArgumentName::Type, SOCK_STREAM}, {ArgumentName::Protocol, 0}};
    CallEntered socket = call(1);
    socket.args = tcp;
    QTest::newRow("0: call") << QByteArray(
        R"({"n":0,"t":81234,"kind":"call","actor":"server","call":1,"name":"socket",)"
        R"("args":{"domain":"AF_INET","type":"SOCK_STREAM","protocol":0}})")
                             << Event {81234ns, socket};
    CallReturned made = returned(1, 5);
    made.socket = 1;
    made.fd = 5;
    made.inode = 8805;
    QTest::newRow("1: return") << QByteArray(
        R"({"n":1,"t":93456,"kind":"return","call":1,"result":5,"socket":1,"fd":5,"inode":8805})")
                               << Event {93456ns, made};
    CallEntered bind = call(2, Function::Bind);
    bind.socket = 1;
    bind.args = {{ArgumentName::Fd, 5}};
    bind.address = kServer;
    QTest::newRow("2: call with an address")
        << QByteArray(R"({"n":2,"t":93500,"kind":"call","actor":"server","call":2,"name":"bind",)"
                      R"("socket":1,"args":{"fd":5,"address":"127.0.0.1:9000"}})")
        << Event {93500ns, bind};
    CallReturned inUse = returned(2, -1);
    inUse.error = EADDRINUSE;
    QTest::newRow("3: return of an error")
        << QByteArray(R"({"n":3,"t":93600,"kind":"return","call":2,"result":-1,"errno":"EADDRINUSE"})")
        << Event {93600ns, inUse};
    QTest::newRow("9: blocked") << QByteArray(R"({"n":9,"t":93700,"kind":"blocked","call":5})")
                                << Event {93700ns, CallBlocked {5}};
    QTest::newRow("12: state") << QByteArray(
        R"({"n":12,"t":93800,"kind":"state","socket":1,"from":"CLOSE","to":"LISTEN",)"
        R"("evidence":"observed","local":"127.0.0.1:9000","recv_queue":0,"send_queue":5})")
                               << Event {93800ns,
                                      StateChanged {1, 0, TcpState::Close, TcpState::Listen,
                                          Evidence::Observed, kServer, {}, {0, 5, 0, SocketTimer::None}}};
}
} // namespace

void RecordingFileTest::aWrittenLineIsTheDesignsLine_data() { addDesignsLines(); }

void RecordingFileTest::aWrittenLineIsTheDesignsLine()
{
    QFETCH(const QByteArray, line);
    QFETCH(const Event, event);
    const auto n = QByteArray(QTest::currentDataTag()).split(':').front().toUInt();
    QCOMPARE(QByteArray::fromStdString(eventLine(header(), n, event)), line);
}

void RecordingFileTest::theDesignsLinesAreRead_data()
{
    addDesignsLines();
    // Without queues: fields that are missing have a meaning.
    QTest::newRow("88: state with a timer")
        << QByteArray(R"({"n":88,"t":94000,"kind":"state","socket":3,"from":"FIN_WAIT2","to":"TIME_WAIT",)"
                      R"("evidence":"observed","timer":"timewait","timer_ms":59996})")
        << Event {94000ns,
               StateChanged {3, 0, TcpState::FinWait2, TcpState::TimeWait, Evidence::Observed, {}, {},
                   {0, 0, 59996, SocketTimer::TimeWait}}};
}

void RecordingFileTest::theDesignsLinesAreRead()
{
    QFETCH(const QByteArray, line);
    QFETCH(const Event, event);
    const auto n = QByteArray(QTest::currentDataTag()).split(':').front().toUInt();
    Event read;
    LineReader reader;
    const LineError error = reader.readEvent(line.toStdString(), header(), n, read);
    QVERIFY2(!error, error.message.c_str());
    QVERIFY(read == event);
}

void RecordingFileTest::aFieldOfALaterVersionIsPassedOver()
{
    std::istringstream input(
        R"({"format":"sockstep","version":1,"actors":["server"],"weather":{"sun":[1,2]}})"
        "\n"
        R"({"n":0,"t":1,"kind":"blocked","call":1,"mood":"good"})"
        "\n");
    // The call is not in progress, but that is what is wrong, not the field.
    const ReadResult result = readRecording(input);
    QVERIFY(result.recording);
    QCOMPARE(result.error, std::string("line 2: call 1 is not in progress"));
}

void RecordingFileTest::aFileGrowsWithItsRecording()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("a recording.jsonl")).toStdString();
    Recording recording(header());
    RecordingWriter writer;
    writer.take(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600), path);
    QVERIFY(writer.isOpen());
    for (CallId id = 1; id <= 3; ++id) {
        recording.append(call(id));
        QVERIFY(writer.write(recording));
        std::ifstream file(path); // complete on disk at any time, not only after close
        const ReadResult result = readRecording(file);
        QCOMPARE(result.error, std::string());
        QCOMPARE(result.recording->size(), id);
    }
    QVERIFY(writer.write(recording)); // nothing new: nothing written twice
    QVERIFY(writer.close());
    std::ifstream file(path);
    QCOMPARE(readRecording(file).recording->size(), 3U);
}

void RecordingFileTest::aFileIsReplacedWhenItsRecordingIsWhole()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("a recording.jsonl")).toStdString();
    const auto eventsThere = [&path] {
        std::ifstream file(path);
        const ReadResult result = readRecording(file);
        return result.recording && result.error.empty() ? static_cast<int>(result.recording->size()) : -1;
    };
    Recording recording(header());
    for (CallId id = 1; id <= 3; ++id) {
        recording.append(call(id));
        const int before = eventsThere();
        {
            RecordingWriter given; // up: nobody has said that it is whole
            QVERIFY(given.open(path) && given.write(recording));
        }
        QCOMPARE(eventsThere(), before);
        RecordingWriter writer;
        QVERIFY(writer.open(path) && writer.write(recording));
        QCOMPARE(eventsThere(), before);
        QVERIFY(writer.close());
        QCOMPARE(eventsThere(), static_cast<int>(id));
    }
}

void RecordingFileTest::anUnwritablePathSaysWhichAndWhy()
{
    RecordingWriter nowhere;
    QVERIFY(!nowhere.open("/no/such/folder/r.jsonl"));
    QCOMPARE(nowhere.errorText(),
        std::string("cannot write /no/such/folder/r.jsonl: No such file or directory (ENOENT)"));
    RecordingWriter folder;
    QVERIFY(!folder.open("/proc"));
    QCOMPARE(folder.errorText(), std::string("cannot write /proc: Is a directory (EISDIR)"));
}

void RecordingFileTest::aFullDiskIsReported()
{
    Recording recording(header());
    RecordingWriter writer;
    QVERIFY2(writer.open("/dev/full"), writer.errorText().c_str());
    QVERIFY(!writer.write(recording));
    QCOMPARE(writer.errorText(), std::string("cannot write /dev/full: No space left on device (ENOSPC)"));
    QVERIFY(!writer.close());
}

void RecordingFileTest::nothingIsWrittenAfterAnError()
{
    Recording recording(header());
    RecordingWriter closed;
    QVERIFY(!closed.write(recording)); // never opened
    RecordingWriter full;
    QVERIFY(full.open("/dev/full"));
    QVERIFY(!full.write(recording));
    const std::string first = full.errorText();
    QVERIFY(!full.write(recording));
    QCOMPARE(full.errorText(), first);
}

QTEST_APPLESS_MAIN(RecordingFileTest)
#include "recording_file_test.moc"
