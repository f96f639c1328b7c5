# The installation is linked by hand: only headers of bench/ include it.
target_link_libraries(api_bench PRIVATE daylight_app)
