#include "intake/xlsx_file.h"

#include <charconv>
#include <pugixml.hpp>

#include "base/text.h"
#include "intake/sheet.h"
#include "intake/xlsx_numbers.h"
#include "intake/xml_names.h"
#include "intake/zip_package.h"

namespace dl::intake {

namespace {

constexpr std::size_t kMostSheets = 200;
constexpr std::size_t kMostMerges = 100'000;
constexpr unsigned kParse = pugi::parse_default | pugi::parse_ws_pcdata;

/// The words of a string that may be cut into runs; how it is read aloud (rPh) apart.
std::string words_of(pugi::xml_node item) {
  std::string words;
  for (auto child : item.children()) {
    auto name = local_name(child.name());
    if (name == "t") words += child.text().get();
    if (name == "r") words += words_of(child);
  }
  return words;
}

/// Excel writes characters that XML has no place for as _x000D_.
std::string without_escapes(std::string words) {
  for (auto at = words.find("_x"); at != words.npos; at = words.find("_x", at + 1)) {
    unsigned code = 0;
    const char* from = words.data() + at + 2;
    if (at + 7 > words.size() || words[at + 6] != '_' || std::from_chars(from, from + 4, code, 16).ptr != from + 4)
      continue;
    std::string character;
    text::append(character, code < 0x20 ? U' ' : static_cast<char32_t>(code));
    words.replace(at, 7, code == 0x5F ? "_" : character);
  }
  return words;
}

struct Reference {
  std::size_t row = 0;
  std::size_t column = 0;
};

/// "BC12", from 0; nothing for what is no reference.
std::optional<Reference> reference_of(std::string_view text) {
  std::size_t column = 0, at = 0;
  for (; at < text.size() && at < 3 && std::isalpha(static_cast<unsigned char>(text[at])) != 0; ++at)
    column = column * 26 + static_cast<std::size_t>(std::toupper(static_cast<unsigned char>(text[at])) - 'A' + 1);
  std::size_t row = 0;
  auto read = std::from_chars(text.data() + at, text.data() + text.size(), row);
  if (column == 0 || read.ptr != text.data() + text.size() || row == 0 || row > 1'048'576) return std::nullopt;
  return Reference{row - 1, column - 1};
}

bool is_on(pugi::xml_attribute attribute) {
  std::string_view value = attribute.value();
  return value == "1" || value == "true";
}

class Workbook {
 public:
  Workbook(ZipPackage& package, Draft& draft) : package_(package), draft_(draft) {}

  Outcome<void> read() {
    pugi::xml_document book;
    DL_CHECK(load("xl/workbook.xml", book));
    auto root = book.document_element();
    if (is_on(child_named(root, "workbookPr").attribute("date1904"))) day_one_ = DayOne::In1904;
    const auto parts = package_.relations("xl/workbook.xml");
    DL_CHECK(load_words());
    load_formats();
    std::vector<std::pair<std::string, Draft>> sheets;
    for (auto each : child_named(root, "sheets").children()) {
      std::string name = each.attribute("name").value();
      auto part = parts.find(relation_of(each));
      if (part == parts.end() || part->second.find("worksheets/") == std::string::npos ||
          sheets.size() >= kMostSheets) {
        others_.push_back(name);
        continue;
      }
      if (std::string_view state = each.attribute("state").value(); state == "hidden" || state == "veryHidden") {
        hidden_.push_back("工作表“" + name + "”");
        continue;
      }
      Draft inner;
      inner.tally = draft_.tally;
      DL_CHECK(read_sheet(part->second, inner));
      draft_.tally = inner.tally;
      if (draft_.tally.full()) return {};
      if (!inner.lines.empty()) sheets.emplace_back(std::move(name), std::move(inner));
    }
    gather(sheets);
    tell();
    return {};
  }

 private:
  Outcome<void> load(const std::string& name, pugi::xml_document& xml) {
    DL_TRY(auto text, package_.read(name));
    return parse(text, name, xml);
  }
  static Outcome<void> parse(std::string_view text, const std::string& name, pugi::xml_document& xml) {
    auto read = xml.load_buffer(text.data(), text.size(), kParse);
    if (read.status == pugi::status_out_of_memory) return fail(Fault::TooLarge, "intake.too-costly", name);
    if (!read) return fail(Fault::Unreadable, "intake.broken", name);
    return {};
  }

  static std::string relation_of(pugi::xml_node sheet) {
    for (auto attribute : sheet.attributes())
      if (std::string_view(attribute.name()).ends_with(":id")) return attribute.value();
    return {};
  }

  Outcome<void> load_words() {
    if (!package_.has("xl/sharedStrings.xml")) return {};
    pugi::xml_document xml;
    DL_CHECK(load("xl/sharedStrings.xml", xml));
    for (auto item : xml.document_element().children())
      if (local_name(item.name()) == "si") words_.push_back(without_escapes(words_of(item)));
    return {};
  }

