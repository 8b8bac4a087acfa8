// SPDX-License-Identifier: GPL-3.0-or-later
// The programs that are saved from lessons: they compile without a warning, and stepped by hand in the
// lesson's order they make the same calls as the lesson did, with the same results, by strace's word.
#include "lab/lab_support.h"
#include "lesson/lesson_library.h"
#include "lesson/lesson_session.h"
#include "lesson/rehearsal.h"
#include "network/descriptor.h"
#include "network/socket_calls.h"
#include "source/c_source.h"
#include "source/python_source.h"
#include "source/source_folder.h"
#include "support/patience.h"
#include "support/saved_program.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cerrno>
#include <functional>
#include <map>
#include <sys/socket.h>

using namespace sockstep;
using namespace sockstep::test;

namespace {

LessonSource sourceOf(const QString &name)
{
    const auto lesson = builtInLesson(name.toStdString());
    const SessionOptions options = lessonSession(lesson, {});
    std::vector<ProgramFault> none;
    return lessonSource(options, lessonPrograms(*lesson, options, none), "en");
}

/// The descriptors that a process of its own would get: the lowest that is free, from 3 on (open(2)).
class Descriptors {
public:
    /// \p call with the numbers that it has in such a process.
    CallEntered renumbered(CallEntered call) const
    {
        const auto fd = call.args.find(ArgumentName::Fd);
        if (fd && numbers_.contains(*fd))
            call.args.setFirst({ArgumentName::Fd, numbers_.at(*fd)});
        return call;
    }
    CallReturned renumbered(const CallEntered &call, CallReturned returned)
    {
        if (call.function == Function::Close) {
            numbers_.erase(call.args.find(ArgumentName::Fd).value_or(-1));
        } else if (returned.fd >= 0) {
            int lowest = 3;
            const auto isOpen = [&](int number) {
                return std::any_of(numbers_.begin(), numbers_.end(),
                    [&](const auto &open) { return open.second == number; });
            };
            while (isOpen(lowest))
                ++lowest;
            numbers_[returned.fd] = lowest;
            returned.result = lowest;
        }
        return returned;
    }

private:
    std::map<int, int> numbers_; // by those of the recording
};

constexpr int kPortsOfLessons[] = {0, 8080, 36895}; // the last is 8080 where htons() is forgotten

bool isOfLesson(int port)
{
    return std::find(std::begin(kPortsOfLessons), std::end(kPortsOfLessons), port)
        != std::end(kPortsOfLessons);
}

/// None of those that lessons use by their numbers.
std::uint16_t freePort()
{
    std::uint16_t port = 0;
    while (isOfLesson(port)) {
        const Descriptor probe(static_cast<int>(calls::socket(AF_INET, SOCK_STREAM, 0).result));
        calls::bind(probe.get(), Endpoint::loopback(0));
        port = calls::getsockname(probe.get()).address.port();
    }
    return port;
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
    static const QRegularExpression path(QStringLiteral("\"/tmp/sockstep-[0-9-]+\"(\\}, \\d+)?"));
    static const QRegularExpression inode(QStringLiteral("socket:\\[\\d+\\](\", \\d+\\) = )\\d+"));
    static const QRegularExpression ready(QStringLiteral(" \\(\\[\\{fd=.*$")); // poll's revents
    static const QRegularExpression room(
        QStringLiteral("(\\{sa_family=[^}]*\\}|ADDRESS), \\[\\d+(?: => \\d+)?\\]"));
    static const QRegularExpression cut(QStringLiteral("\\{sa_family=AF_INET, [^}]*\\}, 4\\)"));
    static const QRegularExpression nobody(
        QStringLiteral("^(accept4?\\(\\d+, )(?:NULL, NULL|\\{sa_family=AF_UNIX\\}, \\[ROOM\\])"));
    QString text = QString::fromUtf8(call);
    text.replace(host, QStringLiteral("\"127.0.0.1\""));
    text.replace(room, QStringLiteral("\\1, [ROOM]"));
    text.replace(cut, QStringLiteral("{CUT}, 4)"));
    text.replace(nobody, QStringLiteral("\\1NOBODY"));
    text.replace(path, QStringLiteral("\"PATH\""));
    text.replace(inode, QStringLiteral("socket:[INODE]\\1LENGTH"));
    text.remove(ready);
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

/// C programs do nothing of their own.
StraceCalls asInC(const StraceCalls &calls) { return calls; }

/// Python marks what it makes with SOCK_CLOEXEC, asks each connection for its address, reads links into a
/// buffer of its own size, and closes what is left open when it ends.
StraceCalls asInPython(const StraceCalls &calls)
{
    StraceCalls result;
    for (QByteArray call : calls) {
        if (call.startsWith("getsockname(") && !result.isEmpty() && result.last().startsWith("accept("))
            continue;
        call.replace("|SOCK_CLOEXEC", "").replace(", SOCK_CLOEXEC)", ")").replace("accept4(", "accept(");
        if (call.startsWith("readlink("))
            call.replace(", 4096)", ", 65536)");
        result << call;
    }
    return result;
}

/// Takes the programs of a lesson through what a recording of it tells, event by event.
class Replay {
public:
    explicit Replay(const Recording &recording)
        : recording_(recording)
        , actors_(recording.header().actors.size())
        , port_(portOf(recording))
    {
    }
    /// \p commandFor: how the program of an actor is started.
    bool start(const std::function<QStringList(const QString &)> &commandFor, const QDir &logs);
    bool follow();
    /// The first call that is not the recording's; empty if there is none. \p port: the server's, of the
    /// programs; \p without takes out what another language does of its own.
    QString firstDifference(std::uint16_t port, StraceCalls (*without)(const StraceCalls &)) const;
    const QString &failure() const { return failure_; }

private:
    struct Played {
        SavedProgram program;
        Descriptors descriptors;
        StraceCalls recorded;
        CallId lastCall = 0; ///< that its program makes
        bool isKilled = false;
    };
    bool enter(const CallEntered &call);
    bool leave(const CallReturned &returned);
    bool check(bool done, const Played &actor)
    {
        if (!done)
            failure_ = actor.program.failure();
        return done;
    }

    const Recording &recording_;
    std::vector<Played> actors_;
    std::map<CallId, CallEntered> entered_; // by the programs
    const std::uint16_t port_;
    QString failure_;
};

bool Replay::start(const std::function<QStringList(const QString &)> &commandFor, const QDir &logs)
{
    for (std::size_t i = 0; i < actors_.size(); ++i) {
        const QString name = QString::fromStdString(recording_.header().actors[i]);
        if (!check(actors_[i].program.start(commandFor(name), logs.filePath(name)), actors_[i]))
            return false;
    }
    for (EventIndex n = 0; n < recording_.size(); ++n) {
        const auto *call = std::get_if<CallEntered>(&recording_.at(n).body);
        if (call && call->line != 0)
            actors_[call->actor].lastCall = call->call;
    }
    return true;
}

bool Replay::enter(const CallEntered &call)
{
    if (call.line == 0)
        return true; // of nobody's program: what the session closes at its end
    Played &actor = actors_[call.actor];
    entered_[call.call] = call;
    const std::string_view function = name(call.function);
    return check(actor.program.letThrough(QByteArray(function.data(), qsizetype(function.size()))), actor);
}

bool Replay::leave(const CallReturned &returned)
{
    const auto found = entered_.find(returned.call);
    if (found == entered_.end())
        return true;
    const CallEntered &call = found->second;
    Played &actor = actors_[call.actor];
    const bool interrupted = returned.error == EINTR;
    if (interrupted && returned.call == actor.lastCall) {
        actor.isKilled = true; // a server that waits for ever: the session was stopped
        return check(actor.program.kill(), actor);
    }
    if (interrupted && !check(actor.program.interrupt(), actor))
        return false;
    if (!check(actor.program.awaitResult(), actor))
        return false;
    const CallEntered own = actor.descriptors.renumbered(call);
    const CallReturned result = actor.descriptors.renumbered(call, returned);
    actor.recorded << withoutChance(
        asStracePrints(RecordedCall {recording_.header().actors[call.actor], &own, &result, false}), port_);
    return true;
}

bool Replay::follow()
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
    return std::all_of(actors_.begin(), actors_.end(),
        [&](Played &actor) { return actor.isKilled || check(actor.program.awaitEnd(), actor); });
}

QString Replay::firstDifference(std::uint16_t port, StraceCalls (*without)(const StraceCalls &)) const
{
    for (std::size_t i = 0; i < actors_.size(); ++i) {
        StraceCalls seen;
        for (const QByteArray &call : without(actors_[i].program.calls()))
            seen << withoutChance(call, port);
        const StraceCalls &recorded = actors_[i].recorded;
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

} // namespace

class SavedCodeTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareForLab(); }

private slots:
    void initTestCase();
    void everyLineOfAProgramStandsInItsFile();
    void everyCFileCompilesWithoutAWarning();
    void theCFilesMakeTheCallsOfTheLesson_data() { lessonsToRun(); }
    void theCFilesMakeTheCallsOfTheLesson();
    void everyPythonFileCompiles();
    void thePythonFilesMakeTheCallsOfTheLesson_data() { lessonsToRun(); }
    void thePythonFilesMakeTheCallsOfTheLesson();

private:
    void compareWithTheLesson(const QString &lesson, const QStringList &interpreter, const QString &ending,
        StraceCalls (*without)(const StraceCalls &));
    static void lessonsToRun();
    QTemporaryDir folder_;
    QSet<QString> asksForPort_; ///< the files whose programs take one
};

