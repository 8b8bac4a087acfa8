// SPDX-License-Identifier: GPL-3.0-or-later
// tshark as a witness of whole lessons: it reads the capture of each without a malformed packet, with every
// checksum right, and finds the segments, flags and numbers that the recording has.
#include "core/lab/lab_support.h"
#include "core/recording/capture_file.h"
#include "core/recording/history.h"
#include "support/lab_options.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class TsharkTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareForLab(); }

private slots:
    void initTestCase() { QCOMPARE(whyNoLab(), std::string()); }
    void everyLessonsCaptureIsWhatWasRecorded_data();
    void everyLessonsCaptureIsWhatWasRecorded();

private:
    QTemporaryDir folder_;
};

namespace {

enum Column {
    Malformed,
    IpChecksum,
    TcpChecksum,
    Flags,
    Seq,
    Ack,
    Window,
    Length,
    PayloadBytes,
    ColumnCount
};

/// A list of fields for each packet; empty, with a warning, if tshark has anything against the file.
QList<QStringList> readByTshark(const QString &path)
{
    QStringList arguments {QStringLiteral("-n"), QStringLiteral("-r"), path, QStringLiteral("-T"),
        QStringLiteral("fields"), QStringLiteral("-o"), QStringLiteral("tcp.relative_sequence_numbers:FALSE"),
        QStringLiteral("-o"), QStringLiteral("tcp.check_checksum:TRUE"), QStringLiteral("-o"),
        QStringLiteral("ip.check_checksum:TRUE")};
    for (const char *field : {"_ws.malformed", "ip.checksum.status", "tcp.checksum.status", "tcp.flags",
             "tcp.seq_raw", "tcp.ack_raw", "tcp.window_size_value", "tcp.len", "tcp.payload"})
        arguments << QStringLiteral("-e") << QString::fromLatin1(field);
    QProcess tshark;
    tshark.start(QStringLiteral(TSHARK), arguments);
    if (!tshark.waitForFinished(int {kPatience.count()}) || tshark.exitCode() != 0) {
        qWarning("tshark: %s", tshark.readAllStandardError().constData());
        return {};
    }
    QList<QStringList> rows;
    for (const QByteArray &line : tshark.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty())
            rows << QString::fromLatin1(line).split(u'\t');
    }
    return rows;
}

} // namespace

void TsharkTest::everyLessonsCaptureIsWhatWasRecorded_data()
{
    QTest::addColumn<QByteArray>("lesson");
    for (const std::string_view lesson : labLessons())
        QTest::newRow(lesson.data()) << QByteArray(lesson.data());
}

void TsharkTest::everyLessonsCaptureIsWhatWasRecorded()
{
    QFETCH(const QByteArray, lesson);
    SteppedSession session(automaticInLab(lesson.toStdString()));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const QString path = folder_.filePath(QString::fromLatin1(lesson) + QStringLiteral(".pcap"));
    const CaptureResult written = writeCapture(session.recording(), CaptureView::Wire, path.toStdString());
    QCOMPARE(written.error, std::string());

    History history(session.recording());
    history.advance();
    const auto rows = readByTshark(path);
    QCOMPARE(rows.size(), static_cast<qsizetype>(history.segmentCount()));
    QVERIFY(rows.size() >= 2);
    const QString good = QStringLiteral("1");
    for (SegmentId id = 1; id <= history.segmentCount(); ++id) {
        const QStringList &row = rows[static_cast<qsizetype>(id) - 1];
        QCOMPARE(row.size(), static_cast<qsizetype>(ColumnCount));
        const std::string &raw = history.sent(id).raw;
        const auto packet = decodePacket(raw);
        QVERIFY(packet);
        QCOMPARE(row[Malformed], QString());
        if (packet->protocol != Packet::Protocol::Tcp)
            continue;
        QCOMPARE(row[IpChecksum], good);
        QCOMPARE(row[TcpChecksum], good);
        QCOMPARE(row[Flags].toUInt(nullptr, 16), uint {packet->flags});
        QCOMPARE(row[Seq].toUInt(), packet->seq);
        QCOMPARE(row[Ack].toUInt(), packet->ack);
        QCOMPARE(row[Window].toUInt(), uint {packet->window});
        QCOMPARE(row[Length].toULongLong(), qulonglong {packet->length});
        const QByteArray payload(raw.data() + packet->payload, static_cast<qsizetype>(packet->length));
        QCOMPARE(row[PayloadBytes], QString::fromLatin1(payload.toHex()));
    }
}

QTEST_GUILESS_MAIN(TsharkTest)
#include "tshark_test.moc"
