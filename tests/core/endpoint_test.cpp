// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/endpoint.h"

#include <QTest>
#include <arpa/inet.h>
#include <cstring>
#include <netinet/in.h>
#include <sys/un.h>

using namespace sockstep;

class EndpointTest : public QObject {
    Q_OBJECT

private slots:
    void anAddressReadsBackAsItIsWritten_data();
    void anAddressReadsBackAsItIsWritten();
    void whatIsNoAddressIsRefused_data();
    void whatIsNoAddressIsRefused();
    void anEmbeddedNulIsNoAddress();
    void theLoopbackIsWhatTheKernelCallsSo();
    void aSocketAddressIsTakenAndGivenBack_data();
    void aSocketAddressIsTakenAndGivenBack();
    void otherFamiliesAreEmpty();
    void anyAddressIsTheWildcard();
    void thePortCanBeChanged();
    void itIsSmall();
};

void EndpointTest::anAddressReadsBackAsItIsWritten_data()
{
    QTest::addColumn<QByteArray>("written");
    for (const char *text : {"127.0.0.1:9000", "0.0.0.0:0", "255.255.255.255:65535", "[::1]:9000", "[::]:1",
             "[2001:db8::7]:443", "[::ffff:1.2.3.4]:80"})
        QTest::newRow(text) << QByteArray(text);
}

void EndpointTest::anAddressReadsBackAsItIsWritten()
{
    QFETCH(const QByteArray, written);
    const auto endpoint = Endpoint::parse(written.toStdString());
    QVERIFY(endpoint);
    QVERIFY(!endpoint->isEmpty());
    QCOMPARE(QByteArray::fromStdString(endpoint->text()), written);
}

void EndpointTest::whatIsNoAddressIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", ":", "9000", ":9000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x",
             "127.0.0.1:90 ", " 127.0.0.1:90", "127.0.0.1:-1", "127.0.0.1:+1", "127.0.0.1:65536",
             "127.0.0.1:99999999999999999999", "127.0.0:90", "127.0.0.256:90", "localhost:90", "::1:90",
             "[::1]", "[]:90", "[::1:90", "::1]:90", "[127.0.0.1]:90", "[fe80::1%lo]:90", "1.2.3.4:5:6"})
        QTest::newRow(text) << QByteArray(text);
}

void EndpointTest::whatIsNoAddressIsRefused()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!Endpoint::parse(text.toStdString()));
}

void EndpointTest::anEmbeddedNulIsNoAddress()
{
    using namespace std::string_view_literals;
    QVERIFY(!Endpoint::parse("127.0.0.1\0:9000"sv));
    QVERIFY(!Endpoint::parse("127.0.0.1\0.example:9000"sv));
    QVERIFY(!Endpoint::parse("[::1\0]:9000"sv));
    QVERIFY(!Endpoint::parse("127.0.0.1:9000\0"sv));
}

void EndpointTest::theLoopbackIsWhatTheKernelCallsSo()
{
    QCOMPARE(Endpoint::loopback(9000).text(), std::string("127.0.0.1:9000"));
    QCOMPARE(Endpoint::loopback(9000).addressText(), std::string("127.0.0.1"));
    QVERIFY(Endpoint::loopback(9000) == Endpoint::parse("127.0.0.1:9000"));
    QVERIFY(Endpoint::loopback(9000) != Endpoint::loopback(9001));
    QVERIFY(Endpoint::loopback(9000) != Endpoint::parse("[::1]:9000"));
    QCOMPARE(Endpoint().text(), std::string());
    QVERIFY(Endpoint().isEmpty());
}

void EndpointTest::aSocketAddressIsTakenAndGivenBack_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("family");
    QTest::addColumn<int>("length");
    QTest::newRow("IPv4") << QByteArray("10.1.2.3:258") << AF_INET << int {sizeof(sockaddr_in)};
    QTest::newRow("IPv6") << QByteArray("[2001:db8::7]:258") << AF_INET6 << int {sizeof(sockaddr_in6)};
}

void EndpointTest::aSocketAddressIsTakenAndGivenBack()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, family);
    QFETCH(const int, length);
    const Endpoint endpoint = Endpoint::parse(text.toStdString()).value();
    sockaddr_storage storage;
    std::memset(&storage, 0xff, sizeof storage); // what was there before does not matter
    QCOMPARE(static_cast<int>(endpoint.toSockaddr(storage)), length);
    QCOMPARE(static_cast<int>(storage.ss_family), family);
    sockaddr_in in {};
    std::memcpy(&in, &storage, sizeof in);
    QCOMPARE(in.sin_port, htons(258)); // at the same place in both families
    QVERIFY(Endpoint::fromSockaddr(storage) == endpoint);
}

void EndpointTest::otherFamiliesAreEmpty()
{
    sockaddr_storage storage {};
    storage.ss_family = AF_UNIX;
    QVERIFY(Endpoint::fromSockaddr(storage).isEmpty());
    QCOMPARE(Endpoint().toSockaddr(storage), 0U);
}

void EndpointTest::anyAddressIsTheWildcard()
{
    QVERIFY(Endpoint::parse("0.0.0.0:80")->isWildcard());
    QVERIFY(Endpoint::parse("[::]:80")->isWildcard());
    QVERIFY(!Endpoint::loopback(80).isWildcard());
    QVERIFY(!Endpoint::parse("[::1]:0")->isWildcard());
    QVERIFY(!Endpoint().isWildcard());
}

void EndpointTest::thePortCanBeChanged()
{
    const Endpoint before = Endpoint::loopback(0);
    QCOMPARE(before.withPort(4711).text(), std::string("127.0.0.1:4711"));
    QCOMPARE(before.port(), std::uint16_t {0});
}

void EndpointTest::itIsSmall()
{
    // Every recorded call carries one; the README promises bytes per call.
    QVERIFY(sizeof(Endpoint) <= 28);
}

QTEST_APPLESS_MAIN(EndpointTest)
#include "endpoint_test.moc"
