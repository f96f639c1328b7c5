#include "intake/checks.h"

#include "base/identifiers.h"
#include "base/text.h"
#include "intake/finding.h"
#include "intake/head_line.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

/// Up to `most` passages as one phrase.
std::string list_of(const std::vector<std::string>& passages, std::size_t most = 6, bool quoted = false) {
  std::string out;
  for (std::size_t i = 0; i < passages.size() && i < most; ++i)
    out += (i > 0 ? "、" : "") + (quoted ? "“" + passages[i] + "”" : passages[i]);
  if (passages.size() > most) out += fmt::format("等 {} 处", passages.size());
  return out;
}

void add_once(std::vector<std::string>& passages, std::string passage) {
  if (std::find(passages.begin(), passages.end(), passage) == passages.end()) passages.push_back(std::move(passage));
}

std::string_view chinese_of(Departure departure) {
  switch (departure) {
    case Departure::Brackets: return "括号应为〔〕";
    case Departure::Ordinal: return "序号前不加“第”";
    case Departure::LeadingZero: return "序号不编虚位";
    case Departure::ShortYear: return "年份应写全称";
    case Departure::YearMark: return "年份后不加“年”";
    case Departure::Numerals: return "应使用阿拉伯数字";
    case Departure::Spacing: return "中间不空格";
    case Departure::NoSuffix: return "缺“号”字";
  }
  return "";
}

void check_dates(const Card& card, Found& found) {
  if (found.signed_on && card.issued_on && *found.signed_on != *card.issued_on)
    warn(found, "date-conflict",
         fmt::format("落款日期 {} 与成文日期 {} 不一致，请核对。", found.signed_on->text(), card.issued_on->text()));
  if (!found.published_at) return;
  auto published = found.published_at->date();
  if (found.issued_on && published < *found.issued_on)
    warn(found, "date-conflict",
         fmt::format("发布日期 {} 早于成文日期 {}，请核对。", published.text(), found.issued_on->text()));
  if (found.signed_on && found.signed_on != found.issued_on && published < *found.signed_on)
    warn(found, "date-conflict",
         fmt::format("发布日期 {} 早于落款日期 {}，请核对。", published.text(), found.signed_on->text()));
}

/// An end before the beginning, or before there was a document: systems that know none write 1900-01-01.
void check_term(Found& found) {
  const auto& begin = found.effective_on ? found.effective_on : found.issued_on;
  if (!found.expires_on || !begin || *found.expires_on >= *begin) return;
  warn(found, "date-conflict",
       fmt::format("失效日期 {} 早于{} {}，没有采用，请核对。", found.expires_on->text(),
                   found.effective_on ? "施行日期" : "成文日期", begin->text()));
  found.expires_on.reset();
}

/// Other places have other forms (PZ00108-3000-2023-00041); wrong is only what has the national one and breaks it.
void check_index_number(Found& found) {
  if (found.index_number.empty()) return;
  auto number = IndexNumber::parse(found.index_number);
  if (number) {
    found.index_number = number->text();
  } else if (number.error().key == "index_number.agency") {
    warn(found, "index-number-invalid", fmt::format("索引号“{}”里的机构代码校验位不对，请核对。", found.index_number),
         found.index_number);
  }
}

void check_dropped(const Card& card, Found& found) {
  if (card.dropped.empty()) return;
  warn(found, "field-dropped", fmt::format("原页面的这些内容没有对应的栏目，没有读入：{}。", list_of(card.dropped, 20)),
       lines_of(card.dropped));
}

/// What a card says, and lines of the text that say nothing else: 公开方式：依申请公开, （此件不公开）. 依申请公开
/// alone may be a heading there.
void check_closed(const Card& card, Found& found) {
  for (const auto& words : card.dropped)
    if (auto chars = text::decode(words); is_closed_mark(chars)) warn_closed(chars, found);
  for (const auto& block : found.body.blocks) {
    auto chars = text::decode(text::trim(content::text_of(block.runs)));
    bool apart =
        chars.find_first_of(U"：:（(【[") != Chars::npos || chars.starts_with(U"此件") || chars.starts_with(U"本件");
    if (apart && is_closed_mark(chars)) warn_closed(chars, found);
  }
}

void check_empty_fields(const Card& card, Found& found) {
  if (card.empty_labels.empty()) return;
  std::vector<std::string> labels;
  for (const auto& label : card.empty_labels) add_once(labels, label);
  warn(found, "field-empty", fmt::format("原页面有这些栏目但没有内容：{}。", list_of(labels, 20)), lines_of(labels));
}

