// SPDX-License-Identifier: GPL-3.0-or-later
// The screen rules of the diagram, held at every step of many sessions and in six sizes at once:
// labels never meet an arrow, a band, a bar or each other. By the rectangles, not by pixels.
#include "application.h"
#include "diagram_gallery.h"
#include "diagram_rules.h"
#include "live_window.h"
#include "support/recording_query.h"
#include "ui/diagram/diagram_view.h"
#include "ui/look/style.h"

#include <QImage>
#include <QScrollBar>
#include <QTest>
#include <random>

using namespace sockstep;
using namespace sockstep::test;

class DiagramTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase();
    void init() { asIfNeverOpened(); }
    void theRulesNoticeWhatIsWrong();
    void nothingOverlapsAtAnyStep_data();
    void nothingOverlapsAtAnyStep();
    void nothingOverlapsInAnyOrderOfSteps_data();
    void nothingOverlapsInAnyOrderOfSteps();
    void nothingOverlapsWhereverItIsScrolled();
    void theHeadersFitInKorean();
    void thePictureIsNotBlank_data();
    void thePictureIsNotBlank();
    void whatIsInSightIsWhatIsPainted();
};

namespace {

std::string korean(int syllables)
{
    QString text;
    for (int i = 0; i < syllables; ++i)
        text += QStringLiteral("소켓의 한살이를 눈으로 본다 ").at(i % 16);
    return text.toStdString();
}

} // namespace

void DiagramTest::initTestCase()
{
    prepareApplication();
    QVERIFY(prepareLooks());
    QVERIFY(looks()[1].font.pointSizeF() < looks()[0].font.pointSizeF());
    QVERIFY(looks()[2].font.pointSizeF() > looks()[0].font.pointSizeF());
}

void DiagramTest::theRulesNoticeWhatIsWrong()
{
    // The judge is judged first: a label on a label, on a band, on a bar, across an arrow, outside.
    const Recording recording({});
    const Layout layout(recording);
    const DiagramGeometry geometry(layout, {7, 16}, 800);
    const QFont font = monospaced(QFont());
    DiagramSlice slice;
    DiagramSlice::Label label;
    label.text = QStringLiteral("x");
    label.rect = QRectF(100, 100, 50, 16);
    slice.labels.push_back(label);
    QCOMPARE(brokenRules(slice, geometry, font, 1000), QStringList());
    const auto broken = [&](auto change) {
        DiagramSlice changed = slice;
        change(changed);
        return brokenRules(changed, geometry, font, 1000).size();
    };
    QCOMPARE(broken([&](DiagramSlice &s) { s.labels.push_back(label); }), 1);
    QCOMPARE(broken([](DiagramSlice &s) { s.bands.push_back({QRectF(140, 0, 20, 200), {}, {}, false}); }), 1);
    QCOMPARE(broken([](DiagramSlice &s) { s.bars.push_back({QRectF(90, 110, 20, 200), 0, false}); }), 1);
    QCOMPARE(broken([](DiagramSlice &s) {
        s.arrows.push_back(
            {QPolygonF {QPointF(0, 90), QPointF(200, 130)}, {}, {}, Arrow::End::Arrives, 0, 0, 0, 0});
    }),
        1);
    QCOMPARE(broken([](DiagramSlice &s) {
        s.arrows.push_back(
            {QPolygonF {QPointF(0, 90), QPointF(200, 99)}, {}, {}, Arrow::End::Arrives, 0, 0, 0, 0});
    }),
        0);
    QCOMPARE(broken([](DiagramSlice &s) {
        const QPolygonF round {QPointF(0, 90), QPointF(120, 90), QPointF(120, 130), QPointF(200, 130)};
        s.arrows.push_back({round, {}, {}, Arrow::End::Arrives, 0, 0, 0, 0});
    }),
        1);
    QCOMPARE(broken([](DiagramSlice &s) { s.labels[0].rect.moveLeft(-1); }), 1);
    QCOMPARE(broken([](DiagramSlice &s) { s.labels[0].text = QString(40, u'x'); }), 0);
    QCOMPARE(broken([](DiagramSlice &s) {
        s.labels[0].text = QString(40, u'x'); // wider than its rectangle, and so over this band
        s.bands.push_back({QRectF(200, 0, 20, 200), {}, {}, false});
    }),
        1);
}

