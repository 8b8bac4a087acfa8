// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/vocabulary.h"

#include <QTest>
#include <cerrno>
#include <linux/errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <set>
#include <sys/socket.h>

using namespace sockstep;

class VocabularyTest : public QObject {
    Q_OBJECT

private slots:
    void functionsHaveTheNamesOfTheirManualPages();
    void everyWordIsKnownByItsOwnName();
    void wordsThatAreNoneAreUnknown();
    void statesHaveLinuxsNumbersAndNames();
    void symbolsDependOnTheArgument();
    void aValueWithoutASymbolIsANumber();
    void anOptionIsNamedByItsLevel();
    void eventsOfPollAreNamedBitByBit();
    void everySymbolMeansItsValueAgain();
    void errnosHaveTheirNames();
    void anErrnoWithoutANameKeepsItsNumber();
    void errorsAreDescribedInEnglish();
    void argumentsKeepTheirOrder();
    void aDescriptorGoesToTheFront();
    void argumentsThatDoNotFitAreRefused();
};

namespace {
QString text(std::string_view s) { return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size())); }
} // namespace

void VocabularyTest::functionsHaveTheNamesOfTheirManualPages()
{
    QStringList names;
    for (int i = 0; i < kFunctionCount; ++i) {
        names << text(name(static_cast<Function>(i)));
        const bool ofTheLibrary = static_cast<Function>(i) == Function::PthreadCreate;
        QCOMPARE(manualSection(static_cast<Function>(i)), ofTheLibrary ? 3 : 2);
    }
    QCOMPARE(names.join(QLatin1Char(' ')),
        QStringLiteral(
            "socket setsockopt bind getsockname listen accept connect send recv shutdown close read "
            "write sendto recvfrom poll fcntl readlink unlink getsockopt pthread_create"));
}

void VocabularyTest::everyWordIsKnownByItsOwnName()
{
    std::set<std::string_view> words;
    for (int i = 0; i < kFunctionCount; ++i) {
        const auto function = static_cast<Function>(i);
        QVERIFY(functionNamed(name(function)) == function);
        QVERIFY(words.insert(name(function)).second);
    }
    for (int i = 0; i < kArgumentNameCount; ++i) {
        const auto argument = static_cast<ArgumentName>(i);
        QVERIFY(argumentNamed(name(argument)) == argument);
    }
    for (int i = 1; i <= kTcpStateCount; ++i) {
        const auto state = static_cast<TcpState>(i);
        QVERIFY(stateNamed(name(state)) == state);
    }
    for (int i = 0; i <= static_cast<int>(SocketTimer::ZeroWindowProbe); ++i) {
        const auto timer = static_cast<SocketTimer>(i);
        QVERIFY(timerNamed(name(timer)) == timer);
    }
    QCOMPARE(text(name(Evidence::Observed)), QStringLiteral("observed"));
    QCOMPARE(text(name(Evidence::Inferred)), QStringLiteral("inferred"));
}

void VocabularyTest::wordsThatAreNoneAreUnknown()
{
    for (const std::string_view word : {"", "SOCKET", "socket ", "fork", "0"}) {
        QVERIFY(!functionNamed(word));
        QVERIFY(!argumentNamed(word));
        QVERIFY(!stateNamed(word));
        QVERIFY(!timerNamed(word));
        QVERIFY(!errorNumber(word));
    }
}

