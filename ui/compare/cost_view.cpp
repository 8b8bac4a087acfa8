// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/cost_view.h"

#include "ui/compare/comparison.h"
#include "ui/compare/cost_chart.h"
#include "ui/look/as_shown.h"
#include "ui/look/particles.h"
#include "ui/words/closing_words.h"
#include "ui/words/trouble_words.h"

#include <QBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <cerrno>

namespace sockstep {

namespace {
constexpr int kFewest = 10;
constexpr int kMost = 5000;
} // namespace

CostView::CostView(const Comparison &comparison, QWidget *parent)
    : QWidget(parent)
    , comparison_(comparison)
    , count_(new QSpinBox(this))
    , countLabel_(new QLabel(this))
    , start_(new QPushButton(this))
    , warning_(new QLabel(this))
{
    setObjectName(QStringLiteral("pane"));
    setAttribute(Qt::WA_StyledBackground);
    count_->setRange(kFewest, kMost);
    count_->setValue(1000);
    count_->setSingleStep(100);
    countLabel_->setBuddy(count_);
    start_->setObjectName(QStringLiteral("send"));
    warning_->setObjectName(QStringLiteral("note"));
    warning_->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(countLabel_);
    head->addWidget(count_);
    head->addWidget(start_);
    head->addWidget(warning_, 1);
    auto *pair = new QHBoxLayout;
    pair->setSpacing(18);
    for (Side &side : sides_)
        pair->addWidget(buildSide(side), 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(12);
    column->addLayout(head);
    column->addLayout(pair, 1);
    connect(start_, &QPushButton::clicked, this, [this] {
        if (isRunning())
            cancel();
        else
            start();
    });
    connect(count_, &QSpinBox::valueChanged, this, &CostView::refresh);
    retranslate();
}

CostView::~CostView() = default;

QWidget *CostView::buildSide(Side &side)
{
    auto *pane = new QWidget(this);
    side.title = new QLabel(pane);
    side.title->setObjectName(QStringLiteral("title"));
    side.title->setAlignment(Qt::AlignHCenter);
    side.progress = new QProgressBar(pane);
    side.progress->setTextVisible(false);
    side.result = new QLabel(pane);
    side.result->setWordWrap(true);
    side.result->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    side.chart = new CostChart(pane);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(side.title);
    column->addWidget(side.progress);
    column->addWidget(side.chart, 1);
    column->addWidget(side.result);
    return pane;
}

void CostView::retranslate()
{
    countLabel_->setText(tr("Connections of each kind:"));
    count_->setAccessibleName(tr("How many connections of each kind"));
    for (Side &side : sides_) {
        side.progress->setAccessibleName(tr("Connections made"));
        side.chart->retranslate();
    }
    refresh();
}

void CostView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    possible_ = mostConnections();
    refresh();
}

bool CostView::isOver(std::size_t index) const
{
    const auto &run = sides_[index].run;
    if (!run)
        return true;
    const auto phase = run->progress().phase;
    return phase == ManyConnections::Phase::Finished || phase == ManyConnections::Phase::Stopped;
}

bool CostView::isRunning() const { return !isOver(0) || !isOver(1); }

QString CostView::warningText() const
{
    const int count = qMin(count_->value(), possible_);
    int left = 0;
    for (int side = 0; side < Comparison::kSides; ++side) {
        const LeftBehind behind = leftBehind(comparison_.closing(side), count);
        left += qMax(behind.client, behind.server);
    }
    QString text = left
        ? tr("Sockets left in TIME_WAIT on loopback: up to %1, for about 60 seconds.").arg(left)
        : tr("Leaves nothing behind: an RST ends each of these connections.");
    if (possible_ < count_->value())
        text += u' '
            + tr("Ports that are free now: %1. No more connections than that are made.").arg(possible_);
    return text;
}

void CostView::refresh()
{
    const bool running = isRunning();
    start_->setText(running ? tr("Stop") : tr("Start"));
    start_->setToolTip(running ? tr("Make no more connections; once they are made: watch no longer")
                               : tr("Make real connections, and count what they leave behind"));
    count_->setEnabled(!running);
    warning_->setText(warningText());
    for (std::size_t i = 0; i < kSides; ++i) {
        Side &side = sides_[i];
        if (!side.run) {
            side.closing = comparison_.closing(static_cast<int>(i));
            side.chart->setCount(count_->value());
        }
        side.title->setText(ClosingWords::name(side.closing));
        side.result->setText(side.run ? resultText(side.run->progress()) : tr("Not run yet."));
    }
}

void CostView::start()
{
    for (std::size_t i = 0; i < kSides; ++i) {
        Side &side = sides_[i];
        side.run.reset();
        side.closing = comparison_.closing(static_cast<int>(i));
        side.chart->clear();
        side.chart->setCount(count_->value());
        side.progress->setRange(0, count_->value());
        side.progress->setValue(0);
        side.run = std::make_unique<ManyConnections>(ManyConnectionsOptions {count_->value(), side.closing});
        side.run->setWakeUp(
            [this] { QMetaObject::invokeMethod(this, &CostView::takeIn, Qt::QueuedConnection); });
    }
    startSide(0); // the other one when this one has connected: they are not to slow each other down
    refresh();
}

void CostView::startSide(std::size_t index) { sides_[index].run->start(); }

void CostView::cancel()
{
    for (Side &side : sides_) {
        if (!side.run)
            continue;
        const auto phase = side.run->progress().phase;
        if (phase == ManyConnections::Phase::Connecting)
            side.run->cancel();
        else
            side.run->stop();
    }
    takeIn();
}

void CostView::takeIn()
{
    using Stage = ManyConnections::Phase;
    for (Side &side : sides_) {
        if (!side.run)
            continue;
        side.chart->add(side.run->samples(side.chart->sampleCount()));
        side.progress->setValue(side.run->progress().done);
    }
    if (sides_[0].run && sides_[1].run && sides_[1].run->progress().phase == Stage::NotStarted) {
        const auto first = sides_[0].run->progress().phase;
        if (first == Stage::Watching || first == Stage::Finished)
            startSide(1);
    }
    refresh();
}

QString CostView::failureText(const CallFailure &failure) const
{
    if (failure.function == ManyConnections::kPthreadCreate)
        return tr("They could not be made: %1.").arg(TroubleWords::noThread(failure.error).toHtmlEscaped());
    const QString call = asShown(failure.function);
    const QString what
        = withParticles(tr("%1() failed with %2: ").arg(call, asShown(errorName(failure.error))));
    switch (failure.error) {
    case EADDRNOTAVAIL:
        return what
            + tr("no ephemeral port was left. Each TIME_WAIT keeps one for a minute: that is the price for a "
                 "client that closes first and connects too often.");
    case EMFILE:
    case ENFILE:
        return what
            + tr("no file descriptor was left. That is how a server ends that does not close its "
                 "connections.");
    case 0:
        return withParticles(tr("%1() met the end of the stream too early.").arg(call));
    default:
        return what + asShown(describeError(failure.error)).toHtmlEscaped() + u'.';
    }
}

QString CostView::resultText(const ManyConnections::Progress &progress) const
{
    using Stage = ManyConnections::Phase;
    if (progress.phase == Stage::NotStarted)
        return tr("Its turn comes next.");
    const double seconds = std::chrono::duration<double>(progress.connecting).count();
    QString text = seconds > 0 ? tr("Connections: <b>%1</b> in %2 s, %3 a second.")
                                     .arg(progress.done)
                                     .arg(seconds, 0, 'f', 2)
                                     .arg(progress.done / seconds, 0, 'f', 0)
                               : tr("Connections: <b>%1</b>.").arg(progress.done);
    if (progress.failure)
        text += u' ' + failureText(*progress.failure);
    if (!progress.tableError.empty())
        text += u' ' + asShown(progress.tableError).toHtmlEscaped();
    switch (progress.phase) {
    case Stage::Connecting:
        return text + u' ' + tr("Connecting …");
    case Stage::Watching:
        return text + u' ' + tr("Waiting until the kernel has forgotten the last one …");
    case Stage::Finished:
        return text + u' ' + tr("Nothing is left behind any more.");
    case Stage::Stopped:
        return text + u' ' + tr("Stopped; what is left behind expires by itself.");
    case Stage::NotStarted:
        break;
    }
    return text;
}

} // namespace sockstep
