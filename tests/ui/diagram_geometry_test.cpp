// SPDX-License-Identifier: GPL-3.0-or-later
// Rows and lanes as pixels, without a window: every place is inside the content, and no two are the
// same; degenerate sizes included.
#include "fabricated.h"
#include "ui/diagram/diagram_geometry.h"

#include <QTest>
#include <cmath>

using namespace sockstep;
using namespace sockstep::test;

class DiagramGeometryTest : public QObject {
    Q_OBJECT

private slots:
    void clientsAreLeftConnectionsInTheMiddleListenersRight();
    void everyPlaceIsInsideTheContentAndApart_data();
    void everyPlaceIsInsideTheContentAndApart();
    void aWideWindowIsFilledAndANarrowOneOutgrown();
    void nothingJumpsWhenASocketIsBorn();
    void rowsFollowEachOtherEvenly();
    void aHeightFindsItsRow();
    void heightsOutsideFindTheNearestRow();
    void aMillionRowsAreStillApart();
    void theHeadersKeepApart_data();
    void theHeadersKeepApart();
    void degenerateSizesGiveFiniteNumbers_data();
    void degenerateSizesGiveFiniteNumbers();
};

namespace {

constexpr DiagramGeometry::Metrics kMetrics {7, 16};

/// Lanes in the order of the letters: c client, l listener, n connection of the last listener.
class Lanes {
public:
    explicit Lanes(const char *kinds)
        : layout(made_.recording())
    {
        SocketId listener = 0;
        for (const char *kind = kinds; *kind; ++kind) {
            if (*kind == 'c') {
                made_.make(Fabricated::kClient, Function::Socket);
            } else if (*kind == 'l') {
                listener = made_.make(Fabricated::kServer, Function::Socket);
                made_.make(Fabricated::kServer, Function::Listen, listener);
            } else {
                made_.make(Fabricated::kServer, Function::Accept, listener);
            }
        }
        layout.advance();
    }

private:
    Fabricated made_;

public:
    Layout layout;
};

/// More than neighbours that share an edge, which rounding can move by a hair.
bool overlap(const QRectF &a, const QRectF &b)
{
    constexpr double kHair = 1e-6;
    return a.adjusted(kHair, kHair, -kHair, -kHair).intersects(b);
}

bool isFinite(const QRectF &rect)
{
    return std::isfinite(rect.x()) && std::isfinite(rect.y()) && std::isfinite(rect.width())
        && std::isfinite(rect.height());
}

} // namespace

void DiagramGeometryTest::clientsAreLeftConnectionsInTheMiddleListenersRight()
{
    const Lanes lanes("lcn"); // born in another order
    const DiagramGeometry geometry(lanes.layout, kMetrics, 900);
    QCOMPARE(lanes.layout.lanes().size(), std::size_t {3});
    const double listener = geometry.x(0);
    const double client = geometry.x(1);
    const double connection = geometry.x(2);
    QVERIFY(geometry.timeRight() < client);
    QVERIFY(client < geometry.midSpace() && geometry.midSpace() < connection && connection < listener);
    // Labels stand on the outer sides: arrows have the space between to themselves.
    QVERIFY(geometry.gutterIsLeft(1) && !geometry.gutterIsLeft(2) && !geometry.gutterIsLeft(0));
    QVERIFY(geometry.gutter(1, 0).right() < client);
    QVERIFY(geometry.gutter(2, 0).left() > connection);
    QVERIFY(geometry.gutter(1, 0).left() >= geometry.timeRight());
}

void DiagramGeometryTest::everyPlaceIsInsideTheContentAndApart_data()
{
    QTest::addColumn<QByteArray>("kinds");
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("charWidth");
    for (const char *kinds : {"", "l", "c", "lc", "lcn", "clncn", "lcnnn", "cccllnnn"}) {
        for (const double width : {0.0, 1.0, 320.0, 654.0, 900.0, 5000.0}) {
            for (const double charWidth : {4.0, 7.0, 14.0})
                QTest::addRow("\"%s\" in %g, %g", kinds, width, charWidth)
                    << QByteArray(kinds) << width << charWidth;
        }
    }
}

