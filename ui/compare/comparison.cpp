// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/comparison.h"

#include "ui/look/as_shown.h"

#include <algorithm>
#include <utility>

namespace sockstep {

Comparison::Comparison(QObject *parent)
    : QObject(parent)
{
    sides_[0].closing = Closing::ClientFirst;
    sides_[1].closing = Closing::ServerFirst;
    connect(&pace_, &Pace::beat, this, &Comparison::beat);
    connect(&pace_, &Pace::changed, this, &Comparison::changed);
    for (Side &side : sides_)
        side.selection.emplace(side.follower);
    begin();
    for (Side &side : sides_) {
        connect(&side.follower, &Follower::advanced, this, &Comparison::takeIn);
        connect(&side.follower, &Follower::moved, this, [this] { queue_.clear(); });
    }
}

Comparison::~Comparison() = default;

std::unique_ptr<Session> Comparison::makeSession(const Side &side)
{
    SessionOptions options;
    options.server = Endpoint::loopback(0); // two servers: each gets a port of its own
    options.network = network_;
    options.wire.mode = WireSettings::Mode::Step; // a step on both sides is a segment on both sides
    options.closing = side.closing;
    options.reuseAddress = reuseAddress_;
    options.withSecondServer = true;
    options.messages = {"hello"};
    std::string refused;
    auto session = Session::create(std::move(options), refused);
    labRefusal_ = asShown(refused);
    return session;
}

void Comparison::begin()
{
    queue_.clear();
    std::unique_ptr<Session> made[kSides] = {makeSession(sides_[0]), makeSession(sides_[1])};
    if (!made[0] || !made[1]) { // both live in the same kind of place
        network_ = NetworkKind::Loopback;
        const QString refusal = labRefusal_;
        for (int side = 0; side < kSides; ++side)
            made[side] = makeSession(sides_[index(side)]);
        labRefusal_ = refusal;
    }
    for (int i = 0; i < kSides; ++i) {
        Side &side = sides_[index(i)];
        side.session = std::move(made[i]);
        side.follower.follow(*side.session);
        side.reader = std::make_unique<FactReader>(side.follower.history());
    }
    lockstep_ = std::make_unique<Lockstep>(*sides_[0].session, *sides_[1].session);
    alignment_ = {};
    for (Side &side : sides_)
        side.session->start();
    emit replaced();
    emit changed();
}

void Comparison::restart()
{
    lockstep_.reset();
    for (Side &side : sides_)
        side.session->stop();
    begin();
}

void Comparison::setClosing(int side, Closing closing)
{
    if (closing == this->closing(side))
        return;
    sides_[index(side)].closing = closing;
    restart();
}

void Comparison::setNetwork(NetworkKind network)
{
    if (network == network_)
        return;
    network_ = network;
    labRefusal_.clear();
    restart();
}

void Comparison::setReuseAddress(bool on)
{
    reuseAddress_ = on;
    emit changed();
}

void Comparison::takeIn()
{
    for (Side &side : sides_)
        side.reader->advance();
    const auto run = [](const Side &side) {
        return Alignment::Run {side.follower.layout(), side.follower.history()};
    };
    alignment_ = Alignment(run(sides_[0]), run(sides_[1]));
    emit advanced();
    if (lockstep_->isSettled() && queue_.take())
        lockstep_->step();
    emit changed();
}

void Comparison::step()
{
    if (!lockstep_->isSettled()) {
        queue_.add();
        return;
    }
    lockstep_->step();
    emit changed();
}

void Comparison::beat()
{
    if (!lockstep_->isSettled())
        return; // the next beat will find it so
    // Unlike a lesson, a comparison goes through to its end: what is to be compared comes last. But not round
    // and round.
    if (lockstep_->repeatsAFailure(0) || lockstep_->repeatsAFailure(1) || !lockstep_->step())
        pace_.setPlaying(false);
    emit changed();
}

void Comparison::startServersAgain()
{
    for (Side &side : sides_)
        side.session->startServerAgain(reuseAddress_);
    emit changed();
}

std::vector<Trouble> Comparison::troubles() const
{
    std::vector<Trouble> all = sides_[0].session->troubles();
    for (Trouble &other : sides_[1].session->troubles()) { // one machine: mostly the same
        const bool known
            = std::any_of(all.begin(), all.end(), [&](const Trouble &one) { return one.kind == other.kind; });
        if (!known)
            all.push_back(std::move(other));
    }
    return all;
}

bool Comparison::canStartServersAgain() const
{
    return std::all_of(sides_.begin(), sides_.end(),
        [](const Side &side) { return side.reader->facts().portAgain.when != PortAgain::When::Unknown; });
}

} // namespace sockstep
