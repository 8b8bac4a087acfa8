// SPDX-License-Identifier: GPL-3.0-or-later
// A file may come from anywhere: what is unsound in it is refused with its line number and a
// reason, and what came before is kept.
#include "core/recording/recording_file.h"

#include <QTest>
#include <sstream>

using namespace sockstep;

class RecordingRefusalTest : public QObject {
    Q_OBJECT

private slots:
    void theSoundPartIsSound();
    void anUnsoundHeaderIsRefused_data();
    void anUnsoundHeaderIsRefused();
    void anUnsoundLineIsRefusedAndWhatCameBeforeIsKept_data();
    void anUnsoundLineIsRefusedAndWhatCameBeforeIsKept();
    void whatIntroducesASocket();
    void whomASignalHasEndedMakesNoCall();
    void nothingAfterAnUnsoundLineIsRead();
    void aNewerVersionIsReadAsFarAsItIsUnderstood();
    void aLineThatIsFarTooLongIsRefused();
    void readingCanBeStopped();
    void aFileThatEndsInTheMiddleOfALineKeepsTheLinesBefore();
};

namespace {

const QByteArray kHeader = R"({"format":"sockstep","version":1,"actors":["server","client"]})";

/// Three sound lines; the next is number 5 of the file and event 3.
const QByteArray kSound = kHeader + '\n'
    + R"({"n":0,"t":10,"kind":"call","actor":"server","call":1,"name":"socket","args":{}})" + '\n'
    + R"({"n":1,"t":20,"kind":"return","call":1,"result":5,"socket":1,"fd":5,"inode":8805})" + '\n'
    + R"({"n":2,"t":30,"kind":"call","actor":"client","call":2,"name":"accept","socket":1,"args":{"fd":5}})"
    + '\n';
constexpr EventIndex kSoundEvents = 3;

ReadResult read(const QByteArray &text)
{
    std::istringstream input(text.toStdString());
    return readRecording(input);
}

/// A line of event 3 with the fields of \p rest.
QByteArray eventLine(const QByteArray &rest) { return R"({"n":3,"t":40,)" + rest + '}'; }

void row(const char *name, const QByteArray &line, const char *reason)
{
    QTest::newRow(name) << line << QByteArray(reason);
}

} // namespace

void RecordingRefusalTest::theSoundPartIsSound()
{
    const ReadResult result = read(kSound);
    QCOMPARE(result.error, std::string());
    QCOMPARE(result.recording->size(), kSoundEvents);
}

void RecordingRefusalTest::anUnsoundHeaderIsRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("reason");
    row("empty file", "", "not a JSON object");
    row("empty line", "\n", "not a JSON object");
    row("not JSON", "Sockstep!", "not a JSON object");
    row("binary", QByteArray("\x7f\x45\x4c\x46\0\0\xff\xfe", 8), "not a JSON object");
    row("a list", "[1,2]", "not a JSON object");
    row("a number", "7", "not a JSON object");
    row("a megabyte of [", QByteArray(1 << 20, '['), "not a JSON object");
    row("another format", R"({"format":"pcap","version":1,"actors":[]})", "no recording of sockstep");
    row("no format", R"({"version":1,"actors":[]})", "no recording of sockstep");
    row("no version", R"({"format":"sockstep","actors":[]})", "\"version\" is missing");
    row("version 0", R"({"format":"sockstep","version":0,"actors":[]})", "version 0 is not known");
    row("version as text", R"({"format":"sockstep","version":"1","actors":[]})",
        "\"version\" must be a whole number");
    row("no actors", R"({"format":"sockstep","version":1})", "\"actors\" must be a list of strings");
    row("actors are numbers", R"({"format":"sockstep","version":1,"actors":[1]})",
        "\"actors\" must be a list of strings");
    QByteArray crowd = R"({"format":"sockstep","version":1,"actors":["a")";
    for (int i = 0; i < 300; ++i)
        crowd += ",\"b\"";
    row("300 actors", crowd + "]}", "too many actors");
    row("lesson is a number", R"({"format":"sockstep","version":1,"lesson":1,"actors":[]})",
        "\"lesson\" must be a string");
}

