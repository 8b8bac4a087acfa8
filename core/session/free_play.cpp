// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/free_play.h"

#include "core/program/statement_parser.h"
#include "core/text/shown_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep {

namespace {

using What = CallByHand::What;

struct Shape {
    What what;
    Function function;
    /// {fd}, {text} (a string and its length), {n} (a backlog) and {room} (the size of a buffer) are filled
    /// in.
    std::string_view expression;
    std::string_view declaration {}; ///< a statement that has to stand above it, once
};

constexpr std::array<Shape, CallByHand::kWhatCount> kShapes {{
    {What::SocketTcp, Function::Socket, "socket(AF_INET, SOCK_STREAM, 0)"},
    {What::SocketUdp, Function::Socket, "socket(AF_INET, SOCK_DGRAM, 0)"},
    {What::SocketTcp6, Function::Socket, "socket(AF_INET6, SOCK_STREAM, 0)"},
    {What::SocketUdp6, Function::Socket, "socket(AF_INET6, SOCK_DGRAM, 0)"},
    {What::ReuseAddress, Function::Setsockopt, "setsockopt({fd}, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on)"},
    {What::ReusePort, Function::Setsockopt, "setsockopt({fd}, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on)"},
    {What::LingerZero, Function::Setsockopt,
        "setsockopt({fd}, SOL_SOCKET, SO_LINGER, &linger, sizeof linger)", "struct linger linger = {1, 0};"},
    {What::ReceiveBuffer, Function::Setsockopt, "setsockopt({fd}, SOL_SOCKET, SO_RCVBUF, &size, sizeof size)",
        "int size = 4096;"},
    {What::SendBuffer, Function::Setsockopt, "setsockopt({fd}, SOL_SOCKET, SO_SNDBUF, &size, sizeof size)",
        "int size = 4096;"},
    {What::NotOnlyIPv6, Function::Setsockopt, "setsockopt({fd}, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off)",
        "int off = 0;"},
    {What::NonBlocking, Function::Fcntl, "fcntl({fd}, F_SETFL, O_NONBLOCK)"},
    {What::Blocking, Function::Fcntl, "fcntl({fd}, F_SETFL, 0)"},
    {What::BindServer, Function::Bind, "bind({fd}, addr, addrlen)"},
    {What::BindServer6, Function::Bind, "bind({fd}, addr6, addr6len)"},
    {What::BindAnyPort, Function::Bind, "bind({fd}, own, ownlen)"},
    {What::BindAnyPort6, Function::Bind, "bind({fd}, own6, own6len)"},
    {What::Getsockname, Function::Getsockname, "getsockname({fd}, addr, &addrlen)"},
    {What::Listen, Function::Listen, "listen({fd}, {n})"},
    {What::Accept, Function::Accept, "accept({fd}, peer, &peerlen)"},
    {What::Connect, Function::Connect, "connect({fd}, addr, addrlen)"},
    {What::Connect6, Function::Connect, "connect({fd}, addr6, addr6len)"},
    {What::Send, Function::Send, "send({fd}, {text}, 0)"},
    {What::SendReceived, Function::Send, "send({fd}, buf, n, 0)"},
    {What::SendNow, Function::Send, "send({fd}, {text}, MSG_DONTWAIT)"},
    {What::Recv, Function::Recv, "recv({fd}, buf, {room}, 0)"},
    {What::RecvPeek, Function::Recv, "recv({fd}, buf, {room}, MSG_PEEK)"},
    {What::RecvNow, Function::Recv, "recv({fd}, buf, {room}, MSG_DONTWAIT)"},
    {What::Sendto, Function::Sendto, "sendto({fd}, {text}, 0, addr, addrlen)"},
    {What::Sendto6, Function::Sendto, "sendto({fd}, {text}, 0, addr6, addr6len)"},
    {What::SendtoPeer, Function::Sendto, "sendto({fd}, {text}, 0, peer, peerlen)"},
    {What::Recvfrom, Function::Recvfrom, "recvfrom({fd}, buf, {room}, 0, peer, &peerlen)"},
    {What::ShutdownWrite, Function::Shutdown, "shutdown({fd}, SHUT_WR)"},
    {What::ShutdownRead, Function::Shutdown, "shutdown({fd}, SHUT_RD)"},
    {What::ShutdownBoth, Function::Shutdown, "shutdown({fd}, SHUT_RDWR)"},
    {What::Close, Function::Close, "close({fd})"},
}};

const Shape &shapeOf(What what) { return kShapes.at(static_cast<std::size_t>(what)); }

/// \p bytes as a C string literal which parseCall() reads back as the same bytes.
std::string literal(std::string_view bytes)
{
    const bool asNumbers = firstEscaped(bytes) != std::string_view::npos; // what cannot be seen in a line
    std::string text = "\"";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            text += {'\\', c};
        else if (c == '\n')
            text += "\\n";
        else if (byte < 0x20 || byte == 0x7f || (byte > 0x7f && asNumbers))
            text += fmt::format("\\x{:02x}", byte);
        else
            text += c;
    }
    return text + '"';
}

