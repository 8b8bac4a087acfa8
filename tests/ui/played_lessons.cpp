// SPDX-License-Identifier: GPL-3.0-or-later
#include "played_lessons.h"

#include "core/lab/lab_support.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/rehearsal.h"
#include "core/recording/json_lines.h"

#include <QMap>

namespace sockstep::test {

QByteArrayList allLessons()
{
    QByteArrayList lessons;
    const bool lab = whyNoLab().empty();
    for (const LessonText &lesson : lessonTexts()) {
        if (lab || builtInLesson(lesson.name)->network == NetworkKind::Loopback)
            lessons << QByteArray::fromStdString(std::string(lesson.name));
    }
    return lessons;
}

std::shared_ptr<const Recording> played(const QByteArray &lesson)
{
    static QMap<QByteArray, std::shared_ptr<const Recording>> known;
    if (!known.contains(lesson))
        known[lesson] = rehearse(builtInLesson(lesson.toStdString())).recording;
    return known[lesson];
}

std::string fileOf(const Recording &recording)
{
    std::string text = headerLine(recording.header()) + '\n';
    for (EventIndex n = 0; n < recording.size(); ++n)
        text += eventLine(recording.header(), n, recording.at(n)) + '\n';
    return text;
}

} // namespace sockstep::test
