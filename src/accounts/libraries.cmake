find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
set(libraries Boost::json OpenSSL::Crypto PkgConfig::SODIUM)
set(test_libraries rapidcheck)
