# The peer is SQLite itself.
find_package(SQLite3 REQUIRED)
target_link_libraries(search_bench PRIVATE SQLite::SQLite3)
