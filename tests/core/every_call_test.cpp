// SPDX-License-Identifier: GPL-3.0-or-later
// Every call, about a socket of the session and about none, with every outcome, through all that reads a
// recording: live, as the session hands it over, and as a file.
#include "support/every_call.h"
#include "support/every_reader.h"

#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class EveryCallTest : public QObject {
    Q_OBJECT

private slots:
    void everyReaderTakesIt_data();
    void everyReaderTakesIt();
};

void EveryCallTest::everyReaderTakesIt_data()
{
    QTest::addColumn<std::size_t>("index");
    const auto kinds = everyCallKind();
    QCOMPARE(kinds.size(), std::size_t {4} * kFunctionCount);
    for (std::size_t i = 0; i < kinds.size(); ++i)
        QTest::newRow(kinds[i].name().c_str()) << i;
}

void EveryCallTest::everyReaderTakesIt()
{
    QFETCH(const std::size_t, index);
    const auto recording = everyOutcomeOf(everyCallKind()[index]);
    const std::string live = wrongWithReaders(*recording);
    QVERIFY2(live.empty(), live.c_str());
    const std::string written = wrongWithFile(fileText(*recording));
    QVERIFY2(written.empty(), written.c_str());
}

QTEST_APPLESS_MAIN(EveryCallTest)
#include "every_call_test.moc"
