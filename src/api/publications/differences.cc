#include "api/publications/differences.h"

#include <algorithm>
#include <array>
#include <map>

#include "api/publications/alignment.h"
#include "base/text.h"

namespace dl::api {

namespace {

using content::Block;
using content::BlockKind;
using content::Run;

// Stand for the marks while HTML is rendered: noncharacters of Unicode, which no text may hold, so
// that what was typed can never become a mark.
constexpr std::string_view kInsert = "\uFDD0";
constexpr std::string_view kInsertEnd = "\uFDD1";
constexpr std::string_view kDelete = "\uFDD2";
constexpr std::string_view kDeleteEnd = "\uFDD3";

struct Mark {
  std::string_view sign = {};
  std::string_view html = {};
};
constexpr std::array kMarks = {Mark{kInsert, "<ins>"}, Mark{kInsertEnd, "</ins>"}, Mark{kDelete, "<del>"},
                               Mark{kDeleteEnd, "</del>"}};

std::string without_signs(const std::string& text) {
  if (text.find("\xEF\xB7") == std::string::npos) return text;
  std::u32string kept;
  for (char32_t c : text::decode(text))
    if (c < U'\uFDD0' || c > U'\uFDD3') kept += c;
  return text::encode(kept);
}

void clean(std::vector<Run>& runs) {
  for (auto& run : runs) run.text = without_signs(run.text);
}

content::Tree cleaned(content::Tree tree) {
  for (auto& block : tree.blocks) {
    clean(block.runs);
    for (auto& row : block.rows)
      for (auto& cell : row.cells) clean(cell.runs);
  }
  return tree;
}

std::string render(const Block& block, std::string_view file_prefix) {
  auto html = content::render_html(content::Tree{{block}}, file_prefix);
  for (const auto& mark : kMarks)
    for (auto at = html.find(mark.sign); at != std::string::npos; at = html.find(mark.sign, at))
      html.replace(at, mark.sign.size(), mark.html);
  return html;
}

/// Gives the same number to equal things of both sides.
class Numbers {
 public:
  int of(const std::string& thing) {
    return numbers_.try_emplace(thing, static_cast<int>(numbers_.size())).first->second;
  }

 private:
  std::map<std::string, int> numbers_ = {};
};

/// A word of Latin letters and digits, or one character of anything else, with its marks.
struct Token {
  Run run = {};
  bool kept = false;  ///< stands on both sides
};

bool is_word(char32_t c) { return (c < 128 && std::isalnum(static_cast<int>(c)) != 0); }

std::vector<Token> tokens_of(const std::vector<Run>& runs) {
  std::vector<Token> tokens;
  for (const auto& run : runs) {
    bool in_word = false;
    for (std::size_t at = 0; at < run.text.size();) {
      auto begin = at;
      bool word = is_word(text::next(run.text, at));
      if (!word || !in_word) {
        tokens.push_back({run});
        tokens.back().run.text.clear();
      }
      tokens.back().run.text += run.text.substr(begin, at - begin);
      in_word = word;
    }
  }
  return tokens;
}

std::string key_of(const Run& run) {
  return run.text + '\n' + (run.strong ? 's' : '-') + (run.emphasis ? 'e' : '-') + (run.struck ? 'd' : '-') +
         static_cast<char>('0' + static_cast<int>(run.script)) + std::to_string(run.note) + run.link;
}

// Tokens back to runs: neighbours of the same marks and fate become one run.
std::vector<Run> runs_of(const std::vector<Token>& tokens, std::string_view open, std::string_view close) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < tokens.size();) {
    Run run = tokens[i].run;
    bool kept = tokens[i].kept;
    for (++i; i < tokens.size() && tokens[i].kept == kept; ++i) {
      const Run& next = tokens[i].run;
      if (!next.same_marks(run)) break;
      run.text += next.text;
    }
    if (!kept) run.text = std::string(open) + run.text + std::string(close);
    runs.push_back(std::move(run));
  }
  return runs;
}

void mark_runs(std::vector<Run>& before, std::vector<Run>& after) {
  auto old_tokens = tokens_of(before);
  auto new_tokens = tokens_of(after);
  Numbers numbers;
  std::vector<int> first;
  std::vector<int> second;
  for (const auto& token : old_tokens) first.push_back(numbers.of(key_of(token.run)));
  for (const auto& token : new_tokens) second.push_back(numbers.of(key_of(token.run)));
  for (const auto& [a, b] : align(first, second)) old_tokens[a].kept = new_tokens[b].kept = true;
  before = runs_of(old_tokens, kDelete, kDeleteEnd);
  after = runs_of(new_tokens, kInsert, kInsertEnd);
}

void mark_all(content::Row& row, std::string_view open, std::string_view close) {
  for (auto& cell : row.cells)
    for (auto& run : cell.runs) run.text = std::string(open) + run.text + std::string(close);
}

