// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace sockstep {

class FactModel;
class Zoom;

/// The table of facts. A row in which the runs differ is shaded and has a bar at its edge; a countdown
/// has a bar of its own.
class FactTable : public QTableView {
    Q_OBJECT
public:
    FactTable(FactModel &model, const Zoom &zoom, QWidget *parent = nullptr);

    void retranslate();
    /// Font and row heights for the present zoom.
    void applyZoom();
    void setPreferredHeight(int height);
    QSize sizeHint() const override { return {600, preferredHeight_}; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    const Zoom &zoom_;
    int preferredHeight_ = 200;
};

} // namespace sockstep
