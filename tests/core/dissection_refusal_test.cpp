// SPDX-License-Identifier: GPL-3.0-or-later
// Packets that are not as they should be: what can be read of them is read, what is wrong is said, and
// nothing is read that is not there. Under AddressSanitizer, a byte too far ends the test.
#include "core/packet/dissection.h"
#include "support/dissection_rules.h"
#include "support/packets.h"

#include <QTest>
#include <memory>

using namespace sockstep;
using namespace sockstep::test;

/// With what is wrong as the message.
#define VERIFY_EMPTY(text)                                                                                   \
    do {                                                                                                     \
        const std::string wrong = (text);                                                                    \
        QVERIFY2(wrong.empty(), wrong.c_str());                                                              \
    } while (false)

class DissectionRefusalTest : public QObject {
    Q_OBJECT

private slots:
    void aPacketCutOffAnywhereIsReadAsFarAsItGoes_data();
    void aPacketCutOffAnywhereIsReadAsFarAsItGoes();
    void aPacketWithAnyByteChangedStaysInBounds_data() { aPacketCutOffAnywhereIsReadAsFarAsItGoes_data(); }
    void aPacketWithAnyByteChangedStaysInBounds();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void theFieldsBeforeACutAreThere();
    void anOptionOfAnImpossibleLengthEndsTheOptions();
    void aKnownOptionOfAnotherLengthDoesNot();
    void anUnknownOptionIsGivenAsItsBytes();
    void whatFollowsTheEndOfTheOptionsIsPadding();
    void bytesBeyondThePacketAreATrailer();
    void aFirstFragmentIsNotCutOff();
    void aLaterFragmentHasNoHeaderOfItsOwn();
    void nothingIsNoPacket();
};

namespace {

/// A copy in memory of exactly its size, so that a sanitizer sees the first byte beyond it.
class Exactly {
public:
    explicit Exactly(std::string_view bytes)
        : size_(bytes.size())
        , bytes_(std::make_unique<char[]>(bytes.size()))
    {
        std::copy(bytes.begin(), bytes.end(), bytes_.get());
    }
    std::string_view view() const { return {bytes_.get(), size_}; }

private:
    std::size_t size_;
    std::unique_ptr<char[]> bytes_;
};

std::string firstProblem(const std::vector<Part> &parts)
{
    for (const Part &part : parts) {
        if (part.problem)
            return problemText(*part.problem);
    }
    return {};
}

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

QByteArray changed(std::string_view hex, std::initializer_list<std::pair<qsizetype, int>> bytes)
{
    QByteArray raw = QByteArray::fromStdString(fromHex(hex));
    for (const auto &[at, byte] : bytes)
        raw[at] = static_cast<char>(byte);
    return raw;
}

/// The SYN with other options in its twenty bytes for them.
std::string withOptions(std::string_view hex)
{
    std::string raw = fromHex(kSyn).substr(0, 40) + fromHex(hex);
    raw.resize(60); // zeros: end of the list, padding
    return raw;
}

constexpr std::size_t kTcp = 1; // the index of its part

} // namespace

void DissectionRefusalTest::aPacketCutOffAnywhereIsReadAsFarAsItGoes_data()
{
    QTest::addColumn<QByteArray>("raw");
    for (const NamedPacket &packet : kPackets)
        QTest::newRow(std::string(packet.name).c_str()) << QByteArray::fromStdString(fromHex(packet.hex));
}

void DissectionRefusalTest::aPacketCutOffAnywhereIsReadAsFarAsItGoes()
{
    QFETCH(const QByteArray, raw);
    for (qsizetype length = 1; length < raw.size(); ++length) {
        const Exactly cut(raw.first(length).toStdString());
        const auto parts = dissect(cut.view(), {1, 2, 3});
        VERIFY_EMPTY(brokenDissection(cut.view(), parts));
        VERIFY_EMPTY(disagreement(cut.view(), parts));
        QVERIFY2(firstProblem(parts).starts_with("cut off: "), qPrintable(QString::number(length)));
    }
}

