// SPDX-License-Identifier: GPL-3.0-or-later
// Real packets taken apart: what is in their fields, and where each lies.
#include "core/packet/dissection.h"
#include "support/dissection_rules.h"
#include "support/packets.h"

#include <QTest>
#include <algorithm>

using namespace sockstep;
using namespace sockstep::test;

/// With what is wrong as the message.
#define VERIFY_EMPTY(text)                                                                                   \
    do {                                                                                                     \
        const std::string wrong = (text);                                                                    \
        QVERIFY2(wrong.empty(), wrong.c_str());                                                              \
    } while (false)

class DissectionTest : public QObject {
    Q_OBJECT

private slots:
    void everyBitOfARealPacketIsInOneField_data();
    void everyBitOfARealPacketIsInOneField();
    void everyChecksumOfARealPacketIsRight_data() { everyBitOfARealPacketIsInOneField_data(); }
    void everyChecksumOfARealPacketIsRight();
    void anIpv4HeaderIsAsItsRfcDrawsIt();
    void aTcpHeaderIsAsItsRfcDrawsIt();
    void theOptionsOfASynAreAFieldEach();
    void numbersAreCountedFromTheInitialOnes();
    void aNumberBeforeTheInitialOneIsNegative();
    void withoutAckTheAcknowledgmentNumberMeansNothing();
    void aWindowIsScaledButInASyn();
    void aSackBlockIsGivenAsTheNumbersThatItAcknowledges();
    void thePayloadIsTheLastPart();
    void ipv6HasItsOwnHeader();
    void anUnreachablePortIsNamedInBothVersions();
    void aWrongChecksumIsSaidWithTheRightOne();
    void aUdpChecksumOfZeroIsUnusedOverIpv4();
    void everyFieldHasAName();
};

namespace {

const Part *partOf(const std::vector<Part> &parts, PartKind kind)
{
    const auto found
        = std::find_if(parts.begin(), parts.end(), [=](const Part &part) { return part.kind == kind; });
    return found == parts.end() ? nullptr : &*found;
}

/// The first field of that id in any part.
const Field *fieldOf(const std::vector<Part> &parts, FieldId id)
{
    for (const Part &part : parts) {
        for (const Field &field : part.fields) {
            if (field.id == id)
                return &field;
        }
    }
    return nullptr;
}

QString textOf(const std::vector<Part> &parts, FieldId id)
{
    const Field *field = fieldOf(parts, id);
    return field ? QString::fromStdString(valueText(*field)) : QStringLiteral("(none)");
}

/// "4:Version 4:IHL …": how many bits each field has, in their order.
QString drawing(const Part &part)
{
    QStringList words;
    for (const Field &field : part.fields) {
        const std::string_view word = name(field.id);
        words << QStringLiteral("%1:%2")
                     .arg(field.bits)
                     .arg(QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size())));
    }
    return words.join(u' ');
}

} // namespace

void DissectionTest::everyBitOfARealPacketIsInOneField_data()
{
    QTest::addColumn<QByteArray>("raw");
    for (const NamedPacket &packet : kPackets)
        QTest::newRow(std::string(packet.name).c_str()) << QByteArray::fromStdString(fromHex(packet.hex));
}

void DissectionTest::everyBitOfARealPacketIsInOneField()
{
    QFETCH(const QByteArray, raw);
    const std::string bytes = raw.toStdString();
    const auto parts = dissect(bytes);
    QVERIFY(parts.size() >= 2);
    VERIFY_EMPTY(brokenDissection(bytes, parts));
    VERIFY_EMPTY(disagreement(bytes, parts));
    for (const Part &part : parts)
        QVERIFY2(!part.problem, problemText(part.problem.value_or(Problem())).c_str());
}

