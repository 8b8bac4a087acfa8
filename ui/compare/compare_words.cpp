// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_words.h"

#include "ui/words/closing_words.h"

#include <cerrno>

namespace sockstep {

namespace {
bool inTimeWait(const SocketNow &socket) { return socket.exists && socket.state == TcpState::TimeWait; }
bool anyTimeWait(const Facts &facts) { return inTimeWait(facts.client) || inTimeWait(facts.connection); }
} // namespace

QString CompareWords::phase(Phase phase)
{
    switch (phase) {
    case Phase::Connect:
        return tr("CONNECT");
    case Phase::Talk:
        return tr("TALK");
    case Phase::Close:
        return tr("END");
    case Phase::After:
        return tr("AFTER");
    }
    return {};
}

QString CompareWords::ends(bool client, bool server)
{
    if (client && server)
        return tr("both");
    return client ? tr("client") : server ? tr("server") : tr("nobody");
}

QString CompareWords::whoKeepsTimeWait(const Facts &left, const Facts &right)
{
    const bool anyRst = left.ending.segment == FirstEnding::Segment::Rst
        || right.ending.segment == FirstEnding::Segment::Rst;
    const bool crossed
        = (left.ending.byClient && left.ending.byServer) || (right.ending.byClient && right.ending.byServer);
    QString text;
    if (anyTimeWait(left) || anyTimeWait(right))
        text = tr("<b>The end that sends the first FIN keeps TIME_WAIT.</b>");
    if (crossed)
        text += u' ' + tr("Where two FINs crossed, each end sent a first one, and both keep it.");
    if (anyRst)
        text += u' '
            + tr("An RST ends a connection at once: neither end keeps TIME_WAIT, and the other end's next "
                 "call fails with ECONNRESET.");
    return text.trimmed();
}

QString CompareWords::attempt(const Facts &facts, const QString &run)
{
    if (!facts.attempt)
        return {};
    if (facts.attempt->error == 0)
        return tr("<i>%1</i>: the port could be bound again.").arg(run);
    if (facts.attempt->error != EADDRINUSE)
        return {};
    if (facts.portAgain.when == PortAgain::When::AfterClose)
        return tr("<i>%1</i>: EADDRINUSE, because the first server has not closed everything yet.").arg(run);
    if (facts.attempt->reuseAddress && !facts.reuseAddress)
        return tr("<i>%1</i>: EADDRINUSE although the new server set SO_REUSEADDR. That is the trap: on "
                  "Linux the first server must have set it too. Restart to see.")
            .arg(run);
    if (!facts.attempt->reuseAddress && facts.reuseAddress)
        return tr("<i>%1</i>: EADDRINUSE, because only the first server had set SO_REUSEADDR.").arg(run);
    return tr("<i>%1</i>: EADDRINUSE, because the server's own TIME_WAIT holds the port. It helps to set "
              "SO_REUSEADDR on both servers, or to let the client close first.")
        .arg(run);
}

QString CompareWords::story(const Comparison &comparison)
{
    const Facts &left = comparison.facts(0);
    const Facts &right = comparison.facts(1);
    const Alignment &alignment = comparison.alignment();
    if (left.calls == 0 && right.calls == 0)
        return tr("Two real runs, each with its own sockets. <b>Space</b> steps both; the one that is behind "
                  "is stepped alone until it has caught up.");
    QStringList sentences;
    const QString timeWait = whoKeepsTimeWait(left, right);
    if (!timeWait.isEmpty())
        sentences.append(timeWait);
    if (alignment.firstDifference() == kNoRow) {
        sentences.append(tr("So far both runs are the same."));
    } else if (timeWait.isEmpty()) {
        sentences.append(tr("From the marked line (≠) on, the runs differ; what is the same but at the other "
                            "end stands in one line (⇄)."));
    } else {
        sentences.append(tr("Up to the marked line (≠) both runs are the same."));
    }
    for (int side = 0; side < Comparison::kSides; ++side) {
        const QString said = attempt(comparison.facts(side), ClosingWords::name(comparison.closing(side)));
        if (!said.isEmpty())
            sentences.append(said);
    }
    return sentences.join(u' ');
}

} // namespace sockstep
