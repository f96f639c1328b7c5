# Compiler settings that every target of the project shares.

add_library(daylight_options INTERFACE)
target_compile_options(daylight_options INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
  $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety> $<$<CXX_COMPILER_ID:Clang>:-Werror=thread-safety>
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wno-missing-field-initializers)
target_compile_definitions(daylight_options INTERFACE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
  BOOST_ASIO_NO_DEPRECATED
  $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
target_include_directories(daylight_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_link_libraries(daylight_options INTERFACE Threads::Threads)

find_program(DAYLIGHT_MOLD mold)
if(DAYLIGHT_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# One precompiled header for the whole tree: what nearly every file includes. Named without its path
# and with -fpch-preprocess above, so that ccache can share objects between two copies of the tree.
add_library(daylight_pch STATIC ${CMAKE_SOURCE_DIR}/src/pch.cc)
target_link_libraries(daylight_pch PUBLIC daylight_options fmt::fmt)
target_precompile_headers(daylight_pch PRIVATE <pch.h>)

# A precompiled header's bytes differ from build to build, so ccache is given a digest of what went
# into it instead (pch_external_checksum).
file(SHA256 ${CMAKE_SOURCE_DIR}/src/pch.h pch_digest)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/pch.h)
string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
foreach(suffix gch pch)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/CMakeFiles/daylight_pch.dir/cmake_pch.hxx.${suffix}.sum CONTENT
"${pch_digest} ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION} fmt ${fmt_VERSION} \
${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}} ${CMAKE_INTERPROCEDURAL_OPTIMIZATION} ${DAYLIGHT_SANITIZE}\n" @ONLY)
endforeach()
