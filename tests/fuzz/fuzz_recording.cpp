// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a file: what is read of it is taken by all that reads a recording in core, written as every
// text, and reads back the same once it is written.
#include "support/every_reader.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string wrong
        = sockstep::test::wrongWithFile(std::string(reinterpret_cast<const char *>(data), size));
    if (!wrong.empty()) {
        std::fprintf(stderr, "%s\n", wrong.c_str());
        std::abort();
    }
    return 0;
}
