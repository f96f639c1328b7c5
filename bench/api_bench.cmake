# The installation is linked by hand: only headers of bench/ include it. Who signs in is entered under the rules.
target_link_libraries(api_bench PRIVATE daylight_app)
daylight_resources(api_bench data ${CMAKE_SOURCE_DIR}/data passwords ${DAYLIGHT_PASSWORDS})
