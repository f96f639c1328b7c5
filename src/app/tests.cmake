# The tests draw the pages and read the data that the program carries.
daylight_resources(app_tests
  data ${CMAKE_SOURCE_DIR}/data
  passwords ${DAYLIGHT_PASSWORDS}
  portal ${CMAKE_SOURCE_DIR}/src/portal/templates
  ${DAYLIGHT_ASSETS})
