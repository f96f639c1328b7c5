# Builds one static library and one test program from each line of src/modules.txt.
#
# A module's outside libraries stand in src/NAME/libraries.cmake, which sets the variable
# `libraries`, and `test_libraries` for what only its tests need. Test sources are the files named
# *_test.cc beside what they test; src/NAME/tests.cmake, if there is one, is read once the program
# NAME_tests is there and may add to it.

function(daylight_target_defaults target)
  target_link_libraries(${target} PUBLIC daylight_options)
  target_precompile_headers(${target} REUSE_FROM daylight_pch)
endfunction()

function(daylight_module name neighbours)
  set(folder ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cc)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$|/main\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  if(NOT sources)
    return()
  endif()

  set(libraries "")
  set(test_libraries "")
  if(EXISTS ${folder}/libraries.cmake)
    include(${folder}/libraries.cmake)
  endif()

  add_library(daylight_${name} STATIC ${sources})
  daylight_target_defaults(daylight_${name})
  foreach(neighbour ${neighbours})
    if(TARGET daylight_${neighbour})
      target_link_libraries(daylight_${name} PUBLIC daylight_${neighbour})
    endif()
  endforeach()
  target_link_libraries(daylight_${name} PUBLIC fmt::fmt ${libraries})

  if(DAYLIGHT_TESTS AND tests)
    add_executable(${name}_tests ${tests})
    daylight_target_defaults(${name}_tests)
    target_include_directories(${name}_tests PRIVATE ${CMAKE_SOURCE_DIR})
    target_compile_definitions(${name}_tests PRIVATE
      DAYLIGHT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    target_link_libraries(${name}_tests PRIVATE daylight_${name} GTest::gmock GTest::gtest_main
      ${test_libraries})
    daylight_cases(${name} ${name}_tests fast)
    if(EXISTS ${folder}/tests.cmake)
      include(${folder}/tests.cmake)
    endif()
    if(name STREQUAL db OR db IN_LIST neighbours)
      target_link_libraries(${name}_tests PRIVATE daylight_test_support)
    endif()
    # People work in agencies (tests/support/places.h), although accounts stand below them.
    if(name STREQUAL accounts OR accounts IN_LIST neighbours)
      target_link_libraries(${name}_tests PRIVATE daylight_agencies)
    endif()
    if(name STREQUAL publications OR publications IN_LIST neighbours)
      target_link_libraries(${name}_tests PRIVATE daylight_test_town)
    endif()
  endif()
endfunction()

# What the tests of modules above db share: databases of every engine, temporary folders. The town, which is made by
# the desks of documents, is a library of its own for the tests of publications and of what stands above it.
function(daylight_test_support)
  set(town ${CMAKE_SOURCE_DIR}/tests/support/town.cc)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/support/*.cc)
  list(REMOVE_ITEM sources ${town})
  add_library(daylight_test_support STATIC ${sources})
  daylight_target_defaults(daylight_test_support)
  target_include_directories(daylight_test_support PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(daylight_test_support PUBLIC daylight_db GTest::gtest)

  add_library(daylight_test_town STATIC ${town})
  daylight_target_defaults(daylight_test_town)
  target_link_libraries(daylight_test_town PUBLIC daylight_publications daylight_test_support)
endfunction()

function(daylight_read_modules file)
  if(DAYLIGHT_TESTS)
    find_package(GTest REQUIRED)
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(STRINGS ${file} lines REGEX "^[a-z]")
  foreach(line ${lines})
    string(REGEX MATCH "^([a-z]+) +[0-9]+: *(.*)$" matched "${line}")
    string(STRIP "${CMAKE_MATCH_2}" neighbours)
    string(REPLACE " " ";" neighbours "${neighbours}")
    daylight_module(${CMAKE_MATCH_1} "${neighbours}")
  endforeach()
  if(DAYLIGHT_TESTS)
    daylight_test_support()
  endif()

  if(EXISTS ${CMAKE_SOURCE_DIR}/src/app/main.cc)
    add_executable(daylight ${CMAKE_SOURCE_DIR}/src/app/main.cc)
    daylight_target_defaults(daylight)
    target_link_libraries(daylight PRIVATE daylight_app)
    target_compile_definitions(daylight_app PUBLIC DAYLIGHT_VERSION="${PROJECT_VERSION}")
    daylight_resources(daylight
      data ${CMAKE_SOURCE_DIR}/data
      passwords ${DAYLIGHT_PASSWORDS}
      portal ${CMAKE_SOURCE_DIR}/src/portal/templates
      ${DAYLIGHT_ASSETS})
    daylight_console(daylight)
    daylight_sbom(daylight)
    set_target_properties(daylight PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
  endif()
endfunction()
