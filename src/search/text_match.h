// Phrases held against stored text: does it have them, where, and which part of it shows them best.
//
// The text must have gone through plain_words(). Needles without Latin letters are found byte by
// byte; with letters, without regard to case. Pure and without allocation per character.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/query.h"
#include "search/query_language.h"

namespace dl::search {

/// One folded run, ready to be looked for.
class Needle {
 public:
  explicit Needle(std::u32string_view run);

  /// Where it first stands at or after byte `from`; npos when nowhere.
  std::size_t find(std::string_view text, std::size_t from = 0) const;
  /// Whether it stands exactly at byte `at`.
  bool stands_at(std::string_view text, std::size_t at) const;
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  bool letters_;  ///< has a–z: case must be folded while comparing
};

/// The phrases of one query, ready to be held against many texts.
class PhraseMatch {
 public:
  explicit PhraseMatch(std::span<const Phrase> phrases);

  /// Whether there is anything that the terms alone do not already promise.
  bool needed() const { return !checks_.empty(); }
  /// Whether the fields of a record together have every phrase, and none of the excluded ones.
  bool holds(std::span<const std::string_view> fields) const;

 private:
  struct Check {
    std::vector<Needle> needles = {};
    std::vector<std::vector<Needle>> others = {};  ///< for each needle those that do as well
    bool adjacent = false;
    bool excluded = false;
  };
  static bool holds(const Check& check, std::span<const std::string_view> fields);

  std::vector<Check> checks_ = {};
};

/// What is to be marked: whole runs, or for a loose search their pairs; what stands for a run always whole.
enum class MarkBy { Runs, Pairs };
std::vector<Needle> needles_of(std::span<const Phrase> phrases, MarkBy by);

/// The places of all needles, touching and overlapping ones joined.
std::vector<Span> find_spans(std::string_view text, std::span<const Needle> needles);
/// The same for a text that was not through plain_words(), such as a title; spans fit the text as it is.
std::vector<Span> find_spans_unfolded(std::string_view text, std::span<const Needle> needles);

struct Snippet {
  Marked marked = {};
  bool cut_before = false;
  bool cut_after = false;
};

/// The stretch of about `characters` characters with the most different needles, the earliest of
/// equals, begun at a sentence if one is near, white space folded.
Snippet make_snippet(std::string_view body, std::span<const Needle> needles, std::size_t characters = 110);

}  // namespace dl::search
