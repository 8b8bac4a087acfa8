// SPDX-License-Identifier: GPL-3.0-or-later
// The address pane: what a real session's calls were given and what the kernel filled in, byte by byte.
#include "ui/bytes/address_view.h"

#include "application.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/lesson_session.h"
#include "live_window.h"
#include "ui/window/side_pane.h"
#include "ui/words/address_words.h"

#include <QLabel>
#include <QScrollBar>
#include <QTest>
#include <QTextDocumentFragment>
#include <arpa/inet.h>
#include <cstring>
#include <netinet/in.h>

using namespace sockstep;
using namespace sockstep::test;

class AddressViewTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void bindShowsWhatItWasGiven();
    void connectAndAcceptShowTheTwoEndsPorts();
    void withoutASelectionTheLatestAddressIsShown();
    void aCallWithoutAnAddressSaysSo();
    void anAddressThatIsFilledInComesWhenTheCallReturns();
    void itBeginsAnewWithTheSession();
    void otherFamiliesShowTheirStructs();
    void nothingOverlapsAndNoNameIsCutOff_data();
    void nothingOverlapsAndNoNameIsCutOff();
    void textsHaveTheirRoom_data();
    void textsHaveTheirRoom();
    void eachMemberHasAColourOfItsOwn();
};

namespace {

AddressView &shown(LiveWindow &window)
{
    window.find<SidePane>()->show(SidePane::Tab::Address);
    QCoreApplication::processEvents();
    return *window.find<AddressView>();
}

QString said(const AddressView &view)
{
    QStringList texts;
    for (const auto *label : view.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&view))
            texts << QTextDocumentFragment::fromHtml(label->text()).toPlainText();
    }
    return texts.join(u'\n').replace(QChar(0xa0), u' ');
}

/// What a C program would pass for 127.0.0.1 and \p port.
QByteArray inC(std::uint16_t port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    return {reinterpret_cast<const char *>(&address), sizeof address};
}

QByteArray bytesOf(const AddressView &view)
{
    const auto &bytes = view.bytes().address().bytes;
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// What the cells of the figure say, as bytes.
QByteArray paintedBytes(const AddressView &view)
{
    QByteArray hex;
    for (const auto &cell : view.bytes().figure().cells)
        hex += cell.text.toLatin1();
    return QByteArray::fromHex(hex);
}

} // namespace

void AddressViewTest::bindShowsWhatItWasGiven()
{
    LiveWindow window(lessonSession(builtInLesson("ports"), onAnyPort(Closing::ClientFirst)));
    QVERIFY(window.stepUntil([&] { return window.lastReturned(Function::Getsockname); }));
    AddressView &view = shown(window);
    window->selection().setCall(window.lastCall(Function::Bind));
    QCOMPARE(bytesOf(view), inC(0)); // a port that the kernel chooses
    QCOMPARE(paintedBytes(view), inC(0));
    QVERIFY2(said(view).contains(QStringLiteral("bind(")), qPrintable(said(view)));
    QVERIFY2(said(view).contains(QStringLiteral("choose a free port")), qPrintable(said(view)));
    for (const char *name : {"sin_family", "sin_port", "sin_addr", "sin_zero", "AF_INET = 2", "127.0.0.1"})
        QVERIFY2(said(view).contains(QString::fromLatin1(name)), name);
    // getsockname then says which port it was.
    window->selection().setCall(window.lastCall(Function::Getsockname));
    const std::uint16_t port
        = window.history().returned(window.lastCall(Function::Getsockname))->address.port();
    QVERIFY(port != 0);
    QCOMPARE(paintedBytes(view), inC(port));
    QVERIFY2(said(view).contains(QStringLiteral("own address")), qPrintable(said(view)));
    QVERIFY2(said(view).contains(QStringLiteral("%1 = 0x%2").arg(port).arg(port, 4, 16, QLatin1Char('0'))),
        qPrintable(said(view)));
    QVERIFY2(said(view).contains(QString::number(htons(port))), "what it would be without ntohs()");
}

