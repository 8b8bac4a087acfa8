// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/save_code.h"

#include "app/command_files.h"
#include "core/lesson/lesson_session.h"
#include "core/source/c_source.h"
#include "core/source/python_source.h"
#include "core/source/source_folder.h"
#include "core/text/shown_text.h"

#include <cstdio>
#include <fmt/format.h>

namespace sockstep {

namespace {

bool complain(const std::string &sentence)
{
    fmt::print(stderr, "sockstep: {}\n", shownSentence(sentence));
    return false;
}

bool save(const SaveCode &command, const SourceFiles &sources, const std::string &folder)
{
    for (const SourceFault &fault : sources.faults)
        complain(faultText(fault));
    if (!sources.faults.empty())
        return false;
    for (const SourceFile &file : sources.files) {
        const std::string path = folder + '/' + file.name;
        if (!command.lessonFile.empty() && areOneFile(command.lessonFile, path))
            return complain(fmt::format("{} is the lesson itself. Name another folder", path));
    }
    const auto inTheWay = filesInTheWay(folder, sources.files);
    if (!inTheWay.empty() && !command.overwrite)
        return complain(fmt::format(
            "{} is there already. Name another folder, or add --force to write over it", inTheWay[0]));
    const std::string sentence = writeSources(folder, sources.files);
    if (!sentence.empty())
        return complain(sentence);
    for (const SourceFile &file : sources.files)
        fmt::print("{}/{}\n", shownSentence(folder), file.name);
    return true;
}

} // namespace

int saveCode(const SaveCode &command)
{
    const SessionOptions &options = command.session;
    std::vector<ProgramFault> none; // the lesson was read with the same parser
    const LessonSource lesson
        = lessonSource(options, lessonPrograms(*options.script, options, none), command.language);
    bool saved = true;
    if (!command.cFolder.empty())
        saved = save(command, cSource(lesson), command.cFolder);
    if (!command.pythonFolder.empty())
        saved = save(command, pythonSource(lesson), command.pythonFolder) && saved;
    return saved ? 0 : 1;
}

} // namespace sockstep