void DissectionTest::everyChecksumOfARealPacketIsRight()
{
    QFETCH(const QByteArray, raw);
    int checked = 0;
    for (const Part &part : dissect(raw.toStdString())) {
        for (const Field &field : part.fields) {
            const bool isChecksum = field.id == FieldId::Ip4Checksum || field.id == FieldId::TcpChecksum
                || field.id == FieldId::UdpChecksum || field.id == FieldId::IcmpChecksum;
            if (!isChecksum)
                continue;
            ++checked;
            QVERIFY2(field.remark.kind == Remark::Kind::ChecksumRight, valueText(field).c_str());
        }
    }
    QVERIFY(checked >= 1);
}

void DissectionTest::anIpv4HeaderIsAsItsRfcDrawsIt()
{
    const auto parts = dissect(fromHex(kSyn));
    QCOMPARE(parts[0].kind, PartKind::Ipv4);
    QCOMPARE(drawing(parts[0]),
        QStringLiteral("4:Version 4:IHL 6:DSCP 2:ECN 16:Total Length 16:Identification 3:Flags "
                       "13:Fragment Offset 8:Time to Live 8:Protocol 16:Header Checksum 32:Source Address "
                       "32:Destination Address"));
    QCOMPARE(textOf(parts, FieldId::Ip4Version), QStringLiteral("4"));
    QCOMPARE(textOf(parts, FieldId::Ip4HeaderLength), QStringLiteral("5 × 4 = 20"));
    QCOMPARE(textOf(parts, FieldId::Ip4Dscp), QStringLiteral("0 CS0"));
    QCOMPARE(textOf(parts, FieldId::Ip4Ecn), QStringLiteral("0 Not-ECT"));
    QCOMPARE(textOf(parts, FieldId::Ip4TotalLength), QStringLiteral("60"));
    QCOMPARE(textOf(parts, FieldId::Ip4Identification), QStringLiteral("0x431c"));
    QCOMPARE(textOf(parts, FieldId::Ip4Flags), QStringLiteral("0x2 DF"));
    QCOMPARE(textOf(parts, FieldId::Ip4FragmentOffset), QStringLiteral("0"));
    QCOMPARE(textOf(parts, FieldId::Ip4TimeToLive), QStringLiteral("64"));
    QCOMPARE(textOf(parts, FieldId::Ip4Protocol), QStringLiteral("6 TCP"));
    QCOMPARE(textOf(parts, FieldId::Ip4Checksum), QStringLiteral("0xe303 (right)"));
    QCOMPARE(textOf(parts, FieldId::Ip4Source), QStringLiteral("10.77.0.1"));
    QCOMPARE(textOf(parts, FieldId::Ip4Destination), QStringLiteral("10.77.0.2"));
    QVERIFY((fieldOf(parts, FieldId::Ip4Destination)->bytes == ByteRange {16, 20}));
}

void DissectionTest::aTcpHeaderIsAsItsRfcDrawsIt()
{
    const auto parts = dissect(fromHex(kSyn));
    const Part *tcp = partOf(parts, PartKind::Tcp);
    QVERIFY(tcp);
    QVERIFY(drawing(*tcp).startsWith(QStringLiteral(
        "16:Source Port 16:Destination Port 32:Sequence Number 32:Acknowledgment Number 4:Data Offset "
        "4:Rsrvd 1:CWR 1:ECE 1:URG 1:ACK 1:PSH 1:RST 1:SYN 1:FIN 16:Window 16:Checksum 16:Urgent Pointer ")));
    QCOMPARE(textOf(parts, FieldId::TcpSourcePort), QStringLiteral("56226"));
    QCOMPARE(textOf(parts, FieldId::TcpDestinationPort), QStringLiteral("9000"));
    QCOMPARE(textOf(parts, FieldId::TcpSequence), QStringLiteral("0x5b04d00c"));
    QCOMPARE(textOf(parts, FieldId::TcpDataOffset), QStringLiteral("10 × 4 = 40"));
    QCOMPARE(textOf(parts, FieldId::TcpSyn), QStringLiteral("1"));
    QCOMPARE(textOf(parts, FieldId::TcpAck), QStringLiteral("0"));
    QCOMPARE(textOf(parts, FieldId::TcpWindow), QStringLiteral("64240"));
    QCOMPARE(textOf(parts, FieldId::TcpChecksum), QStringLiteral("0x19ef (right)"));
    const Field *ack = fieldOf(parts, FieldId::TcpAck);
    QCOMPARE(ack->bit, std::size_t {13 * 8 + 3});
    QVERIFY((ack->bytes == ByteRange {33, 34}));
}

