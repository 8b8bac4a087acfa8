// SPDX-License-Identifier: GPL-3.0-or-later
// The pane that shows one segment: by keyboard and by mouse, for whoever hears it, and with broken packets.
#include "application.h"
#include "support/packets.h"
#include "ui/bytes/segment_canvas.h"
#include "ui/bytes/segment_view.h"
#include "ui/look/language.h"
#include "ui/words/segment_words.h"

#include <QAccessible>
#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QScrollBar>
#include <QTest>
#include <limits>
#include <memory>

using namespace sockstep;
using namespace sockstep::test;

class SegmentViewTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init();
    void cleanup();
    void withoutASegmentItSaysHowToChooseOne();
    void everyFieldIsReachedWithTheKeyboard_data();
    void everyFieldIsReachedWithTheKeyboard();
    void upAndDownGoFromRowToRow();
    void upIsTheWayBack();
    void escapeSelectsNothing();
    void theSelectedFieldIsInSight();
    void theAccessibleNameTellsFieldAndValue();
    void theCardSaysWhatIsSelected();
    void theMouseShowsAFieldAndItsBytes();
    void aClickSelectsAFieldOrTheFieldOfAByte();
    void theSameFieldStaysSelectedFromSegmentToSegment();
    void aFieldThatIsGoneIsNoLongerSelected();
    void malformedPacketsAreShownAsSuch_data();
    void malformedPacketsAreShownAsSuch();
    void anythingCanBePainted();
    void itScrollsWhereItIsSmall();
    void nothingJumpsWhileTheSelectionMoves();
    void lettersGrowWithTheFont();
    void itSpeaksAnotherLanguageAtOnce();
    void aLargePacketIsPaintedAsFastAsASmallOne();

private:
    SegmentCanvas &canvas() { return view_->canvas(); }
    void press(Qt::Key key) { QTest::keyClick(&canvas(), key); }
    FieldId selectedId()
    {
        const auto ref = canvas().selected().value();
        return canvas().parts()[ref.part].fields[ref.field].id;
    }
    QStringList cardTexts() const
    {
        QStringList texts;
        for (const auto *label : view_->findChildren<QLabel *>()) {
            if (label->isVisible())
                texts << label->text();
        }
        return texts;
    }
    QString nameOf() { return QAccessible::queryAccessibleInterface(&canvas())->text(QAccessible::Name); }
    QPointF onScreen(QPointF content) { return content + canvas().contentOrigin(); }

    std::unique_ptr<SegmentView> view_;
    DissectionContext context_ {0x5b04d00c, 0xc1a6f774, 10};
};

void SegmentViewTest::init()
{
    asIfNeverOpened();
    view_ = std::make_unique<SegmentView>();
    QFont font = QApplication::font();
    font.setPointSizeF(10);
    view_->setFont(font);
    view_->resize(330, 800);
    view_->show();
}

void SegmentViewTest::cleanup()
{
    view_.reset();
    Language().use(QStringLiteral("en"));
}

void SegmentViewTest::withoutASegmentItSaysHowToChooseOne()
{
    const QImage empty = view_->grab().toImage();
    QVERIFY(canvas().isEmpty());
    QVERIFY(cardTexts().isEmpty());
    QVERIFY(!nameOf().isEmpty());
    for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Left, Qt::Key_Down, Qt::Key_Up, Qt::Key_End})
        press(key);
    QVERIFY(!canvas().selected());
    view_->show(fromHex(kSyn), context_);
    QVERIFY(view_->grab().toImage() != empty);
    view_->clear();
    QCoreApplication::processEvents();
    QVERIFY(canvas().isEmpty());
    QVERIFY(cardTexts().isEmpty());
    // It is written in the middle: the picture is not just one colour.
    const QColor ground = empty.pixelColor(165, 20);
    bool written = false;
    for (int y = 300; y < 500 && !written; ++y) {
        for (int x = 20; x < 310; ++x)
            written = written || empty.pixelColor(x, y) != ground;
    }
    QVERIFY(written);
}

void SegmentViewTest::everyFieldIsReachedWithTheKeyboard_data()
{
    QTest::addColumn<QByteArray>("raw");
    for (const NamedPacket &packet : kPackets)
        QTest::newRow(std::string(packet.name).c_str()) << QByteArray::fromStdString(fromHex(packet.hex));
}

