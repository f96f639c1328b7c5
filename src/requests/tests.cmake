# The laws, lists, letters and chains that the program carries.
daylight_resources(requests_tests data ${CMAKE_SOURCE_DIR}/data)
