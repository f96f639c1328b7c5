#include "redaction/tools.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <future>
#include <thread>

#include "base/text.h"
#include "intake/child.h"
#include "redaction/limits.h"

namespace dl::redaction {

Outcome<std::string> run_tool(const std::vector<std::string>& arguments, std::string_view input) {
  auto said = intake::run_child(arguments, input, {.time = kToolTime, .memory = kToolMemory, .output = kMostOutput});
  if (said && said->size() < kMostOutput) return said;
  if (said) return fail(Fault::TooLarge, "redaction.too-costly", arguments[0] + " has no end");
  const auto& error = said.error();
  if (error.fault == Fault::Unavailable) return fail(Fault::Unavailable, "redaction.tool", error.detail);
  if (error.fault == Fault::TooLarge) return fail(Fault::TooLarge, "redaction.too-costly", error.detail);
  return fail(Fault::Unreadable, "redaction.broken", error.detail);
}

Outcome<void> check_head(std::string_view pdf) {
  DL_TRY(const auto said,
         run_tool({"/usr/bin/mutool", "show", kInput, "trailer/Encrypt", "trailer/Root/Pages/Count"}, pdf));
  if (said.find("/Filter") != said.npos) return fail(Fault::Unreadable, "redaction.encrypted");
  // The number is the last line; a file may say none, or a false one, which is seen when its pages are read.
  const auto words = text::trim(said);
  const auto line = words.substr(words.rfind('\n') + 1);
  std::size_t pages = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), pages);
  if (error == std::errc::result_out_of_range || pages > kMostPages)
    return fail(Fault::TooLarge, "redaction.pages", std::string(line));
  return {};
}

Outcome<void> in_parallel(std::size_t count, const std::function<Outcome<void>(std::size_t)>& work) {
  constexpr unsigned kFewest = 1, kMost = 4;
  std::atomic<std::size_t> next = 0;
  auto take_turns = [&]() -> Outcome<void> {
    for (auto at = next++; at < count; at = next++)
      if (auto done = work(at); !done) {
        next = count;
        return done;
      }
    return {};
  };
  std::vector<std::future<Outcome<void>>> others;
  const auto cores = std::clamp(std::thread::hardware_concurrency(), kFewest, kMost);
  for (unsigned i = 1; i < cores && i < count; ++i) others.push_back(std::async(std::launch::async, take_turns));
  auto all = take_turns();
  for (auto& other : others)
    if (auto done = other.get(); !done && all) all = std::move(done);
  return all;
}

}  // namespace dl::redaction
