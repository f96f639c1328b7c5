# The chains that the program carries, and the passwords that it refuses.
daylight_resources(work_tests data ${CMAKE_SOURCE_DIR}/data passwords ${DAYLIGHT_PASSWORDS})
