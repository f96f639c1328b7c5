// The one place where toml++ is compiled.
//
// Some malformed files ("[&a]") break assertions of its parser, which it takes for granted in a release.
// Here they throw in every kind of build, and TomlFile makes a message with file and line of that.

#include <stdexcept>

namespace dl {
namespace {

[[noreturn]] void refuse_toml() { throw std::logic_error("what stands here is not understood"); }

}  // namespace
}  // namespace dl

#undef NDEBUG
#define TOML_ASSERT(condition) ((condition) ? static_cast<void>(0) : dl::refuse_toml())
#define TOML_IMPLEMENTATION
#include <toml++/toml.h>  // NOLINT
