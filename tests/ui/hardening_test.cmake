# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DPROGRAM=<executable> -DREADELF=<readelf> -P hardening_test.cmake
# Holds the program to the compiler's and the linker's hardening: it would run as well without, unseen.
set(complaints "")

function(expect what options pattern)
    execute_process(COMMAND ${READELF} --wide ${options} ${PROGRAM} OUTPUT_VARIABLE told COMMAND_ERROR_IS_FATAL ANY)
    if(NOT told MATCHES "${pattern}")
        list(APPEND complaints "${what}: readelf ${options} says nothing of ${pattern}")
        set(complaints "${complaints}" PARENT_SCOPE)
    endif()
endfunction()

expect("it can be loaded anywhere" --file-header "DYN")
expect("its tables are read-only once it runs" --program-headers "GNU_RELRO")
expect("everything is bound at the start" --dynamic "BIND_NOW|NOW")
expect("overrun stacks are found" --dyn-syms "__stack_chk_fail")
expect("overrun buffers are found" --dyn-syms "__[a-z]+_chk")
expect("the library checks its arguments" --dyn-syms "__glibcxx_assert_fail")

if(complaints)
    list(JOIN complaints "\n  " text)
    message(FATAL_ERROR "\n  ${text}")
endif()
