# The tests refuse the passwords that the program carries.
daylight_resources(accounts_tests data ${CMAKE_SOURCE_DIR}/data passwords ${DAYLIGHT_PASSWORDS})
