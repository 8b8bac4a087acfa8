// SPDX-License-Identifier: GPL-3.0-or-later
#include "program_run.h"

#include "support/self_run.h"

#include <QTemporaryDir>
#include <sstream>

namespace sockstep::test {

QByteArrayList Ended::errLines() const
{
    QByteArrayList lines = err.split('\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

QString folder()
{
    static const QTemporaryDir dir;
    return dir.path();
}

QProcessEnvironment environment()
{
    QProcessEnvironment result = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE"})
        result.remove(QString::fromLatin1(name));
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"})
        result.insert(QString::fromLatin1(name), folder());
    return result;
}

namespace {

Ended runProcess(
    const QStringList &arguments, const QProcessEnvironment &with, const std::function<void()> &prepare)
{
    QProcess process;
    process.setProcessEnvironment(with);
    process.setChildProcessModifier(prepare);
    process.start(QStringLiteral(SOCKSTEP_PROGRAM), arguments);
    if (!process.waitForFinished(static_cast<int>(kPatience.count()))) {
        process.kill();
        process.waitForFinished();
        return {-1, process.readAllStandardOutput(), "it did not end"};
    }
    const bool normal = process.exitStatus() == QProcess::NormalExit;
    return {
        normal ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

Ended run(const QStringList &arguments) { return runProcess(arguments, environment(), {}); }

Ended run(const QStringList &arguments, const QProcessEnvironment &with)
{
    return runProcess(arguments, with, {});
}

Ended run(const QStringList &arguments, const std::function<void()> &prepare)
{
    return runProcess(arguments, environment(), prepare);
}

Ended run(const QStringList &arguments, const QProcessEnvironment &with, const std::function<bool()> &prepare)
{
    QByteArrayList command {SOCKSTEP_PROGRAM};
    for (const QString &argument : arguments)
        command << argument.toUtf8();
    QByteArrayList variables;
    for (const QString &variable : with.toStringList())
        variables << variable.toUtf8();
    const SelfRun run = runPrepared(command, variables, prepare);
    return {run.exitCode, run.output.toUtf8(), run.ended ? run.errors.toUtf8() : "it did not end"};
}

QStringList words(const char *text) { return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts); }

ReadResult read(const QByteArray &bytes)
{
    std::istringstream stream(bytes.toStdString());
    return readRecording(stream);
}

} // namespace sockstep::test
