// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/layout.h"
#include "core/recording/history.h"

#include <string>

namespace sockstep {

/// Finds the echo rounds of a layout as it grows: one actor sends, another receives and sends, and the first
/// gets back the very bytes, with nothing but data and its acknowledgements between. Rounds of the same two
/// that follow each other make a chain. A copy is cheap.
class EchoRounds {
public:
    struct Round {
        Row first = 0; ///< where its first send was entered
        Row last = 0; ///< where its last byte came back
        Row chain = 0; ///< first row of the first round of its chain
        std::uint32_t number = 0; ///< in its chain, from 1
        std::uint64_t bytes = 0; ///< each way, of the chain from its first round to this one
        ActorId initiator = 0;
        ActorId echoer = 0;
    };

    /// Takes in row size(), which must not change any more. True if a round ends with it.
    bool take(const Layout &layout, const History &history);
    /// Forgets the rows from \p row on, and some before it: size() says which is to be taken in next.
    void forgetFrom(Row row);
    Row size() const { return next_; }
    const SharedVector<Round> &rounds() const { return rounds_; }

private:
    /// Does the row go with an echo?
    bool takeCall(const History &history, const RowContent &content);
    bool takeSend(const History &history, CallId call);
    bool takeData(const History &history, CallId call);
    bool isOneOfTheTwo(ActorId actor);
    void breakChain();
    bool isSteady(const Layout &layout, Row last) const;

    SharedVector<Round> rounds_;
    SharedVector<Row> breaks_; ///< rows after some of those that broke a chain: there nothing is under way
    Row next_ = 0;
    bool inChain_ = false; ///< the last of rounds_ may be followed by another one of its chain
    // The round that is under way, or may be:
    bool inRound_ = false;
    Row first_ = 0;
    ActorId initiator_ = 0;
    std::optional<ActorId> echoer_;
    std::string away_; ///< bytes that were sent and are not back
    std::uint64_t bytes_ = 0;
};

} // namespace sockstep
