// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_line.h"

#include <CLI/CLI.hpp>

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

    CLI::App *run = app.add_subcommand("run", "Play a lesson to its end and print the sequence as text");
    std::string lesson;
    std::vector<std::string> messages;
    std::string recordTo;
    bool noReuseAddress = false;
    run->add_option("lesson", lesson, "How the connection ends")
        ->required()
        ->check(CLI::IsMember(lessonNames()));
    run->add_option("--message", messages, "A message to send; may be given several times (default: hello)")
        ->allow_extra_args(false);
    run->add_option("--port", port, portHelp)->capture_default_str();
    run->add_option("--record", recordTo, "Write the recording to FILE, or to standard output if it is -")
        ->option_text("FILE");
    run->add_flag("--no-reuseaddr", noReuseAddress, "The server does not set SO_REUSEADDR");

    CLI::App *compare
        = app.add_subcommand("compare", "Play two lessons side by side and print how they differ");
    CompareLessons comparison;
    std::string lessons[2];
    std::string network = "loopback";
    bool reuseAddress = false;
    for (std::string &one : lessons)
        compare->add_option(&one == lessons ? "left" : "right", one, "How the connection ends")
            ->required()
            ->check(CLI::IsMember(lessonNames()));
    compare->add_option("--message", messages, "A message to send (default: hello)")->allow_extra_args(false);
    compare->add_option("--network", network, "Where the sockets live")
        ->check(CLI::IsMember({"loopback"}))
        ->capture_default_str();
    compare->add_flag("--reuseaddr", reuseAddress, "Both servers set SO_REUSEADDR, the first and the second");
    compare
        ->add_option("--connections", comparison.connections,
            "Also make that many short connections of each, and count what they leave in TIME_WAIT")
        ->check(CLI::Range(10, 5000));
    compare->add_flag("--json", comparison.json, "Print JSON");

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
    if (doctor->parsed())
        return ExamineMachine {};
    if (compare->parsed()) {
        session.server = Endpoint::loopback(0); // two servers: each gets a port of its own
        session.reuseAddress = reuseAddress;
        comparison.session = std::move(session);
        comparison.left = *closingNamed(lessons[0]);
        comparison.right = *closingNamed(lessons[1]);
        return comparison;
    }
    if (!run->parsed())
        return ShowWindow {std::move(session)};
    session.closing = *closingNamed(lesson);
    return RunLesson {std::move(session), recordTo};
}

} // namespace sockstep
