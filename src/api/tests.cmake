# The operations read the lists and columns that the program carries.
daylight_resources(api_tests data ${CMAKE_SOURCE_DIR}/data passwords ${DAYLIGHT_PASSWORDS})

# What the API says of itself, checked by an npm package (package.json).
add_executable(api_description ${CMAKE_SOURCE_DIR}/tests/api/describe.cc)
daylight_target_defaults(api_description)
target_link_libraries(api_description PRIVATE daylight_api)
find_program(DAYLIGHT_NODE node)
if(DAYLIGHT_NODE)
  add_test(NAME api_description_lint
    COMMAND ${DAYLIGHT_NODE} ${CMAKE_SOURCE_DIR}/tests/api/lint.mjs $<TARGET_FILE:api_description>)
  set_tests_properties(api_description_lint PROPERTIES LABELS node)
else()
  message(WARNING "Node.js is missing: the description of the API is not checked")
endif()
