// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"
#include "ui/diagram/diagram_geometry.h"
#include "ui/look/theme.h"

class QPainter;

namespace sockstep {

/// The cards at the head of the lifelines: what each socket is, its descriptor and its address. They
/// stay in sight while the rows scroll.
class LaneHeader {
public:
    LaneHeader(const Layout &layout, const History &history, const DiagramGeometry &geometry, Theme theme)
        : layout_(layout)
        , history_(history)
        , geometry_(geometry)
        , theme_(std::move(theme))
    {
    }

    void paint(QPainter &painter, double height, const QFont &font, double lineWeight = 1) const;

private:
    const Layout &layout_;
    const History &history_;
    const DiagramGeometry &geometry_;
    Theme theme_;
};

} // namespace sockstep
