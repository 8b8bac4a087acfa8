// SPDX-License-Identifier: GPL-3.0-or-later
// Empty: CMake precompiles the headers of the tests for the target that this file belongs to.
