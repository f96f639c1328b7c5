#include "intake/html_head.h"

#include <charconv>

#include "base/numerals.h"
#include "base/text.h"
#include "intake/scan.h"

namespace dl::intake {

void read_head(const GumboNode& node, int depth, Draft& draft) {
  static constexpr std::pair<std::string_view, std::string_view> kMeta[] = {
      {"articletitle", "标题"}, {"pubdate", "发布日期"}, {"contentsource", "来源"},
      {"author", "作者"},       {"keywords", "关键词"},  {"description", "摘要"}};
  if (!is_element(node) || depth > 4) return;
  if (node.v.element.tag == GUMBO_TAG_META) {
    auto name = text::ascii_lower(attribute(node, "name"));
    for (const auto& [meta, label] : kMeta)
      if (name == meta) draft.facts.emplace_back(label, text::trim(attribute(node, "content")));
  }
  if (node.v.element.tag == GUMBO_TAG_TITLE)
    for (const auto* child : children_of(node))
      if (child->type == GUMBO_NODE_TEXT && draft.title.empty()) draft.title = text::fold_space(child->v.text.text);
  if (node.v.element.tag == GUMBO_TAG_BODY) return;
  for (const auto* child : children_of(node)) read_head(*child, depth + 1, draft);
}

int number_of(const GumboNode& node, const char* name, int otherwise) {
  auto text = attribute(node, name);
  int value = 0;
  auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() && value > -100'000 && value < 100'000 ? value : otherwise;
}

std::string label_of(const GumboNode& list, int number) {
  auto type = attribute(list, "type");
  auto style = style_of(list);
  auto has = [&](std::string_view name) { return style.find(name) != style.npos; };
  bool letter = number >= 1 && number <= 26;
  if (has("cjk-ideographic") || has("chinese") || has("cjk-decimal")) return text::chinese_number(number) + "、";
  if (letter && (type == "a" || has("lower-alpha") || has("lower-latin")))
    return fmt::format("{}. ", static_cast<char>('a' + number - 1));
  if (letter && (type == "A" || has("upper-alpha") || has("upper-latin")))
    return fmt::format("{}. ", static_cast<char>('A' + number - 1));
  if (type == "I" || has("upper-roman")) return roman_number(number, true) + ". ";
  if (type == "i" || has("lower-roman")) return roman_number(number, false) + ". ";
  if (has("list-style:none") || has("list-style-type:none")) return {};
  return fmt::format("{}. ", number);
}

bool names_file(std::string_view address) {
  auto path = text::ascii_lower(address.substr(0, address.find_first_of("?#")));
  for (std::string_view end : {".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".wps", ".et", ".ofd", ".zip",
                               ".rar", ".7z", ".csv"})
    if (path.ends_with(end)) return true;
  return false;
}

}  // namespace dl::intake
