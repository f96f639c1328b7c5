# The lists and laws that the program carries.
daylight_resources(appeals_tests data ${CMAKE_SOURCE_DIR}/data)
