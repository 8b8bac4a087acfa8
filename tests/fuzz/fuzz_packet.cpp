// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a packet: nothing beyond them is read, and what must be so for every packet is so.
#include "core/packet/packet.h"
#include "support/dissection_rules.h"

#include <cstdio>
#include <cstdlib>

using namespace sockstep;

namespace {

void require(const std::string &wrong)
{
    if (wrong.empty())
        return;
    std::fprintf(stderr, "%s\n", wrong.c_str());
    std::abort();
}

void check(std::string_view raw, const DissectionContext &context)
{
    const std::vector<Part> parts = dissect(raw, context);
    require(test::brokenDissection(raw, parts));
    require(test::disagreement(raw, parts));
    for (const Part &part : parts) {
        for (const Field &field : part.fields)
            require(valueText(field).size() < field.value.size() ? "a value without its value" : "");
        require(part.problem && problemText(*part.problem).empty() ? "a problem without words" : "");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view raw(reinterpret_cast<const char *>(data), size);
    check(raw, {});
    check(raw, {1, 0xffffffff, 255});
    if (const auto packet = decodePacket(raw)) {
        require(packet->payload + packet->length > size ? "data beyond the packet" : "");
        require(flagsNamed(flagsText(packet->flags)) != packet->flags && packet->flags != 0
                ? "flags that do not read back as they are written"
                : "");
    }
    return 0;
}
