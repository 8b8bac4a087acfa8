// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a packet without a window: nothing written meets anything else or leaves its field,
// whatever the packet, the width, the size of the letters and the language.
#include "application.h"
#include "support/packets.h"
#include "ui/bytes/segment_figure.h"
#include "ui/look/language.h"
#include "ui/look/theme.h"
#include "ui/words/segment_words.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QTest>
#include <cmath>

using namespace sockstep;
using namespace sockstep::test;

class SegmentFigureTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void cleanup() { Language().use(QStringLiteral("en")); }
    void theRulesNoticeWhatIsWrong();
    void nothingWrittenMeetsAnythingElse_data();
    void nothingWrittenMeetsAnythingElse();
    void everyFieldHasABoxWithItsBits();
    void aFieldIsNamedInItsBox();
    void aHeaderThatIsNotThereIsSaid();
    void everyByteBelongsToAField();
    void aByteOfTwoFieldsBelongsToTheLargerShare();
    void theBytesGoBesideWhereThereIsRoom();
    void dataIsShownAsTextIfItIsText();
    void everyFieldHasASentence_data();
    void everyFieldHasASentence();
    void lettersCanBeReadOnTheirGround();
};

namespace {

struct Written {
    QString text;
    QRectF rect;
    QSizeF needed; ///< empty where it may have several lines
};

/// What is written, and with which room.
std::vector<Written> writtenIn(const SegmentFigure &figure, const SegmentFonts &fonts)
{
    std::vector<Written> all;
    const auto add = [&](const QString &text, const QRectF &rect, const QFont &font, bool several = false) {
        if (text.isEmpty())
            return;
        const QFontMetricsF metrics(font);
        const QSizeF needed(metrics.horizontalAdvance(text), metrics.tightBoundingRect(text).height());
        all.push_back({text, rect, several ? QSizeF() : needed});
    };
    for (const auto &heading : figure.headings) {
        add(heading.text, heading.textRect, fonts.title);
        add(heading.size, heading.sizeRect, fonts.name);
    }
    for (const auto &tick : figure.ticks)
        add(tick.text, tick.rect, fonts.letter);
    for (const auto &note : figure.notes)
        add(note.text, note.rect, fonts.name, true);
    for (const auto &box : figure.boxes) {
        add(box.name, box.nameRect, fonts.name, box.isStacked);
        add(box.value, box.valueRect, fonts.value, box.wrap != 0 || box.value.size() == 1);
    }
    if (figure.hex.count)
        all.push_back({QStringLiteral("the bytes"), figure.hex.area, {}});
    return all;
}

constexpr double kTolerance = 0.5; // pixels

bool meet(const QRectF &a, const QRectF &b)
{
    const QRectF common = a.intersected(b);
    return common.width() > kTolerance && common.height() > kTolerance;
}

QString describe(const QString &text, const QRectF &rect)
{
    return QStringLiteral("\"%1\" at %2,%3 %4x%5")
        .arg(text)
        .arg(rect.x())
        .arg(rect.y())
        .arg(rect.width())
        .arg(rect.height());
}

/// The room that a field has for words: rows in which it has the same columns are one.
bool isInside(const QRectF &rect, const SegmentFigure::Box &box)
{
    double covered = 0;
    for (const QRectF &piece : box.pieces) {
        const QRectF common = piece.adjusted(-kTolerance, -kTolerance, kTolerance, kTolerance) & rect;
        covered += common.width() * common.height();
    }
    return covered >= rect.width() * rect.height() - kTolerance * (rect.width() + rect.height());
}

QStringList brokenRules(const SegmentFigure &figure, const SegmentFonts &fonts)
{
    QStringList broken;
    const auto written = writtenIn(figure, fonts);
    const QRectF whole(QPointF(), figure.size);
    for (std::size_t i = 0; i < written.size(); ++i) {
        const Written &one = written[i];
        if (!whole.contains(one.rect))
            broken << describe(one.text, one.rect) + QStringLiteral(" leaves the picture");
        if (one.needed.width() > one.rect.width() + 2 * kTolerance
            || one.needed.height() > one.rect.height() + 2 * kTolerance)
            broken << describe(one.text, one.rect) + QStringLiteral(" is cut off");
        for (std::size_t j = 0; j < i; ++j) {
            if (meet(one.rect, written[j].rect))
                broken << describe(one.text, one.rect) + QStringLiteral(" meets ")
                        + describe(written[j].text, written[j].rect);
        }
    }
    for (std::size_t i = 0; i < figure.boxes.size(); ++i) {
        const auto &box = figure.boxes[i];
        if (!isInside(box.nameRect, box) || !isInside(box.valueRect, box))
            broken << describe(box.name, box.nameRect) + QStringLiteral(" leaves its field");
        for (std::size_t j = 0; j < i; ++j) {
            for (const QRectF &piece : box.pieces) {
                for (const QRectF &other : figure.boxes[j].pieces) {
                    if (meet(piece, other))
                        broken << describe(box.name, piece) + QStringLiteral(" lies on ")
                                + describe(figure.boxes[j].name, other);
                }
            }
        }
    }
    return broken;
}

QFont fontOfSize(double points)
{
    QFont font = QApplication::font();
    font.setPointSizeF(points);
    return font;
}

/// A packet, taken apart and laid out.
struct Picture {
    Picture(std::string bytes, double width, double points = 10, const DissectionContext &context = {})
        : raw(std::move(bytes))
        , parts(dissect(raw, context))
        , fonts(fontOfSize(points))
        , figure(SegmentFigureBuilder(parts, raw, fonts).build(width))
    {
    }
    std::string raw;
    std::vector<Part> parts;
    SegmentFonts fonts;
    SegmentFigure figure;
};

/// Sound packets, cut ones, and some with one byte changed, each in its turn.
std::vector<std::pair<QString, std::string>> manyPackets()
{
    std::vector<std::pair<QString, std::string>> all;
    for (const NamedPacket &packet : kPackets) {
        const std::string raw = fromHex(packet.hex);
        const QString name
            = QString::fromLatin1(packet.name.data(), static_cast<qsizetype>(packet.name.size()));
        all.emplace_back(name, raw);
        for (std::size_t length = 1; length < raw.size(); length += 7)
            all.emplace_back(QStringLiteral("%1, %2 bytes").arg(name).arg(length), raw.substr(0, length));
        if (packet.hex != kSack && packet.hex != kSyn6 && packet.hex != kUnreachable)
            continue;
        for (std::size_t at = 0; at < raw.size(); ++at) {
            std::string other = raw;
            other[at] = static_cast<char>(~other[at]);
            all.emplace_back(QStringLiteral("%1, byte %2").arg(name).arg(at), other);
        }
    }
    all.emplace_back(QStringLiteral("long data"), fromHex(kData) + std::string(1400, 'x'));
    all.back().second[2] = static_cast<char>((57 + 1400) >> 8);
    all.back().second[3] = static_cast<char>((57 + 1400) & 0xff);
    // The longest extension header that there is.
    std::string extension = fromHex(kSyn6).substr(0, 40) + std::string(2048, '\0') + "data";
    extension[4] = static_cast<char>(2052 >> 8);
    extension[5] = static_cast<char>(2052 & 0xff);
    extension[6] = 0;
    extension[40] = 59;
    extension[41] = static_cast<char>(255);
    all.emplace_back(QStringLiteral("long extension"), extension);
    return all;
}

#define VERIFY_NONE(rules)                                                                                   \
    do {                                                                                                     \
        const QStringList broken = (rules);                                                                  \
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));                                          \
    } while (false)

} // namespace

