# The lists and laws that the program carries.
daylight_resources(compliance_tests data ${CMAKE_SOURCE_DIR}/data)
