# Registers, lists and laws that the program carries.
daylight_resources(records_tests data ${CMAKE_SOURCE_DIR}/data)

# Random conditions: the evaluators of the program and the console, and JSON Schema in the words of npm's ajv, agree.
add_executable(condition_dump ${CMAKE_SOURCE_DIR}/tests/conditions/dump.cc)
daylight_target_defaults(condition_dump)
target_link_libraries(condition_dump PRIVATE daylight_records rapidcheck)
find_program(DAYLIGHT_NODE node)
if(DAYLIGHT_NODE)
  add_test(NAME conditions_agree
    COMMAND ${DAYLIGHT_NODE} ${CMAKE_SOURCE_DIR}/tests/conditions/agree.mjs $<TARGET_FILE:condition_dump>
      ${CMAKE_SOURCE_DIR})
  set_tests_properties(conditions_agree PROPERTIES LABELS node)
endif()

# What the examples of all registers give everybody to take away, read by the library of Data Package (npm).
if(DAYLIGHT_TESTS)
  add_executable(open_data_dump ${CMAKE_SOURCE_DIR}/tests/opendata/dump.cc)
  daylight_target_defaults(open_data_dump)
  target_include_directories(open_data_dump PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(open_data_dump PRIVATE daylight_records daylight_test_support GTest::gmock GTest::gtest)
  target_compile_definitions(open_data_dump PRIVATE DAYLIGHT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  daylight_resources(open_data_dump data ${CMAKE_SOURCE_DIR}/data)
  if(DAYLIGHT_NODE)
    add_test(NAME data_packages_are_read
      COMMAND ${DAYLIGHT_NODE} ${CMAKE_SOURCE_DIR}/tests/opendata/read.mjs $<TARGET_FILE:open_data_dump>
        ${CMAKE_SOURCE_DIR})
    set_tests_properties(data_packages_are_read PROPERTIES LABELS node)
  endif()
endif()
