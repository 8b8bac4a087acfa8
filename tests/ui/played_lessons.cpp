// SPDX-License-Identifier: GPL-3.0-or-later
#include "played_lessons.h"

#include "lab/lab_support.h"
#include "recording/json_lines.h"
#include "support/lab_options.h"

#include <QMap>

namespace sockstep::test {

QByteArrayList allLessons()
{
    QByteArrayList lessons;
    for (const Closing closing : kClosings)
        lessons << QByteArray::fromStdString(std::string(lessonName(closing)));
    if (whyNoLab().empty()) {
        for (const LabLesson &lesson : labLessons())
            lessons << QByteArray::fromStdString(std::string(lesson.name));
    }
    return lessons;
}

std::shared_ptr<const Recording> played(const QByteArray &lesson)
{
    static QMap<QByteArray, std::shared_ptr<const Recording>> known;
    if (known.contains(lesson))
        return known[lesson];
    const auto closing = closingNamed(lesson.toStdString());
    SteppedSession session(closing ? onAnyPort(*closing) : automaticInLab(lesson.toStdString()));
    if (!session.start() || !session.stepToEnd()) {
        qWarning("%s did not come to its end", lesson.constData());
        return nullptr;
    }
    session.stop();
    known[lesson] = session->sharedRecording();
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
