# libzip's own CMake files name programs of other packages, so all of these come by pkg-config.
pkg_check_modules(INTAKE REQUIRED IMPORTED_TARGET icu-uc libzip pugixml gumbo)
set(libraries PkgConfig::INTAKE)
