// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"

#include "core/network/loopback.h"

#include <algorithm>
#include <cerrno>

namespace sockstep {

namespace {

constexpr std::string_view kServer = "server";
constexpr std::string_view kClient = "client";
constexpr std::string_view kSecondServer = "server-2";

std::vector<std::string> actorNames(const SessionOptions &options)
{
    std::vector<std::string> names;
    for (const ActorProgram &program : options.programs)
        names.push_back(program.actor);
    if (!names.empty())
        return names;
    if (options.withServer)
        names.emplace_back(kServer);
    if (options.withClient)
        names.emplace_back(kClient);
    if (options.withSecondServer)
        names.emplace_back(kSecondServer);
    return names;
}

Header headerFor(const SessionOptions &options, bool inLab)
{
    const std::string lesson
        = options.lesson.empty() ? std::string(lessonName(options.closing)) : options.lesson;
    Header header = headerForNow(lesson, actorNames(options));
    header.network = name(inLab ? NetworkKind::Lab : NetworkKind::Loopback);
    return header;
}

bool isClient(std::string_view actor) { return actor.starts_with(kClient); }

/// The host on which an actor lives.
Host hostOf(std::string_view actor) { return isClient(actor) ? Host::Client : Host::Server; }

/// Why the programs of \p options may not be run: the calls that would reach further than they may. Empty if
/// they may.
std::string refusal(const SessionOptions &options)
{
    if (options.network != NetworkKind::Loopback || options.reach != Reach::Session)
        return {};
    std::string text;
    for (const Reaching &reaching : reachOf(options.programs, options.server.port()))
        text += (text.empty() ? "" : "; ") + describe(reaching);
    return text;
}

bool namesUnixAddress(const std::vector<ActorProgram> &programs)
{
    return std::any_of(programs.begin(), programs.end(), [](const ActorProgram &one) {
        const auto &lines = one.program.lines;
        return std::any_of(lines.begin(), lines.end(), [](const Line &line) {
            return line.call && line.call->address.family() == Endpoint::Family::Unix;
        });
    });
}

/// With one port for the session, in all that names the server's address.
SessionOptions withPort(SessionOptions options, Session::Place &place)
{
    if (options.server.port() != 0)
        return options;
    const bool ownNetwork = place.lab || place.privateLoopback;
    place.port = ownNetwork ? ChosenPort::inOwnNetwork() : ChosenPort::free();
    options.server = options.server.withPort(place.port->number());
    if (options.programsFor)
        options.programs = options.programsFor(options.server);
    return options;
}

/// The kernel's tables of the sockets that will live in \p place.
std::vector<std::unique_ptr<SockDiag>> tablesOf(const Session::Place &place)
{
    if (place.lab)
        return place.lab->takeTables();
    std::vector<std::unique_ptr<SockDiag>> tables;
    tables.push_back(
        place.privateLoopback ? place.privateLoopback->takeTable() : std::make_unique<SockDiag>());
    return tables;
}

} // namespace

std::string_view name(NetworkKind network) { return network == NetworkKind::Lab ? "lab" : "loopback"; }

Endpoint serverAddressOn(NetworkKind network, std::uint16_t port)
{
    return network == NetworkKind::Lab ? Lab::serverAddress(port) : Endpoint::loopback(port);
}

std::unique_ptr<Session> Session::create(SessionOptions options, std::string &error)
{
    options.server = serverAddressOn(options.network, options.server.port());
    error = refusal(options);
    if (!error.empty())
        return nullptr;
    Place place;
    if (options.network == NetworkKind::Lab) {
        place.lab = Lab::create(error);
        if (!place.lab)
            return nullptr;
    } else if (options.reach == Reach::PrivateLoopback) {
        place.privateLoopback = PrivateLoopback::create(error);
        if (!place.privateLoopback)
            return nullptr;
    }
    if (namesUnixAddress(options.programs)) {
        SessionFolder::removeAbandoned();
        place.folder = SessionFolder::create(error);
        if (!place.folder)
            return nullptr;
    }
    return std::make_unique<Session>(std::move(options), std::move(place));
}

Session::Session(SessionOptions options, Place place)
    : options_(withPort(std::move(options), place))
    , recording_(std::make_shared<Recording>(headerFor(options_, place.lab != nullptr)))
    , mayOpenPorts_(place.lab || options_.reach != Reach::Session)
    , troubles_([this] { recording_->wakeReader(); })
    , place_(std::move(place))
    , kernel_(tablesOf(place_), !place_.lab && !place_.privateLoopback)
{
    resolveUnixAddresses();
    const auto progressed = [this] { monitor_->poke(); };
    // In free run nobody steps the server out of its echo loop.
    const auto chatIsOver = [this] {
        if (freeRun_.load())
            closeServerIfFirst();
    };
    const auto reserveThread = [this](const std::string &routine) { return this->reserveThread(routine); };
    const auto startThread
        = [this](ActorId thread, Handle argument, std::shared_ptr<DescriptorTable> descriptors) {
              return actors_.at(thread)->startWith(argument, std::move(descriptors));
          };
    const auto endThreads
        = [this](ActorId dying, const DescriptorTable &process) { return this->endThreads(dying, process); };
    std::vector<Actor *> watched;
    for (const std::string &name : recording_->header().actors) {
        Program program = programFor(name);
        hasConversation_ |= name == kClient
            && std::any_of(program.lines.begin(), program.lines.end(),
                [](const Line &line) { return line.kind == LineKind::Chat; });
        const auto enterNetwork = [this, name] { return this->enterNetwork(name); };
        const auto mayOpenPorts = [this] { return this->mayOpenPorts(); };
        actors_.push_back(
            std::make_unique<Actor>(static_cast<ActorId>(actors_.size()), name, std::move(program),
                Actor::Surroundings {*recording_, kernel_, progressed, chatIsOver, enterNetwork, mayOpenPorts,
                    reserveThread, startThread, endThreads},
                beginOf(name)));
        watched.push_back(actors_.back().get());
    }
    lessonActors_ = actors_.size() - (options_.withSecondServer ? 1 : 0);
    if (place_.lab)
        place_.lab->layWire(*recording_, progressed, options_.plan, options_.wire);
    monitor_ = std::make_unique<Monitor>(*recording_, kernel_, std::move(watched), between(), troubles_);
}

bool Session::enterNetwork(const std::string &actor)
{
    const bool isThere = place_.lab ? place_.lab->enter(hostOf(actor))
                                    : !place_.privateLoopback || place_.privateLoopback->enter();
    if (!isThere)
        troubles_.report({Trouble::Kind::NoHost, errno, actor});
    return isThere;
}

/// The programs name the sockets of the session's folder by placeholders, and no other file.
void Session::resolveUnixAddresses()
{
    for (ActorProgram &one : options_.programs) {
        for (Line &line : one.program.lines) {
            if (line.call && line.call->address.family() == Endpoint::Family::Unix)
                line.call->address = place_.folder ? place_.folder->resolve(line.call->address) : Endpoint();
        }
    }
}

Actor::Begins Session::beginOf(const std::string &actor) const
{
    const bool isThread = std::any_of(options_.programs.begin(), options_.programs.end(),
        [&](const ActorProgram &own) { return own.actor == actor && !own.routine.empty(); });
    const bool isAdded = options_.freePlay && actor != kServer && actor != kClient;
    return isThread || isAdded ? Actor::Begins::Later : Actor::Begins::WithSession;
}

/// On the thread of the actor that is about to start it.
std::optional<ActorId> Session::reserveThread(const std::string &routine)
{
    const std::lock_guard lock(threadsMutex_);
    for (std::size_t i = 0; i < options_.programs.size(); ++i) {
        const auto id = static_cast<ActorId>(i);
        const bool reserved
            = std::find(reservedThreads_.begin(), reservedThreads_.end(), id) != reservedThreads_.end();
        if (options_.programs[i].routine != routine || reserved)
            continue;
        reservedThreads_.push_back(id);
        return id;
    }
    return std::nullopt;
}

/// On the thread of the actor that a signal ends.
std::vector<ActorId> Session::endThreads(ActorId dying, const DescriptorTable &process)
{
    std::vector<ActorId> ended;
    // One that ends may be in pthread_create and start another: until none is left.
    std::size_t before = 0;
    do {
        before = ended.size();
        for (const auto &actor : actors_) {
            if (actor->id() != dying && actor->endWithProcess(process))
                ended.push_back(actor->id());
        }
    } while (ended.size() != before);
    return ended;
}

Program Session::programFor(const std::string &actor) const
{
    for (const ActorProgram &own : options_.programs) {
        if (own.actor == actor)
            return own.program;
    }
    if (actor == kServer)
        return echoServer(options_);
    return actor == kClient ? echoClient(options_) : serverAgain(options_.server, options_.reuseAddress);
}

Monitor::Between Session::between() const
{
    if (!place_.lab)
        return {};
    const Wire &wire = place_.lab->wire();
    return {[&wire] { return wire.isCaughtUp(); }, [&wire] { return wire.isQuiet(); },
        [&wire] { return wire.isEmpty(); }, true};
}

Session::~Session()
{
    stop();
    recording_->setWakeUp({}); // it may outlive the session
}

void Session::setWakeUp(std::function<void()> wake)
{
    wake_ = std::move(wake);
    recording_->setWakeUp([this] {
        if (wakeThread_)
            wakeThread_->ring();
    });
}

bool Session::start()
{
    if (!place_.lab && !place_.privateLoopback && !loopbackIsUp())
        troubles_.report({Trouble::Kind::LoopbackDown});
    const int refused = startThreads();
    if (!refused)
        return true;
    troubles_.report({Trouble::Kind::NoThread, refused});
    stop();
    return false;
}

/// 0, or why one of them could not be started.
int Session::startThreads()
{
    int refused = 0;
    if (wake_) {
        wakeThread_ = std::make_unique<WakeThread>(wake_);
        refused = wakeThread_->start();
    }
    if (!refused && place_.lab)
        refused = place_.lab->wire().start();
    for (const auto &actor : actors_) {
        if (!refused && actor->begins() == Actor::Begins::WithSession)
            refused = actor->start();
    }
    if (refused)
        return refused;
    for (const std::string &message : options_.messages)
        say(message);
    return monitor_->start();
}

void Session::stop()
{
    // Whoever closes first keeps TIME_WAIT: let it be the client, whose port nobody needs again.
    for (auto actor = actors_.rbegin(); actor != actors_.rend(); ++actor)
        (*actor)->join();
    // A pthread_create that was under way has started one more: now nobody is left to start another.
    for (const auto &actor : actors_)
        actor->join();
    monitor_->stop();
    if (place_.lab)
        place_.lab->wire().stop();
    wakeThread_.reset(); // nobody is left to ring; what was rung is answered
}

Actor *Session::find(std::string_view name) const
{
    const auto found = std::find_if(
        actors_.begin(), actors_.end(), [&](const auto &actor) { return actor->name() == name; });
    return found == actors_.end() ? nullptr : found->get();
}

std::optional<ActorId> Session::actorNamed(std::string_view name) const
{
    const Actor *actor = find(name);
    return actor ? std::optional(actor->id()) : std::nullopt;
}

std::span<const std::unique_ptr<Actor>> Session::lessonActors() const
{
    return std::span(actors_).first(lessonActors_);
}

bool Session::startServerAgain(bool reuseAddress)
{
    Actor *again = find(kSecondServer);
    const Actor *first = find(kServer);
    const bool hasPort = !first || first->status().has(Function::Bind);
    if (!again || !hasPort || again->status().state != ActorStatus::State::AtGate)
        return false;
    Program program = serverAgain(options_.server, reuseAddress);
    const auto calls = static_cast<unsigned>(program.lines.size());
    again->replaceProgram(std::move(program));
    const bool released = again->release(calls);
    monitor_->poke();
    return released;
}

void Session::closeServerIfFirst()
{
    Actor *server = find(kServer);
    if (server && serverIsTold(options_.closing))
        server->tellToClose();
}

void Session::setFreeRun(bool on)
{
    freeRun_ = on;
    // Either we see that the chat is over, or the client sees that the run is free.
    const Actor *client = find(kClient);
    if (on && (client ? client->status().chatIsOver : conversationEnded_))
        closeServerIfFirst();
    monitor_->setFreeRun(on);
    for (const auto &actor : lessonActors())
        actor->setFreeRun(on);
}

bool Session::begin(ActorId id)
{
    Actor &actor = *actors_.at(id);
    if (actor.status().state != ActorStatus::State::NotStarted)
        return false;
    return hasBegun(actor, actor.start());
}

bool Session::beginAgain(ActorId id)
{
    Actor &actor = *actors_.at(id);
    const int refused = actor.startAgain();
    return refused != Actor::kNotEnded && hasBegun(actor, refused);
}

bool Session::hasBegun(const Actor &actor, int refused)
{
    if (refused) {
        troubles_.report({Trouble::Kind::NoThread, refused, actor.name()});
        return false;
    }
    troubles_.over(Trouble::Kind::NoThread); // of an earlier try
    monitor_->poke();
    return true;
}

bool Session::make(ActorId actor, const std::vector<Line> &lines)
{
    const bool made = actors_.at(actor)->make(lines);
    monitor_->poke(); // after it: before, the monitor might find all quiet and settle at once
    return made;
}

bool Session::interrupt(ActorId actor)
{
    const bool interrupted = actors_.at(actor)->interrupt();
    monitor_->poke();
    return interrupted;
}

bool Session::say(std::string message)
{
    Actor *client = find(kClient);
    if (!client || message.empty())
        return false;
    const bool said = client->say(std::move(message));
    monitor_->poke();
    return said;
}

bool Session::canSay() const
{
    const Actor *client = find(kClient);
    return client && client->status().canSay;
}

bool Session::canSetClosing() const
{
    const Actor *client = find(kClient);
    if (!options_.programs.empty() || conversationEnded_ || (client && !client->status().canSay))
        return false;
    const auto actors = lessonActors();
    return std::none_of(actors.begin(), actors.end(), [](const auto &actor) {
        const ActorStatus status = actor->status();
        const bool isClosing = status.state != ActorStatus::State::AtGate
            && (status.function == Function::Shutdown || status.function == Function::Close);
        return status.state == ActorStatus::State::Finished || status.told || isClosing
            || status.has(Function::Shutdown) || status.has(Function::Close);
    });
}

bool Session::setClosing(Closing closing)
{
    if (closing == options_.closing)
        return true;
    if (!canSetClosing())
        return false;
    options_.closing = closing;
    for (const auto &actor : lessonActors())
        actor->replaceProgram(actor->name() == kServer ? echoServer(options_) : echoClient(options_));
    monitor_->poke();
    return true;
}

void Session::endConversation()
{
    conversationEnded_ = true;
    if (freeRun_ && !find(kClient))
        closeServerIfFirst();
    for (const auto &actor : actors_)
        actor->endChat();
    monitor_->poke();
}

} // namespace sockstep
