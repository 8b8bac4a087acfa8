// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sockstep {

/// Ends every TCP socket in the network namespace of the calling thread at once, as "ss -K" does. A socket
/// that nobody has open any more still belongs to the kernel until its peer has answered, and as long keeps
/// the namespace alive; in a lab whose wire is gone nobody will ever answer. Where the kernel cannot do it
/// (CONFIG_INET_DIAG_DESTROY) they end by their own timeouts.
void endTcpSockets();

} // namespace sockstep
