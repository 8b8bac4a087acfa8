// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/own_network.h"

#include "core/lab/lab_support.h"
#include "core/lab/link_setup.h"

#include <QtGlobal>
#include <sched.h>

namespace sockstep::test {

void enterOwnNetwork()
{
    prepareForLab();
    if (unshare(CLONE_NEWNET) != 0)
        return;
    LinkSetup links;
    if (!links.bringUp("lo"))
        qFatal("a network without loopback: %s", links.errorText().c_str());
}

} // namespace sockstep::test
