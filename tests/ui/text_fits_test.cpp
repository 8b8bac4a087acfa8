// SPDX-License-Identifier: GPL-3.0-or-later
// No text is cut off: every label and button has the room that its text asks for, in both languages
// and in both sizes that a class is likely to see.
#include "application.h"
#include "core/lesson/lesson_library.h"
#include "live_window.h"
#include "ui/parts/rich_label.h"

#include <QAbstractButton>
#include <QLabel>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class TextFitsTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void nothingIsCutOffAtAnyStep_data();
    void nothingIsCutOffAtAnyStep();
    void nothingIsCutOffAfterAChangeOfLanguage_data();
    void nothingIsCutOffAfterAChangeOfLanguage();
    void nothingIsCutOffWhenSomethingFails_data() { nothingIsCutOffAfterAChangeOfLanguage_data(); }
    void nothingIsCutOffWhenSomethingFails();
    void nothingIsCutOffWhenComparing_data() { nothingIsCutOffAfterAChangeOfLanguage_data(); }
    void nothingIsCutOffWhenComparing();
    void nothingIsCutOffInFreePlay_data() { nothingIsCutOffAfterAChangeOfLanguage_data(); }
    void nothingIsCutOffInFreePlay();
    void nothingIsCutOffWithSeveralClients_data() { nothingIsCutOffAfterAChangeOfLanguage_data(); }
    void nothingIsCutOffWithSeveralClients();
    void nothingIsCutOffOnThePageThatWasNotShown_data() { nothingIsCutOffAfterAChangeOfLanguage_data(); }
    void nothingIsCutOffOnThePageThatWasNotShown();
    void theNarrationIsWholeOnAProjector_data() { nothingIsCutOffAtAnyStep_data(); }
    void theNarrationIsWholeOnAProjector();
};

namespace {

/// What has less room than its text needs; a line each.
QStringList cutOff(LiveWindow &window)
{
    // The language comes with one event, the room that its texts ask for with the next.
    for (int rounds = 0; rounds < 5; ++rounds)
        QCoreApplication::processEvents();
    QStringList result;
    const auto complain = [&](const QWidget *widget, const QString &text, QSize needed) {
        result << QStringLiteral("%1 has %2x%3 and needs %4x%5: %6")
                      .arg(widget->objectName())
                      .arg(widget->width())
                      .arg(widget->height())
                      .arg(needed.width())
                      .arg(needed.height())
                      .arg(text);
    };
    for (const auto *label : window->findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        if (const auto *rich = qobject_cast<const RichLabel *>(label)) { // paints what it has laid out itself
            const QSize painted(qCeil(rich->laidOut().width()), qCeil(rich->laidOut().height()));
            if (painted.width() != rich->width() || painted.height() > rich->height())
                complain(rich, rich->text(), painted);
        }
        const QSize needed
            = label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->sizeHint();
        if (label->width() < needed.width() || label->height() < needed.height())
            complain(label, label->text(), needed);
        if (!label->parentWidget()->rect().contains(label->geometry()))
            complain(label, label->text() + QStringLiteral(" (beyond its parent)"), needed);
    }
    for (const auto *button : window->findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || button->text().isEmpty())
            continue;
        if (button->width() < button->sizeHint().width())
            complain(button, button->text(), button->sizeHint());
    }
    return result;
}

#define VERIFY_NOTHING_CUT(window)                                                                           \
    do {                                                                                                     \
        const QStringList cut = cutOff(window);                                                              \
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));                                                \
    } while (false)

} // namespace

void TextFitsTest::nothingIsCutOffAtAnyStep_data()
{
    QTest::addColumn<Closing>("closing");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("language");
    for (const QSize size : {QSize(1440, 900), QSize(1280, 720)}) {
        for (const char *language : {"en", "ko"}) {
            for (const Closing closing : {Closing::ClientFirst, Closing::ServerFirst})
                QTest::addRow("%dx%d %s, %s first", size.width(), size.height(), language,
                    closing == Closing::ClientFirst ? "client" : "server")
                    << closing << size << QString::fromLatin1(language);
        }
    }
}

void TextFitsTest::nothingIsCutOffAtAnyStep()
{
    QFETCH(const Closing, closing);
    QFETCH(const QSize, size);
    QFETCH(const QString, language);
    LiveWindow window(onAnyPort(closing), size);
    window->language().use(language);
    VERIFY_NOTHING_CUT(window);
    while (!window.session().isFinished()) {
        QVERIFY(window.step());
        VERIFY_NOTHING_CUT(window);
    }
}