void DissectionTest::theOptionsOfASynAreAFieldEach()
{
    const auto parts = dissect(fromHex(kSyn));
    QVERIFY(drawing(*partOf(parts, PartKind::Tcp))
                .endsWith(QStringLiteral("32:Maximum Segment Size 16:SACK-Permitted 80:Timestamps "
                                         "8:No-Operation 24:Window Scale")));
    QCOMPARE(textOf(parts, FieldId::OptionMaximumSegmentSize), QStringLiteral("1460"));
    QCOMPARE(textOf(parts, FieldId::OptionTimestamps), QStringLiteral("TSval 3913812828, TSecr 0"));
    QCOMPARE(textOf(parts, FieldId::OptionWindowScale), QStringLiteral("10 (× 1024)"));
}

void DissectionTest::numbersAreCountedFromTheInitialOnes()
{
    const DissectionContext context {0x5b04d00c, 0xc1a6f774, 10};
    const auto parts = dissect(fromHex(kHangul), context);
    QCOMPARE(textOf(parts, FieldId::TcpSequence), QStringLiteral("0x5b04d012 (relative 6)"));
    QCOMPARE(textOf(parts, FieldId::TcpAcknowledgment), QStringLiteral("0xc1a6f77a (relative 6)"));
    // They go round: 2^32 comes after 0xffffffff.
    const auto wrapped = dissect(fromHex(kHangul), {0xffffffff, 0, 0});
    QCOMPARE(textOf(wrapped, FieldId::TcpSequence), QStringLiteral("0x5b04d012 (relative 1527042067)"));
}

void DissectionTest::aNumberBeforeTheInitialOneIsNegative()
{
    const auto parts = dissect(fromHex(kSyn), {0x5b04d00d, std::nullopt, 0});
    QCOMPARE(textOf(parts, FieldId::TcpSequence), QStringLiteral("0x5b04d00c (relative −1)"));
}

void DissectionTest::withoutAckTheAcknowledgmentNumberMeansNothing()
{
    const auto parts = dissect(fromHex(kSyn), {0x5b04d00c, 0, 0});
    QCOMPARE(textOf(parts, FieldId::TcpSequence), QStringLiteral("0x5b04d00c (relative 0)"));
    QCOMPARE(textOf(parts, FieldId::TcpAcknowledgment), QStringLiteral("0x00000000"));
}

void DissectionTest::aWindowIsScaledButInASyn()
{
    const DissectionContext context {std::nullopt, std::nullopt, 10};
    QCOMPARE(
        textOf(dissect(fromHex(kData), context), FieldId::TcpWindow), QStringLiteral("63 (× 1024 = 64512)"));
    QCOMPARE(textOf(dissect(fromHex(kSynAck), context), FieldId::TcpWindow), QStringLiteral("65160"));
    QCOMPARE(textOf(dissect(fromHex(kData), {std::nullopt, std::nullopt, 255}), FieldId::TcpWindow),
        QStringLiteral("63 (× 16384 = 1032192)"));
}

void DissectionTest::aSackBlockIsGivenAsTheNumbersThatItAcknowledges()
{
    const auto parts = dissect(fromHex(kSack), {0xc1a6f774, 0x5b04d00c, 10});
    QCOMPARE(textOf(parts, FieldId::TcpAcknowledgment), QStringLiteral("0x5b04d018 (relative 12)"));
    QCOMPARE(textOf(parts, FieldId::OptionSack), QStringLiteral("1527042081–1527042093 (relative 21–33)"));
}