void RecordingRefusalTest::anUnsoundHeaderIsRefused()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, reason);
    const ReadResult result = read(line);
    QVERIFY(!result.recording);
    QVERIFY2(result.error.starts_with("line 1: "), result.error.c_str());
    QVERIFY2(result.error.find(reason.toStdString()) != std::string::npos, result.error.c_str());
}

void RecordingRefusalTest::anUnsoundLineIsRefusedAndWhatCameBeforeIsKept_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("reason");
    row("empty line", "", "not a JSON object");
    row("not JSON", "hello", "not a JSON object");
    row("a list", "[]", "not a JSON object");
    row("two objects", eventLine(R"("kind":"blocked","call":2)") + "{}", "not a JSON object");
    row("broken UTF-8", eventLine("\"kind\":\"\xff\xfe\""), "not a JSON object");
    row("a megabyte of [", QByteArray(1 << 20, '['), "not a JSON object");

    row("no n", R"({"t":40,"kind":"blocked","call":2})", "\"n\" is missing");
    row("n twice", R"({"n":2,"t":40,"kind":"blocked","call":2})", "event 3 expected here, found 2");
    row("a gap in n", R"({"n":4,"t":40,"kind":"blocked","call":2})", "event 3 expected here, found 4");
    row("negative n", R"({"n":-1,"t":40,"kind":"blocked","call":2})", "event 3 expected here");
    row("n is text", R"({"n":"3","t":40,"kind":"blocked","call":2})", "\"n\" must be a whole number");
    row("n is a fraction", R"({"n":3.5,"t":40,"kind":"blocked","call":2})", "must be a whole number");
    row("no t", R"({"n":3,"kind":"blocked","call":2})", "\"t\" is missing");
    row("t beyond 64 bits", R"({"n":3,"t":18446744073709551615,"kind":"blocked","call":2})",
        "\"t\" must be a whole number");
    row("negative t", R"({"n":3,"t":-40,"kind":"blocked","call":2})", "\"t\"");
    row("t goes back", R"({"n":3,"t":29,"kind":"blocked","call":2})", "\"t\"");

    row("no kind", eventLine(R"("call":2)"), "\"kind\" is missing");
    row("a signal with a call that has not come back",
        eventLine(R"("kind":"killed","actor":"client","call":2,"signal":"SIGPIPE","closed":[])"),
        "call 2 has not come back with a signal");
    row("a signal with a call of another actor",
        eventLine(R"("kind":"killed","actor":"client","call":1,"signal":"SIGPIPE","closed":[])"),
        "call 1 was not made by actor 1");
    row("a signal with a call that nobody has made",
        eventLine(R"("kind":"killed","actor":"client","call":7,"signal":"SIGPIPE","closed":[])"),
        "call 7 has not come back with a signal");
    row("a signal without a name",
        eventLine(R"("kind":"killed","actor":"server","call":1,"signal":"SIGH","closed":[])"),
        "\"signal\" has the unknown value \"SIGH\"");
    row("a signal that closes a socket that was never made",
        eventLine(R"("kind":"killed","actor":"server","call":1,"signal":"SIGPIPE","closed":[9])"),
        "socket 9 was never made");
    row("a signal that closes no socket",
        eventLine(R"("kind":"killed","actor":"server","call":1,"signal":"SIGPIPE","closed":[0])"),
        "a socket is missing");
    row("a signal that ends nobody's thread",
        eventLine(
            R"("kind":"killed","actor":"server","call":1,"signal":"SIGPIPE","threads":["eve"],"closed":[])"),
        "the header names no actor \"eve\"");
    row("a signal that ends an actor twice",
        eventLine(
            R"("kind":"killed","actor":"server","call":1,"signal":"SIGPIPE","threads":["server"],"closed":[])"),
        "actor 0 was ended by a signal before");
    row("a signal without what it closed",
        eventLine(R"("kind":"killed","actor":"server","call":1,"signal":"SIGPIPE")"),
        "\"closed\" must be a list of sockets");
    row("unknown kind", eventLine(R"("kind":"dance")"), "unknown kind of event \"dance\"");
    row("a program that goes on after lines that it has not",
        eventLine(R"("kind":"program","actor":"server","from":2,"lines":["close(fd);"])"),
        "a program of 0 lines cannot go on after line 2");
    row("a program that goes on before its beginning",
        eventLine(R"("kind":"program","actor":"server","from":-1,"lines":[])"), "\"from\" is out of range");
    row("unknown actor", eventLine(R"("kind":"call","actor":"eve","call":3,"name":"recv","args":{})"),
        "the header names no actor \"eve\"");
    row("unknown function", eventLine(R"("kind":"call","actor":"server","call":3,"name":"fork","args":{})"),
        "\"name\" has the unknown value \"fork\"");
    row("unknown state",
        eventLine(R"("kind":"state","socket":1,"from":"CLOSE","to":"OPEN","evidence":"observed")"),
        "\"to\" has the unknown value \"OPEN\"");
    row("unknown evidence",
        eventLine(R"("kind":"state","socket":1,"from":"CLOSE","to":"LISTEN","evidence":"felt")"),
        "\"evidence\" has the unknown value \"felt\"");
    row("unknown errno", eventLine(R"("kind":"return","call":2,"result":-1,"errno":"EWHATEVER")"),
        "\"errno\" has the unknown value \"EWHATEVER\"");
    row("unknown timer", eventLine(R"("kind":"sample","socket":1,"timer":"egg")"),
        "\"timer\" has the unknown value \"egg\"");
    row("unknown argument",
        eventLine(R"("kind":"call","actor":"server","call":3,"name":"recv","args":{"x":1})"),
        "unknown argument \"x\"");
    row("unknown argument value",
        eventLine(R"("kind":"call","actor":"server","call":3,"name":"socket","args":{"domain":"AF_MARS"})"),
        "argument \"domain\" has the unknown value \"AF_MARS\"");
    row("six arguments",
        eventLine(R"("kind":"call","actor":"server","call":3,"name":"recv",)"
                  R"("args":{"fd":1,"domain":1,"type":1,"how":1,"level":1,"value":1})"),
        "too many arguments");
    row("args is a list", eventLine(R"("kind":"call","actor":"server","call":3,"name":"recv","args":[])"),
        "\"args\" must be an object");
    const QByteArray poll = R"("kind":"call","actor":"server","call":3,"name":"poll","args":{},"fds":)";
    row("fds is no list", eventLine(poll + "7"), "\"fds\" must be a list of descriptors");
    row("fds of numbers", eventLine(poll + "[7]"), "\"fds\" must be a list of descriptors");
    row("fds without events", eventLine(poll + R"([{"fd":7}])"), "\"events\" is missing");
    row("unknown event of poll", eventLine(poll + R"([{"fd":7,"events":"POLLIN|POLLCAT"}])"),
        "\"events\" has the unknown value \"POLLIN|POLLCAT\"");
    QByteArray many = R"([{"fd":7,"events":"0"})";
    for (int i = 0; i < 20; ++i)
        many += R"(,{"fd":7,"events":"0"})";
    row("twenty-one fds", eventLine(poll + many + ']'), "\"fds\" has more than 16 descriptors");
    row("ready is text", eventLine(R"("kind":"return","call":2,"result":1,"ready":"5")"),
        "\"ready\" must be a list of descriptors");
    row("ready without revents", eventLine(R"("kind":"return","call":2,"result":1,"ready":[{"fd":5}])"),
        "\"revents\" is missing");
    row("value is text", eventLine(R"("kind":"return","call":2,"result":0,"value":"5")"),
        "\"value\" must be a whole number");
    row("a thread that is no actor",
        eventLine(
            R"("kind":"call","actor":"server","call":3,"name":"pthread_create","args":{"thread":"eve"})"),
        "argument \"thread\" has the unknown value \"eve\"");
    row("bad address", eventLine(R"("kind":"return","call":2,"result":1,"address":"127.0.0.1")"),
        "\"address\" is no address");
    row("port too large", eventLine(R"("kind":"return","call":2,"result":1,"address":"127.0.0.1:65536")"),
        "\"address\" is no address");
    row("data is not base64", eventLine(R"("kind":"return","call":2,"result":1,"data":"a*b=")"),
        "\"data\" is not base64");
    row("data is cut", eventLine(R"("kind":"return","call":2,"result":1,"data":"aGVsbG8")"),
        "\"data\" is not base64");
    row("data is a number", eventLine(R"("kind":"return","call":2,"result":1,"data":5)"),
        "\"data\" must be a string");
    row("lines is no list", eventLine(R"("kind":"program","actor":"server","lines":"x")"),
        "\"lines\" must be a list of strings");
    row("queue is negative", eventLine(R"("kind":"sample","socket":1,"recv_queue":-1)"),
        "\"recv_queue\" is out of range: -1");
    row("line beyond 16 bits",
        eventLine(R"("kind":"call","actor":"server","call":3,"name":"recv","args":{},"line":65536)"),
        "\"line\" is out of range: 65536");

    row("call ids out of order",
        eventLine(R"("kind":"call","actor":"server","call":4,"name":"recv","args":{})"),
        "call 3 expected here, found 4");
    row("call id twice", eventLine(R"("kind":"call","actor":"server","call":2,"name":"recv","args":{})"),
        "call 3 expected here, found 2");
    row("call 0", eventLine(R"("kind":"call","actor":"server","call":0,"name":"recv","args":{})"),
        "call 3 expected here, found 0");
    row("returned twice", eventLine(R"("kind":"return","call":1,"result":0)"), "call 1 is not in progress");
    row("blocked after the return", eventLine(R"("kind":"blocked","call":1)"), "call 1 is not in progress");
    row("a return without a call", eventLine(R"("kind":"return","call":9,"result":0)"),
        "call 9 is not in progress");
    row("a return of call 0", eventLine(R"("kind":"return","call":0,"result":0)"),
        "call 0 is not in progress");
    row("a call about a socket that was never made",
        eventLine(R"("kind":"call","actor":"server","call":3,"name":"recv","socket":2,"args":{})"),
        "socket 2 was never made");
    row("an absurd socket in a call",
        eventLine(R"("kind":"call","actor":"server","call":3,"name":"recv","socket":4000000000,"args":{})"),
        "socket 4000000000 was never made");
    row("an absurd new socket", eventLine(R"("kind":"return","call":2,"result":7,"socket":70000,"fd":7)"),
        "socket 70000 cannot exist yet");
    row("a new socket that is none", eventLine(R"("kind":"return","call":2,"result":7,"socket":1,"fd":7)"),
        "socket 1 was made before");
    row("a sample of a socket that was never made", eventLine(R"("kind":"sample","socket":2)"),
        "socket 2 was never made");
    row("a state of a socket that was never made",
        eventLine(R"("kind":"state","socket":2,"from":"CLOSE","to":"LISTEN","evidence":"observed")"),
        "socket 2 was never made");
    row("a connection of a listener that was never made",
        eventLine(
            R"("kind":"state","socket":2,"from":"LISTEN","to":"SYN_RECV","evidence":"observed","listener":3)"),
        "socket 3 was never made");
    row("a connection that is its own listener",
        eventLine(
            R"("kind":"state","socket":1,"from":"LISTEN","to":"SYN_RECV","evidence":"observed","listener":1)"),
        "socket 1 cannot be its own listener");
    row("a connection with an absurd number",
        eventLine(
            R"("kind":"state","socket":70000,"from":"LISTEN","to":"SYN_RECV","evidence":"observed","listener":1)"),
        "socket 70000 cannot exist yet");
    row("poll asks about a socket that was never made",
        eventLine(poll + R"([{"fd":5,"socket":1,"events":"POLLIN"},{"fd":6,"socket":2,"events":"POLLIN"}])"),
        "socket 2 was never made");
    row("poll finds a socket ready that was never made",
        eventLine(R"("kind":"return","call":2,"result":1,"ready":[{"fd":6,"socket":2,"revents":"POLLIN"}])"),
        "socket 2 was never made");
    row("a thread with the number of no actor",
        eventLine(R"("kind":"call","actor":"server","call":3,"name":"pthread_create","args":{"thread":2})"),
        "the header names no actor 2 for a thread");
    row("a thread with a number below 0",
        eventLine(R"("kind":"call","actor":"server","call":3,"name":"pthread_create","args":{"thread":-1})"),
        "the header names no actor -1 for a thread");
    row("a line of no program",
        eventLine(R"("kind":"call","actor":"server","call":3,"name":"recv","args":{},"line":1)"),
        "line 1 is beyond the program of 0 lines");
    row("a segment that was never sent", eventLine(R"("kind":"segment","segment":1,"phase":"delivered")"),
        "segment 1 was never sent");
    row("a copy of a segment that was never sent",
        eventLine(
            R"("kind":"segment","segment":1,"phase":"sent","from":"client","raw":"","retransmission_of":1)"),
        "segment 1 cannot be a copy of segment 1");
    row("socket beyond 32 bits", eventLine(R"("kind":"sample","socket":4294967296)"),
        "\"socket\" is out of range");
    row("a state of no socket",
        eventLine(R"("kind":"state","socket":0,"from":"CLOSE","to":"LISTEN","evidence":"observed")"),
        "a socket is missing");
}

