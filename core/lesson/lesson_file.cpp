// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/lesson_file.h"

#include "core/lesson/lesson_session.h"
#include "core/lesson/question.h"
#include "core/lesson/toml_reader.h"
#include "core/recording/foreign_file.h"
#include "core/text/shown_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <limits>

namespace sockstep {

namespace {

constexpr std::size_t kMostBytes = 1U << 20U;
constexpr std::size_t kMostActors = 9; // a server and eight clients
constexpr std::int64_t kMostRounds = 1000; // of a line, before a question about it

/// "client-2": the names that the window has colours and places for.
bool isActor(std::string_view name)
{
    for (const std::string_view kind : {"server", "client"}) {
        if (name == kind)
            return true;
        const std::string prefix = std::string(kind) + "-";
        if (name.starts_with(prefix) && name.size() == prefix.size() + 1)
            return name.back() >= '2' && name.back() <= '9';
    }
    return false;
}

/// "thread-1": one that the server starts.
bool isThread(std::string_view name)
{
    constexpr std::string_view kPrefix = "thread-";
    return name.starts_with(kPrefix) && name.size() == kPrefix.size() + 1 && name.back() >= '1'
        && name.back() <= '9';
}

class LessonReader {
public:
    explicit LessonReader(TomlReader &toml)
        : toml_(toml)
    {
    }
    void read(const toml::table &root, Lesson &lesson);

private:
    void readNetwork(const toml::table &root, Lesson &lesson);
    void readPrograms(const toml::table &root, Lesson &lesson);
    void readThread(const toml::table &root, Lesson &lesson);
    void readAddresses(const toml::table &root, Lesson &lesson);
    LessonAddress readAddress(const toml::node &node);
    void readWire(const toml::table &rule, Lesson &lesson);
    void readStep(const toml::table &from, Lesson &lesson);
    void readQuestion(const toml::table &from, Lesson &lesson);
    std::optional<LineReference> reference(const toml::node &node, std::string_view text);

