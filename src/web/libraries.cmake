find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(BROTLI REQUIRED IMPORTED_TARGET libbrotlienc libbrotlidec)
set(libraries Boost::headers ZLIB::ZLIB PkgConfig::BROTLI OpenSSL::Crypto)
