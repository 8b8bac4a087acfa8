// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/refused_calls.h"

#include <array>
#include <cstddef>
#include <linux/filter.h>
#include <linux/netlink.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

namespace sockstep::test {

namespace {

constexpr std::uint32_t kNumber = offsetof(seccomp_data, nr);

std::uint32_t lowHalf(int argument)
{
    return static_cast<std::uint32_t>(
        offsetof(seccomp_data, args) + 8U * static_cast<unsigned>(argument)); // little endian
}

} // namespace

bool refuseCalls(std::initializer_list<RefusedCall> calls)
{
    std::array<sock_filter, 64> code {};
    std::size_t length = 0;
    const auto add = [&](sock_filter one) { code.at(length++) = one; };
    for (const RefusedCall &call : calls) {
        const auto refusal = SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(call.error);
        const bool any = call.argument < 0;
        add(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, kNumber));
        add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call.number), 0,
            static_cast<std::uint8_t>(any ? 1 : 3)));
        if (!any) {
            add(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, lowHalf(call.argument)));
            const auto test = static_cast<std::uint16_t>(BPF_JMP | (call.bits ? BPF_JSET : BPF_JEQ) | BPF_K);
            add(BPF_JUMP(test, call.bits ? call.bits : call.value, 0, 1));
        }
        add(BPF_STMT(BPF_RET | BPF_K, refusal));
    }
    add(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    const sock_fprog program {static_cast<unsigned short>(length), code.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

RefusedCall theSocketTable(int error) { return {SYS_socket, error, 2, 0, NETLINK_SOCK_DIAG}; }

RefusedCall newThreads(int error)
{
    return {SYS_clone3, error}; // glibc 2.34 and later; fork(2) is still clone
}

} // namespace sockstep::test
