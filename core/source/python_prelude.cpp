// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/python_prelude.h"

#include "core/source/source_header.h"

#include <fmt/format.h>
#include <map>

namespace sockstep {

namespace {

class PythonPreludeWriter {
public:
    PythonPreludeWriter(const LessonSource &lesson, const ActorProgram &program,
        const ProgramOutline &outline, const PythonNeeds &needs)
        : lesson_(lesson)
        , program_(program)
        , outline_(outline)
        , needs_(needs)
    {
    }
    std::string write(const std::string &routines);

private:
    bool calls(Function function) const { return outline_.calls(function); }
    bool hasThreads() const { return calls(Function::PthreadCreate); }
    bool hasLengths() const;
    bool sendsAnything() const;
    void writeThreads();
    void writePoll();
    void define(
        std::string_view head, std::string_view english, std::string_view korean, std::string_view body)
    {
        text_ += fmt::format("\n\ndef {}:\n    \"\"\"{}\"\"\"\n{}", head, lesson_.say(english, korean), body);
    }
    void writeHeader();
    void writeImports();
    void writeSteps();
    void writeSocket();
    void writeMethodsWithData();
    void writeFunctions();
    void writeLengths();
    void writeArguments();

    const LessonSource &lesson_;
    const ActorProgram &program_;
    const ProgramOutline &outline_;
    const PythonNeeds &needs_;
    std::string text_;
};

/// Does any line give a length of its own to an address?
bool PythonPreludeWriter::hasLengths() const
{
    for (std::size_t i = 0; i < outline_.size(); ++i) {
        const auto &call = outline_.line(i).call;
        if (call && call->args.find(ArgumentName::AddressLength))
            return true;
    }
    return false;
}

bool PythonPreludeWriter::sendsAnything() const
{
    return calls(Function::Send) || calls(Function::Sendto) || calls(Function::Write);
}

void PythonPreludeWriter::writeHeader()
{
    const std::string file = program_.actor + ".py";
    const std::vector<std::string> commands {
        fmt::format("python3 {} [--step]{}", file, asksForPort(lesson_, outline_) ? " [PORT]" : "")};
    text_ = "#!/usr/bin/env python3\n";
    for (const std::string &line : sourceHeader(lesson_, program_, outline_, "py", commands))
        text_ += line.empty() ? "#\n" : fmt::format("# {}\n", line);
    for (const std::string_view line :
        {lesson_.say("Beside each line stands the one that Sockstep shows. Python's own (3.8 or newer): it "
                     "marks sockets",
             "줄마다 옆에 Sockstep이 보여 주는 C 줄이 있다. 파이썬(3.8 이상)이 스스로 하는 것:"),
            lesson_.say("with SOCK_CLOEXEC, accepts with accept4(), passes addresses with their right "
                        "length, and gives",
                "소켓에 SOCK_CLOEXEC를 붙이고 accept4()로 받아들이며, 주소의 길이를 스스로 넘기고,"),
            lesson_.say(
                "a call that failed as an exception, OSError.", "실패한 호출은 예외(OSError)로 알린다.")})
        text_ += fmt::format("# {}\n", line);
}

void PythonPreludeWriter::writeImports()
{
    std::map<std::string, std::string> from; // names by module
    for (const auto &[module, name] : needs_.names)
        from[module] += (from[module].empty() ? "" : ", ") + name;
    if (needs_.suppress)
        from["contextlib"] = "suppress";
    const bool linger = outline_.names("SO_LINGER");
    const std::pair<bool, std::string_view> modules[] = {
        {hasLengths(), "ctypes"},
        {true, "errno"},
        {calls(Function::Fcntl), "fcntl as fcntl_module"},
        {calls(Function::Read) || calls(Function::Write) || calls(Function::Readlink)
                || calls(Function::Unlink) || hasLengths(),
            "os"},
        {calls(Function::Poll), "select"},
        {outline_.isTold() || sendsAnything(), "signal"},
        {true, "socket"},
        {linger || hasLengths(), "struct"},
        {true, "sys"},
        {hasThreads(), "threading"},
        {needs_.untilDone, "time"},
    };
    text_ += '\n';
    for (const auto &[used, module] : modules) {
        if (used)
            text_ += fmt::format("import {}\n", module);
    }
    for (const auto &[module, names] : from)
        text_ += fmt::format("from {} import {}\n", module, names);
}

void PythonPreludeWriter::writeSteps()
{
    text_ += "\nstepping = False\n";
    if (outline_.isTold())
        text_ += "told = False\nreceiving = False\n";
    if (hasThreads())
        writeThreads();
    else
        define("before(text)", "Prints a call that is about to be made. With --step, waits for Enter.",
            "이제 할 호출을 출력한다. --step이면 Enter를 기다린다.",
            R"py(    global stepping
    print(text, end="  [Enter] " if stepping else "", flush=True)
    if stepping and not sys.stdin.buffer.readline():
        stepping = False
)py");
    define("show(result)", "What a call returned, as C would have it.", "호출의 반환값을 C에서처럼 나타낸다.",
        R"py(    if isinstance(result, bytes):
        return f"{len(result)} {result[:60]!r}"
    if isinstance(result, socket.socket):
        return result.fileno()
    if isinstance(result, list):  # poll
        return len(result)
    return 0 if result is None else result
)py");
    define("failed(error)", "Prints what is wrong with a call.", "실패한 호출의 오류를 출력한다.",
        R"py(    print(f"  → -1 {errno.errorcode.get(error.errno, error.errno)}: {error.strerror}", flush=True)
)py");
    define("call(name, function, *args, fd=\"\")", "Makes a call, and prints it with what it returns.",
        "호출하고, 호출과 반환값을 출력한다.",
        R"py(    before(f"{name}({', '.join([str(fd)] * (fd != '') + [repr(arg) for arg in args])})")
    try:
        result = function(*args)
    except OSError as error:
        failed(error)
        raise
    print(f"  → {show(result)}", flush=True)
    return result
)py");
}

/// A class for the socket whose calls can be stepped, with the methods that the program uses.
void PythonPreludeWriter::writeSocket()
{
    text_ += fmt::format("\n\nclass Socket(socket.socket):\n    \"\"\"{}\"\"\"\n",
        lesson_.say("A socket that prints its calls.", "호출을 출력하는 소켓."));
    text_ += R"py(
    def __init__(self, family, type, proto=0, fileno=None):
        if fileno is not None:
            super().__init__(family, type, proto, fileno)
            return
        names = f"{socket.AddressFamily(family).name}, {socket.SocketKind(type).name}, {proto}"
        before(f"socket({names})")
        try:
            super().__init__(family, type, proto)
        except OSError as error:
            failed(error)
            raise
        print(f"  → {self.fileno()}", flush=True)
)py";
    if (calls(Function::Accept))
        text_ += R"py(
    def accept(self):
        before(f"accept({self.fileno()})")
        try:
            fd, peer = self._accept()
        except OSError as error:
            failed(error)
            raise
        print(f"  → {fd}: {peer}", flush=True)
        return Socket(self.family, self.type, self.proto, fd), peer
)py";
    const std::pair<Function, std::string_view> methods[]
        = {{Function::Setsockopt, "setsockopt"}, {Function::Getsockopt, "getsockopt"},
            {Function::Bind, "bind"}, {Function::Getsockname, "getsockname"}, {Function::Listen, "listen"},
            {Function::Connect, "connect"}, {Function::Sendto, "sendto"}, {Function::Recvfrom, "recvfrom"},
            {Function::Shutdown, "shutdown"}, {Function::Close, "close"}};
    for (const auto &[function, method] : methods) {
        if (calls(function))
            text_ += fmt::format("\n    def {0}(self, *args):\n"
                                 "        return call(\"{0}\", super().{0}, *args, fd=self.fileno())\n",
                method);
    }
    writeMethodsWithData();
}