void SegmentViewTest::everyFieldIsReachedWithTheKeyboard()
{
    QFETCH(const QByteArray, raw);
    view_->show(raw.toStdString(), context_);
    std::vector<FieldRef> wanted;
    for (std::size_t part = 0; part < canvas().parts().size(); ++part) {
        for (std::size_t field = 0; field < canvas().parts()[part].fields.size(); ++field)
            wanted.push_back({part, field});
    }
    std::vector<FieldRef> forth;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        press(Qt::Key_Right);
        forth.push_back(canvas().selected().value());
    }
    QVERIFY(forth == wanted);
    press(Qt::Key_Right); // there is no more
    QVERIFY(canvas().selected() == wanted.back());
    press(Qt::Key_Home);
    QVERIFY(canvas().selected() == wanted.front());
    press(Qt::Key_Left);
    QVERIFY(canvas().selected() == wanted.front());
    press(Qt::Key_End);
    QVERIFY(canvas().selected() == wanted.back());
}

void SegmentViewTest::upAndDownGoFromRowToRow()
{
    view_->show(fromHex(kSyn), context_);
    press(Qt::Key_Home);
    QStringList way {nameOf().section(u':', 0, 0)};
    for (int i = 0; i < 30; ++i) {
        press(Qt::Key_Down);
        if (const QString name = nameOf().section(u':', 0, 0); name != way.back())
            way << name;
    }
    const char *wanted = "IPv4, Version|IPv4, Identification|IPv4, Time to Live|IPv4, Source Address|"
                         "IPv4, Destination Address|TCP, Source Port|TCP, Sequence Number|"
                         "TCP, Acknowledgment Number|TCP, Data Offset|TCP, Checksum|"
                         "TCP, Maximum Segment Size|TCP, SACK-Permitted|TCP, Timestamps|TCP, No-Operation";
    QCOMPARE(way.join(u'|'), QString::fromLatin1(wanted));
}

void SegmentViewTest::upIsTheWayBack()
{
    view_->show(fromHex(kData), context_);
    while (!canvas().selected() || selectedId() != FieldId::TcpSyn)
        press(Qt::Key_Right);
    press(Qt::Key_Up);
    QCOMPARE(selectedId(), FieldId::TcpAcknowledgment);
    press(Qt::Key_Up);
    QCOMPARE(selectedId(), FieldId::TcpSequence);
    press(Qt::Key_Down);
    press(Qt::Key_Down); // the column is not forgotten on the way through wide fields
    QCOMPARE(selectedId(), FieldId::TcpSyn);
}

void SegmentViewTest::escapeSelectsNothing()
{
    view_->show(fromHex(kData), context_);
    press(Qt::Key_End);
    QVERIFY(canvas().selected());
    press(Qt::Key_Escape);
    QVERIFY(!canvas().selected());
}

void SegmentViewTest::theSelectedFieldIsInSight()
{
    view_->resize(260, 330);
    view_->show(fromHex(kSack), context_);
    QCoreApplication::processEvents();
    QVERIFY(canvas().verticalScrollBar()->maximum() > 0);
    QVERIFY(canvas().horizontalScrollBar()->maximum() > 0);
    const auto inSight = [&] {
        const auto *box = canvas().figure().box(canvas().selected().value());
        const QRectF seen = QRectF(canvas().viewport()->rect()).translated(-canvas().contentOrigin());
        return seen.intersects(box->pieces.back()) && seen.contains(box->nameRect.center());
    };
    for (int i = 0; i < 60; ++i) {
        press(Qt::Key_Right);
        QVERIFY2(inSight(), qPrintable(nameOf()));
    }
    press(Qt::Key_Home);
    QVERIFY(inSight());
}

void SegmentViewTest::theAccessibleNameTellsFieldAndValue()
{
    view_->show(fromHex(kData), context_);
    for (int i = 0; i < 19; ++i)
        press(Qt::Key_Right);
    QCOMPARE(nameOf(), QStringLiteral("TCP, Rsrvd: 0"));
    press(Qt::Key_Home);
    QCOMPARE(nameOf(), QStringLiteral("IPv4, Version: 4"));
    while (selectedId() != FieldId::TcpSequence)
        press(Qt::Key_Right);
    QCOMPARE(nameOf(), QStringLiteral("TCP, Sequence Number: 0x5b04d00d (relative 1)"));
    QCOMPARE(canvas().accessibleDescription(), SegmentWords::sentence(FieldId::TcpSequence));
    while (selectedId() != FieldId::TcpPsh)
        press(Qt::Key_Right);
    QCOMPARE(nameOf(), QStringLiteral("TCP, PSH: 1 (set)"));
}

