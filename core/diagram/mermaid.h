// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram/segment_text.h"
#include "diagram/text_sequence.h"

#include <string>

namespace sockstep {

/// The rows of the layout as a sequenceDiagram of Mermaid, which GitHub, GitLab and many notebooks draw.
/// A participant is a socket, in the order of the diagram's lanes; calls and states are notes beside it.
/// What is inferred is dotted and has a "~"; what was lost ends in a cross. Both \p layout and \p history
/// must have taken in the same events.
std::string mermaidSequence(const Layout &layout, const History &history, RowRange rows = {},
    SequenceNumbers numbers = SequenceNumbers::Relative);

} // namespace sockstep