    TomlReader &toml_;
};

void LessonReader::readNetwork(const toml::table &root, Lesson &lesson)
{
    const std::string network = toml_.text(root, "network", "loopback");
    if (network == "lab")
        lesson.network = NetworkKind::Lab;
    else if (network != "loopback")
        toml_.fail(*root.get("network"), fmt::format("network is \"{}\"; expected loopback or lab", network));
    const std::string closing = toml_.text(root, "closing");
    if (closing.empty())
        return;
    lesson.closing = closingNamed(closing);
    if (!lesson.closing) {
        std::string known;
        for (const Closing one : kClosings)
            known += (known.empty() ? "" : ", ") + std::string(lessonName(one));
        toml_.fail(
            *root.get("closing"), fmt::format("closing is \"{}\"; expected one of {}", closing, known));
    }
}

void LessonReader::readPrograms(const toml::table &root, Lesson &lesson)
{
    const toml::table *programs = toml_.table(root, "programs");
    if (!programs) {
        if (!root.contains("closing"))
            toml_.fail(root,
                "neither [programs] nor closing: expected programs of its own, or how the echo "
                "programs close, like closing = \"client-close\"");
        return;
    }
    if (lesson.closing)
        toml_.fail(*root.get("closing"), "closing is for the echo programs; this lesson has its own");
    for (const auto &[key, node] : *programs) {
        const std::string actor(key.str());
        if (!isActor(actor)) {
            toml_.fail(node,
                fmt::format("no actor can be called \"{}\"; expected server, client, "
                            "client-2, … client-9 or server-2, …",
                    actor));
            continue;
        }
        if (const auto *code = node.as_string())
            lesson.programs.push_back({actor, code->get(), toml_.firstLineOf(node)});
        else
            toml_.fail(node, fmt::format("the program of {} must be a text of C lines", actor));
    }
    if (lesson.programs.empty() || lesson.programs.size() > kMostActors)
        toml_.fail(*programs, fmt::format("expected between 1 and {} programs", kMostActors));
    // As on the screen: servers first, and in the order of their numbers.
    std::stable_sort(lesson.programs.begin(), lesson.programs.end(), [](const auto &a, const auto &b) {
        return std::pair(a.actor.starts_with("client"), a.actor)
            < std::pair(b.actor.starts_with("client"), b.actor);
    });
}

void LessonReader::readThread(const toml::table &root, Lesson &lesson)
{
    const toml::table *threads = toml_.table(root, "threads");
    if (!threads)
        return;
    if (threads->size() != 1)
        return toml_.fail(*threads, "expected one function in [threads], like serve = the lines of its C");
    for (const auto &[key, node] : *threads) {
        if (const auto *code = node.as_string())
            lesson.thread = LessonProgram {std::string(key.str()), code->get(), toml_.firstLineOf(node)};
        else
            toml_.fail(node, fmt::format("the program of {} must be a text of C lines", key.str()));
    }
}

LessonAddress LessonReader::readAddress(const toml::node &node)
{
    LessonAddress address;
    std::string text;
    if (const auto *table = node.as_table()) {
        toml_.knowOnly(*table, {"address", "htons"});
        text = toml_.text(*table, "address");
        const auto htons = table->get("htons");
        address.htonsForgotten = htons && !htons->value_or(true);
    } else if (const auto *string = node.as_string()) {
        text = string->get();
    }
    constexpr std::string_view kServerPort = ":server";
    if (text == "server" || text == "unix:*") {
        address.isServer = true;
        if (text != "server")
            address.endpoint = Endpoint::fromPath("*");
        return address;
    }
    if (text.ends_with(kServerPort)) {
        address.isServer = true;
        text.replace(text.size() - kServerPort.size(), std::string::npos, ":0");
    }
    const auto endpoint = Endpoint::parse(text);
    if (endpoint && endpoint->family() == Endpoint::Family::Unix)
        toml_.fail(node,
            fmt::format("\"{}\" is a file of this machine, which no lesson may touch; expected \"unix:*\", a "
                        "socket in "
                        "a folder that is the session's alone",
                text));
    else if (endpoint)
        address.endpoint = *endpoint;
    else
        toml_.fail(node,
            fmt::format("\"{}\" is no address; expected \"server\", \"127.0.0.1:8080\", "
                        "\"[::1]:server\" or \"unix:*\"",
                text));
    return address;
}

void LessonReader::readAddresses(const toml::table &root, Lesson &lesson)
{
    if (const toml::table *addresses = toml_.table(root, "addresses")) {
        for (const auto &[key, node] : *addresses)
            lesson.addresses[std::string(key.str())] = readAddress(node);
    }
}

std::optional<LineReference> LessonReader::reference(const toml::node &node, std::string_view text)
{
    const auto words = splitWords(text);
    LineReference at;
    bool sound = words.size() == 2 || words.size() == 3;
    if (sound) {
        at.actor = words[0];
        const auto function = functionNamed(words[1]);
        sound = function.has_value() && (isActor(at.actor) || isThread(at.actor));
        at.function = function.value_or(Function::Socket);
    }
    if (sound && words.size() == 3) {
        const auto nth = wholeNumber(words[2]);
        at.nth = nth.value_or(0);
        sound = at.nth > 0;
    }
    if (sound)
        return at;
    toml_.fail(node,
        fmt::format("\"{}\" names no line; expected an actor, a call and perhaps which of "
                    "them, like \"client send 2\"",
            text));
    return std::nullopt;
}

void LessonReader::readStep(const toml::table &from, Lesson &lesson)
{
    toml_.knowOnly(from, {"at", "after", "on-error", "en", "ko"});
    LessonStep step;
    const toml::node *node = toml_.required(from, "at");
    const auto at = node ? reference(*node, toml_.text(from, "at")) : std::nullopt;
    if (!at)
        return;
    step.at = *at;
    if (const toml::node *after = from.get("after")) {
        // "client enters connect" for a call that need not have come back.
        std::string text = toml_.text(from, "after");
        const std::size_t enters = text.find(" enters ");
        if (enters != std::string::npos) {
            step.afterEntered = true;
            text.erase(enters, std::string_view(" enters").size());
        }
        step.after = reference(*after, text);
    }
    if (const toml::node *onError = from.get("on-error")) {
        const std::string text = toml_.text(from, "on-error");
        if (text == "again")
            step.onError = LessonStep::OnError::Again;
        else if (text == "next")
            step.onError = LessonStep::OnError::Next;
        else if (text == "end")
            step.onError = LessonStep::OnError::End;
        else
            toml_.fail(*onError, fmt::format("on-error is \"{}\"; expected again, next or end", text));
    }
    step.text = toml_.localText(from, false);
    lesson.steps.push_back(std::move(step));
}

void LessonReader::readQuestion(const toml::table &from, Lesson &lesson)
{
    toml_.knowOnly(from, {"before", "round", "ask", "answers", "expected", "en", "ko", "because"});
    Question question;
    const toml::node *node = toml_.required(from, "before");
    const toml::node *ask = toml_.required(from, "ask");
    const toml::node *answers = toml_.required(from, "answers");
    const toml::node *expected = toml_.required(from, "expected");
    if (!node || !ask || !answers || !expected)
        return;
    if (const auto at = reference(*node, toml_.text(from, "before")))
        question.before = *at;
    if (const toml::node *round = from.get("round")) {
        const std::int64_t given = round->value_or(std::int64_t {0});
        if (given < 1 || given > kMostRounds)
            toml_.fail(*round,
                fmt::format(
                    "expected round = a number from 1 to {}: which time the line is run", kMostRounds));
        question.round = static_cast<std::size_t>(std::clamp<std::int64_t>(given, 1, kMostRounds));
    }
    const bool again
        = std::any_of(lesson.questions.begin(), lesson.questions.end(), [&](const Question &other) {
              return other.before == question.before && other.round == question.round;
          });
    if (again)
        toml_.fail(*node, "another question is asked before this line already; expected one for each line");
    const std::string kind = toml_.text(from, "ask");
    if (const auto asked = askedNamed(kind))
        question.asked = *asked;
    else
        toml_.fail(*ask, fmt::format("ask is \"{}\"; expected returns, state, time-wait or segment", kind));
    question.answers = toml_.texts(from, "answers");
    if (question.answers.size() < 2 || question.answers.size() > 4)
        toml_.fail(*answers, "expected two to four answers");
    for (const std::string &answer : question.answers) {
        const std::string fault = faultOfAnswer(question.asked, answer);
        if (!fault.empty())
            toml_.fail(*answers, fault);
    }
    question.expected = toml_.text(from, "expected");
    if (std::find(question.answers.begin(), question.answers.end(), question.expected)
        == question.answers.end())
        toml_.fail(*expected, fmt::format("\"{}\" is none of the answers", question.expected));
    question.text = toml_.localText(from, true);
    if (const toml::table *because = toml_.table(from, "because"))
        question.because = toml_.localText(*because, true);
    lesson.questions.push_back(std::move(question));
}

void LessonReader::readWire(const toml::table &rule, Lesson &lesson)
{
    toml_.knowOnly(rule, {"lose", "pull-cable", "nth"});
    const bool pulls = rule.contains("pull-cable");
    const char *key = pulls ? "pull-cable" : "lose";
    const toml::node *node = toml_.required(rule, key);
    if (!node)
        return;
    const auto words = splitWords(toml_.text(rule, key));
    const auto host = words.size() == 2 ? hostNamed(words[0]) : std::nullopt;
    const auto kind = words.size() == 2 ? segmentKindNamed(words[1]) : std::nullopt;
    if (!host || !kind)
        return toml_.fail(*node,
            fmt::format("expected a host and a kind of segment, like {} = \"client syn\"; "
                        "the kinds are syn, syn-ack, data, fin and ack-of-fin",
                key));
    WireRule read {*host, *kind};
    read.act = pulls ? WireRule::Act::PullCable : WireRule::Act::Lose;
    const auto *nth = rule.get("nth");
    if (nth && nth->value_or(std::string_view {}) == "every")
        read.nth = WireRule::kEvery;
    else if (nth)
        read.nth = static_cast<unsigned>(std::clamp<std::int64_t>(nth->value_or(std::int64_t {1}), 1, 1000));
    lesson.wire.push_back(read);
}

void LessonReader::read(const toml::table &root, Lesson &lesson)
{
    toml_.knowOnly(root,
        {"chapter", "network", "closing", "messages", "title", "aim", "misconception", "addresses",
            "programs", "threads", "step", "question", "wire"});
    lesson.chapter = toml_.text(root, "chapter");
    readNetwork(root, lesson);
    for (const auto &[key, text, required] :
        {std::tuple("title", &lesson.title, true), std::tuple("aim", &lesson.aim, true),
            std::tuple("misconception", &lesson.misconception, false)}) {
        const toml::table *table = toml_.table(root, key);
        if (table)
            *text = toml_.localText(*table, true);
        else if (required)
            toml_.fail(
                root, fmt::format("[{0}] is missing; expected [{0}] with en = \"…\" and ko = \"…\"", key));
    }
    if (root.contains("messages"))
        lesson.messages = toml_.texts(root, "messages");
    readAddresses(root, lesson);
    readPrograms(root, lesson);
    readThread(root, lesson);
    toml_.eachTable(root, "step", [&](const toml::table &step) { readStep(step, lesson); });
    toml_.eachTable(root, "question", [&](const toml::table &question) { readQuestion(question, lesson); });
    toml_.eachTable(root, "wire", [&](const toml::table &rule) { readWire(rule, lesson); });
}

/// Does every reference name a line that is there? Only once the programs themselves are sound.
void checkReferences(const toml::table &root, const Lesson &lesson, TomlReader &toml)
{
    EchoOptions options;
    options.closing = lesson.closing.value_or(Closing::ClientFirst);
    std::vector<ProgramFault> faults;
    const auto programs = lessonPrograms(lesson, options, faults);
    std::vector<LessonProgram> written = lesson.programs;
    if (lesson.thread)
        written.push_back(*lesson.thread);
    for (const ProgramFault &fault : faults) {
        for (const LessonProgram &program : written) {
            if (program.actor == fault.actor)
                toml.failAt(program.fileLine + fault.line, fault.column + 1,
                    fmt::format("{}: {}", fault.actor, fault.message));
        }
    }
    if (!faults.empty())
        return;
    const auto check = [&](const toml::node *node, const LineReference &reference) {
        const bool known = std::any_of(programs.begin(), programs.end(), [&](const ActorProgram &program) {
            return program.actor == reference.actor && lineOf(reference, program.program);
        });
        if (!known && node)
            toml.fail(*node,
                fmt::format("{} has no line that calls {} for the {}. time", reference.actor,
                    name(reference.function), reference.nth));
    };
    std::size_t index = 0;
    toml.eachTable(root, "step", [&](const toml::table &table) {
        if (index >= lesson.steps.size())
            return;
        const LessonStep &step = lesson.steps[index++];
        check(table.get("at"), step.at);
        if (step.after)
            check(table.get("after"), *step.after);
    });
    index = 0;
    toml.eachTable(root, "question", [&](const toml::table &table) {
        if (index < lesson.questions.size())
            check(table.get("before"), lesson.questions[index++].before);
    });
}

/// Does toml++ meet what it takes for impossible in \p text?
bool surprises(std::string_view text)
{
    try {
        (void)toml::parse(text);
    } catch (const TomlSurprise &) {
        return true;
    } catch (const toml::parse_error &) {
        return false;
    }
    return false;
}

/// The first line of \p text that surprises toml++: it reads from front to end, so the lines before it do
/// not.
std::size_t surprisingLine(std::string_view text)
{
    std::vector<std::size_t> ends; // of lines
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\n' || at + 1 == text.size())
            ends.push_back(at + 1);
    }
    const auto found = std::partition_point(
        ends.begin(), ends.end(), [&](std::size_t end) { return !surprises(text.substr(0, end)); });
    return static_cast<std::size_t>(found - ends.begin()) + 1;
}

/// The document \p text in \p root, or what is wrong with it.
std::optional<LessonFault> parse(std::string_view text, toml::table &root)
{
    try {
        root = toml::parse(text);
        return std::nullopt;
    } catch (const toml::parse_error &error) {
        const auto at = error.source().begin;
        return LessonFault {at.line, at.column, shownSentence(error.description())};
    } catch (const TomlSurprise &) {
        return LessonFault {surprisingLine(text), 1,
            "this line is not TOML: a key, a name in brackets or a value is expected to begin otherwise"};
    }
}

} // namespace

