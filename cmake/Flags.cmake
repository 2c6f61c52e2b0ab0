# SPDX-License-Identifier: Apache-2.0
# How this project compiles its own sources. None of it reaches a consumer.

# Warnings stop a Debug build (a developer's) and every preset; a user with a newer compiler only sees them.
if(PROJECT_IS_TOP_LEVEL AND NOT DEFINED CMAKE_COMPILE_WARNING_AS_ERROR AND CMAKE_BUILD_TYPE STREQUAL "Debug")
    set(CMAKE_COMPILE_WARNING_AS_ERROR ON)
endif()

function(maatstaf_compile_as_ours target)
    target_compile_features(${target} PRIVATE cxx_std_20)
    set_target_properties(${target} PROPERTIES
        CXX_EXTENSIONS OFF
        CXX_VISIBILITY_PRESET hidden
        VISIBILITY_INLINES_HIDDEN ON
        POSITION_INDEPENDENT_CODE ON)
    if(MSVC)
        target_compile_options(${target} PRIVATE /W4 /permissive- /utf-8 /bigobj /Zc:__cplusplus /fp:precise)
    else()
        # No fused multiply-add behind our back: the same bits on every machine of one kind. Nobody reads floating-point
        # exception flags; saying so changes no result and lets g++ vectorise loops with comparisons, as clang does
        # anyway.
        target_compile_options(${target} PRIVATE
            -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -ffp-contract=off -fno-trapping-math)
        if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
            # These depend on how far g++ happens to inline, and have seen ghosts inside std::string when it optimises
            # (GCC bugs 105329 and 105651); g++ 12 shows none of them on this tree. They do not stop a build; the
            # sanitizers look for the real thing.
            # The first: less garbage collection within g++, a tenth of its time.
            target_compile_options(${target} PRIVATE
                --param=ggc-min-heapsize=1000000
                -Wno-error=array-bounds -Wno-error=maybe-uninitialized -Wno-error=restrict -Wno-error=stringop-overflow)
        endif()
    endif()
endfunction()

# For sources that shuffle words and structure rather than compute: a third less to compile than at -O3, and as quick to
# run. What is computed never depends on it. (One level per target: g++ takes that of the precompiled header.)
function(maatstaf_compile_lightly target)
    if(NOT MSVC)
        target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
    endif()
endfunction()
