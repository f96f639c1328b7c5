# The chains that the program carries.
daylight_resources(work_tests data ${CMAKE_SOURCE_DIR}/data)
