// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>

class QWidget;

namespace sockstep {

/// What is made late comes last of all for the Tab key. This puts \p made, in their order, before \p place
/// and what is in it: where they would be had they been made with it.
void comeBefore(QWidget *place, std::initializer_list<QWidget *> made);

} // namespace sockstep
