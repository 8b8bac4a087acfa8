// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/c_prelude.h"

#include "core/source/source_header.h"
#include "core/text/shown_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep {

namespace {

bool hasFamily(const LessonSource &lesson, const ProgramOutline &outline, bool unixDomain)
{
    return std::any_of(lesson.addresses.begin(), lesson.addresses.end(), [&](const SourceAddress &address) {
        const bool used = outline.names(address.name) || outline.names(address.name + "_path");
        return used && (address.endpoint.family() == Endpoint::Family::Unix) == unixDomain;
    });
}

bool callsAny(const ProgramOutline &outline, bool (*isOne)(Function))
{
    for (int i = 0; i < kFunctionCount; ++i) {
        const auto function = static_cast<Function>(i);
        if (isOne(function) && outline.calls(function))
            return true;
    }
    return false;
}

/// Their results are bytes in buf.
bool fillsBuffer(Function function) { return receives(function) || function == Function::Readlink; }
bool takesSocket(Function function) { return function != Function::Unlink; }

/// In the parts of the prelude: a line of output begins, and is complete. Threads write one at a time.
constexpr std::string_view kLineBegins = "    @begin\n";
constexpr std::string_view kLineEnds = "    @end\n";

void replaceAll(std::string &text, std::string_view what, std::string_view with)
{
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
        text.replace(at, what.size(), with);
}

/// Writes the prelude from top to bottom. \c text_ grows by one part after the other.
class PreludeWriter {
public:
    PreludeWriter(const LessonSource &lesson, const ActorProgram &program, const ProgramOutline &outline)
        : lesson_(lesson)
        , program_(program)
        , outline_(outline)
    {
    }
    std::string write();

private:
    void comment(std::string_view english, std::string_view korean)
    {
        text_ += fmt::format("\n// {}\n", lesson_.say(english, korean));
    }
    bool hasThreads() const { return outline_.calls(Function::PthreadCreate); }
    void writeIncludes();
    void writeBegin();
    void writeBefore();
    void writeThreads();
    void writeAfter();
    void writeTold();
    void writeTyped();
    void writeTryAgain();
    void writeSenders();
    void writeMacros();

