# The words and lists that the program carries, and the passwords that people's are held against.
daylight_resources(questions_tests data ${CMAKE_SOURCE_DIR}/data passwords ${DAYLIGHT_PASSWORDS})
