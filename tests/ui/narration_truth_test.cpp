// SPDX-License-Identifier: GPL-3.0-or-later
// What the narration says of calls and states is so in the situation that it is said in. Each situation is
// played on real sockets, and each once made one of its sentences false.
#include "application.h"
#include "core/lab/lab_support.h"
#include "played_lessons.h"
#include "story.h"

#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class NarrationTruthTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void dataForAClosedEndIsAnsweredWithRst();
    void aSocketThatIsBoundIsNotSaidToBeBeyondConnecting();
    void bytesAreCalledTheSameOnlyIfTheyAre();
    void aListenerThatClosesWhereAnotherListensRefusesNobody();
    void aListenerThatClosesResetsWhatWaits();
    void theListenerThatIsReadIsToldFromASocketThatIsNotConnected();
    void aPortThatTheSessionHasItselfIsSaidToBeItsOwn();
    void thePortIsNamedWhereListenFails();
    void whatTheKernelHasTakenIsNotDeliveredYet();
    void closeWaitDoesNotSayThatTheOtherEndIsClosed();
    void noErrorThatWaitsIsNoProofOfAConnection();
    void lingerWithATimeWaitsAndSendsFin();
    void anAbortSaysWhy_data();
    void anAbortSaysWhy();
    void aDescriptorThatDoesNotWaitHasTwoErrors();
    void theEndOfAStreamMayBeItsOwnDoing();
    void aResetStreamEndsWithoutFin();
    void sendingAfterItsOwnShutdownIsNotTheOthersDoing();
    void aListenerCannotConnect();
    void blockedReceivingWaitsForWhatItsFamilyHas();
    void aRefusedSocketIsNotUsedAgain();
    void aSocketWithoutConnectionClosesWithoutMoreWords();
    void aConnectedDatagramSocketHasAnAddress();
    void anEmptyDatagramIsNoEnd();
    void peekedBytesStay();
    void readyDoesNotPromiseThatNothingBlocks();
    void aSocketThatNobodyConnectedIsToldToConnect();
    void aServerThatWaitsInAcceptHasCalledIt();
};

void NarrationTruthTest::dataForAClosedEndIsAnsweredWithRst()
{
    const Story story(played("broken-pipe"));
    VERIFY_SAYS(story.told(), "an RST, because the program at the other end had closed");
    VERIFY_SAYS_NOT(story.told(), "will deliver them");
}

void NarrationTruthTest::aSocketThatIsBoundIsNotSaidToBeBeyondConnecting()
{
    const QString told = Story(played("connect-self")).told();
    VERIFY_SAYS_NOT(told, "Nobody can connect");
    VERIFY_SAYS_NOT(told, "echo");
    VERIFY_SAYS(told, "a simultaneous open with itself");
}

void NarrationTruthTest::bytesAreCalledTheSameOnlyIfTheyAre()
{
    const Story story(played("half-close")); // the server echoes "hello", and says "goodbye" later
    VERIFY_SAYS_NOT(story.told(), "echo is coming back");
    VERIFY_SAYS(story.of("client", Function::Recv, 1), "5 bytes, the same that it had sent");
    VERIFY_SAYS_NOT(story.of("client", Function::Recv, 2), "the same that it had sent");
}

void NarrationTruthTest::aListenerThatClosesWhereAnotherListensRefusesNobody()
{
    const Story story(played("reuseport"));
    VERIFY_SAYS_NOT(story.of("server", Function::Close), "would now be refused");
    VERIFY_SAYS(story.of("server", Function::Close), "another socket still listens on port");
    VERIFY_SAYS(story.of("server-2", Function::Close), "would now be refused");
}

void NarrationTruthTest::aListenerThatClosesResetsWhatWaits()
{
    const Story story(kServerListens + "close(lfd);", kClientConnects + "close(fd);",
        (kServerFirst + "[[step]]\nat = \"server close\"\nafter = \"client connect\"\n"));
    VERIFY_SAYS(story.of("server", Function::Close), "resets with RST what still waited for accept()");
}

void NarrationTruthTest::theListenerThatIsReadIsToldFromASocketThatIsNotConnected()
{
    const Story story(played("three-sockets"));
    const QString told = story.of("server", Function::Recv);
    VERIFY_SAYS(told, "ENOTCONN");
    VERIFY_SAYS(told, "use the descriptor that accept() returned");
    VERIFY_SAYS_NOT(told, "comes first");
}

