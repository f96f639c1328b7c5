# The lists, laws and chains that the program carries.
daylight_resources(dialogue_tests data ${CMAKE_SOURCE_DIR}/data)
