// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Assignments and conditions: the lines of a program that make no call.

#include "core/program/declarations.h"
#include "core/program/statement.h"

namespace sockstep {

/// "lfd", "set[i].fd", "ready.revents": nothing, with the reason in \p fault, if it is none.
std::optional<Place> parsePlace(std::string_view text, const Declarations &declared, std::string &fault);

/// A place, a number, or a flag of poll(), with casts to integers before it.
std::optional<Operand> parseOperand(std::string_view text, const Declarations &declared);

/// "int used = 1;", "i++;", "set[used++] = (struct pollfd) {cfd, POLLIN, 0};", "struct pollfd set[10] =
/// {{lfd, POLLIN, 0}};", … Nothing if \p text is none of them; what is wrong with one that is, is in \p
/// fault.
std::optional<Statement> parseStatement(std::string_view text, Declarations &declared, std::string &fault);

/// "n > 0", "!(set[i].revents & POLLIN)", "i < used".
std::optional<Test> parseTest(std::string_view text, const Declarations &declared);

/// What is between the parentheses of a counted loop: "int i = 1; i < used; i++", or ";;".
std::optional<Statement> parseCountedLoop(std::string_view text, Declarations &declared);

} // namespace sockstep
