// SPDX-License-Identifier: GPL-3.0-or-later
// Which segment a lesson's rule is for, on a conversation written down by hand.
#include "core/lab/wire_plan.h"

#include <QTest>

using namespace sockstep;
using namespace tcp_flag;

namespace {

Endpoint endOf(Host host, std::uint16_t port)
{
    return Endpoint::parse(host == Host::Client ? "10.77.0.1:1" : "10.77.0.2:1").value().withPort(port);
}

/// A segment of the connection between port 40000 of the client and port 9000 of the server.
Packet segment(Host from, std::uint8_t flags, std::uint32_t seq, std::uint32_t ack, std::size_t length = 0,
    std::uint16_t clientPort = 40000)
{
    Packet packet;
    packet.protocol = Packet::Protocol::Tcp;
    packet.ipVersion = 4;
    packet.flags = flags;
    packet.source = endOf(from, from == Host::Client ? clientPort : 9000);
    packet.destination = endOf(otherHost(from), from == Host::Client ? 9000 : clientPort);
    packet.seq = seq;
    packet.ack = ack;
    packet.length = length;
    return packet;
}

struct Said {
    Host from {};
    Packet packet;
};

Said client(std::uint8_t flags, std::uint32_t seq, std::uint32_t ack, std::size_t length = 0)
{
    return {Host::Client, segment(Host::Client, flags, seq, ack, length)};
}
Said server(std::uint8_t flags, std::uint32_t seq, std::uint32_t ack, std::size_t length = 0)
{
    return {Host::Server, segment(Host::Server, flags, seq, ack, length)};
}

/// A handshake, five bytes and their echo, the client's close and then the server's: index by index what
/// the tests below expect the rules to find.
std::vector<Said> conversation()
{
    return {
        client(kSyn, 100, 0), // 0
        server(kSyn | kAck, 500, 101), // 1
        client(kAck, 101, 501), // 2
        client(kPsh | kAck, 101, 501, 5), // 3
        server(kAck, 501, 106), // 4
        server(kPsh | kAck, 501, 106, 5), // 5
        client(kAck, 106, 506), // 6
        client(kFin | kAck, 106, 506), // 7
        server(kAck, 506, 107), // 8
        server(kFin | kAck, 506, 107), // 9
        client(kAck, 107, 507), // 10
    };
}

/// The indexes of what \p rules are for.
QList<int> found(const std::vector<WireRule> &rules, const std::vector<Said> &said)
{
    WirePlanReader reader(WirePlan {rules});
    QList<int> result;
    for (std::size_t i = 0; i < said.size(); ++i) {
        if (reader.next(said[i].from, said[i].packet))
            result << static_cast<int>(i);
    }
    return result;
}

} // namespace


class WirePlanTest : public QObject {
    Q_OBJECT

private slots:
    void aRuleFindsTheFirstOfItsKind_data();
    void aRuleFindsTheFirstOfItsKind();
    void copiesByTheKernelAreCounted();
    void aRuleIsForOneSegmentOnly();
    void aRuleMayBeForEverySegmentOfItsKind();
    void twoRulesMayFollowEachOther();
    void anAcknowledgementOfAFinIsThatOfItsOwnConnection();
    void anAcknowledgementThatCarriesMoreIsNotMeant();
    void aSegmentMayBeOfTwoKinds();
    void sequenceNumbersMayWrapAround();
    void withoutRulesNothingIsFound();
    void aDatagramIsDataAndWhatIsNeitherIsNobodysBusiness();
};

void WirePlanTest::aRuleFindsTheFirstOfItsKind_data()
{
    QTest::addColumn<Host>("from");
    QTest::addColumn<SegmentKind>("kind");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("client SYN") << Host::Client << SegmentKind::Syn << QList<int> {0};
    QTest::newRow("server SYN") << Host::Server << SegmentKind::Syn << QList<int> {};
    QTest::newRow("server SYN,ACK") << Host::Server << SegmentKind::SynAck << QList<int> {1};
    QTest::newRow("client SYN,ACK") << Host::Client << SegmentKind::SynAck << QList<int> {};
    QTest::newRow("client data") << Host::Client << SegmentKind::Data << QList<int> {3};
    QTest::newRow("server data") << Host::Server << SegmentKind::Data << QList<int> {5};
    QTest::newRow("client FIN") << Host::Client << SegmentKind::Fin << QList<int> {7};
    QTest::newRow("server FIN") << Host::Server << SegmentKind::Fin << QList<int> {9};
    QTest::newRow("client's ACK of the FIN") << Host::Client << SegmentKind::AckOfFin << QList<int> {10};
    QTest::newRow("server's ACK of the FIN") << Host::Server << SegmentKind::AckOfFin << QList<int> {8};
}

