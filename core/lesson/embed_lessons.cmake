# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DOUT=FILE -DLESSONS="a.toml;b.toml" -P embed_lessons.cmake: the lesson files as C++ strings, so that
# the program finds them wherever it is started.
set(text "// Written by embed_lessons.cmake from resources/lessons.\n#include \"core/lesson/lesson_library.h\"\n\n")
string(APPEND text "namespace sockstep {\n\nconst std::vector<LessonText> &lessonTexts()\n{\n")
string(APPEND text "    static const std::vector<LessonText> texts {\n")
foreach(file IN LISTS LESSONS)
    get_filename_component(name ${file} NAME_WE)
    file(READ ${file} contents)
    if(contents MATCHES "\\)lesson\"")
        message(FATAL_ERROR "${file} contains what ends a string in the program")
    endif()
    string(APPEND text "        {\"${name}\", R\"lesson(${contents})lesson\"},\n")
endforeach()
string(APPEND text "    };\n    return texts;\n}\n\n} // namespace sockstep\n")
file(WRITE ${OUT} "${text}")