void NarrationTruthTest::aPortThatTheSessionHasItselfIsSaidToBeItsOwn()
{
    const Story bound(played("ports")); // bound, not listening, by the same program
    VERIFY_SAYS(bound.of("server", Function::Bind, 2), "it is bound to the server's descriptor");
    VERIFY_SAYS_NOT(bound.of("server", Function::Bind, 2), "another program");
    VERIFY_SAYS_NOT(bound.of("server", Function::Bind, 2), "TIME_WAIT");
    const Story waiting(played("restart-fails"));
    VERIFY_SAYS(waiting.of("server-2", Function::Bind), "an earlier connection of that port is in TIME_WAIT");
    VERIFY_SAYS_NOT(waiting.of("server-2", Function::Bind), "another program");
}

void NarrationTruthTest::thePortIsNamedWhereListenFails()
{
    // Two sockets may bind one address with SO_REUSEADDR while neither listens; only one of them may listen.
    const Story story("int lfd = socket(AF_INET, SOCK_STREAM, 0);\n"
                      "setsockopt(lfd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);\n"
                      "bind(lfd, addr, addrlen);\n"
                      "int other = socket(AF_INET, SOCK_STREAM, 0);\n"
                      "setsockopt(other, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);\n"
                      "bind(other, addr, addrlen);\n"
                      "listen(lfd, 5);\n"
                      "listen(other, 5);\n"
                      "close(other);\nclose(lfd);",
        "int fd = socket(AF_INET, SOCK_STREAM, 0);\nclose(fd);",
        "[[step]]\nat = \"server listen 2\"\non-error = \"next\"\n");
    const QString told = story.of("server", Function::Listen, 2);
    VERIFY_SAYS(told, "EADDRINUSE");
    VERIFY_SAYS(told, "the server's listener, descriptor");
    VERIFY_SAYS_NOT(told, "no port is free");
}

void NarrationTruthTest::whatTheKernelHasTakenIsNotDeliveredYet()
{
    const Story story(played("client-close"));
    VERIFY_SAYS(story.of("client", Function::Send), "has taken 5 bytes and will try to deliver them");
}

void NarrationTruthTest::closeWaitDoesNotSayThatTheOtherEndIsClosed()
{
    for (const char *lesson : {"half-close", "client-close", "restart-fails"}) {
        const QString told = Story(played(lesson)).told();
        VERIFY_SAYS_NOT(told, "the other end has closed");
        VERIFY_SAYS(
            told, "CLOSE_WAIT (the other end has sent its FIN, this end's program has not closed yet)");
    }
}

void NarrationTruthTest::noErrorThatWaitsIsNoProofOfAConnection()
{
    // Refused; poll() tells, SO_ERROR names it, and is 0 after that.
    const Story story("int lfd = socket(AF_INET, SOCK_STREAM, 0);\nbind(lfd, addr, addrlen);\nclose(lfd);",
        "int fd = socket(AF_INET, SOCK_STREAM, 0);\n"
        "fcntl(fd, F_SETFL, O_NONBLOCK);\n"
        "connect(fd, addr, addrlen);\n"
        "struct pollfd ready = {fd, POLLOUT, 0};\n"
        "poll(&ready, 1, -1);\n"
        "int error;\nsocklen_t errorlen = sizeof error;\n"
        "getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &errorlen);\n"
        "getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &errorlen);\n"
        "close(fd);",
        "[[step]]\nat = \"client socket\"\nafter = \"server bind\"\n"
        "[[step]]\nat = \"server close\"\nafter = \"client getsockopt 2\"\n"
        "[[step]]\nat = \"client connect\"\non-error = \"next\"\n");
    const QString first = story.of("client", Function::Getsockopt, 1);
    const QString second = story.of("client", Function::Getsockopt, 2);
    QVERIFY(!first.isEmpty() && !second.isEmpty());
    VERIFY_SAYS_NOT(first + second, "has succeeded");
    VERIFY_SAYS(second, "no error waits to be told");
    NEEDS_LAB();
    VERIFY_SAYS(Story(played("nonblocking-connect")).told(), "the connect() that did not wait has succeeded");
}

void NarrationTruthTest::lingerWithATimeWaitsAndSendsFin()
{
    const Story story((kServerListens
                          + "int cfd = accept(lfd, peer, &peerlen);\nn = recv(cfd, buf, sizeof buf, 0);\n"
                            "close(cfd);\nclose(lfd);"),
        (kClientConnects
            + "struct linger linger = {1, 5};\n"
              "setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);\nclose(fd);"),
        kServerFirst);
    const QString set = story.of("client", Function::Setsockopt);
    VERIFY_SAYS(set, "wait until everything is acknowledged, 5 s at most");
    VERIFY_SAYS_NOT(set, "RST");
    VERIFY_SAYS(story.of("client", Function::Close), "FIN");
}

