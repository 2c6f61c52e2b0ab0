# SPDX-License-Identifier: Apache-2.0
# Finds what the build needs. Eigen is the only dependency a consumer sees; Boost and nlohmann_json are header-only and private.

macro(maatstaf_find_dependencies)
    find_package(Threads REQUIRED)
    find_package(Eigen3 CONFIG ${ARGN})
    find_package(Boost 1.74 CONFIG ${ARGN})
    find_package(nlohmann_json 3.10 CONFIG ${ARGN})
    if(MAATSTAF_BUILD_TESTS)
        find_package(Catch2 3 CONFIG ${ARGN})
        find_package(boost_serialization 1.74 CONFIG ${ARGN})
    endif()
    if(MAATSTAF_BUILD_BENCHMARKS)
        find_package(benchmark CONFIG ${ARGN})
    endif()
endmacro()

maatstaf_find_dependencies(REQUIRED)
if(Eigen3_VERSION VERSION_LESS 3.4)
    message(FATAL_ERROR "maatstaf needs Eigen 3.4 or newer; found ${Eigen3_VERSION} in ${Eigen3_DIR}")
endif()

# Adds a header-only dependency to a target without writing it into the exported package.
function(maatstaf_use_headers target)
    foreach(dependency IN LISTS ARGN)
        target_include_directories(${target} SYSTEM PRIVATE
            $<TARGET_PROPERTY:${dependency},INTERFACE_INCLUDE_DIRECTORIES>)
    endforeach()
endfunction()
