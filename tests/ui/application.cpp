// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"

#include "support/own_network.h"

#include <QApplication>
#include <QFile>
#include <QFont>
#include <QPalette>
#include <QSettings>
#include <QTemporaryDir>
#include <QWidget>

namespace sockstep::test {

namespace {

const QTemporaryDir &folder()
{
    static const QTemporaryDir dir;
    return dir;
}

constexpr char kScreen[] = R"({ "screens": [
    { "name": "projector", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1,
      "logicalDpi": 96, "logicalBaseDpi": 96 } ] })";

} // namespace

void prepareProcess()
{
    enterOwnNetwork(); // before there is a second thread
    // Not QStandardPaths' test mode, whose one folder is shared by all tests that run at a time.
    for (const char *kind : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"})
        qputenv(kind, QFile::encodeName(folder().path()));
    qputenv("LC_ALL", "C.UTF-8");
    qunsetenv("LANGUAGE");
    QFile screens(folder().filePath(QStringLiteral("screens.json")));
    if (!screens.open(QIODevice::WriteOnly) || screens.write(kScreen) < 0)
        qFatal("no temporary file can be written");
    screens.close();
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + QFile::encodeName(screens.fileName()));
}

void prepareApplication()
{
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setOrganizationName(QStringLiteral("sockstep"));
    QApplication::setApplicationName(QStringLiteral("sockstep"));
    if (!QSettings().fileName().startsWith(folder().path()))
        qFatal("the settings of the user are in danger: %s", qPrintable(QSettings().fileName()));
}

void asIfNeverOpened()
{
    QSettings().clear();
    asIfStartedAgain();
}

void asIfStartedAgain()
{
    // A window scales the application's font and colours it; the next one would build on that.
    static const QFont font = QApplication::font();
    static const QPalette palette = QApplication::palette();
    QApplication::setFont(font);
    QApplication::setPalette(palette);
}

WhenItOpens::WhenItOpens(const QMetaObject &kind, std::function<void(QWidget *)> act)
    : kind_(kind)
    , act_(std::move(act))
{
    qApp->installEventFilter(this);
}

bool WhenItOpens::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show && !seen_ && watched->metaObject()->inherits(&kind_)) {
        seen_ = true;
        // Later: its own event loop has not begun yet.
        auto *widget = qobject_cast<QWidget *>(watched);
        QMetaObject::invokeMethod(
            widget, [this, widget] { act_(widget); }, Qt::QueuedConnection);
    }
    return false;
}

} // namespace sockstep::test
