// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/phases.h"

#include <cerrno>

namespace sockstep {

namespace {

class PhaseFinder {
public:
    PhaseFinder(const Layout &layout, const History &history)
        : layout_(layout)
        , history_(history)
    {
    }

    PhaseRows find()
    {
        for (Row row = 0; row < layout_.rowCount(); ++row)
            take(row);
        PhaseRows rows;
        const Row end = layout_.rowCount();
        rows.begin = {0, talk_, close_, after_, end};
        // What has not come yet, and what was skipped, is empty.
        for (std::size_t i = rows.begin.size() - 1; i-- > 1;)
            rows.begin[i] = std::min(rows.begin[i], rows.begin[i + 1]);
        return rows;
    }

private:
    void take(Row row)
    {
        const RowContent &content = layout_.row(row);
        if (content.entered)
            entered(row, history_.entered(content.entered));
        if (content.returned)
            returned(row, content.returned);
    }

    /// Is it a call on one end of a connection, not on a listener?
    bool isOfConnection(const CallEntered &call) const
    {
        return call.socket && history_.socket(call.socket).role != SocketRecord::Role::Listener
            && history_.socket(call.socket).role != SocketRecord::Role::Unused;
    }

    void entered(Row row, const CallEntered &call)
    {
        if (!isOfConnection(call))
            return;
        const bool talks = sends(call.function) || receives(call.function);
        const bool ends = call.function == Function::Shutdown || call.function == Function::Close
            || call.function == Function::Setsockopt; // on a connection: SO_LINGER, for its close
        if (talks)
            talk_ = std::min(talk_, row);
        if (ends && close_ == kNoRow)
            close_ = interrupted_ == kNoRow ? row : interrupted_;
        if (!ends && call.function != Function::Connect)
            interrupted_ = kNoRow; // the talk went on
    }

    void returned(Row row, CallId id)
    {
        const CallEntered &call = history_.entered(id);
        const CallReturned *result = history_.returned(id);
        if (!isOfConnection(call) || !result)
            return;
        // Told to close: that is where the closing begins.
        if (result->error == EINTR && interrupted_ == kNoRow)
            interrupted_ = row;
        if (call.function != Function::Close)
            return;
        closed_[history_.socket(call.socket).role == SocketRecord::Role::Client] = true;
        if (closed_[0] && closed_[1] && after_ == kNoRow)
            after_ = row + 1;
    }

    const Layout &layout_;
    const History &history_;
    Row talk_ = kNoRow;
    Row close_ = kNoRow;
    Row after_ = kNoRow;
    Row interrupted_ = kNoRow;
    bool closed_[2] = {}; // server, client
};

} // namespace

Phase PhaseRows::of(Row row) const
{
    for (const Phase phase : kPhases) {
        if (row < end(phase))
            return phase;
    }
    return Phase::After;
}

PhaseRows phasesOf(const Layout &layout, const History &history)
{
    return PhaseFinder(layout, history).find();
}

} // namespace sockstep
