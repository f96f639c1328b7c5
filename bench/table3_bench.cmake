# What the program carries.
daylight_resources(table3_bench data ${CMAKE_SOURCE_DIR}/data)
# It stands on the databases of tests, which a build without tests has not made yet.
if(NOT TARGET daylight_test_support)
  find_package(GTest QUIET)
  daylight_test_support()
endif()
target_link_libraries(table3_bench PRIVATE daylight_test_support GTest::gmock GTest::gtest)