void VocabularyTest::statesHaveLinuxsNumbersAndNames()
{
    // netinet/tcp.h has the kernel's numbers, as include/net/tcp_states.h does.
    QCOMPARE(static_cast<int>(TcpState::Established), int {TCP_ESTABLISHED});
    QCOMPARE(static_cast<int>(TcpState::SynSent), int {TCP_SYN_SENT});
    QCOMPARE(static_cast<int>(TcpState::SynRecv), int {TCP_SYN_RECV});
    QCOMPARE(static_cast<int>(TcpState::FinWait1), int {TCP_FIN_WAIT1});
    QCOMPARE(static_cast<int>(TcpState::FinWait2), int {TCP_FIN_WAIT2});
    QCOMPARE(static_cast<int>(TcpState::TimeWait), int {TCP_TIME_WAIT});
    QCOMPARE(static_cast<int>(TcpState::Close), int {TCP_CLOSE});
    QCOMPARE(static_cast<int>(TcpState::CloseWait), int {TCP_CLOSE_WAIT});
    QCOMPARE(static_cast<int>(TcpState::LastAck), int {TCP_LAST_ACK});
    QCOMPARE(static_cast<int>(TcpState::Listen), int {TCP_LISTEN});
    QCOMPARE(static_cast<int>(TcpState::Closing), int {TCP_CLOSING});
    QStringList names;
    for (int i = 1; i <= kTcpStateCount; ++i)
        names << text(name(static_cast<TcpState>(i)));
    QCOMPARE(names.join(QLatin1Char(' ')),
        QStringLiteral("ESTABLISHED SYN_SENT SYN_RECV FIN_WAIT1 FIN_WAIT2 TIME_WAIT CLOSE CLOSE_WAIT "
                       "LAST_ACK LISTEN CLOSING"));
}

void VocabularyTest::symbolsDependOnTheArgument()
{
    // The same numbers, 1 and 2, in different places.
    QCOMPARE(symbol({ArgumentName::Domain, AF_INET}), std::string("AF_INET"));
    QCOMPARE(symbol({ArgumentName::Type, SOCK_STREAM}), std::string("SOCK_STREAM"));
    QCOMPARE(symbol({ArgumentName::How, SHUT_WR}), std::string("SHUT_WR"));
    QCOMPARE(symbol({ArgumentName::How, SHUT_RD}), std::string("SHUT_RD"));
    QCOMPARE(symbol({ArgumentName::Level, SOL_SOCKET}), std::string("SOL_SOCKET"));
    QCOMPARE(symbol({ArgumentName::Option, SO_REUSEADDR}), std::string("SO_REUSEADDR"));
    QCOMPARE(symbol({ArgumentName::Value, 1}), std::string("1"));
    QCOMPARE(symbol({ArgumentName::Fd, 2}), std::string("2"));
    QVERIFY(!valueOfSymbol(ArgumentName::How, "AF_INET"));
}

void VocabularyTest::aValueWithoutASymbolIsANumber()
{
    QCOMPARE(symbol({ArgumentName::Domain, 4711}), std::string("4711"));
    QCOMPARE(symbol({ArgumentName::Fd, -1}), std::string("-1"));
    QVERIFY(valueOfSymbol(ArgumentName::Domain, "4711") == 4711);
    QVERIFY(valueOfSymbol(ArgumentName::Fd, "-1") == -1);
    for (const std::string_view wrong : {"", "1x", " 1", "AF_MARS", "99999999999"})
        QVERIFY(!valueOfSymbol(ArgumentName::Domain, wrong));
}

void VocabularyTest::anOptionIsNamedByItsLevel()
{
    QCOMPARE(SO_SNDBUF, TCP_SYNCNT); // the same number
    const auto option = [](int level, int number) {
        return symbol({{ArgumentName::Level, level}, {ArgumentName::Option, number}}, ArgumentName::Option);
    };
    QCOMPARE(option(SOL_SOCKET, SO_SNDBUF), std::string("SO_SNDBUF"));
    QCOMPARE(option(IPPROTO_TCP, TCP_SYNCNT), std::string("TCP_SYNCNT"));
    QCOMPARE(option(IPPROTO_TCP, SO_ERROR), std::string("4"));
    QCOMPARE(symbol(Arguments {}, ArgumentName::Option), std::string("?"));
}

void VocabularyTest::eventsOfPollAreNamedBitByBit()
{
    QCOMPARE(pollEventsText(POLLIN), std::string("POLLIN"));
    QCOMPARE(pollEventsText(POLLIN | POLLHUP), std::string("POLLIN|POLLHUP"));
    QCOMPARE(pollEventsText(0), std::string("0"));
    for (const int events : {0, int {POLLOUT}, POLLIN | POLLERR | POLLHUP, POLLNVAL, POLLIN | 0x2000})
        QVERIFY(pollEventsNamed(pollEventsText(events)) == events);
    for (const char *word : {"", "POLL", "POLLIN|", "|POLLIN", "-1", "65536", "POLLIN POLLOUT"})
        QVERIFY2(!pollEventsNamed(word), word);
}