std::string text_of(const content::Row& row) {
  std::string text;
  for (const auto& cell : row.cells) text += content::text_of(cell.runs) + '\t';
  return text;
}

// Rows between two that are alike: compared cell by cell while both sides have some of one shape.
void mark_rows(std::span<content::Row> before, std::span<content::Row> after) {
  std::size_t i = 0;
  for (; i < std::min(before.size(), after.size()) && before[i].cells.size() == after[i].cells.size(); ++i)
    for (std::size_t cell = 0; cell < before[i].cells.size(); ++cell)
      mark_runs(before[i].cells[cell].runs, after[i].cells[cell].runs);
  for (auto& row : before.subspan(i)) mark_all(row, kDelete, kDeleteEnd);
  for (auto& row : after.subspan(i)) mark_all(row, kInsert, kInsertEnd);
}

void mark_table(Block& before, Block& after) {
  Numbers numbers;
  std::vector<int> first;
  std::vector<int> second;
  for (const auto& row : before.rows) first.push_back(numbers.of(text_of(row)));
  for (const auto& row : after.rows) second.push_back(numbers.of(text_of(row)));
  auto pairs = align(first, second);
  pairs.emplace_back(before.rows.size(), after.rows.size());
  std::size_t a = 0;
  std::size_t b = 0;
  for (const auto& [next_a, next_b] : pairs) {
    mark_rows(std::span(before.rows).subspan(a, next_a - a), std::span(after.rows).subspan(b, next_b - b));
    a = next_a + 1;
    b = next_b + 1;
  }
}

std::string words_of(const Block& block) {
  std::string words = content::text_of(block.runs);
  for (const auto& row : block.rows) words += text_of(row);
  return words;
}

// The share of characters that two blocks have in common, from 0 to 1.
double likeness(const Block& a, const Block& b) {
  if (a.kind != b.kind) return 0;
  if (a.kind == BlockKind::Image || a.kind == BlockKind::Rule) return 1;
  std::map<char32_t, int> counts;
  auto first = text::decode(words_of(a));
  auto second = text::decode(words_of(b));
  if (first.empty() || second.empty()) return 0;
  for (char32_t c : first) ++counts[c];
  std::size_t common = 0;
  for (char32_t c : second)
    if (counts[c]-- > 0) ++common;
  return 2.0 * static_cast<double>(common) / static_cast<double>(first.size() + second.size());
}

class Comparison {
 public:
  Comparison(const content::Tree& before, const content::Tree& after, std::string_view file_prefix)
      : before_(before.blocks), after_(after.blocks), file_prefix_(file_prefix) {}

  std::vector<BlockDifference> run() {
    Numbers numbers;
    std::vector<int> first;
    std::vector<int> second;
    for (const auto& block : before_) first.push_back(numbers.of(content::write_json({{block}})));
    for (const auto& block : after_) second.push_back(numbers.of(content::write_json({{block}})));
    std::size_t a = 0;
    std::size_t b = 0;
    for (const auto& [same_a, same_b] : align(first, second)) {
      compare_gap(a, same_a, b, same_b);
      auto html = render(before_[same_a], file_prefix_);
      found_.push_back({BlockDifference::Kind::Same, html, html});
      a = same_a + 1;
      b = same_b + 1;
    }
    compare_gap(a, before_.size(), b, after_.size());
    return std::move(found_);
  }

 private:
  // Between two blocks that stayed: each old one meets the next new one that is like it.
  void compare_gap(std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end) {
    constexpr double kAlike = 0.4;
    constexpr std::size_t kLookAhead = 20;
    for (; a < a_end; ++a) {
      auto partner = b;
      auto last = std::min(b_end, b + kLookAhead);
      while (partner < last && likeness(before_[a], after_[partner]) < kAlike) ++partner;
      if (partner == last) {
        remove(before_[a]);
        continue;
      }
      while (b < partner) add(after_[b++]);
      change(before_[a], after_[b++]);
    }
    while (b < b_end) add(after_[b++]);
  }

  void remove(const Block& block) {
    found_.push_back({BlockDifference::Kind::Removed, render(block, file_prefix_), {}});
  }
  void add(const Block& block) { found_.push_back({BlockDifference::Kind::Added, {}, render(block, file_prefix_)}); }
  void change(Block before, Block after) {
    mark_runs(before.runs, after.runs);
    if (before.kind == BlockKind::Table) mark_table(before, after);
    found_.push_back({BlockDifference::Kind::Changed, render(before, file_prefix_), render(after, file_prefix_)});
  }

  const std::vector<Block>& before_;
  const std::vector<Block>& after_;
  std::string_view file_prefix_;
  std::vector<BlockDifference> found_ = {};
};

}  // namespace

std::vector<BlockDifference> differences(const content::Tree& before, const content::Tree& after,
                                         std::string_view file_prefix) {
  const auto old_words = cleaned(before);
  const auto new_words = cleaned(after);
  return Comparison(old_words, new_words, file_prefix).run();
}

}  // namespace dl::api