void SegmentFigureTest::theRulesNoticeWhatIsWrong()
{
    const Picture sound(fromHex(kSyn), 330);
    VERIFY_NONE(brokenRules(sound.figure, sound.fonts));
    SegmentFigure moved = sound.figure;
    moved.boxes[5].valueRect.translate(60, 0);
    QVERIFY(!brokenRules(moved, sound.fonts).isEmpty());
    SegmentFigure narrow = sound.figure;
    narrow.headings[0].textRect.setWidth(3);
    QVERIFY(!brokenRules(narrow, sound.fonts).isEmpty());
    SegmentFigure doubled = sound.figure;
    doubled.boxes[1].pieces = doubled.boxes[0].pieces;
    QVERIFY(!brokenRules(doubled, sound.fonts).isEmpty());
}

void SegmentFigureTest::nothingWrittenMeetsAnythingElse_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<double>("points");
    QTest::addColumn<double>("width");
    for (const char *language : {"en", "ko"}) {
        for (const double points : {7.0, 10.0, 15.0, 24.0}) {
            for (const double width : {120.0, 330.0, 1400.0})
                QTest::addRow("%s, %g points, %g pixels", language, points, width)
                    << QString::fromLatin1(language) << points << width;
        }
    }
}

void SegmentFigureTest::nothingWrittenMeetsAnythingElse()
{
    QFETCH(const QString, language);
    QFETCH(const double, points);
    QFETCH(const double, width);
    Language words;
    words.use(language);
    static const auto packets = manyPackets();
    for (const auto &[name, raw] : packets) {
        const Picture picture(raw, width, points, {0x5b04d00c, 0xc1a6f774, 10});
        const QStringList broken = brokenRules(picture.figure, picture.fonts);
        QVERIFY2(broken.isEmpty(), qPrintable(name + u'\n' + broken.join(u'\n')));
    }
}

