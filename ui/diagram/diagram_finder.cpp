// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_finder.h"

#include "core/diagram/excerpt.h"
#include "ui/steer/follower.h"
#include "ui/words/narrator.h"

#include <QElapsedTimer>
#include <QTextDocumentFragment>
#include <algorithm>

namespace sockstep {

namespace {

constexpr qint64 kSliceMs = 8; // half a frame; then the window has its turn

/// What is read of rich text: no tags, and what stands for a sign is that sign.
QString plain(const QString &rich)
{
    QString text;
    text.reserve(rich.size());
    bool inTag = false;
    for (const QChar c : rich) {
        if (c == u'<')
            inTag = true;
        else if (c == u'>')
            inTag = false;
        else if (!inTag)
            text += c;
    }
    return text.contains(u'&') ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
}

} // namespace

DiagramFinder::DiagramFinder(const Follower &follower, QObject *parent)
    : QObject(parent)
    , follower_(follower)
{
    work_.setInterval(0);
    connect(&work_, &QTimer::timeout, this, &DiagramFinder::work);
    connect(&follower, &Follower::replaced, this, &DiagramFinder::restart);
    connect(&follower, &Follower::moved, this, &DiagramFinder::restart);
}

void DiagramFinder::find(const QString &text)
{
    if (text == text_)
        return;
    text_ = text;
    search_ = DiagramSearch(text.toStdString());
    restart();
}

void DiagramFinder::restart()
{
    matches_.clear();
    next_ = 0;
    work_.stop();
    refresh();
    emit changed();
}

void DiagramFinder::refresh()
{
    if (!text_.isEmpty() && next_ < settledRows(follower_.layout(), follower_.history()))
        work_.start();
}

void DiagramFinder::work()
{
    QElapsedTimer clock;
    clock.start();
    const Row end = settledRows(follower_.layout(), follower_.history());
    const std::size_t before = matches_.size();
    while (next_ < end && clock.elapsed() < kSliceMs) {
        if (isIn(next_))
            matches_.push_back(next_);
        ++next_;
    }
    if (next_ >= end)
        work_.stop();
    if (matches_.size() != before || !work_.isActive())
        emit changed();
}

bool DiagramFinder::isIn(Row row) const
{
    if (search_.isIn(follower_.layout(), follower_.history(), row))
        return true;
    const RowContent &content = follower_.layout().row(row);
    const Narrator narrator(follower_.history());
    if (content.entered)
        return plain(narrator.call(content.entered)).contains(text_, Qt::CaseInsensitive);
    return content.sent && plain(narrator.segment(content.sent)).contains(text_, Qt::CaseInsensitive);
}

bool DiagramFinder::hasMatch(Row first, Row last) const
{
    const auto found = std::lower_bound(matches_.begin(), matches_.end(), first);
    return found != matches_.end() && *found <= last;
}

} // namespace sockstep