  /// The code of each cell format, by its place in cellXfs.
  void load_formats() {
    pugi::xml_document xml;
    if (!package_.has("xl/styles.xml") || !load("xl/styles.xml", xml)) return;
    std::map<int, std::string> own;
    auto root = xml.document_element();
    for (auto each : child_named(root, "numFmts").children())
      own[each.attribute("numFmtId").as_int()] = each.attribute("formatCode").value();
    for (auto each : child_named(root, "cellXfs").children()) {
      auto id = each.attribute("numFmtId").as_int();
      auto found = own.find(id);
      formats_.push_back(found != own.end() ? found->second : std::string(built_in_format(id)));
    }
  }

  Outcome<void> read_sheet(const std::string& part, Draft& draft) {
    DL_TRY(auto text, package_.read(part));
    const auto [begin, end, prefix] = data_of(text);
    pugi::xml_document frame;
    DL_CHECK(parse(text.substr(0, begin) + text.substr(end), part, frame));
    auto root = frame.document_element();
    Sheet sheet;
    read_frame(root, sheet);
    DL_CHECK(read_rows(std::string_view(text).substr(begin, end - begin), prefix, part, sheet));
    read_beside(root, part);
    add_sheet(sheet, draft);
    return {};
  }

  /// Where the rows stand in a sheet, and what its elements have before their names.
  static std::tuple<std::size_t, std::size_t, std::string> data_of(std::string_view text) {
    auto name = text.find("sheetData");
    auto begin = name == text.npos ? text.npos : text.rfind('<', name);
    if (begin == text.npos || begin + 1 > name || name - begin > 40) return {text.size(), text.size(), ""};
    auto prefix = std::string(text.substr(begin + 1, name - begin - 1));
    auto open = text.find('>', name);
    if (open == text.npos) return {text.size(), text.size(), ""};
    if (text[open - 1] == '/') return {begin, open + 1, prefix};
    auto close = "</" + prefix + "sheetData>";
    auto end = text.find(close, open);
    return {begin, end == text.npos ? text.size() : end + close.size(), prefix};
  }

  void read_frame(pugi::xml_node root, Sheet& sheet) {
    hidden_columns_.clear();
    for (auto each : child_named(root, "cols").children())
      if (is_on(each.attribute("hidden")))
        hidden_columns_.emplace_back(each.attribute("min").as_uint() - 1, each.attribute("max").as_uint() - 1);
    for (auto each : child_named(root, "mergeCells").children()) {
      std::string_view range = each.attribute("ref").value();
      auto from = reference_of(range.substr(0, range.find(':')));
      auto to = range.find(':') == range.npos ? from : reference_of(range.substr(range.find(':') + 1));
      if (from && to && sheet.merges.size() < kMostMerges)
        sheet.merges.push_back({from->row, from->column, to->row, to->column});
    }
  }

  Outcome<void> read_rows(std::string_view data, const std::string& prefix, const std::string& part, Sheet& sheet) {
    const auto open = "<" + prefix + "row", close = "</" + prefix + "row>";
    std::size_t number = 0, cells = 0;
    for (auto at = data.find(open); at != data.npos; at = data.find(open, at)) {
      auto behind = at + open.size();
      if (behind < data.size() && data[behind] != ' ' && data[behind] != '>' && data[behind] != '/') {
        at = behind;
        continue;
      }
      auto tag = data.find('>', at);
      if (tag == data.npos) return fail(Fault::Unreadable, "intake.broken", part);
      auto end = data[tag - 1] == '/' ? tag + 1 : data.find(close, tag);
      if (end == data.npos) return fail(Fault::Unreadable, "intake.broken", part);
      if (data[tag - 1] != '/') end += close.size();
      pugi::xml_document xml;
      DL_CHECK(parse(data.substr(at, end - at), part, xml));
      auto row = read_row(xml.document_element(), number);
      number = row.number + 1;
      cells += row.cells.size();
      if (cells > Tally::kMostCells) return fail(Fault::TooLarge, "intake.too-many", "cells");
      if (bytes_ > Tally::kMostCharacters * 3) return fail(Fault::TooLarge, "intake.too-many", "characters");
      bool in_order = sheet.rows.empty() || sheet.rows.back().number < row.number;
      if (!in_order) return fail(Fault::Unreadable, "intake.broken", part);
      if (!row.cells.empty()) sheet.rows.push_back(std::move(row));
      at = end;
    }
    return {};
  }

  SheetRow read_row(pugi::xml_node node, std::size_t next) {
    SheetRow row{.number = node.attribute("r") ? std::max(node.attribute("r").as_uint(), 1U) - 1 : next};
    const bool hidden = is_on(node.attribute("hidden"));
    std::size_t column = 0;
    for (auto cell : node.children()) {
      if (local_name(cell.name()) != "c") continue;
      if (auto at = reference_of(cell.attribute("r").value())) column = at->column;
      auto shown = show(cell);
      shown.column = column++;
      bytes_ += shown.text.size();
      if (text::trim(shown.text).empty()) continue;
      bool unseen = hidden || std::ranges::any_of(hidden_columns_, [&](const auto& range) {
                      return shown.column >= range.first && shown.column <= range.second;
                    });
      if (unseen)
        hidden_.push_back(shown.text);
      else if (row.cells.empty() || row.cells.back().column < shown.column)
        row.cells.push_back(std::move(shown));
    }
    return row;
  }

