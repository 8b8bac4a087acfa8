// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/descriptor.h"

#include <cstdint>
#include <utility>

namespace sockstep {

/// A port for the server of a session, where nobody has named one: one number, whichever family and protocol
/// its programs use it for.
///
/// It is below the ephemeral ports if there is room: those the kernel gives away at any moment. As long as
/// the object lives no other session chooses the same, though no socket may have it yet: a socket with an
/// abstract name (unix(7)) says so, which nobody can connect to and the kernel takes back.
class ChosenPort {
public:
    /// One that no socket of the calling thread's network has, nor a TIME_WAIT. Where none is found, or none
    /// can be asked about (no descriptor is left), any: the server's bind() then says what is wrong.
    static ChosenPort free();
    /// For a network that was made for the session alone.
    static ChosenPort inOwnNetwork();

    std::uint16_t number() const { return number_; }

private:
    ChosenPort(std::uint16_t number, Descriptor mark)
        : number_(number)
        , mark_(std::move(mark))
    {
    }

    std::uint16_t number_;
    Descriptor mark_;
};

} // namespace sockstep