    const LessonSource &lesson_;
    const ActorProgram &program_;
    const ProgramOutline &outline_;
    std::string text_;
};

void PreludeWriter::writeIncludes()
{
    const bool inet = hasFamily(lesson_, outline_, false) || outline_.names("IPPROTO_IPV6")
        || outline_.names("IPPROTO_UDP") || outline_.names("IPPROTO_TCP") || outline_.namesAny("sockaddr_in");
    const std::pair<bool, std::string_view> headers[] = {
        {inet, "arpa/inet.h"},
        {true, "errno.h"},
        {outline_.calls(Function::Fcntl), "fcntl.h"},
        {outline_.calls(Function::Getsockname), "netdb.h"},
        {inet, "netinet/in.h"},
        {outline_.namesAny("TCP_"), "netinet/tcp.h"},
        {outline_.calls(Function::Poll) || outline_.names("pollfd"), "poll.h"},
        {hasThreads(), "pthread.h"},
        {outline_.isTold(), "signal.h"},
        {hasFamily(lesson_, outline_, true), "stddef.h"},
        {outline_.names("intptr_t"), "stdint.h"},
        {true, "stdio.h"},
        {true, "stdlib.h"},
        {true, "string.h"},
        {callsAny(outline_, takesSocket), "sys/socket.h"},
        {hasFamily(lesson_, outline_, true), "sys/un.h"},
        {true, "unistd.h"},
    };
    text_ += fmt::format("\n#define _GNU_SOURCE  // strerrorname_np(3): {}\n\n",
        lesson_.say("the name of an errno", "errno의 이름"));
    for (const auto &[used, header] : headers) {
        if (used)
            text_ += fmt::format("#include <{}>\n", header);
    }
}

void PreludeWriter::writeBegin()
{
    const bool port = asksForPort(lesson_, outline_);
    text_ += fmt::format("\nstatic int stepping;         // {}\n",
        lesson_.say("--step: stops before each call", "--step: 호출하기 전마다 멈춘다"));
    text_ += fmt::format("static {}ssize_t last_result;  // {}\n", hasThreads() ? "_Thread_local " : "",
        lesson_.say("what the last call returned", "마지막 호출의 반환값"));
    if (outline_.isTold())
        text_ += fmt::format("static volatile sig_atomic_t told; // {}\n",
            lesson_.say("to close: by Ctrl+C", "닫으라는 알림: Ctrl+C"));
    comment(port ? "Reads the arguments. Returns the port." : "Reads the arguments.",
        port ? "인자를 읽고 포트를 반환한다." : "인자를 읽는다.");
    text_ += port ? "static int begin(int argc, char **argv, int port)\n{\n"
                  : "static void begin(int argc, char **argv)\n{\n";
    text_ += "    for (int i = 1; i < argc; ++i) {\n"
             "        if (strcmp(argv[i], \"--step\") == 0) {\n"
             "            stepping = 1;\n"
             "            continue;\n"
             "        }\n";
    if (port)
        text_ += "        char *end;\n"
                 "        const long number = strtol(argv[i], &end, 10);\n"
                 "        if (end != argv[i] && *end == '\\0' && number >= 0 && number <= 65535) {\n"
                 "            port = (int)number;\n"
                 "            continue;\n"
                 "        }\n";
    text_ += fmt::format("        fprintf(stderr, \"usage: %s [--step]{}\\n\", argv[0]);\n"
                         "        exit(2);\n"
                         "    }}\n",
        port ? " [PORT]" : "");
    text_ += port ? "    return port;\n}\n" : "}\n";
}

void PreludeWriter::writeBefore()
{
    if (hasThreads())
        return writeThreads();
    comment("Prints a call that is about to be made. With --step, waits for Enter.",
        "이제 할 호출을 출력한다. --step이면 Enter를 기다린다.");
    if (outline_.isTold())
        text_ += fmt::format("// {}\n",
            lesson_.say("Returns 1 if Ctrl+C came meanwhile.", "그동안 Ctrl+C가 오면 1을 반환한다."));
    const std::string_view type = outline_.isTold() ? "int" : "void";
    text_ += fmt::format("static {} before(const char *call)\n{{\n", type);
    if (outline_.isTold())
        text_ += "    const int was_told = told;\n";
    text_ += "    printf(stepping ? \"%s  [Enter] \" : \"%s\", call);\n"
             "    fflush(stdout);\n"
             "    for (int c = 0; stepping && c != '\\n';) {\n"
             "        errno = 0;\n"
             "        c = getchar();\n";
    if (outline_.isTold())
        text_ += "        if (c == EOF && errno == EINTR)\n"
                 "            clearerr(stdin);\n"
                 "        else if (c == EOF)\n"
                 "            stepping = 0;\n"
                 "        if (told && !was_told)\n"
                 "            return 1;\n"
                 "    }\n"
                 "    return 0;\n"
                 "}\n";
    else
        text_ += fmt::format("        if (c == EOF)\n"
                             "            stepping = 0;  // {}\n"
                             "    }}\n"
                             "}}\n",
            lesson_.say("the keyboard is closed: no more waiting", "키보드가 닫혔으므로 더 기다리지 않는다"));
}

void PreludeWriter::writeAfter()
{
    comment("Prints what the call returned, and returns it.", "호출의 반환값을 출력하고 그대로 반환한다.");
    text_ += R"(static ssize_t after(ssize_t result)
{
    const int error = errno;
    @begin
    if (result == -1)
        printf("  → -1 %s: %s\n", strerrorname_np(error), strerror(error));
    else
        printf("  → %zd\n", result);
    @end
    errno = error;
    return last_result = result;
}
)";
    if (callsAny(outline_, fillsBuffer)) {
        comment(
            "Is it text in UTF-8 without what a terminal obeys, what turns a line, or what cannot be seen?",
            "터미널을 움직이거나 줄의 방향을 바꾸거나 보이지 않는 문자가 없는 UTF-8인가?");
        text_ += R"(static int is_harmless(const unsigned char *bytes, ssize_t length)
{
    for (ssize_t i = 0, more; i < length; i += more + 1) {
        const unsigned char lead = bytes[i];
        more = lead < 0x80 ? 0 : lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1;
        if (lead == 0x7f || more < 0 || more >= length - i)
            return 0;
        unsigned long c = more == 0 ? lead : lead & (0x3f >> more);
        for (ssize_t j = 1; j <= more; ++j) {
            if ((bytes[i + j] & 0xc0) != 0x80)
                return 0;
            c = c << 6 | (bytes[i + j] & 0x3f);
        }
        if ((c >= 0x80 && c < 0xa0) || c == 0xad || c == 0x61c || (c >= 0x200b && c <= 0x200f)
            || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || c >= 0xe0000)
            return 0;
    }
    return 1;
}
)";
        comment("The same for a call that has put bytes into a buffer.", "버퍼에 바이트를 넣는 호출의 경우.");
        text_ += R"(static ssize_t after_bytes(ssize_t result, const char *bytes)
{
    if (result <= 0)
        return after(result);
    @begin
    printf("  → %zd \"", result);
    const unsigned char *shown = (const unsigned char *)bytes;
    const unsigned char last = is_harmless(shown, result) ? 0xff : 0x7e;
    for (ssize_t i = 0; i < result && i < 60; ++i)
        printf(shown[i] < ' ' || shown[i] > last ? "\\x%02x" : "%c", shown[i]);
    printf(result > 60 ? "…\"\n" : "\"\n");
    @end
    return last_result = result;
}
)";
    }
    if (outline_.calls(Function::Getsockname)) {
        comment("getsockname(), which has filled in an address if it had room for the whole.",
            "getsockname(). 자리가 충분하면 주소를 다 채운다.");
        text_ += R"(static ssize_t named(int fd, struct sockaddr *address, socklen_t *length)
{
    const socklen_t room = *length;
    const ssize_t result = getsockname(fd, address, length);
    char host[NI_MAXHOST], port[NI_MAXSERV];
    const int numeric = NI_NUMERICHOST | NI_NUMERICSERV;
    if (result == -1 || *length > room || address->sa_family == AF_UNIX
        || getnameinfo(address, *length, host, sizeof host, port, sizeof port, numeric) != 0)
        return after(result);
    @begin
    printf("  → %zd: %s, port %s\n", result, host, port);
    @end
    return last_result = result;
}
)";
    }
}

