// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recording.h"

#include <QByteArrayList>
#include <memory>

namespace sockstep::test {

/// Every lesson that there is: the ways to close, and the lab's if there can be a lab here.
QByteArrayList allLessons();
/// The recording of a lesson, played once in this process. Null, with a warning, if it did not come to its
/// end.
std::shared_ptr<const Recording> played(const QByteArray &lesson);
/// The text of a recording's file.
std::string fileOf(const Recording &recording);

} // namespace sockstep::test
