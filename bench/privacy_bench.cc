// How much personal data the finder finds, and how often it is wrong.
//
//   privacy_bench [--messages FILE] [--statutes FOLDER] [--json FILE] [--misses] [--alarms N]
//
// Messages are a CSV with a header whose fifth and sixth columns are what a citizen wrote and what was answered;
// statutes a folder of Markdown files. Without the options DAYLIGHT_MESSAGES and DAYLIGHT_STATUTES name them; without
// either what needs them is left out. Into each message a phrase or two is put between two sentences; what the finder
// finds in the message as it is counts as a false alarm elsewhere and not here. A third of the seeds is held out.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "bench/privacy_texts.h"
#include "privacy/personal_data.h"
#include "privacy/residue.h"

namespace dl::privacy::bench {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string messages = {};
  std::string statutes = {};
  std::string json = {};
  bool misses = false;
  std::size_t alarms = 0;
};

struct Score {
  std::size_t wanted = 0, found = 0, right = 0, given = 0;

  double recall() const { return wanted == 0 ? 1 : static_cast<double>(found) / static_cast<double>(wanted); }
  double precision() const { return given == 0 ? 1 : static_cast<double>(right) / static_cast<double>(given); }
};

/// Of a set of texts, by kind, seen and held out apart.
struct Scores {
  std::map<Kind, Score> kinds = {};

  Score sum(bool (*wanted)(Kind)) const {
    Score sum;
    for (const auto& [kind, score] : kinds) {
      if (!wanted(kind)) continue;
      sum.wanted += score.wanted, sum.found += score.found, sum.right += score.right, sum.given += score.given;
    }
    return sum;
  }
};

bool is_number(Kind kind) { return kind != Kind::Name && kind != Kind::Address; }
bool is_name(Kind kind) { return kind == Kind::Name; }
bool is_address(Kind kind) { return kind == Kind::Address; }
bool is_any(Kind) { return true; }

/// What stands around a place, on one line.
std::string around(const std::string& text, std::size_t offset, std::size_t size) {
  const auto begin = offset > 45 ? offset - 45 : 0;
  auto words = text::repair_utf8(std::string_view(text).substr(begin, offset - begin + size + 60));
  std::ranges::replace(words, '\n', '|');
  return words;
}

bool overlaps(const Found& found, const Item& item) {
  return found.offset < item.offset + item.size && item.offset < found.offset + found.size;
}

/// An item is found when it is covered, of a name or address all of it; what is found is right when it is of the
/// item's kind and at most one character (of an address: twelve) longer.
void judge(const Text& text, const std::vector<Found>& found, const Options& options, bool held, Scores& scores) {
  for (const auto& item : text.items) {
    auto& score = scores.kinds[item.kind];
    ++score.wanted;
    const auto covers = [&](const Found& one) {
      return one.kind == item.kind && one.offset <= item.offset && one.offset + one.size >= item.offset + item.size;
    };
    if (std::ranges::any_of(found, covers)) {
      ++score.found;
    } else if (options.misses && !held) {
      fmt::print("  missed {}: {} in {}\n", chinese_of(item.kind), text.words.substr(item.offset, item.size),
                 around(text.words, item.offset, item.size));
    }
  }
  for (const auto& one : found) {
    auto& score = scores.kinds[one.kind];
    ++score.given;
    const auto fits = [&](const Item& item) {
      const std::size_t slack = one.kind == Kind::Address ? 36 : 3;
      return overlaps(one, item) && one.kind == item.kind && one.size <= item.size + slack;
    };
    if (std::ranges::any_of(text.items, fits)) {
      ++score.right;
    } else if (options.misses && !held) {
      fmt::print("  wrong {}: {} in {}\n", chinese_of(one.kind), one.value, around(text.words, one.offset, one.size));
    }
  }
}