void DiagramGeometryTest::everyPlaceIsInsideTheContentAndApart()
{
    QFETCH(const QByteArray, kinds);
    QFETCH(const double, width);
    QFETCH(const double, charWidth);
    const Lanes lanes(kinds.constData());
    const DiagramGeometry geometry(lanes.layout, {charWidth, 16}, width);
    QVERIFY(geometry.contentWidth() >= width);
    const QRectF content(0, 0, geometry.contentWidth(), geometry.contentHeight(10));
    std::vector<QRectF> places {QRectF(0, geometry.y(3) - 8, geometry.timeRight(), 16)};
    for (std::size_t i = 0; i < lanes.layout.lanes().size(); ++i) {
        const auto lane = static_cast<LaneIndex>(i);
        const double top = geometry.y(2);
        const double bottom = geometry.y(5);
        for (const QRectF &place :
            {geometry.gutter(lane, 3), geometry.band(lane, top, bottom), geometry.bar(lane, top, bottom)}) {
            QVERIFY(content.contains(place));
            places.push_back(place);
        }
        // An arrow begins beside the lifeline, outside its band.
        for (const bool right : {false, true}) {
            const double edge = geometry.edge(lane, right);
            QVERIFY(
                right ? edge >= geometry.band(lane, 0, 1).right() : edge <= geometry.band(lane, 0, 1).left());
        }
    }
    for (std::size_t a = 0; a < places.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b)
            QVERIFY2(!overlap(places[a], places[b]), qPrintable(QStringLiteral("%1 and %2").arg(a).arg(b)));
    }
}

void DiagramGeometryTest::aWideWindowIsFilledAndANarrowOneOutgrown()
{
    const Lanes lanes("lcn");
    const DiagramGeometry wide(lanes.layout, kMetrics, 3000);
    QCOMPARE(wide.contentWidth(), 3000.0);
    QVERIFY(wide.gutter(0, 0).right() > 2900); // to its right edge
    const DiagramGeometry narrow(lanes.layout, kMetrics, 100);
    QVERIFY(narrow.contentWidth() > 400);
    // Arrows have room in both.
    for (const DiagramGeometry *geometry : {&wide, &narrow})
        QVERIFY(geometry->edge(2, false) - geometry->edge(1, true) > 15 * kMetrics.charWidth);
}

void DiagramGeometryTest::nothingJumpsWhenASocketIsBorn()
{
    const char *stages[] = {"l", "lc", "lcn"};
    double listener = 0;
    double client = 0;
    for (const char *stage : stages) {
        const Lanes lanes(stage);
        const DiagramGeometry geometry(lanes.layout, kMetrics, 900);
        if (listener == 0)
            listener = geometry.x(0);
        QCOMPARE(geometry.x(0), listener);
        if (lanes.layout.lanes().size() < 2)
            continue;
        if (client == 0)
            client = geometry.x(1);
        QCOMPARE(geometry.x(1), client);
    }
}

void DiagramGeometryTest::rowsFollowEachOtherEvenly()
{
    const Lanes lanes("l");
    const DiagramGeometry geometry(lanes.layout, kMetrics, 900);
    QVERIFY(geometry.rowHeight() >= kMetrics.lineHeight);
    for (Row row = 0; row < 100; ++row) {
        QCOMPARE(geometry.y(row + 1) - geometry.y(row), geometry.rowHeight());
        QVERIFY(!geometry.gutter(0, row).intersects(geometry.gutter(0, row + 1)));
        QCOMPARE(geometry.gutter(0, row).center().y(), geometry.y(row));
    }
    QVERIFY(geometry.gutter(0, 0).top() >= 0);
    QVERIFY(geometry.contentHeight(100) > geometry.gutter(0, 99).bottom());
    QVERIFY(geometry.contentHeight(0) > 0);
}

void DiagramGeometryTest::aHeightFindsItsRow()
{
    const Lanes lanes("l");
    const DiagramGeometry geometry(lanes.layout, kMetrics, 900);
    for (Row row = 0; row < 1000; ++row) {
        QCOMPARE(geometry.rowAt(geometry.y(row), 1000), row);
        QCOMPARE(geometry.rowAt(geometry.gutter(0, row).top() + 0.1, 1000), row);
        QCOMPARE(geometry.rowAt(geometry.gutter(0, row).bottom() - 0.1, 1000), row);
    }
}

