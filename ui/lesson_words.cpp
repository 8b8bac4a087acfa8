// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson_words.h"

#include "compare_words.h"

namespace sockstep {

QString LessonWords::title(std::string_view lesson)
{
    if (lesson == "handshake")
        return tr("Three-way handshake");
    if (lesson == "four-way-close")
        return tr("Four-way close");
    if (lesson == "simultaneous-close")
        return tr("Simultaneous close");
    if (lesson == "lost-syn")
        return tr("A SYN is lost");
    if (lesson == "lost-data")
        return tr("Data is lost");
    if (lesson == "lost-fin")
        return tr("A FIN is lost");
    if (lesson == "lost-last-ack")
        return tr("The last ACK is lost");
    if (lesson == "closed-port")
        return tr("SYN to a closed port (RST)");
    if (lesson == "cable-pulled")
        return tr("The cable is pulled");
    if (lesson == "zero-window")
        return tr("Zero window: nobody reads");
    if (lesson == "full-backlog")
        return tr("Full backlog: nobody accepts");
    return QString::fromUtf8(lesson.data(), static_cast<qsizetype>(lesson.size()));
}

QString LessonWords::titleOf(const SessionOptions &options)
{
    return options.lesson.empty() ? CompareWords::closing(options.closing) : title(options.lesson);
}

} // namespace sockstep
