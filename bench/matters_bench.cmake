# Laws, letters, lists and chains that the program carries.
daylight_resources(matters_bench data ${CMAKE_SOURCE_DIR}/data)
# It stands on the fixture of the desks' tests, which a build without tests has not made yet.
if(NOT TARGET daylight_test_support)
  find_package(GTest QUIET)
  daylight_test_support()
endif()
target_link_libraries(matters_bench PRIVATE daylight_test_support GTest::gmock GTest::gtest)
