// SPDX-License-Identifier: GPL-3.0-or-later
// What a window remembers, the next one begins with.
#include "application.h"
#include "live_window.h"

#include <QLabel>
#include <QSettings>
#include <QSlider>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class SettingsTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void aFirstWindowHasItsOwnSize();
    void theGeometryIsRemembered();
    void aMaximizedWindowIsMaximizedAgain();
    void theZoomIsRemembered();
    void theLanguageIsRemembered();
    void theSpeedIsRememberedAndShown();
    void theColoursAreRemembered();
    void nonsenseInTheSettingsDoesNoHarm_data();
    void nonsenseInTheSettingsDoesNoHarm();
    void nothingIsWrittenBeforeTheWindowCloses();
};

namespace {

/// Opens a window, does something, closes it as a person does, and opens the next.
template <typename Change, typename Check> void inTwoWindows(Change change, Check check)
{
    {
        LiveWindow first;
        change(first);
        if (QTest::currentTestFailed())
            return;
        first.closeAndDestroy();
    }
    asIfStartedAgain();
    QVERIFY(!QSettings().allKeys().isEmpty());
    LiveWindow second(onAnyPort(Closing::ClientFirst), QSize());
    check(second);
}

} // namespace

void SettingsTest::aFirstWindowHasItsOwnSize()
{
    LiveWindow window(onAnyPort(Closing::ClientFirst), QSize());
    QCOMPARE(window->size(), QSize(1440, 900));
    QCOMPARE(window->zoom().factor(), 1.0);
    QCOMPARE(window->language().code(), QStringLiteral("en"));
}

void SettingsTest::theGeometryIsRemembered()
{
    inTwoWindows([](LiveWindow &window) { window->setGeometry(120, 80, 1111, 777); },
        [](LiveWindow &window) {
            QCOMPARE(window->size(), QSize(1111, 777));
            QCOMPARE(window->geometry().topLeft(), QPoint(120, 80));
        });
}

void SettingsTest::aMaximizedWindowIsMaximizedAgain()
{
    inTwoWindows([](LiveWindow &window) { window->showMaximized(); },
        [](LiveWindow &window) { QVERIFY(window->windowState() & Qt::WindowMaximized); });
}

void SettingsTest::theZoomIsRemembered()
{
    double factor = 0;
    inTwoWindows(
        [&](LiveWindow &window) {
            window.press(Qt::Key_Plus, Qt::ControlModifier);
            window.press(Qt::Key_Plus, Qt::ControlModifier);
            factor = window->zoom().factor();
            QVERIFY(factor > 1);
        },
        [&](LiveWindow &window) { QCOMPARE(window->zoom().factor(), factor); });
}

void SettingsTest::theLanguageIsRemembered()
{
    inTwoWindows([](LiveWindow &window) { window->language().use(QStringLiteral("ko")); },
        [](LiveWindow &window) {
            QCOMPARE(window->language().code(), QStringLiteral("ko"));
            bool korean = false;
            for (const auto *label : window->findChildren<QLabel *>())
                korean = korean || label->text().contains(QStringLiteral("서버"));
            QVERIFY(korean);
        });
}

void SettingsTest::theSpeedIsRememberedAndShown()
{
    int position = 0;
    double speed = 0;
    inTwoWindows(
        [&](LiveWindow &window) {
            auto *slider = window.find<QSlider>("speed");
            slider->setFocus();
            for (int i = 0; i < 4; ++i)
                window.press(Qt::Key_Right);
            position = slider->value();
            speed = window->playback().speed();
            QVERIFY(speed > 2);
        },
        [&](LiveWindow &window) {
            QCOMPARE(window->playback().speed(), speed);
            QCOMPARE(window.find<QSlider>("speed")->value(), position);
        });
}

void SettingsTest::theColoursAreRemembered()
{
    inTwoWindows([](LiveWindow &window) { window->setAppearance(QStringLiteral("dark")); },
        [](LiveWindow &window) {
            const QImage image = window->grab().toImage();
            QVERIFY(image.pixelColor(3, 3).lightness() < 60);
        });
}

void SettingsTest::nonsenseInTheSettingsDoesNoHarm_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("geometry") << QStringLiteral("geometry") << QVariant(QByteArray("nonsense"));
    QTest::newRow("zoom, too large") << QStringLiteral("zoom") << QVariant(1e9);
    QTest::newRow("zoom, no number") << QStringLiteral("zoom") << QVariant(QStringLiteral("nan"));
    QTest::newRow("zoom, negative") << QStringLiteral("zoom") << QVariant(-3);
    QTest::newRow("speed") << QStringLiteral("speed") << QVariant(QStringLiteral("fast"));
    QTest::newRow("speed, no number") << QStringLiteral("speed") << QVariant(QStringLiteral("nan"));
    QTest::newRow("language") << QStringLiteral("language") << QVariant(QStringLiteral("xx"));
    QTest::newRow("colours") << QStringLiteral("appearance") << QVariant(QStringLiteral("plaid"));
}

void SettingsTest::nonsenseInTheSettingsDoesNoHarm()
{
    QFETCH(const QString, key);
    QFETCH(const QVariant, value);
    QSettings().setValue(key, value);
    LiveWindow window(onAnyPort(Closing::ClientFirst), QSize());
    QVERIFY(window->zoom().factor() >= 0.5 && window->zoom().factor() <= 4);
    QVERIFY(window->playback().speed() >= 0.1 && window->playback().speed() <= 50);
    const QStringList languages {QStringLiteral("en"), QStringLiteral("ko")};
    QVERIFY2(languages.contains(window->language().code()), qPrintable(window->language().code()));
    QVERIFY(window.stepToEnd());
}

void SettingsTest::nothingIsWrittenBeforeTheWindowCloses()
{
    LiveWindow window;
    window->zoom().in();
    QVERIFY(QSettings().allKeys().isEmpty());
    window->close();
    QVERIFY(QSettings().contains(QStringLiteral("zoom")));
}

QTEST_MAIN(SettingsTest)
#include "settings_test.moc"
