// SPDX-License-Identifier: GPL-3.0-or-later
// What is exported of every lesson: it is what the layout says, no label meets another, and independent
// programs can read it.
#include "application.h"
#include "core/lesson/lesson_library.h"
#include "core/recording/recording_file.h"
#include "diagram_rules.h"
#include "fabricated.h"
#include "played_lessons.h"
#include "support/patience.h"
#include "ui/export/handout.h"
#include "ui/export/recording_export.h"
#include "ui/look/language.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <sstream>

using namespace sockstep;
using namespace sockstep::test;

class ExportTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase();
    void theSheetIsTheLayout_data() { eachLesson(); }
    void theSheetIsTheLayout();
    void partsMakeTheWhole_data() { eachLesson(); }
    void partsMakeTheWhole();
    void anSvgHasEveryLabelAsText_data() { eachLesson(); }
    void anSvgHasEveryLabelAsText();
    void aPdfHasTheHeadersOnEveryPage_data() { eachLesson(); }
    void aPdfHasTheHeadersOnEveryPage();
    void aPictureIsAsLargeAsItsScale();
    void theHandoutTellsEveryStep_data() { eachLesson(); }
    void theHandoutTellsEveryStep();
    void aPastMomentHasNothingOfWhatCame();
    void whatAStrangerWroteIsOnlyText();
    void callsOfSocketsThatNobodyMadeAreExported();
    void whatIsTooLongIsToldAndPdfGoesOn();
    void aRecordingOfNothingCanBeExported();

private:
    static void eachLesson();
    QString write(const char *name, const QByteArray &bytes);

    QTemporaryDir folder_;
};

namespace {

/// A recording, read to its end and put on a sheet.
struct Drawn {
    explicit Drawn(const Recording &recording, const SheetLook &look = {})
        : layout(recording)
        , history(recording)
        , sheet((history.advance(), layout.advance(), layout), history, look)
    {
    }
    Layout layout;
    History history;
    DiagramSheet sheet;
};

/// Lessons take turns in colours and language, so that both of each are seen.
SheetLook lookFor(const QByteArray &lesson) { return {.dark = lesson.size() % 2 == 0}; }

struct Output {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Output runProgram(const char *program, const QStringList &arguments)
{
    QProcess process;
    process.start(QString::fromLatin1(program), arguments);
    if (!process.waitForFinished(int {kPatience.count()}))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// How often each character but the space is in all of \p texts.
QMap<QChar, int> countOf(const QStringList &texts)
{
    QMap<QChar, int> count;
    for (const QString &text : texts) {
        for (const QChar c : text) {
            if (!c.isSpace())
                ++count[c];
        }
    }
    return count;
}

QStringList textsOf(const DiagramSlice &slice)
{
    QStringList texts;
    for (const auto &label : slice.labels)
        texts << label.text;
    return texts;
}

QStringList textsOf(const QByteArray &svg)
{
    QStringList texts;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNextStartElement() && reader.name() == QLatin1String("text"))
            texts << reader.readElementText();
    }
    return texts;
}

} // namespace

void ExportTest::initTestCase()
{
    prepareApplication();
    QVERIFY(folder_.isValid());
}

void ExportTest::eachLesson()
{
    QTest::addColumn<QByteArray>("lesson");
    for (const QByteArray &lesson : allLessons())
        QTest::newRow(lesson.constData()) << lesson;
}