void SegmentViewTest::theCardSaysWhatIsSelected()
{
    view_->show(fromHex(kHangul), context_);
    QCoreApplication::processEvents();
    QVERIFY(cardTexts().join(u'\n').contains(QStringLiteral("arrow keys")));
    press(Qt::Key_End);
    const QStringList texts = cardTexts();
    QVERIFY2(texts.contains(QStringLiteral("Data")), qPrintable(texts.join(u'|')));
    QVERIFY(texts.contains(QStringLiteral("안녕")));
    QVERIFY(texts.contains(QStringLiteral("bytes 52–57")));
    QVERIFY(texts.contains(SegmentWords::sentence(FieldId::Payload)));
}

void SegmentViewTest::theMouseShowsAFieldAndItsBytes()
{
    view_->show(fromHex(kData), context_);
    QCoreApplication::processEvents();
    const QImage before = canvas().viewport()->grab().toImage();
    const SegmentFigure &figure = canvas().figure();
    const FieldRef sequence = *fieldOfByte(canvas().parts(), 24);
    const QPoint point = onScreen(figure.box(sequence)->pieces.front().center()).toPoint();
    QTest::mouseMove(canvas().viewport(), point);
    QTRY_VERIFY(canvas().current() == sequence);
    QVERIFY(!canvas().selected());
    QVERIFY(cardTexts().contains(QStringLiteral("TCP · Sequence Number")));
    // Its four bytes look different now, the one after them does not.
    const QImage after = canvas().viewport()->grab().toImage();
    const auto changed = [&](std::size_t byte) {
        const QRect cell = figure.hex.cell(byte).translated(canvas().contentOrigin()).toAlignedRect();
        return before.copy(cell.adjusted(2, 2, -2, -2)) != after.copy(cell.adjusted(2, 2, -2, -2));
    };
    for (const std::size_t byte : {24U, 25U, 26U, 27U})
        QVERIFY(changed(byte));
    QVERIFY(!changed(28));
    QVERIFY(!changed(23));
    // And the other way round: a byte shows its field.
    QTest::mouseMove(canvas().viewport(), onScreen(figure.hex.cell(53).center()).toPoint());
    QTRY_VERIFY(canvas().current() == fieldOfByte(canvas().parts(), 53));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(canvas().viewport(), &leave);
    QVERIFY(!canvas().current());
}

void SegmentViewTest::aClickSelectsAFieldOrTheFieldOfAByte()
{
    view_->show(fromHex(kData), context_);
    QCoreApplication::processEvents();
    const auto click = [&](QPointF content) {
        QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, onScreen(content).toPoint());
    };
    click(canvas().figure().box(*fieldOfByte(canvas().parts(), 16))->pieces[0].center());
    QCOMPARE(selectedId(), FieldId::Ip4Destination);
    click(canvas().figure().hex.cell(34).center());
    QCOMPARE(selectedId(), FieldId::TcpWindow);
    click({2, 2});
    QVERIFY(!canvas().selected());
}

void SegmentViewTest::theSameFieldStaysSelectedFromSegmentToSegment()
{
    view_->show(fromHex(kSyn), context_);
    while (!canvas().selected() || selectedId() != FieldId::TcpSequence)
        press(Qt::Key_Right);
    for (const NamedPacket &packet : kPackets) {
        view_->show(fromHex(packet.hex), context_);
        if (packet.name == "udp")
            break;
        QCOMPARE(selectedId(), FieldId::TcpSequence);
    }
    // The second of two no-operations is still the second.
    view_->show(fromHex(kData), context_);
    while (!canvas().selected() || selectedId() != FieldId::OptionNoOperation)
        press(Qt::Key_Right);
    press(Qt::Key_Right);
    const auto second = canvas().selected();
    view_->show(fromHex(kHangul), context_);
    QVERIFY(canvas().selected() == second);
}

void SegmentViewTest::aFieldThatIsGoneIsNoLongerSelected()
{
    view_->show(fromHex(kSyn), context_);
    press(Qt::Key_End);
    view_->show(fromHex(kUdp), context_);
    QVERIFY(!canvas().selected());
    view_->clear();
    QVERIFY(!canvas().selected());
}

void SegmentViewTest::malformedPacketsAreShownAsSuch_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("note");
    const QByteArray syn = QByteArray::fromStdString(fromHex(kSyn));
    QByteArray offset = syn;
    offset[32] = 0x40;
    QByteArray option = syn;
    option[41] = 0;
    QByteArray version = syn;
    version[0] = 0x55;
    QTest::newRow("cut off") << syn.first(45) << QStringLiteral("Cut off: 45 of 60 bytes");
    QTest::newRow("data offset") << offset << QStringLiteral("A length of 16 bytes, where 20 are the least");
    QTest::newRow("option") << option << QStringLiteral("An option with a wrong length");
    QTest::newRow("version") << version << QStringLiteral("No IP packet: version 5");
}