void PythonPreludeWriter::writeMethodsWithData()
{
    if (calls(Function::Send) && outline_.sendsOnce())
        text_ += "\n    def send(self, *args):\n"
                 "        return call(\"send\", super().send, *args, fd=self.fileno())\n";
    else if (calls(Function::Send))
        text_ += fmt::format(R"py(
    def sendall(self, data, flags=0):
        """{}"""
        while True:
            data = data[call("send", super().send, data, flags, fd=self.fileno()):]
            if not data:
                return
)py",
            lesson_.say("The kernel may take only a part: the rest is sent by another call.",
                "커널이 일부만 받아 갈 수 있다. 나머지는 다시 호출하여 보낸다."));
    if (calls(Function::Recv) && outline_.isTold())
        text_ += R"py(
    def recv(self, *args):
        global receiving
        receiving = True
        try:
            return call("recv", super().recv, *args, fd=self.fileno())
        finally:
            receiving = False
)py";
    else if (calls(Function::Recv))
        text_ += "\n    def recv(self, *args):\n"
                 "        return call(\"recv\", super().recv, *args, fd=self.fileno())\n";
}

/// In place of before(): several threads ask at once, and whoever steps says which goes on.
void PythonPreludeWriter::writeThreads()
{
    text_ += R"py(
threading.current_thread().name = "0"  # the others have the numbers in which they are started
started = 0
let_through = set()
stepped = threading.Condition()
is_read = False  # one thread reads the keyboard for all
)py";
    define("before(text)",
        "Prints a call that is about to be made. With --step, waits for the thread's number.",
        "이제 할 호출을 출력한다. --step이면 스레드의 번호를 기다린다.",
        R"py(    global stepping, is_read
    number = threading.current_thread().name
    with stepped:
        say(f"{number}: {text}" + (f"  [{number} Enter]" if stepping else ""))
        while stepping and number not in let_through:
            if is_read:
                stepped.wait()
                continue
            is_read = True
            stepped.release()
            line = sys.stdin.buffer.readline()
            stepped.acquire()
            is_read = False
            stepping = bool(line)
            let_through.add(line.decode(errors="replace").strip() or "0")
            stepped.notify_all()
        let_through.discard(number)
)py");
    define("say(text, flush=True)", "Prints a line at once, so that no other thread can write into it.",
        "한 줄을 한 번에 출력하여 다른 스레드가 끼어들지 못하게 한다.",
        "    print(text + \"\\n\", end=\"\", flush=flush)\n");
    define("start_thread(function, argument)",
        "pthread_create() of Python: a thread that ends with the program.",
        "파이썬의 pthread_create(). 스레드는 프로그램과 함께 끝난다.",
        R"py(    global started
    before(f"pthread_create({function.__name__}, {argument.fileno()})")
    started += 1
    thread = threading.Thread(target=function, args=(argument,), name=str(started), daemon=True)
    thread.start()
    print(f"  → 0", flush=True)
    return thread
)py");
}

