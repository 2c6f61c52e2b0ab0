# SPDX-License-Identifier: Apache-2.0
# One Catch2 program, and one ctest entry, per room: tests/cpp/<room>/*_test.cpp.

file(GLOB rooms CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/tests/cpp" "${PROJECT_SOURCE_DIR}/tests/cpp/*")
foreach(room IN LISTS rooms)
    file(GLOB room_tests CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/cpp/${room}/*_test.cpp")
    if(NOT room_tests OR (room STREQUAL "c" AND NOT TARGET maatstaf_c))
        continue()
    endif()
    set(test_program maatstaf_tests_${room})
    add_executable(${test_program} ${room_tests})
    maatstaf_compile_as_ours(${test_program})
    maatstaf_allow_counters(${test_program})
    maatstaf_compile_in_groups(${test_program} 8)
    target_include_directories(${test_program} PRIVATE "${PROJECT_SOURCE_DIR}/tests/cpp" "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${test_program} PRIVATE maatstaf Catch2::Catch2WithMain Threads::Threads)
    maatstaf_use_headers(${test_program} Boost::headers nlohmann_json::nlohmann_json)
    if(NOT MSVC)
        # Much quicker to compile, and as quick to run: the work is done in the library.
        target_compile_options(${test_program} PRIVATE $<$<CONFIG:Release>:-O0>)
    endif()
    target_precompile_headers(${test_program} PRIVATE
        <Eigen/Core> <catch2/catch_test_macros.hpp> <string> <vector>)
    if(room STREQUAL "core")
        # Our archived types must work in a host's own Boost archives too: the only place that links
        # Boost.Serialization.
        target_link_libraries(${test_program} PRIVATE Boost::serialization)
    endif()
    if(room STREQUAL "c")
        target_link_libraries(${test_program} PRIVATE maatstaf_c)
    endif()
    add_test(NAME ${room} COMMAND ${test_program})
endforeach()
