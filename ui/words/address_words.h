// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/sockaddr_fields.h"
#include "core/recording/event.h"

#include <QCoreApplication>
#include <QString>

namespace sockstep {

/// What the window says of an address and its members, in the language that the application has at the time.
class AddressWords {
    Q_DECLARE_TR_FUNCTIONS(AddressWords)
public:
    /// Who gave it to whom.
    static QString origin(const CallEntered &call, bool filledIn);
    /// "bind(5, (struct sockaddr *) &addr, 16)": the call as a C program makes it.
    static QString code(const CallEntered &call, const SockaddrBytes &address, bool filledIn);
    /// The member's value beside its bytes: "9000 = 0x2328".
    static QString value(const SockaddrField &field);
    /// What the member is for, and what its value means here.
    static QString sentence(const SockaddrField &field, bool filledIn);
    /// "struct sockaddr_un · 20 of 110 bytes"
    static QString structure(const SockaddrBytes &address);
    /// A call that has no address.
    static QString none(const CallEntered *selected);

private:
    static QString port(const SockaddrField &field, bool filledIn);
    static QString address(const SockaddrField &field);
};

} // namespace sockstep
