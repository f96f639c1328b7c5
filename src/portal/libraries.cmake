pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
set(libraries Boost::headers PkgConfig::QRENCODE)
