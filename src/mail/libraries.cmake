pkg_check_modules(MAIL REQUIRED IMPORTED_TARGET gmime-3.0 libcurl)
# What else pkg-config asks for g++ defines by itself, and a macro more would put the precompiled header out of use.
set_target_properties(PkgConfig::MAIL PROPERTIES INTERFACE_COMPILE_OPTIONS "")
set(libraries PkgConfig::MAIL)