void WirePlanTest::aRuleFindsTheFirstOfItsKind()
{
    QFETCH(const Host, from);
    QFETCH(const SegmentKind, kind);
    QFETCH(const QList<int>, expected);
    QCOMPARE(found({{from, kind}}, conversation()), expected);
}

void WirePlanTest::copiesByTheKernelAreCounted()
{
    const std::vector<Said> said {
        client(kSyn, 100, 0), client(kSyn, 100, 0), client(kSyn, 100, 0), server(kSyn | kAck, 500, 101)};
    QCOMPARE(found({{Host::Client, SegmentKind::Syn, 2}}, said), QList<int> {1});
    QCOMPARE(found({{Host::Client, SegmentKind::Syn, 3}}, said), QList<int> {2});
    QCOMPARE(found({{Host::Client, SegmentKind::Syn, 4}}, said), QList<int> {});
}

void WirePlanTest::aRuleIsForOneSegmentOnly()
{
    const std::vector<Said> said {client(kAck, 101, 501, 5), client(kAck, 106, 501, 5)};
    QCOMPARE(found({{Host::Client, SegmentKind::Data}}, said), QList<int> {0});
}

void WirePlanTest::aRuleMayBeForEverySegmentOfItsKind()
{
    const auto rule = WireRule {Host::Client, SegmentKind::Syn, WireRule::kEvery};
    const Said syn = client(kSyn, 100, 0);
    QCOMPARE(found({rule}, {syn, syn, client(kAck, 101, 501), syn}), (QList<int> {0, 1, 3}));
}

void WirePlanTest::twoRulesMayFollowEachOther()
{
    QCOMPARE(found({{Host::Client, SegmentKind::Syn}, {Host::Server, SegmentKind::Fin}}, conversation()),
        (QList<int> {0, 9}));
    const std::vector<Said> said {client(kSyn, 100, 0), client(kSyn, 100, 0), client(kSyn, 100, 0)};
    QCOMPARE(found({{Host::Client, SegmentKind::Syn, 1}, {Host::Client, SegmentKind::Syn, 2}}, said),
        (QList<int> {0, 1}));
}

void WirePlanTest::anAcknowledgementOfAFinIsThatOfItsOwnConnection()
{
    // Another connection's acknowledgement happens to have the same number.
    Said other {Host::Client, segment(Host::Client, kAck, 7, 507, 0, 40001)};
    const std::vector<Said> said {server(kFin | kAck, 506, 107), other, client(kAck, 107, 507)};
    QCOMPARE(found({{Host::Client, SegmentKind::AckOfFin}}, said), QList<int> {2});
}

void WirePlanTest::anAcknowledgementThatCarriesMoreIsNotMeant()
{
    const std::vector<Said> said {server(kFin | kAck, 506, 107), client(kAck, 107, 506), // not yet
        client(kAck, 107, 507, 3), client(kFin | kAck, 110, 507), client(kRst | kAck, 111, 507),
        client(kAck, 111, 507)};
    QCOMPARE(found({{Host::Client, SegmentKind::AckOfFin}}, said), QList<int> {5});
}

void WirePlanTest::aSegmentMayBeOfTwoKinds()
{
    // The last bytes and the FIN go in one segment where the kernel has both.
    const std::vector<Said> said {client(kFin | kPsh | kAck, 101, 501, 5), server(kAck, 501, 107)};
    QCOMPARE(found({{Host::Client, SegmentKind::Fin}}, said), QList<int> {0});
    QCOMPARE(found({{Host::Client, SegmentKind::Data}}, said), QList<int> {0});
    QCOMPARE(found({{Host::Server, SegmentKind::AckOfFin}}, said), QList<int> {1});
}

void WirePlanTest::sequenceNumbersMayWrapAround()
{
    const std::vector<Said> said {client(kFin | kAck, 0xffffffff, 501), server(kAck, 501, 0)};
    QCOMPARE(found({{Host::Server, SegmentKind::AckOfFin}}, said), QList<int> {1});
}

void WirePlanTest::withoutRulesNothingIsFound() { QCOMPARE(found({}, conversation()), QList<int> {}); }

void WirePlanTest::aDatagramIsDataAndWhatIsNeitherIsNobodysBusiness()
{
    const std::vector<WireRule> rules {{Host::Client, SegmentKind::Syn}, {Host::Client, SegmentKind::Data}};
    Said datagram = client(0, 0, 0, 5);
    datagram.packet.protocol = Packet::Protocol::Udp;
    QCOMPARE(found(rules, {datagram}), QList<int> {0}); // the first that was said
    datagram.packet.protocol = Packet::Protocol::Other;
    QCOMPARE(found(rules, {datagram}), QList<int> {});
}

QTEST_APPLESS_MAIN(WirePlanTest)
#include "wire_plan_test.moc"
