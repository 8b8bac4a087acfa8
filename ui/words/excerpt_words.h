// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/diagram_choices.h"

#include <QCoreApplication>
#include <QString>

namespace sockstep {

/// What is shown of a diagram, and what is not, in words.
class ExcerptWords {
    Q_DECLARE_TR_FUNCTIONS(sockstep::ExcerptWords)
public:
    /// "calls that prepare and ask", …: for a menu and a list.
    static QString kind(DiagramChoices::Kind kind);
    /// "Not shown: client 2, copies"; empty if every row is there. \p actors: those that there are.
    static QString leftOut(const DiagramChoices &choices, const std::vector<std::string> &actors);
};

} // namespace sockstep