void NarrationTruthTest::anAbortSaysWhy_data()
{
    QTest::addColumn<QByteArray>("lesson");
    QTest::addColumn<QByteArray>("why");
    QTest::addColumn<QByteArray>("notWhy");
    QTest::newRow("unread") << QByteArray("client-unread") << QByteArray("because bytes were left unread")
                            << QByteArray("SO_LINGER was set");
    QTest::newRow("linger") << QByteArray("client-linger")
                            << QByteArray("because SO_LINGER was set with a time of 0")
                            << QByteArray("left unread");
}

void NarrationTruthTest::anAbortSaysWhy()
{
    QFETCH(const QByteArray, lesson);
    QFETCH(const QByteArray, why);
    QFETCH(const QByteArray, notWhy);
    const Story story(played(lesson));
    VERIFY_SAYS(story.told(), why.constData());
    VERIFY_SAYS_NOT(story.told(), notWhy.constData());
    VERIFY_SAYS_NOT(story.told(), "no such connection");
}

void NarrationTruthTest::aDescriptorThatDoesNotWaitHasTwoErrors()
{
    VERIFY_SAYS(Story(played("nonblocking")).told(), "EAGAIN (connect(): EINPROGRESS)");
}

void NarrationTruthTest::theEndOfAStreamMayBeItsOwnDoing()
{
    const Story story((kServerListens
                          + "int cfd = accept(lfd, peer, &peerlen);\nsend(cfd, \"still\", 5, MSG_NOSIGNAL);\n"
                            "close(cfd);\nclose(lfd);"),
        (kClientConnects
            + "shutdown(fd, SHUT_RD);\nn = recv(fd, buf, sizeof buf, 0);\n"
              "n = recv(fd, buf, sizeof buf, 0);\nclose(fd);"),
        (kServerFirst
            + "[[step]]\nat = \"server send\"\nafter = \"client recv\"\n"
              "[[step]]\nat = \"client recv 2\"\nafter = \"server send\"\n"
              "[[step]]\nat = \"server close\"\nafter = \"client recv 2\"\n"));
    const QString stopped = story.of("client", Function::Shutdown);
    VERIFY_SAYS_NOT(stopped, "read no more");
    const QString end = story.of("client", Function::Recv, 1);
    VERIFY_SAYS(end, "its own shutdown(SHUT_RD)");
    VERIFY_SAYS_NOT(end, "FIN");
    VERIFY_SAYS(story.of("client", Function::Recv, 2), "got 5 bytes"); // as it was said: they still come
}

void NarrationTruthTest::aResetStreamEndsWithoutFin()
{
    const Story story((kServerListens
                          + "int cfd = accept(lfd, peer, &peerlen);\n"
                            "struct linger linger = {1, 0};\n"
                            "setsockopt(cfd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);\n"
                            "close(cfd);\nclose(lfd);"),
        (kClientConnects
            + "n = recv(fd, buf, sizeof buf, 0);\nn = recv(fd, buf, sizeof buf, 0);\nclose(fd);"),
        (kServerFirst
            + "[[step]]\nat = \"client recv\"\non-error = \"next\"\n"
              "[[step]]\nat = \"client recv 2\"\non-error = \"next\"\n"));
    VERIFY_SAYS(story.of("client", Function::Recv, 1), "ECONNRESET");
    const QString end = story.of("client", Function::Recv, 2);
    VERIFY_SAYS(end, "returned 0");
    VERIFY_SAYS_NOT(end, "FIN");
}

void NarrationTruthTest::sendingAfterItsOwnShutdownIsNotTheOthersDoing()
{
    const Story story((kServerListens
                          + "int cfd = accept(lfd, peer, &peerlen);\nn = recv(cfd, buf, sizeof buf, 0);\n"
                            "close(cfd);\nclose(lfd);"),
        (kClientConnects + "shutdown(fd, SHUT_WR);\nsend(fd, \"late\", 4, MSG_NOSIGNAL);\nclose(fd);"),
        (kServerFirst + "[[step]]\nat = \"client send\"\non-error = \"next\"\n"));
    const QString told = story.of("client", Function::Send);
    VERIFY_SAYS(told, "EPIPE");
    VERIFY_SAYS(told, "its own shutdown()");
    VERIFY_SAYS_NOT(told, "other end");
}

void NarrationTruthTest::aListenerCannotConnect()
{
    const Story story((kServerListens + "connect(lfd, addr, addrlen);\nclose(lfd);"),
        "int fd = socket(AF_INET, SOCK_STREAM, 0);\nclose(fd);",
        "[[step]]\nat = \"server connect\"\non-error = \"next\"\n");
    const QString told = story.of("server", Function::Connect);
    VERIFY_SAYS(told, "EISCONN");
    VERIFY_SAYS(told, "a listener cannot connect");
}

