// SPDX-License-Identifier: GPL-3.0-or-later
// tshark as a witness: what it reads in our captures is what the packets say, and when they were there.
#include "core/packet/packet.h"
#include "core/recording/capture_file.h"
#include "support/packets.h"
#include "support/patience.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <unistd.h>

using namespace sockstep;
using namespace sockstep::test;

class CaptureFileTest : public QObject {
    Q_OBJECT

private slots:
    void tsharkReadsThePacketsAsWeDo();
    void theWireShowsEveryPacketWhenItWasSent();
    void aHostShowsWhatItSentAndWhatReachedIt();
    void aDuplicateOfTheWireIsSeenOnlyWhereItArrives();
    void timesAreAbsoluteToTheNanosecond();
    void aRecordingWithoutSegmentsIsAnEmptyCapture();
    void aMinusIsStandardOutput();
    void aFileThatCannotBeWrittenIsSaid_data();
    void aFileThatCannotBeWrittenIsSaid();
    void anUnknownBeginningIsRefused_data();
    void anUnknownBeginningIsRefused();
    void aTimeBeyondTheFormatIsRefused();
    void anEmptyAndAHugePacketAreWritten();

private:
    QString path() const { return folder_.filePath(QStringLiteral("capture.pcap")); }
    /// Writes it and reads it with tshark: a list of fields for each packet.
    QList<QStringList> read(const Recording &recording, CaptureView view, const QStringList &fields);

    QTemporaryDir folder_;
};

namespace {

using std::chrono::nanoseconds;

constexpr char kStarted[] = "2026-11-22T10:00:00.123Z"; // date -d gives 1795341600.123

Header header()
{
    Header result;
    result.started = kStarted;
    result.actors = {"server", "client"};
    return result;
}

/// What went over the wire, by hand: t is in milliseconds.
class Journey {
public:
    Journey()
        : recording_(header())
    {
    }
    SegmentId send(int t, Host from, std::string_view hex, SegmentId copyOf = 0, bool byWire = false)
    {
        add(t, SegmentSent {++last_, copyOf, from, byWire, fromHex(hex)});
        return last_;
    }
    void move(int t, SegmentId segment, SegmentPhase phase)
    {
        const bool dropped = phase == SegmentPhase::Dropped;
        add(t, SegmentMoved {segment, phase, dropped ? DropReason::Person : DropReason::None});
    }
    const Recording &recording() const { return recording_; }

private:
    void add(int t, EventBody body)
    {
        recording_.appendRead({std::chrono::milliseconds(t), std::move(body)});
    }

    Recording recording_;
    SegmentId last_ = 0;
};

/// The handshake takes its time; a segment with data is lost, comes again, and the wire doubles it.
void play(Journey &wire)
{
    const SegmentId syn = wire.send(10, Host::Client, kSyn);
    wire.move(11, syn, SegmentPhase::Held);
    wire.move(500, syn, SegmentPhase::Absorbed);
    wire.move(1000, syn, SegmentPhase::Delivered);
    const SegmentId answer = wire.send(1001, Host::Server, kSynAck);
    wire.move(1500, answer, SegmentPhase::Delivered);
    const SegmentId lost = wire.send(1600, Host::Client, kData);
    wire.move(1700, lost, SegmentPhase::Dropped);
    const SegmentId again = wire.send(1800, Host::Client, kData, lost);
    const SegmentId twice = wire.send(1801, Host::Client, kData, again, true);
    wire.move(1900, again, SegmentPhase::Delivered);
    wire.move(1950, twice, SegmentPhase::Delivered);
    wire.send(2000, Host::Server, kSack); // still under way
}

QStringList column(const QList<QStringList> &rows, int which)
{
    QStringList result;
    for (const QStringList &row : rows)
        result << row.value(which);
    return result;
}

QStringList texts(std::initializer_list<const char *> words)
{
    QStringList result;
    for (const char *word : words)
        result << QString::fromLatin1(word);
    return result;
}

const QStringList kTimeAndFlags {QStringLiteral("frame.time_relative"), QStringLiteral("tcp.flags")};

} // namespace

QList<QStringList> CaptureFileTest::read(
    const Recording &recording, CaptureView view, const QStringList &fields)
{
    const CaptureResult result = writeCapture(recording, view, path().toStdString());
    if (!result.error.empty()) {
        qWarning("%s", result.error.c_str());
        return {};
    }
    QStringList arguments {QStringLiteral("-n"), QStringLiteral("-r"), path(), QStringLiteral("-T"),
        QStringLiteral("fields"), QStringLiteral("-E"), QStringLiteral("occurrence=f"), QStringLiteral("-o"),
        QStringLiteral("tcp.relative_sequence_numbers:FALSE")};
    for (const QString &field : fields)
        arguments << QStringLiteral("-e") << field;
    QProcess tshark;
    tshark.setProcessChannelMode(QProcess::SeparateChannels);
    tshark.start(QStringLiteral(TSHARK), arguments);
    if (!tshark.waitForFinished(int {kPatience.count()}) || tshark.exitCode() != 0) {
        qWarning("tshark: %s", tshark.readAllStandardError().constData());
        return {};
    }
    QList<QStringList> rows;
    for (const QByteArray &line : tshark.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty())
            rows << QString::fromUtf8(line).split(u'\t');
    }
    if (rows.size() != static_cast<qsizetype>(result.packets))
        qWarning("%zu packets written, %lld read", result.packets, static_cast<long long>(rows.size()));
    return rows;
}

