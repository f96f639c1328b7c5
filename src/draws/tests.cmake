# Registers, lists and laws that the program carries.
daylight_resources(draws_tests data ${CMAKE_SOURCE_DIR}/data)
