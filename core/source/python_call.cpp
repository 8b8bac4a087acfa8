// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/python_call.h"

#include "core/source/program_outline.h"
#include "core/source/python_statement.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep {

namespace {

constexpr std::string_view kTaken[] = {"False", "None", "Pollfd", "Socket", "True", "and", "as", "assert",
    "async", "await", "before", "bind_with_length", "break", "buf", "call", "class", "connect_with_length",
    "continue", "ctypes", "def", "del", "elif", "else", "errno", "except", "fcntl", "finally", "for", "from",
    "global", "got", "if", "import", "in", "is", "lambda", "len", "msg", "no_socket", "nonlocal", "not",
    "open", "or", "os", "pass", "peer", "poll", "port", "print", "raise", "read", "readlink", "return", "say",
    "select", "show", "signal", "sleep", "socket", "start_thread", "stepping", "struct", "suppress", "sys",
    "tell", "threading", "told", "try", "typed", "unlink", "until_done", "while", "with", "write", "yield"};

/// Which module has that name.
std::string_view moduleOf(std::string_view symbol)
{
    if (symbol.starts_with("F_"))
        return "fcntl";
    if (symbol.starts_with("O_"))
        return "os";
    return symbol.starts_with("POLL") ? "select" : "socket";
}

class CallWriter {
public:
    CallWriter(const CallTemplate &call, std::string_view code, const LessonSource &lesson,
        const PythonStatements &statements, PythonNames &names)
        : call_(call)
        , code_(code)
        , lesson_(lesson)
        , statements_(statements)
        , names_(names)
    {
    }
    PythonCall write();

private:
    std::string argument(ArgumentName name);
    /// Only if they are not 0, which the methods of Python take for granted.
    void addFlags()
    {
        if (call_.args.find(ArgumentName::Flags).value_or(0) != 0)
            written_.arguments.push_back(argument(ArgumentName::Flags));
    }
    std::string address() const;
    std::string data() const;
    void method(std::string_view name, std::vector<std::string> arguments)
    {
        written_.function = fmt::format("{}.{}", pythonPlace(call_.socket), name);
        written_.arguments = std::move(arguments);
    }
    /// One of the file's own functions.
    void function(std::string_view name, std::vector<std::string> arguments)
    {
        written_.function = name;
        written_.arguments = std::move(arguments);
    }
    void withAddress(std::string_view name);
    void setOption();
    std::string polled() const;
    void writeWithoutSocketModule();

