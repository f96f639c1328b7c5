// The same in other words: what people say and what offices write. Data (data/vocabularies/synonyms.toml), read and
// checked once; pure afterwards, for any thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/outcome.h"
#include "search/query_language.h"

namespace dl::search {

/// A word of a run that is said otherwise, or that only makes a question of it.
struct Spot {
  std::size_t begin = 0;  ///< in characters
  std::size_t length = 0;
  const std::vector<std::u32string>* others = nullptr;  ///< other words for it; none: 怎么办, 请问
};

class Wordings {
 public:
  Wordings() = default;
  /// Reads the list of the program. Fails with `data.invalid`, file and line, as parse().
  static Outcome<Wordings> load();
  /// `same` are groups whose words all mean one another; `said` leads from words (ask) to others (find), not back;
  /// `filling` are words that ask and say nothing. Refused: groups of one word, a word of one character, a word that
  /// two groups have or one has twice, a line that does not say what it is for. One character is enough to ask by, for
  /// a loose search.
  static Outcome<Wordings> parse(std::string name, std::string_view text);

  /// Lets every word of `ask` be searched as each of `find`, too. Words are folded as runs are.
  void add(const std::vector<std::string>& ask, const std::vector<std::string>& find);

  /// Lets somebody's own word be searched as others, too, refused for what parse() refuses: Fault::Invalid
  /// `answer.word` (of one character, or none), `answer.word-known` (it has other words already, or only asks),
  /// `answer.word-same`.
  Outcome<void> learn(const std::string& ask, const std::vector<std::string>& find);

  /// The words of a run that are known, from left to right, the longest of those that begin at one place.
  std::vector<Spot> spots_of(std::u32string_view run) const;
  /// Gives each open run of the question the ways in which it can be said otherwise as a whole.
  void say_otherwise(ParsedQuery& parsed) const;

  std::size_t size() const { return others_.size(); }
  /// Calls f(word) for each word that is known, folded, in no order.
  template <class F>
  void each_word(F&& f) const {
    for (const auto& [word, others] : others_) f(word);
  }

 private:
  std::unordered_map<std::u32string, std::vector<std::u32string>> others_ = {};
  std::size_t longest_ = 0;
};

/// A piece of a question that is ranked by itself: the word as asked, and the words that stand for it.
struct Part {
  std::u32string words = {};
  std::vector<std::u32string> others = {};
};

/// The open phrases of a question in parts: without the words that only ask, known words by themselves.
std::vector<Part> parts_of(const ParsedQuery& parsed, const Wordings& wordings);

}  // namespace dl::search
