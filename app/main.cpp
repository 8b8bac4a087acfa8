// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_line.h"
#include "compare_lessons.h"
#include "doctor.h"
#include "export_recording.h"
#include "font_families.h"
#include "lab/lab_support.h"
#include "last_words.h"
#include "lesson_commands.h"
#include "main_window.h"
#include "recording/refusal.h"
#include "recording/start_thread.h"
#include "run_lesson.h"
#include "save_code.h"

#include <QApplication>
#include <QByteArrayList>
#include <QFile>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

/// What Qt said while it was opening the display, in this order.
QByteArrayList &openingMessages()
{
    static QByteArrayList messages;
    return messages;
}

/// Qt tells of a display that it cannot open in several lines and then ends with abort(). Say the
/// first one, which names the cause, and what to do.
void complainAndLeave(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    openingMessages().append(message.simplified().toLocal8Bit());
    if (type != QtFatalMsg)
        return;
    std::fprintf(stderr,
        "sockstep: the window cannot be opened: %s. To play a lesson without one: "
        "sockstep run server-close\n",
        openingMessages().constFirst().constData());
    std::_Exit(1);
}

int showWindow(const sockstep::ShowWindow &command, int argc, char **argv)
{
    if (!std::getenv("DISPLAY") && !std::getenv("WAYLAND_DISPLAY") && !std::getenv("QT_QPA_PLATFORM")) {
        std::fprintf(stderr,
            "sockstep: there is no display (DISPLAY is not set). Start it in a desktop session, or play "
            "a lesson here: sockstep run server-close\n");
        return 1;
    }
    qInstallMessageHandler(complainAndLeave);
    std::jthread fonts;
    std::jthread besideIt;
    int refused = sockstep::readFontsEarly(fonts);
    if (refused == 0)
        refused = sockstep::startThread(besideIt, [] {});
    if (refused != 0) {
        // Qt needs one for the display, without which the window would hear nothing, and only warns.
        std::fprintf(
            stderr, "sockstep: the window cannot be opened: %s\n", sockstep::threadRefusal(refused).c_str());
        return 1;
    }
    besideIt.join();
    QApplication app(argc, argv);
    fonts.join();
    qInstallMessageHandler(nullptr);
    for (const QByteArray &message : openingMessages())
        std::fprintf(stderr, "%s\n", message.constData());
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setOrganizationName(QStringLiteral("sockstep"));
    QApplication::setApplicationName(QStringLiteral("sockstep"));
    QApplication::setApplicationVersion(QStringLiteral(SOCKSTEP_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.sockstep.Sockstep"));
    std::signal(SIGXFSZ, SIG_IGN); // a limit on the size of files is an error like any other: setrlimit(2)
    sockstep::MainWindow window(command.session, QFile::decodeName(command.recording.c_str()));
    window.show();
    if (!command.lessonFile.empty())
        window.openLessonFile(QString::fromLocal8Bit(command.lessonFile));
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    sockstep::sayLastWords();
    sockstep::prepareForLab(); // before there is a second thread
    const sockstep::Command command = sockstep::readCommandLine(argc, argv);
    if (const auto *exit = std::get_if<sockstep::Exit>(&command))
        return exit->code;
    if (const auto *run = std::get_if<sockstep::RunLesson>(&command))
        return sockstep::runLesson(*run);
    if (const auto *exporting = std::get_if<sockstep::ExportRecording>(&command))
        return sockstep::exportRecording(*exporting);
    if (const auto *compare = std::get_if<sockstep::CompareLessons>(&command))
        return sockstep::compareLessons(*compare);
    if (const auto *list = std::get_if<sockstep::ListLessons>(&command))
        return sockstep::listLessons(*list);
    if (const auto *check = std::get_if<sockstep::CheckLessons>(&command))
        return sockstep::checkLessons(*check);
    if (const auto *code = std::get_if<sockstep::SaveCode>(&command))
        return sockstep::saveCode(*code);
    if (std::holds_alternative<sockstep::ExamineMachine>(command))
        return sockstep::examineMachine();
    return showWindow(std::get<sockstep::ShowWindow>(command), argc, argv);
}