void DiagramTest::nothingOverlapsAtAnyStep_data()
{
    QTest::addColumn<Closing>("closing");
    QTest::addColumn<QByteArrayList>("messages");
    QTest::addColumn<QByteArray>("order"); // s and c: server or client; then the lesson's order
    const auto longText = QByteArray::fromStdString(korean(120));
    using Texts = QByteArrayList;
    QTest::newRow("client closes first") << Closing::ClientFirst << Texts {"hello"} << QByteArray();
    QTest::newRow("server closes first") << Closing::ServerFirst << Texts {"hello"} << QByteArray();
    QTest::newRow("no message") << Closing::ClientFirst << Texts() << QByteArray();
    QTest::newRow("connect before listen") << Closing::ClientFirst << Texts {"hello"} << QByteArray("ccc");
    QTest::newRow("accept before connect") << Closing::ServerFirst << Texts {"hello"} << QByteArray("ssssss");
    QTest::newRow("several messages")
        << Closing::ServerFirst << Texts {"a", "bc", "a longer one, with spaces", "d", "eeeeeeee"}
        << QByteArray();
    QTest::newRow("Korean") << Closing::ClientFirst << Texts {"안녕", longText, "😀😀😀😀😀😀😀😀😀😀😀😀"}
                            << QByteArray();
    // Bytes that are read late, so that their arrow crosses those of the closing.
    QTest::newRow("the echo is read after the FIN")
        << Closing::ServerFirst << Texts {"hello"} << QByteArray("sssscscscsssssc");
    QTest::newRow("the message is read after the FIN")
        << Closing::ServerFirst << Texts {"hello"} << QByteArray("ssscsscssscss");
    QTest::newRow("the message is read after the client closed")
        << Closing::ServerFirst << Texts {"hello"} << QByteArray("sssscscssscccss");
    QTest::newRow("two messages pass each other")
        << Closing::ClientFirst << Texts {"안녕하세요 여러분", "b"} << QByteArray("sssscscsscssc");
    QTest::newRow("in pieces") << Closing::ClientFirst << Texts {QByteArray(200'000, 'x')} << QByteArray();
    QTest::newRow("no text") << Closing::ServerFirst << Texts {QByteArray("\x00\xff\n\"\\\x1b", 6)}
                             << QByteArray();
}

void DiagramTest::nothingOverlapsAtAnyStep()
{
    QFETCH(const Closing, closing);
    QFETCH(const QByteArrayList, messages);
    QFETCH(const QByteArray, order);
    SessionOptions options = onAnyPort(closing, {});
    for (const QByteArray &message : messages)
        options.messages.push_back(message.toStdString());
    Gallery gallery(options);
    QVERIFY(gallery.awaitSettled());
    VERIFY_RULES(gallery);
    for (const char actor : order) {
        QVERIFY(gallery.step(actor == 's' ? "server" : "client"));
        VERIFY_RULES(gallery);
    }
    while (!gallery.session().isFinished()) {
        QVERIFY(gallery.step());
        VERIFY_RULES(gallery);
    }
    QVERIFY(callsIn(gallery.recording()).size() > 12);
}

void DiagramTest::nothingOverlapsInAnyOrderOfSteps_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 8; ++seed)
        QTest::addRow("order %u", seed) << seed;
}

void DiagramTest::nothingOverlapsInAnyOrderOfSteps()
{
    QFETCH(const unsigned, seed);
    std::mt19937 random(seed);
    Gallery gallery(
        onAnyPort(seed % 2 ? Closing::ClientFirst : Closing::ServerFirst, {"hello", "안녕", "x"}));
    QVERIFY(gallery.awaitSettled());
    for (int i = 0; i < 120 && !gallery.session().isFinished(); ++i) {
        // Mostly by chance; now and then the lesson's order, so that it comes to an end.
        const auto dice = random() % 5;
        QVERIFY(gallery.step(dice < 2 ? "client" : dice < 4 ? "server" : nullptr));
        VERIFY_RULES(gallery);
    }
    QVERIFY(gallery.session().isFinished());
}

void DiagramTest::nothingOverlapsWhereverItIsScrolled()
{
    Gallery gallery(onAnyPort(Closing::ServerFirst, {"one", "two", "three", "four"}));
    QVERIFY(gallery.awaitSettled());
    while (!gallery.session().isFinished())
        QVERIFY(gallery.step());
    bool scrolled = false;
    for (std::size_t i = 0; i < static_cast<std::size_t>(looks().size()); ++i) {
        QScrollBar *bar = gallery.view(i).verticalScrollBar();
        for (int value = bar->maximum(); value > 0; value -= bar->pageStep() / 3) {
            bar->setValue(value);
            scrolled = true;
            VERIFY_RULES(gallery);
        }
        bar->setValue(0);
        VERIFY_RULES(gallery);
    }
    QVERIFY(scrolled);
}

void DiagramTest::theHeadersFitInKorean()
{
    Language language;
    language.use(QStringLiteral("ko"));
    Gallery gallery(onAnyPort(Closing::ServerFirst));
    QVERIFY(gallery.awaitSettled());
    while (!gallery.session().isFinished()) {
        QVERIFY(gallery.step());
        VERIFY_RULES(gallery);
    }
}

void DiagramTest::thePictureIsNotBlank_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1440x900") << QSize(1440, 900);
    QTest::newRow("1280x720") << QSize(1280, 720);
}

void DiagramTest::thePictureIsNotBlank()
{
    QFETCH(const QSize, size);
    LiveWindow window(onAnyPort(Closing::ServerFirst), size);
    const auto coloursOf = [](const QImage &image) {
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                colours << image.pixel(x, y);
        }
        return colours.size();
    };
    const auto before = coloursOf(window->diagram().grab().toImage());
    QVERIFY(window.stepUntilAllEchoed());
    const QImage whole = window->grab().toImage();
    QCOMPARE(whole.size(), size * whole.devicePixelRatio());
    QVERIFY(coloursOf(whole) > 100);
    QVERIFY(coloursOf(window->diagram().grab().toImage()) > before);
}

void DiagramTest::whatIsInSightIsWhatIsPainted()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    DiagramView &view = window->diagram();
    const QImage image = view.viewport()->grab().toImage();
    const QRect inSight(0, view.viewport()->height() - view.verticalScrollBar()->pageStep(), image.width(),
        view.verticalScrollBar()->pageStep());
    const QRgb canvas = image.pixel(2, inSight.bottom() - 2);
    int labels = 0;
    for (const auto &label : view.visibleSlice().labels) {
        const QRect rect(onScreen(view, label.rect.topLeft()), onScreen(view, label.rect.bottomRight()));
        if (!inSight.contains(rect))
            continue;
        bool inked = false;
        for (int y = rect.top(); y <= rect.bottom() && !inked; ++y) {
            for (int x = rect.left(); x <= rect.right() && !inked; ++x)
                inked = image.pixel(x, y) != canvas;
        }
        QVERIFY2(inked, qPrintable(label.text));
        ++labels;
    }
    QVERIFY(labels > 15);
}

QTEST_MAIN(DiagramTest)
#include "diagram_test.moc"
