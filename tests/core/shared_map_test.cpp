// SPDX-License-Identifier: GPL-3.0-or-later
// A map whose copies share what neither has changed, against std::map.
#include "core/base/shared_map.h"
#include "support/bytes_in_use.h"

#include <QTest>
#include <map>
#include <random>
#include <vector>

using sockstep::SharedMap;
using namespace sockstep::test;

class SharedMapTest : public QObject {
    Q_OBJECT

private slots:
    void whateverIsDoneItHoldsWhatAMapHolds();
    void copiesGoTheirOwnWays();
    void keysOfOneHashAreToldApart();
    void aCopyTakesWhatHasChangedSince();
};

namespace {

using Numbers = SharedMap<std::uint32_t, int>;

bool holds(const Numbers &map, const std::map<std::uint32_t, int> &expected)
{
    return map.size() == expected.size()
        && std::all_of(expected.begin(), expected.end(), [&](const auto &entry) {
               const int *found = map.find(entry.first);
               return found && *found == entry.second;
           });
}

} // namespace

void SharedMapTest::whateverIsDoneItHoldsWhatAMapHolds()
{
    std::mt19937 chance(1);
    Numbers shared;
    std::map<std::uint32_t, int> expected;
    std::vector<std::pair<Numbers, std::map<std::uint32_t, int>>> copies; // each as it was then
    for (int i = 0; i < 5000; ++i) {
        const auto key = static_cast<std::uint32_t>(chance() % 1000) << (chance() % 2 ? 16 : 0);
        QCOMPARE(shared.find(key) != nullptr, expected.contains(key));
        shared.edit(key) = expected[key] = i;
        if (i % 250 == 0)
            copies.emplace_back(shared, expected);
    }
    QVERIFY(holds(shared, expected));
    for (const auto &[copy, then] : copies)
        QVERIFY(holds(copy, then));
}

void SharedMapTest::copiesGoTheirOwnWays()
{
    Numbers one;
    one.edit(7) = 1;
    Numbers other = one;
    one.edit(7) = 2;
    other.edit(8) = 3;
    QVERIFY(holds(one, {{7, 2}}));
    QVERIFY(holds(other, {{7, 1}, {8, 3}}));
    QVERIFY(!one.find(8));
}

void SharedMapTest::keysOfOneHashAreToldApart()
{
    struct Same {
        std::size_t operator()(int) const { return 5; }
    };
    SharedMap<int, int, Same> map;
    for (int key = 0; key < 40; ++key)
        map.edit(key) = -key;
    for (int key = 0; key < 40; ++key)
        QCOMPARE(*map.find(key), -key);
    QVERIFY(!map.find(40));
}

void SharedMapTest::aCopyTakesWhatHasChangedSince()
{
    if (!allocatorTells())
        QSKIP("a sanitizer's allocator does not tell");
    Numbers map;
    for (std::uint32_t key = 0; key < 100'000; ++key)
        map.edit(key) = 1;
    const std::size_t before = bytesInUse();
    const Numbers copy = map;
    for (std::uint32_t key = 100'000; key < 100'010; ++key)
        map.edit(key) = 2;
    const std::size_t taken = bytesInUse() - before;
    QVERIFY2(taken < 100'000, qPrintable(QString::number(taken))); // a byte for each entry
    QCOMPARE(copy.size(), std::size_t {100'000});
}

QTEST_APPLESS_MAIN(SharedMapTest)
#include "shared_map_test.moc"