void DiagramGeometryTest::heightsOutsideFindTheNearestRow()
{
    const Lanes lanes("l");
    const DiagramGeometry geometry(lanes.layout, kMetrics, 900);
    QCOMPARE(geometry.rowAt(-1e9, 10), 0U);
    QCOMPARE(geometry.rowAt(1e18, 10), 9U);
    QCOMPARE(geometry.rowAt(100, 0), 0U);
    QCOMPARE(geometry.rowAt(-100, 0), 0U);
    QCOMPARE(geometry.rowAt(0, 1), 0U);
    QCOMPARE(geometry.rowAt(geometry.contentHeight(10), 10), 9U);
}

void DiagramGeometryTest::aMillionRowsAreStillApart()
{
    const Lanes lanes("l");
    const DiagramGeometry geometry(lanes.layout, kMetrics, 900);
    constexpr Row kMany = 4'000'000;
    for (const Row row : {Row {999'999}, Row {2'500'000}, kMany - 2}) {
        QCOMPARE(geometry.rowAt(geometry.y(row), kMany), row);
        QVERIFY(geometry.y(row + 1) - geometry.y(row) > kMetrics.lineHeight);
    }
}

void DiagramGeometryTest::theHeadersKeepApart_data() { everyPlaceIsInsideTheContentAndApart_data(); }

void DiagramGeometryTest::theHeadersKeepApart()
{
    QFETCH(const QByteArray, kinds);
    QFETCH(const double, width);
    QFETCH(const double, charWidth);
    const Lanes lanes(kinds.constData());
    const DiagramGeometry geometry(lanes.layout, {charWidth, 16}, width);
    constexpr double kHeight = 50;
    std::vector<QRectF> cards;
    for (std::size_t i = 0; i < lanes.layout.lanes().size(); ++i) {
        const QRectF card = geometry.header(static_cast<LaneIndex>(i), kHeight);
        QVERIFY(QRectF(0, 0, geometry.contentWidth(), kHeight).contains(card));
        // Above its lifeline, and not a stranger's.
        QVERIFY(card.left() < geometry.x(static_cast<LaneIndex>(i)));
        QVERIFY(card.right() > geometry.x(static_cast<LaneIndex>(i)));
        QVERIFY(card.width() >= 10 * charWidth);
        for (const QRectF &other : cards)
            QVERIFY(!overlap(card, other));
        cards.push_back(card);
    }
}

void DiagramGeometryTest::degenerateSizesGiveFiniteNumbers_data()
{
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("charWidth");
    QTest::addColumn<double>("lineHeight");
    QTest::newRow("no width") << 0.0 << 7.0 << 16.0;
    QTest::newRow("negative width") << -50.0 << 7.0 << 16.0;
    QTest::newRow("a font without width") << 900.0 << 0.0 << 16.0;
    QTest::newRow("a font without height") << 900.0 << 7.0 << 0.0;
    QTest::newRow("nothing at all") << 0.0 << 0.0 << 0.0;
    QTest::newRow("huge") << 1e7 << 500.0 << 1000.0;
}

void DiagramGeometryTest::degenerateSizesGiveFiniteNumbers()
{
    QFETCH(const double, width);
    QFETCH(const double, charWidth);
    QFETCH(const double, lineHeight);
    const Lanes lanes("lcn");
    const DiagramGeometry geometry(lanes.layout, {charWidth, lineHeight}, width);
    QVERIFY(std::isfinite(geometry.contentWidth()) && std::isfinite(geometry.contentHeight(10)));
    for (LaneIndex lane = 0; lane < 3; ++lane) {
        QVERIFY(std::isfinite(geometry.x(lane)));
        QVERIFY(isFinite(geometry.gutter(lane, 1)));
        QVERIFY(isFinite(geometry.header(lane, 40)));
    }
    QVERIFY(geometry.rowAt(50, 10) < 10);
    QVERIFY(geometry.rowAt(0, 10) < 10);
    QVERIFY(geometry.rowAt(-1, 10) < 10);
}

QTEST_APPLESS_MAIN(DiagramGeometryTest)
#include "diagram_geometry_test.moc"