void CaptureFileTest::tsharkReadsThePacketsAsWeDo()
{
    Journey wire;
    for (const NamedPacket &packet : kPackets)
        wire.send(0, Host::Client, packet.hex);
    const auto rows = read(wire.recording(), CaptureView::Wire,
        {QStringLiteral("_ws.malformed"), QStringLiteral("tcp.flags"), QStringLiteral("tcp.seq"),
            QStringLiteral("tcp.ack"), QStringLiteral("tcp.window_size_value"), QStringLiteral("tcp.len"),
            QStringLiteral("tcp.srcport"), QStringLiteral("ip.src"), QStringLiteral("ipv6.src")});
    QCOMPARE(static_cast<std::size_t>(rows.size()), std::size(kPackets));
    qsizetype tcp = 0;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QStringList &row = rows[i];
        const auto packet = decodePacket(fromHex(kPackets[i].hex));
        QVERIFY(packet);
        QCOMPARE(row[0], QString());
        QCOMPARE(row[packet->ipVersion == 4 ? 7 : 8], QString::fromStdString(packet->source.addressText()));
        if (packet->protocol != Packet::Protocol::Tcp)
            continue;
        ++tcp;
        QCOMPARE(row[1].toUInt(nullptr, 16), uint {packet->flags});
        QCOMPARE(row[2].toUInt(), packet->seq);
        QCOMPARE(row[3].toUInt(), packet->ack);
        QCOMPARE(row[4].toUInt(), uint {packet->window});
        QCOMPARE(row[5].toULongLong(), qulonglong {packet->length});
        QCOMPARE(row[6].toUInt(), uint {packet->source.port()});
    }
    QCOMPARE(tcp, 9);
}

void CaptureFileTest::theWireShowsEveryPacketWhenItWasSent()
{
    Journey wire;
    play(wire);
    const auto rows = read(wire.recording(), CaptureView::Wire, kTimeAndFlags);
    QCOMPARE(column(rows, 1), texts({"0x0002", "0x0012", "0x0018", "0x0018", "0x0018", "0x0010"}));
    QCOMPARE(column(rows, 0),
        texts({"0.000000000", "0.991000000", "1.590000000", "1.790000000", "1.791000000", "1.990000000"}));
}

void CaptureFileTest::aHostShowsWhatItSentAndWhatReachedIt()
{
    Journey wire;
    play(wire);
    const auto client = read(wire.recording(), CaptureView::ClientHost, kTimeAndFlags);
    QCOMPARE(column(client, 1), texts({"0x0002", "0x0012", "0x0018", "0x0018"}));
    QCOMPARE(column(client, 0), texts({"0.000000000", "1.490000000", "1.590000000", "1.790000000"}));
    const auto server = read(wire.recording(), CaptureView::ServerHost, kTimeAndFlags);
    QCOMPARE(column(server, 1), texts({"0x0002", "0x0012", "0x0018", "0x0018", "0x0010"}));
    QCOMPARE(column(server, 0),
        texts({"0.000000000", "0.001000000", "0.900000000", "0.950000000", "1.000000000"}));
}

void CaptureFileTest::aDuplicateOfTheWireIsSeenOnlyWhereItArrives()
{
    Journey wire;
    const SegmentId first = wire.send(1, Host::Client, kData);
    const SegmentId twice = wire.send(1, Host::Client, kData, first, true);
    wire.move(2, twice, SegmentPhase::Delivered);
    QCOMPARE(writeCapture(wire.recording(), CaptureView::Wire, path().toStdString()).packets, 2U);
    QCOMPARE(writeCapture(wire.recording(), CaptureView::ClientHost, path().toStdString()).packets, 1U);
    QCOMPARE(writeCapture(wire.recording(), CaptureView::ServerHost, path().toStdString()).packets, 1U);
}

void CaptureFileTest::timesAreAbsoluteToTheNanosecond()
{
    Recording recording(header());
    recording.appendRead({nanoseconds(0), SegmentSent {1, 0, Host::Client, false, fromHex(kSyn)}});
    recording.appendRead({nanoseconds(876'999'999), SegmentSent {2, 0, Host::Client, false, fromHex(kSyn)}});
    recording.appendRead({nanoseconds(877'000'000), SegmentSent {3, 0, Host::Client, false, fromHex(kSyn)}});
    const auto rows = read(recording, CaptureView::Wire, {QStringLiteral("frame.time_epoch")});
    QCOMPARE(
        column(rows, 0), texts({"1795341600.123000000", "1795341600.999999999", "1795341601.000000000"}));
}

