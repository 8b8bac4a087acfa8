// SPDX-License-Identifier: GPL-3.0-or-later
// The page that is handed out, in a real browser: its own script runs under its own policy, the buttons and
// keys step through every lesson, and no two labels meet where another program has laid them out.
#include "application.h"
#include "played_lessons.h"
#include "support/patience.h"
#include "ui/export/recording_export.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class HandoutBrowserTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void thePageStepsUnderItsOwnPolicy();
    void aScriptThatIsNotThePagesIsRefused();
    void everyLessonIsSteppedThrough_data();
    void everyLessonIsSteppedThrough();

private:
    QByteArray loaded(const QByteArray &page, const char *address = "");

    QTemporaryDir folder_;
};

namespace {

/// Steps as a person does, and notes after each act which step it says it is at and how many it shows.
constexpr char kDriver[] = R"(<script>
(function () {
    var log = [];
    function note() {
        var now = document.querySelectorAll("li.now");
        log.push({ where: document.getElementById("where").textContent, shown: now.length,
            told: now[0].textContent, veil: document.getElementById("veil").style.top });
    }
    function key(name) {
        document.dispatchEvent(new KeyboardEvent("keydown", { key: name, cancelable: true }));
        note();
    }
    note();
    while (document.getElementById("next").disabled === false) {
        document.getElementById("next").click();
        note();
    }
    document.getElementById("back").click();
    note();
    key("Home");
    key("ArrowRight");
    key("ArrowLeft");
    key("ArrowLeft");
    key("End");
    var boxes = Array.prototype.map.call(document.querySelectorAll("#rows text"), function (text) {
        var box = text.getBoundingClientRect();
        var air = box.height * 0.15; // above the letters and below them
        return { text: text.textContent, l: box.left, r: box.right, t: box.top + air, b: box.bottom - air };
    });
    var meeting = [];
    boxes.forEach(function (a, i) {
        boxes.slice(i + 1).forEach(function (b) {
            if (Math.min(a.r, b.r) - Math.max(a.l, b.l) > 0.5 && Math.min(a.b, b.b) - Math.max(a.t, b.t) > 0)
                meeting.push(a.text + " meets " + b.text);
        });
    });
    document.documentElement.setAttribute("data-log", JSON.stringify({ log: log, meeting: meeting, texts: boxes.length }));
}());
</script>)";

QByteArray pageOf(const QByteArray &lesson)
{
    ExportSettings settings;
    settings.language = QStringLiteral("en");
    return RecordingExport(*played(lesson), settings).make(ExportFormat::Html).bytes;
}

} // namespace

/// The document as the browser has it when the page has been loaded.
QByteArray HandoutBrowserTest::loaded(const QByteArray &page, const char *address)
{
    QFile file(folder_.filePath(QStringLiteral("page.html")));
    if (!file.open(QIODevice::WriteOnly) || file.write(page) != page.size())
        return {};
    file.close();
    QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    own.insert(QStringLiteral("HOME"), folder_.path());
    QProcess browser;
    browser.setProcessEnvironment(own);
    browser.start(QStringLiteral(CHROMIUM),
        {QStringLiteral("--headless"), QStringLiteral("--no-sandbox"), QStringLiteral("--disable-gpu"),
            QStringLiteral("--disable-dev-shm-usage"), QStringLiteral("--window-size=1280,800"),
            QStringLiteral("--user-data-dir=") + folder_.filePath(QStringLiteral("profile")),
            QStringLiteral("--virtual-time-budget=1000"), QStringLiteral("--dump-dom"),
            QStringLiteral("file://") + file.fileName() + QString::fromLatin1(address)});
    if (!browser.waitForFinished(int {3 * kPatience.count()})) {
        browser.kill();
        browser.waitForFinished();
        return {};
    }
    return browser.readAllStandardOutput();
}

void HandoutBrowserTest::thePageStepsUnderItsOwnPolicy()
{
    const QByteArray page = pageOf("client-close");
    const QByteArray count = QByteArray::number(page.count("<li "));
    const QByteArray document = loaded(page, "#3");
    QVERIFY2(document.contains("<output id=\"where\">3 / " + count + "</output>"), document.constData());
    QCOMPARE(document.count("class=\"now\""), 1);
}

void HandoutBrowserTest::aScriptThatIsNotThePagesIsRefused()
{
    QByteArray page = pageOf("client-close");
    page.replace("</body>",
        "<script>document.title = 'hostile';</script><img src=\"x\" "
        "onerror=\"document.title='hostile'\"/></body>");
    const QByteArray document = loaded(page);
    QVERIFY(document.contains("<output id=\"where\">1 / "));
    QVERIFY(!document.contains("<title>hostile"));
}

void HandoutBrowserTest::everyLessonIsSteppedThrough_data()
{
    QTest::addColumn<QByteArray>("lesson");
    for (const QByteArray &lesson : allLessons())
        QTest::newRow(lesson.constData()) << lesson;
}

void HandoutBrowserTest::everyLessonIsSteppedThrough()
{
    QFETCH(const QByteArray, lesson);
    QByteArray page = pageOf(lesson);
    const int count = static_cast<int>(page.count("<li "));
    QVERIFY(count > 3);
    const qsizetype policy = page.indexOf("<meta http-equiv");
    page.remove(policy, page.indexOf('\n', policy) - policy); // it would refuse the driver
    page.replace("</body>", QByteArray(kDriver) + "</body>");
    QString document = QString::fromUtf8(loaded(page));
    static const QRegularExpression logged(QStringLiteral("data-log=\"([^\"]*)\""));
    const QString log = logged.match(document)
                            .captured(1)
                            .replace(QStringLiteral("&quot;"), QStringLiteral("\""))
                            .replace(QStringLiteral("&amp;"), QStringLiteral("&"));
    const QJsonObject result = QJsonDocument::fromJson(log.toUtf8()).object();
    QVERIFY2(!result.isEmpty(), qPrintable(document.left(2000)));
    const QJsonArray steps = result[QStringLiteral("log")].toArray();
    QList<int> expected;
    for (int step = 1; step <= count; ++step)
        expected << step;
    expected << count - 1 << 1 << 2 << 1 << 1 << count;
    QCOMPARE(steps.size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const QJsonObject step = steps[i].toObject();
        QCOMPARE(
            step[QStringLiteral("where")].toString(), QStringLiteral("%1 / %2").arg(expected[i]).arg(count));
        QCOMPARE(step[QStringLiteral("shown")].toInt(), 1);
        QVERIFY(!step[QStringLiteral("told")].toString().isEmpty());
        if (i > 0 && i < count) // more and more of the diagram is there
            QVERIFY(step[QStringLiteral("veil")].toString().chopped(1).toDouble()
                >= steps[i - 1].toObject()[QStringLiteral("veil")].toString().chopped(1).toDouble());
    }
    QVERIFY(result[QStringLiteral("texts")].toInt() > 5);
    const QJsonArray meeting = result[QStringLiteral("meeting")].toArray();
    QVERIFY2(meeting.isEmpty(), QJsonDocument(meeting).toJson().constData());
}

QTEST_MAIN(HandoutBrowserTest)
#include "handout_browser_test.moc"
