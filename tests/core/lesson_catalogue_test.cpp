// SPDX-License-Identifier: GPL-3.0-or-later
// The lessons that are part of the program: complete in both languages, and true.
#include "core/lab/lab_support.h"
#include "core/lesson/lesson_file.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/rehearsal.h"
#include "core/recording/history.h"
#include "core/recording/json_lines.h"
#include "core/recording/recording_file.h"
#include "support/own_network.h"

#include <QFile>
#include <QTest>
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
    if (!read->misconception.isEmpty())
        texts.push_back(read->misconception);
    for (const LessonStep &step : read->steps) {
        if (!step.text.isEmpty())
            texts.push_back(step.text);
    }
    for (const Question &question : read->questions) {
        texts.push_back(question.text);
        if (!question.because.isEmpty())
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