/// What the finder says of the words; kinds that a page may have often are told in one sentence.
void check_words(const Options& options, Found& found) {
  std::vector<std::string> brackets, placeholders, repeats;
  for (auto& finding : find_in_words(stretches_of(found.title, found.body), {.numbers = options.public_numbers})) {
    if (finding.kind == "document-number-brackets")
      add_once(brackets, finding.excerpt);
    else if (finding.kind == "placeholder")
      add_once(placeholders, finding.excerpt);
    else if (finding.kind == "repeated-passage")
      add_once(repeats, finding.excerpt);
    else if (finding.kind != "encoding-doubtful")  // told by what read the file
      warn(found, {finding.kind, std::move(finding.message), finding.block, std::move(finding.excerpt)});
  }
  auto tell = [&](WarningCode code, const std::vector<std::string>& passages, std::string message) {
    if (!passages.empty()) warn(found, code, std::move(message), lines_of(passages));
  };
  tell("document-number-brackets", brackets,
       fmt::format("{} 的括号不是六角括号〔〕（GB/T 9704—2012 第7.2.5条）。", list_of(brackets, 20)));
  tell("placeholder", placeholders, fmt::format("有没填的占位符：{}。请换成实际的名称或年份。", list_of(placeholders)));
  tell("repeated-passage", repeats, fmt::format("有完全相同的段落：{}。请核对。", list_of(repeats)));
}

/// A name in one spelling: brackets of one width, marks of lists taken away.
Chars folded(std::string_view name) {
  Chars out;
  for (char32_t c : text::decode(name))
    if (!text::is_space(c)) out += half(c);
  return out;
}

}  // namespace

std::vector<std::string> themes_in(std::string_view written, const std::vector<Theme>& vocabulary) {
  auto text = folded(written);
  struct Hit {
    std::size_t at = 0;
    std::size_t size = 0;
    std::string name = {};
  };
  std::vector<Hit> hits;
  auto boundary = [&](std::size_t at) {
    return at == 0 || at >= text.size() || is_one_of(text[at], U",、;/\\>|-·") ||
           is_one_of(text[at - 1], U",、;/\\>|-·");
  };
  auto look = [&](const Chars& name, const std::string& full) {
    for (auto at = text.find(name); at != Chars::npos; at = text.find(name, at + 1))
      if (boundary(at) && (at + name.size() == text.size() || is_one_of(text[at + name.size()], U",、;/\\>|-·")))
        hits.push_back({at, name.size(), full});
  };
  for (const auto& theme : vocabulary) {
    look(folded(theme.name), theme.name);
    for (const auto& part : theme.parts)
      if (part != "其他") look(folded(part), theme.name + "\\" + part);
  }
  // The longest name at a place counts; "城乡建设、环境保护\城市规划" is one theme, its class is not another.
  std::sort(hits.begin(), hits.end(),
            [](const Hit& a, const Hit& b) { return a.at != b.at ? a.at < b.at : a.size > b.size; });
  std::vector<std::string> names;
  std::size_t end = 0;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (hits[i].at < end && end > 0) continue;
    end = hits[i].at + hits[i].size;
    bool class_of_next = i + 1 < hits.size() && std::any_of(hits.begin(), hits.end(), [&](const Hit& other) {
                           return other.at == end + 1 && other.name.starts_with(hits[i].name + "\\");
                         });
    if (!class_of_next) add_once(names, hits[i].name);
  }
  return names;
}

std::string departure_message(std::string_view written, Departure departure) {
  return fmt::format("文号“{}”不合规范：{}。", written, chinese_of(departure));
}

void warn_departures(const std::string& written, const DocumentNumber& number, Found& found) {
  for (auto departure : number.departures)
    if (departure != Departure::Brackets) warn(found, "document-number-form", departure_message(written, departure));
}

void warn_closed(View words, Found& found) {
  warn(found, "not-public", fmt::format("原件标有 {}，请审核人核对是否可以公开。", quote(words)), text::encode(words));
}

void check_document(const Card& card, const Options& options, Found& found) {
  check_index_number(found);
  check_dates(card, found);
  check_term(found);
  check_words(options, found);
  check_empty_fields(card, found);
  check_dropped(card, found);
  check_closed(card, found);
}

}  // namespace dl::intake
