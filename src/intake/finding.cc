#include "intake/finding.h"

#include <algorithm>
#include <unordered_set>

#include "base/hash.h"
#include "base/identifiers.h"
#include "base/text.h"
#include "intake/checks.h"
#include "intake/head_line.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

constexpr FindingKind kOther = {"other", "其他", Weight::Owed, Origin::Reading};

constexpr std::size_t kShown = 4;    ///< characters that an excerpt shows on either side
constexpr std::size_t kClause = 20;  ///< characters on either side that belong to what was found

std::string digest_of(std::string_view kind, std::string_view words) {
  return Sha256().update(kind).update("\n").update(text::remove_space(words)).finish_hex();
}

/// Takes findings as they come, the same words once; keeps room for guarded ones and counts what is beyond.
class Findings {
 public:
  void add(std::string_view kind, const Stretch& where, std::string_view words, std::string excerpt,
           std::string message) {
    auto digest = digest_of(kind, words);
    if (seen_.contains(digest)) return;
    auto& kept = finding_kind(kind).weight == Weight::Guarded ? guarded_ : others_;
    if (kept.size() == kMostFindings) return pass_over(digest);
    seen_.insert(digest);
    kept.push_back(
        {std::string(kind), std::move(digest), where.place, where.block, std::move(excerpt), std::move(message)});
  }

  std::vector<Finding> take() {
    auto room = kMostFindings - guarded_.size();
    while (others_.size() > room) {
      pass_over(others_.back().digest);
      others_.pop_back();
    }
    auto all = std::move(guarded_);
    std::ranges::move(others_, std::back_inserter(all));
    if (passed_over_ > 0)
      all.push_back({"more-findings",
                     digest_of("more-findings", beyond_),
                     {},
                     {},
                     {},
                     fmt::format("这样的地方太多，还有 {} 处没有逐条列出，请通读全文后说明。", passed_over_)});
    return all;
  }

 private:
  void pass_over(const std::string& digest) {
    beyond_ = sha256_hex(beyond_ + digest);
    ++passed_over_;
  }

  std::vector<Finding> guarded_ = {};
  std::vector<Finding> others_ = {};
  std::unordered_set<std::string> seen_ = {};
  std::string beyond_ = {};
  std::size_t passed_over_ = 0;
};

bool ends_clause(char32_t c) { return c == U'\n' || is_one_of(c, U"，。；、“”《》,;"); }

/// The bytes [begin, end) with up to `most` characters of their clause on either side.
std::string_view around(std::string_view text, std::size_t begin, std::size_t end, std::size_t most) {
  auto from = begin, to = end;
  for (std::size_t n = 0; n < most && from > 0; ++n) {
    auto before = from - 1;
    while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xC0U) == 0x80U) --before;
    auto at = before;
    if (ends_clause(text::next(text, at))) break;
    from = before;
  }
  for (std::size_t n = 0; n < most && to < text.size(); ++n) {
    auto next = to;
    if (ends_clause(text::next(text, next))) break;
    to = next;
  }
  return text.substr(from, to - from);
}

bool is_placeholder_letter(char32_t c) { return is_one_of(c, U"Xx×Ｘ＊*某"); }

bool is_latin(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || is_ascii_digit(c); }

/// Whether letters that stand for other words hide a person's name (张××, 李某某, 王**) and so belong there.
bool masks_name(char32_t letter, char32_t before, char32_t after) {
  if (letter == U'X' || letter == U'x' || letter == U'Ｘ') return false;
  return text::is_han(before) && !is_one_of(after, U"年月日省市县区局号街路");
}

