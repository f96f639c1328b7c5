// The questions of the search benchmark.
//
// A known item is a record that somebody has seen and now looks for. Such questions are drawn by the
// method of Azzopardi, de Rijke and Balog (Building Simulated Queries for Known-Item Topics, 2007):
// first a record, all alike; then the words that are remembered of it, from its own text. There is no
// dictionary here, that it may favour no engine: a word is any piece of 2 to 4 characters between two
// marks of punctuation. In turn a question is one piece of 4 to 8 characters of the body; two words of
// the body; one word of the title and one of the body. Words are drawn with the weight
//   Telling:  1 / (records that have the word), the "discriminative" model of the authors, or
//   Weighted: log(all records / records that have it) at each place, their tf-idf model: blunter words.
// Who knows a record words the question to find it: of four wordings drawn so, the one with the fewest
// holders is asked. Nobody looks at what an engine answers. Left out are records with fewer than 20
// characters, and those whose body stands in the corpus more than once. Where several records hold all
// words of a question nothing tells the right one: KnownItem::blind() is what chance makes of those.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "search/record.h"
#include "search/terms.h"

namespace dl::search::bench {

enum class Draw { Telling, Weighted };

struct KnownItem {
  std::string text = {};
  std::int64_t id = 0;
  std::size_t holders = 0;  ///< records with all its words

  /// The reciprocal rank that blind choice among the holders gives on average.
  double blind() const {
    double sum = 0;
    for (std::size_t rank = 1; rank <= std::min<std::size_t>(10, holders); ++rank) sum += 1 / static_cast<double>(rank);
    return holders == 0 ? 0 : sum / static_cast<double>(holders);
  }
};

/// A stretch of word characters, and what could be cut out of it.
struct Word {
  std::u32string_view run = {};
  std::size_t at = 0;
  std::size_t length = 0;

  std::u32string_view text() const { return run.substr(at, length); }
};

class Questions {
 public:
  Questions(const std::vector<Record>& records, unsigned seed) : records_(records), random_(seed) {
    for (const auto& record : records) ++bodies_[record.body];
  }

  /// A random piece of 2 to 8 characters of a random body, common ones included, or of a title in one of ten.
  std::string plain() {
    for (;;) {
      const auto& record = any_record();
      auto runs = runs_of(random_() % 10 == 0 ? record.title : record.body);
      std::erase_if(runs, [](const auto& run) { return run.size() < 2; });
      if (runs.empty()) continue;
      const auto& run = runs[random_() % runs.size()];
      std::size_t length = 2 + random_() % (std::min<std::size_t>(8, run.size()) - 1);
      return text::encode(run.substr(random_() % (run.size() - length + 1), length));
    }
  }

  std::vector<KnownItem> known_items(std::size_t count, Draw draw) {
    std::vector<const Record*> chosen;
    while (chosen.size() < count + 50) {
      const auto& record = any_record();
      if (text::length(record.body) >= 20 && bodies_[record.body] == 1) chosen.push_back(&record);
    }
    count_holders(chosen);
    std::vector<KnownItem> items;
    for (const auto* record : chosen) {
      if (items.size() == count) break;
      KnownItem best;
      std::size_t fewest = records_.size() + 1;
      for (int i = 0; i < kWordings; ++i) {
        KnownItem item{words_of(*record, items.size() % 3, draw), record->id.number};
        if (item.text.empty()) continue;
        item.holders = holders_of(item);
        if (item.holders >= fewest) continue;
        fewest = item.holders;
        best = std::move(item);
        if (fewest == 1) break;
      }
      if (!best.text.empty()) items.push_back(std::move(best));
    }
    return items;
  }

 private:
  static constexpr std::size_t kLongest = 8;
  static constexpr int kWordings = 4;

  const Record& any_record() { return records_[random_() % records_.size()]; }

