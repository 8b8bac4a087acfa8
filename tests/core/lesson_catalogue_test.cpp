// SPDX-License-Identifier: GPL-3.0-or-later
// The lessons that are part of the program: complete in both languages, and true.
#include "core/lab/lab_support.h"
#include "core/lesson/lesson_file.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/rehearsal.h"
#include "core/packet/packet.h"
#include "core/recording/history.h"
#include "core/recording/json_lines.h"
#include "core/recording/recording_file.h"
#include "support/own_network.h"

#include <QFile>
#include <QTest>
#include <map>
#include <set>
#include <sstream>

using namespace sockstep;
using namespace sockstep::test;

class LessonCatalogueTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { enterOwnNetwork(); }

private slots:
    void initTestCase();
    void everyLessonIsSoundAndInBothLanguages_data() { eachLesson(); }
    void everyLessonIsSoundAndInBothLanguages();
    void everyLessonGoesAsItsAuthorExpects_data() { eachLesson(); }
    void everyLessonGoesAsItsAuthorExpects();
    void everyLessonAnswersWhatSomebodyBelieves_data() { eachLesson(); }
    void everyLessonAnswersWhatSomebodyBelieves();
    void noTwoLessonsAnswerTheSame();
    void lessonsComeAsACourseTeachesThem_data();
    void lessonsComeAsACourseTeachesThem();
    void theCodeThatIsCopiedHasNoBadHabits_data() { eachLesson(); }
    void theCodeThatIsCopiedHasNoBadHabits();
    void anExpectationMayBeAboutALaterRound();
    void aLostLastAckIsAnsweredBeforeTheEnd();
    void theExampleOfTheDocumentationIsALesson();
    void aConnectionOfOneOfTwoListenersIsShownOnce();
    void aWrongExpectationIsReported();
    void aLessonThatStopsShortIsReported();

private:
    static void eachLesson();
};

void LessonCatalogueTest::initTestCase()
{
    const std::string why = whyNoLab();
    QVERIFY2(why.empty(), why.c_str());
}

void LessonCatalogueTest::eachLesson()
{
    QTest::addColumn<QString>("lesson");
    for (const LessonText &text : lessonTexts())
        QTest::newRow(text.name.data()) << QString::fromLatin1(text.name.data());
}

void LessonCatalogueTest::everyLessonIsSoundAndInBothLanguages()
{
    QFETCH(const QString, lesson);
    const auto read = builtInLesson(lesson.toStdString());
    QVERIFY2(read, "sockstep check says what is wrong with it");
    std::vector<LocalText> texts {read->title, read->aim};
    texts.push_back(read->misconception);
    for (const LessonStep &step : read->steps) {
        if (!step.text.isEmpty())
            texts.push_back(step.text);
    }
    for (const Question &question : read->questions) {
        texts.push_back(question.text);
        texts.push_back(question.because);
    }
    for (const LocalText &text : texts)
        QVERIFY2(!text.en.empty() && !text.ko.empty(), text.en.c_str());
    QVERIFY(!read->chapter.empty());
}

void LessonCatalogueTest::everyLessonGoesAsItsAuthorExpects()
{
    QFETCH(const QString, lesson);
    const Rehearsal rehearsal = rehearse(builtInLesson(lesson.toStdString()));
    QStringList faults;
    for (const std::string &fault : rehearsal.faults)
        faults << QString::fromStdString(fault);
    QVERIFY2(rehearsal.isSound(), qPrintable(faults.join(u'\n')));
    // Whatever calls and addresses a lesson has, its recording can be kept.
    const Recording &recording = *rehearsal.recording;
    std::stringstream file;
    file << headerLine(recording.header()) << '\n';
    for (EventIndex n = 0; n < recording.size(); ++n)
        file << eventLine(recording.header(), n, recording.at(n)) << '\n';
    const ReadResult back = readRecording(file);
    QVERIFY2(back.recording && back.error.empty(), back.error.c_str());
    QCOMPARE(back.recording->size(), recording.size());
    for (EventIndex n = 0; n < recording.size(); ++n)
        QVERIFY2(back.recording->at(n) == recording.at(n),
            eventLine(recording.header(), n, recording.at(n)).c_str());
    // What connect(2) says in its notes: a socket on which it failed is not used for another one.
    std::set<SocketId> failed;
    History history(recording);
    history.advance();
    for (CallId call = 1; call <= history.callCount(); ++call) {
        const CallEntered &entered = history.entered(call);
        const CallReturned *returned = history.returned(call);
        if (entered.function != Function::Connect || !returned)
            continue;
        QVERIFY2(!failed.count(entered.socket), "the socket of a failed connect() is used again");
        if (returned->result == -1)
            failed.insert(entered.socket);
    }
}

