# SPDX-License-Identifier: Apache-2.0
# How this project compiles its own sources. None of it reaches a consumer.

# Warnings stop a Debug build (a developer's) and every preset; a user with a newer compiler only sees them.
if(PROJECT_IS_TOP_LEVEL AND NOT DEFINED CMAKE_COMPILE_WARNING_AS_ERROR AND CMAKE_BUILD_TYPE STREQUAL "Debug")
    set(CMAKE_COMPILE_WARNING_AS_ERROR ON)
endif()

# Reading headers and instantiating templates is most of what a source costs, so the sources of a room are compiled a
# few at a time: the whole tree in less than half the time. One by one (the dev preset: -DCMAKE_UNITY_BUILD=OFF) is
# quicker after a change, and there a precompiled header pays.
if(NOT DEFINED CMAKE_UNITY_BUILD)
    set(CMAKE_UNITY_BUILD ON)
endif()
if(CMAKE_UNITY_BUILD)
    set(CMAKE_DISABLE_PRECOMPILE_HEADERS ON)
endif()

# Divides the sources of a target into groups of at most this many, each from one folder.
function(maatstaf_compile_in_groups target size)
    set(folders)
    get_target_property(sources ${target} SOURCES)
    foreach(source IN LISTS sources)
        get_filename_component(folder "${source}" DIRECTORY)
        get_filename_component(folder "${folder}" NAME)
        list(APPEND folders ${folder})
        list(APPEND sources_of_${folder} "${source}")
    endforeach()
    list(REMOVE_DUPLICATES folders)
    foreach(folder IN LISTS folders)
        list(LENGTH sources_of_${folder} count)
        math(EXPR groups "(${count} + ${size} - 1) / ${size}")
        set(index 0)
        foreach(source IN LISTS sources_of_${folder})
            math(EXPR group "${index} * ${groups} / ${count} + 1")
            set_source_files_properties("${source}" PROPERTIES UNITY_GROUP ${folder}_${group})
            math(EXPR index "${index} + 1")
        endforeach()
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()

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
        if(CMAKE_UNITY_BUILD)
            # What a group seems to have wrong and its files have not: a local named like a constant of another file,
            # and an unnamed namespace outside the main file.
            target_compile_options(${target} PRIVATE
                -Wno-shadow "$<$<CXX_COMPILER_ID:GNU>:-Wshadow=local;-Wno-subobject-linkage>")
        endif()
    endif()
endfunction()

# For programs with tests or benchmarks: their libraries' macros hold __COUNTER__, which clang from version 21 on calls
# an extension where it is used.
function(maatstaf_allow_counters target)
    if(CMAKE_CXX_COMPILER_ID MATCHES "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 21)
        target_compile_options(${target} PRIVATE -Wno-c2y-extensions)
    endif()
endfunction()

# For sources that shuffle words and structure rather than compute: a third less to compile than at -O3, and as quick to
# run. What is computed never depends on it. (One level per target: g++ takes that of the precompiled header.)
function(maatstaf_compile_lightly target)
    if(NOT MSVC)
        target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
    endif()
endfunction()