void SegmentFigureTest::everyFieldHasABoxWithItsBits()
{
    for (const auto &[name, raw] : manyPackets()) {
        const Picture picture(raw, 330);
        std::size_t fields = 0;
        for (const Part &part : picture.parts)
            fields += part.fields.size();
        QCOMPARE(picture.figure.boxes.size(), fields);
        for (const auto &box : picture.figure.boxes) {
            QVERIFY(!box.pieces.empty());
            if (box.wrap)
                continue;
            double width = 0;
            for (const QRectF &piece : box.pieces)
                width += piece.width();
            const Field &field = picture.parts[box.ref.part].fields[box.ref.field];
            const double unit
                = (picture.figure.headings[0].sizeRect.right() - picture.figure.headings[0].textRect.left())
                / 32;
            QVERIFY2(std::abs(width - unit * static_cast<double>(field.bits)) < 1, qPrintable(name));
        }
    }
}

void SegmentFigureTest::aFieldIsNamedInItsBox()
{
    for (const double points : {7.0, 10.0, 15.0, 24.0}) {
        for (const NamedPacket &packet : kPackets) {
            const Picture picture(fromHex(packet.hex), 120, points, {0x5b04d00c, 0xc1a6f774, 10});
            for (const auto &box : picture.figure.boxes) {
                const Field &field = picture.parts[box.ref.part].fields[box.ref.field];
                const QByteArray name = SegmentWords::fieldName(field.id).toUtf8();
                QVERIFY2(box.wrap || !box.name.isEmpty(), name.constData());
                QVERIFY2(!box.value.isEmpty() || field.value.empty(), name.constData());
            }
        }
    }
}

void SegmentFigureTest::aHeaderThatIsNotThereIsSaid()
{
    const Picture cut(fromHex(kSyn).substr(0, 20), 330);
    QCOMPARE(cut.figure.headings.size(), std::size_t {2});
    QCOMPARE(cut.figure.headings[1].text, QStringLiteral("TCP"));
    QCOMPARE(cut.figure.notes.size(), std::size_t {2});
    QVERIFY(cut.figure.notes[0].text.contains(QStringLiteral("Cut off: 20 of 60 bytes")));
    QVERIFY(cut.figure.notes[1].text.contains(QStringLiteral("Cut off: 0 of 20 bytes")));
    const Picture sound(fromHex(kSyn), 330);
    QVERIFY(sound.figure.notes.empty());
}

void SegmentFigureTest::everyByteBelongsToAField()
{
    for (const auto &[name, raw] : manyPackets()) {
        const Picture picture(raw, 330);
        for (std::size_t byte = 0; byte < raw.size(); ++byte) {
            const auto field = fieldOfByte(picture.parts, byte);
            QVERIFY2(field, qPrintable(name));
            QVERIFY(picture.parts[field->part].fields[field->field].bytes.contains(byte));
            QCOMPARE(picture.figure.hex.byteAt(picture.figure.hex.cell(byte).center()), byte);
            QCOMPARE(picture.figure.hex.byteAt(picture.figure.hex.text(byte).center()), byte);
        }
        QVERIFY(!fieldOfByte(picture.parts, raw.size()));
    }
}