  SheetCell show(pugi::xml_node cell) {
    std::string_view type = cell.attribute("t").value();
    if (type == "inlineStr") return {.text = without_escapes(words_of(child_named(cell, "is")))};
    const std::string value = child_named(cell, "v").text().get();
    if (value.empty()) {
      if (auto formula = child_named(cell, "f")) unsolved_.push_back(std::string("=") + formula.text().get());
      return {};
    }
    if (type == "s") {
      std::size_t at = SIZE_MAX;
      std::from_chars(value.data(), value.data() + value.size(), at);
      return {.text = at < words_.size() ? words_[at] : std::string()};
    }
    if (type == "b") return {.text = value == "1" ? "TRUE" : "FALSE"};
    if (type == "str" || type == "e") return {.text = without_escapes(value)};
    if (type == "d") return {.text = value, .is_number = true};
    double number = 0;
    auto read = std::from_chars(value.data(), value.data() + value.size(), number);
    if (read.ec != std::errc() || read.ptr != value.data() + value.size()) return {.text = value};
    auto style = cell.attribute("s").as_uint();
    const auto code = style < formats_.size() ? std::string_view(formats_[style]) : std::string_view();
    if (code.empty()) return {.text = number_text(number), .is_number = true};
    auto shown = show_number(number, code, day_one_);
    if (!shown) flattened_.push_back(fmt::format("{}（{}）", number_text(number), code));
    return {.text = shown.value_or(number_text(number)), .is_number = true};
  }

  /// Pictures, charts and comments.
  void read_beside(pugi::xml_node root, const std::string& part) {
    for (auto each : root.children())
      if (auto name = local_name(each.name()); name == "drawing" || name == "oleObjects" || name == "picture")
        ++drawings_;
    for (const auto& [id, target] : package_.relations(part)) {
      pugi::xml_document xml;
      if (target.find("/comments") == std::string::npos || !package_.has(target) || !load(target, xml)) continue;
      for (auto each : child_named(xml.document_element(), "commentList").children())
        if (auto words = text::fold_space(words_of(child_named(each, "text"))); !words.empty())
          comments_.push_back(words);
    }
  }

  void gather(std::vector<std::pair<std::string, Draft>>& sheets) {
    for (auto& [name, inner] : sheets) {
      auto before = draft_.lines.size();
      if (sheets.size() > 1) {
        auto heading = text_line(text::decode(text::repair_utf8(text::fold_space(name))));
        heading.source_level = 1;
        draft_.lines.push_back(std::move(heading));
        before = draft_.lines.size();
      }
      for (auto& note : inner.notes) draft_.notes.push_back({std::move(note.warning), before + note.line});
      for (auto& line : inner.lines) draft_.lines.push_back(std::move(line));
    }
  }

  void tell() {
    auto say = [&](WarningCode code, const char* message, const std::vector<std::string>& words) {
      if (words.empty()) return;
      auto shown = quote(text::decode(words.front()));
      if (words.size() > 1) shown += fmt::format("等 {} 处", words.size());
      warn_at(draft_, kNoLine, code, fmt::format(fmt::runtime(message), shown), lines_of(words));
    };
    say("hidden-dropped", "隐藏的工作表、行、列没有读入：{}，请核对。", hidden_);
    say("part-dropped", "有的公式没有算出结果，没有读入：{}，请在表格软件中打开并保存一次。", unsolved_);
    say("part-dropped", "不是表格的工作表没有读入：{}。", others_);
    say("table-flattened", "有的数字格式没有照原样显示，已写成数值：{}，请核对。", flattened_);
    say("comments-dropped", "文件里的批注已略去：{}。", comments_);
    if (drawings_ > 0)
      warn_at(draft_, kNoLine, "object-dropped",
              fmt::format("{} 张工作表上的图片、图表没有读入，需要的请另行上传。", drawings_));
  }

  ZipPackage& package_;
  Draft& draft_;
  DayOne day_one_ = DayOne::In1900;
  std::vector<std::string> words_ = {};
  std::vector<std::string> formats_ = {};
  std::vector<std::pair<std::size_t, std::size_t>> hidden_columns_ = {};  ///< of the sheet that is read
  std::vector<std::string> hidden_ = {};
  std::vector<std::string> unsolved_ = {};
  std::vector<std::string> others_ = {};
  std::vector<std::string> flattened_ = {};
  std::vector<std::string> comments_ = {};
  std::size_t drawings_ = 0;
  std::size_t bytes_ = 0;  ///< of all cells; many may have one long string
};

}  // namespace

Outcome<Draft> read_xlsx(std::string_view bytes) {
  DL_TRY(auto package, ZipPackage::open(bytes));
  Draft draft;
  Workbook workbook(package, draft);
  DL_CHECK(workbook.read());
  return draft;
}

}  // namespace dl::intake