    const CallTemplate &call_;
    const std::string_view code_;
    const LessonSource &lesson_;
    const PythonStatements &statements_;
    PythonNames &names_;
    PythonCall written_;
};

std::string CallWriter::argument(ArgumentName name)
{
    const std::string text = symbol({name, call_.args.find(name).value_or(0)});
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z')
        names_.insert({std::string(moduleOf(text)), text});
    return text;
}

/// The name that the line uses; the endpoint in the call is that of the session.
std::string CallWriter::address() const
{
    if (call_.toPeer)
        return "peer";
    // One that the program has filled in itself.
    constexpr std::string_view kOwn = "(struct sockaddr *)&";
    if (const std::size_t own = code_.find(kOwn); own != std::string_view::npos)
        return pythonName(identifiersIn(code_.substr(own + kOwn.size())).at(0));
    for (std::string name : identifiersIn(code_)) {
        if (call_.function == Function::Unlink)
            name = name.substr(0, name.rfind("_path"));
        if (lesson_.address(name))
            return pythonName(name);
    }
    return "addr";
}

std::string CallWriter::data() const
{
    return call_.payload == Payload::Fixed  ? pythonBytes(call_.data)
        : call_.payload == Payload::Message ? "msg"
                                            : "buf";
}

void CallWriter::withAddress(std::string_view name)
{
    const auto length = call_.args.find(ArgumentName::AddressLength);
    if (length)
        function(fmt::format("{}_with_length", name),
            {pythonPlace(call_.socket), address(), std::to_string(*length)});
    else
        method(name, {address()});
}

void CallWriter::setOption()
{
    const std::string value
        = statements_.isNumber(call_.variable) ? pythonName(call_.variable) : argument(ArgumentName::Value);
    const bool linger = setsOption(call_.args, "SO_LINGER");
    method("setsockopt",
        {argument(ArgumentName::Level), argument(ArgumentName::Option),
            linger ? fmt::format("struct.pack(\"ii\", 1, {})", value) : value});
}

/// "set[:used]", or a single one as the list that poll() takes.
std::string CallWriter::polled() const
{
    const std::string array = pythonName(call_.array);
    if (code_.find('&' + call_.array) != std::string_view::npos)
        return fmt::format("[{}]", array);
    return fmt::format("{}[:{}]", array,
        call_.count.place.empty() ? std::to_string(call_.count.number)
                                  : pythonName(call_.count.place.variable()));
}

/// The calls for which the socket module has no method.
void CallWriter::writeWithoutSocketModule()
{
    const std::string size = std::to_string(call_.args.find(ArgumentName::Length).value_or(0));
    const std::string socket = pythonPlace(call_.socket);
    switch (call_.function) {
    case Function::Read:
        function("read", {socket, size});
        written_.result = "buf";
        break;
    case Function::Write:
        function("write", {socket, data()});
        break;
    case Function::Poll:
        function("poll", {polled(), argument(ArgumentName::Timeout)});
        written_.result = pythonName(call_.result);
        break;
    case Function::PthreadCreate:
        function("start_thread", {pythonName(call_.start), socket});
        break;
    case Function::Fcntl:
        function("fcntl", {socket, argument(ArgumentName::Command), argument(ArgumentName::Flags)});
        break;
    case Function::Readlink:
        function("readlink", {fmt::format("f\"/proc/self/fd/{{{}.fileno()}}\"", socket)});
        written_.result = "buf";
        break;
    case Function::Unlink:
        function("unlink", {address()});
        break;
    default:
        break;
    }
}

PythonCall CallWriter::write()
{
    const std::string size = std::to_string(call_.args.find(ArgumentName::Length).value_or(0));
    switch (call_.function) {
    case Function::Socket: {
        function("Socket", {argument(ArgumentName::Domain), argument(ArgumentName::Type)});
        if (call_.args.find(ArgumentName::Protocol).value_or(0) != 0)
            written_.arguments.push_back(argument(ArgumentName::Protocol));
        written_.result = pythonName(call_.result);
        break;
    }
    case Function::Setsockopt:
        setOption();
        break;
    case Function::Getsockopt:
        method("getsockopt", {argument(ArgumentName::Level), argument(ArgumentName::Option)});
        written_.result = pythonName(call_.variable);
        break;
    case Function::Bind:
    case Function::Connect:
        withAddress(name(call_.function));
        break;
    case Function::Getsockname:
        method("getsockname", {});
        break;
    case Function::Listen:
        method("listen", {argument(ArgumentName::Backlog)});
        break;
    case Function::Accept:
        method("accept", {});
        written_.result = fmt::format("{}, peer", call_.result.empty() ? "_" : pythonName(call_.result));
        break;
    case Function::Send:
        method("sendall", {data()});
        addFlags();
        break;
    case Function::Recv:
        method("recv", {size});
        addFlags();
        written_.result = "buf";
        break;
    case Function::Sendto:
        method("sendto", {data()});
        addFlags();
        written_.arguments.push_back(address());
        break;
    case Function::Recvfrom:
        method("recvfrom", {size});
        addFlags();
        written_.result = "buf, peer";
        break;
    case Function::Shutdown:
        method("shutdown", {argument(ArgumentName::How)});
        break;
    case Function::Close:
        method("close", {});
        break;
    default:
        writeWithoutSocketModule();
        break;
    }
    return std::move(written_);
}

} // namespace

std::string PythonCall::expression() const
{
    return fmt::format("{}({})", function, fmt::join(arguments, ", "));
}

std::string pythonName(std::string_view name)
{
    const bool taken = std::find(std::begin(kTaken), std::end(kTaken), name) != std::end(kTaken);
    return std::string(name) + (taken ? "_" : "");
}

std::string pythonPlace(const Place &place)
{
    return pythonName(place.variable()) + place.text().substr(place.variable().size());
}

std::string pythonBytes(std::string_view bytes)
{
    std::string text = "b\"";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            text += fmt::format("\\{}", c);
        else if (byte >= ' ' && byte < 0x7f)
            text += c;
        else
            text += fmt::format("\\x{:02x}", byte);
    }
    return text + '"';
}

PythonCall pythonCall(const CallTemplate &call, std::string_view code, const LessonSource &lesson,
    const PythonStatements &statements, PythonNames &names)
{
    return CallWriter(call, code, lesson, statements, names).write();
}

} // namespace sockstep