void AddressViewTest::connectAndAcceptShowTheTwoEndsPorts()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    AddressView &view = shown(window);
    const History &history = window.history();
    window->selection().setCall(window.lastCall(Function::Connect));
    const std::uint16_t server = history.entered(window.lastCall(Function::Connect)).address.port();
    QCOMPARE(bytesOf(view), inC(server));
    window->selection().setCall(window.lastCall(Function::Accept));
    const SocketId client = history.entered(window.lastCall(Function::Connect)).socket;
    QCOMPARE(bytesOf(view), inC(history.socket(client).local.port()));
    QVERIFY2(said(view).contains(QStringLiteral("the other end")), qPrintable(said(view)));
    QVERIFY2(said(view).contains(QStringLiteral("len = 16")), qPrintable(said(view)));
}

void AddressViewTest::withoutASelectionTheLatestAddressIsShown()
{
    LiveWindow window;
    AddressView &view = shown(window);
    QVERIFY(bytesOf(view).isEmpty());
    QVERIFY2(said(view).contains(QStringLiteral("No call")), qPrintable(said(view)));
    QVERIFY(window.stepUntil([&] { return window.lastReturned(Function::Bind); }));
    QCOMPARE(bytesOf(view), inC(window.session().options().server.port()));
    QVERIFY(window.stepUntilAllEchoed()); // send and recv have none
    QVERIFY2(said(view).contains(QStringLiteral("accept(")), qPrintable(said(view)));
}

void AddressViewTest::aCallWithoutAnAddressSaysSo()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    AddressView &view = shown(window);
    window->selection().setCall(window.lastCall(Function::Listen));
    QVERIFY(bytesOf(view).isEmpty());
    QVERIFY(view.bytes().figure().cells.empty());
    QVERIFY2(said(view).startsWith(QStringLiteral("listen() has no address")), qPrintable(said(view)));
    QVERIFY2(!said(view).contains(QStringLiteral("sin_")), qPrintable(said(view)));
    window->selection().clear();
    QCOMPARE(bytesOf(view).size(), 16);
}

void AddressViewTest::anAddressThatIsFilledInComesWhenTheCallReturns()
{
    LiveWindow window;
    AddressView &view = shown(window);
    while (!window.lastCall(Function::Accept))
        QVERIFY(window.step(Qt::Key_S)); // accept blocks, for the client has not moved
    QVERIFY2(said(view).contains(QStringLiteral("bind(")), qPrintable(said(view)));
    QVERIFY(window.stepUntil([&] { return window.lastReturned(Function::Connect); }));
    QVERIFY(window.lastReturned(Function::Accept));
    // Of the two calls that have returned now, the later one.
    QVERIFY(window.lastCall(Function::Connect) > window.lastCall(Function::Accept));
    QVERIFY2(said(view).contains(QStringLiteral("connect(")), qPrintable(said(view)));
    window->selection().setCall(window.lastCall(Function::Accept));
    QCOMPARE(bytesOf(view).size(), 16);
}

void AddressViewTest::itBeginsAnewWithTheSession()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    AddressView &view = shown(window);
    QCOMPARE(bytesOf(view).size(), 16);
    window.press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(window.awaitSettled());
    QVERIFY(bytesOf(view).isEmpty());
    QVERIFY(window.stepUntil([&] { return window.lastReturned(Function::Bind); }));
    QCOMPARE(bytesOf(view), inC(window.session().options().server.port()));
}

void AddressViewTest::otherFamiliesShowTheirStructs()
{
    // The lesson binds with a length that is too short, then rightly, then in the other two families, and in
    // the end with a struct of its own.
    LiveWindow window(lessonSession(builtInLesson("sockaddr"), onAnyPort(Closing::ClientFirst)));
    AddressView &view = shown(window);
    QVERIFY(window.stepToEnd());
    QStringList structs;
    for (CallId call = 1; call <= window.callCount(); ++call) {
        const CallEntered &entered = window.history().entered(call);
        window->selection().setCall(call);
        if (entered.function == Function::Unlink)
            QVERIFY(bytesOf(view).isEmpty());
        if (entered.function != Function::Bind)
            continue;
        QCOMPARE(paintedBytes(view), bytesOf(view));
        structs << said(view).section(QStringLiteral("struct sockaddr_"), 1, 1).section(u' ', 0, 0)
                + QString::number(bytesOf(view).size());
        if (structs.size() == 1)
            QVERIFY2(said(view).contains(QStringLiteral("4 of 16 bytes")), qPrintable(said(view)));
    }
    QCOMPARE(structs.mid(0, 3),
        QStringList({QStringLiteral("in4"), QStringLiteral("in16"), QStringLiteral("in628")}));
    QVERIFY2(
        structs.size() == 5 && structs[3].startsWith(QStringLiteral("un")), qPrintable(structs.join(u' ')));
    QCOMPARE(structs[4], QStringLiteral("in16"));
}

