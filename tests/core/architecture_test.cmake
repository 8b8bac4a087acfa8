# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DROOT=<source folder> -DCORE_LIBRARIES=<what sockstep_core links> -P architecture_test.cmake
# Holds the house to its walls and floors: core knows nothing of Qt, nor of ui or app; a room uses only rooms
# below it; every file of ours carries its licence.
cmake_minimum_required(VERSION 3.25)
set(complaints "")

# Words of Qt in an include or a name; "qt" inside other words ("sqrt") is none.
file(GLOB_RECURSE core_files "${ROOT}/core/*.h" "${ROOT}/core/*.cpp" "${ROOT}/core/CMakeLists.txt")
list(LENGTH core_files count)
if(count LESS 30)
    message(FATAL_ERROR "Only ${count} files in ${ROOT}/core: is ROOT right?")
endif()
foreach(file IN LISTS core_files)
    file(STRINGS "${file}" bad
        REGEX "#[ \t]*include[ \t]*[<\"](Q[A-Z]|Qt|ui/|app/)|find_package\\(Qt|Qt[0-9]?::|Q_(OBJECT|GADGET|ENUM)|(^|[^A-Za-z_])Q(Object|String|Widget|Thread|Timer)[^A-Za-z]|AUTOMOC|sockstep_ui")
    foreach(line IN LISTS bad)
        list(APPEND complaints "${file} is in core and knows of Qt, ui or app: ${line}")
    endforeach()
endforeach()

if("${CORE_LIBRARIES}" STREQUAL "" OR "${CORE_LIBRARIES}" MATCHES "Qt|sockstep_ui")
    list(APPEND complaints "sockstep_core links \"${CORE_LIBRARIES}\"")
endif()

# Nor does ui make a socket call of a session.
file(GLOB_RECURSE ui_files "${ROOT}/ui/*.h" "${ROOT}/ui/*.cpp")
foreach(file IN LISTS ui_files)
    file(STRINGS "${file}" bad REGEX "#[ \t]*include[ \t]*(<sys/socket\\.h>|\"core/network/socket_calls\\.h\")")
    if(bad)
        list(APPEND complaints "${file} is in ui and could make socket calls: ${bad}")
    endif()
endforeach()

# The floors, from below, a line each. A room includes only rooms of the floors below its own: those of one floor do not
# know each other. Includes are written from the root.
set(core_floors
    "base text"
    "packet"
    "recording"
    "network glossary"
    "program lab diagram"
    "session replay"
    "lesson compare cost"
    "source")
set(ui_floors
    "look"
    "steer"
    "words parts"
    "bytes chat diagram lesson narration programs recordings sockets states"
    "bars compare"
    "export"
    "window")
foreach(house core ui)
    set(below "")
    foreach(floor IN LISTS ${house}_floors)
        separate_arguments(rooms UNIX_COMMAND "${floor}")
        foreach(room IN LISTS rooms)
            file(GLOB files "${ROOT}/${house}/${room}/*.h" "${ROOT}/${house}/${room}/*.cpp")
            if(NOT files)
                list(APPEND complaints "there is no room ${house}/${room}, which stands on a floor")
            endif()
            foreach(file IN LISTS files)
                file(STRINGS "${file}" includes REGEX "#[ \t]*include[ \t]*\"")
                foreach(include IN LISTS includes)
                    cmake_path(RELATIVE_PATH file BASE_DIRECTORY "${ROOT}" OUTPUT_VARIABLE short)
                    if(include MATCHES "\"${house}/([a-z]+)/([^\"]+)\"")
                        if(NOT CMAKE_MATCH_1 STREQUAL room AND NOT CMAKE_MATCH_1 IN_LIST below)
                            list(APPEND complaints
                                "${short} may not use ${house}/${CMAKE_MATCH_1}/${CMAKE_MATCH_2}")
                        endif()
                    elseif(NOT include MATCHES "\"(core/[a-z]+/[^\"]+|[a-z_]+\\.moc)\"")
                        list(APPEND complaints "${short} does not include from the root: ${include}")
                    endif()
                endforeach()
            endforeach()
        endforeach()
        list(APPEND below ${rooms})
    endforeach()
    file(GLOB homeless "${ROOT}/${house}/*.h" "${ROOT}/${house}/*.cpp")
    file(GLOB standing LIST_DIRECTORIES true RELATIVE "${ROOT}/${house}" "${ROOT}/${house}/*")
    list(FILTER standing EXCLUDE REGEX "\\.")
    foreach(room IN LISTS standing)
        if(NOT room IN_LIST below)
            list(APPEND complaints "${house}/${room} stands on no floor")
        endif()
    endforeach()
    foreach(file IN LISTS homeless)
        list(APPEND complaints "${file} is in no room")
    endforeach()
endforeach()

# Bytes become text of the window in one place, which makes foreign ones harmless (ui/look/as_shown.h). The others have
# bytes of our own: pages, drawings, the glossary, fonts; or names that are compared and never shown.
set(own_bytes as_shown comparison_export diagram_options export_dialog font_families glossary_book handout
    lesson_menu page_form portable_svg)
foreach(file IN LISTS ui_files)
    get_filename_component(name "${file}" NAME_WE)
    file(STRINGS "${file}" bad REGEX "QString::from(StdString|Utf8|Local8Bit)|QStringDecoder")
    if(bad AND NOT ";${own_bytes};" MATCHES ";${name};")
        list(APPEND complaints "${file} makes a QString of bytes: let asShown() do it: ${bad}")
    endif()
endforeach()

# A thread may be refused: one function starts them all, and returns why.
file(GLOB_RECURSE product_files "${ROOT}/core/*.h" "${ROOT}/core/*.cpp" "${ROOT}/ui/*.h" "${ROOT}/ui/*.cpp"
    "${ROOT}/app/*.h" "${ROOT}/app/*.cpp")
list(FILTER product_files EXCLUDE REGEX "base/start_thread\\.h$")
foreach(file IN LISTS product_files)
    file(STRINGS "${file}" bad REGEX "std::j?thread( [a-z_]+)?[({][^)}]|std::async|QThread::create|QtConcurrent::run")
    if(bad)
        list(APPEND complaints "${file} starts a thread past core/base/start_thread.h: ${bad}")
    endif()
endforeach()

foreach(folder core ui app tests)
    file(GLOB_RECURSE files "${ROOT}/${folder}/*.cpp" "${ROOT}/${folder}/*.h"
        "${ROOT}/${folder}/CMakeLists.txt" "${ROOT}/${folder}/*.cmake")
    foreach(file IN LISTS files)
        file(STRINGS "${file}" first_lines LIMIT_COUNT 3)
        if(NOT "${first_lines}" MATCHES "SPDX-License-Identifier: GPL-3.0-or-later")
            list(APPEND complaints "${file} has no SPDX line at its beginning")
        endif()
    endforeach()
endforeach()

if(complaints)
    list(JOIN complaints "\n  " text)
    message(FATAL_ERROR "\n  ${text}")
endif()
