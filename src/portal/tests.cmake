# The tests draw the templates that the program carries.
daylight_resources(portal_tests
  portal ${CMAKE_SOURCE_DIR}/src/portal/templates
  ${DAYLIGHT_ASSETS}
  data ${CMAKE_SOURCE_DIR}/data)
