// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/programs/call_pad.h"

#include "ui/look/as_shown.h"
#include "ui/programs/call_button.h"

#include <QGridLayout>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <algorithm>

namespace sockstep {

namespace {

using What = CallByHand::What;

constexpr int kColumns = 3;
constexpr int kLongestText = 1000; // characters

bool sendsText(What what)
{
    const Function function = CallByHand::functionOf(what);
    return sends(function) && what != What::SendReceived;
}

/// The same for an IPv6 socket.
What forIPv6(What what)
{
    switch (what) {
    case What::Connect:
        return What::Connect6;
    case What::BindServer:
        return What::BindServer6;
    case What::BindAnyPort:
        return What::BindAnyPort6;
    case What::Sendto:
        return What::Sendto6;
    default:
        return what;
    }
}

std::vector<CallByHand> choicesOf(std::initializer_list<What> whats)
{
    std::vector<CallByHand> choices;
    for (const What what : whats)
        choices.push_back({what, {}, {}, 0});
    return choices;
}

/// A whole buffer, and few enough bytes to see that a stream is cut anywhere; then the flags.
std::vector<CallByHand> receiving(What what)
{
    std::vector<CallByHand> choices;
    for (const int size : {0, 100, 10, 4, 1})
        choices.push_back({what, {}, {}, size});
    return choices;
}

bool same(const CallByHand &a, const CallByHand &b) { return a.what == b.what && a.number == b.number; }

} // namespace

CallPad::CallPad(QWidget *parent)
    : QWidget(parent)
    , interrupt_(new CallButton(this))
    , text_(new QLineEdit(this))
{
    text_->setObjectName(QStringLiteral("freeText"));
    text_->setMaxLength(kLongestText);
    text_->setText(QStringLiteral("hello"));
    interrupt_->setObjectName(QStringLiteral("interrupt"));
    connect(interrupt_, &QToolButton::clicked, this, &CallPad::interruptWanted);
    build();
    connect(text_, &QLineEdit::returnPressed, this, [this] {
        for (CallButton *button : buttons_) {
            if (button->isEnabled()
                && button->function == (aim_.isDatagram ? Function::Sendto : Function::Send))
                button->click();
        }
    });
    connect(text_, &QLineEdit::textChanged, this, [this] {
        for (CallButton *button : buttons_)
            refresh(*button);
    });
}

void CallPad::build()
{
    addButton(Function::Socket, QStringLiteral("s&ocket"),
        choicesOf({What::SocketTcp, What::SocketUdp, What::SocketTcp6, What::SocketUdp6}));
    addButton(Function::Setsockopt, QStringLiteral("se&tsockopt"),
        choicesOf({What::ReuseAddress, What::ReusePort, What::LingerZero, What::ReceiveBuffer,
            What::SendBuffer, What::NotOnlyIPv6}));
    addButton(Function::Bind, QStringLiteral("&bind"),
        choicesOf({What::BindServer, What::BindServer6, What::BindAnyPort, What::BindAnyPort6}));
    std::vector<CallByHand> backlogs;
    for (const int backlog : {5, 128, 1, 0})
        backlogs.push_back({What::Listen, {}, {}, backlog});
    addButton(Function::Listen, QStringLiteral("&listen"), backlogs);
    addButton(Function::Accept, QStringLiteral("&accept"), choicesOf({What::Accept}));
    addButton(Function::Connect, QStringLiteral("&connect"), choicesOf({What::Connect, What::Connect6}));
    addButton(
        Function::Send, QStringLiteral("&send"), choicesOf({What::Send, What::SendReceived, What::SendNow}));
    auto sizes = receiving(What::Recv);
    for (const What flagged : {What::RecvPeek, What::RecvNow})
        sizes.push_back({flagged, {}, {}, 0});
    addButton(Function::Recv, QStringLiteral("&recv"), sizes);
    addButton(Function::Shutdown, QStringLiteral("s&hutdown"),
        choicesOf({What::ShutdownWrite, What::ShutdownRead, What::ShutdownBoth}));
    addButton(Function::Sendto, QStringLiteral("sen&dto"),
        choicesOf({What::Sendto, What::Sendto6, What::SendtoPeer}));
    addButton(Function::Recvfrom, QStringLiteral("recvfro&m"), receiving(What::Recvfrom));
    addButton(Function::Close, QStringLiteral("clos&e"), choicesOf({What::Close}));
    addButton(Function::Fcntl, QStringLiteral("&fcntl"), choicesOf({What::NonBlocking, What::Blocking}));
    addButton(Function::Getsockname, QStringLiteral("&getsockname"), choicesOf({What::Getsockname}));

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(12, 2, 12, 8);
    grid->setSpacing(4);
    constexpr int kTextRow = 2; // above what sends it
    int cell = 0;
    for (QWidget *button : controls()) {
        if (button == text_)
            continue;
        const int row = cell / kColumns;
        grid->addWidget(button, row < kTextRow ? row : row + 1, cell % kColumns);
        ++cell;
    }
    grid->addWidget(text_, kTextRow, 0, 1, kColumns);
    for (int column = 0; column < kColumns; ++column)
        grid->setColumnStretch(column, 1);
    QWidget *before = nullptr;
    for (QWidget *control : controls()) {
        if (before)
            setTabOrder(before, control);
        before = control;
    }
}

QList<QWidget *> CallPad::controls() const
{
    QList<QWidget *> all;
    for (CallButton *button : buttons_) {
        if (button->function == Function::Send)
            all.append(text_);
        all.append(button);
    }
    all.append(interrupt_);
    return all;
}

void CallPad::addButton(Function function, const QString &text, std::vector<CallByHand> choices)
{
    auto *button = new CallButton(this);
    button->function = function;
    button->choices = std::move(choices);
    button->setText(text);
    const std::string_view name = sockstep::name(function);
    button->setObjectName(QStringLiteral("call-") + asShown(name));
    connect(button, &QToolButton::clicked, this, [this, button] { want(usual(*button)); });
    if (button->choices.size() > 1) {
        auto *menu = new QMenu(button);
        button->giveMenu(menu);
        connect(menu, &QMenu::aboutToShow, this, [this, button] { fillMenu(*button); });
    }
    buttons_.push_back(button);
}

/// What a click makes: what was chosen last, or what suits the socket.
CallByHand CallPad::usual(const CallButton &button) const
{
    CallByHand call = button.choices.front();
    if (button.chosen)
        call = *button.chosen;
    else if (call.what == What::BindServer && aim_.isClient)
        call.what = What::BindAnyPort;
    if (aim_.isIPv6)
        call.what = forIPv6(call.what);
    call.socket = aim_.socket;
    if (sendsText(call.what))
        call.text = text_->text().toStdString();
    return call;
}

void CallPad::want(CallByHand call) { emit callWanted(call); }

void CallPad::fillMenu(CallButton &button)
{
    QMenu *menu = button.menu();
    menu->clear();
    const CallByHand now = usual(button);
    for (CallByHand choice : button.choices) {
        choice.socket = aim_.socket;
        if (sendsText(choice.what))
            choice.text = text_->text().toStdString();
        if (!aim_.play)
            continue;
        QAction *action = menu->addAction(QString());
        setShown(*action, asShown(aim_.play->line(aim_.actor, choice)));
        action->setCheckable(true);
        action->setChecked(same(choice, now));
        connect(action, &QAction::triggered, this, [this, &button, choice] {
            button.chosen = choice;
            refresh(button);
            want(choice);
        });
    }
    if (receives(button.function)) {
        connect(menu->addAction(tr("Another size…")), &QAction::triggered, this,
            [this, &button] { askForSize(button); });
    }
}

void CallPad::askForSize(CallButton &button)
{
    bool chosen = false;
    const int size = QInputDialog::getInt(this, tr("Size of the buffer"),
        tr("At most so many bytes are received:"), 16, 1, static_cast<int>(kBufferSize), 1, &chosen);
    if (!chosen)
        return;
    button.chosen = button.choices.front();
    button.chosen->number = size;
    refresh(button);
    want(usual(button));
}

void CallPad::refresh(CallButton &button)
{
    button.setEnabled(aim_.canMake);
    button.setLikely(aim_.canMake
        && std::find(aim_.likely.begin(), aim_.likely.end(), button.function) != aim_.likely.end());
    if (!aim_.play)
        return;
    const QString line = asShown(aim_.play->line(aim_.actor, usual(button)));
    const QString key = button.shortcut().toString(QKeySequence::NativeText);
    const QString tip = asToolTip(QStringLiteral("%1   %2").arg(line, key));
    if (tip == button.toolTip())
        return;
    button.setToolTip(tip);
    const std::string_view name = sockstep::name(button.function);
    button.setAccessibleName(asShown(name) + QStringLiteral(": ") + line);
}

void CallPad::show(const Aim &aim)
{
    if (aim.actor != aim_.actor) {
        for (CallButton *button : buttons_)
            button->chosen.reset();
    }
    aim_ = aim;
    for (CallButton *button : buttons_)
        refresh(*button);
    interrupt_->setEnabled(aim_.canInterrupt);
    interrupt_->setLikely(aim_.canInterrupt);
}

void CallPad::retranslate()
{
    interrupt_->setText(tr("&Interrupt"));
    interrupt_->setToolTip(tr("A signal wakes the thread from its call, which returns −1 EINTR (Alt+I)"));
    interrupt_->setAccessibleName(tr("Interrupt the call"));
    text_->setPlaceholderText(tr("Bytes to send"));
    text_->setAccessibleName(tr("Bytes to send"));
    text_->setToolTip(tr("What send and sendto send, in UTF-8; Enter sends it"));
}

} // namespace sockstep
