// SPDX-License-Identifier: GPL-3.0-or-later
// The layout as Mermaid: every call, state and arrow of it is there, and nothing that a recording may hold
// can be taken for Mermaid's own signs.
#include "core/diagram/mermaid.h"
#include "core/recording/recording_file.h"
#include "support/stepped_session.h"

#include <QRegularExpression>
#include <QTest>
#include <sstream>

using namespace sockstep;
using namespace sockstep::test;

class MermaidTest : public QObject {
    Q_OBJECT

private slots:
    void everyArrowCallAndStateIsThere_data();
    void everyArrowCallAndStateIsThere();
    void aPartHasWhatItsRowsHave();
    void whatARecordingHoldsIsNoSyntax();
    void anEmptyRecordingIsAnEmptyDiagram();
};

namespace {

struct Read {
    explicit Read(const Recording &recording)
        : layout(recording)
        , history(recording)
    {
        history.advance();
        layout.advance(history.size());
    }
    QStringList lines(RowRange rows = {}) const
    {
        QStringList list = QString::fromStdString(mermaidSequence(layout, history, {}, rows)).split(u'\n');
        list.removeLast(); // after the last line's end
        return list;
    }
    Layout layout;
    History history;
};

const QRegularExpression &arrowLine()
{
    static const QRegularExpression line(
        QStringLiteral("^    (s\\d+|none)(->>|-->>|-x|-\\))(s\\d+|none): [^;#\\n<>]+(#\\d+;[^;#\\n<>]*)*$"));
    return line;
}

/// The lines that its grammar has for what we write; see mermaid's sequenceDiagram.jison.
bool isMermaid(const QString &line)
{
    static const QRegularExpression others(QStringLiteral(
        "^(sequenceDiagram"
        "|    participant (s\\d+ as ([^;#\\n<>]|#\\d+;)+<br/>([^;#\\n<>]|#\\d+;)+|none as no socket)"
        "|    Note (left of|right of) (s\\d+|none): ([^;#\\n<>]|#\\d+;)+"
        "|    Note over s\\d+(,s\\d+)?: [a-z ]+)$"));
    return others.match(line).hasMatch() || arrowLine().match(line).hasMatch();
}

} // namespace

void MermaidTest::everyArrowCallAndStateIsThere_data()
{
    QTest::addColumn<Closing>("closing");
    for (const Closing closing : kClosings)
        QTest::newRow(std::string(lessonName(closing)).c_str()) << closing;
}

void MermaidTest::everyArrowCallAndStateIsThere()
{
    QFETCH(const Closing, closing);
    SteppedSession session(onAnyPort(closing));
    QVERIFY(session.start() && session.stepToEnd());
    session.stop();
    const Read read(session.recording());
    const QStringList lines = read.lines();
    QCOMPARE(lines.first(), QStringLiteral("sequenceDiagram"));
    for (const QString &line : lines)
        QVERIFY2(isMermaid(line), qPrintable(line));

    const Row last = read.layout.rowCount() - 1;
    QCOMPARE(lines.filter(arrowLine()).size(),
        static_cast<qsizetype>(read.layout.arrowsNear(0, last).size() + read.layout.longArrows().size()));
    qsizetype calls = 0;
    qsizetype states = 0;
    for (Row row = 0; row <= last; ++row)
        calls += read.layout.row(row).entered || read.layout.row(row).returned ? 1 : 0;
    for (std::size_t lane = 0; lane < read.layout.lanes().size(); ++lane) {
        for (const Band &band : read.layout.bands(static_cast<LaneIndex>(lane)))
            states += band.label != kNoRow ? 1 : 0;
    }
    QCOMPARE(lines.filter(QStringLiteral("    Note ")).size(), calls + states);
    QCOMPARE(lines.filter(QStringLiteral("    participant s")).size(),
        static_cast<qsizetype>(read.layout.lanes().size()));
    // On loopback what the segments did is inferred, and says so.
    QVERIFY(!lines.filter(QRegularExpression(QStringLiteral("-->>s\\d+: ~SYN$"))).isEmpty());
    QVERIFY(!lines.filter(QStringLiteral("5 B #34;hello#34;")).isEmpty());
}

void MermaidTest::aPartHasWhatItsRowsHave()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start() && session.stepToEnd());
    session.stop();
    const Read read(session.recording());
    const auto body = [&](RowRange rows) {
        return read.lines(rows).filter(QRegularExpression(QStringLiteral("^(?!    participant|sequence)")));
    };
    const Row middle = read.layout.rowCount() / 2;
    QCOMPARE(body({0, middle}) + body({middle + 1, kNoRow}), body({}));
    QVERIFY(!body({0, middle}).isEmpty() && !body({middle + 1, kNoRow}).isEmpty());
    QCOMPARE(body({100'000, kNoRow}), QStringList());
}

void MermaidTest::whatARecordingHoldsIsNoSyntax()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst, {"; end\n%% <b>#35;\x01:+-"}));
    QVERIFY(session.start() && session.stepToEnd());
    session.stop();
    // An actor may be called anything in a file.
    std::string text = headerLine(session.recording().header()) + '\n';
    for (EventIndex n = 0; n < session.recording().size(); ++n)
        text += eventLine(session.recording().header(), n, session.recording().at(n)) + '\n';
    const std::string name = R"(end;\n<script>#participant%%)";
    for (std::size_t at = 0; (at = text.find("\"client\"", at)) != std::string::npos; at += name.size())
        text.replace(at + 1, 6, name);
    std::istringstream stream(text);
    const ReadResult result = readRecording(stream);
    QCOMPARE(QString::fromStdString(result.error), QString());
    for (const QString &line : Read(*result.recording).lines())
        QVERIFY2(isMermaid(line), qPrintable(line));
}

void MermaidTest::anEmptyRecordingIsAnEmptyDiagram()
{
    const Recording recording({});
    QCOMPARE(Read(recording).lines(), QStringList {QStringLiteral("sequenceDiagram")});
}

QTEST_GUILESS_MAIN(MermaidTest)
#include "mermaid_test.moc"
