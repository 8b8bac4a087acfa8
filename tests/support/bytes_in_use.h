// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <malloc.h>

namespace sockstep::test {

/// What the process has asked for and not given back: mallinfo(3), of all its arenas.
inline std::size_t bytesInUse()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/// A sanitizer has an allocator of its own, which says nothing there.
inline bool allocatorTells()
{
    constexpr std::size_t kBlock = 100'000;
    const std::size_t before = bytesInUse();
    void *volatile block = std::malloc(kBlock);
    const bool tells = bytesInUse() >= before + kBlock;
    std::free(block);
    return tells;
}

} // namespace sockstep::test
