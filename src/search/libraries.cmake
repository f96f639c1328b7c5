find_package(xapian CONFIG REQUIRED)
set(libraries ${XAPIAN_LIBRARIES})
set(test_libraries rapidcheck)
