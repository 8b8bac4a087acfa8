// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/lesson_library.h"

#include "core/lesson/lesson_file.h"

#include <algorithm>
#include <map>
#include <mutex>

namespace sockstep {

std::shared_ptr<const Lesson> builtInLesson(std::string_view name)
{
    static std::mutex mutex;
    static std::map<std::string_view, std::shared_ptr<const Lesson>> known; // guarded by it
    const auto &texts = lessonTexts();
    const auto text
        = std::find_if(texts.begin(), texts.end(), [&](const LessonText &one) { return one.name == name; });
    if (text == texts.end())
        return nullptr;
    const std::lock_guard lock(mutex);
    auto &lesson = known[text->name];
    if (!lesson) {
        auto read = std::make_shared<Lesson>(
            *readLesson(text->toml, std::string(text->name)).lesson); // a test reads all
        read->isBuiltIn = true;
        lesson = std::move(read);
    }
    return lesson;
}

std::vector<std::string_view> lessonNames(NetworkKind network)
{
    std::vector<std::string_view> names;
    for (const LessonText &text : lessonTexts()) {
        const auto lesson = builtInLesson(text.name);
        if (lesson && lesson->network == network)
            names.push_back(text.name);
    }
    return names;
}

} // namespace sockstep