/// In place of before(): several threads ask at once, and whoever steps says which goes on.
void PreludeWriter::writeThreads()
{
    text_ += R"(
enum { MOST_THREADS = 100 };
static _Thread_local int own_number;  // by the order in which they start; 0 is main's
static int started;
static pthread_mutex_t steps = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t stepped = PTHREAD_COND_INITIALIZER;
static int is_read;  // one thread reads the keyboard for all
static int let_through[MOST_THREADS];
)";
    comment("Gives a thread its number.", "스레드에 번호를 붙인다.");
    text_ += R"(static void begin_thread(void)
{
    pthread_mutex_lock(&steps);
    own_number = ++started % MOST_THREADS;
    pthread_mutex_unlock(&steps);
}
)";
    comment(
        "Prints a call that is about to be made. With --step, waits for the number of the thread and Enter.",
        "이제 할 호출을 출력한다. --step이면 스레드의 번호와 Enter를 기다린다.");
    text_ += R"(static void before(const char *call)
{
    pthread_mutex_lock(&steps);
    if (stepping)
        printf("%d: %s  [%d Enter]\n", own_number, call, own_number);
    else
        printf("%d: %s\n", own_number, call);
    fflush(stdout);
    while (stepping && !let_through[own_number]) {
        if (is_read) {
            pthread_cond_wait(&stepped, &steps);
            continue;
        }
        char typed_line[16];
        is_read = 1;
        pthread_mutex_unlock(&steps);
        const int is_there = fgets(typed_line, sizeof typed_line, stdin) != NULL;
        pthread_mutex_lock(&steps);
        is_read = 0;
        const int number = is_there ? atoi(typed_line) : 0;
        if (!is_there)
            stepping = 0;
        else if (number >= 0 && number < MOST_THREADS)
            let_through[number] = 1;
        pthread_cond_broadcast(&stepped);
    }
    let_through[own_number] = 0;
    pthread_mutex_unlock(&steps);
}
)";
}