void LessonCatalogueTest::everyLessonAnswersWhatSomebodyBelieves()
{
    QFETCH(const QString, lesson);
    const auto read = builtInLesson(lesson.toStdString());
    QVERIFY(!read->misconception.isEmpty());
    QVERIFY(!read->questions.empty());
    for (const Question &question : read->questions)
        QVERIFY2(!question.because.isEmpty(), question.text.en.c_str());
}

void LessonCatalogueTest::noTwoLessonsAnswerTheSame()
{
    std::map<std::string, std::string> seen; // a text, and the lesson that has it
    for (const LessonText &text : lessonTexts()) {
        const auto lesson = builtInLesson(text.name);
        for (const LocalText *one : {&lesson->title, &lesson->aim, &lesson->misconception}) {
            for (const std::string &said : {one->en, one->ko}) {
                const auto [other, isNew] = seen.emplace(said, lesson->name);
                QVERIFY2(
                    isNew || other->second == lesson->name, said.c_str()); // a title may be a call in both
            }
        }
    }
}

void LessonCatalogueTest::lessonsComeAsACourseTeachesThem_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("then");
    for (const auto &[first, then] : {std::pair("handshake", "listen-backlog"),
             std::pair("listen-backlog", "three-sockets"), std::pair("listen-backlog", "full-backlog"),
             std::pair("connect-refused", "connect-timeout"), std::pair("three-sockets", "reuseport"),
             std::pair("four-way-close", "client-close"), std::pair("half-close", "client-unread"),
             std::pair("both-close", "simultaneous-close"), std::pair("server-close", "restart-fails"),
             std::pair("serial-server", "thread-server"), std::pair("nonblocking", "nonblocking-connect"),
             std::pair("udp-echo", "udp-lost"), std::pair("dual-stack", "sockaddr"),
             std::pair("unix-echo", "sockaddr"), std::pair("client-close", "lost-last-ack")})
        QTest::addRow("%s, %s", first, then) << QString::fromLatin1(first) << QString::fromLatin1(then);
}

void LessonCatalogueTest::lessonsComeAsACourseTeachesThem()
{
    QFETCH(const QString, first);
    QFETCH(const QString, then);
    QStringList names;
    std::vector<std::string> chapters; // each of them once: what belongs together is together
    for (const LessonText &text : lessonTexts()) {
        names << QString::fromLatin1(text.name.data());
        const std::string chapter = builtInLesson(text.name)->chapter;
        if (chapters.empty() || chapters.back() != chapter)
            chapters.push_back(chapter);
    }
    QVERIFY(names.contains(first) && names.indexOf(first) < names.indexOf(then));
    QCOMPARE(std::set<std::string>(chapters.begin(), chapters.end()).size(), chapters.size());
}

/// 0 is a descriptor like any other, and the length of an empty datagram; an answer may be as wrong as the
/// code.
void LessonCatalogueTest::theCodeThatIsCopiedHasNoBadHabits()
{
    QFETCH(const QString, lesson);
    const auto read = builtInLesson(lesson.toStdString());
    std::vector<LessonProgram> programs = read->programs;
    if (read->thread)
        programs.push_back(*read->thread);
    for (const LessonProgram &program : programs) {
        for (const QString &line : QString::fromStdString(program.code).split(u'\n')) {
            const bool loops = line.contains(QStringLiteral("while ("));
            const bool neverZero
                = line.contains(QStringLiteral("accept(")) || line.contains(QStringLiteral("recvfrom("));
            QVERIFY2(!(loops && neverZero), qPrintable(line));
            const bool dropsFlags = line.contains(QStringLiteral("F_SETFL"));
            QVERIFY2(!dropsFlags || line.contains(QStringLiteral("F_GETFL")), qPrintable(line));
        }
    }
    for (const Question &question : read->questions) {
        const Function function = question.before.function;
        const bool isDescriptor = function == Function::Accept || function == Function::Socket;
        for (const std::string &answer : question.answers)
            QVERIFY2(!isDescriptor || answer != "> 0", question.text.en.c_str());
    }
}

