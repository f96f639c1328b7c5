#include "intake/docx_numbering.h"

#include "base/numerals.h"
#include "base/text.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

constexpr int kLevels = 9;

std::string number_text(const std::string& format, int value) {
  if (format == "none" || format == "bullet") return {};
  if (format.starts_with("chinese") || format.starts_with("japanese") || format.starts_with("taiwanese") ||
      format.starts_with("ideographTraditional"))
    return text::chinese_number(value);
  if (format == "ideographDigital") return text::chinese_digits(value);
  if (format == "upperRoman" || format == "lowerRoman") return roman_number(value, format[0] == 'u');
  if (format == "decimalZero" && value < 10) return "0" + std::to_string(value);
  if ((format == "upperLetter" || format == "lowerLetter") && value >= 1 && value <= 26)
    return std::string(1, static_cast<char>((format[0] == 'u' ? 'A' : 'a') + value - 1));
  if (format == "decimalEnclosedCircle" && value >= 1 && value <= 20) {
    std::string out;
    text::append(out, static_cast<char32_t>(0x245F + value));
    return out;
  }
  return std::to_string(value);
}

int list_level(pugi::xml_node node, const char* name) {
  return std::clamp(node.attribute(name).as_int(), 0, kLevels - 1);
}

void read_paragraph_facts(pugi::xml_node properties, DocxStyle& style) {
  if (auto outline = properties.child("w:outlineLvl")) {
    auto level = outline.attribute("w:val").as_int(9);
    style.outline = level >= 0 && level <= 8 ? level + 1 : 0;
  }
  if (auto list = properties.child("w:numPr").child("w:numId")) style.list = list.attribute("w:val").value();
  if (auto level = properties.child("w:numPr").child("w:ilvl")) style.list_level = list_level(level, "w:val");
  if (auto align = properties.child("w:jc"))
    style.centered = std::string_view(align.attribute("w:val").value()) == "center";
}

void read_style(const std::map<std::string, pugi::xml_node>& nodes, const std::string& id, DocxStyle& style,
                int depth) {
  auto found = nodes.find(id);
  if (found == nodes.end() || depth > 20) return;
  if (auto base = found->second.child("w:basedOn"))
    read_style(nodes, base.attribute("w:val").value(), style, depth + 1);
  auto name = text::ascii_lower(found->second.child("w:name").attribute("w:val").value());
  if (name == "caption") style.caption = true;
  if (name == "title") style.outline = 10, style.centered = true;
  if (name.starts_with("heading ") && name.size() == 9 && name[8] >= '1' && name[8] <= '9')
    style.outline = name[8] - '0';
  read_paragraph_facts(found->second.child("w:pPr"), style);
  if (auto script = found->second.child("w:rPr").child("w:vertAlign")) style.script = script.attribute("w:val").value();
}

}  // namespace

DocxNumbering::DocxNumbering(const pugi::xml_document& numbering) {
  std::map<std::string, std::vector<Level>> abstract;
  auto root = numbering.document_element();
  for (auto node : root.children("w:abstractNum")) {
    auto& levels = abstract[node.attribute("w:abstractNumId").value()];
    levels.resize(kLevels);
    for (auto level : node.children("w:lvl")) {
      auto& out = levels[static_cast<std::size_t>(list_level(level, "w:ilvl"))];
      out.format = level.child("w:numFmt").attribute("w:val").as_string("decimal");
      out.text = level.child("w:lvlText").attribute("w:val").value();
      out.start = std::clamp(level.child("w:start").attribute("w:val").as_int(1), 0, 9999);
    }
  }
  for (auto node : root.children("w:num")) {
    std::string id = node.attribute("w:numId").value(), base = node.child("w:abstractNumId").attribute("w:val").value();
    auto levels = abstract.find(base);
    if (levels == abstract.end()) continue;
    lists_[id] = levels->second;
    shared_[id] = node.child("w:lvlOverride") ? "own " + id : base;
    for (auto change : node.children("w:lvlOverride"))
      if (auto start = change.child("w:startOverride"))
        lists_[id][static_cast<std::size_t>(list_level(change, "w:ilvl"))].start =
            std::clamp(start.attribute("w:val").as_int(1), 0, 9999);
  }
}

std::string DocxNumbering::next(const std::string& list, int level) {
  auto found = lists_.find(list);
  if (found == lists_.end() || level < 0 || level >= kLevels) return {};
  const auto& levels = found->second;
  auto& counters = counters_[shared_[list]];
  if (counters.empty())
    for (const auto& each : levels) counters.push_back(each.start - 1);
  auto at = static_cast<std::size_t>(level);
  ++counters[at];
  for (auto below = at + 1; below < kLevels; ++below) counters[below] = levels[below].start - 1;
  if (levels[at].format == "bullet") return {};
  std::string out;
  const auto& pattern = levels[at].text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    bool place = pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' && pattern[i + 1] <= '9';
    if (!place) {
      out += pattern[i];
      continue;
    }
    auto which = static_cast<std::size_t>(pattern[++i] - '1');
    out += number_text(levels[which].format, std::max(counters[which], levels[which].start));
  }
  if (!out.empty() && out.back() >= '0' && out.back() <= '9') out += ' ';  // where Word leaves room
  return out;
}

std::map<std::string, DocxStyle> read_docx_styles(const pugi::xml_document& styles) {
  std::map<std::string, pugi::xml_node> nodes;
  for (auto node : styles.document_element().children("w:style")) nodes[node.attribute("w:styleId").value()] = node;
  std::map<std::string, DocxStyle> found;
  for (const auto& [id, node] : nodes) read_style(nodes, id, found[id], 0);
  return found;
}

}  // namespace dl::intake