void DissectionTest::thePayloadIsTheLastPart()
{
    const auto parts = dissect(fromHex(kHangul));
    QCOMPARE(parts.back().kind, PartKind::Payload);
    QVERIFY((parts.back().bytes == ByteRange {52, 58}));
    QCOMPARE(textOf(parts, FieldId::Payload), QStringLiteral("ec 95 88 eb 85 95"));
    QCOMPARE(dissect(fromHex(kFin)).back().kind, PartKind::Tcp);
}

void DissectionTest::ipv6HasItsOwnHeader()
{
    const auto parts = dissect(fromHex(kSyn6));
    QCOMPARE(drawing(parts[0]),
        QStringLiteral("4:Version 8:Traffic Class 20:Flow Label 16:Payload Length 8:Next Header 8:Hop Limit "
                       "128:Source Address 128:Destination Address"));
    QCOMPARE(textOf(parts, FieldId::Ip6FlowLabel), QStringLiteral("0xb2d58"));
    QCOMPARE(textOf(parts, FieldId::Ip6NextHeader), QStringLiteral("6 TCP"));
    QCOMPARE(textOf(parts, FieldId::Ip6Source), QStringLiteral("fd77::1"));
    QCOMPARE(textOf(parts, FieldId::TcpChecksum), QStringLiteral("0x72a0 (right)"));
}

void DissectionTest::anUnreachablePortIsNamedInBothVersions()
{
    const auto parts = dissect(fromHex(kUnreachable));
    QCOMPARE(textOf(parts, FieldId::Ip4Dscp), QStringLiteral("48 CS6"));
    QCOMPARE(textOf(parts, FieldId::IcmpType), QStringLiteral("3 Destination Unreachable"));
    QCOMPARE(textOf(parts, FieldId::IcmpCode), QStringLiteral("3 Port Unreachable"));
    const auto parts6 = dissect(fromHex(kUnreachable6));
    QCOMPARE(textOf(parts6, FieldId::IcmpType), QStringLiteral("1 Destination Unreachable"));
    QCOMPARE(textOf(parts6, FieldId::IcmpCode), QStringLiteral("4 Port Unreachable"));
    // What could not be delivered comes with it: the whole datagram, here.
    QCOMPARE(parts.back().bytes.size(), kUdp.size() / 2);
}

void DissectionTest::aWrongChecksumIsSaidWithTheRightOne()
{
    std::string raw = fromHex(kData);
    raw.back() = 'O';
    const auto parts = dissect(raw);
    QCOMPARE(textOf(parts, FieldId::Ip4Checksum), QStringLiteral("0xe304 (right)"));
    QCOMPARE(textOf(parts, FieldId::TcpChecksum), QStringLiteral("0x7df5 (wrong: 0x9df5 is right)"));
}

void DissectionTest::aUdpChecksumOfZeroIsUnusedOverIpv4()
{
    std::string raw = fromHex(kUdp);
    raw[26] = raw[27] = '\0';
    QCOMPARE(textOf(dissect(raw), FieldId::UdpChecksum), QStringLiteral("0x0000 (not used)"));
    std::string raw6 = fromHex(kUdp6);
    raw6[46] = raw6[47] = '\0';
    QCOMPARE(textOf(dissect(raw6), FieldId::UdpChecksum), QStringLiteral("0x0000 (wrong: 0x20f4 is right)"));
}

void DissectionTest::everyFieldHasAName()
{
    for (int id = 0; id < kFieldIdCount; ++id)
        QVERIFY(!name(static_cast<FieldId>(id)).empty());
    for (int kind = 0; kind < kPartKindCount; ++kind)
        QVERIFY(!name(static_cast<PartKind>(kind)).empty());
}

QTEST_APPLESS_MAIN(DissectionTest)
#include "dissection_test.moc"
