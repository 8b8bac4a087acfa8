// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sockstep::test {

/// Prepares for labs (lab/lab_support.h), and takes the process into a network of its own, with nothing but
/// loopback: lessons have ports that are written in them, and on the machine's network a client of another
/// test may have got just that one. The first thing in main(). Where it is not allowed, no lab is either, and
/// the process stays in the machine's network.
void enterOwnNetwork();

} // namespace sockstep::test
