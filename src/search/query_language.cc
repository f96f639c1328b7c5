#include "search/query_language.h"

#include <algorithm>

#include "base/text.h"
#include "search/terms.h"

namespace dl::search {
namespace {

bool is_quote(char32_t c) { return c == U'"' || c == U'“' || c == U'”' || c == U'＂'; }
bool is_minus(char32_t c) { return c == U'-' || c == U'－' || c == U'−'; }

std::u32string fold(std::u32string_view text) {
  std::u32string folded;
  folded.reserve(text.size());
  for (char32_t c : text) folded.push_back(text::fold_character(c));
  return folded;
}

/// Reads words and quoted phrases one after another.
class Reader {
 public:
  explicit Reader(std::u32string_view text) : text_(text) {}

  std::vector<Phrase> read() {
    while (at_ < text_.size()) read_one();
    bool only_exclusions = std::all_of(phrases_.begin(), phrases_.end(), [](const Phrase& p) { return p.excluded; });
    if (only_exclusions) {
      for (auto& phrase : phrases_) phrase.excluded = false;
    }
    return std::move(phrases_);
  }

 private:
  void read_one() {
    char32_t c = text_[at_];
    if (text::is_space(c)) {
      ++at_;
      return;
    }
    bool excluded = is_minus(c) && at_ + 1 < text_.size() && !text::is_space(text_[at_ + 1]);
    if (excluded) ++at_;
    if (is_quote(text_[at_])) {
      std::size_t end = at_ + 1;
      while (end < text_.size() && !is_quote(text_[end])) ++end;
      bool closed = end < text_.size();
      if (closed) add(text_.substr(at_ + 1, end - at_ - 1), true, excluded);
      at_ = closed ? end + 1 : at_ + 1;
      if (closed || at_ >= text_.size()) return;
    }
    std::size_t start = at_;
    while (at_ < text_.size() && !text::is_space(text_[at_]) && !is_quote(text_[at_])) ++at_;
    add(text_.substr(start, at_ - start), false, excluded);
  }

  void add(std::u32string_view words, bool quoted, bool excluded) {
    auto runs = runs_of(text::encode(words));
    std::size_t room = kQueryRuns - std::min(kQueryRuns, runs_);
    if (runs.size() > room) runs.resize(room);
    if (runs.empty()) return;
    runs_ += runs.size();
    phrases_.push_back({std::move(runs), quoted, quoted, excluded});
  }

  std::u32string_view text_;
  std::size_t at_ = 0;
  std::size_t runs_ = 0;
  std::vector<Phrase> phrases_ = {};
};

bool holds_quote(std::u32string_view text) { return std::any_of(text.begin(), text.end(), is_quote); }

}  // namespace

ParsedQuery parse_query(std::string_view text) {
  auto characters = text::decode(text::cut(text, kQueryCharacters));
  ParsedQuery parsed;
  parsed.index_number = index_number_term(text::encode(characters));

  auto found = holds_quote(characters) ? std::nullopt : find_number(fold(characters));
  if (found) {
    Phrase phrase;
    phrase.runs =
        runs_of(text::encode(std::u32string_view(characters).substr(found->begin, found->end - found->begin)));
    phrase.adjacent = true;
    parsed.phrases.push_back(std::move(phrase));
    std::fill(characters.begin() + static_cast<std::ptrdiff_t>(found->begin),
              characters.begin() + static_cast<std::ptrdiff_t>(found->end), U' ');
    parsed.number = std::move(found);
  }
  for (auto& phrase : Reader(characters).read()) parsed.phrases.push_back(std::move(phrase));
  return parsed;
}

}  // namespace dl::search
