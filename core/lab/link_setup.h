// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

struct mnl_socket;
struct nlmsghdr;

namespace sockstep {

/// Brings interfaces up and gives them addresses, in the network namespace of the thread that made it
/// (rtnetlink(7)). One thread at a time.
class LinkSetup {
public:
    LinkSetup();
    ~LinkSetup();

    /// Up, and without multicast: the kernel then sends no reports of its own.
    bool bringUp(const char *interface);
    /// \p address is IPv4 or IPv6; a duplicate is not looked for, since we know both ends.
    bool addAddress(const char *interface, const char *address, std::uint8_t prefixLength);
    const std::string &errorText() const { return error_; }

private:
    struct Closer {
        void operator()(mnl_socket *socket) const;
    };
    bool ask(nlmsghdr *request, const std::string &what);
    bool failWith(const std::string &what, int error);

    std::unique_ptr<mnl_socket, Closer> socket_;
    std::vector<char> buffer_;
    std::uint32_t sequence_ = 0;
    int opening_ = 0; // errno of it
    std::string error_;
};

} // namespace sockstep