void SegmentViewTest::malformedPacketsAreShownAsSuch()
{
    QFETCH(const QByteArray, raw);
    QFETCH(const QString, note);
    view_->show(raw.toStdString(), context_);
    const auto &notes = canvas().figure().notes;
    QVERIFY(!notes.empty());
    QVERIFY2(notes[0].text.endsWith(note), qPrintable(notes[0].text));
    QVERIFY(!view_->grab().isNull());
    press(Qt::Key_End);
    QVERIFY(canvas().selected());
}

void SegmentViewTest::anythingCanBePainted()
{
    for (const NamedPacket &packet : kPackets) {
        const std::string raw = fromHex(packet.hex);
        for (std::size_t length = 0; length <= raw.size(); ++length) {
            view_->show(raw.substr(0, length), context_);
            press(Qt::Key_End);
            QVERIFY(!view_->grab().isNull());
        }
    }
}

void SegmentViewTest::itScrollsWhereItIsSmall()
{
    view_->show(fromHex(kSyn), context_);
    QCoreApplication::processEvents();
    QCOMPARE(canvas().horizontalScrollBar()->maximum(), 0); // at the width of the pane all is there
    view_->resize(330, 400);
    QCoreApplication::processEvents();
    QVERIFY(canvas().verticalScrollBar()->maximum() > 0);
    QCOMPARE(canvas().horizontalScrollBar()->maximum(), 0);
    view_->resize(200, 400);
    QCoreApplication::processEvents();
    QVERIFY(canvas().horizontalScrollBar()->maximum() > 0);
}

void SegmentViewTest::nothingJumpsWhileTheSelectionMoves()
{
    view_->show(fromHex(kSyn), context_);
    for (const int width : {330, 280, 600}) {
        view_->resize(width, 800);
        QCoreApplication::processEvents();
        press(Qt::Key_Home);
        QCoreApplication::processEvents();
        const QSize size = canvas().size();
        for (int i = 0; i < 60; ++i) {
            press(Qt::Key_Right);
            QCoreApplication::processEvents();
            QCOMPARE(canvas().size(), size);
            for (const auto *label : view_->findChildren<QLabel *>()) {
                if (label->isVisible() && label->wordWrap())
                    QVERIFY2(
                        label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
            }
        }
        press(Qt::Key_Escape);
        QCoreApplication::processEvents();
        QCOMPARE(canvas().size(), size);
    }
}

void SegmentViewTest::lettersGrowWithTheFont()
{
    view_->show(fromHex(kSyn), context_);
    const QSizeF before = canvas().figure().size;
    QFont font = view_->font();
    font.setPointSizeF(font.pointSizeF() * 2);
    view_->setFont(font);
    QCoreApplication::processEvents();
    QVERIFY(canvas().figure().size.width() > before.width() * 1.5);
    QVERIFY(canvas().figure().size.height() > before.height() * 1.5);
}

void SegmentViewTest::itSpeaksAnotherLanguageAtOnce()
{
    view_->show(fromHex(kData), context_);
    press(Qt::Key_End);
    Language language;
    language.use(QStringLiteral("ko"));
    view_->retranslate();
    QCoreApplication::processEvents();
    QVERIFY(canvas().selected());
    QVERIFY(cardTexts().contains(QStringLiteral("데이터")));
    QCOMPARE(canvas().figure().headings.back().text, QStringLiteral("데이터"));
    QVERIFY(nameOf().startsWith(QStringLiteral("데이터")));
    view_->clear();
    view_->retranslate();
    QVERIFY(nameOf().contains(QStringLiteral("세그먼트")));
}

void SegmentViewTest::aLargePacketIsPaintedAsFastAsASmallOne()
{
    const auto nanoseconds = [&](const std::string &raw) {
        view_->show(raw, context_);
        QCoreApplication::processEvents();
        canvas().verticalScrollBar()->setValue(canvas().verticalScrollBar()->maximum());
        view_->grab();
        qint64 least = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer timer;
            timer.start();
            canvas().viewport()->grab();
            least = std::min(least, timer.nsecsElapsed());
        }
        return least;
    };
    std::string small = fromHex(kData) + std::string(1000, 'x');
    small[2] = static_cast<char>(1057 >> 8);
    small[3] = static_cast<char>(1057 & 0xff);
    std::string large = fromHex(kData) + std::string(65'535 - 57, 'x');
    large[2] = large[3] = static_cast<char>(0xff);
    const qint64 few = nanoseconds(small);
    const qint64 many = nanoseconds(large);
    QVERIFY2(many < few * 3, qPrintable(QStringLiteral("%1 against %2").arg(many).arg(few)));
}

QTEST_MAIN(SegmentViewTest)
#include "segment_view_test.moc"
