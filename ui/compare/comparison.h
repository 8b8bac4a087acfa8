// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/alignment.h"
#include "core/compare/facts.h"
#include "core/compare/lockstep.h"
#include "ui/steer/follower.h"
#include "ui/steer/pace.h"
#include "ui/steer/selection.h"
#include "ui/steer/step_queue.h"

#include <QObject>
#include <array>
#include <memory>
#include <optional>

namespace sockstep {

/// Two real sessions side by side, each with its own sockets and recording, and their common pace.
/// Sides: 0 is left, 1 is right. Main thread.
class Comparison : public QObject {
    Q_OBJECT
public:
    static constexpr int kSides = 2;

    explicit Comparison(QObject *parent = nullptr);
    ~Comparison() override;

    const Follower &follower(int side) const { return sides_[index(side)].follower; }
    Selection &selection(int side) { return *sides_[index(side)].selection; }
    const Session &session(int side) const { return *sides_[index(side)].session; }
    const Facts &facts(int side) const { return sides_[index(side)].reader->facts(); }
    const Alignment &alignment() const { return alignment_; }

    Closing closing(int side) const { return sides_[index(side)].closing; }
    /// Both runs begin anew.
    void setClosing(int side, Closing closing);
    /// Where both runs have their sockets: in two labs, or on loopback. They begin anew.
    void setNetwork(NetworkKind network);
    NetworkKind network() const { return network_; }
    /// Why the last runs could not be had in labs; empty if they could.
    const QString &labRefusal() const { return labRefusal_; }
    /// What keeps the runs from going on or from being seen.
    std::vector<Trouble> troubles() const;
    /// For the servers of the next run, and for a server that is started again from now on.
    void setReuseAddress(bool on);
    bool reuseAddress() const { return reuseAddress_; }

    /// The natural next thing on both sides, or on the one that is behind. If the last step has not
    /// settled yet, it is done when it has.
    void step();
    bool canStep() const { return lockstep_->turn().any(); }
    bool isFinished() const { return lockstep_->isFinished(); }
    bool waitsForPerson() const { return lockstep_->waitsForPerson(); }
    void restart();
    Pace &pace() { return pace_; }
    const Pace &pace() const { return pace_; }

    /// A real socket and bind on each side's port, right now.
    void startServersAgain();
    bool canStartServersAgain() const;

signals:
    /// Other recordings: everything known of the old ones is void.
    void replaced();
    void advanced();
    /// Something that can be done, or that is being done, is different.
    void changed();

private:
    struct Side {
        Closing closing {};
        Follower follower;
        std::optional<Selection> selection;
        std::unique_ptr<FactReader> reader;
        std::unique_ptr<Session> session; // ends before the follower that its threads wake
    };

    static std::size_t index(int side) { return static_cast<std::size_t>(side); }
    std::unique_ptr<Session> makeSession(const Side &side);
    void begin();
    void takeIn();
    void beat();

    std::array<Side, kSides> sides_;
    std::unique_ptr<Lockstep> lockstep_;
    Alignment alignment_;
    Pace pace_;
    NetworkKind network_ = NetworkKind::Loopback;
    QString labRefusal_;
    bool reuseAddress_ = false;
    StepQueue queue_;
};

} // namespace sockstep
