// The settings reader takes any bytes and answers with values or with a place and a reason.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/settings.h"

namespace {

struct Fuzzed {
  std::string text = "a";
  int number = 1;
  bool flag = false;
  dl::Size size = {};
  dl::Duration duration = {};
  std::vector<std::string> list = {};
};

constexpr dl::Setting<Fuzzed> kTable[] = {
    {"a.text", &Fuzzed::text, "Text.", {.choices = "a|b"}},
    {"a.number", &Fuzzed::number, "Number.", {.least = 0, .most = 9}},
    {"a.b.flag", &Fuzzed::flag, "Flag."},
    {"size", &Fuzzed::size, "Size."},
    {"duration", &Fuzzed::duration, "Duration."},
    {"list", &Fuzzed::list, "List."},
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto read = dl::read_settings<Fuzzed>(kTable, "settings.toml", bytes);
  if (!read && !read.error().detail.starts_with("settings.toml:")) std::abort();
  if (read && (read->number < 0 || read->number > 9 || (read->text != "a" && read->text != "b"))) std::abort();
  return 0;
}