/// XX年, ×××, 某某: two or more of one letter beside Chinese words.
void find_placeholders(const Stretch& where, Findings& findings) {
  std::string_view text = where.text;
  char32_t before = U'\n';
  for (std::size_t at = 0; at < text.size();) {
    auto begin = at;
    char32_t c = text::next(text, at);
    if (!is_placeholder_letter(c)) {
      before = c;
      continue;
    }
    std::size_t count = 1;
    char32_t after = U'\n';
    for (auto next = at; next < text.size(); at = next, ++count)
      if (after = text::next(text, next); after != c) break;
    if (at == text.size()) after = U'\n';
    bool latin = is_latin(half(before)) || is_latin(half(after));  // 138****5678, XXL
    bool chinese = text::is_han(before) || text::is_han(after);
    if (count >= 2 && !latin && chinese && !masks_name(c, before, after)) {
      auto excerpt = fmt::format("“{}”", around(text, begin, at, kShown));
      findings.add("placeholder", where, around(text, begin, at, kClause), excerpt,
                   fmt::format("有没填的占位符：{}。请换成实际的名称或年份。", excerpt));
    }
    before = c;
  }
}

void find_number_faults(const Stretch& where, Findings& findings) {
  if (where.text.find("号") == std::string::npos) return;
  for (const auto& hit : find_document_numbers(where.text)) {
    auto written = where.text.substr(hit.offset, hit.size);
    if (hit.number.departs(Departure::Brackets))
      findings.add("document-number-brackets", where, written, written,
                   fmt::format("{} 的括号不是六角括号〔〕（GB/T 9704—2012 第7.2.5条）。", written));
    for (auto departure : hit.number.departures)
      if (departure != Departure::Brackets)
        findings.add("document-number-form", where, fmt::format("{} {}", written, name_of(departure)), written,
                     departure_message(written, departure));
  }
}

/// Stretches that are read as one text: a table, a row a line, or one stretch.
struct Passage {
  std::string text = {};
  std::vector<std::pair<std::size_t, const Stretch*>> parts = {};  ///< where each begins
};

std::vector<Passage> passages_of(const std::vector<Stretch>& words) {
  std::vector<Passage> passages;
  for (const auto& where : words) {
    const auto* before = passages.empty() ? nullptr : passages.back().parts.back().second;
    if (!before || !where.row || !before->row || before->block != where.block) passages.emplace_back();
    auto& passage = passages.back();
    if (!passage.parts.empty()) passage.text += before->row == where.row ? " | " : "\n";
    passage.parts.emplace_back(passage.text.size(), &where);
    passage.text += where.text;
  }
  return passages;
}

void find_personal(const std::vector<Stretch>& words, const privacy::Known& known, Findings& findings,
                   std::vector<std::string>* values) {
  const auto passages = passages_of(words);
  privacy::Finder finder(known);
  for (const auto& passage : passages) finder.learn(passage.text);
  for (const auto& passage : passages) {
    for (auto& data : finder.find(passage.text)) {
      const auto part = std::prev(
          std::ranges::upper_bound(passage.parts, data.offset, {}, &std::pair<std::size_t, const Stretch*>::first));
      const auto& where = *part->second;
      const auto begin = data.offset - part->first, end = std::min(begin + data.size, where.text.size());
      if (begin >= end) continue;
      const auto masked = privacy::mask(data);
      findings.add("personal-data", where, around(where.text, begin, end, kClause), masked,
                   data.minor
                       ? fmt::format("有未成年人的{} {}，不得公开。", privacy::chinese_of(data.kind), masked)
                       : fmt::format("有{} {}，公开前请隐去或说明依据。", privacy::chinese_of(data.kind), masked));
      if (values) values->push_back(std::move(data.value));
    }
  }
}

void find_unreadable(const Stretch& where, Findings& findings) {
  constexpr std::string_view kMark = "\uFFFD";
  const std::string& text = where.text;
  for (auto at = text.find(kMark); at != std::string::npos;) {
    auto end = at;
    while (text.compare(end, kMark.size(), kMark) == 0) end += kMark.size();
    auto excerpt = fmt::format("“{}”", around(text, at, end, kShown));
    findings.add("encoding-doubtful", where, around(text, at, end, kClause), excerpt,
                 fmt::format("{}里有不能识别的字，请对照原件改正。", excerpt));
    at = text.find(kMark, end);
  }
}