void replace(std::string &text, std::string_view what, const std::string &by)
{
    const std::size_t at = text.find(what);
    if (at != std::string::npos)
        text.replace(at, what.size(), by);
}

/// What a call that leads on, whatever comes of it, is as a line.
Line lineOf(std::string code, CallTemplate call)
{
    Line line;
    line.code = std::move(code);
    line.call = std::move(call);
    line.onError = line.onInterrupt = kNextLine;
    line.once = true;
    return line;
}

/// What stands above a call: a declaration, or else an assignment, which is something to be run.
std::optional<Statement> takeIn(std::string_view text, Declarations &declared)
{
    std::string fault; // there is none: they are our own, and a test holds them to the parser
    if (text.empty() || parseDeclaration(text, declared, fault))
        return std::nullopt;
    return parseStatement(text, declared, fault);
}

} // namespace

AddressBook FreePlay::addressesOn(NetworkKind network, std::uint16_t port, bool client)
{
    const bool lab = network == NetworkKind::Lab;
    const auto parse = [](const char *address, std::uint16_t at) {
        return Endpoint::parse(fmt::format("{}:{}", address, at)).value_or(Endpoint {});
    };
    AddressBook book;
    book["addr"] = serverAddressOn(network, port);
    book["addr6"] = parse(lab ? "[fd77::2]" : "[::1]", port);
    book["own"] = lab && client ? parse("10.77.0.1", 0) : serverAddressOn(network, 0);
    book["own6"] = parse(!lab ? "[::1]" : client ? "[fd77::1]" : "[fd77::2]", 0);
    return book;
}

Function CallByHand::functionOf(What what) { return shapeOf(what).function; }

SessionOptions FreePlay::session(SessionOptions base)
{
    SessionOptions options = std::move(base);
    options.freePlay = true;
    options.lesson = kLesson;
    options.script.reset();
    options.programsFor = nullptr;
    options.closing = Closing::ClientFirst;
    options.messages.clear();
    options.plan = {};
    options.withServer = options.withClient = true;
    options.withSecondServer = false;
    Program empty;
    empty.grows = true;
    options.programs = {{"server", empty}};
    for (int i = 1; i <= kMostClients; ++i)
        options.programs.push_back({i == 1 ? "client" : fmt::format("client-{}", i), empty});
    return options;
}

FreePlay::FreePlay(Session &session)
    : session_(session)
    , scripts_(session.actorCount())
{
    const SessionOptions &options = session.options();
    for (const bool client : {false, true})
        addresses_[client] = addressesOn(options.network, options.server.port(), client);
}

bool FreePlay::isClient(ActorId actor) const
{
    return session_.recording().header().actors.at(actor).starts_with("client");
}

std::vector<ActorId> FreePlay::actors() const
{
    std::vector<ActorId> begun;
    for (ActorId actor = 0; actor < session_.actorCount(); ++actor) {
        if (session_.status(actor).state != ActorStatus::State::NotStarted)
            begun.push_back(actor);
    }
    return begun;
}

bool FreePlay::canAddClient() const
{
    return session_.status(static_cast<ActorId>(session_.actorCount() - 1)).state
        == ActorStatus::State::NotStarted;
}

std::optional<ActorId> FreePlay::addClient()
{
    for (ActorId actor = 0; actor < session_.actorCount(); ++actor) {
        if (session_.begin(actor))
            return actor;
    }
    return std::nullopt;
}

bool FreePlay::startAgain(ActorId actor)
{
    if (!session_.beginAgain(actor))
        return false;
    scripts_.at(actor) = {};
    return true;
}

bool FreePlay::canMake(ActorId actor) const
{
    const ActorStatus status = session_.status(actor);
    constexpr std::size_t kMostAtOnce = 4; // declarations and the call
    return status.state == ActorStatus::State::AtEnd && status.line + kMostAtOnce <= Actor::kMostLines;
}

/// lfd, cfd, cfd2, …, fd, fd2, …: a name for each socket that is made. One that a call failed to fill is
/// used again.
std::string FreePlay::newVariable(const Script &script, ActorId actor, Function maker) const
{
    const std::string base = maker == Function::Accept ? "cfd" : isClient(actor) ? "fd" : "lfd";
    std::string name = base;
    for (int i = 2; script.used.contains(name); ++i)
        name = base + std::to_string(i);
    return name;
}