void RecordingRefusalTest::anUnsoundLineIsRefusedAndWhatCameBeforeIsKept()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, reason);
    const ReadResult result = read(kSound + line + '\n');
    QVERIFY(result.recording);
    QVERIFY2(result.error.starts_with("line 5: "), result.error.c_str());
    QVERIFY2(result.error.find(reason.toStdString()) != std::string::npos, result.error.c_str());
    QCOMPARE(result.recording->size(), kSoundEvents);
}

void RecordingRefusalTest::whatIntroducesASocket()
{
    const QByteArray born
        = R"("kind":"state","socket":2,"from":"LISTEN","to":"SYN_RECV","evidence":"observed","listener":1)";
    const QByteArray accepted = R"("kind":"return","call":2,"result":7,"socket":2,"fd":7)";
    const auto reads = [](const QByteArrayList &bodies) {
        QByteArray text = kSound;
        for (qsizetype i = 0; i < bodies.size(); ++i)
            text += "{\"n\":" + QByteArray::number(kSoundEvents + i) + ",\"t\":40," + bodies[i] + "}\n";
        return QByteArray::fromStdString(read(text).error);
    };
    // Whichever thread comes first, the one that looks at the kernel or the one that accepts.
    QCOMPARE(reads({born, R"("kind":"sample","socket":2)", accepted}), QByteArray());
    QCOMPARE(reads({accepted, born, R"("kind":"sample","socket":2)"}), QByteArray());
    QCOMPARE(reads({accepted, accepted}), QByteArray("line 6: call 2 is not in progress"));
    const QByteArray call = R"("kind":"call","actor":"server","call":3,"args":{},"name":)";
    const QByteArray back = R"("kind":"return","call":3,"result":7,"socket":2,"fd":7)";
    QCOMPARE(reads({born, call + "\"socket\"", back}), QByteArray("line 7: socket 2 was made before"));
    QCOMPARE(reads({accepted, call + "\"accept\"", back}), QByteArray("line 7: socket 2 was made before"));
    QCOMPARE(
        reads({call + "\"recv\"", back}), QByteArray("line 6: recv makes no socket, but names 2 as new"));
    QCOMPARE(reads({call + "\"socket\"", back, accepted}), QByteArray("line 7: socket 2 was made before"));
}

