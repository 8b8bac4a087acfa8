// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>
#include <vector>

namespace sockstep {

/// A compact row of tabs for what there may be one of or many: actors, sockets. It looks like the tabs of the
/// side pane, and shows with a small mark what each is about. The arrow keys go from tab to tab.
class TabRow : public QTabBar {
    Q_OBJECT
public:
    enum class Mark { None, Next, Busy, Blocked, Finished };
    struct Tab {
        int id = 0;
        QString text;
        Mark mark = Mark::None;
        QString tip; ///< its name in full, with what the mark says
        friend bool operator==(const Tab &, const Tab &) = default;
    };

    explicit TabRow(QWidget *parent = nullptr);

    /// The row is laid out anew only if something is different.
    void show(const std::vector<Tab> &tabs, int current);
    /// Of the row, though it may have no tab yet.
    int heightOfTabs() const;
    int idAt(int index) const { return tabs_.at(static_cast<std::size_t>(index)).id; }
    Mark markAt(int index) const { return tabs_.at(static_cast<std::size_t>(index)).mark; }
    using QTabBar::show;

signals:
    /// By the person, though it may be shown already.
    void chosen(int id);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void nameArrows();
    int markSize() const;
    void paintMark(QPainter &painter, Mark mark, const QRectF &box) const;

    std::vector<Tab> tabs_;
    bool showing_ = false; // what changes is not the person's doing
};

} // namespace sockstep