/// 机密★5年; a bare 秘密 only where heads of documents have it, for tables speak of it.
void find_secrecy(const Stretch& where, Findings& findings) {
  constexpr int kHead = 6;  ///< blocks
  const std::string& text = where.text;
  if (text.find("密") == std::string::npos) return;
  bool starred = text.find("密★") != std::string::npos || text.find("密 ★") != std::string::npos;
  if (!starred && (text.size() > 100 || where.block.value_or(0) >= kHead)) return;
  auto chars = text::decode(text);
  if (!is_secrecy_mark(chars)) return;
  auto excerpt = quote(chars, 16);
  findings.add("secrecy-mark", where, text, excerpt,
               fmt::format("有密级标志 {}。涉密的内容不得公开（保密法），请核对后再办。", excerpt));
}

/// A long paragraph that stands twice word for word.
void find_repeats(const std::vector<Stretch>& words, Findings& findings) {
  constexpr std::size_t kLong = 90;
  std::unordered_set<std::string_view> seen;
  for (const auto& where : words) {
    if (!where.block || where.text.size() < kLong || seen.insert(where.text).second) continue;
    auto excerpt = quote(text::decode(text::cut(where.text, 17)), 16);
    findings.add("repeated-passage", where, where.text, excerpt,
                 fmt::format("有完全相同的段落：{}。请核对。", excerpt));
  }
}

}  // namespace

const FindingKind& finding_kind(std::string_view code) {
  const auto* row = std::ranges::find(kFindingKinds, code, &FindingKind::code);
  return row == std::end(kFindingKinds) ? kOther : *row;
}

std::vector<Stretch> stretches_of(std::string_view title, const content::Tree& body) {
  std::vector<Stretch> words = {{"title", {}, std::string(title)}};
  for (std::size_t i = 0; i < body.blocks.size(); ++i) {
    const auto& block = body.blocks[i];
    auto add = [&](std::string text, std::optional<int> row = {}) {
      if (!text.empty()) words.push_back({"body", static_cast<int>(i), std::move(text), row});
    };
    add(content::text_of(block.runs));
    add(block.alt);
    for (std::size_t row = 0; row < block.rows.size(); ++row)
      for (const auto& cell : block.rows[row].cells) add(content::text_of(cell.runs), static_cast<int>(row));
  }
  return words;
}

std::vector<Finding> find_in_words(const std::vector<Stretch>& words, const privacy::Known& known,
                                   std::vector<std::string>* values) {
  Findings findings;
  for (const auto& where : words)
    if (where.place == "title" && where.text.empty())
      findings.add("title-missing", where, {}, {}, "没有找到标题，请补上。");
  for (const auto& where : words) find_number_faults(where, findings);
  for (const auto& where : words) find_placeholders(where, findings);
  find_personal(words, known, findings, values);
  for (const auto& where : words) find_secrecy(where, findings);
  for (const auto& where : words) find_unreadable(where, findings);
  find_repeats(words, findings);
  return findings.take();
}

Finding residue_finding(const privacy::Residue& residue) {
  return {.kind = "personal-residue",
          .digest = digest_of("personal-residue", residue.value),
          .excerpt = residue.masked,
          .message = fmt::format("公开的文本里还有像个人信息的 {}，公开前请隐去或说明依据。", residue.masked)};
}

Finding finding_of(const Warning& warning) {
  const auto& words = warning.words.empty() ? warning.message : warning.words;
  return {.kind = warning.code,
          .digest = digest_of(warning.code, words),
          .place = warning.block ? "body" : "",
          .block = warning.block,
          .excerpt = privacy::mask_all(warning.words),
          .message = privacy::mask_all(warning.message)};
}

}  // namespace dl::intake
