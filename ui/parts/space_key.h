// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractButton;

namespace sockstep {

/// Space belongs to Step wherever the focus is; but a button that was reached with Tab is pressed by
/// it, as everywhere. A click does not take the focus, so that Space goes on stepping after it.
void letSpacePress(QAbstractButton *button);

} // namespace sockstep
