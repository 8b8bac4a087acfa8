// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/show_window.h"

#include "app/stop_signals.h"
#include "core/base/refusal.h"
#include "core/base/start_thread.h"
#include "core/text/shown_text.h"
#include "ui/look/font_families.h"
#include "ui/recordings/recordings.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QByteArrayList>
#include <QFile>
#include <QScopeGuard>
#include <QThread>
#include <cstdio>
#include <cstdlib>

namespace sockstep {

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
    openingMessages().append(
        QByteArray::fromStdString(sockstep::shownSentence(message.simplified().toStdString())));
    if (type != QtFatalMsg)
        return;
    std::fprintf(stderr,
        "sockstep: the window cannot be opened: %s. To play a lesson without one: "
        "sockstep run server-close\n",
        openingMessages().constFirst().constData());
    std::_Exit(1);
}

/// The window while the program runs; null before and after.
MainWindow *&shown()
{
    static MainWindow *window = nullptr;
    return window;
}

/// The display is gone: Qt calls exit(1) from within, and nothing on the stack is destroyed.
void endWithoutDisplay()
{
    MainWindow *window = std::exchange(shown(), nullptr);
    if (!window || QThread::currentThread() != window->thread())
        return;
    window->endSession();
    std::fprintf(stderr, "sockstep: the display is gone; what was recorded of the session is kept in %s\n",
        QFile::encodeName(Recordings::folder()).constData());
}

/// What Qt cannot go on after, while the window is there.
void leaveWithoutDisplay(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    std::fprintf(stderr, "%s\n", shownSentence(message.toStdString()).c_str());
    if (type != QtFatalMsg)
        return;
    endWithoutDisplay();
    std::_Exit(1); // not abort(): nothing of ours is to be examined
}

} // namespace

int showWindow(const ShowWindow &command, int argc, char **argv)
{
    if (!std::getenv("DISPLAY") && !std::getenv("WAYLAND_DISPLAY") && !std::getenv("QT_QPA_PLATFORM")) {
        std::fprintf(stderr,
            "sockstep: there is no display (DISPLAY is not set). Start it in a desktop session, or play "
            "a lesson here: sockstep run server-close\n");
        return 1;
    }
    StopSignals stopSignals; // before there is another thread
    qInstallMessageHandler(complainAndLeave);
    std::jthread fonts;
    std::jthread besideIt;
    int refused = readFontsEarly(fonts);
    if (refused == 0)
        refused = startThread(besideIt, [] {});
    if (refused != 0) {
        // Qt needs one for the display, without which the window would hear nothing, and only warns.
        std::fprintf(stderr, "sockstep: the window cannot be opened: %s\n", threadRefusal(refused).c_str());
        return 1;
    }
    besideIt.join();
    QApplication app(argc, argv);
    fonts.join();
    qInstallMessageHandler(leaveWithoutDisplay);
    for (const QByteArray &message : openingMessages())
        std::fprintf(stderr, "%s\n", message.constData());
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setOrganizationName(QStringLiteral("sockstep"));
    QApplication::setApplicationName(QStringLiteral("sockstep"));
    QApplication::setApplicationVersion(QStringLiteral(SOCKSTEP_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.sockstep.Sockstep"));
    MainWindow window(command.session, QFile::decodeName(command.recording.c_str()));
    shown() = &window;
    std::atexit(endWithoutDisplay);
    // The desktop asks before it ends its session; that may still be called off, and nothing more is at
    // stake.
    QObject::connect(
        &app, &QGuiApplication::commitDataRequest, &window, [&window] { window.saveSettings(); });
    const auto end = [&window] {
        window.endSession();
        QCoreApplication::quit(); // which closes what is open
    };
    stopSignals.onSignal([&window, end] { QMetaObject::invokeMethod(&window, end, Qt::QueuedConnection); });
    const auto ended = qScopeGuard([&stopSignals] {
        stopSignals.onSignal({});
        shown() = nullptr;
    });
    window.show();
    if (!command.lessonFile.empty())
        window.openLessonFile(QString::fromLocal8Bit(command.lessonFile));
    const int code = QApplication::exec();
    return stopSignals.pending() ? 128 + stopSignals.pending() : code;
}

} // namespace sockstep