void RecordingRefusalTest::whomASignalHasEndedMakesNoCall()
{
    const QByteArray ended = kSound
        + R"({"n":3,"t":40,"kind":"killed","actor":"server","call":1,"signal":"SIGPIPE","threads":["client"],)"
        + R"("closed":[1]})" + '\n';
    QCOMPARE(read(ended).error, std::string());
    const auto errorOf = [&](const char *rest) {
        return QString::fromStdString(read(ended + "{\"n\":4,\"t\":50," + rest + "}\n").error);
    };
    // The client was in accept(): that never comes back.
    QCOMPARE(errorOf(R"("kind":"return","call":2,"result":-1,"errno":"EINTR")"),
        QStringLiteral("line 6: call 2 is not in progress"));
    QCOMPARE(errorOf(R"("kind":"blocked","call":2)"), QStringLiteral("line 6: call 2 is not in progress"));
    const char *another = R"("kind":"call","actor":"server","call":3,"name":"socket","args":{})";
    QCOMPARE(
        errorOf(another), QStringLiteral("line 6: actor 0 was ended by a signal and shows no new program"));
    // Another process has a program.
    const QByteArray again = ended + R"({"n":4,"t":50,"kind":"program","actor":"server","lines":[]})" + '\n';
    QCOMPARE(read(again + R"({"n":5,"t":60,)" + another + "}\n").error, std::string());
    QCOMPARE(read(again + R"({"n":5,"t":60,"kind":"return","call":2,"result":0})" + '\n').error,
        std::string("line 7: call 2 is not in progress"));
}