void SegmentFigureTest::aByteOfTwoFieldsBelongsToTheLargerShare()
{
    const auto parts = dissect(fromHex(kSyn));
    const auto field = fieldOfByte(parts, 1); // six bits of DSCP, two of ECN
    QCOMPARE(parts[field->part].fields[field->field].id, FieldId::Ip4Dscp);
}

void SegmentFigureTest::theBytesGoBesideWhereThereIsRoom()
{
    const Picture narrow(fromHex(kSyn), 330);
    QVERIFY(narrow.figure.hex.area.top() > narrow.figure.boxes.back().pieces.back().bottom());
    const Picture wide(fromHex(kSyn), 800);
    QVERIFY(wide.figure.hex.area.left() > wide.figure.boxes[0].pieces[0].right());
    QVERIFY(wide.figure.size.height() < narrow.figure.size.height());
}

void SegmentFigureTest::dataIsShownAsTextIfItIsText()
{
    const auto data = [](const char *bytes) { return SegmentWords::data(bytes, 30).shown; };
    QCOMPARE(data("hello"), QStringLiteral("hello"));
    QCOMPARE(data("안녕"), QStringLiteral("안녕"));
    QCOMPARE(data("a\nb\x01"), QStringLiteral("a·b·"));
    QCOMPARE(data("a\u2028\u202e\U000e0041b"), QStringLiteral("a···b"));
    QCOMPARE(data("\xff\xfe"), QStringLiteral("ff fe"));
    QCOMPARE(data("\xec\x95\x88\xeb"), QStringLiteral("ec 95 88 eb")); // half a letter
    QCOMPARE(SegmentWords::data(std::string(31, 'x'), 30).shown, QString(30, u'x') + u'…');
    QCOMPARE(SegmentWords::data(std::string(100, '\xff'), 6).shown, QStringLiteral("ff ff …"));
    // What only our own end cuts through is still text.
    QCOMPARE(SegmentWords::data("안녕", 4).shown, QStringLiteral("안…"));
}

void SegmentFigureTest::everyFieldHasASentence_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QStringLiteral("en");
    QTest::newRow("Korean") << QStringLiteral("ko");
}

void SegmentFigureTest::everyFieldHasASentence()
{
    QFETCH(const QString, language);
    Language words;
    words.use(language);
    for (int id = 0; id < kFieldIdCount; ++id) {
        const QString sentence = SegmentWords::sentence(static_cast<FieldId>(id));
        QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
        QVERIFY(!SegmentWords::fieldName(static_cast<FieldId>(id)).isEmpty());
        QVERIFY(!SegmentWords::shortName(static_cast<FieldId>(id)).isEmpty());
    }
}

void SegmentFigureTest::lettersCanBeReadOnTheirGround()
{
    // WCAG 2: 4.5 to 1 for small letters.
    const auto luminance = [](const QColor &color) {
        const auto linear = [](double part) {
            return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
            + 0.0722 * linear(color.blueF());
    };
    const auto contrast = [&](const QColor &a, const QColor &b) {
        const double one = luminance(a) + 0.05;
        const double other = luminance(b) + 0.05;
        return std::max(one, other) / std::min(one, other);
    };
    for (const QPalette &palette : {lightPalette(), darkPalette()}) {
        const Theme theme(palette);
        for (int i = 0; i < kPartKindCount; ++i) {
            const auto kind = static_cast<PartKind>(i);
            QVERIFY2(contrast(theme.partText(kind), theme.partFill(kind)) >= 4.5, name(kind).data());
            QVERIFY2(contrast(theme.partText(kind), theme.window()) >= 4.5, name(kind).data());
            QVERIFY2(contrast(theme.partText(kind), theme.selection()) >= 4.5, name(kind).data());
            QVERIFY2(contrast(theme.text(), theme.partFill(kind)) >= 4.5, name(kind).data());
            QVERIFY2(contrast(theme.text(), theme.partBorder(kind)) >= 4.5, name(kind).data());
            QVERIFY2(contrast(theme.bad(), theme.partFill(kind)) >= 4.5, name(kind).data());
        }
    }
}

QTEST_MAIN(SegmentFigureTest)
#include "segment_figure_test.moc"
