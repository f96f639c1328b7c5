# Neither libzip nor libxlsxwriter has CMake files that can be used, so all of these come by pkg-config.
pkg_check_modules(SHEETS REQUIRED IMPORTED_TARGET expat icu-uc libzip xlsxwriter)
set(libraries Boost::json PkgConfig::SHEETS)
set(test_libraries rapidcheck)
