# libzip's own CMake files name programs of other packages, so it comes by pkg-config.
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
set(libraries Boost::json PkgConfig::LIBZIP)
set(test_libraries rapidcheck)
