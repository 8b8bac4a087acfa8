// SPDX-License-Identifier: GPL-3.0-or-later
#include "style.h"

#include "theme.h"
#include "zoom.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QLabel>

namespace sockstep {

QString windowStyle(const Theme &theme, const Zoom &zoom)
{
    QString sheet = QStringLiteral(R"(
QMainWindow, QWidget#pane, QWidget#transport { background: @window; }
QWidget#canvas, QWidget#stateMachine { background: @canvas; }
QWidget#transport { border-bottom: 1px solid @border; }
QWidget#timeBar QToolButton { padding: @2 @7; }
QWidget#narration { background: @window; border-top: 1px solid @border; }
QWidget#question { background: @selection; border-top: 1px solid @border; }
QSpinBox { border: 1px solid @border; border-radius: @5; padding: @4; background: @window; color: @text; min-width: @26; }
QSpinBox:focus { border: 1px solid @accent; }
QWidget#blank { background: black; }
QWidget#queues, QScrollArea#plain { background: @window; }
QWidget#leftPane { border-right: 1px solid @border; background: @window; }
QWidget#rightPane { border-left: 1px solid @border; background: @window; }
QWidget#card { border-top: 1px solid @border; background: @window; }
QLabel#caption { color: @muted; font-weight: 600; }
QLabel#note { color: @muted; }
QLabel#title { color: @text; font-weight: 600; }
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
    background: @accent; border-color: @accent; color: white; font-weight: 600; padding: @5 @16; }
QWidget#transport QToolButton#step:disabled, QPushButton#send:disabled {
    background: @hover; border-color: @border; color: @disabled; }
QWidget#transport QToolButton#step:hover:enabled, QPushButton#send:hover:enabled { background: @accentHover; }
QWidget#transport QToolButton#step:focus, QPushButton#send:focus { border: 1px solid @text; }
QToolButton#tab { border: 1px solid transparent; padding: @4 @5; color: @muted; font-weight: 600; }
QToolButton#tab:checked { background: @selection; color: @text; }
QToolButton#tab:focus { border-color: @accent; }
QToolButton[popupMode="1"] { padding-right: @16; }
QToolButton::menu-button { border: none; background: transparent; width: @16; }
QToolButton::menu-arrow { image: none; }
QToolButton[likely="true"] { border-color: @accent; background: @selection; font-weight: 600; }
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
    const std::pair<QString, QColor> colors[]
        = {{QStringLiteral("@accentHover"), theme.accent().lighter(112)},
            {QStringLiteral("@accent"), theme.accent()}, {QStringLiteral("@window"), theme.window()},
            {QStringLiteral("@canvas"), theme.canvas()}, {QStringLiteral("@border"), theme.border()},
            {QStringLiteral("@muted"), theme.muted()}, {QStringLiteral("@text"), theme.text()},
            {QStringLiteral("@hover"), theme.hover()}, {QStringLiteral("@selection"), theme.selection()},
            {QStringLiteral("@disabled"), theme.isDark() ? QColor(0x5f6978) : QColor(0x9aa4b2)},
            {QStringLiteral("@timeWait"), theme.state(TcpState::TimeWait)},
            {QStringLiteral("@good"), theme.good()}};
    for (const auto &[key, color] : colors)
        sheet.replace(key, color.name());
    // The longest numbers first, so that @2 does not eat the start of @24.
    for (const int pixels : {26, 24, 22, 16, 10, 7, 5, 4, 3, 2})
        sheet.replace(QStringLiteral("@%1").arg(pixels), QStringLiteral("%1px").arg(zoom.scaled(pixels)));
    return sheet;
}

QFont monospaced(const QFont &font)
{
    // The font behind the alias "monospace": under the alias, digits next to Hangul would be taken
    // from whatever font has Hangul.
    static const QString family = QFontInfo(QFontDatabase::systemFont(QFontDatabase::FixedFont)).family();
    QFont result = font;
    // Hangul comes from the proportional font's fallback.
    result.setFamilies({family, font.family()});
    result.setStyleHint(QFont::Monospace);
    result.setPointSizeF(font.pointSizeF() * 0.9);
    return result;
}

QLabel *makeCaption(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QStringLiteral("caption"));
    return label;
}

} // namespace sockstep
