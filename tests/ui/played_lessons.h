// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/recording.h"

#include <QByteArrayList>
#include <memory>

namespace sockstep::test {

/// Every lesson that there is; those of the lab if there can be one here.
QByteArrayList allLessons();
/// The recording of a lesson, stepped through once in this process. Null if it could not begin.
std::shared_ptr<const Recording> played(const QByteArray &lesson);
/// The text of a recording's file.
std::string fileOf(const Recording &recording);

} // namespace sockstep::test
