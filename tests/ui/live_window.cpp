// SPDX-License-Identifier: GPL-3.0-or-later
#include "live_window.h"

#include "ui/diagram/diagram_view.h"
#include "ui/lesson/prediction.h"
#include "ui/narration/narration_bar.h"

#include <QDeadlineTimer>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QLabel>
#include <QScrollBar>
#include <QTest>
#include <QTextDocumentFragment>
#include <QTimer>
#include <QWindow>

namespace sockstep::test {

namespace {
constexpr int kMostSteps = 1000;
} // namespace

bool await(const std::function<bool()> &done)
{
    const QDeadlineTimer deadline(kPatience);
    QTimer again; // what is waited for need not be an event: a window with nothing to show is silent
    again.start(std::chrono::milliseconds(20));
    while (!done()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return true;
}

LiveWindow::LiveWindow(SessionOptions options, QSize size)
    : window_(std::make_unique<MainWindow>(std::move(options)))
{
    window_->prediction().setEnabled(false); // a question stops what plays; its tests turn it on
    if (!size.isEmpty())
        window_->resize(size);
    window_->show();
    if (!activate())
        qFatal("the window does not become active");
    if (!awaitSettled())
        qFatal("the session does not begin");
    // On a thread of its own, which is not to be taken for one of the session's.
    if (!await([this] { return window_->labIsProbed(); }))
        qFatal("the window does not know whether there can be a lab");
}

LiveWindow::~LiveWindow() = default;

CallId LiveWindow::lastCall(Function function) const
{
    for (CallId id = callCount(); id > 0; --id) {
        if (history().entered(id).function == function)
            return id;
    }
    return 0;
}

bool LiveWindow::lastReturned(Function function, int error) const
{
    const CallId call = lastCall(function);
    const CallReturned *returned = call ? history().returned(call) : nullptr;
    return returned && returned->error == error;
}

QString LiveWindow::said(const QWidget *widget)
{
    QStringList texts;
    for (const auto *label : widget->findChildren<QLabel *>())
        texts << label->text();
    return texts.join(u'\n');
}

QString LiveWindow::narration()
{
    return QTextDocumentFragment::fromHtml(said(find<NarrationBar>())).toPlainText();
}

void LiveWindow::press(int key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(window_->windowHandle(), static_cast<Qt::Key>(key), modifiers);
}

void LiveWindow::type(const QString &text)
{
    // As an input method gives it: Hangul and emoji have no keys of their own.
    QInputMethodEvent event;
    event.setCommitString(text);
    QCoreApplication::sendEvent(QGuiApplication::focusObject(), &event);
}

void LiveWindow::click(QWidget *widget)
{
    const QPoint middle = widget->mapTo(window_.get(), widget->rect().center());
    QTest::mouseClick(window_->windowHandle(), Qt::LeftButton, {}, middle);
}

bool LiveWindow::activate()
{
    window_->activateWindow();
    return QTest::qWaitForWindowActive(window_.get(), static_cast<int>(kPatience.count()));
}

bool LiveWindow::awaitSettled()
{
    return await([this] { return window_->playback().isAtRest() && history().size() == recording().size(); });
}

bool LiveWindow::step(int key)
{
    press(key);
    return awaitSettled();
}

bool LiveWindow::stepUntil(const std::function<bool()> &done)
{
    for (int steps = 0; steps < kMostSteps; ++steps) {
        if (done())
            return true;
        if (!step())
            return false;
    }
    return false;
}

bool LiveWindow::stepUntilConnected()
{
    return stepUntil([this] { return lastReturned(Function::Accept); });
}

bool LiveWindow::stepUntilAllEchoed()
{
    return stepUntil([this] { return window_->playback().waitsForPerson(); });
}

bool LiveWindow::stepUntilServerBlocksIn(Function function)
{
    return stepUntil([this, function] {
        const ActorStatus server = session().status(session().actorNamed("server").value());
        return server.state == ActorStatus::State::Blocked && server.function == function;
    });
}

bool LiveWindow::stepToEnd()
{
    return stepUntil([this] { return session().isFinished(); });
}

void LiveWindow::closeAndDestroy()
{
    window_->close();
    window_.reset();
}

QPoint onScreen(const DiagramView &view, QPointF content)
{
    // The lane headers stay above the rows; the page step is what is left for those.
    const int header = view.viewport()->height() - view.verticalScrollBar()->pageStep();
    return (
        content + QPointF(-view.horizontalScrollBar()->value(), header - view.verticalScrollBar()->value()))
        .toPoint();
}

} // namespace sockstep::test
