// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/lesson_replay.h"

#include "core/base/descriptor.h"
#include "core/network/socket_calls.h"

#include <QRegularExpression>
#include <algorithm>
#include <cerrno>
#include <sys/socket.h>

namespace sockstep::test {

namespace {

constexpr int kPortsOfLessons[] = {0, 4660, 13330}; // the last is 4660 where htons() is forgotten

bool isOfLesson(int port)
{
    return std::find(std::begin(kPortsOfLessons), std::end(kPortsOfLessons), port)
        != std::end(kPortsOfLessons);
}

/// The port that the session chose for its server.
std::uint16_t portOf(const Recording &recording)
{
    for (EventIndex n = 0; n < recording.size(); ++n) {
        const auto *call = std::get_if<CallEntered>(&recording.at(n).body);
        if (call && !isOfLesson(call->address.port()))
            return call->address.port();
    }
    return 0;
}

/// What is another in each run: ports that were free, paths, inodes, and the room for an address, which is
/// that of its struct in a program and that of the largest in the recording.
QByteArray withoutChance(const QByteArray &call, std::uint16_t serverPort)
{
    static const QRegularExpression port(QStringLiteral("htons\\((\\d+)\\)"));
    static const QRegularExpression host(QStringLiteral("\"10\\.77\\.0\\.[12]\"")); // of the lab
    static const QRegularExpression path(QStringLiteral("\"/tmp/sock[a-zA-Z0-9/-]+\"(\\}, \\d+)?"));
    static const QRegularExpression inode(QStringLiteral("socket:\\[\\d+\\](\", \\d+\\) = )\\d+"));
    static const QRegularExpression room(
        QStringLiteral("(\\{sa_family=[^}]*\\}|ADDRESS), \\[\\d+(?: => \\d+)?\\]"));
    static const QRegularExpression cut( // a port's byte may be any character, a brace too
        QStringLiteral("\\{sa_family=AF_INET, .*?\\}, 4\\)"));
    static const QRegularExpression nobody(
        QStringLiteral("^(accept4?\\(\\d+, )(?:NULL, NULL|\\{sa_family=AF_UNIX\\}, \\[ROOM\\])"));
    QString text = QString::fromUtf8(call);
    text.replace(host, QStringLiteral("\"127.0.0.1\""));
    text.replace(room, QStringLiteral("\\1, [ROOM]"));
    text.replace(cut, QStringLiteral("{CUT}, 4)"));
    text.replace(nobody, QStringLiteral("\\1NOBODY"));
    text.replace(path, QStringLiteral("\"PATH\""));
    text.replace(inode, QStringLiteral("socket:[INODE]\\1LENGTH"));
    qsizetype from = 0;
    for (QRegularExpressionMatch match; (match = port.match(text, from)).hasMatch();) {
        const int number = match.captured(1).toInt();
        const QString word = isOfLesson(number) ? match.captured()
            : number == serverPort              ? QStringLiteral("htons(SERVER)")
                                                : QStringLiteral("htons(EPHEMERAL)");
        text.replace(match.capturedStart(), match.capturedLength(), word);
        from = match.capturedStart() + word.size();
    }
    return text.toUtf8();
}

} // namespace

std::uint16_t portForPrograms()
{
    std::uint16_t port = 0;
    while (isOfLesson(port)) {
        const Descriptor probe(static_cast<int>(calls::socket(AF_INET, SOCK_STREAM, 0).result));
        calls::bind(probe.get(), Endpoint::loopback(0));
        port = calls::getsockname(probe.get()).address.port();
    }
    return port;
}

LessonReplay::LessonReplay(const Recording &recording)
    : recording_(recording)
    , actors_(recording.header().actors.size())
    , port_(portOf(recording))
{
}

/// Which actors are threads of the process of another, by the order in which it makes them.
void LessonReplay::findThreads()
{
    for (std::size_t i = 0; i < actors_.size(); ++i)
        actors_[i].process = i;
    for (EventIndex n = 0; n < recording_.size(); ++n) {
        const auto *call = std::get_if<CallEntered>(&recording_.at(n).body);
        if (!call || call->function != Function::PthreadCreate)
            continue;
        Played &maker = actors_[call->actor];
        Played &thread = actors_[static_cast<std::size_t>(call->args.find(ArgumentName::Thread).value())];
        thread.process = call->actor;
        thread.thread = ++maker.threads;
        maker.thread = 0;
    }
}

/// The calls that no program prints the result of: a signal ends it.
void LessonReplay::findKills()
{
    for (EventIndex n = 0; n < recording_.size(); ++n) {
        if (const auto *killed = std::get_if<ActorKilled>(&recording_.at(n).body))
            killing_[killed->call] = killed->signal;
    }
}

bool LessonReplay::start(const std::function<QStringList(const QString &)> &commandFor, const QDir &logs)
{
    findThreads();
    findKills();
    for (EventIndex n = 0; n < recording_.size(); ++n) {
        const auto *call = std::get_if<CallEntered>(&recording_.at(n).body);
        if (call && call->line != 0)
            actors_[call->actor].lastCall = call->call;
    }
    for (std::size_t i = 0; i < actors_.size(); ++i) {
        if (actors_[i].thread > 0 || actors_[i].lastCall == 0)
            continue; // of a process that is another's, or it never began
        const QString name = QString::fromStdString(recording_.header().actors[i]);
        if (!check(actors_[i].program.start(commandFor(name), logs.filePath(name)), actors_[i]))
            return false;
    }
    return true;
}

bool LessonReplay::enter(const CallEntered &call)
{
    if (call.line == 0)
        return true; // of nobody's program: what the session closes at its end
    Played &actor = actors_[call.actor];
    SavedProgram &program = actors_[actor.process].program;
    entered_[call.call] = call;
    const std::string_view function = name(call.function);
    return check(
        program.letThrough(QByteArray(function.data(), qsizetype(function.size())), actor.thread), actor);
}

bool LessonReplay::leave(const CallReturned &returned)
{
    const auto found = entered_.find(returned.call);
    if (found == entered_.end())
        return true;
    const CallEntered &call = found->second;
    Played &actor = actors_[call.actor];
    Played &process = actors_[actor.process];
    const bool interrupted = returned.error == EINTR;
    if (interrupted && returned.call == actor.lastCall) {
        process.isKilled = true; // a server that waits for ever: the session was stopped
        return check(process.program.kill(), actor);
    }
    if (interrupted && !check(process.program.interrupt(), actor))
        return false;
    const auto killed = killing_.find(returned.call);
    if (killed != killing_.end())
        process.isKilled = true;
    if (!check(killed != killing_.end() ? process.program.awaitDeath(killed->second)
                                        : process.program.awaitResult(actor.thread),
            actor))
        return false;
    const CallEntered own = process.descriptors.renumbered(call);
    const CallReturned result = process.descriptors.renumbered(call, returned);
    if (call.function == Function::PthreadCreate)
        return true; // clone() is no call on sockets: what the thread does is its witness
    actor.recorded << withoutChance(
        asStracePrints(RecordedCall {recording_.header().actors[call.actor], &own, &result, false}), port_);
    return true;
}

bool LessonReplay::follow()
{
    for (EventIndex n = 0; n < recording_.size(); ++n) {
        const EventBody &body = recording_.at(n).body;
        if (const auto *typed = std::get_if<MessageTyped>(&body))
            actors_[typed->actor].program.willType(QByteArray::fromStdString(typed->data));
        else if (const auto *call = std::get_if<CallEntered>(&body); call && !enter(*call))
            return false;
        else if (const auto *returned = std::get_if<CallReturned>(&body); returned && !leave(*returned))
            return false;
    }
    return std::all_of(actors_.begin(), actors_.end(), [&](Played &actor) {
        return actor.thread > 0 || actor.lastCall == 0 || actor.isKilled
            || check(actor.program.awaitEnd(), actor);
    });
}

QString LessonReplay::firstDifference(std::uint16_t port, StraceCalls (*without)(const StraceCalls &),
    StraceCalls (*expected)(const StraceCalls &)) const
{
    for (std::size_t i = 0; i < actors_.size(); ++i) {
        if (actors_[i].lastCall == 0)
            continue;
        StraceCalls seen;
        for (const QByteArray &call :
            without(actors_[actors_[i].process].program.calls(std::max(actors_[i].thread, 0))))
            seen << withoutChance(call, port);
        const StraceCalls recorded = expected(actors_[i].recorded);
        // What a program leaves open, Python asks for its address and closes; C leaves it to the kernel.
        while (seen.size() > recorded.size()
            && (seen.last().startsWith("close(") || seen.last().startsWith("getsockname(")))
            seen.removeLast();
        for (qsizetype n = 0; n < std::max(seen.size(), recorded.size()); ++n) {
            const QByteArray one = seen.value(n, "(nothing)");
            const QByteArray other = recorded.value(n, "(nothing)");
            if (one != other)
                return QStringLiteral("%1, call %2:\n  strace:    %3\n  recording: %4")
                    .arg(QString::fromStdString(recording_.header().actors[i]), QString::number(n + 1),
                        QString::fromUtf8(one.left(400)), QString::fromUtf8(other.left(400)));
        }
    }
    return {};
}

} // namespace sockstep::test
