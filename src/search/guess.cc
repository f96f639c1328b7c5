#include "search/guess.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.h"
#include "search/han.h"

namespace dl::search {
namespace {

constexpr std::size_t kLongest = 12;  // characters of a word that is guessed at
constexpr std::size_t kMostLetters = 60;
constexpr std::size_t kPaths = 60;         // ways of writing the syllables so far that are followed
constexpr std::size_t kTried = 8;          // guesses that are held against the records
constexpr std::size_t kMostTerms = 4'000;  // pairs that begin with one character

std::string pair_of(char32_t first, char32_t second) { return text::encode(std::u32string{first, second}); }

/// Calls f(second, holders) for the pairs that begin with a character.
template <class F>
void each_pair(char32_t first, const Xapian::Database& database, F&& f) {
  const auto prefix = text::encode(std::u32string(1, first));
  std::size_t seen = 0;
  for (auto at = database.allterms_begin(prefix), end = database.allterms_end(prefix); at != end; ++at) {
    const auto characters = text::decode(*at);
    if (characters.size() != 2) continue;
    f(characters[1], at.get_termfreq());
    if (++seen == kMostTerms) return;
  }
}

/// Words and how likely they are.
using Ranked = std::vector<std::pair<double, std::u32string>>;

void keep_best(Ranked& ranked, std::size_t most) {
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (ranked.size() > most) ranked.resize(most);
}

bool begins_a_pair(char32_t first, const Xapian::Database& database) {
  const auto prefix = text::encode(std::u32string(1, first));
  return database.allterms_begin(prefix) != database.allterms_end(prefix);
}

/// The characters of a sound that stand behind another in the records, and how likely each is.
std::vector<std::pair<char32_t, double>> behind(char32_t first, std::uint16_t syllable,
                                                const Xapian::Database& database) {
  std::vector<std::pair<char32_t, double>> found;
  for (char32_t c : Han::get().sounding(syllable)) {
    const auto holders = database.get_termfreq(pair_of(first, c));
    if (holders > 0) found.emplace_back(c, std::log(1.0 + holders));
  }
  return found;
}

/// Characters for the syllables, each two neighbours a pair that records have.
Ranked written(const std::vector<std::uint16_t>& syllables, const Xapian::Database& database) {
  Ranked paths;
  for (char32_t c : Han::get().sounding(syllables[0]))
    if (begins_a_pair(c, database)) paths.emplace_back(0, std::u32string(1, c));
  for (std::size_t i = 1; i < syllables.size(); ++i) {
    Ranked longer;
    std::map<char32_t, std::vector<std::pair<char32_t, double>>> known;
    for (const auto& [score, path] : paths) {
      const auto [at, fresh] = known.try_emplace(path.back());
      if (fresh) at->second = behind(path.back(), syllables[i], database);
      for (const auto& [next, likely] : at->second) longer.emplace_back(score + likely, path + next);
    }
    keep_best(longer, kPaths);
    paths = std::move(longer);
  }
  return paths;
}

/// From letters: known words that are spelled or begin so, then what the records' pairs make of the syllables.
Ranked from_letters(std::u32string_view run, const Xapian::Database& database, const Wordings& wordings) {
  const auto& han = Han::get();
  const auto letters = text::encode(run);
  Ranked ranked;
  wordings.each_word([&](const std::u32string& word) {
    if (word.size() < 2) return;
    if (han.pinyin(word) == letters)
      ranked.emplace_back(1'000, word);
    else if (han.initials(word) == letters)
      ranked.emplace_back(500, word);
  });
  const auto syllables = han.syllables_of(letters);
  if (syllables.size() > 1 && syllables.size() <= kLongest) {
    auto more = written(syllables, database);
    ranked.insert(ranked.end(), more.begin(), more.end());
  }
  return ranked;
}

/// Tries other characters about the pairs that no record has.
class Mending {
 public:
  Mending(std::u32string_view run, const Xapian::Database& database) : run_(run), database_(database) {}

  /// One character that is wrong parts it from both its neighbours at most; where more is amiss, nothing is thought of.
  Ranked mend() {
    std::vector<std::size_t> apart;
    for (std::size_t i = 0; i + 1 < run_.size() && apart.size() < 3; ++i) {
      if (holders(run_[i], run_[i + 1]) == 0) apart.push_back(i);
    }
    const bool two = apart.size() == 2 && apart[1] == apart[0] + 1;
    if (apart.size() != 1 && !two) return {};
    replace(apart[0] + 1);
    if (run_.size() > 2) take_out(apart[0] + 1);
    if (two) return std::move(ranked_);
    replace(apart[0]);
    insert_after(apart[0]);
    if (run_.size() > 2) take_out(apart[0]);
    return std::move(ranked_);
  }

 private:
  std::size_t holders(char32_t first, char32_t second) const { return database_.get_termfreq(pair_of(first, second)); }
  void add(std::size_t weight, std::u32string word) {
    ranked_.emplace_back(std::log(1.0 + static_cast<double>(weight)), std::move(word));
  }
  /// A character that sounds alike is likelier than another; of a word of two no other is thought of.
  void replace(std::size_t i) {
    const auto& han = Han::get();
    const auto sound = han.syllable(run_[i]);
    const auto consider = [&](char32_t c, std::size_t before) {
      const bool alike = sound != 0 && han.syllable(c) == sound;
      if (c == run_[i] || (!alike && run_.size() < 3)) return;
      std::size_t weight = before;
      if (i + 1 < run_.size()) weight = std::min(weight, holders(c, run_[i + 1]));
      if (weight == 0) return;
      auto word = std::u32string(run_);
      word[i] = c;
      add(alike ? weight * 50 : weight, std::move(word));
    };
    if (i > 0)
      each_pair(run_[i - 1], database_, consider);
    else
      for (char32_t c : han.sounding(sound)) consider(c, database_.get_doccount());
  }
  void insert_after(std::size_t i) {
    each_pair(run_[i], database_, [&](char32_t c, std::size_t before) {
      const auto weight = std::min(before, holders(c, run_[i + 1]));
      if (weight == 0) return;
      auto word = std::u32string(run_);
      word.insert(i + 1, 1, c);
      add(weight, std::move(word));
    });
  }
  void take_out(std::size_t i) {
    auto word = std::u32string(run_);
    word.erase(i, 1);
    add(1, std::move(word));
  }

  std::u32string_view run_;
  const Xapian::Database& database_;
  Ranked ranked_ = {};
};

bool is_letter(char32_t c) { return c >= U'a' && c <= U'z'; }

}  // namespace

std::u32string guess(std::u32string_view run, const Xapian::Database& database, const Wordings& wordings,
                     const Finds& finds) {
  const bool letters = std::all_of(run.begin(), run.end(), is_letter);
  if (run.size() < 2 || run.size() > (letters ? kMostLetters : kLongest)) return {};
  auto ranked = letters ? from_letters(run, database, wordings) : Mending(run, database).mend();
  keep_best(ranked, kTried);
  for (const auto& [score, word] : ranked) {
    if (finds(word) > 0) return word;
  }
  return {};
}

}  // namespace dl::search
