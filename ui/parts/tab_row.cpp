// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/tab_row.h"

#include "ui/look/theme.h"

#include <QAbstractButton>
#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace sockstep {

namespace {
constexpr int kPadding = 6;
constexpr int kGap = 3; // between the text and its mark
constexpr int kLongestText = 12; // characters; a recording's actors may have any names
} // namespace

TabRow::TabRow(QWidget *parent)
    : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    setFocusPolicy(Qt::TabFocus); // a click leaves the focus where Space steps
    nameArrows();
    connect(this, &QTabBar::currentChanged, this, [this](int index) {
        if (!showing_ && index >= 0)
            emit chosen(idAt(index));
    });
    connect(this, &QTabBar::tabBarClicked, this, [this](int index) {
        if (index >= 0 && index == currentIndex())
            emit chosen(idAt(index));
    });
}

void TabRow::show(const std::vector<Tab> &tabs, int current)
{
    showing_ = true;
    const bool sameCount = tabs.size() == tabs_.size();
    if (tabs != tabs_) {
        tabs_ = tabs;
        while (count() > static_cast<int>(tabs_.size()))
            removeTab(count() - 1);
        for (int i = 0; i < static_cast<int>(tabs_.size()); ++i) {
            const Tab &tab = tabs_[static_cast<std::size_t>(i)];
            QString text = tab.text.simplified();
            if (text.size() > kLongestText)
                text = text.left(kLongestText - 1) + u'…';
            text.replace(u'&', QStringLiteral("&&"));
            if (i < count())
                setTabText(i, text);
            else
                addTab(text);
            setTabToolTip(i, tab.tip);
            setAccessibleTabName(i, tab.tip);
        }
        if (!sameCount)
            updateGeometry();
        update();
    }
    for (int i = 0; i < count(); ++i) {
        if (idAt(i) == current)
            setCurrentIndex(i);
    }
    showing_ = false;
}

/// Qt's own buttons, which come where the tabs are too many for their room, are named in English only.
void TabRow::nameArrows()
{
    const std::pair<const char *, QString> arrows[] = {{"ScrollLeftButton", tr("Tabs further to the left")},
        {"ScrollRightButton", tr("Tabs further to the right")}};
    for (const auto &[object, name] : arrows) {
        if (auto *arrow = findChild<QAbstractButton *>(QString::fromLatin1(object)))
            arrow->setAccessibleName(name);
    }
}

int TabRow::markSize() const { return fontMetrics().ascent() * 6 / 10; }

int TabRow::heightOfTabs() const { return fontMetrics().height() + kPadding; }

QSize TabRow::tabSizeHint(int index) const
{
    const auto at = static_cast<std::size_t>(index);
    const QFontMetrics metrics(font());
    const bool marked = at < tabs_.size() && tabs_[at].mark != Mark::None;
    const int mark = marked ? markSize() + kGap : 0;
    return {metrics.horizontalAdvance(tabText(index).replace(QStringLiteral("&&"), QStringLiteral("&")))
            + mark + 2 * kPadding,
        heightOfTabs()};
}

void TabRow::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < count(); ++i) {
        const QRectF rect = QRectF(tabRect(i)).adjusted(0.5, 0.5, -0.5, -0.5);
        const bool current = i == currentIndex();
        painter.setPen(current && hasFocus() ? QPen(theme.accent(), 1.5) : QPen(Qt::NoPen));
        painter.setBrush(current ? theme.selection() : QColor(Qt::transparent));
        painter.drawRoundedRect(rect, 5, 5);
        painter.setPen(current ? theme.text() : theme.muted());
        QRectF text = rect.adjusted(kPadding, 0, -kPadding, 0);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
            tabText(i).replace(QStringLiteral("&&"), QStringLiteral("&")));
        const double size = markSize();
        paintMark(painter, tabs_[static_cast<std::size_t>(i)].mark,
            QRectF(text.right() - size, rect.center().y() - size / 2, size, size));
    }
}

/// ▶ held before the next call of all, ‖ asleep in a call, · in one, ✓ over: told apart without colours.
void TabRow::paintMark(QPainter &painter, Mark mark, const QRectF &box) const
{
    const Theme theme(palette());
    painter.setPen(Qt::NoPen);
    switch (mark) {
    case Mark::None:
        break;
    case Mark::Next: {
        painter.setBrush(theme.accent().lighter(theme.isDark() ? 140 : 100));
        painter.drawPolygon(
            QPolygonF({box.topLeft(), QPointF(box.right(), box.center().y()), box.bottomLeft()}));
        break;
    }
    case Mark::Busy:
        painter.setBrush(theme.wait());
        painter.drawEllipse(box.center(), box.width() / 4, box.width() / 4);
        break;
    case Mark::Blocked:
        painter.setBrush(theme.wait());
        for (const double x : {0.1, 0.6})
            painter.drawRect(
                QRectF(box.left() + x * box.width(), box.top(), 0.3 * box.width(), box.height()));
        break;
    case Mark::Finished: {
        QPainterPath path(QPointF(box.left(), box.center().y()));
        path.lineTo(box.left() + box.width() * 0.35, box.bottom());
        path.lineTo(box.right(), box.top());
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.good(), 1.8));
        painter.drawPath(path);
        break;
    }
    }
}

void TabRow::changeEvent(QEvent *event)
{
    QTabBar::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    else if (event->type() == QEvent::LanguageChange)
        nameArrows();
}

} // namespace sockstep
