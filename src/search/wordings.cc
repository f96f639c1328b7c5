#include "search/wordings.h"

#include <algorithm>
#include <map>

#include "base/resources.h"
#include "base/text.h"
#include "base/toml_file.h"
#include "search/terms.h"

namespace dl::search {
namespace {

constexpr const char* kList = "data/vocabularies/synonyms.toml";
constexpr std::size_t kMostWays = 12;  // in which one run is said otherwise as a whole

std::u32string folded(std::string_view word) {
  std::u32string run;
  for (const auto& one : runs_of(word)) run += one;
  return run;
}

/// Reads the list, and remembers where each word stood.
class Reader {
 public:
  explicit Reader(const TomlFile& file) : file_(file) {}

  Outcome<Wordings> read() {
    DL_CHECK(file_.only(file_.root(), {"title", "source", "filling", "same", "said"}));
    DL_TRY(const auto filling, file_.texts(file_.root(), "filling"));
    if (!filling.empty()) DL_CHECK(take_all(*file_.root().get("filling"), filling, 2));
    wordings_.add(filling, {});
    DL_TRY(const auto same, file_.tables(file_.root(), "same"));
    for (const auto* group : same) DL_CHECK(read_same(*group));
    DL_TRY(const auto said, file_.tables(file_.root(), "said"));
    for (const auto* group : said) DL_CHECK(read_said(*group));
    return std::move(wordings_);
  }

 private:
  Outcome<void> read_same(const toml::table& group) {
    DL_CHECK(file_.only(group, {"words", "for"}));
    DL_TRY(const auto words, file_.texts(group, "words"));
    DL_CHECK(file_.text(group, "for"));
    if (words.size() < 2) return file_.wrong(group, "a group needs two words at least");
    DL_CHECK(take_all(group, words, 2));
    wordings_.add(words, words);
    return {};
  }
  Outcome<void> read_said(const toml::table& group) {
    DL_CHECK(file_.only(group, {"ask", "find", "for"}));
    DL_TRY(const auto ask, file_.texts(group, "ask"));
    DL_TRY(const auto find, file_.texts(group, "find"));
    DL_CHECK(file_.text(group, "for"));
    if (ask.empty() || find.empty()) return file_.wrong(group, "ask and find need a word each");
    DL_CHECK(take_all(group, ask, 1));
    for (const auto& word : find) {
      if (std::find(ask.begin(), ask.end(), word) != ask.end())
        return file_.wrong(group, "found by itself anyway: " + word);
      if (folded(word).size() < 2) return file_.wrong(group, "a word needs two characters: " + word);
    }
    wordings_.add(ask, find);
    return {};
  }
  Outcome<void> take_all(const toml::node& node, const std::vector<std::string>& words, std::size_t least) {
    for (const auto& word : words) {
      const auto run = folded(word);
      if (run.size() < least) return file_.wrong(node, fmt::format("a word needs {} characters: {}", least, word));
      const auto [at, fresh] = seen_.emplace(run, file_.place(node));
      if (!fresh) return file_.wrong(node, fmt::format("{} stands at {}, too", word, at->second));
    }
    return {};
  }

  const TomlFile& file_;
  Wordings wordings_ = {};
  std::map<std::u32string, std::string> seen_ = {};
};

/// Puts one way of saying `spot` into the run; later spots first, so that places stay right.
std::u32string replaced(std::u32string_view run, const Spot& spot, std::u32string_view other) {
  std::u32string out(run.substr(0, spot.begin));
  out += other;
  out += run.substr(spot.begin + spot.length);
  return out;
}

/// Without the ways that have the run in them: who finds it finds those.
std::vector<std::u32string> ways_of(std::u32string_view run, const std::vector<Spot>& spots) {
  std::vector<std::u32string> ways = {std::u32string(run)};
  for (auto spot = spots.rbegin(); spot != spots.rend(); ++spot) {
    if (!spot->others || spot->length < 2) continue;
    const auto before = ways.size();
    for (std::size_t i = 0; i < before; ++i) {
      for (const auto& other : *spot->others) {
        if (ways.size() > kMostWays) break;
        ways.push_back(replaced(ways[i], *spot, other));
      }
    }
  }
  std::erase_if(ways, [&](const std::u32string& way) { return way.find(run) != way.npos; });
  return ways;
}

}  // namespace

Outcome<Wordings> Wordings::load() {
  DL_TRY(const auto text, load_resource(kList));
  return parse(kList, text);
}

Outcome<Wordings> Wordings::parse(std::string name, std::string_view text) {
  DL_TRY(const auto file, TomlFile::parse(std::move(name), text));
  return Reader(file).read();
}

void Wordings::add(const std::vector<std::string>& ask, const std::vector<std::string>& find) {
  for (const auto& word : ask) {
    auto run = folded(word);
    if (run.empty()) continue;
    longest_ = std::max(longest_, run.size());
    auto& others = others_[run];
    for (const auto& one : find) {
      auto other = folded(one);
      const bool fresh = other != run && std::find(others.begin(), others.end(), other) == others.end();
      if (fresh) others.push_back(std::move(other));
    }
  }
}

Outcome<void> Wordings::learn(const std::string& ask, const std::vector<std::string>& find) {
  const auto asked = folded(ask);
  if (asked.size() < 2 || find.empty()) return fail(Fault::Invalid, "answer.word");
  if (others_.contains(asked)) return fail(Fault::Invalid, "answer.word-known");
  for (const auto& one : find) {
    const auto other = folded(one);
    if (other.size() < 2) return fail(Fault::Invalid, "answer.word");
    if (other == asked) return fail(Fault::Invalid, "answer.word-same");
  }
  add({ask}, find);
  return {};
}

std::vector<Spot> Wordings::spots_of(std::u32string_view run) const {
  std::vector<Spot> spots;
  for (std::size_t at = 0; at < run.size();) {
    std::size_t length = std::min(longest_, run.size() - at);
    auto found = others_.end();
    for (; length > 0 && found == others_.end(); --length) found = others_.find(std::u32string(run.substr(at, length)));
    if (found == others_.end()) {
      ++at;
      continue;
    }
    ++length;
    spots.push_back({at, length, found->second.empty() ? nullptr : &found->second});
    at += length;
  }
  return spots;
}

void Wordings::say_otherwise(ParsedQuery& parsed) const {
  for (auto& phrase : parsed.phrases) {
    if (phrase.excluded || phrase.required || phrase.adjacent) continue;
    for (const auto& run : phrase.runs) phrase.others.push_back(ways_of(run, spots_of(run)));
  }
}

std::vector<Part> parts_of(const ParsedQuery& parsed, const Wordings& wordings) {
  std::vector<Part> parts;
  const auto add = [&](std::u32string_view words, const std::vector<std::u32string>* others) {
    if (words.size() > 1 || others)
      parts.push_back({std::u32string(words), others ? *others : std::vector<std::u32string>()});
  };
  for (const auto& phrase : parsed.phrases) {
    if (phrase.excluded || phrase.required) continue;
    for (const std::u32string_view run : phrase.runs) {
      std::size_t at = 0;
      for (const auto& spot : wordings.spots_of(run)) {
        add(run.substr(at, spot.begin - at), nullptr);
        if (spot.others) add(run.substr(spot.begin, spot.length), spot.others);
        at = spot.begin + spot.length;
      }
      add(run.substr(at), nullptr);
    }
  }
  return parts;
}

}  // namespace dl::search