void DissectionRefusalTest::aPacketWithAnyByteChangedStaysInBounds()
{
    QFETCH(const QByteArray, raw);
    for (qsizetype at = 0; at < raw.size(); ++at) {
        for (int change = 1; change < 256; ++change) {
            QByteArray other = raw;
            other[at] = static_cast<char>(other[at] ^ change);
            const Exactly exactly(other.toStdString());
            const auto parts = dissect(exactly.view(), {1, 2, 3});
            VERIFY_EMPTY(brokenDissection(exactly.view(), parts));
            VERIFY_EMPTY(disagreement(exactly.view(), parts));
        }
    }
}

void DissectionRefusalTest::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("problem");
    const auto row = [](const char *name, const QByteArray &raw, const char *problem) {
        QTest::newRow(name) << raw << QByteArray(problem);
    };
    row("version 5", changed(kSyn, {{0, 0x55}}), "no IP packet: version 5");
    row("IPv4, one byte", changed(kSyn, {}).first(1), "cut off: 1 of 20 bytes");
    row("IPv4, IHL 4", changed(kSyn, {{0, 0x44}}), "a length of 16 bytes, where 20 are the least");
    row("IPv4, IHL 15 of 40 bytes", changed(kReset, {{0, 0x4f}}), "cut off: 40 of 60 bytes");
    row("IPv4, total length 0", changed(kSyn, {{2, 0}, {3, 0}}),
        "a length of 0 bytes, where 20 are the least");
    row("IPv4, total length too large", changed(kSyn, {{2, 0xff}, {3, 0xff}}), "cut off: 60 of 65535 bytes");
    row("IPv6, half of the header", changed(kSyn6, {}).first(20), "cut off: 20 of 40 bytes");
    row("IPv6, payload length too large", changed(kSyn6, {{4, 1}}), "cut off: 80 of 336 bytes");
    row("IPv6, an extension that is cut off", changed(kSyn6, {{6, 0}, {41, 9}}), "cut off: 40 of 80 bytes");
    row("TCP, half of the header", changed(kSyn, {{3, 32}}).first(32), "cut off: 12 of 20 bytes");
    row("TCP, data offset 4", changed(kSyn, {{32, 0x40}}), "a length of 16 bytes, where 20 are the least");
    row("TCP, data offset 15 of 40 bytes", changed(kSyn, {{32, 0xf0}}), "cut off: 40 of 60 bytes");
    row("UDP, length 7", changed(kUdp, {{25, 7}}), "a length of 7 bytes, where 8 are the least");
    row("UDP, length too large", changed(kUdp, {{25, 14}}), "cut off: 13 of 14 bytes");
    row("ICMP, half of the header", changed(kUnreachable, {{3, 22}}).first(22), "cut off: 2 of 4 bytes");
}

void DissectionRefusalTest::whatIsWrongIsSaid()
{
    QFETCH(const QByteArray, raw);
    QFETCH(const QByteArray, problem);
    const Exactly exactly(raw.toStdString());
    const auto parts = dissect(exactly.view());
    QCOMPARE(QByteArray::fromStdString(firstProblem(parts)), problem);
    VERIFY_EMPTY(brokenDissection(exactly.view(), parts));
}

void DissectionRefusalTest::theFieldsBeforeACutAreThere()
{
    const auto parts = dissect(fromHex(kSyn).substr(0, 30));
    QCOMPARE(parts.size(), std::size_t {2});
    QVERIFY(parts[0].problem);
    QCOMPARE(problemText(*parts[0].problem), std::string("cut off: 30 of 60 bytes"));
    QCOMPARE(problemText(*parts[1].problem), std::string("cut off: 10 of 20 bytes"));
    QCOMPARE(fieldOf(parts, FieldId::TcpSequence)->value, std::string("0x5b04d00c"));
    QVERIFY(!fieldOf(parts, FieldId::TcpAcknowledgment));
    QVERIFY((fieldOf(parts, FieldId::CutOff)->bytes == ByteRange {28, 30}));
}