void PreludeWriter::writeTold()
{
    if (!outline_.isTold())
        return;
    text_ += R"(
static void tell(int signal)
{
    (void)signal;
    told = 1;
}
)";
    comment(
        "From now on Ctrl+C tells the program to close. Without SA_RESTART, so that recv() returns -1 EINTR.",
        "이제부터 Ctrl+C는 닫으라는 알림이다. SA_RESTART가 없으므로 recv()가 -1 EINTR를 반환한다.");
    text_ += R"(static void let_ctrl_c_tell(void)
{
    const struct sigaction action = {.sa_handler = tell, .sa_flags = SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
}
)";
    comment("Told before the call was made: it is not.", "호출하기 전에 알림을 받으면 호출하지 않는다.");
    text_ += R"(static ssize_t not_made(void)
{
    printf("  (told to close)\n");
    errno = EINTR;
    return last_result = -1;
}
)";
}

void PreludeWriter::writeTyped()
{
    if (!outline_.names("typed"))
        return;
    comment(
        "Reads a line from the keyboard, without its end: a message of size bytes at the most. 0 ends the "
        "conversation.",
        "키보드에서 한 줄을 읽는다(줄 끝은 빼고 size바이트까지). 0이면 대화가 끝난다.");
    text_ += R"(static ssize_t typed(char *message, size_t size)
{
    size_t length = 0;
    int c = EOF;
    printf("message> ");
    fflush(stdout);
    while (length < size && (c = getchar()) != EOF && c != '\n')
        message[length++] = (char)c;
    if (length == size && (c = getchar()) != '\n')
        ungetc(c, stdin);  // the rest of the line is the next message
    clearerr(stdin);       // Ctrl+D ends the conversation, and not the steps
    return (ssize_t)length;
}
)";
}

void PreludeWriter::writeTryAgain()
{
    if (!triesAgain(outline_))
        return;
    comment("Did the last call fail? Then it is made again: at the next step, or else after a second.",
        "마지막 호출이 실패했는가? 그러면 다시 한다. 다음 단계에, 또는 1초 뒤에.");
    text_ += R"(static int try_again(void)
{
    if (last_result != -1)
        return 0;
    if (!stepping)
        sleep(1);
    return 1;
}
)";
}

void PreludeWriter::writeSenders()
{
    struct Sender {
        Function function;
        std::string_view parameters;
        std::string_view arguments;
    };
    constexpr Sender kSenders[] = {{Function::Send, ", int flags", ", flags"}, {Function::Write, "", ""}};
    bool first = true;
    for (const Sender &sender : kSenders) {
        if (!outline_.calls(sender.function) || outline_.sendsOnce())
            continue;
        if (std::exchange(first, false))
            comment("The kernel may take only a part: the rest is sent by another call.",
                "커널이 일부만 받아 갈 수 있다. 나머지는 다시 호출하여 보낸다.");
        text_ += fmt::format(
            R"(static ssize_t {0}_all(const char *call, int fd, const void *data, size_t length{1})
{{
    size_t sent = 0;
    ssize_t n;
    do {{
        before(call);
        n = after({0}(fd, (const char *)data + sent, length - sent{2}));
        if (n > 0)
            sent += (size_t)n;
    }} while (n == -1 ? errno == EINTR : sent < length);
    return n == -1 ? -1 : (last_result = (ssize_t)sent);
}}
)",
            name(sender.function), sender.parameters, sender.arguments);
    }
}

