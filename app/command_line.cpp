// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line.h"

#include "core/lesson/lesson_file.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/lesson_session.h"
#include "core/text/shown_text.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <limits>
#include <sstream>

namespace sockstep {

namespace {

constexpr int kUsageError = 2;

/// CLI::Range reads with strtoll(3) and takes what is too large for its largest number.
std::string whyNoSeed(const std::string &text)
{
    std::uint64_t seed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (error == std::errc() && end == text.data() + text.size())
        return {};
    return fmt::format("{} is no whole number from 0 to {}", text, std::numeric_limits<std::uint64_t>::max());
}

std::vector<std::string> lessonNames()
{
    std::vector<std::string> names;
    for (const Closing closing : kClosings)
        names.emplace_back(lessonName(closing));
    return names;
}

/// The lesson of that name, or in that file; null, with all its faults printed, if it cannot be had.
std::shared_ptr<const Lesson> findLesson(const std::string &nameOrFile)
{
    if (auto lesson = builtInLesson(nameOrFile))
        return lesson;
    if (nameOrFile.find('/') == std::string::npos && !nameOrFile.ends_with(".toml")) {
        std::fprintf(stderr,
            "sockstep: there is no lesson %s. \"sockstep lessons\" lists them, a file's name ends in .toml "
            "(see sockstep --help)\n",
            shownSentence(nameOrFile).c_str());
        return nullptr;
    }
    const LessonReading reading = readLessonFile(nameOrFile);
    for (const LessonFault &fault : reading.faults)
        std::fprintf(stderr, "%s\n", faultText(nameOrFile, fault).c_str());
    return reading.lesson;
}

Command windowFor(SessionOptions session, const std::string &lesson, const std::string &recording)
{
    if (lesson.empty())
        return ShowWindow {std::move(session), {}, recording};
    auto found = findLesson(lesson);
    if (!found)
        return Exit {kUsageError};
    const bool isFile = !builtInLesson(lesson);
    if (!isFile) {
        session.lesson = found->name;
        session.wire.mode = WireSettings::Mode::Step;
        session.script = std::move(found);
    }
    return ShowWindow {std::move(session), isFile ? lesson : std::string(), recording};
}

/// The options of a wire, for the commands that can run in the lab.
struct WireOptions {
    std::string network;
    double delay = 0.5;
    WireSettings settings;

    void addTo(CLI::App &command)
    {
        command
            .add_option("--network", network,
                "Where the sockets live: this machine's loopback (the default but for the lab's own "
                "lessons), or a lab of two private hosts")
            ->check(CLI::IsMember({"loopback", "lab"}));
        command.add_option("--delay", delay, "Lab: seconds that a segment takes, each way")
            ->check(CLI::Range(0.0, 5.0))
            ->capture_default_str();
        command.add_option("--loss", settings.lossPercent, "Lab: percent of the segments that are lost")
            ->check(CLI::Range(0.0, 100.0))
            ->capture_default_str();
        command.add_option("--seed", settings.seed, "Lab: of the chance; the same seed loses the same")
            ->check(CLI::Validator(whyNoSeed, "0 or more"))
            ->capture_default_str();
    }
    void applyTo(SessionOptions &session) const
    {
        const auto taken = std::chrono::milliseconds(static_cast<std::int64_t>(delay * 1000 + 0.5));
        session.wire = settings;
        session.wire.delayFromClient = session.wire.delayFromServer = taken;
        session.network = network == "lab" ? NetworkKind::Lab : NetworkKind::Loopback;
        session.server = serverAddressOn(session.network, session.server.port());
    }
};

/// One line: the cause and what to do.
std::string oneLine(const CLI::App *, const CLI::Error &error)
{
    std::string message = error.what();
    std::replace(message.begin(), message.end(), '\n', ' ');
    return "sockstep: " + shownSentence(message) + " (see sockstep --help)\n";
}

Command complainOfUsage(const std::string &message)
{
    std::fprintf(stderr, "sockstep: %s (see sockstep --help)\n", shownSentence(message).c_str());
    return Exit {kUsageError};
}

/// The calls of a lesson that nobody has allowed, and how to; empty if there are none.
std::string whyNotReached(const SessionOptions &session)
{
    if (session.network != NetworkKind::Loopback || session.reach != Reach::Session)
        return {};
    std::string calls;
    for (const Reaching &reaching : reachOf(session.programs, session.server.port()))
        calls += (calls.empty() ? "" : "; ") + describe(reaching);
    if (calls.empty())
        return {};
    return fmt::format(
        "the lesson would reach beyond its session: {}. Run it where it reaches nobody with --isolated, "
        "or allow it with --allow-network",
        calls);
}

/// Every option and command, and the variables into which CLI11 reads them.
class CommandLine {
public:
    CommandLine();
    Command read(int argc, char **argv);

private:
    void addWindow();
    void addRun();
    void addExport();
    void addCompare();
    void addLessons();
    void addCode();
    void addPort(CLI::App &command);
    SessionOptions session() const;
    Command command();
    Command runCommand(SessionOptions session);
    Command exportCommand();
    Command compareCommand(SessionOptions session);
    Command codeCommand(SessionOptions session);

