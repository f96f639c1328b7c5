find_package(SOCI REQUIRED)
set(libraries SOCI::sqlite3 SOCI::postgresql spdlog::spdlog)
