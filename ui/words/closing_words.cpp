// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/closing_words.h"

namespace sockstep {

QString ClosingWords::name(Closing closing)
{
    switch (closing) {
    case Closing::ClientFirst:
        return tr("Client closes first");
    case Closing::ServerFirst:
        return tr("Server closes first");
    case Closing::BothAtOnce:
        return tr("Both close at once");
    case Closing::ClientUnread:
        return tr("Client closes without reading all (RST)");
    case Closing::ClientLinger:
        return tr("Client closes with SO_LINGER 0 (RST)");
    case Closing::ClientHalfClose:
        return tr("Client half-closes and keeps reading");
    }
    return {};
}

QString ClosingWords::shortName(Closing closing)
{
    switch (closing) {
    case Closing::ClientFirst:
        return tr("Client first");
    case Closing::ServerFirst:
        return tr("Server first");
    case Closing::BothAtOnce:
        return tr("Both at once");
    case Closing::ClientUnread:
        return tr("Unread bytes");
    case Closing::ClientLinger:
        return tr("SO_LINGER 0");
    case Closing::ClientHalfClose:
        return tr("Half-close");
    }
    return {};
}

} // namespace sockstep