void DissectionRefusalTest::anOptionOfAnImpossibleLengthEndsTheOptions()
{
    for (const char *options :
        {"0100", "0200", "0201", "02ff05b4", "0115010101010101010101010101010101010103"}) {
        const std::string raw = withOptions(options);
        const auto parts = dissect(raw);
        VERIFY_EMPTY(brokenDissection(raw, parts));
        if (std::string_view(options) == "0100") { // a no-operation, and the end
            QVERIFY(!parts[kTcp].problem);
            continue;
        }
        QVERIFY2(parts[kTcp].problem, options);
        QCOMPARE(problemText(*parts[kTcp].problem), std::string("an option of a length that cannot be"));
        QCOMPARE(parts[kTcp].fields.back().id, FieldId::OptionMalformed);
        QCOMPARE(parts[kTcp].bytes.end, std::size_t {60});
    }
}

void DissectionRefusalTest::aKnownOptionOfAnotherLengthDoesNot()
{
    const auto parts = dissect(withOptions("0205aabbcc"
                                           "03030a"));
    QCOMPARE(fieldOf(parts, FieldId::OptionMalformed)->value, std::string("2: aa bb cc"));
    QCOMPARE(fieldOf(parts, FieldId::OptionWindowScale)->value, std::string("10 (× 1024)"));
    QVERIFY(parts[kTcp].problem);
}

void DissectionRefusalTest::anUnknownOptionIsGivenAsItsBytes()
{
    const auto parts = dissect(withOptions("fd06aabbccdd"
                                           "1e02"));
    QCOMPARE(fieldOf(parts, FieldId::OptionUnknown)->value, std::string("253: aa bb cc dd"));
    QVERIFY(!parts[kTcp].problem);
}

void DissectionRefusalTest::whatFollowsTheEndOfTheOptionsIsPadding()
{
    const auto parts = dissect(withOptions("020405b4"));
    QVERIFY((fieldOf(parts, FieldId::OptionEnd)->bytes == ByteRange {44, 45}));
    QVERIFY((fieldOf(parts, FieldId::OptionPadding)->bytes == ByteRange {45, 60}));
    QVERIFY(!parts[kTcp].problem);
}

void DissectionRefusalTest::bytesBeyondThePacketAreATrailer()
{
    const auto parts = dissect(fromHex(kData) + "padding");
    QCOMPARE(parts.back().kind, PartKind::Trailer);
    QCOMPARE(parts.back().bytes.size(), std::size_t {7});
    QCOMPARE(fieldOf(parts, FieldId::TcpChecksum)->remark.kind, Remark::Kind::ChecksumRight);
    QVERIFY(firstProblem(parts).empty());
}

void DissectionRefusalTest::aFirstFragmentIsNotCutOff()
{
    std::string raw = fromHex(kUdp);
    raw[6] = 0x20; // more fragments
    raw[24] = 5; // of a longer datagram
    const auto parts = dissect(raw);
    QVERIFY2(firstProblem(parts).empty(), firstProblem(parts).c_str());
    QCOMPARE(fieldOf(parts, FieldId::Ip4Flags)->value, std::string("0x1 MF"));
    QCOMPARE(fieldOf(parts, FieldId::UdpChecksum)->remark.kind, Remark::Kind::ChecksumUnchecked);
}

void DissectionRefusalTest::aLaterFragmentHasNoHeaderOfItsOwn()
{
    std::string raw = fromHex(kUdp);
    raw[6] = 0;
    raw[7] = 1;
    const auto parts = dissect(raw);
    QCOMPARE(parts.size(), std::size_t {2});
    QCOMPARE(parts[1].kind, PartKind::Payload);
    QCOMPARE(fieldOf(parts, FieldId::Ip4FragmentOffset)->value, std::string("1 × 8 = 8"));
}

void DissectionRefusalTest::nothingIsNoPacket() { QVERIFY(dissect({}).empty()); }

QTEST_APPLESS_MAIN(DissectionRefusalTest)
#include "dissection_refusal_test.moc"
