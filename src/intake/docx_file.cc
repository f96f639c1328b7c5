#include "intake/docx_file.h"

#include <pugixml.hpp>

#include "base/hash.h"
#include "base/text.h"
#include "intake/docx_numbering.h"
#include "intake/docx_package.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

constexpr int kDeepest = 100;
constexpr std::size_t kMaxImages = 500;

bool on(pugi::xml_node property) {
  std::string_view value = property.attribute("w:val").as_string("1");
  return property && value != "0" && value != "false" && value != "none";
}

std::string_view media_type(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return "image/png";
  if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
  if (bytes.starts_with("GIF8")) return "image/gif";
  if (bytes.size() > 12 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") return "image/webp";
  return {};
}

class Reader {
 public:
  Reader(DocxPackage& package, Draft& draft) : package_(package), draft_(draft), relations_(package.relations()) {
    pugi::xml_document xml;
    if (load("word/styles.xml", xml)) styles_ = read_docx_styles(xml);
    if (load("word/numbering.xml", xml)) numbering_ = DocxNumbering(xml);
  }

  void read_body(pugi::xml_node body, int depth = 0) {
    if (depth > kDeepest) return;
    for (auto node : body.children()) {
      if (draft_.tally.full()) return;
      std::string_view name = node.name();
      if (name == "w:p")
        read_paragraph(node);
      else if (name == "w:tbl")
        read_table(node, depth);
      else if (name == "w:del" || name == "w:moveFrom")
        tracked_ = true;
      else if (name == "w:sdt")
        read_body(node.child("w:sdtContent"), depth + 1);
      else if (name == "w:ins" || name == "w:moveTo" || name == "w:customXml" || name == "w:smartTag") {
        tracked_ = tracked_ || name == "w:ins" || name == "w:moveTo";
        read_body(node, depth + 1);
      }
    }
  }

  void finish() {
    if (tracked_) warn(draft_, "tracked-changes", "文件里有未接受的修订：已略去删除的文字，保留插入的文字，请核对。");
    if (comments_) warn(draft_, "comments-dropped", "文件里的批注已略去。");
  }

 private:
  bool load(const char* name, pugi::xml_document& xml) {
    if (!package_.has(name)) return false;
    auto text = package_.read(name);
    return text && xml.load_buffer(text->data(), text->size());
  }

  DocxStyle style_of(pugi::xml_node properties) const {
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

  void read_paragraph(pugi::xml_node node) {
    auto properties = node.child("w:pPr");
    auto style = style_of(properties);
    line_ = Line();
    images_.clear();
    if (properties.child("w:rPr").child("w:del")) tracked_ = true;
    if (!style.list.empty() && style.list != "0" && !squeezed(text_below(node)).empty())
      line_.text = text::decode(numbering_.next(style.list, style.list_level));
    read_runs(node, 0);
    flush(style);
    for (auto& image : images_) draft_.lines.push_back(std::move(image));
    images_.clear();
  }

  Chars text_below(pugi::xml_node node) const {
    Chars out;
    for (auto run : node.children()) {
      if (auto text = run.child("w:t")) out += text::decode(text.text().get());
      for (auto inner : run.children("w:r")) out += text::decode(inner.child("w:t").text().get());
    }
    return out;
  }

  void flush(const DocxStyle& style) {
    line_.trim();
    if (line_.text.empty()) return;
    line_.centered = style.centered;
    line_.source_level = style.outline == 10 ? 9 : std::min(style.outline, 4);
    draft_.tally.characters += line_.text.size();
    ++draft_.tally.lines;
    draft_.lines.push_back(std::move(line_));
    line_ = Line();
  }

  void read_runs(pugi::xml_node node, int depth) {
    if (depth > kDeepest) return;
    for (auto child : node.children()) {
      std::string_view name = child.name();
      if (name == "w:r")
        read_run(child, depth);
      else if (name == "w:hyperlink")
        read_link(child, depth);
      else if (name == "w:del" || name == "w:moveFrom")
        tracked_ = true;
      else if (name == "w:commentRangeStart")
        comments_ = true;
      else if (name == "w:ins" || name == "w:moveTo" || name == "w:smartTag" || name == "w:sdt" ||
               name == "w:sdtContent" || name == "w:fldSimple" || name == "w:customXml" || name == "w:bdo" ||
               name == "w:dir") {
        tracked_ = tracked_ || name == "w:ins" || name == "w:moveTo";
        read_runs(child, depth + 1);
      }
    }
  }

  void read_link(pugi::xml_node node, int depth) {
    auto target = relations_.find(node.attribute("r:id").value());
    auto was = link_;
    if (target != relations_.end() && content::link_allowed(target->second) && !target->second.starts_with('/'))
      link_ = target->second;
    read_runs(node, depth + 1);
    link_ = was;
  }

  void read_run(pugi::xml_node run, int depth) {
    auto properties = run.child("w:rPr");
    if (on(properties.child("w:vanish"))) return;
    auto from = line_.text.size();
    for (auto child : run.children()) {
      std::string_view name = child.name();
      if (name == "w:t")
        line_.text += text::decode(child.text().get());
      else if (name == "w:tab")
        line_.text += U'\t';
      else if (name == "w:br" || name == "w:cr")
        line_.text += U' ';
      else if (name == "w:noBreakHyphen")
        line_.text += U'-';
      else if (name == "w:sym")
        line_.text += U'□';
      else if (name == "w:delText")
        tracked_ = true;
      else if (name == "w:commentReference")
        comments_ = true;
      else if (name == "w:drawing" || name == "w:pict" || name == "w:object")
        read_drawing(child, depth);
      else if (name == "mc:AlternateContent")
        read_drawing(child.child("mc:Choice"), depth);
    }
    bool strong = on(properties.child("w:b")), emphasis = on(properties.child("w:i"));
    if (line_.text.size() > from && (strong || emphasis || !link_.empty()))
      line_.spans.push_back({from, line_.text.size(), strong, emphasis, link_});
  }

  /// Pictures, and the paragraphs of text boxes, which come behind the paragraph that anchors them.
  void read_drawing(pugi::xml_node node, int depth) {
    if (depth > kDeepest || !node) return;
    for (auto child : node.children()) {
      std::string_view name = child.name();
      if (name == "a:blip")
        add_image(child.attribute("r:embed").value(), node);
      else if (name == "v:imagedata")
        add_image(child.attribute("r:id").value(), node);
      else if (name == "w:txbxContent")
        read_text_box(child);
      else if (name != "mc:Fallback")
        read_drawing(child, depth + 1);
    }
  }

  void read_text_box(pugi::xml_node content) {
    if (boxed_) return;
    boxed_ = true;
    Draft inner;
    std::swap(draft_.lines, inner.lines);
    Line anchor = std::move(line_);
    auto images = std::move(images_);
    read_body(content);
    std::swap(draft_.lines, inner.lines);
    images_ = std::move(images);
    line_ = std::move(anchor);
    for (auto& line : inner.lines) images_.push_back(std::move(line));
    boxed_ = false;
  }

  void add_image(const std::string& id, pugi::xml_node near) {
    auto target = relations_.find(id);
    if (target == relations_.end() || draft_.attachments.size() >= kMaxImages) return;
    auto bytes = package_.has(target->second) ? package_.read(target->second)
                                              : Outcome<std::string>(fail(Fault::Unreadable, "intake.broken"));
    auto name = target->second.substr(target->second.find_last_of('/') + 1);
    auto type = bytes ? media_type(*bytes) : std::string_view();
    if (type.empty())
      return warn(draft_, "image-dropped", fmt::format("图片 {} 不是网页能显示的格式或没有随文件保存，已略去。", name));
    Line line;
    line.kind = LineKind::Image;
    line.block = {.kind = content::BlockKind::Image, .source = "file:" + sha256_hex(*bytes), .alt = alt_of(near)};
    images_.push_back(std::move(line));
    draft_.attachments.push_back(
        {.name = name, .type = std::string(type), .bytes = std::move(*bytes), .embedded = true});
  }

  std::string alt_of(pugi::xml_node node) const {
    for (int i = 0; i < 8 && node; ++i, node = node.parent())
      if (auto facts = node.child("wp:docPr"))
        return text::repair_utf8(text::fold_space(facts.attribute("descr").value()));
    return {};
  }

  void read_table(pugi::xml_node table, int depth) {
    if (depth > kDeepest) return;
    Line line;
    line.kind = LineKind::Table;
    line.block.kind = content::BlockKind::Table;
    auto& rows = line.block.rows;
    std::vector<std::pair<std::size_t, std::size_t>> open;  ///< by grid column: the cell that a vMerge goes on
    for (auto row : table.children("w:tr")) {
      content::Row out;
      std::size_t column = 0;
      for (auto cell : row.children("w:tc")) {
        auto properties = cell.child("w:tcPr");
        auto width =
            static_cast<std::size_t>(std::clamp(properties.child("w:gridSpan").attribute("w:val").as_int(1), 1, 60));
        if (open.size() < column + width) open.resize(column + width, {SIZE_MAX, 0});
        auto merge = properties.child("w:vMerge");
        bool goes_on = merge && std::string_view(merge.attribute("w:val").value()) != "restart";
        auto [row_at, cell_at] = open[column];
        if (goes_on && row_at < rows.size()) {
          auto& above = rows[row_at].cells[cell_at];
          above.row_span = std::min(above.row_span + 1, 1000);
        } else {
          for (std::size_t i = column; i < column + width; ++i) open[i] = {rows.size(), out.cells.size()};
          ++draft_.tally.cells;
          out.cells.push_back({.runs = cell_runs(cell, depth),
                               .column_span = static_cast<int>(width),
                               .header = on(row.child("w:trPr").child("w:tblHeader"))});
        }
        column += width;
      }
      rows.push_back(std::move(out));
    }
    if (!rows.empty()) draft_.lines.push_back(std::move(line));
  }

  std::vector<content::Run> cell_runs(pugi::xml_node cell, int depth) {
    Draft inner;
    std::swap(draft_.lines, inner.lines);
    auto anchor = std::move(line_);
    auto images = std::move(images_);
    read_body(cell, depth + 1);
    std::swap(draft_.lines, inner.lines);
    line_ = std::move(anchor);
    images_ = std::move(images);
    Line whole;
    for (auto& part : inner.lines) {
      if (part.kind == LineKind::Table) {
        warn(draft_, "table-flattened", "表格里套着表格，里层的内容已并入单元格，请核对。");
        part = text_line(text::decode(content::plain_text({{part.block}})));
      }
      if (!part.is_text()) continue;
      part.trim();
      if (!whole.text.empty()) whole.text += U' ';
      whole.append(part);
    }
    std::replace(whole.text.begin(), whole.text.end(), U'\n', U' ');
    return whole.runs();
  }

  DocxPackage& package_;
  Draft& draft_;
  std::map<std::string, std::string> relations_;
  std::map<std::string, DocxStyle> styles_ = {};
  DocxNumbering numbering_ = {};
  Line line_ = {};
  std::vector<Line> images_ = {};
  std::string link_ = {};
  bool tracked_ = false;
  bool comments_ = false;
  bool boxed_ = false;
};

}  // namespace

Outcome<Draft> read_docx(std::string_view bytes) {
  DL_TRY(auto package, DocxPackage::open(bytes));
  DL_TRY(auto text, package.read("word/document.xml"));
  pugi::xml_document xml;
  if (!xml.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single))
    return fail(Fault::Unreadable, "intake.broken", "word/document.xml");
  Draft draft;
  Reader reader(package, draft);
  reader.read_body(xml.document_element().child("w:body"));
  reader.finish();
  return draft;
}

}  // namespace dl::intake
