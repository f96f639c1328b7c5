# The peer is SQLite itself. The installation is linked by hand: only headers of bench/ include it.
find_package(SQLite3 REQUIRED)
target_link_libraries(site_bench PRIVATE daylight_app SQLite::SQLite3)
