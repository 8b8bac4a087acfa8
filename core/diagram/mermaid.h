// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/excerpt.h"
#include "core/diagram/segment_text.h"
#include "core/diagram/text_sequence.h"

#include <string>

namespace sockstep {

/// What an excerpt shows of the layout as a sequenceDiagram of Mermaid, which GitHub, GitLab and many
/// notebooks draw. A participant is a socket, in the order of the diagram's lanes; calls and states are notes
/// beside it. What is inferred is dotted and has a "~"; what was lost ends in a cross. All must have taken in
/// the same events. \p lines are the excerpt's.
std::string mermaidSequence(const Layout &layout, const History &history, const Excerpt &excerpt = {},
    RowRange lines = {}, SequenceNumbers numbers = SequenceNumbers::Relative);

} // namespace sockstep
