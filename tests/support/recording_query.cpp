// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/recording_query.h"

#include "core/network/tcp_transitions.h"

#include <algorithm>
#include <map>

namespace sockstep::test {

namespace {

QString quoted(std::string_view bytes)
{
    constexpr std::size_t kShown = 40;
    if (bytes.size() > kShown)
        return QStringLiteral("%1 bytes").arg(bytes.size());
    QString result;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f)
            result += QLatin1Char(c);
        else
            result += QStringLiteral("\\x%1").arg(byte, 2, 16, QLatin1Char('0'));
    }
    return QLatin1Char('"') + result + QLatin1Char('"');
}

QString view(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QStringList argumentTexts(const CallEntered &call)
{
    QStringList result;
    for (const Argument &argument : call.args) {
        if (argument.name == ArgumentName::Fd)
            result << QString::number(call.socket); // our id: the descriptor's number may vary
        else
            result << QString::fromStdString(symbol(argument));
    }
    if (!call.address.isEmpty()) {
        const QString port = call.address.port() ? QStringLiteral("PORT") : QStringLiteral("0");
        result << QString::fromStdString(call.address.addressText()) + QLatin1Char(':') + port;
    }
    if (call.function == Function::Send)
        result << quoted(call.data);
    return result;
}

QString resultText(const CallReturned *returned)
{
    if (!returned)
        return QStringLiteral("?");
    if (returned->error)
        return QStringLiteral("-1 ") + QString::fromStdString(errorName(returned->error));
    if (returned->socket)
        return QStringLiteral("socket %1").arg(returned->socket);
    QString result = QString::number(returned->result);
    if (!returned->data.empty())
        result += QLatin1Char(' ') + quoted(returned->data);
    return result;
}

} // namespace

std::vector<RecordedCall> callsIn(const Recording &recording)
{
    std::vector<RecordedCall> result;
    std::map<CallId, std::size_t> place;
    for (EventIndex n = 0; n < recording.size(); ++n) {
        const EventBody &body = recording.at(n).body;
        if (const auto *call = std::get_if<CallEntered>(&body)) {
            place[call->call] = result.size();
            result.push_back({recording.header().actors.at(call->actor), call});
        } else if (const auto *blocked = std::get_if<CallBlocked>(&body)) {
            result.at(place.at(blocked->call)).blocked = true;
        } else if (const auto *returned = std::get_if<CallReturned>(&body)) {
            result.at(place.at(returned->call)).returned = returned;
        }
    }
    return result;
}

std::vector<RecordedCall> callsOf(const Recording &recording, std::string_view actor)
{
    std::vector<RecordedCall> result = callsIn(recording);
    std::erase_if(result, [&](const RecordedCall &call) { return call.actor != actor; });
    return result;
}

std::vector<RecordedCall> callsOf(const Recording &recording, std::string_view actor, Function function)
{
    std::vector<RecordedCall> result = callsOf(recording, actor);
    std::erase_if(result, [&](const RecordedCall &call) { return !call.is(function); });
    return result;
}

std::optional<RecordedCall> lastCallOf(const Recording &recording, std::string_view actor)
{
    const auto all = callsOf(recording, actor);
    return all.empty() ? std::nullopt : std::optional(all.back());
}

QString text(const RecordedCall &call)
{
    return QStringLiteral("%1  %2(%3) = %4%5")
        .arg(view(call.actor), view(name(call.entered->function)),
            argumentTexts(*call.entered).join(QStringLiteral(", ")), resultText(call.returned),
            call.blocked ? QStringLiteral("  blocked") : QString());
}

QStringList resultsOf(const Recording &recording, std::string_view actor, Function function)
{
    QStringList result;
    for (const RecordedCall &call : callsOf(recording, actor, function))
        result << resultText(call.returned);
    return result;
}

std::string received(const Recording &recording, std::string_view actor)
{
    std::string bytes;
    for (const RecordedCall &call : callsOf(recording, actor, Function::Recv)) {
        if (call.returned)
            bytes += call.returned->data;
    }
    return bytes;
}

std::string sent(const Recording &recording, std::string_view actor)
{
    std::string bytes;
    for (const RecordedCall &call : callsOf(recording, actor, Function::Send)) {
        if (call.succeeded())
            bytes += call.entered->data.substr(0, static_cast<std::size_t>(call.returned->result));
    }
    return bytes;
}

std::vector<StateChanged> stateChanges(const Recording &recording)
{
    std::vector<StateChanged> result;
    for (EventIndex n = 0; n < recording.size(); ++n) {
        if (const auto *change = std::get_if<StateChanged>(&recording.at(n).body))
            result.push_back(*change);
    }
    return result;
}

std::vector<StateChanged> stateChanges(const Recording &recording, SocketId socket)
{
    std::vector<StateChanged> result = stateChanges(recording);
    std::erase_if(result, [&](const StateChanged &change) { return change.socket != socket; });
    return result;
}

QString statePath(const Recording &recording, SocketId socket)
{
    QStringList path;
    for (const StateChanged &change : stateChanges(recording, socket)) {
        if (path.isEmpty())
            path << view(name(change.from));
        path << view(name(change.to));
    }
    return path.join(QLatin1Char(' '));
}

TcpState stateOf(const Recording &recording, SocketId socket)
{
    const auto changes = stateChanges(recording, socket);
    return changes.empty() ? TcpState::Close : changes.back().to;
}

SocketSample sampleOf(const Recording &recording, SocketId socket)
{
    SocketSample result;
    for (EventIndex n = 0; n < recording.size(); ++n) {
        const EventBody &body = recording.at(n).body;
        if (const auto *change = std::get_if<StateChanged>(&body); change && change->socket == socket)
            result = change->sample;
        else if (const auto *sampled = std::get_if<Sampled>(&body); sampled && sampled->socket == socket)
            result = sampled->sample;
    }
    return result;
}

std::vector<SocketId> sockets(const Recording &recording)
{
    std::vector<SocketId> result;
    for (const RecordedCall &call : callsIn(recording)) {
        if (call.returned && call.returned->socket)
            result.push_back(call.returned->socket);
    }
    for (const StateChanged &change : stateChanges(recording))
        result.push_back(change.socket);
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

SocketId socketMadeBy(const Recording &recording, std::string_view actor, Function maker)
{
    SocketId made = 0;
    for (const RecordedCall &call : callsOf(recording, actor, maker)) {
        if (call.succeeded())
            made = call.returned->socket;
    }
    return made;
}

QStringList impossibleTransitions(const Recording &recording)
{
    QStringList result;
    for (const SocketId socket : sockets(recording)) {
        std::optional<TcpState> before;
        for (const StateChanged &change : stateChanges(recording, socket)) {
            if (!findTransition(change.from, change.to) || (before && *before != change.from))
                result << QStringLiteral("socket %1: %2 > %3")
                              .arg(QString::number(socket), view(name(change.from)), view(name(change.to)));
            before = change.to;
        }
    }
    return result;
}

} // namespace sockstep::test
