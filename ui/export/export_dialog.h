// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/recording_export.h"

#include <QDialog>
#include <functional>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace sockstep {

/// What can be exported at a moment, and how it looks in the window.
struct ExportTarget {
    bool (*suits)(ExportFormat) = nullptr;
    SheetLook look;
    QString language;
    EventIndex end = kNoEvent;
    Row rowCount = 0;
    RowRange inSight;
    QString fileBase; ///< of a file's name, without its suffix
    std::function<Made(ExportFormat, const ExportSettings &)> make;
    std::function<QImage(const ExportSettings &, QString &error)> image;

    /// All of it, as it looks.
    ExportSettings settings() const;
};

/// As a picture, a drawing and text at once: whoever pastes takes what it can. False with the cause in
/// \p error if nothing was copied.
bool copyToClipboard(const ExportTarget &target, const ExportSettings &settings, QString &error);

/// Asks for the format, the part and the colours, and writes the file or copies it.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// \p target is asked again when something is written: the session goes on meanwhile.
    ExportDialog(std::function<ExportTarget()> target, QWidget *parent);

    static void complain(QWidget *parent, const QString &error);

private:
    enum class Part { All, InSight, Rows };
    enum class Colours { AsShown, Light, Dark };

    void fillFormats(const ExportTarget &target);
    void adapt();
    ExportFormat format() const;
    ExportSettings settingsFor(const ExportTarget &target) const;
    void save();
    void copy();

    const std::function<ExportTarget()> target_;
    QComboBox *format_;
    QComboBox *part_;
    QSpinBox *first_;
    QSpinBox *last_;
    QComboBox *colours_;
    QDoubleSpinBox *scale_;
    QLabel *told_;
};

} // namespace sockstep