void report(const char* what, const Scores& scores) {
  const auto numbers = scores.sum(is_number), names = scores.sum(is_name), homes = scores.sum(is_address);
  const auto all = scores.sum(is_any);
  fmt::print("{:<28} numbers {:.4f} of {}, names {:.4f} of {}, addresses {:.4f} of {}; precision {:.4f} of {}\n", what,
             numbers.recall(), numbers.wanted, names.recall(), names.wanted, homes.recall(), homes.wanted,
             all.precision(), all.given);
  for (const auto& [kind, score] : scores.kinds)
    fmt::print("    {} recall {:.4f} of {}, precision {:.4f} of {}\n", chinese_of(kind), score.recall(), score.wanted,
               score.precision(), score.given);
}

std::string json_of(const Scores& scores) {
  return fmt::format(R"({{"numbers":{:.4f},"names":{:.4f},"addresses":{:.4f},"precision":{:.4f}}})",
                     scores.sum(is_number).recall(), scores.sum(is_name).recall(), scores.sum(is_address).recall(),
                     scores.sum(is_any).precision());
}

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The cells of a CSV, row by row.
std::vector<std::vector<std::string>> read_table(const std::string& bytes) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto& cell = rows.back().back();
    if (bytes[i] == '"') {
      if (quoted && i + 1 < bytes.size() && bytes[i + 1] == '"')
        cell += bytes[i++];
      else
        quoted = !quoted;
    } else if (bytes[i] == ',' && !quoted) {
      rows.back().emplace_back();
    } else if (bytes[i] == '\n' && !quoted) {
      rows.emplace_back(1);
    } else {
      cell += bytes[i];
    }
  }
  return rows;
}

std::vector<std::string> read_messages(const std::string& path) {
  std::vector<std::string> messages;
  if (path.empty()) return messages;
  const auto rows = read_table(read_whole(path));
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (rows[i].size() > 5) messages.push_back(rows[i][2] + "\n" + rows[i][4] + "\n" + rows[i][5]);
  return messages;
}

/// Puts phrases between two sentences of a message.
Text with_phrases(const std::string& message, Maker& maker) {
  std::vector<std::size_t> ends = {0};
  for (auto at = message.find("。"); at != std::string::npos; at = message.find("。", at + 3)) ends.push_back(at + 3);
  const auto where = maker.pick(ends);
  Text text{.words = message.substr(0, where)};
  for (std::size_t n = 1 + maker.below(2); n > 0; --n)
    maker.fill(maker.is_held() && maker.chance(70) ? maker.pick(kSaidHeld) : maker.pick(kSaid), text);
  if (!text.words.ends_with("。")) text.words += "\n";
  text.words += message.substr(where);
  return text;
}

/// What is found although it is in the message as it stands is left to the false alarms.
std::vector<Found> found_beyond(const Text& text, const std::string& message) {
  std::multimap<std::string, int> before;
  for (const auto& one : find_personal_data(message, {.voice = Voice::Citizen})) before.emplace(one.value, 1);
  auto found = find_personal_data(text.words, {.voice = Voice::Citizen});
  std::erase_if(found, [&](const Found& one) {
    if (std::ranges::any_of(text.items, [&](const Item& item) { return overlaps(one, item); })) return false;
    return before.contains(one.value);
  });
  return found;
}

struct Halves {
  Scores seen = {}, held = {};
};

Halves measure_messages(const std::vector<std::string>& messages, const Options& options) {
  Halves halves;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    Maker maker(i);
    const auto text = with_phrases(messages[i], maker);
    judge(text, found_beyond(text, messages[i]), options, maker.is_held(), maker.is_held() ? halves.held : halves.seen);
  }
  return halves;
}

Halves measure_penalties(const Options& options) {
  constexpr std::size_t kPenalties = 1500;
  Halves halves;
  for (std::size_t i = 0; i < kPenalties; ++i) {
    Maker maker(1'000'000 + i);
    Text text;
    for (std::size_t line = 0; line < 6; ++line) {
      maker.fill(maker.is_held() && maker.chance(50) ? maker.pick(kPenaltyHeld) : maker.pick(kPenalty), text);
      text.words += "\n";
    }
    judge(text, find_personal_data(text.words, {.numbers = {"04212827333"}}), options, maker.is_held(),
          maker.is_held() ? halves.held : halves.seen);
  }
  return halves;
}

