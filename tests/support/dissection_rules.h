// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/packet/dissection.h"

namespace sockstep::test {

/// What must be so for every packet, however broken: the parts follow each other and hold every byte,
/// the fields of a part follow each other and hold every bit. Empty if it is; else what is not.
std::string brokenDissection(std::string_view raw, const std::vector<Part> &parts);

/// decodePacket() and dissect() must agree wherever the first can read the packet.
std::string disagreement(std::string_view raw, const std::vector<Part> &parts);

} // namespace sockstep::test