void TextFitsTest::nothingIsCutOffAfterAChangeOfLanguage_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1440x900") << QSize(1440, 900);
    QTest::newRow("1280x720") << QSize(1280, 720);
}

void TextFitsTest::nothingIsCutOffAfterAChangeOfLanguage()
{
    QFETCH(const QSize, size);
    LiveWindow window(onAnyPort(Closing::ServerFirst), size);
    QVERIFY(window.stepToEnd());
    for (int i = 0; i < 4; ++i) {
        window->language().toggle();
        VERIFY_NOTHING_CUT(window);
    }
}

void TextFitsTest::nothingIsCutOffWhenSomethingFails()
{
    QFETCH(const QSize, size);
    LiveWindow window(onAnyPort(Closing::ClientFirst), size);
    for (const int key : {Qt::Key_C, Qt::Key_C, Qt::Key_S, Qt::Key_S, Qt::Key_C}) {
        QVERIFY(window.step(key));
        VERIFY_NOTHING_CUT(window);
        window->language().toggle();
        VERIFY_NOTHING_CUT(window);
        window->language().toggle();
    }
}

void TextFitsTest::nothingIsCutOffWhenComparing()
{
    QFETCH(const QSize, size);
    LiveWindow window(onAnyPort(Closing::ClientFirst), size);
    for (const auto page : {MainWindow::Page::Compare, MainWindow::Page::Cost}) {
        window->showPage(page);
        for (int i = 0; i < 2; ++i) {
            VERIFY_NOTHING_CUT(window);
            window->language().toggle();
            QCoreApplication::processEvents();
        }
    }
}

void TextFitsTest::nothingIsCutOffInFreePlay()
{
    QFETCH(const QSize, size);
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.freePlay = true;
    LiveWindow window(options, size);
    Playback &playback = window->playback();
    using What = CallByHand::What;
    const std::pair<ActorId, What> calls[] = {{0, What::SocketTcp}, {0, What::BindServer}, {0, What::Listen},
        {1, What::Recv}, {1, What::SocketTcp}, {1, What::Connect}, {0, What::Accept}, {1, What::Send},
        {0, What::Recv}, {1, What::ShutdownRead}, {1, What::ShutdownBoth}, {1, What::Recvfrom},
        {0, What::Accept}, {1, What::Close}};
    for (const auto &[actor, what] : calls) {
        if (const auto added = playback.addClient())
            QVERIFY(await(
                [&, added] { return window.session().status(*added).state == ActorStatus::State::AtEnd; }));
        QVERIFY(playback.makeByHand(actor, {what, {}, "hello", 0}));
        QVERIFY(window.awaitSettled());
        for (int i = 0; i < 2; ++i) {
            VERIFY_NOTHING_CUT(window);
            window->language().toggle();
        }
    }
    window.press(Qt::Key_Space);
    VERIFY_NOTHING_CUT(window);
}

void TextFitsTest::nothingIsCutOffWithSeveralClients()
{
    QFETCH(const QSize, size);
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.script = builtInLesson("serial-server");
    LiveWindow window(options, size);
    while (window.session().nextAction()) {
        VERIFY_NOTHING_CUT(window);
        window->language().toggle();
        VERIFY_NOTHING_CUT(window);
        QVERIFY(window.step());
    }
}

/// What the panes of a page are given while another is shown.
void TextFitsTest::nothingIsCutOffOnThePageThatWasNotShown()
{
    QFETCH(const QSize, size);
    LiveWindow window(onAnyPort(Closing::ClientFirst), size);
    QVERIFY(window.stepUntilAllEchoed());
    const auto elsewhere = [&](auto change) {
        window->showPage(MainWindow::Page::Compare);
        change();
        QCoreApplication::processEvents();
        window->showPage(MainWindow::Page::Lesson);
        VERIFY_NOTHING_CUT(window);
    };
    elsewhere([&] { window->resize(size - QSize(150, 60)); });
    elsewhere([&] { window->resize(size); });
    elsewhere([&] { window->zoom().setFactor(1.15); });
    elsewhere([&] { window->zoom().setFactor(1); });
    elsewhere([&] { window->language().toggle(); });
}

void TextFitsTest::theNarrationIsWholeOnAProjector()
{
    QFETCH(const Closing, closing);
    QFETCH(const QSize, size);
    QFETCH(const QString, language);
    LiveWindow window(onAnyPort(closing), size);
    window->language().use(language);
    window->zoom().setFactor(1.5);
    while (!window.session().isFinished()) {
        QVERIFY(window.step());
        const QStringList cut = cutOff(window).filter(QStringLiteral("story"));
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
    }
}

QTEST_MAIN(TextFitsTest)
#include "text_fits_test.moc"
