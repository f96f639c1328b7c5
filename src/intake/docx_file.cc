#include "intake/docx_file.h"

#include "base/text.h"
#include "intake/docx_reader.h"
#include "intake/scan.h"

namespace dl::intake {

bool is_on(pugi::xml_node property) {
  std::string_view value = property.attribute("w:val").as_string("1");
  return property && value != "0" && value != "false" && value != "none";
}

DocxReader::DocxReader(ZipPackage& package, Draft& draft, int depth)
    : package_(package), draft_(draft), depth_(depth), relations_(package.relations("word/document.xml")) {
  pugi::xml_document xml;
  if (load("word/styles.xml", xml)) styles_ = read_docx_styles(xml);
  if (load("word/numbering.xml", xml)) numbering_ = DocxNumbering(xml);
  load("word/comments.xml", comments_);
}

bool DocxReader::load(const std::string& name, pugi::xml_document& xml) {
  if (!package_.has(name)) return false;
  auto text = package_.read(name);
  return text && xml.load_buffer(text->data(), text->size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
}

void DocxReader::read_body(pugi::xml_node body, int depth) {
  if (depth > kDeepest) return lose(Loss::Part, words_below(body));
  for (auto node : body.children()) {
    if (draft_.tally.full()) return;
    std::string_view name = node.name();
    if (name == "w:p")
      read_paragraph(node, depth);
    else if (name == "w:tbl")
      read_table(node, depth);
    else if (name == "w:del" || name == "w:moveFrom")
      lose(Loss::Deleted, words_below(node));
    else if (name == "w:sdt")
      read_body(node.child("w:sdtContent"), depth + 1);
    else if (name == "w:ins" || name == "w:moveTo" || name == "w:customXml" || name == "w:smartTag") {
      inserted_ = inserted_ || name == "w:ins" || name == "w:moveTo";
      read_body(node, depth + 1);
    } else if (name == "mc:AlternateContent")
      read_body(node.child("mc:Choice") ? node.child("mc:Choice") : node.child("mc:Fallback"), depth + 1);
    else if (name == "w:altChunk")
      read_alt_chunk(node.attribute("r:id").value());
    else if (name == "m:oMath" || name == "m:oMathPara") {
      read_math(node);
      flush();
    } else if (name == "w:sectPr") {
      for (auto each : node.children())
        if (std::string_view(each.name()).ends_with("Reference")) beside_.insert(each.attribute("r:id").value());
    } else {
      lose(Loss::Part, words_below(node));
    }
  }
  now_.losses.tell(draft_, place());
}

void DocxReader::finish() {
  adopt_captions(draft_);
  read_notes();
  read_beside();
  if (inserted_) warn_at(draft_, kNoLine, "tracked-changes", "文件里有未接受的修订：插入的文字已保留，请核对。");
}

DocxStyle DocxReader::style_of(pugi::xml_node properties) const {
  DocxStyle style;
  auto found = styles_.find(properties.child("w:pStyle").attribute("w:val").value());
  if (found != styles_.end()) style = found->second;
  if (auto outline = properties.child("w:outlineLvl")) {
    auto level = outline.attribute("w:val").as_int(9);
    style.outline = level >= 0 && level <= 8 ? level + 1 : 0;
  }
  if (auto list = properties.child("w:numPr")) {
    if (auto id = list.child("w:numId")) style.list = id.attribute("w:val").value();
    if (auto level = list.child("w:ilvl")) style.list_level = level.attribute("w:val").as_int();
  }
  if (auto align = properties.child("w:jc"))
    style.centered = std::string_view(align.attribute("w:val").value()) == "center";
  return style;
}

void DocxReader::read_paragraph(pugi::xml_node node, int depth) {
  auto properties = node.child("w:pPr");
  now_.losses.tell(draft_, place());
  now_ = Paragraph{.style = style_of(properties)};
  for (auto each : properties.child("w:sectPr").children())
    if (std::string_view(each.name()).ends_with("Reference")) beside_.insert(each.attribute("r:id").value());
  const auto& style = now_.style;
  if (!style.list.empty() && style.list != "0" && !squeezed(words_below(node)).empty())
    now_.line.text = text::decode(numbering_.next(style.list, style.list_level));
  read_runs(node, depth);
  flush();
  for (auto& line : std::exchange(now_.behind, {})) {
    ++draft_.tally.lines;
    draft_.lines.push_back(std::move(line));
  }
}

void DocxReader::flush() {
  now_.losses.tell(draft_, place());
  auto line = std::exchange(now_.line, {});
  line.trim();
  if (line.text.empty()) return;
  line.centered = now_.style.centered;
  line.caption = now_.style.caption;
  line.source_level = now_.style.outline == 10 ? 9 : std::min(now_.style.outline, 4);
  draft_.tally.characters += line.text.size();
  ++draft_.tally.lines;
  draft_.lines.push_back(std::move(line));
}

/// Words that are left out where the line is now.
void DocxReader::lose(Loss loss, View words) {
  now_.losses.add(loss, words, now_.line.text.size(), now_.line.text.size());
}

std::size_t DocxReader::place() const { return outer_.value_or(draft_.lines.size()); }

std::vector<Line> DocxReader::lines_below(pugi::xml_node node, int depth) {
  bool outermost = !outer_;
  if (outermost) outer_ = draft_.lines.size();
  std::vector<Line> lines;
  std::swap(draft_.lines, lines);
  auto paragraph = std::exchange(now_, {});
  auto fields = std::exchange(fields_, {});
  read_body(node, depth);
  std::swap(draft_.lines, lines);
  now_ = std::move(paragraph);
  fields_ = std::move(fields);
  if (outermost) outer_.reset();
  return lines;
}

void DocxReader::read_table(pugi::xml_node table, int depth) {
  Grid grid;
  read_rows(table, depth, grid);
  Line line;
  line.kind = LineKind::Table;
  line.block = {.kind = content::BlockKind::Table, .rows = std::move(grid.rows)};
  now_.losses.tell(draft_, place());
  if (!line.block.rows.empty()) draft_.lines.push_back(std::move(line));
  if (outer_) return;
  for (auto& image : std::exchange(behind_table_, {})) draft_.lines.push_back(std::move(image));
}

/// The rows of a table, or of what holds rows in it.
void DocxReader::read_rows(pugi::xml_node table, int depth, Grid& grid) {
  if (depth > kDeepest) return lose(Loss::Part, words_below(table));
  for (auto row : table.children()) {
    if (draft_.tally.full()) return;
    std::string_view name = row.name();
    if (name == "w:tr" && row.child("w:trPr").child("w:del")) {
      lose(Loss::Deleted, words_below(row));
    } else if (name == "w:tr") {
      content::Row out;
      std::size_t column = 0;
      read_cells(row, depth, grid, out, column);
      grid.rows.push_back(std::move(out));
    } else if (name == "w:sdt" || name == "w:sdtContent" || name == "w:ins" || name == "w:customXml") {
      read_rows(row, depth + 1, grid);
    } else {
      lose(Loss::Part, words_below(row));
    }
  }
}

void DocxReader::read_cells(pugi::xml_node row, int depth, Grid& grid, content::Row& out, std::size_t& column) {
  if (depth > kDeepest) return lose(Loss::Part, words_below(row));
  for (auto cell : row.children()) {
    std::string_view name = cell.name();
    if (name == "w:sdt" || name == "w:sdtContent" || name == "w:customXml" || name == "w:ins") {
      read_cells(cell, depth + 1, grid, out, column);
      continue;
    }
    if (name != "w:tc") {
      lose(Loss::Part, words_below(cell));
      continue;
    }
    auto properties = cell.child("w:tcPr");
    auto width =
        static_cast<std::size_t>(std::clamp(properties.child("w:gridSpan").attribute("w:val").as_int(1), 1, 60));
    if (grid.open.size() < column + width) grid.open.resize(column + width, {SIZE_MAX, 0});
    auto merge = properties.child("w:vMerge");
    bool goes_on = merge && std::string_view(merge.attribute("w:val").value()) != "restart";
    auto [row_at, cell_at] = grid.open[column];
    ++draft_.tally.cells;
    auto runs = read_cell(cell, depth);
    if (goes_on && row_at < grid.rows.size()) {
      auto& above = grid.rows[row_at].cells[cell_at];
      above.row_span = std::min(above.row_span + 1, 1000);
      lose(Loss::Part, text::decode(content::text_of(runs)));
    } else {
      for (auto i = column; i < column + width; ++i) grid.open[i] = {grid.rows.size(), out.cells.size()};
      out.cells.push_back({.runs = std::move(runs),
                           .column_span = static_cast<int>(width),
                           .header = is_on(row.child("w:trPr").child("w:tblHeader"))});
    }
    column += width;
  }
}

std::vector<content::Run> DocxReader::read_cell(pugi::xml_node cell, int depth) {
  Line whole;
  for (auto& part : lines_below(cell, depth + 1)) {
    if (part.kind == LineKind::Image) {
      behind_table_.push_back(std::move(part));
      continue;
    }
    if (part.kind == LineKind::Table) {
      warn_at(draft_, place(), "table-flattened", "表格里套着表格，里层的内容已并入单元格，请核对。");
      part = text_line(text::decode(content::plain_text({{part.block}})));
    }
    part.trim();
    if (!whole.text.empty()) whole.text += U' ';
    whole.append(part);
  }
  std::replace(whole.text.begin(), whole.text.end(), U'\n', U' ');
  return whole.runs();
}

Outcome<Draft> read_docx(std::string_view bytes, int depth) {
  DL_TRY(auto package, ZipPackage::open(bytes));
  DL_TRY(auto text, package.read("word/document.xml"));
  pugi::xml_document xml;
  auto read = xml.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (read.status == pugi::status_out_of_memory) return fail(Fault::TooLarge, "intake.too-costly", "word/document.xml");
  if (!read) return fail(Fault::Unreadable, "intake.broken", "word/document.xml");
  Draft draft;
  DocxReader reader(package, draft, depth);
  reader.read_body(xml.document_element().child("w:body"));
  reader.finish();
  return draft;
}

}  // namespace dl::intake