  std::string words_of(const Record& record, std::size_t sort, Draw draw) {
    auto body = runs_of(record.body), title = runs_of(record.title);
    if (sort == 0) return text::encode(remembered(body, 4, 8, draw));
    auto first = remembered(sort == 1 ? body : title, 2, 4, draw);
    for (int i = 0; i < 10; ++i) {
      auto second = remembered(body, 2, 4, draw);
      if (first.empty() || second.empty()) return {};
      if (!share_a_pair(first, second)) return text::encode(first) + " " + text::encode(second);
    }
    return {};
  }

  std::u32string remembered(const std::vector<std::u32string>& runs, std::size_t least, std::size_t most, Draw draw) {
    std::vector<Word> words;
    std::vector<double> weights;
    each_word(runs, [&](const Word& word, std::uint64_t key) {
      if (word.length < least || word.length > most) return;
      auto holders = static_cast<double>(holders_.at(key));
      words.push_back(word);
      weights.push_back(draw == Draw::Telling ? 1 / holders
                                              : std::log(static_cast<double>(records_.size()) / holders) + 1e-9);
    });
    if (words.empty()) return {};
    std::discrete_distribution<std::size_t> drawn(weights.begin(), weights.end());
    return std::u32string(words[drawn(random_)].text());
  }

  /// How many records have all words of the item, by reading all of them.
  std::size_t holders_of(const KnownItem& item) const {
    auto space = item.text.find(' ');
    auto first = item.text.substr(0, space);
    auto second = space == std::string::npos ? std::string() : item.text.substr(space + 1);
    auto has = [](const Record& record, const std::string& word) {
      return record.body.find(word) != std::string::npos || record.title.find(word) != std::string::npos;
    };
    return static_cast<std::size_t>(std::count_if(records_.begin(), records_.end(), [&](const Record& record) {
      return has(record, first) && has(record, second);
    }));
  }

  /// Counts in one pass over all records who has the words of the chosen ones.
  void count_holders(const std::vector<const Record*>& chosen) {
    holders_.clear();
    for (const auto* record : chosen) {
      for (const auto& text : {record->title, record->body}) {
        each_word(runs_of(text), [&](const Word&, std::uint64_t key) { holders_.emplace(key, 0); });
      }
    }
    std::unordered_map<std::uint64_t, std::size_t> last;
    std::size_t number = 0;
    for (const auto& record : records_) {
      ++number;
      for (const auto& text : {record.title, record.body}) {
        each_word(runs_of(text), [&](const Word&, std::uint64_t key) {
          auto at = holders_.find(key);
          if (at == holders_.end() || std::exchange(last[key], number) == number) return;
          ++at->second;
        });
      }
    }
  }

  /// Calls f(word, its hash) for all words of 2 to 8 characters.
  template <class F>
  static void each_word(const std::vector<std::u32string>& runs, F&& f) {
    for (const auto& run : runs) {
      for (std::size_t at = 0; at < run.size(); ++at) {
        std::uint64_t key = 0;
        for (std::size_t length = 1; length <= kLongest && at + length <= run.size(); ++length) {
          key = (key + run[at + length - 1] + 1) * 0x9E37'79B9'7F4A'7C15ULL;
          key ^= key >> 29;
          if (length > 1) f(Word{run, at, length}, key);
        }
      }
    }
  }

  /// Two words that overlap are one word, which nobody would write twice.
  static bool share_a_pair(std::u32string_view a, std::u32string_view b) {
    for (std::size_t i = 0; i + 1 < a.size(); ++i) {
      if (b.find(a.substr(i, 2)) != std::u32string_view::npos) return true;
    }
    return false;
  }

  const std::vector<Record>& records_;
  std::mt19937 random_;
  std::unordered_map<std::string, std::size_t> bodies_ = {};
  std::unordered_map<std::uint64_t, std::size_t> holders_ = {};  // of the words of the chosen records
};

}  // namespace dl::search::bench
