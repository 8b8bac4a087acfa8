// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of an address, against what the C library makes of the same text.
#include "core/network/sockaddr_fields.h"

#include "core/network/socket_calls.h"

#include <QTest>
#include <algorithm>
#include <arpa/inet.h>
#include <bit>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace sockstep;

class SockaddrFieldsTest : public QObject {
    Q_OBJECT

private slots:
    void theBytesAreThoseOfTheCLibrary_data();
    void theBytesAreThoseOfTheCLibrary();
    void ipv6BytesAreThoseOfTheCLibrary();
    void theFieldsLieOneAfterAnother_data();
    void theFieldsLieOneAfterAnother();
    void port9000Is2328();
    void theFamilyIsInThisMachinesOrder();
    void aPortWithoutHtonsIsAnotherOne();
    void theBytesComeBackFromTheKernel();
    void unixBytesAreThoseOfTheCLibrary();
    void aLengthThatIsTooShortCutsTheStruct();
    void noAddressHasNoBytes();
};

namespace {

const SockaddrField &fieldOf(const SockaddrBytes &address, SockaddrMember member)
{
    const auto found = std::find_if(address.fields.begin(), address.fields.end(),
        [&](const SockaddrField &field) { return field.member == member; });
    if (found == address.fields.end())
        qFatal("there is no such member");
    return *found;
}

template <typename Struct> QByteArray bytesOf(const Struct &structure)
{
    return {reinterpret_cast<const char *>(&structure), sizeof structure};
}

QByteArray bytesOf(const SockaddrBytes &address)
{
    return {
        reinterpret_cast<const char *>(address.bytes.data()), static_cast<qsizetype>(address.bytes.size())};
}

} // namespace

void SockaddrFieldsTest::theBytesAreThoseOfTheCLibrary_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("port");
    for (const char *host : {"127.0.0.1", "0.0.0.0", "10.77.0.2", "255.255.255.255", "192.0.2.33"}) {
        for (const int port : {0, 1, 80, 9000, 36895, 65535})
            QTest::addRow("%s:%d", host, port) << QByteArray(host) << port;
    }
}

void SockaddrFieldsTest::theBytesAreThoseOfTheCLibrary()
{
    QFETCH(const QByteArray, host);
    QFETCH(const int, port);
    sockaddr_in wanted {};
    wanted.sin_family = AF_INET;
    wanted.sin_port = htons(static_cast<std::uint16_t>(port));
    QCOMPARE(inet_pton(AF_INET, host.constData(), &wanted.sin_addr), 1);

    const auto endpoint = Endpoint::parse((host + ':' + QByteArray::number(port)).toStdString());
    QVERIFY(endpoint);
    const SockaddrBytes address = sockaddrBytes(*endpoint);
    QCOMPARE(address.structName, std::string_view("sockaddr_in"));
    QCOMPARE(bytesOf(address), bytesOf(wanted));
    QCOMPARE(fieldOf(address, SockaddrMember::Port).number.value(), static_cast<std::uint32_t>(port));
    QCOMPARE(fieldOf(address, SockaddrMember::Port).value, std::to_string(port));
    QCOMPARE(fieldOf(address, SockaddrMember::Address).number.value(), ntohl(wanted.sin_addr.s_addr));
    QCOMPARE(fieldOf(address, SockaddrMember::Address).value, host.toStdString());
    // And back.
    sockaddr_storage storage {};
    std::memcpy(&storage, address.bytes.data(), address.bytes.size());
    QVERIFY(Endpoint::fromSockaddr(storage) == *endpoint);
}

void SockaddrFieldsTest::ipv6BytesAreThoseOfTheCLibrary()
{
    sockaddr_in6 wanted {};
    wanted.sin6_family = AF_INET6;
    wanted.sin6_port = htons(9000);
    QCOMPARE(inet_pton(AF_INET6, "fd77::2", &wanted.sin6_addr), 1);
    const SockaddrBytes address = sockaddrBytes(Endpoint::parse("[fd77::2]:9000").value());
    QCOMPARE(address.structName, std::string_view("sockaddr_in6"));
    QCOMPARE(bytesOf(address), bytesOf(wanted));
    QCOMPARE(fieldOf(address, SockaddrMember::Address).value, std::string("fd77::2"));
    QCOMPARE(fieldOf(address, SockaddrMember::Address).length, std::size_t {16});
    QCOMPARE(fieldOf(address, SockaddrMember::ScopeId).number.value(), 0U);
    QVERIFY(!fieldOf(address, SockaddrMember::ScopeId).isNetworkOrder);
    QVERIFY(fieldOf(address, SockaddrMember::FlowInfo).isNetworkOrder);
}

void SockaddrFieldsTest::theFieldsLieOneAfterAnother_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("names");
    QTest::newRow("IPv4") << QByteArray("127.0.0.1:9000")
                          << QByteArray("sin_family sin_port sin_addr sin_zero");
    QTest::newRow("IPv6") << QByteArray("[::1]:9000")
                          << QByteArray("sin6_family sin6_port sin6_flowinfo sin6_addr sin6_scope_id");
    QTest::newRow("Unix") << QByteArray("unix:/tmp/echo") << QByteArray("sun_family sun_path");
}