void VocabularyTest::everySymbolMeansItsValueAgain()
{
    for (int i = 0; i <= static_cast<int>(ArgumentName::Value); ++i) {
        for (std::int32_t value = -2; value < 300; ++value) {
            const Argument argument {static_cast<ArgumentName>(i), value};
            QVERIFY(valueOfSymbol(argument.name, symbol(argument)) == value);
        }
    }
}

void VocabularyTest::errnosHaveTheirNames()
{
    QCOMPARE(errorName(ECONNREFUSED), std::string("ECONNREFUSED"));
    QCOMPARE(errorName(EADDRINUSE), std::string("EADDRINUSE"));
    QCOMPARE(errorName(EINTR), std::string("EINTR"));
    QVERIFY(errorNumber("EPIPE") == EPIPE);
    // Two names for one number, as other systems and other C libraries may have written.
    QVERIFY(errorNumber("EAGAIN") == EAGAIN);
    QVERIFY(errorNumber("EWOULDBLOCK") == EAGAIN);
    QVERIFY(errorNumber("EOPNOTSUPP") == EOPNOTSUPP);
    QVERIFY(errorNumber("ENOTSUP") == EOPNOTSUPP);
    for (int error = 1; error <= EHWPOISON; ++error)
        QVERIFY2(errorNumber(errorName(error)) == error, errorName(error).c_str());
}

void VocabularyTest::anErrnoWithoutANameKeepsItsNumber()
{
    QCOMPARE(errorName(4095), std::string("E4095"));
    QVERIFY(errorNumber("E4095") == 4095);
    for (const std::string_view wrong : {"", "E", "E0", "E-1", "E1x", "4095", "EWHATEVER"})
        QVERIFY(!errorNumber(wrong));
}

void VocabularyTest::errorsAreDescribedInEnglish()
{
    // Whatever the locale: translating is the window's business.
    setlocale(LC_ALL, "");
    QCOMPARE(describeError(ECONNREFUSED), std::string("Connection refused"));
    QCOMPARE(describeError(EADDRINUSE), std::string("Address already in use"));
    QCOMPARE(describeError(4095), std::string("Unknown error 4095"));
}

void VocabularyTest::argumentsKeepTheirOrder()
{
    const Arguments arguments {{ArgumentName::Level, 1}, {ArgumentName::Option, 2}};
    QCOMPARE(arguments.size(), std::size_t {2});
    QVERIFY(arguments[0].name == ArgumentName::Level);
    QVERIFY(arguments.find(ArgumentName::Option) == 2);
    QVERIFY(!arguments.find(ArgumentName::Fd));
    QVERIFY(arguments != (Arguments {{ArgumentName::Option, 2}, {ArgumentName::Level, 1}}));
    QVERIFY(arguments != (Arguments {{ArgumentName::Level, 1}}));
}

void VocabularyTest::aDescriptorGoesToTheFront()
{
    Arguments arguments {{ArgumentName::Length, 5}, {ArgumentName::Flags, 0}};
    arguments.setFirst({ArgumentName::Fd, 7});
    QVERIFY(arguments
        == (Arguments {{ArgumentName::Fd, 7}, {ArgumentName::Length, 5}, {ArgumentName::Flags, 0}}));
    arguments.setFirst({ArgumentName::Length, 9}); // has its place already
    QVERIFY(arguments
        == (Arguments {{ArgumentName::Fd, 7}, {ArgumentName::Length, 9}, {ArgumentName::Flags, 0}}));
}

void VocabularyTest::argumentsThatDoNotFitAreRefused()
{
    Arguments arguments;
    for (std::size_t i = 0; i < Arguments::kCapacity; ++i)
        QVERIFY(arguments.add({static_cast<ArgumentName>(i), 1}));
    const Arguments full = arguments;
    QVERIFY(!arguments.add({ArgumentName::Value, 1}));
    arguments.setFirst({ArgumentName::Value, 1});
    QVERIFY(arguments == full);
}

QTEST_APPLESS_MAIN(VocabularyTest)
#include "vocabulary_test.moc"
