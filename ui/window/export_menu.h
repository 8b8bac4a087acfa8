// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_dialog.h"

#include <QMenu>

namespace sockstep {

class MainWindow;

/// What can be taken out of the page in view: into a file, or onto the clipboard.
class ExportMenu : public QMenu {
    Q_OBJECT
public:
    explicit ExportMenu(MainWindow &window);

    void retranslate();
    /// What is in view at this moment.
    ExportTarget target() const;

private:
    bool isComparing() const;
    void openDialog();
    void copyDiagram();
    void copyTable();

    MainWindow &window_;
    QAction *export_;
    QAction *copyDiagram_;
    QAction *copyTable_;
};

} // namespace sockstep
