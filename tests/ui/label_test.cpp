// SPDX-License-Identifier: GPL-3.0-or-later
// The labels that lay their text out less often than QLabel does give it the same place as QLabel does.
#include "application.h"
#include "ui/parts/rich_label.h"
#include "ui/parts/wrapped_label.h"

#include <QImage>
#include <QSignalSpy>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class LabelTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void aWrappedLabelIsAsHighAsQLabel_data();
    void aWrappedLabelIsAsHighAsQLabel();
    void aRichLabelIsAsHighAsQLabel_data() { aWrappedLabelIsAsHighAsQLabel_data(); }
    void aRichLabelIsAsHighAsQLabel();
    void aRichLabelPaintsItsText();
    void aRichLabelFollowsThePalette();
    void aLinkIsWhereItIsPainted();
};

namespace {

const QString kEnglish = QStringLiteral("The kernel keeps <b>TIME_WAIT</b> for 60 s, on the side that closed "
                                        "first, and its port cannot be bound again before that.");
const QString kKorean
    = QStringLiteral("커널은 먼저 닫은 쪽에 <b>TIME_WAIT</b>를 60초 동안 유지하며, 그 전에는 "
                     "포트를 다시 바인드할 수 없습니다.");
constexpr int kWidths[] = {90, 160, 161, 400, 1400, 160};

/// Where anything but the background is.
QRect inked(const QImage &image)
{
    QRect result;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).lightness() < 128)
                result |= QRect(x, y, 1, 1);
        }
    }
    return result;
}

QImage painted(QWidget &widget)
{
    QPalette palette = widget.palette();
    palette.setColor(QPalette::Window, Qt::white);
    palette.setColor(QPalette::WindowText, Qt::black);
    widget.setPalette(palette);
    return widget.grab().toImage();
}

} // namespace

void LabelTest::aWrappedLabelIsAsHighAsQLabel_data()
{
    QTest::addColumn<double>("points");
    QTest::addColumn<QString>("text");
    for (const double points : {9.0, 10.5, 20.0}) {
        QTest::addRow("English at %g", points) << points << kEnglish;
        QTest::addRow("Korean at %g", points) << points << kKorean;
    }
}

void LabelTest::aWrappedLabelIsAsHighAsQLabel()
{
    QFETCH(const double, points);
    QFETCH(const QString, text);
    WrappedLabel ours;
    QLabel theirs;
    theirs.setWordWrap(true);
    const auto agree = [&] {
        for (const int width : kWidths)
            QCOMPARE(ours.heightForWidth(width), theirs.heightForWidth(width));
    };
    for (QLabel *label : {static_cast<QLabel *>(&ours), &theirs})
        label->setText(text);
    agree();
    // What it remembers is forgotten with another font, another text.
    for (QLabel *label : {static_cast<QLabel *>(&ours), &theirs}) {
        QFont font = label->font();
        font.setPointSizeF(points);
        label->setFont(font);
    }
    agree();
    for (QLabel *label : {static_cast<QLabel *>(&ours), &theirs})
        label->setText(text + u' ' + text);
    agree();
    for (int width = 200; width < 260; ++width) // more widths than it keeps
        QCOMPARE(ours.heightForWidth(width), theirs.heightForWidth(width));
}

void LabelTest::aRichLabelIsAsHighAsQLabel()
{
    QFETCH(const double, points);
    QFETCH(const QString, text);
    RichLabel ours;
    QLabel theirs;
    theirs.setWordWrap(true);
    theirs.setTextFormat(Qt::RichText);
    QFont font = theirs.font();
    font.setPointSizeF(points);
    theirs.setFont(font);
    ours.setText(text);
    theirs.setText(text);
    for (const int width : kWidths)
        QCOMPARE(ours.fit(font, width), theirs.heightForWidth(width));
}

void LabelTest::aRichLabelPaintsItsText()
{
    RichLabel ours;
    QLabel theirs;
    theirs.setWordWrap(true);
    theirs.setTextFormat(Qt::RichText);
    theirs.setAlignment(Qt::AlignLeft | Qt::AlignTop);
    for (QLabel *label : {static_cast<QLabel *>(&ours), &theirs}) {
        label->setText(kEnglish);
        label->resize(300, 120);
    }
    ours.fit(ours.font(), 300);
    const QImage image = painted(ours);
    QCOMPARE(inked(image), inked(painted(theirs)));
    // A shorter text leaves nothing of the longer.
    ours.setText(QStringLiteral("short"));
    ours.fit(ours.font(), 300);
    QVERIFY(inked(painted(ours)).height() < inked(image).height());
}

void LabelTest::aRichLabelFollowsThePalette()
{
    RichLabel label;
    label.setText(kEnglish);
    label.resize(300, 120);
    label.fit(label.font(), 300);
    QVERIFY(!inked(painted(label)).isEmpty());
    QPalette palette = label.palette();
    palette.setColor(QPalette::WindowText, Qt::white);
    label.setPalette(palette);
    QVERIFY(inked(label.grab().toImage()).isEmpty()); // white on white
}

void LabelTest::aLinkIsWhereItIsPainted()
{
    RichLabel label;
    label.setText(QStringLiteral("<a href=\"fin\" style=\"color:black\">FIN</a>"));
    label.resize(300, 60);
    label.fit(label.font(), 300);
    label.show();
    QVERIFY(QTest::qWaitForWindowExposed(&label));
    QSignalSpy activated(&label, &QLabel::linkActivated);
    QTest::mouseClick(&label, Qt::LeftButton, {}, inked(painted(label)).center());
    QCOMPARE(activated.size(), 1);
    QTest::mouseClick(&label, Qt::LeftButton, {}, QPoint(250, 50));
    QCOMPARE(activated.size(), 1);
}

QTEST_MAIN(LabelTest)
#include "label_test.moc"