LessonReading readLesson(std::string_view text, std::string name)
{
    LessonReading reading;
    auto lesson = std::make_shared<Lesson>();
    lesson->name = std::move(name);
    toml::table root;
    if (auto fault = parse(text, root)) {
        reading.faults.push_back(std::move(*fault));
        return reading;
    }
    TomlReader toml(text);
    LessonReader(toml).read(root, *lesson);
    if (toml.faults().empty())
        checkReferences(root, *lesson, toml);
    reading.faults = toml.takeFaults();
    if (reading.faults.empty())
        reading.lesson = std::move(lesson);
    return reading;
}

LessonReading readLessonFile(const std::filesystem::path &path)
{
    LessonReading reading;
    const auto fail = [&](std::string message) {
        reading.faults.push_back({0, 0, std::move(message)});
        return reading;
    };
    ForeignFile file = ForeignFile::open(path.string());
    if (file.trouble() == ForeignFile::Trouble::Missing)
        return fail("there is no such file");
    if (file.trouble() == ForeignFile::Trouble::Folder)
        return fail("that is a folder; expected a lesson file like resources/lessons/client-close.toml");
    const auto text = file.readAll(kMostBytes);
    if (file.trouble() != ForeignFile::Trouble::None)
        return fail("it cannot be read: " + file.troubleText());
    if (!text)
        return fail(fmt::format("it is longer than {} bytes, which no lesson is", kMostBytes));
    reading = readLesson(*text, path.stem().string());
    reading.text = *text;
    return reading;
}

std::string faultText(std::string_view file, const LessonFault &fault)
{
    if (fault.line == 0)
        return fmt::format("{}: {}", shownSentence(file), fault.message);
    return fmt::format("{}:{}:{}: {}", shownSentence(file), fault.line, fault.column, fault.message);
}

} // namespace sockstep
