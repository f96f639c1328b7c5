# Pango and Cairo have no CMake files of their own.
pkg_check_modules(PAPER REQUIRED IMPORTED_TARGET
  pangocairo pangoft2 cairo cairo-pdf fontconfig icu-uc libzip libqrencode)
# GLib asks for -pthread, which the precompiled header was not made with.
set_target_properties(PkgConfig::PAPER PROPERTIES INTERFACE_COMPILE_OPTIONS "")
pkg_check_modules(PAPER_TESTS REQUIRED IMPORTED_TARGET pugixml)
set(libraries Boost::headers PkgConfig::PAPER)
set(test_libraries PkgConfig::PAPER_TESTS)