QString ExportTest::write(const char *name, const QByteArray &bytes)
{
    QFile file(folder_.filePath(QString::fromLatin1(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no temporary file can be written");
    return file.fileName();
}

void ExportTest::theSheetIsTheLayout()
{
    QFETCH(const QByteArray, lesson);
    const auto recording = played(lesson);
    QVERIFY(recording);
    const Drawn drawn(*recording, lookFor(lesson));
    const RowRange all = drawn.sheet.existing({});
    QCOMPARE(all.last + 1, drawn.layout.rowCount());
    const DiagramSlice slice = drawn.sheet.slice(all);
    const QStringList broken = brokenRules(slice, drawn.sheet.geometry(), drawn.sheet.labelFont(),
        drawn.sheet.geometry().contentHeight(drawn.layout.rowCount()));
    QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));

    std::size_t arrows = 0;
    for (const auto list :
        {drawn.layout.arrowsNear(0, all.last), drawn.layout.longArrows(), drawn.layout.arrowsOnWire()})
        arrows += list.size();
    QCOMPARE(slice.arrows.size(), arrows);
    std::size_t states = 0;
    std::size_t calls = 0;
    for (const auto &label : slice.labels) {
        states += label.kind == DiagramSlice::Label::Kind::State ? 1 : 0;
        calls += label.kind == DiagramSlice::Label::Kind::Call ? 1 : 0;
    }
    std::size_t named = 0;
    for (std::size_t lane = 0; lane < drawn.layout.lanes().size(); ++lane) {
        const auto bands = drawn.layout.bands(static_cast<LaneIndex>(lane));
        named += static_cast<std::size_t>(
            std::count_if(bands.begin(), bands.end(), [](const Band &band) { return band.label != kNoRow; }));
    }
    QCOMPARE(states, named);
    std::size_t said = 0;
    for (Row row = 0; row < drawn.layout.rowCount(); ++row)
        said += drawn.layout.row(row).entered || drawn.layout.row(row).returned ? 1 : 0;
    QCOMPARE(calls, said);
}

void ExportTest::partsMakeTheWhole()
{
    QFETCH(const QByteArray, lesson);
    const Drawn drawn(*played(lesson));
    const RowRange all = drawn.sheet.existing({});
    const double height = drawn.sheet.geometry().contentHeight(drawn.layout.rowCount());
    const auto fixed = [](const DiagramSlice &slice) {
        QStringList list;
        for (const auto &label : slice.labels) {
            using Kind = DiagramSlice::Label::Kind;
            if (label.kind == Kind::Call || label.kind == Kind::State || label.kind == Kind::Time)
                list << QStringLiteral("%1 at %2").arg(label.text).arg(label.rect.top());
        }
        list.sort();
        return list;
    };
    QStringList parts;
    for (Row first = 0; first <= all.last; first += 7) {
        const RowRange rows {first, std::min(first + 6, all.last)};
        const DiagramSlice slice = drawn.sheet.slice(rows);
        const double top = drawn.sheet.topOf(rows.first);
        const double bottom = drawn.sheet.bottomOf(rows.last);
        const QStringList broken
            = brokenRules(slice, drawn.sheet.geometry(), drawn.sheet.labelFont(), height);
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
        for (const auto &band : slice.bands)
            QVERIFY(band.rect.top() >= top && band.rect.bottom() <= bottom);
        for (const auto &arrow : slice.arrows)
            QVERIFY(arrow.path.first().y() >= top - 0.01 && arrow.path.last().y() <= bottom + 0.01);
        for (const auto &label : slice.labels)
            QVERIFY(label.rect.top() >= top && label.rect.bottom() <= bottom);
        parts << fixed(slice);
    }
    parts.sort();
    QCOMPARE(parts, fixed(drawn.sheet.slice(all)));
}

void ExportTest::anSvgHasEveryLabelAsText()
{
    QFETCH(const QByteArray, lesson);
    Language language;
    language.use(lesson.size() % 3 == 0 ? QStringLiteral("ko") : QStringLiteral("en"));
    const Drawn drawn(*played(lesson), lookFor(lesson));
    const SheetFile file(drawn.sheet, {}, QStringLiteral("<&>"));
    QCOMPARE(
        countOf(textsOf(file.svgOfRows())), countOf(textsOf(drawn.sheet.slice(drawn.sheet.existing({})))));
    const Made whole = file.svg();
    QCOMPARE(whole.error, QString());
    QCOMPARE(countOf(textsOf(whole.bytes)), countOf(textsOf(file.svgOfHeader()) + textsOf(file.svgOfRows())));
    QVERIFY(!textsOf(file.svgOfHeader()).isEmpty());
    const Output lint = runProgram(
        XMLLINT, {QStringLiteral("--noout"), QStringLiteral("--nonet"), write("a.svg", whole.bytes)});
    QVERIFY2(lint.code == 0, lint.err.constData());
    language.use(QStringLiteral("en"));
}

void ExportTest::aPdfHasTheHeadersOnEveryPage()
{
    QFETCH(const QByteArray, lesson);
    const Drawn drawn(*played(lesson), lookFor(lesson));
    const Made pdf = SheetFile(drawn.sheet, {}, QStringLiteral("title")).pdf();
    QCOMPARE(pdf.error, QString());
    const QString path = write("a.pdf", pdf.bytes);
    const QString pages = folder_.filePath(QStringLiteral("page"));
    const Output rendered = runProgram(PDFTOPPM, {QStringLiteral("-r"), QStringLiteral("30"), path, pages});
    QCOMPARE(rendered.code, 0);
    QCOMPARE(rendered.err, QByteArray());
    const QStringList files = QDir(folder_.path()).entryList({QStringLiteral("page*.ppm")});
    QVERIFY(!files.isEmpty());
    for (const QString &file : files) {
        const QImage page(folder_.filePath(file));
        QVERIFY(page.width() > 200 && page.height() > 200);
        QVERIFY(QFile::remove(folder_.filePath(file)));
    }
    const Output text = runProgram(PDFTOTEXT, {QStringLiteral("-raw"), path, QStringLiteral("-")});
    QByteArrayList said = text.out.split('\f');
    said.removeLast();
    QCOMPARE(said.size(), files.size());
    for (const QByteArray &page : said) {
        for (std::size_t i = 0; i < drawn.layout.lanes().size(); ++i) {
            const auto &socket = drawn.history.socket(drawn.layout.lanes()[i].socket);
            // A path that is longer than its card is cut at its beginning.
            const std::string address = socket.local.text();
            const bool isPath = socket.local.family() == Endpoint::Family::Unix;
            const std::string shown = isPath ? address.substr(address.rfind('/')) : address;
            if (!socket.local.isEmpty())
                QVERIFY2(page.contains(shown.c_str()), page.constData());
        }
    }
    const QString all = QString::fromUtf8(said.join(' '));
    for (const auto &label : drawn.sheet.slice(drawn.sheet.existing({})).labels) {
        if (label.kind == DiagramSlice::Label::Kind::Call || label.kind == DiagramSlice::Label::Kind::State)
            QVERIFY2(all.contains(label.text.section(u' ', 0, 0)), qPrintable(label.text + u'\n' + all));
    }
}

void ExportTest::aPictureIsAsLargeAsItsScale()
{
    const Drawn drawn(*played("client-close"), {.dark = true});
    const QSizeF size = drawn.sheet.sizeOf(drawn.sheet.existing({}));
    for (const double scale : {0.5, 1.0, 3.0}) {
        const Made png = SheetFile(drawn.sheet, {}, QStringLiteral("title")).png(scale);
        QCOMPARE(png.error, QString());
        const QImage image = QImage::fromData(png.bytes, "PNG");
        QCOMPARE(image.width(), qCeil(size.width() * scale));
        QCOMPARE(image.height(), qCeil(size.height() * scale));
        QCOMPARE(image.text(QStringLiteral("Title")), QStringLiteral("title"));
        // A band is where the geometry says, whatever the scale.
        const auto bands = drawn.sheet.slice(drawn.sheet.existing({})).bands;
        const auto observed = std::find_if(bands.begin(), bands.end(), [](const auto &band) {
            return band.state == TcpState::Established && band.evidence == Evidence::Observed;
        });
        QVERIFY(observed != bands.end());
        const QPointF middle = (observed->rect.center() + QPointF(0, drawn.sheet.headerHeight())) * scale;
        QCOMPARE(image.pixelColor(middle.toPoint()), drawn.sheet.theme().state(TcpState::Established));
        QCOMPARE(image.pixelColor(1, image.height() - 2), drawn.sheet.theme().canvas());
    }
}

void ExportTest::theHandoutTellsEveryStep()
{
    QFETCH(const QByteArray, lesson);
    Language language;
    language.use(lesson.size() % 3 == 0 ? QStringLiteral("ko") : QStringLiteral("en"));
    const Drawn drawn(*played(lesson), lookFor(lesson));
    const Handout handout(drawn.layout, drawn.history, lookFor(lesson), {}, language.code());
    const auto steps = handout.steps();
    // Each call is told where it is made; in the lab, what the wire did as well.
    QVERIFY(steps.size() + 1 >= drawn.history.callCount()); // both may be let go by one step
    Row reached = 0;
    for (const Handout::Step &step : steps) {
        QVERIFY(!step.told.isEmpty());
        QVERIFY(step.rows.first <= step.rows.last && step.rows.first >= reached);
        reached = step.rows.last;
    }
    QCOMPARE(reached, drawn.layout.rowCount() - 1);
    const Made page = handout.html();
    QCOMPARE(page.error, QString());
    QCOMPARE(page.bytes.count("<li "), static_cast<qsizetype>(steps.size()));
    // What may be believed comes before the steps, what is shown after them.
    const auto taught = builtInLesson(lesson.toStdString());
    QVERIFY(taught);
    const auto at = [&](const LocalText &text) {
        return page.bytes.indexOf(
            QString::fromStdString(text.in(language.code().toStdString())).toHtmlEscaped().toUtf8());
    };
    QVERIFY(at(taught->misconception) > 0 && at(taught->misconception) < page.bytes.indexOf("<li "));
    QVERIFY(at(taught->aim) > page.bytes.lastIndexOf("<li "));
    QVERIFY(page.bytes.contains("<html lang=\"" + language.code().toLatin1()));
    const Output lint = runProgram(
        XMLLINT, {QStringLiteral("--noout"), QStringLiteral("--nonet"), write("a.html", page.bytes)});
    QVERIFY2(lint.code == 0, lint.err.constData());
    // It loads nothing: the only addresses are the names of the two languages that it is written in.
    QByteArray rest = page.bytes;
    rest.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xhtml", "");
    for (const char *loading : {"http:", "https:", "src=", "href=", "@import", "url(&quot;", "file:"})
        QVERIFY2(!rest.contains(loading), loading);
    language.use(QStringLiteral("en"));
}

void ExportTest::aPastMomentHasNothingOfWhatCame()
{
    const auto recording = played("server-close");
    ExportSettings settings;
    settings.language = QStringLiteral("en");
    settings.end = recording->size() / 2;
    const RecordingExport past(*recording, settings);
    settings.end = kNoEvent;
    const RecordingExport present(*recording, settings);
    const auto lesson = builtInLesson("server-close");
    const auto has = [](const RecordingExport &exported, const LocalText &text) {
        return exported.make(ExportFormat::Html).bytes.contains(text.en.c_str());
    };
    QVERIFY(has(past, lesson->misconception) && !has(past, lesson->aim));
    QVERIFY(has(present, lesson->misconception) && has(present, lesson->aim));
    QVERIFY(past.rowCount() < present.rowCount() && past.rowCount() > 0);
    for (const ExportFormat format :
        {ExportFormat::Svg, ExportFormat::Text, ExportFormat::Mermaid, ExportFormat::Html}) {
        QVERIFY(!past.make(format).bytes.contains("TIME_WAIT</text>"));
        QVERIFY(!past.make(format).bytes.contains("conn TIME_WAIT"));
        QVERIFY(past.make(format).bytes.size() < present.make(format).bytes.size());
    }
    QVERIFY(present.make(ExportFormat::Svg).bytes.contains("TIME_WAIT</text>"));
}

void ExportTest::whatAStrangerWroteIsOnlyText()
{
    std::string text = fileOf(*played("client-close"));
    const std::string name = R"(<script>alert(1)</script>\u0001\ufffe{{list}}&amp;\"'%1)";
    for (const char *word : {"\"client\"", "\"client-close\"", "\"loopback\"", "\"Linux"}) {
        const std::string was(word);
        for (std::size_t at = 0; (at = text.find(was, at)) != std::string::npos; at += name.size())
            text.replace(at + 1, was.back() == '"' ? was.size() - 2 : was.size() - 1, name);
    }
    std::istringstream stream(text);
    const ReadResult read = readRecording(stream);
    if (!read.recording)
        QSKIP(read.error.c_str());
    ExportSettings settings;
    settings.language = QStringLiteral("en");
    const RecordingExport files(*read.recording, settings);
    QVERIFY(files.rowCount() > 0);
    for (const ExportFormat format : {ExportFormat::Svg, ExportFormat::Html}) {
        const Made made = files.make(format);
        QVERIFY(!made.bytes.contains("<script>alert"));
        const Output lint = runProgram(XMLLINT,
            {QStringLiteral("--noout"), QStringLiteral("--nonet"), write("hostile.xml", made.bytes)});
        QVERIFY2(lint.code == 0, lint.err.constData());
    }
    QVERIFY(!files.make(ExportFormat::Pdf).bytes.isEmpty());
    const QString base = RecordingExport::fileBase(read.recording->header());
    QVERIFY2(!base.contains(u'/') && !base.contains(u'<') && base.size() <= 60, qPrintable(base));
}

void ExportTest::callsOfSocketsThatNobodyMadeAreExported()
{
    Recording recording(headerForNow("client-close", {"server", "client"}));
    for (int i = 0; i < kFunctionCount; ++i) {
        const auto function = static_cast<Function>(i);
        for (const SocketId socket : {SocketId {0}, SocketId {40}}) {
            for (const int error : {0, ECONNREFUSED}) {
                CallEntered call;
                call.function = function;
                call.socket = socket;
                CallReturned returned;
                returned.call = recording.enter(call);
                returned.error = error;
                returned.result = error ? -1 : 0;
                recording.append(returned);
            }
        }
    }
    const RecordingExport files(recording, {});
    QVERIFY(files.rowCount() >= static_cast<Row>(4 * kFunctionCount));
    for (const ExportFormat format : kExportFormats) {
        if (suitsRecording(format))
            QCOMPARE(files.make(format).error, QString());
    }
}

void ExportTest::whatIsTooLongIsToldAndPdfGoesOn()
{
    Fabricated made;
    const SocketId socket = made.make(Fabricated::kServer, Function::Socket);
    for (int i = 0; i < 6000; ++i)
        made.make(Fabricated::kServer, Function::Listen, socket);
    ExportSettings settings;
    settings.language = QStringLiteral("en");
    const RecordingExport all(made.recording(), settings);
    for (const ExportFormat format : {ExportFormat::Svg, ExportFormat::Png, ExportFormat::Html}) {
        const Made refused = all.make(format);
        QVERIFY(refused.bytes.isEmpty());
        QVERIFY2(refused.error.contains(QStringLiteral("6,001 rows")), qPrintable(refused.error));
    }
    QVERIFY(all.make(ExportFormat::Text).bytes.count('\n') > 6000);
    settings.rows = {0, 2000};
    const Made large = RecordingExport(made.recording(), settings).make(ExportFormat::Png);
    QVERIFY2(large.error.contains(QStringLiteral("smaller scale")), qPrintable(large.error));
    settings.rows = {5990, kNoRow};
    const RecordingExport end(made.recording(), settings);
    for (const ExportFormat format : {ExportFormat::Svg, ExportFormat::Png, ExportFormat::Html})
        QCOMPARE(end.make(format).error, QString());
    settings.rows = {0, 999};
    const Made pdf = RecordingExport(made.recording(), settings).make(ExportFormat::Pdf);
    const Output info = runProgram(PDFTOTEXT, {write("long.pdf", pdf.bytes), QStringLiteral("-")});
    QVERIFY(info.out.count('\f') > 15);
    QCOMPARE(info.out.count("listen("), 999);
}

void ExportTest::aRecordingOfNothingCanBeExported()
{
    const Recording recording(headerForNow("client-close", {"server", "client"}));
    const RecordingExport files(recording, {});
    for (const ExportFormat format : kExportFormats) {
        if (!suitsRecording(format))
            continue;
        const Made made = files.make(format);
        QCOMPARE(made.error, QString());
        QVERIFY(!made.bytes.isEmpty());
    }
}

QTEST_MAIN(ExportTest)
#include "export_test.moc"
