# SPDX-License-Identifier: Apache-2.0
# Finds what the build needs: installed packages when they are new enough, else the distribution's own packages,
# unpacked under build/deps by scripts/dependencies. Eigen is the only dependency a consumer sees; Boost and
# nlohmann_json are header-only and private.

find_program(MAATSTAF_APT_GET apt-get)
mark_as_advanced(MAATSTAF_APT_GET)
if(PROJECT_IS_TOP_LEVEL AND MAATSTAF_APT_GET)
    set(can_fetch ON)
endif()
option(MAATSTAF_FETCH_DEPENDENCIES "Fetch missing C++ dependencies with scripts/dependencies" ${can_fetch})

set(needed Eigen3:3.4:5 Boost:1.74 nlohmann_json:3.10)
if(MAATSTAF_BUILD_TESTS)
    list(APPEND needed Catch2:3 boost_serialization:1.74)
endif()
if(MAATSTAF_BUILD_BENCHMARKS)
    list(APPEND needed benchmark:1.7)
endif()

# Sets missing to the packages that are absent or too old. Each is asked for by version, so that one too old is passed
# over before it defines its targets; Eigen 5 counts as new to a request for 3.4, hence a second number. (A macro: what
# find_package sets must be seen below.)
macro(maatstaf_find_dependencies)
    set(missing)
    foreach(dependency IN LISTS needed)
        string(REPLACE ":" ";" versions "${dependency}")
        list(POP_FRONT versions name)
        foreach(version IN LISTS versions)
            if(NOT ${name}_FOUND)
                find_package(${name} ${version} CONFIG QUIET)
            endif()
        endforeach()
        if(NOT ${name}_FOUND)
            list(APPEND missing "${dependency}")
        endif()
    endforeach()
    if(MAATSTAF_BUILD_PYTHON AND NOT EXISTS "${python_include}/Python.h")
        list(APPEND missing "Python.h")
    endif()
    list(JOIN missing ", " missing)
    string(REGEX REPLACE ":([0-9.]+)(:[0-9.]+)*" " \\1" missing "${missing}")
endmacro()

find_package(Threads REQUIRED)
if(MAATSTAF_BUILD_PYTHON)
    find_package(Python 3.11 REQUIRED COMPONENTS Interpreter)
    execute_process(
        COMMAND "${Python_EXECUTABLE}" -c "import sysconfig; print(sysconfig.get_paths()['include'])"
        OUTPUT_VARIABLE python_include OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
maatstaf_find_dependencies()
if(missing AND MAATSTAF_FETCH_DEPENDENCIES)
    message(STATUS "maatstaf: not found: ${missing}; asking scripts/dependencies")
    execute_process(
        COMMAND "${CMAKE_COMMAND}" -E env "PYTHON=${Python_EXECUTABLE}" "${PROJECT_SOURCE_DIR}/scripts/dependencies"
        OUTPUT_VARIABLE fetched_prefix OUTPUT_STRIP_TRAILING_WHITESPACE
        RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "maatstaf: scripts/dependencies failed; its reason stands above")
    endif()
    list(PREPEND CMAKE_PREFIX_PATH "${fetched_prefix}")
    if(MAATSTAF_BUILD_PYTHON AND NOT EXISTS "${python_include}/Python.h")
        set(python_include "${fetched_prefix}/include/python${Python_VERSION_MAJOR}.${Python_VERSION_MINOR}")
    endif()
    maatstaf_find_dependencies()
endif()
if(missing)
    message(FATAL_ERROR
        "maatstaf needs these packages, or newer: ${missing}. Install them and name their place in CMAKE_PREFIX_PATH; "
        "on Debian or Ubuntu scripts/dependencies fetches them, and -DMAATSTAF_FETCH_DEPENDENCIES=ON asks it to.")
endif()

# Adds header-only dependencies to a target without writing them into the exported package.
function(maatstaf_use_headers target)
    foreach(dependency IN LISTS ARGN)
        target_include_directories(${target} SYSTEM PRIVATE
            $<TARGET_PROPERTY:${dependency},INTERFACE_INCLUDE_DIRECTORIES>)
    endforeach()
endfunction()
