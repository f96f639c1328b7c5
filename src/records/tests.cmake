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
