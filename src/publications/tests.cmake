# People who publish are entered with passwords, which the lists that the program carries are held against.
daylight_resources(publications_tests data ${CMAKE_SOURCE_DIR}/data passwords ${DAYLIGHT_PASSWORDS})
