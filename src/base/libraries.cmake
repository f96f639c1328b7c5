find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
find_package(ICU REQUIRED COMPONENTS uc)
# toml++ is compiled once, in base/toml_library.cc, and not taken from Debian's shared library.
add_library(daylight_toml INTERFACE)
target_compile_definitions(daylight_toml INTERFACE TOML_HEADER_ONLY=0)
set(libraries Boost::json OpenSSL::Crypto ICU::uc daylight_toml spdlog::spdlog)
set(test_libraries rapidcheck)
