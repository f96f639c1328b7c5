# The test program carries a few files, so that the embedding itself is tested.
daylight_resources(base_tests embedded ${CMAKE_SOURCE_DIR}/tests/fixtures/resources)