void CaptureFileTest::aRecordingWithoutSegmentsIsAnEmptyCapture()
{
    const Recording recording(header());
    const CaptureResult result = writeCapture(recording, CaptureView::Wire, path().toStdString());
    QCOMPARE(result.error, std::string());
    QCOMPARE(result.packets, 0U);
    QCOMPARE(QFile(path()).size(), 24); // the file's header
}

void CaptureFileTest::aMinusIsStandardOutput()
{
    Journey wire;
    play(wire);
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    const int kept = dup(STDOUT_FILENO);
    std::fflush(stdout);
    dup2(file.handle(), STDOUT_FILENO);
    const CaptureResult result = writeCapture(wire.recording(), CaptureView::Wire, "-");
    const bool stillOpen = write(STDOUT_FILENO, "", 0) == 0;
    dup2(kept, STDOUT_FILENO);
    ::close(kept);
    QCOMPARE(result.error, std::string());
    QVERIFY(stillOpen);
    const qint64 written = QFile(path()).size();
    QVERIFY(written > 24);
    writeCapture(wire.recording(), CaptureView::Wire, path().toStdString());
    QCOMPARE(QFile(path()).size(), written);
}

void CaptureFileTest::aFileThatCannotBeWrittenIsSaid_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("no such folder") << QByteArray("/nowhere/at/all.pcap") << QByteArray("ENOENT");
    QTest::newRow("a folder") << QByteArray("/tmp") << QByteArray("EISDIR");
    QTest::newRow("a full disk") << QByteArray("/dev/full") << QByteArray("ENOSPC");
}

void CaptureFileTest::aFileThatCannotBeWrittenIsSaid()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, error);
    Journey wire;
    for (int i = 0; i < 1000; ++i) // more than a buffer holds
        wire.send(i, Host::Client, kSyn);
    const CaptureResult result = writeCapture(wire.recording(), CaptureView::Wire, path.toStdString());
    QVERIFY2(result.error.starts_with("cannot write " + path.toStdString() + ": "), result.error.c_str());
    QVERIFY2(result.error.ends_with("(" + error.toStdString() + ")"), result.error.c_str());
    const Recording none(header());
    QVERIFY(!writeCapture(none, CaptureView::Wire, path.toStdString()).error.empty());
}

void CaptureFileTest::anUnknownBeginningIsRefused_data()
{
    QTest::addColumn<QByteArray>("started");
    for (const char *text :
        {"", "yesterday", "2026-11-22", "2026-11-22T10:00:00Z", "2026-13-22T10:00:00.123Z",
            "2026-02-30T10:00:00.123Z", "2026-11-22T24:00:00.123Z", "2026-11-22 10:00:00.123Z",
            "+026-11-22T10:00:00.123Z", "2026-11-22T10:00:00.123Z ", "2026-11-22T10:0-:00.123Z"})
        QTest::newRow(text) << QByteArray(text);
}

void CaptureFileTest::anUnknownBeginningIsRefused()
{
    QFETCH(const QByteArray, started);
    Header unsound = header();
    unsound.started = started.toStdString();
    const Recording recording(unsound);
    const CaptureResult result = writeCapture(recording, CaptureView::Wire, path().toStdString());
    QVERIFY2(result.error.find("does not say when it began") != std::string::npos, result.error.c_str());
    QVERIFY2(result.error.find(path().toStdString()) != std::string::npos, result.error.c_str());
}

void CaptureFileTest::aTimeBeyondTheFormatIsRefused()
{
    for (const auto t : {nanoseconds::max(), nanoseconds(std::chrono::hours(24 * 365 * 80))}) {
        Recording recording(header());
        recording.appendRead({t, SegmentSent {1, 0, Host::Client, false, fromHex(kSyn)}});
        const CaptureResult result = writeCapture(recording, CaptureView::Wire, path().toStdString());
        QVERIFY2(result.error.find("event 0 is later than") != std::string::npos, result.error.c_str());
    }
}

void CaptureFileTest::anEmptyAndAHugePacketAreWritten()
{
    Recording recording(header());
    recording.appendRead({nanoseconds(0), SegmentSent {1, 0, Host::Client, false, {}}});
    recording.appendRead(
        {nanoseconds(0), SegmentSent {2, 0, Host::Client, false, std::string(300'000, 'E')}});
    recording.appendRead({nanoseconds(0), SegmentSent {3, 0, Host::Client, false, fromHex(kSyn)}});
    const auto rows
        = read(recording, CaptureView::Wire, {QStringLiteral("frame.len"), QStringLiteral("frame.cap_len")});
    QCOMPARE(column(rows, 0), texts({"0", "300000", "60"}));
    QCOMPARE(column(rows, 1), texts({"0", "262144", "60"}));
}

QTEST_GUILESS_MAIN(CaptureFileTest)
#include "capture_file_test.moc"
