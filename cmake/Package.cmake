# SPDX-License-Identifier: Apache-2.0
# install, find_package(maatstaf [COMPONENTS cpp c]) and pkg-config. Only Eigen and threads are asked of a consumer.

include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/maatstaf")

install(TARGETS maatstaf EXPORT maatstaf_cpp FILE_SET HEADERS FILE_SET other_headers)
install(EXPORT maatstaf_cpp NAMESPACE maatstaf:: DESTINATION "${package_dir}")
if(TARGET maatstaf_c)
    install(TARGETS maatstaf_c EXPORT maatstaf_c FILE_SET HEADERS)
    install(EXPORT maatstaf_c NAMESPACE maatstaf:: DESTINATION "${package_dir}")
endif()

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/maatstafConfig.cmake.in" maatstafConfig.cmake
    INSTALL_DESTINATION "${package_dir}" NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file(maatstafConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/maatstafConfig.cmake" "${PROJECT_BINARY_DIR}/maatstafConfigVersion.cmake"
    DESTINATION "${package_dir}")

# The .pc files find their folder from their own place, so an installed tree may be moved.
file(RELATIVE_PATH pc_to_prefix "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
function(maatstaf_write_pc pc_name pc_requires pc_libs)
    if(TARGET ${pc_name})
        configure_file("${PROJECT_SOURCE_DIR}/cmake/maatstaf.pc.in" "${PROJECT_BINARY_DIR}/${pc_name}.pc" @ONLY)
        install(FILES "${PROJECT_BINARY_DIR}/${pc_name}.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
    endif()
endfunction()
maatstaf_write_pc(maatstaf "eigen3 >= 3.4" "-lmaatstaf -pthread")
maatstaf_write_pc(maatstaf_c "" "-lmaatstaf_c")

file(GLOB schemas CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/schema/*.json")
install(FILES ${schemas} DESTINATION "${CMAKE_INSTALL_DATADIR}/maatstaf/schema")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
