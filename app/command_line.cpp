// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_line.h"

#include "lesson/lesson_file.h"
#include "lesson/lesson_library.h"
#include "lesson/lesson_session.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace sockstep {

namespace {

constexpr int kUsageError = 2;

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
            nameOrFile.c_str());
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
    for (char &c : message) {
        if (c == '\n')
            c = ' ';
    }
    return "sockstep: " + message + " (see sockstep --help)\n";
}

Command complainOfUsage(const std::string &message)
{
    std::fprintf(stderr, "sockstep: %s (see sockstep --help)\n", message.c_str());
    return Exit {kUsageError};
}

/// What is wrong with an order for files; empty if nothing is. \p isTaken: standard output, by something
/// else.
std::string complaintOf(const ExportOrder &order, bool isTaken = false)
{
    if (order.onStandardOutput() + (isTaken ? 1 : 0) > 1)
        return "standard output can hold one file: give the others a name";
    if (order.to > 0 && order.from > order.to)
        return "--from is behind --to";
    return {};
}

} // namespace

Command readCommandLine(int argc, char **argv)
{
    CLI::App app {"Sockstep: watch the life of a real TCP socket, call by call.\n"
                  "Without a command it opens the window.",
        "sockstep"};
    app.set_version_flag("--version", "sockstep " SOCKSTEP_VERSION);
    app.failure_message(oneLine);

    std::uint16_t port = 9000;
    const std::string portHelp = "The server's port; 0 takes any free one";
    app.add_option("--port", port, portHelp)->capture_default_str();
    std::string shown;
    app.add_option("--lesson", shown, "The lesson to open: a name of \"sockstep lessons\", or a lesson file");
    bool freePlay = false;
    app.add_flag("--free-play", freePlay, "Open the window with no script: every call is made by hand")
        ->excludes("--lesson");
    std::string recording;
    app.add_option("recording", recording, "Open a recording in the window, without a session")
        ->option_text("FILE")
        ->check(CLI::ExistingFile);

    CLI::App *run = app.add_subcommand("run", "Play a lesson to its end and print the sequence as text");
    std::string lesson;
    std::vector<std::string> messages;
    std::string recordTo;
    bool noReuseAddress = false;
    WireOptions wire;
    run->add_option("lesson", lesson,
           "A name of \"sockstep lessons\" (client-close, server-close, handshake, …), or a lesson file")
        ->required();
    wire.addTo(*run);
    ExportOptions exports;
    exports.addTo(*run, suitsRecording);
    exports.addCapturesTo(*run);
    exports.addChoicesTo(*run);
    run->add_option("--message", messages, "A message to send; may be given several times (default: hello)")
        ->allow_extra_args(false);
    run->add_option("--port", port, portHelp)->capture_default_str();
    run->add_option("--record", recordTo, "Write the recording to FILE, or to standard output if it is -")
        ->option_text("FILE");
    run->add_flag("--no-reuseaddr", noReuseAddress, "The server does not set SO_REUSEADDR");

    CLI::App *write
        = app.add_subcommand("export", "Write a recording as a drawing, a document, text or a capture");
    ExportRecording exporting;
    ExportOptions written;
    write
        ->add_option(
            "recording", exporting.path, "A file that --record or the window has saved; - is standard input")
        ->required()
        ->option_text("RECORDING");
    written.addTo(*write, suitsRecording);
    written.addCapturesTo(*write);
    written.addChoicesTo(*write);

    CLI::App *compare
        = app.add_subcommand("compare", "Play two lessons side by side and print how they differ");
    CompareLessons comparison;
    std::string lessons[2];
    bool reuseAddress = false;
    for (std::string &one : lessons)
        compare->add_option(&one == lessons ? "left" : "right", one, "How the connection ends")
            ->required()
            ->check(CLI::IsMember(lessonNames()));
    compare->add_option("--message", messages, "A message to send (default: hello)")->allow_extra_args(false);
    wire.addTo(*compare);
    compare->add_flag("--reuseaddr", reuseAddress, "Both servers set SO_REUSEADDR, the first and the second");
    compare
        ->add_option("--connections", comparison.connections,
            "Also make that many short connections of each, and count what they leave in TIME_WAIT")
        ->check(CLI::Range(10, 5000));
    compare->add_flag("--json", comparison.json, "Print JSON");
    ExportOptions tables;
    tables.addTo(*compare, suitsComparison);

    CLI::App *list = app.add_subcommand("lessons", "List the built-in lessons");
    ListLessons listing {"en"};
    list->add_option("--language", listing.language, "Of the titles")
        ->check(CLI::IsMember({"en", "ko"}))
        ->capture_default_str();

    CLI::App *check = app.add_subcommand("check", "Say what is wrong with a lesson file, line by line");
    CheckLessons checking;
    check->add_option(
        "files", checking.files, "Lesson files, or names of built-in lessons (default: all of those)");
    check->add_flag("--run", checking.run,
        "Step through them as well, and report every answer that is not what happened");

    CLI::App *code = app.add_subcommand("code", "Save a lesson's programs as C or Python, to run by hand");
    SaveCode saving;
    saving.language = "en";
    code->add_option("lesson", lesson, "A name of \"sockstep lessons\", or a lesson file")->required();
    code->add_option("--c", saving.cFolder, "Save a C file for each program in FOLDER")
        ->option_text("FOLDER");
    code->add_option("--python", saving.pythonFolder, "Save a Python file for each program in FOLDER")
        ->option_text("FOLDER");
    code->add_option("--port", port, portHelp)->capture_default_str();
    code->add_flag("--force", saving.overwrite, "Write over files that are there already");
    code->add_option("--language", saving.language, "Of the comments")
        ->check(CLI::IsMember({"en", "ko"}))
        ->capture_default_str();

    CLI::App *doctor = app.add_subcommand("doctor", "Say what this machine allows, and why not");

    try {
        app.parse(argc, argv);
        for (const std::string &message : messages) {
            if (message.empty())
                throw CLI::ValidationError("--message: an empty message has no bytes to send");
        }
    } catch (const CLI::ParseError &error) {
        return Exit {app.exit(error) == 0 ? 0 : kUsageError};
    }

    SessionOptions session;
    session.server = Endpoint::loopback(port);
    session.messages = messages.empty() ? std::vector<std::string> {"hello"} : messages;
    session.reuseAddress = !noReuseAddress;
    wire.applyTo(session);
    if (doctor->parsed())
        return ExamineMachine {};
    if (list->parsed())
        return listing;
    if (check->parsed())
        return checking;
    if (code->parsed()) {
        if (saving.cFolder.empty() && saving.pythonFolder.empty())
            return complainOfUsage("say where to: --c FOLDER or --python FOLDER");
        const auto found = findLesson(lesson);
        if (!found)
            return Exit {kUsageError};
        saving.session = lessonSession(found, std::move(session));
        return saving;
    }
    if (write->parsed()) {
        exporting.order = written.order();
        if (exporting.order.isEmpty())
            return complainOfUsage("say what to write, for example --svg FILE or --html FILE");
        const std::string complaint = complaintOf(exporting.order);
        return complaint.empty() ? Command(std::move(exporting)) : complainOfUsage(complaint);
    }
    if (compare->parsed()) {
        session.server = session.server.withPort(0); // two servers: each gets a port of its own
        session.reuseAddress = reuseAddress;
        comparison.session = std::move(session);
        comparison.left = *closingNamed(lessons[0]);
        comparison.right = *closingNamed(lessons[1]);
        comparison.exports = tables.order();
        const std::string complaint = complaintOf(comparison.exports, comparison.json);
        if (!complaint.empty())
            return complainOfUsage(complaint);
        return comparison;
    }
    session.freePlay = freePlay && !run->parsed();
    if (!run->parsed())
        return windowFor(std::move(session), shown, recording);
    if (const auto closing = closingNamed(lesson)) {
        session.closing = *closing;
    } else {
        const auto found = findLesson(lesson);
        if (!found)
            return Exit {kUsageError};
        if (!wire.network.empty() && wire.network != name(found->network))
            return complainOfUsage(fmt::format("{} can only be shown on the network {}: leave --network away",
                lesson, name(found->network)));
        session = lessonSession(found, std::move(session));
    }
    RunLesson result {std::move(session), recordTo, exports.order()};
    if (!result.exports.captures.empty() && result.session.network != NetworkKind::Lab)
        return complainOfUsage("--pcap needs the segments of the lab: add --network lab");
    const std::string complaint = complaintOf(result.exports, recordTo == "-");
    if (!complaint.empty())
        return complainOfUsage(complaint);
    return result;
}

} // namespace sockstep