void AddressViewTest::nothingOverlapsAndNoNameIsCutOff_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<double>("width");
    for (const char *address : {"127.0.0.1:9000", "[fd77::2]:9000", "unix:/tmp/sockstep-echo-1"}) {
        for (const double width : {0.0, 200.0, 316.0, 340.0, 700.0})
            QTest::addRow("%s in %.0f", address, width) << QString::fromLatin1(address) << width;
    }
}

void AddressViewTest::nothingOverlapsAndNoNameIsCutOff()
{
    QFETCH(const QString, address);
    QFETCH(const double, width);
    const SockaddrBytes bytes = sockaddrBytes(Endpoint::parse(address.toStdString()).value());
    const AddressFigure::Metrics metrics {7.2, 15};
    const AddressFigure figure = AddressFigure::of(bytes, metrics, width);
    QCOMPARE(figure.cells.size(), bytes.bytes.size());
    std::vector<QRectF> rects;
    for (const auto &cell : figure.cells)
        rects.push_back(cell.rect.adjusted(0.01, 0.01, -0.01, -0.01)); // they share their edges
    for (const auto *words : {&figure.names, &figure.offsets}) {
        for (const auto &word : *words) {
            rects.push_back(word.rect.adjusted(0.01, 0.01, -0.01, -0.01));
            QVERIFY(word.rect.width() >= static_cast<double>(word.text.size()) * metrics.charWidth * 0.92);
        }
    }
    const QRectF all(QPointF(), figure.size);
    for (std::size_t i = 0; i < rects.size(); ++i) {
        QVERIFY(all.contains(rects[i]));
        for (std::size_t j = i + 1; j < rects.size(); ++j)
            QVERIFY2(!rects[i].intersects(rects[j]), qPrintable(QStringLiteral("%1 and %2").arg(i).arg(j)));
    }
    if (width >= 316)
        QVERIFY(figure.size.width() <= width);
}

void AddressViewTest::textsHaveTheirRoom_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("language");
    for (const QSize size : {QSize(1440, 900), QSize(1280, 720)}) {
        for (const char *language : {"en", "ko"})
            QTest::addRow("%dx%d %s", size.width(), size.height(), language)
                << size << QString::fromLatin1(language);
    }
}

void AddressViewTest::textsHaveTheirRoom()
{
    QFETCH(const QSize, size);
    QFETCH(const QString, language);
    LiveWindow window(onAnyPort(Closing::ClientFirst), size);
    window->language().use(language);
    QVERIFY(window.stepUntilConnected());
    AddressView &view = shown(window);
    for (const Function function : {Function::Bind, Function::Connect, Function::Accept, Function::Listen}) {
        window->selection().setCall(window.lastCall(function));
        for (int rounds = 0; rounds < 5; ++rounds)
            QCoreApplication::processEvents();
        QCOMPARE(view.horizontalScrollBar()->maximum(), 0);
        for (const auto *label : view.findChildren<QLabel *>()) {
            if (label->isVisibleTo(&view))
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
    }
    QVERIFY(view.widget()->height() >= view.bytes().height());
}

void AddressViewTest::eachMemberHasAColourOfItsOwn()
{
    LiveWindow window;
    QVERIFY(window.stepUntil([&] { return window.lastReturned(Function::Bind); }));
    for (const char *appearance : {"light", "dark"}) {
        window->setAppearance(QString::fromLatin1(appearance));
        AddressView &view = shown(window);
        const QImage image = const_cast<AddressBytes &>(view.bytes()).grab().toImage();
        QList<QRgb> colours;
        std::size_t last = SIZE_MAX;
        for (const auto &cell : view.bytes().figure().cells) {
            const QRgb colour = image.pixel((cell.rect.topLeft() + QPointF(3, 3)).toPoint());
            if (cell.field != last)
                QVERIFY2(!colours.contains(colour), appearance);
            else
                QCOMPARE(colour, colours.last());
            last = cell.field;
            colours << colour;
        }
    }
}

QTEST_MAIN(AddressViewTest)
#include "address_view_test.moc"