/// Python's poll objects keep the descriptors themselves; the lesson's array is asked about as it is now.
void PythonPreludeWriter::writePoll()
{
    text_ += fmt::format(R"py(

class Pollfd:
    """{}"""

    def __init__(self, fd, events):
        self.fd = fd
        self.events = events
        self.revents = 0


def poll(array, timeout):
    """{}"""
    asked = select.poll()
    for element in array:
        if element.fd.fileno() >= 0:
            asked.register(element.fd, element.events)
    ready = dict(call("poll", asked.poll, timeout))
    for element in array:
        element.revents = ready.get(element.fd.fileno(), 0)
    return len(ready)
)py",
        lesson_.say("struct pollfd: what is asked of a socket, and what is ready.",
            "struct pollfd: 소켓에 묻는 것과 준비된 것."),
        lesson_.say(
            "Asks about the sockets of the array; those that are closed are left out, as C passes over -1.",
            "배열의 소켓에 대하여 묻는다. C가 -1을 건너뛰듯 닫힌 소켓은 뺀다."));
}

void PythonPreludeWriter::writeFunctions()
{
    if (calls(Function::Read))
        text_ += "\n\ndef read(sock, size):\n"
                 "    return call(\"read\", lambda size: os.read(sock.fileno(), size), size, "
                 "fd=sock.fileno())\n";
    if (calls(Function::Write))
        text_ += "\n\ndef write(sock, data):\n"
                 "    while True:\n"
                 "        data = data[call(\"write\", lambda data: os.write(sock.fileno(), data), data,\n"
                 "                         fd=sock.fileno()):]\n"
                 "        if not data:\n"
                 "            return\n";
    if (calls(Function::Poll))
        writePoll();
    if (calls(Function::Fcntl))
        text_ += "\n\ndef fcntl(sock, command, flags):\n"
                 "    return call(\"fcntl\", lambda *args: fcntl_module.fcntl(sock, *args), command, flags,\n"
                 "                fd=sock.fileno())\n";
    if (calls(Function::Readlink))
        text_ += "\n\ndef readlink(path):\n"
                 "    return call(\"readlink\", lambda path: os.fsencode(os.readlink(path)), path)\n";
    if (calls(Function::Unlink))
        text_ += "\n\ndef unlink(path):\n    return call(\"unlink\", os.unlink, path)\n";
    if (needs_.noSocket)
        define("no_socket()", "What a socket is that could not be made: its calls fail with EBADF.",
            "만들지 못한 소켓. 이 소켓의 호출은 EBADF로 실패한다.",
            "    sock = Socket.__new__(Socket)\n"
            "    sock._io_refs = 0\n"
            "    return sock\n");
    if (outline_.names("typed"))
        define("typed()", "A line from the keyboard, without its end. Nothing ends the conversation.",
            "키보드에서 읽은 한 줄(줄 끝은 뺀다). 빈 줄이면 대화가 끝난다.",
            fmt::format("    print(\"message> \", end=\"\", flush=True)\n"
                        "    return sys.stdin.buffer.readline({}).rstrip(b\"\\n\")\n",
                kBufferSize));
    if (needs_.untilDone)
        define("until_done(function, *args)",
            "A call that failed is made again: at the next step, or else after a second.",
            "실패한 호출은 다시 한다. 다음 단계에, 또는 1초 뒤에.",
            R"py(    while True:
        try:
            return function(*args)
        except OSError:
            if not stepping:
                time.sleep(1)
)py");
    if (outline_.isTold())
        define("tell(number, frame)",
            "Ctrl+C: to close. Python would call recv() again by itself; an exception ends it (PEP 475).",
            "Ctrl+C는 닫으라는 알림이다. 예외가 없으면 파이썬이 recv()를 다시 호출한다(PEP 475).",
            R"py(    global told
    told = True
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if receiving:
        raise InterruptedError(errno.EINTR, "Interrupted system call")
)py");
}

