# The test program carries a few files, so that the embedding itself is tested.
daylight_resources(base_tests embedded ${CMAKE_SOURCE_DIR}/tests/fixtures/resources)

# The working days of every year against the npm package chinese-days (package.json).
add_executable(calendar_dump ${CMAKE_SOURCE_DIR}/tests/calendar/dump.cc)
daylight_target_defaults(calendar_dump)
target_link_libraries(calendar_dump PRIVATE daylight_base)
find_program(DAYLIGHT_NODE node)
if(DAYLIGHT_NODE)
  add_test(NAME calendar_against_chinese_days
    COMMAND ${DAYLIGHT_NODE} ${CMAKE_SOURCE_DIR}/tests/calendar/compare.mjs $<TARGET_FILE:calendar_dump>
      ${CMAKE_SOURCE_DIR})
  set_tests_properties(calendar_against_chinese_days PROPERTIES LABELS node)
else()
  message(WARNING "Node.js is missing: the calendar is not compared with chinese-days")
endif()
