// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"

#include "core/lesson/lesson_file.h"
#include "core/lesson/rehearsal.h"
#include "core/packet/packet.h"
#include "core/recording/recorded_steps.h"
#include "ui/words/narrator.h"

#include <QRegularExpression>

namespace sockstep::test {

QString withoutTags(QString html)
{
    static const QRegularExpression tag(QStringLiteral("<[^>]*>"));
    html.remove(tag).replace(QStringLiteral("&lt;"), QStringLiteral("<"));
    return html.replace(QStringLiteral("&gt;"), QStringLiteral(">"))
        .replace(QStringLiteral("&amp;"), QStringLiteral("&"));
}

Story::Story(std::shared_ptr<const Recording> recording)
    : recording_(std::move(recording))
{
    if (!recording_)
        qFatal("a lesson could not be played");
}

Story::Story(
    const std::string &server, const std::string &client, const std::string &more, const char *network)
{
    const std::string text = std::string("messages = []\nnetwork = \"") + network
        + "\"\ntitle.en = \"T\"\naim.en = \"A\"\n[programs]\nserver = '''\n" + server
        + "\n'''\nclient = '''\n" + client + "\n'''\n" + more + "\n";
    const LessonReading reading = readLesson(text, "story");
    for (const LessonFault &fault : reading.faults)
        qWarning("%s", faultText("story", fault).c_str());
    if (reading.lesson)
        recording_ = rehearse(reading.lesson).recording;
    if (!recording_)
        qFatal("a lesson of this test is faulty, or could not be played");
}

QStringList Story::steps() const
{
    QStringList texts;
    History moment(*recording_);
    for (const RecordedStep &step : stepsOf(*recording_)) {
        moment.advance(step.end);
        texts << withoutTags(Narrator(moment).latest());
    }
    return texts;
}

QString Story::told() const { return steps().join(u'\n'); }

QString Story::of(std::string_view actor, Function function, int which) const
{
    History history(*recording_);
    history.advance();
    for (CallId id = 1; id <= history.callCount(); ++id) {
        const CallEntered &call = history.entered(id);
        const bool fits
            = recording_->header().actors[call.actor] == actor && call.function == function && --which == 0;
        if (fits)
            return withoutTags(Narrator(history).call(id));
    }
    return {};
}

QString Story::ofReset() const
{
    History history(*recording_);
    history.advance();
    for (SegmentId id = 1; id <= history.segmentCount(); ++id) {
        const auto packet = decodePacket(history.sent(id).raw);
        if (packet && packet->has(tcp_flag::kRst))
            return withoutTags(Narrator(history).segment(id));
    }
    return {};
}

} // namespace sockstep::test
