// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/style.h"

#include "ui/look/font_families.h"
#include "ui/look/theme.h"
#include "ui/look/zoom.h"

#include <QColor>
#include <QFontDatabase>
#include <QHash>
#include <QLabel>

namespace sockstep {

namespace {
/// \p sheet with a colour for each @name, and pixels at the present zoom for each @number.
QString filledIn(const QString &sheet, const QHash<QString, QColor> &colors, const Zoom &zoom)
{
    QString filled;
    filled.reserve(sheet.size() + sheet.size() / 4);
    qsizetype at = 0;
    for (qsizetype sign = sheet.indexOf(u'@'); sign >= 0; sign = sheet.indexOf(u'@', at)) {
        filled += QStringView(sheet).mid(at, sign - at);
        at = sign + 1;
        while (at < sheet.size() && sheet[at].isLetterOrNumber())
            ++at;
        const QString name = sheet.mid(sign + 1, at - sign - 1);
        bool isNumber = false;
        const int pixels = name.toInt(&isNumber);
        filled += isNumber ? QString::number(zoom.scaled(pixels)) + QStringLiteral("px")
                           : colors.value(name).name();
    }
    filled += QStringView(sheet).mid(at);
    return filled;
}
} // namespace

QString windowStyle(const Theme &theme, const Zoom &zoom)
{
    const QString sheet = QStringLiteral(R"(
QMainWindow, QWidget#pane { background: @window; }
QWidget#canvas, QWidget#stateMachine { background: @canvas; }
QWidget#transport { border-bottom: 1px solid @border; }
QWidget#timeBar QToolButton { padding: @2 @7; }
QWidget#narration { border-top: 1px solid @border; }
QWidget#question { background: @selection; border-top: 1px solid @border; }
QSpinBox { border: 1px solid @border; border-radius: @5; padding: @4; background: @window; color: @text; min-width: @26; }
QSpinBox:focus { border: 1px solid @accent; }
QWidget#blank { background: black; }
QWidget#queues, QScrollArea#plain { background: @window; }
QWidget#leftPane { border-right: 1px solid @border; }
QWidget#rightPane { border-left: 1px solid @border; }
QWidget#card { border-top: 1px solid @border; }
QLabel#caption { color: @muted; font-weight: bold; }
QLabel#note { color: @muted; }
QLabel#title { color: @text; font-weight: bold; }
QListView, QTableView { background: @window; border: none; color: @text; }
QToolButton, QPushButton {
    border: 1px solid @border; border-radius: @5; padding: @5 @10; background: @window; color: @text; }
QWidget#transport QToolButton { padding: @5 @7; }
QToolButton:hover, QPushButton:hover { background: @hover; }
QToolButton:focus, QPushButton:focus { border: 1px solid @accent; }
QToolButton:disabled, QPushButton:disabled { color: @disabled; }
QToolButton:checked { background: @accent; border-color: @accent; color: white; }
QToolButton:checked:focus { border: 1px solid @text; }
QToolButton::menu-indicator { image: none; width: 0; }
QWidget#transport QToolButton#step, QPushButton#send {
    background: @accent; border-color: @accent; color: white; font-weight: bold; padding: @5 @16; }
QWidget#transport QToolButton#step:disabled, QPushButton#send:disabled {
    background: @hover; border-color: @border; color: @disabled; }
QWidget#transport QToolButton#step:hover:enabled, QPushButton#send:hover:enabled { background: @accentHover; }
QWidget#transport QToolButton#step:focus, QPushButton#send:focus { border: 1px solid @text; }
QToolButton#tab { border: 1px solid transparent; padding: @4 @5; color: @muted; font-weight: bold; }
QToolButton#tab:checked { background: @selection; color: @text; }
QToolButton#tab:focus { border-color: @accent; }
QToolButton[popupMode="1"] { padding-right: @16; }
QToolButton::menu-button { border: none; background: transparent; width: @16; }
QToolButton::menu-arrow { image: none; }
QToolButton[likely="true"] { border-color: @accent; background: @selection; font-weight: bold; }
QWidget#freePlay QToolButton { padding: @4 @5; }
QWidget#freePlay QToolButton[popupMode="1"] { padding-right: @16; }
QToolButton#diagramShows { padding: @2 @4; }
QToolButton#showEveryRow { padding: @2 @7; }
QToolButton#first { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QToolButton#middle { border-radius: 0; border-left: none; }
QToolButton#last { border-top-left-radius: 0; border-bottom-left-radius: 0; border-left: none; }
QLineEdit { border: 1px solid @border; border-radius: @5; padding: @5; background: @window; color: @text; }
QLineEdit:focus { border: 1px solid @accent; }
QHeaderView::section { background: @window; color: @muted; border: none; padding: @2 @3; }
QTableView { padding-left: @7; } QTableView::item { padding: 0 @2; }
QProgressBar { border: none; border-radius: @3; background: @hover; max-height: @7; min-height: @7; }
QProgressBar::chunk { border-radius: @3; background: @timeWait; }
#question QProgressBar::chunk { background: @accent; }
#question QProgressBar[right="true"]::chunk { background: @good; }
QMenu { background: @window; color: @text; border: 1px solid @border; padding: @4; }
QMenu::item { padding: @5 @22 @5 @26; border-radius: @3; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @border; margin: @4; }
QScrollBar:vertical { background: transparent; width: @10; margin: 0; }
QScrollBar:horizontal { background: transparent; height: @10; margin: 0; }
QScrollBar::handle { background: @border; border-radius: @4; margin: @2; min-height: @24; min-width: @24; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: @text; color: @window; border: none; padding: @3; }
QSplitter::handle { background: @border; }
)");
    return filledIn(sheet,
        {{QStringLiteral("accentHover"), theme.accent().lighter(112)},
            {QStringLiteral("accent"), theme.accent()}, {QStringLiteral("window"), theme.window()},
            {QStringLiteral("canvas"), theme.canvas()}, {QStringLiteral("border"), theme.border()},
            {QStringLiteral("muted"), theme.muted()}, {QStringLiteral("text"), theme.text()},
            {QStringLiteral("hover"), theme.hover()}, {QStringLiteral("selection"), theme.selection()},
            {QStringLiteral("disabled"), theme.isDark() ? QColor(0x5f6978) : QColor(0x9aa4b2)},
            {QStringLiteral("timeWait"), theme.state(TcpState::TimeWait)},
            {QStringLiteral("good"), theme.good()}},
        zoom);
}

QFont monospaced(const QFont &font)
{
    static const QString family
        = installedFamily({QFontDatabase::systemFont(QFontDatabase::FixedFont).family(),
            QStringLiteral("monospace")}); // where the desktop names one that is not installed
    QFont result = font;
    result.setFamily(family);
    result.setStyleHint(QFont::Monospace);
    // On whole pixels, so that columns stand exactly below each other, and each letter is drawn in one way.
    result.setHintingPreference(QFont::PreferFullHinting);
    result.setPointSizeF(font.pointSizeF() * 0.9);
    return result;
}

QFont withoutPixels(QFont font)
{
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QLabel *makeCaption(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QStringLiteral("caption"));
    return label;
}

} // namespace sockstep