std::string FreePlay::variableFor(ActorId actor, const CallByHand &call) const
{
    if (!call.socket.empty())
        return call.socket;
    const auto open = sockets(actor);
    if (!open.empty())
        return open.back().name;
    // None is open: the last that was, or one that was never made. The kernel says EBADF.
    const Script &script = scripts_.at(actor);
    return script.last.empty() ? newVariable(script, actor, Function::Socket) : script.last;
}

std::string FreePlay::expression(ActorId actor, const CallByHand &call) const
{
    std::string text(shapeOf(call.what).expression);
    replace(text, "{fd}", variableFor(actor, call));
    replace(text, "{n}", std::to_string(call.number));
    replace(text, "{room}", call.number > 0 ? std::to_string(call.number) : "sizeof buf");
    // The last, for it may hold anything.
    replace(text, "{text}", fmt::format("{}, {}", literal(call.text), call.text.size()));
    return text;
}

std::string FreePlay::line(ActorId actor, const CallByHand &call) const
{
    const std::string text = expression(actor, call);
    Declarations declared = scripts_.at(actor).declared;
    takeIn(shapeOf(call.what).declaration, declared);
    std::string fault;
    const auto parsed = parseCall(text, {}, declared, addresses_[isClient(actor)], fault);
    return parsed ? text + commentFor(*parsed) : text;
}

bool FreePlay::isIPv6(ActorId actor, const std::string &variable) const
{
    return scripts_.at(actor).ipv6.contains(variable);
}

/// A variable that has held a socket once keeps its name, though the socket is closed.
void FreePlay::noteOpen(ActorId actor)
{
    for (const ProgramCursor::Variable &open : sockets(actor))
        scripts_.at(actor).used.insert(open.name);
}

void FreePlay::declare(Script &script, std::string_view statement, std::vector<Line> &lines) const
{
    if (statement.empty() || !script.written.insert(std::string(statement)).second)
        return;
    Line &line = lines.emplace_back();
    line.code = statement;
    line.statement = takeIn(statement, script.declared);
}

std::string FreePlay::commentFor(const CallTemplate &call) const
{
    if (call.address.isEmpty())
        return {};
    return "  // " + call.address.text();
}

bool FreePlay::opensAnyPort(ActorId actor, const CallByHand &call) const
{
    if (CallByHand::functionOf(call.what) != Function::Listen || session_.mayOpenPorts())
        return false;
    const std::string variable = variableFor(actor, call);
    const auto open = sockets(actor);
    const auto named
        = std::find_if(open.begin(), open.end(), [&](const auto &one) { return one.name == variable; });
    return named != open.end() && session_.opensAnyPort(actor, named->handle.socket);
}

bool FreePlay::make(ActorId actor, const CallByHand &call)
{
    if (!canMake(actor) || call.text.size() > kMostText)
        return false;
    noteOpen(actor);
    Script &script = scripts_.at(actor);
    const Shape &shape = shapeOf(call.what);
    const bool makesSocket = shape.function == Function::Socket || shape.function == Function::Accept;
    const std::string socket = shape.function == Function::Socket ? std::string() : variableFor(actor, call);
    std::vector<Line> lines;
    declare(script, shape.declaration, lines);
    if (!socket.empty() && !script.written.contains(socket)) { // nothing has been made yet
        script.written.insert(socket);
        lines.emplace_back().code = fmt::format("int {} = -1;", socket);
    }
    std::string result;
    std::string before;
    if (makesSocket || receives(shape.function)) {
        result = makesSocket ? newVariable(script, actor, shape.function) : "n";
        const bool isNew = script.written.insert(result).second;
        before = fmt::format("{}{} = ", !isNew ? "" : makesSocket ? "int " : "ssize_t ", result);
    }
    if (call.what == What::SendReceived && script.written.insert("n").second)
        lines.emplace_back().code = "ssize_t n = 0;";
    CallByHand chosen = call;
    chosen.socket = socket;
    const std::string text = expression(actor, chosen);
    std::string fault;
    const auto parsed = parseCall(text, result, script.declared, addresses_[isClient(actor)], fault);
    if (!parsed)
        return false; // a test holds every shape to the parser
    lines.push_back(lineOf(before + text + ';' + commentFor(*parsed), *parsed));
    script.last = makesSocket ? result : socket;
    const bool six = call.what == What::SocketTcp6 || call.what == What::SocketUdp6
        || (shape.function == Function::Accept && script.ipv6.contains(socket));
    if (makesSocket && six)
        script.ipv6.insert(result);
    else if (makesSocket)
        script.ipv6.erase(result);
    return session_.make(actor, lines);
}

} // namespace sockstep
