// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/sockaddr_fields.h"
#include "core/packet/field_id.h"
#include "core/recording/event.h"

#include <QColor>
#include <QPalette>

namespace sockstep {

/// Every colour of the window, for a light or a dark palette. A colour is never the only sign: the
/// name of what it stands for is beside it.
class Theme {
public:
    explicit Theme(const QPalette &palette);

    bool isDark() const { return dark_; }
    /// The band of a state; the same everywhere. Chosen to stay apart for colour-blind eyes: they
    /// differ in lightness as well as in hue.
    QColor state(TcpState state) const;
    /// The same for text on the window's background, dark or light enough to read.
    QColor stateText(TcpState state) const;

    /// A client's or a server's own colour: headers, bubbles, thread names.
    QColor actorText(bool client) const;
    QColor actorFill(bool client) const;
    QColor actorBorder(bool client) const;

    /// A header of a packet, or its data: far enough from the colours of states and actors.
    QColor partFill(PartKind kind) const;
    QColor partBorder(PartKind kind) const;
    QColor partText(PartKind kind) const;

    /// A member of a struct sockaddr: of the same family of colours, for both are bytes in the open.
    QColor memberFill(SockaddrMember member) const;
    QColor memberBorder(SockaddrMember member) const;
    QColor memberText(SockaddrMember member) const;

    QColor window() const { return window_; } ///< toolbar and panels
    QColor canvas() const { return canvas_; } ///< behind the diagram
    QColor text() const { return text_; }
    QColor muted() const { return muted_; } ///< line numbers, times, captions
    QColor border() const { return border_; }
    QColor hover() const { return hover_; }
    QColor accent() const { return accent_; } ///< the one big button
    QColor onAccent() const { return Qt::white; }
    QColor arrow() const { return arrow_; }
    QColor good() const { return good_; } ///< a call that succeeded
    QColor bad() const { return bad_; } ///< a call that failed
    QColor wait() const { return wait_; } ///< text of what is blocked or comes next
    QColor waitFill() const { return waitFill_; }
    QColor selection() const { return selection_; }

private:
    bool dark_;
    QColor window_;
    QColor canvas_;
    QColor text_;
    QColor muted_;
    QColor border_;
    QColor hover_;
    QColor accent_;
    QColor arrow_;
    QColor good_;
    QColor bad_;
    QColor wait_;
    QColor waitFill_;
    QColor selection_;
};

/// The palettes behind the "light" and "dark" choices; the system's own is the third.
QPalette lightPalette();
QPalette darkPalette();

} // namespace sockstep