    CLI::App app_ {"Sockstep: watch the life of a real TCP socket, call by call.\n"
                   "Without a command it opens the window.",
        "sockstep"};
    CLI::App *run_ = nullptr, *write_ = nullptr, *compare_ = nullptr, *list_ = nullptr, *check_ = nullptr,
             *code_ = nullptr, *doctor_ = nullptr;

    std::uint16_t port_ = 9000;
    std::string shown_; ///< the lesson of the window
    bool freePlay_ = false;
    std::string recording_;
    std::string lesson_; ///< of run and code
    std::vector<std::string> messages_;
    std::string recordTo_;
    bool noReuseAddress_ = false;
    bool isolated_ = false;
    bool allowNetwork_ = false;
    WireOptions wire_;
    ExportOptions exports_;
    ExportRecording exporting_;
    ExportOptions written_;
    CompareLessons comparison_;
    std::string lessons_[2];
    bool reuseAddress_ = false;
    ExportOptions tables_;
    ListLessons listing_ {"en"};
    CheckLessons checking_;
    SaveCode saving_;
};

CommandLine::CommandLine()
{
    app_.set_version_flag("--version", "sockstep " SOCKSTEP_VERSION);
    app_.failure_message(oneLine);
    addWindow();
    addRun();
    addExport();
    addCompare();
    addLessons();
    addCode();
    doctor_ = app_.add_subcommand("doctor", "Say what this machine allows, and why not");
}

void CommandLine::addWindow()
{
    addPort(app_);
    app_.add_option(
        "--lesson", shown_, "The lesson to open: a name of \"sockstep lessons\", or a lesson file");
    app_.add_flag("--free-play", freePlay_, "Open the window with no script: every call is made by hand")
        ->excludes("--lesson");
    app_.add_option("recording", recording_, "Open a recording in the window, without a session")
        ->option_text("FILE")
        ->check(CLI::ExistingFile);
}

void CommandLine::addRun()
{
    run_ = app_.add_subcommand("run", "Play a lesson to its end and print the sequence as text");
    run_->add_option("lesson", lesson_,
            "A name of \"sockstep lessons\" (client-close, server-close, handshake, …), or a lesson file")
        ->required();
    wire_.addTo(*run_);
    exports_.addTo(*run_, suitsRecording);
    exports_.addCapturesTo(*run_);
    exports_.addChoicesTo(*run_);
    run_->add_option("--message", messages_, "A message to send; may be given several times (default: hello)")
        ->allow_extra_args(false);
    addPort(*run_);
    run_->add_option("--record", recordTo_, "Write the recording to FILE, or to standard output if it is -")
        ->option_text("FILE");
    run_->add_flag("--no-reuseaddr", noReuseAddress_, "The server does not set SO_REUSEADDR");
    CLI::Option *isolated = run_->add_flag("--isolated", isolated_,
        "Run it on a loopback of its own, where it reaches nobody and nobody reaches it");
    run_->add_flag("--allow-network", allowNetwork_,
            "Let it do what it asks for: open ports to the networks of this machine, or leave it")
        ->excludes(isolated);
}

void CommandLine::addPort(CLI::App &command)
{
    command.add_option("--port", port_, "The server's port; 0 takes any free one")
        ->capture_default_str()
        ->check(CLI::Range(0, 65535)); // before it is read as a number of 16 bits, which would only fail
}

void CommandLine::addExport()
{
    write_ = app_.add_subcommand("export", "Write a recording as a drawing, a document, text or a capture");
    write_
        ->add_option(
            "recording", exporting_.path, "A file that --record or the window has saved; - is standard input")
        ->required()
        ->option_text("RECORDING");
    written_.addTo(*write_, suitsRecording);
    written_.addCapturesTo(*write_);
    written_.addChoicesTo(*write_);
}

void CommandLine::addCompare()
{
    compare_ = app_.add_subcommand("compare", "Play two lessons side by side and print how they differ");
    for (std::string &one : lessons_)
        compare_->add_option(&one == lessons_ ? "left" : "right", one, "How the connection ends")
            ->required()
            ->check(CLI::IsMember(lessonNames()));
    compare_->add_option("--message", messages_, "A message to send (default: hello)")
        ->allow_extra_args(false);
    wire_.addTo(*compare_);
    compare_->add_flag(
        "--reuseaddr", reuseAddress_, "Both servers set SO_REUSEADDR, the first and the second");
    compare_
        ->add_option("--connections", comparison_.connections,
            "Also make that many short connections of each, and count what they leave in TIME_WAIT")
        ->check(CLI::Range(10, 5000));
    compare_->add_flag("--json", comparison_.json, "Print JSON");
    tables_.addTo(*compare_, suitsComparison);
}

void CommandLine::addLessons()
{
    list_ = app_.add_subcommand("lessons", "List the built-in lessons");
    list_->add_option("--language", listing_.language, "Of the titles")
        ->check(CLI::IsMember({"en", "ko"}))
        ->capture_default_str();

    check_ = app_.add_subcommand("check", "Say what is wrong with a lesson file, line by line");
    check_->add_option(
        "files", checking_.files, "Lesson files, or names of built-in lessons (default: all of those)");
    check_->add_flag("--run", checking_.run,
        "Step through them as well, and report every answer that is not what happened");
}

void CommandLine::addCode()
{
    code_ = app_.add_subcommand("code", "Save a lesson's programs as C or Python, to run by hand");
    saving_.language = "en";
    code_->add_option("lesson", lesson_, "A name of \"sockstep lessons\", or a lesson file")->required();
    code_->add_option("--c", saving_.cFolder, "Save a C file for each program in FOLDER")
        ->option_text("FOLDER");
    code_->add_option("--python", saving_.pythonFolder, "Save a Python file for each program in FOLDER")
        ->option_text("FOLDER");
    addPort(*code_);
    code_->add_flag("--force", saving_.overwrite, "Write over files that are there already");
    code_->add_option("--language", saving_.language, "Of the comments")
        ->check(CLI::IsMember({"en", "ko"}))
        ->capture_default_str();
}

SessionOptions CommandLine::session() const
{
    SessionOptions session;
    session.server = Endpoint::loopback(port_);
    session.messages = messages_.empty() ? std::vector<std::string> {"hello"} : messages_;
    session.reuseAddress = !noReuseAddress_;
    session.reach = isolated_ ? Reach::PrivateLoopback : allowNetwork_ ? Reach::Network : Reach::Session;
    wire_.applyTo(session);
    return session;
}

Command CommandLine::codeCommand(SessionOptions session)
{
    if (saving_.cFolder.empty() && saving_.pythonFolder.empty())
        return complainOfUsage("say where to: --c FOLDER or --python FOLDER");
    const auto found = findLesson(lesson_);
    if (!found)
        return Exit {kUsageError};
    if (!builtInLesson(lesson_))
        saving_.lessonFile = lesson_;
    saving_.session = lessonSession(found, std::move(session));
    return saving_;
}

Command CommandLine::exportCommand()
{
    exporting_.order = written_.order();
    if (exporting_.order.isEmpty())
        return complainOfUsage("say what to write, for example --svg FILE or --html FILE");
    const std::string complaint
        = complaintOf(exporting_.order, {{{}, &exporting_.path, true}}, Prints::OnlyErrors);
    return complaint.empty() ? Command(std::move(exporting_)) : complainOfUsage(complaint);
}

Command CommandLine::compareCommand(SessionOptions session)
{
    session.server = session.server.withPort(0); // two servers: each gets a port of its own
    session.reuseAddress = reuseAddress_;
    comparison_.session = std::move(session);
    comparison_.left = *closingNamed(lessons_[0]);
    comparison_.right = *closingNamed(lessons_[1]);
    comparison_.exports = tables_.order();
    std::vector<CommandFile> json;
    std::string output = "-";
    if (comparison_.json)
        json.push_back({"--json", &output});
    const std::string complaint = complaintOf(comparison_.exports, json, Prints::Sequence);
    if (!complaint.empty())
        return complainOfUsage(complaint);
    return comparison_;
}

Command CommandLine::runCommand(SessionOptions session)
{
    if (const auto closing = closingNamed(lesson_)) {
        session.closing = *closing;
    } else {
        const auto found = findLesson(lesson_);
        if (!found)
            return Exit {kUsageError};
        if (!wire_.network.empty() && wire_.network != name(found->network))
            return complainOfUsage(fmt::format("{} can only be shown on the network {}: leave --network away",
                lesson_, name(found->network)));
        session = lessonSession(found, std::move(session));
    }
    if (const std::string refusal = whyNotReached(session); !refusal.empty())
        return complainOfUsage(refusal);
    RunLesson result {std::move(session), recordTo_, exports_.order()};
    if (!result.exports.captures.empty() && result.session.network != NetworkKind::Lab)
        return complainOfUsage("--pcap needs the segments of the lab: add --network lab");
    std::vector<CommandFile> others;
    if (!builtInLesson(lesson_))
        others.push_back({{}, &lesson_, true});
    if (!recordTo_.empty())
        others.push_back({"--record", &result.recordTo});
    const std::string complaint = complaintOf(result.exports, others, Prints::Sequence);
    if (!complaint.empty())
        return complainOfUsage(complaint);
    return result;
}

Command CommandLine::command()
{
    SessionOptions options = session();
    if (doctor_->parsed())
        return ExamineMachine {};
    if (list_->parsed())
        return listing_;
    if (check_->parsed())
        return checking_;
    if (code_->parsed())
        return codeCommand(std::move(options));
    if (write_->parsed())
        return exportCommand();
    if (compare_->parsed())
        return compareCommand(std::move(options));
    if (run_->parsed())
        return runCommand(std::move(options));
    options.freePlay = freePlay_;
    return windowFor(std::move(options), shown_, recording_);
}

Command CommandLine::read(int argc, char **argv)
{
    try {
        app_.parse(argc, argv);
        for (const std::string &message : messages_) {
            if (message.empty())
                throw CLI::ValidationError("--message: an empty message has no bytes to send");
        }
    } catch (const CLI::ParseError &error) {
        std::ostringstream out;
        std::ostringstream err;
        const bool wrong = app_.exit(error, out, err) != 0;
        fmt::print("{}", out.str()); // throws if that fails, as all that prints here
        std::fputs(err.str().c_str(), stderr);
        return Exit {wrong ? kUsageError : 0};
    }
    return command();
}

} // namespace

Command readCommandLine(int argc, char **argv) { return CommandLine().read(argc, argv); }

} // namespace sockstep