void PreludeWriter::writeMacros()
{
    comment(
        "From here on each call is printed, and waited for. A macro is not expanded again inside of itself:",
        "여기서부터 호출마다 출력하고 기다린다. 매크로는 자기 안에서 다시 확장되지 않으므로");
    text_ += fmt::format(
        "// {}\n", lesson_.say("the inner call is the real one.", "안쪽의 호출은 실제 함수이다."));
    text_ += "#define CALL(call, result) (before(call), result)\n";
    for (int i = 0; i < kFunctionCount; ++i) {
        const auto function = static_cast<Function>(i);
        if (!outline_.calls(function))
            continue;
        const std::string_view call = name(function);
        const std::string text = fmt::format("\"{}(\" #__VA_ARGS__ \")\"", call);
        if ((function == Function::Send || function == Function::Write) && !outline_.sendsOnce())
            text_ += fmt::format("#define {0}(...) {0}_all({1}, __VA_ARGS__)\n", call, text);
        else if (function == Function::Getsockname)
            text_ += "#define getsockname(fd, address, length) \\\n"
                     "    CALL(\"getsockname(\" #fd \", \" #address \", \" #length \")\", \\\n"
                     "        named(fd, address, length))\n";
        else if (receives(function) && outline_.isTold())
            text_ += fmt::format("#define {0}(...) \\\n"
                                 "    (before({1}) ? not_made() : after_bytes({0}(__VA_ARGS__), buf))\n",
                call, text);
        else
            text_ += fmt::format("#define {0}(...) CALL({1}, {2}({0}(__VA_ARGS__){3}))\n", call, text,
                fillsBuffer(function) ? "after_bytes" : "after", fillsBuffer(function) ? ", buf" : "");
    }
}

std::string PreludeWriter::write()
{
    const std::string file = program_.actor + ".c";
    const std::vector<std::string> commands {
        fmt::format("cc -Wall -Wextra {}-o {} {}", hasThreads() ? "-pthread " : "", program_.actor, file),
        fmt::format("./{} [--step]{}", program_.actor, asksForPort(lesson_, outline_) ? " [PORT]" : "")};
    for (const std::string &line : sourceHeader(lesson_, program_, outline_, "c", commands))
        text_ += line.empty() ? "//\n" : fmt::format("// {}\n", line);
    writeIncludes();
    writeBegin();
    writeTold();
    writeBefore();
    writeAfter();
    writeTyped();
    writeTryAgain();
    writeSenders();
    writeMacros();
    replaceAll(
        text_, kLineBegins, hasThreads() ? "    flockfile(stdout);\n    printf(\"%d:\", own_number);\n" : "");
    replaceAll(text_, kLineEnds,
        hasThreads() ? "    fflush(stdout);\n    funlockfile(stdout);\n" : "    fflush(stdout);\n");
    return std::move(text_);
}

} // namespace

std::string cPrelude(const LessonSource &lesson, const ActorProgram &program, const ProgramOutline &outline)
{
    return PreludeWriter(lesson, program, outline).write();
}

bool triesAgain(const ProgramOutline &outline)
{
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const auto &jumps = outline.row(i).jumps;
        if (std::any_of(jumps.begin(), jumps.end(),
                [&](const ProgramOutline::Jump &jump) { return jump.onError && jump.target == i; }))
            return true;
    }
    return false;
}

std::string cString(std::string_view text)
{
    const bool asNumbers = firstEscaped(text) != std::string_view::npos;
    std::string quoted = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < ' ' || byte == 0x7f || (byte > 0x7f && asNumbers)) {
            quoted += fmt::format("\\{:03o}", byte); // three digits at the most, other than of \x
            continue;
        }
        if (c == '"' || c == '\\' || c == '?') // two question marks may begin a trigraph
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

const std::vector<std::string_view> &namesOfPrelude()
{
    static const std::vector<std::string_view> names {"CALL", "MOST_THREADS", "after", "named", "after_bytes",
        "argc", "argv", "before", "begin", "begin_thread", "is_harmless", "is_read", "last_result",
        "let_ctrl_c_tell", "let_through", "main", "not_made", "port", "send_all", "own_number", "stepped",
        "stepping", "steps", "started", "tell", "told", "try_again", "typed", "write_all"};
    return names;
}

} // namespace sockstep