void LessonCatalogueTest::anExpectationMayBeAboutALaterRound()
{
    // 4, 4 and 2 of ten bytes, then the end.
    auto lesson = std::make_shared<Lesson>(*builtInLesson("echo-loop"));
    Question question = lesson->questions.at(0);
    lesson->questions.clear();
    for (const auto &[round, expected] : {std::pair(3, "2"), std::pair(4, "0"), std::pair(5, "0")}) {
        question.round = static_cast<std::size_t>(round);
        question.answers = {"4", "2", "0"};
        question.expected = expected;
        lesson->questions.push_back(question);
    }
    const Rehearsal rehearsal = rehearse(lesson);
    QCOMPARE(rehearsal.questions.at(0).happened, std::string("2"));
    QCOMPARE(rehearsal.questions.at(1).happened, std::string("0"));
    QCOMPARE(rehearsal.questions.at(2).happened, std::string()); // there is no fifth round
    QCOMPARE(rehearsal.faults.size(), std::size_t {1});
}

/// The programs are over before the FIN comes again, and that is what the lesson is about.
void LessonCatalogueTest::aLostLastAckIsAnsweredBeforeTheEnd()
{
    const Rehearsal rehearsal = rehearse(builtInLesson("lost-last-ack"));
    QVERIFY(rehearsal.isSound());
    History history(*rehearsal.recording);
    history.advance();
    int fins = 0;
    for (SegmentId id = 1; id <= history.segmentCount(); ++id) {
        const auto packet = decodePacket(history.sent(id).raw);
        QVERIFY(packet);
        fins += history.sent(id).from == Host::Server && packet->has(tcp_flag::kFin) ? 1 : 0;
    }
    QVERIFY2(fins >= 2, "the server's FIN did not come again");
    for (SocketId id = 1; id <= history.socketCount(); ++id) {
        const SocketRecord &socket = history.socket(id);
        if (socket.role == SocketRecord::Role::Connection)
            QCOMPARE(socket.state, TcpState::Close); // its last ACK has come
    }
}

void LessonCatalogueTest::theExampleOfTheDocumentationIsALesson()
{
    QFile file(QStringLiteral(LESSONS "/README.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    const QByteArray begin = "```toml\n";
    const qsizetype first = text.indexOf(begin) + begin.size();
    const QByteArray example = text.mid(first, text.indexOf("```\n", first) - first);
    const LessonReading reading = readLesson(example.toStdString(), "example");
    QVERIFY2(reading.lesson, reading.faults.empty() ? "" : faultText("README.md", reading.faults[0]).c_str());
    const Rehearsal rehearsal = rehearse(reading.lesson);
    QVERIFY2(rehearsal.isSound(), rehearsal.faults.empty() ? "" : rehearsal.faults[0].c_str());
}

/// The kernel's table does not say which of them it belongs to; nothing may be made up meanwhile.
void LessonCatalogueTest::aConnectionOfOneOfTwoListenersIsShownOnce()
{
    const Rehearsal rehearsal = rehearse(builtInLesson("reuseport"));
    History history(*rehearsal.recording);
    history.advance();
    int connections = 0;
    for (SocketId id = 1; id <= history.socketCount(); ++id)
        connections += history.socket(id).role == SocketRecord::Role::Connection ? 1 : 0;
    QCOMPARE(connections, 1);
}

void LessonCatalogueTest::aWrongExpectationIsReported()
{
    const auto right = builtInLesson("connect-refused");
    auto wrong = std::make_shared<Lesson>(*right);
    wrong->questions.at(0).expected = "0";
    const Rehearsal rehearsal = rehearse(wrong);
    QCOMPARE(rehearsal.questions.at(0).happened, std::string("-1 ECONNREFUSED"));
    QCOMPARE(QString::fromStdString(rehearsal.faults.at(0)),
        QStringLiteral(
            "question 1 expects \"0\" of client connect 1, but this happened: \"-1 ECONNREFUSED\""));
}

void LessonCatalogueTest::aLessonThatStopsShortIsReported()
{
    const LessonReading reading = readLesson(R"(title.en = "T"
aim.en = "A"
[programs]
server = '''
int fd = socket(AF_INET, SOCK_DGRAM, 0);
bind(fd, addr, addrlen);
n = recv(fd, buf, sizeof buf, 0);
'''
)",
        "stuck");
    QVERIFY(reading.lesson);
    const Rehearsal rehearsal = rehearse(reading.lesson);
    QCOMPARE(QString::fromStdString(rehearsal.faults.at(0)),
        QStringLiteral("the server does not come to its end: it stays at line 3, recv"));
}

QTEST_APPLESS_MAIN(LessonCatalogueTest)
#include "lesson_catalogue_test.moc"
