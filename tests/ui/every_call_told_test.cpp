// SPDX-License-Identifier: GPL-3.0-or-later
// Every call, about a socket of the session and about none, with every outcome, is told in words and exported
// in every format.
#include "application.h"
#include "support/every_call.h"
#include "ui/export/comparison_export.h"
#include "ui/export/recording_export.h"
#include "ui/words/event_words.h"
#include "ui/words/narrator.h"

#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class EveryCallToldTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void itIsToldAtEveryMoment_data() { addKinds(); }
    void itIsToldAtEveryMoment();
    void itIsExportedInEveryFormat_data() { addKinds(); }
    void itIsExportedInEveryFormat();

private:
    static void addKinds();
};

void EveryCallToldTest::addKinds()
{
    QTest::addColumn<std::size_t>("index");
    const auto kinds = everyCallKind();
    for (std::size_t i = 0; i < kinds.size(); ++i)
        QTest::newRow(kinds[i].name().c_str()) << i;
}

void EveryCallToldTest::itIsToldAtEveryMoment()
{
    QFETCH(const std::size_t, index);
    const auto recording = everyOutcomeOf(everyCallKind()[index]);
    History history(*recording);
    const Narrator narrator(history);
    for (EventIndex n = 1; n <= recording->size(); ++n) {
        history.advance(n);
        EventWords::brief(history, n - 1);
        const CallId call = history.callOf(n - 1);
        if (call)
            QVERIFY2(!narrator.call(call).isEmpty(), qPrintable(QString::number(n)));
        if (const auto *change = std::get_if<StateChanged>(&recording->at(n - 1).body))
            QVERIFY(!narrator.state(*change).isEmpty());
    }
    QVERIFY(!narrator.latest().isEmpty());
    for (SocketId socket = 0; socket <= history.socketCount() + 1; ++socket)
        narrator.socketName(socket);
}

void EveryCallToldTest::itIsExportedInEveryFormat()
{
    QFETCH(const std::size_t, index);
    const auto recording = everyOutcomeOf(everyCallKind()[index]);
    const auto other = everyOutcomeOf(everyCallKind().front());
    ExportSettings settings;
    settings.rows = {0, 60}; // the rest has no more to it, and takes its time
    settings.scale = 0.5;
    const RecordingExport single(*recording, settings);
    for (const ExportFormat format : {ExportFormat::Text, ExportFormat::Mermaid, ExportFormat::Html,
             ExportFormat::Svg, ExportFormat::Png, ExportFormat::Pdf}) {
        const Made made = single.make(format);
        QVERIFY2(made.error.isEmpty() && !made.bytes.isEmpty(), qPrintable(RecordingExport::suffix(format)));
    }
    const ComparisonExport beside(*recording, *other, settings);
    for (const ExportFormat format : {ExportFormat::Text, ExportFormat::Csv, ExportFormat::Html}) {
        const Made made = beside.make(format);
        QVERIFY2(made.error.isEmpty() && !made.bytes.isEmpty(), qPrintable(RecordingExport::suffix(format)));
    }
}

QTEST_MAIN(EveryCallToldTest)
#include "every_call_told_test.moc"
