// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/segment_figure.h"
#include "ui/look/theme.h"

class QPainter;

namespace sockstep {

/// What of the picture is to stand out.
struct SegmentMarks {
    std::optional<FieldRef> selected;
    std::optional<FieldRef> hovered; ///< under the mouse
};

/// Paints a packet in the theme's colours. Knows no widget.
class SegmentPainter {
public:
    SegmentPainter(
        const Theme &theme, const SegmentFonts &fonts, const std::vector<Part> &parts, std::string_view raw)
        : theme_(theme)
        , fonts_(fonts)
        , parts_(parts)
        , raw_(raw)
    {
    }

    /// What lies in \p clip, at least.
    void paint(QPainter &painter, const SegmentFigure &figure, const SegmentMarks &marks, QRectF clip) const;

private:
    void paintBox(QPainter &painter, const SegmentFigure::Box &box, const SegmentMarks &marks) const;
    void paintOutline(QPainter &painter, const SegmentFigure::Box &box) const;
    void paintWords(QPainter &painter, const SegmentFigure::Box &box) const;
    void paintHex(QPainter &painter, const HexGrid &hex, const SegmentMarks &marks, QRectF clip) const;
    void paintByte(QPainter &painter, const HexGrid &hex, std::size_t byte, const SegmentMarks &marks) const;
    const Field &fieldOf(FieldRef ref) const { return parts_[ref.part].fields[ref.field]; }
    bool isIn(std::size_t byte, const std::optional<FieldRef> &ref) const;

    const Theme &theme_;
    const SegmentFonts &fonts_;
    const std::vector<Part> &parts_;
    const std::string_view raw_;
};

} // namespace sockstep
