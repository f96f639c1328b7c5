// `daylight clock`: shows the clock of an installation, and sets that of a simulation.
#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>

#include "app/commands.h"
#include "app/installation.h"

namespace dl::app {
namespace {

struct Words {
  std::string data = {};
  std::string set = {};
  std::string forward = {};
};

// "30d", "8h"; a number alone counts days. What is longer than a century is a slip of the pen.
Outcome<std::int64_t> read_span_ms(const std::string& text) {
  constexpr std::int64_t kHourMs = 3'600'000;
  constexpr std::int64_t kMostHours = std::int64_t{24} * 36525;
  std::int64_t count = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, code] = std::from_chars(text.data(), end, count);
  const std::string unit(stopped, end);
  const std::int64_t hours = unit == "h" ? 1 : 24;
  if (code != std::errc() || (!unit.empty() && unit != "h" && unit != "d") || count <= 0 || count > kMostHours / hours)
    return fail(Fault::Invalid, "clock.span", text);
  return count * hours * kHourMs;
}

Outcome<std::optional<Instant>> aim_of(const Words& words, const Clock& clock) {
  if (!words.set.empty()) {
    DL_TRY(const auto at, Instant::parse(words.set));
    return std::optional(at);
  }
  if (words.forward.empty()) return std::optional<Instant>();
  DL_TRY(const auto span, read_span_ms(words.forward));
  return std::optional(Instant(clock.now().milliseconds() + span));
}

Outcome<void> tell(const Words& words) {
  DL_TRY(const auto installation, Installation::open(words.data));
  DL_TRY(const auto aim, aim_of(words, installation->clock()));
  if (aim) DL_CHECK(installation->run_clock_to(*aim));
  fmt::print("{} {}\n", installation->is_simulation() ? "模拟运行，模拟时间" : "正式安装，时间",
             installation->clock().now().text());
  return {};
}

}  // namespace

void add_clock(CLI::App& program, Action& chosen) {
  auto words = std::make_shared<Words>();
  auto* command = program.add_subcommand("clock", "查看时间；模拟运行的时间可以设定和快进，只能往后，立即生效");
  add_data_option(*command, words->data);
  auto* set = command->add_option("--set", words->set, "设为这一时间，如 2026-03-01 或 \"2026-03-01 09:00\"");
  set->type_name("时间");
  command->add_option("--forward", words->forward, "快进：30d 为三十天，8h 为八小时")->type_name("时长")->excludes(set);
  command->callback([words, &chosen] { chosen = [words] { return tell(*words); }; });
}

}  // namespace dl::app