/// bind() and connect() of Python know the length of an address themselves; the lesson has another.
void PythonPreludeWriter::writeLengths()
{
    if (!hasLengths())
        return;
    for (const Function function : {Function::Bind, Function::Connect}) {
        if (!calls(function))
            continue;
        define(fmt::format("{}_with_length(sock, address, length)", name(function)),
            "Python's module passes the right length itself: this asks the C library.",
            "파이썬 모듈은 올바른 길이를 스스로 넘기므로 C 라이브러리를 직접 호출한다.",
            fmt::format(R"py(    libc = ctypes.CDLL(None, use_errno=True)
    if isinstance(address, str):
        raw = struct.pack("=H", socket.AF_UNIX) + os.fsencode(address) + b"\0"
    elif sock.family == socket.AF_INET6:
        raw = struct.pack("=H", socket.AF_INET6) + struct.pack("!HI", address[1], 0)
        raw += socket.inet_pton(socket.AF_INET6, address[0]) + bytes(4)
    else:
        raw = struct.pack("=H", socket.AF_INET) + struct.pack("!H", address[1])
        raw += socket.inet_pton(socket.AF_INET, address[0]) + bytes(8)

    def {0}_raw(*args):
        if libc.{0}(sock.fileno(), raw, length) == -1:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    call("{0}", {0}_raw, address, length, fd=sock.fileno())
)py",
                name(function)));
    }
}

void PythonPreludeWriter::writeArguments()
{
    const bool port = asksForPort(lesson_, outline_);
    text_ += "\n\n";
    if (port)
        text_ += fmt::format("port = {}\n", lesson_.port);
    if (sendsAnything())
        text_ += fmt::format("# {}\nsignal.signal(signal.SIGPIPE, signal.SIG_DFL)\n",
            lesson_.say("Python ignores SIGPIPE by itself. Here it ends the program, as it does in C.",
                "파이썬은 SIGPIPE를 스스로 무시한다. 여기서는 C에서처럼 프로그램을 끝낸다."));
    text_ += "for argument in sys.argv[1:]:\n"
             "    if argument == \"--step\":\n"
             "        stepping = True\n";
    if (port)
        text_ += "    elif argument.isascii() and argument.isdigit() and int(argument) <= 65535:\n"
                 "        port = int(argument)\n";
    text_ += fmt::format("    else:\n"
                         "        print(f\"usage: {{sys.argv[0]}} [--step]{}\", file=sys.stderr)\n"
                         "        sys.exit(2)\n",
        port ? " [PORT]" : "");
}

std::string PythonPreludeWriter::write(const std::string &routines)
{
    writeHeader();
    writeImports();
    writeSteps();
    writeSocket();
    writeFunctions();
    writeLengths();
    if (hasThreads()) {
        // Who has made the call: the thread's name is its number.
        constexpr std::string_view kResult = "print(f\"  → ";
        constexpr std::string_view kNumbered = "say(f\"{threading.current_thread().name}:  → ";
        for (std::size_t at = 0; (at = text_.find(kResult, at)) != std::string::npos; at += kNumbered.size())
            text_.replace(at, kResult.size(), kNumbered);
    }
    text_ += routines;
    writeArguments();
    return std::move(text_);
}

} // namespace

std::string pythonPrelude(const LessonSource &lesson, const ActorProgram &program,
    const ProgramOutline &outline, const PythonNeeds &needs, const std::string &routines)
{
    return PythonPreludeWriter(lesson, program, outline, needs).write(routines);
}

} // namespace sockstep