struct Alarms {
  std::size_t texts = 0, characters = 0, count = 0, residue = 0;
  double seconds = 0;

  double rate() const {
    return characters == 0 ? 0 : 20'000.0 * static_cast<double>(count) / static_cast<double>(characters);
  }
};

/// Everything found in texts as they are, shown by every n-th.
Alarms count_alarms(const char* what, const std::vector<std::string>& texts, Voice voice, std::size_t shown) {
  Alarms alarms{.texts = texts.size()};
  std::vector<std::string> lines;
  for (const auto& text : texts) {
    const auto begun = std::chrono::steady_clock::now();
    const auto found = find_personal_data(text, {.voice = voice});
    alarms.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    alarms.characters += text::length(text);
    alarms.count += found.size();
    alarms.residue += find_residue(text).size();
    for (const auto& one : found)
      lines.push_back(fmt::format("  {} [{}] {}", chinese_of(one.kind), one.value, around(text, one.offset, one.size)));
  }
  fmt::print("{}: {} findings in {} characters, {:.2f} in 20,000; residue {}; {:.1f} MB/s\n", what, alarms.count,
             alarms.characters, alarms.rate(), alarms.residue,
             static_cast<double>(alarms.characters) * 3e-6 / std::max(alarms.seconds, 1e-9));
  const auto step = shown == 0 ? 0 : std::max<std::size_t>(lines.size() / shown, 1);
  for (std::size_t i = 0; step > 0 && i < lines.size(); i += step) fmt::print("{}\n", lines[i]);
  return alarms;
}

std::vector<std::string> read_statutes(const std::string& folder) {
  std::vector<std::string> statutes;
  if (folder.empty()) return statutes;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".md") statutes.push_back(read_whole(entry.path()));
  return statutes;
}

Options read_options(int count, char** words) {
  const auto given = [](const char* name) { return std::string(std::getenv(name) ? std::getenv(name) : ""); };
  Options options{.messages = given("DAYLIGHT_MESSAGES"), .statutes = given("DAYLIGHT_STATUTES")};
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    const auto next = [&] { return ++i < count ? std::string(words[i]) : std::string(); };
    if (word == "--messages")
      options.messages = next();
    else if (word == "--statutes")
      options.statutes = next();
    else if (word == "--json")
      options.json = next();
    else if (word == "--misses")
      options.misses = true;
    else if (word == "--alarms")
      options.alarms = std::stoul(next());
    else
      throw std::runtime_error(fmt::format("unknown option {}", word));
  }
  return options;
}

void run(const Options& options) {
  const auto messages = read_messages(options.messages);
  std::string json;
  const auto add = [&](const std::string& name, const std::string& value) {
    json += fmt::format("{}\"{}\":{}", json.empty() ? "" : ",", name, value);
  };
  const auto show = [&](const std::string& name, const Halves& halves) {
    report((name + ", seen").c_str(), halves.seen);
    report((name + ", held out").c_str(), halves.held);
    add(name, json_of(halves.seen));
    add(name + "_held", json_of(halves.held));
  };
  if (!messages.empty()) show("messages", measure_messages(messages, options));
  show("penalties", measure_penalties(options));
  if (!messages.empty())
    add("messages_alarms",
        fmt::format("{:.3f}", count_alarms("messages as they are", messages, Voice::Citizen, options.alarms).rate()));
  if (const auto statutes = read_statutes(options.statutes); !statutes.empty())
    add("statutes_alarms",
        fmt::format("{:.3f}", count_alarms("statutes", statutes, Voice::Office, options.alarms).rate()));
  if (!options.json.empty()) std::ofstream(options.json) << "{" << json << "}\n";
}

}  // namespace
}  // namespace dl::privacy::bench

int main(int count, char** words) {
  try {
    dl::privacy::bench::run(dl::privacy::bench::read_options(count, words));
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