/// Those of loopback; and those of the lab in which the wire changes when the calls return, and not what. The
/// others need it: zero-window, full-backlog, udp-lost, nonblocking-connect.
void SavedCodeTest::lessonsToRun()
{
    QTest::addColumn<QString>("lesson");
    for (const std::string_view name : lessonNames(NetworkKind::Loopback))
        QTest::newRow(name.data()) << QString::fromLatin1(name.data());
    for (const char *name : {"handshake", "four-way-close", "simultaneous-close", "lost-syn", "lost-data",
             "lost-fin", "lost-last-ack", "closed-port", "cable-pulled"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void SavedCodeTest::initTestCase()
{
    const std::string why = whyNoLab();
    QVERIFY2(why.empty(), why.c_str());
    QVERIFY(folder_.isValid());
    for (const LessonText &text : lessonTexts()) {
        const QString name = QString::fromLatin1(text.name.data());
        for (const SourceFiles &sources : {cSource(sourceOf(name)), pythonSource(sourceOf(name))}) {
            QVERIFY2(
                sources.faults.empty(), sources.faults.empty() ? "" : faultText(sources.faults[0]).c_str());
            const std::string sentence = writeSources(folder_.filePath(name).toStdString(), sources.files);
            QVERIFY2(sentence.empty(), sentence.c_str());
            for (const SourceFile &file : sources.files) {
                if (file.text.find("[PORT]") != std::string::npos)
                    asksForPort_ << folder_.filePath(name + u'/' + QString::fromStdString(file.name));
            }
        }
    }
}

/// What the window shows is what is saved, in its order.
void SavedCodeTest::everyLineOfAProgramStandsInItsFile()
{
    for (const LessonText &text : lessonTexts()) {
        const LessonSource lesson = sourceOf(QString::fromLatin1(text.name.data()));
        const SourceFiles sources = cSource(lesson);
        for (std::size_t actor = 0; actor < lesson.programs.size(); ++actor) {
            std::size_t from = sources.files[actor].text.find("int main(");
            for (const Line &line : lesson.programs[actor].program.lines) {
                const std::string wanted = line.code.empty() ? "\n" : "\n    " + line.code + "\n";
                const std::size_t at = sources.files[actor].text.find(wanted, from);
                QVERIFY2(at != std::string::npos, (sources.files[actor].name + ": " + line.code).c_str());
                from = at + wanted.size() - 1;
            }
        }
    }
}

void SavedCodeTest::everyCFileCompilesWithoutAWarning()
{
    // One compiler for each lesson, two at a time.
    QStringList waiting;
    for (const LessonText &text : lessonTexts())
        waiting << QString::fromLatin1(text.name.data());
    const auto compile = [&](QProcess &cc, const QString &lesson) {
        cc.setWorkingDirectory(folder_.filePath(lesson));
        cc.setProcessChannelMode(QProcess::MergedChannels);
        cc.start(QStringLiteral("/bin/sh"),
            {QStringLiteral("-c"),
                QStringLiteral("for file in *.c; do " CC " -std=c11 -Wall -Wextra -Wpedantic -Werror -o "
                               "\"${file%.c}\" \"$file\" || exit 1; done")});
    };
    while (!waiting.isEmpty()) {
        QProcess compilers[2];
        QStringList lessons;
        for (QProcess &cc : compilers) {
            if (waiting.isEmpty())
                break;
            lessons << waiting.takeFirst();
            compile(cc, lessons.last());
        }
        for (qsizetype i = 0; i < lessons.size(); ++i) {
            QVERIFY(compilers[i].waitForFinished(int {kPatience.count()}));
            const QByteArray output = lessons[i].toUtf8() + ": " + compilers[i].readAll();
            QVERIFY2(compilers[i].exitCode() == 0, output.constData());
        }
    }
}

void SavedCodeTest::everyPythonFileCompiles()
{
    QStringList arguments {QStringLiteral("-I"), QStringLiteral("-W"), QStringLiteral("error"),
        QStringLiteral("-m"), QStringLiteral("py_compile")};
    for (QDirIterator files(
             folder_.path(), {QStringLiteral("*.py")}, QDir::Files, QDirIterator::Subdirectories);
         files.hasNext();)
        arguments << files.next();
    QVERIFY(arguments.size() > 5 + 2 * static_cast<qsizetype>(kClosings.size()));
    QProcess python;
    python.setProcessChannelMode(QProcess::MergedChannels);
    python.start(QStringLiteral(PYTHON), arguments);
    QVERIFY(python.waitForFinished(int {kPatience.count()}));
    QVERIFY2(python.exitCode() == 0, python.readAll().constData());
}

void SavedCodeTest::compareWithTheLesson(const QString &lesson, const QStringList &interpreter,
    const QString &ending, StraceCalls (*without)(const StraceCalls &))
{
    const Rehearsal rehearsal = rehearse(builtInLesson(lesson.toStdString()));
    QVERIFY(rehearsal.recording && rehearsal.isSound());
    const std::uint16_t port = freePort();
    const auto commandFor = [&](const QString &actor) {
        const QString program = folder_.filePath(lesson + u'/' + actor + ending);
        QStringList command = interpreter + QStringList {program, QStringLiteral("--step")};
        if (asksForPort_.contains(program + (ending.isEmpty() ? QStringLiteral(".c") : QString())))
            command << QString::number(port);
        return command;
    };
    // Which of two servers that share a port gets the connection is the kernel's to choose, by a hash of the
    // client's port (SO_REUSEPORT, socket(7)): that lesson is repeated until it chooses the same one.
    int tries = lesson == QStringLiteral("reuseport") ? 40 : 1;
    QString difference;
    do {
        const QTemporaryDir logs;
        Replay replay(*rehearsal.recording);
        QVERIFY2(replay.start(commandFor, QDir(logs.path())), qPrintable(replay.failure()));
        QVERIFY2(replay.follow(), qPrintable(replay.failure()));
        difference = replay.firstDifference(port, without);
    } while (!difference.isEmpty() && --tries > 0);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void SavedCodeTest::theCFilesMakeTheCallsOfTheLesson()
{
    QFETCH(const QString, lesson);
    compareWithTheLesson(lesson, {}, {}, asInC);
}

void SavedCodeTest::thePythonFilesMakeTheCallsOfTheLesson()
{
    QFETCH(const QString, lesson);
    compareWithTheLesson(lesson,
        {QStringLiteral(PYTHON), QStringLiteral("-I"), QStringLiteral("-S"), QStringLiteral("-B")},
        QStringLiteral(".py"), asInPython);
}

QTEST_GUILESS_MAIN(SavedCodeTest)
#include "saved_code_test.moc"