void RecordingRefusalTest::nothingAfterAnUnsoundLineIsRead()
{
    const ReadResult result = read(kSound + "what?\n" + eventLine(R"("kind":"blocked","call":2)") + '\n');
    QVERIFY2(result.error.starts_with("line 5: "), result.error.c_str());
    QCOMPARE(result.recording->size(), kSoundEvents);
}

void RecordingRefusalTest::aFileThatEndsInTheMiddleOfALineKeepsTheLinesBefore()
{
    const QByteArray last = eventLine(R"("kind":"blocked","call":2)");
    for (qsizetype length = 1; length < last.size(); ++length) {
        const ReadResult result = read(kSound + last.first(length));
        QVERIFY2(result.error.starts_with("line 5: "), result.error.c_str());
        QCOMPARE(result.recording->size(), kSoundEvents);
    }
    // Only the newline is missing: nothing is lost.
    QCOMPARE(read(kSound + last).error, std::string());
    QCOMPARE(read(kSound + last).recording->size(), kSoundEvents + 1);
}

void RecordingRefusalTest::aNewerVersionIsReadAsFarAsItIsUnderstood()
{
    QByteArray newer = kSound;
    newer.replace("\"version\":1", "\"version\":2,\"weather\":\"fine\"");
    const ReadResult understood = read(newer);
    QVERIFY(understood.isNewer());
    QCOMPARE(understood.version, 2);
    QCOMPARE(understood.error, std::string());
    QCOMPARE(understood.recording->size(), kSoundEvents);
    const ReadResult partly = read(newer + eventLine(R"("kind":"dance")") + '\n');
    QVERIFY(partly.isNewer());
    QVERIFY2(partly.error.starts_with("line 5: unknown kind of event"), partly.error.c_str());
    QCOMPARE(partly.recording->size(), kSoundEvents);
    QVERIFY(!read(kSound).isNewer());
}

void RecordingRefusalTest::aLineThatIsFarTooLongIsRefused()
{
    const QByteArray huge(static_cast<qsizetype>(kLongestLine) + 10, ' ');
    const ReadResult result = read(kSound + huge + '\n');
    QVERIFY2(result.error.starts_with("line 5: it is longer than 32 MB"), result.error.c_str());
    QCOMPARE(result.recording->size(), kSoundEvents);
    QVERIFY(!read(huge).recording);
}

void RecordingRefusalTest::readingCanBeStopped()
{
    std::istringstream input(kSound.toStdString());
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(readRecording(input, stop.get_token()).recording->size(), 0U);
}

QTEST_APPLESS_MAIN(RecordingRefusalTest)
#include "recording_refusal_test.moc"
