// SPDX-License-Identifier: GPL-3.0-or-later
// What the narration says of segments, and of what the wire did, is so in the situation that it is said in.
// Each situation is played on real sockets, and each once made one of its sentences false.
#include "application.h"
#include "core/lab/lab_support.h"
#include "played_lessons.h"
#include "story.h"

#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class NarrationWireTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void noKernelSendsALostDatagramAgain();
    void aLostSegmentIsSentAgainUnlessTheKernelHasGivenUp();
    void aLostAckIsNotSentAgainByItself();
    void synCountsNameNoTimes();
    void aBlockedSendWaitsForAcknowledgements();
    void aPulledCableIsNotToldToTcp();
    void aRepeatedSegmentIsNotBlamedOnTime();
    void timeWaitIsForTheEndThatSentItsFinFirstEvenIfBothDid();
    void aSynThatMeetsAFullQueueIsDropped();
    void anRstOnTheWireSaysWhy_data();
    void anRstOnTheWireSaysWhy();
};

void NarrationWireTest::noKernelSendsALostDatagramAgain()
{
    NEEDS_LAB();
    const QString told = Story(played("udp-lost")).told();
    VERIFY_SAYS(told, "no kernel sends a datagram again");
    VERIFY_SAYS_NOT(told, "send it again");
    VERIFY_SAYS_NOT(told, "UDP is lost");
    VERIFY_SAYS_NOT(told, "sends UDP.");
}

void NarrationWireTest::aLostSegmentIsSentAgainUnlessTheKernelHasGivenUp()
{
    NEEDS_LAB();
    VERIFY_SAYS(
        Story(played("lost-data")).told(), "the client's kernel repeats the segment, until it gives up");
    for (const QString &step : Story(played("connect-timeout")).steps()) {
        const bool over = step.contains(QStringLiteral("ETIMEDOUT"));
        QVERIFY2(!over || !step.contains(QStringLiteral("repeats the segment")), qPrintable(step));
    }
    VERIFY_SAYS_NOT(Story(played("cable-pulled")).told(), "5 bytes is lost");
}

void NarrationWireTest::aLostAckIsNotSentAgainByItself()
{
    NEEDS_LAB();
    VERIFY_SAYS(Story(played("lost-last-ack")).told(), "an ACK is not sent again by itself");
}

void NarrationWireTest::synCountsNameNoTimes()
{
    NEEDS_LAB();
    const QString told = Story(played("connect-timeout")).told();
    VERIFY_SAYS_NOT(told, "doubles");
    VERIFY_SAYS(told, "the kernel gives up early");
}

void NarrationWireTest::aBlockedSendWaitsForAcknowledgements()
{
    NEEDS_LAB();
    const QString told = Story(played("zero-window")).told();
    VERIFY_SAYS(told, "the other end has not acknowledged enough yet");
    VERIFY_SAYS_NOT(told, "the other end does not read");
    VERIFY_SAYS_NOT(told, "1 more segments");
}

void NarrationWireTest::aPulledCableIsNotToldToTcp()
{
    NEEDS_LAB();
    const QString told = Story(played("cable-pulled")).told();
    VERIFY_SAYS(told, "TCP is not told at either end");
    VERIFY_SAYS_NOT(told, "no signal");
}

void NarrationWireTest::aRepeatedSegmentIsNotBlamedOnTime()
{
    NEEDS_LAB();
    const QString told = Story(played("lost-data")).told();
    VERIFY_SAYS(told, "once more, because no ACK of it has arrived");
    VERIFY_SAYS_NOT(told, "No answer came, so");
}

void NarrationWireTest::timeWaitIsForTheEndThatSentItsFinFirstEvenIfBothDid()
{
    NEEDS_LAB();
    const QString told = Story(played("simultaneous-close")).told();
    VERIFY_SAYS(told, "because it sent its FIN before it had the other's");
    VERIFY_SAYS_NOT(told, "sent the first FIN");
}

void NarrationWireTest::aSynThatMeetsAFullQueueIsDropped()
{
    NEEDS_LAB();
    const QStringList steps = Story(played("full-backlog")).steps();
    VERIFY_SAYS(steps.join(u'\n'),
        "delivered SYN to the server's kernel, which drops it: the listener's queue is full");
    // Those that were answered are not said to be.
    QCOMPARE(steps.filter(QStringLiteral("which drops it")).filter(QStringLiteral("SYN,ACK")).size(), 0);
}

void NarrationWireTest::anRstOnTheWireSaysWhy_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QByteArray>("steps");
    QTest::addColumn<QByteArray>("why");
    const QByteArray sends
        = "int cfd = accept(lfd, peer, &peerlen);\nsend(cfd, \"hello\", 5, MSG_NOSIGNAL);\nclose(lfd);";
    const QByteArray afterSend = "[[step]]\nat = \"client close\"\nafter = \"server send\"\n";
    QTest::newRow("unread bytes") << sends << QByteArray("close(fd);") << afterSend
                                  << QByteArray("because bytes were left unread");
    QTest::newRow("linger") << QByteArray("int cfd = accept(lfd, peer, &peerlen);\nclose(lfd);")
                            << QByteArray("struct linger linger = {1, 0};\n"
                                          "setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);\n"
                                          "close(fd);")
                            << QByteArray("[[step]]\nat = \"client close\"\nafter = \"server accept\"\n")
                            << QByteArray("because SO_LINGER was set with a time of 0");
    QTest::newRow("data for a closed end")
        << QByteArray("int cfd = accept(lfd, peer, &peerlen);\nclose(cfd);\nclose(lfd);")
        << QByteArray("send(fd, \"late\", 4, MSG_NOSIGNAL);\nclose(fd);")
        << QByteArray("[[step]]\nat = \"client send\"\nafter = \"server close\"\n")
        << QByteArray("its program has closed the socket");
    QTest::newRow("a listener that closes")
        << QByteArray("close(lfd);") << QByteArray("close(fd);")
        << QByteArray("[[step]]\nat = \"server close\"\nafter = \"client connect\"\n")
        << QByteArray("the listener was closed before anybody accepted");
}

void NarrationWireTest::anRstOnTheWireSaysWhy()
{
    NEEDS_LAB();
    QFETCH(const QByteArray, server);
    QFETCH(const QByteArray, client);
    QFETCH(const QByteArray, steps);
    QFETCH(const QByteArray, why);
    const Story story(kServerListens + server.toStdString(), kClientConnects + client.toStdString(),
        kServerFirst + steps.toStdString(), "lab");
    VERIFY_SAYS(story.ofReset(), why.constData());
    VERIFY_SAYS_NOT(story.ofReset(), "no such connection");
}

QTEST_MAIN(NarrationWireTest)
#include "narration_wire_test.moc"