void NarrationTruthTest::blockedReceivingWaitsForWhatItsFamilyHas()
{
    VERIFY_SAYS_NOT(Story(played("unix-echo")).told(), "FIN");
    VERIFY_SAYS(Story(played("udp-echo")).told(), "sleep until a datagram arrives");
    VERIFY_SAYS(Story(played("client-close")).told(), "sleep until bytes or a FIN arrive");
}

void NarrationTruthTest::aRefusedSocketIsNotUsedAgain()
{
    VERIFY_SAYS(Story(played("connect-refused")).told(), "connect with a new socket");
    VERIFY_SAYS_NOT(Story(played("connect-refused")).told(), "try again");
}

void NarrationTruthTest::aSocketWithoutConnectionClosesWithoutMoreWords()
{
    const QString told = Story(played("sockaddr")).told();
    VERIFY_SAYS_NOT(told, "No segment is sent");
    VERIFY_SAYS(told, "close(): descriptor 3 is free again.");
}

void NarrationTruthTest::aConnectedDatagramSocketHasAnAddress()
{
    VERIFY_SAYS(
        Story(played("udp-unreachable")).told(), "gives the socket an address of its own if it has none");
    VERIFY_SAYS_NOT(Story(played("udp-unreachable")).told(), "only notes");
}

void NarrationTruthTest::anEmptyDatagramIsNoEnd()
{
    const Story story("int fd = socket(AF_INET, SOCK_DGRAM, 0);\nbind(fd, addr, addrlen);\n"
                      "n = recvfrom(fd, buf, sizeof buf, 0, peer, &peerlen);\nclose(fd);",
        "int fd = socket(AF_INET, SOCK_DGRAM, 0);\nsendto(fd, \"\", 0, 0, addr, addrlen);\nclose(fd);",
        "[[step]]\nat = \"client socket\"\nafter = \"server bind\"\n");
    VERIFY_SAYS(story.of("server", Function::Recvfrom), "empty datagram");
    VERIFY_SAYS_NOT(story.of("server", Function::Recvfrom), "end of the stream");
}

void NarrationTruthTest::peekedBytesStay()
{
    const Story story(
        (kServerListens
            + "int cfd = accept(lfd, peer, &peerlen);\nn = recv(cfd, buf, sizeof buf, MSG_PEEK);\n"
              "n = recv(cfd, buf, sizeof buf, 0);\nclose(cfd);\nclose(lfd);"),
        (kClientConnects + "send(fd, \"hello\", 5, MSG_NOSIGNAL);\nclose(fd);"), kServerFirst);
    VERIFY_SAYS(story.of("server", Function::Recv, 1), "they stay in the receive queue");
    VERIFY_SAYS_NOT(story.of("server", Function::Recv, 1), "out of");
    VERIFY_SAYS(story.of("server", Function::Recv, 2), "out of the receive queue");
}

void NarrationTruthTest::readyDoesNotPromiseThatNothingBlocks()
{
    const QString told = Story(played("poll-server")).told();
    VERIFY_SAYS_NOT(told, "will not block");
    VERIFY_SAYS(told, "only O_NONBLOCK makes sure of it");
}

void NarrationTruthTest::aSocketThatNobodyConnectedIsToldToConnect()
{
    const Story story(
        "int lfd = socket(AF_INET, SOCK_STREAM, 0);\nn = recv(lfd, buf, sizeof buf, 0);\nclose(lfd);",
        "int fd = socket(AF_INET, SOCK_STREAM, 0);\nclose(fd);",
        "[[step]]\nat = \"server recv\"\non-error = \"next\"\n");
    VERIFY_SAYS(story.of("server", Function::Recv), "connect() comes first");
}

void NarrationTruthTest::aServerThatWaitsInAcceptHasCalledIt()
{
    const Story waits((kServerListens + "int cfd = accept(lfd, peer, &peerlen);\nclose(cfd);\nclose(lfd);"),
        (kClientConnects + "close(fd);"), "[[step]]\nat = \"client socket\"\nafter = \"server accept\"\n");
    VERIFY_SAYS_NOT(waits.of("client", Function::Connect), "has not called accept() yet");
    // And it is said of one that has not, also when it has done so since.
    VERIFY_SAYS(Story(played("client-close")).of("client", Function::Connect), "has not called accept() yet");
}

QTEST_MAIN(NarrationTruthTest)
#include "narration_truth_test.moc"