void SockaddrFieldsTest::theFieldsLieOneAfterAnother()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, names);
    const SockaddrBytes address = sockaddrBytes(Endpoint::parse(text.toStdString()).value());
    std::size_t at = 0;
    QByteArrayList there;
    for (const SockaddrField &field : address.fields) {
        QCOMPARE(field.offset, at);
        at += field.length;
        there << QByteArray(field.name.data(), static_cast<qsizetype>(field.name.size()));
        QVERIFY(!field.type.empty());
    }
    QCOMPARE(at, address.bytes.size());
    QCOMPARE(there.join(' '), names);
}

void SockaddrFieldsTest::port9000Is2328()
{
    const SockaddrBytes address = sockaddrBytes(Endpoint::loopback(9000));
    QCOMPARE(hexBytes(address, fieldOf(address, SockaddrMember::Port)), std::string("23 28"));
    QCOMPARE(hexBytes(address, fieldOf(address, SockaddrMember::Address)), std::string("7f 00 00 01"));
    QCOMPARE(
        hexBytes(address, fieldOf(address, SockaddrMember::Padding)), std::string("00 00 00 00 00 00 00 00"));
    QCOMPARE(fieldOf(address, SockaddrMember::Padding).value, std::string());
}

void SockaddrFieldsTest::theFamilyIsInThisMachinesOrder()
{
    const SockaddrBytes address = sockaddrBytes(Endpoint::loopback(9000));
    const SockaddrField &family = fieldOf(address, SockaddrMember::Family);
    QCOMPARE(hexBytes(address, family),
        std::string(std::endian::native == std::endian::little ? "02 00" : "00 02"));
    QCOMPARE(family.number.value(), static_cast<std::uint32_t>(AF_INET));
    QCOMPARE(family.value, std::string("AF_INET"));
    QVERIFY(!family.isNetworkOrder);
}

void SockaddrFieldsTest::aPortWithoutHtonsIsAnotherOne()
{
    // What the kernel takes such a port for, asked of the kernel itself.
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in careless {};
    careless.sin_family = AF_INET;
    careless.sin_port = 8080; // no htons()
    careless.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int refused = ::bind(fd, reinterpret_cast<const sockaddr *>(&careless), sizeof careless);
    const calls::Outcome bound = calls::getsockname(fd);
    ::close(fd);
    if (refused)
        QSKIP("somebody has that port");
    QCOMPARE(bound.address.port(), portWithoutHtons(8080));
    if (std::endian::native == std::endian::little)
        QCOMPARE(portWithoutHtons(8080), std::uint16_t {36895});
}

void SockaddrFieldsTest::theBytesComeBackFromTheKernel()
{
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    QVERIFY(calls::bind(fd, Endpoint::loopback(0)).ok());
    sockaddr_in raw {};
    socklen_t length = sizeof raw;
    QCOMPARE(::getsockname(fd, reinterpret_cast<sockaddr *>(&raw), &length), 0);
    const calls::Outcome outcome = calls::getsockname(fd);
    ::close(fd);
    QCOMPARE(bytesOf(sockaddrBytes(outcome.address)), bytesOf(raw).first(static_cast<qsizetype>(length)));
}

void SockaddrFieldsTest::unixBytesAreThoseOfTheCLibrary()
{
    sockaddr_un wanted {};
    wanted.sun_family = AF_UNIX;
    std::strcpy(wanted.sun_path, "/tmp/echo");
    const SockaddrBytes address = sockaddrBytes(Endpoint::parse("unix:/tmp/echo").value());
    QCOMPARE(address.structName, std::string_view("sockaddr_un"));
    QCOMPARE(address.structSize, sizeof wanted);
    QCOMPARE(bytesOf(address), bytesOf(wanted).first(2 + 9 + 1)); // with the path's own end
    QCOMPARE(fieldOf(address, SockaddrMember::Path).value, std::string("/tmp/echo"));
    QVERIFY(!fieldOf(address, SockaddrMember::Path).number);
    QVERIFY(!fieldOf(address, SockaddrMember::Path).isNetworkOrder);
}

void SockaddrFieldsTest::aLengthThatIsTooShortCutsTheStruct()
{
    const Endpoint endpoint = Endpoint::loopback(9000);
    for (std::int32_t given = 0; given <= 20; ++given) {
        const SockaddrBytes address = sockaddrBytes(endpoint, given);
        const auto length = static_cast<std::size_t>(std::min(given, 16));
        QCOMPARE(address.bytes.size(), length);
        std::size_t covered = 0;
        for (const SockaddrField &field : address.fields)
            covered += field.length;
        QCOMPARE(covered, length);
    }
    const SockaddrBytes four = sockaddrBytes(endpoint, 4);
    QCOMPARE(four.fields.size(), std::size_t {2});
    QCOMPARE(fieldOf(four, SockaddrMember::Port).value, std::string("9000"));
    // Half of a member is no value.
    const SockaddrBytes five = sockaddrBytes(endpoint, 5);
    QCOMPARE(fieldOf(five, SockaddrMember::Address).value, std::string());
    QVERIFY(!fieldOf(five, SockaddrMember::Address).number);
    QCOMPARE(sockaddrBytes(endpoint, -1).bytes.size(), std::size_t {16});
}

void SockaddrFieldsTest::noAddressHasNoBytes()
{
    const SockaddrBytes address = sockaddrBytes(Endpoint());
    QVERIFY(address.structName.empty() && address.bytes.empty() && address.fields.empty());
}

QTEST_GUILESS_MAIN(SockaddrFieldsTest)
#include "sockaddr_fields_test.moc"
