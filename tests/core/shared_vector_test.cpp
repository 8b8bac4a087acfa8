// SPDX-License-Identifier: GPL-3.0-or-later
// A vector whose copies share what neither has changed, against std::vector.
#include "core/base/shared_vector.h"

#include <QTest>
#include <algorithm>
#include <random>
#include <vector>

using sockstep::SharedVector;

class SharedVectorTest : public QObject {
    Q_OBJECT

private slots:
    void whateverIsDoneItHoldsWhatAVectorHolds();
    void copiesGoTheirOwnWays();
    void whatNobodyChangesIsShared();
    void itCanBeSearchedLikeAVector();
};

namespace {
using Small = SharedVector<int, 4, 3>; // so that there are many chunks, and many groups of them
std::vector<int> plain(const Small &vector) { return {vector.begin(), vector.end()}; }
} // namespace

void SharedVectorTest::whateverIsDoneItHoldsWhatAVectorHolds()
{
    std::mt19937 chance(1);
    const auto below = [&](std::size_t n) { return chance() % n; };
    Small shared;
    std::vector<int> expected;
    std::vector<Small> copies; // so that chunks are shared now and then
    for (int i = 0; i < 5000; ++i) {
        const std::size_t at = expected.empty() ? 0 : below(expected.size());
        const auto place = expected.begin() + static_cast<std::ptrdiff_t>(at);
        switch (below(6)) {
        case 0:
        case 1:
            shared.push_back(i);
            expected.push_back(i);
            break;
        case 2:
            shared.insert(at, i);
            expected.insert(place, i);
            break;
        case 3:
            if (!expected.empty()) {
                shared.edit(at) = i;
                *place = i;
            }
            break;
        case 4:
            if (expected.size() > 10) {
                shared.erase(at);
                expected.erase(place);
            }
            break;
        default:
            copies.push_back(shared);
            if (copies.size() > 3)
                copies.erase(copies.begin());
        }
        QCOMPARE(plain(shared), expected);
    }
    QVERIFY(expected.size() > 100);
    shared.resize(3);
    expected.resize(3);
    QCOMPARE(plain(shared), expected);
    shared.clear();
    QVERIFY(shared.empty());
}

void SharedVectorTest::copiesGoTheirOwnWays()
{
    Small one;
    for (int i = 0; i < 10; ++i)
        one.push_back(i);
    Small other = one;
    other.edit(1) = 100;
    other.push_back(200);
    one.push_back(300);
    one.edit(9) = 400;
    QCOMPARE(plain(one), (std::vector<int> {0, 1, 2, 3, 4, 5, 6, 7, 8, 400, 300}));
    QCOMPARE(plain(other), (std::vector<int> {0, 100, 2, 3, 4, 5, 6, 7, 8, 9, 200}));
}

void SharedVectorTest::whatNobodyChangesIsShared()
{
    Small one;
    for (int i = 0; i < 12; ++i)
        one.push_back(i);
    Small other = one;
    QCOMPARE(&std::as_const(other)[0], &std::as_const(one)[0]);
    other.edit(0) = 7;
    QVERIFY(&std::as_const(other)[0] != &std::as_const(one)[0]);
    QCOMPARE(&std::as_const(other)[4], &std::as_const(one)[4]);
}

void SharedVectorTest::itCanBeSearchedLikeAVector()
{
    Small numbers;
    for (int i = 0; i < 100; ++i)
        numbers.push_back(2 * i);
    for (int wanted = 0; wanted < 200; ++wanted) {
        const auto found
            = std::partition_point(numbers.begin(), numbers.end(), [&](int n) { return n < wanted; });
        QVERIFY((found == numbers.end()) == (wanted > 198));
        if (found != numbers.end())
            QCOMPARE(*found, (wanted + 1) / 2 * 2);
    }
    const Small::Range range {numbers.begin() + 10, numbers.begin() + 13};
    QCOMPARE(range.size(), std::size_t {3});
    QCOMPARE(range.front() + range[1] + range.back(), 20 + 22 + 24);
}

QTEST_GUILESS_MAIN(SharedVectorTest)
#include "shared_vector_test.moc"
