pkg_check_modules(REDACTION REQUIRED IMPORTED_TARGET icu-uc libjpeg pugixml zlib)
set(libraries Boost::json PkgConfig::REDACTION)
