// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One call as the narrator's sentences look at it: the call, what came of it, and what went before. All of it
// is read from the recording.

#include "core/recording/history.h"

#include <QString>

namespace sockstep {

struct ToldCall {
    ToldCall(const History &moment, CallId made)
        : history(moment)
        , id(made)
        , record(moment.call(made))
        , call(moment.entered(made))
        , returned(moment.returned(made))
    {
    }

    const History &history;
    const CallId id;
    const CallRecord &record;
    const CallEntered &call;
    const CallReturned *returned; ///< null while it is in progress

    /// "client", "2nd client": who made it, for after an article.
    QString who() const;
    /// "recv()", bold.
    QString function() const;
    /// "127.0.0.1:9000", bold: what the call named.
    QString address() const;
    int fd() const { return call.args.find(ArgumentName::Fd).value_or(-1); }
    /// "MSG_PEEK", "O_NONBLOCK"
    bool hasFlag(std::string_view flag) const
    {
        const std::int32_t value = valueOfSymbol(ArgumentName::Flags, flag).value_or(0);
        return (call.args.find(ArgumentName::Flags).value_or(0) & value) != 0;
    }

    /// The socket that it was about, or that it made; as it is at the moment that is shown.
    const SocketRecord &socket() const;
    const SocketPast &past() const { return history.precedents().of(call.socket); }
    /// Did \p event happen before this call was entered?
    bool after(EventIndex event) const { return event < record.entered; }
    /// The state that the socket was in when the call was entered.
    TcpState stateBefore() const;
    bool wasEverIn(TcpState state) const;

    /// Is this the first time that it is told in this session? Then a fact is told in full.
    bool isFirst() const;
};

/// "5 bytes", "1 byte".
QString bytesInWords(std::uint64_t count);
QString bold(const QString &text);
QString bold(std::string_view text);

} // namespace sockstep
