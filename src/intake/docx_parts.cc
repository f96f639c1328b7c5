// What a Word document has beside its paragraphs: pictures, objects, other parts of the package, notes, headers.
#include "base/text.h"
#include "intake/decode.h"
#include "intake/docx_file.h"
#include "intake/docx_reader.h"
#include "intake/html_page.h"
#include "intake/picture.h"
#include "intake/scan.h"
#include "intake/text_page.h"

namespace dl::intake {

namespace {

std::string alt_of(pugi::xml_node node) {
  for (int i = 0; i < 8 && node; ++i, node = node.parent())
    if (auto facts = node.child("wp:docPr"))
      return text::repair_utf8(text::fold_space(facts.attribute("descr").value()));
  return {};
}

bool tells_only_the_page(View text) {
  return std::all_of(text.begin(), text.end(),
                     [](char32_t c) { return is_ascii_digit(half(c)) || is_one_of(half(c), U"-—–－·第页共/ \t"); });
}

}  // namespace

/// Pictures, and the paragraphs of text boxes, which come behind the paragraph that anchors them.
void DocxReader::read_drawing(pugi::xml_node node, int depth) {
  if (depth > kDeepest) return lose(Loss::Part, words_below(node));
  for (auto child : node.children()) {
    std::string_view name = child.name();
    if (name == "a:blip") {
      add_image(child.attribute("r:embed").value(), node);
    } else if (name == "v:imagedata") {
      add_image(child.attribute("r:id").value(), node);
    } else if (name == "w:txbxContent") {
      for (auto& line : lines_below(child, depth + 1)) now_.behind.push_back(std::move(line));
    } else if (name == "v:textpath") {
      now_.behind.push_back(text_line(text::decode(child.attribute("string").value())));
    } else if (name == "a:t") {
      now_.behind.push_back(text_line(text::decode(child.text().get())));
    } else if (name == "o:OLEObject") {
      lose(Loss::Object, text::decode(child.attribute("ProgID").as_string("OLE")));
    } else if (name == "c:chart") {
      read_part(child.attribute("r:id").value(), "图表");
    } else if (name == "dgm:relIds") {
      read_part(child.attribute("r:dm").value(), "SmartArt 图示");
    } else if (name == "mc:AlternateContent") {
      read_drawing(child.child("mc:Choice") ? child.child("mc:Choice") : child.child("mc:Fallback"), depth + 1);
    } else {
      read_drawing(child, depth + 1);
    }
  }
}

/// A chart or diagram: its words are told, its shape cannot be kept.
void DocxReader::read_part(const std::string& id, const char* what) {
  auto target = relations_.find(id);
  pugi::xml_document xml;
  Chars words = text::decode(what);
  if (target != relations_.end() && load(target->second, xml)) words += U" " + words_below(xml.document_element());
  lose(Loss::Object, words);
}

/// A whole document inside of this one, as systems that put files together make them.
void DocxReader::read_alt_chunk(const std::string& id) {
  auto target = relations_.find(id);
  auto name = target == relations_.end() ? id : target->second;
  auto bytes = package_.read(name);
  auto format = bytes ? format_of(name, *bytes) : Format::Unknown;
  Outcome<Draft> inner = fail(Fault::Unreadable, "intake.format");
  if (format == Format::Html) inner = read_html(decode(*bytes, format).text);
  // A file in a file in a file is nobody's document.
  if (format == Format::Docx && depth_ < 2) inner = read_docx(*bytes, depth_ + 1);
  bool plain =
      format == Format::Text && !bytes->starts_with("MIME-Version") && text::ascii_lower(name).ends_with(".txt");
  if (plain) inner = read_text(decode(*bytes, format).text);
  if (!inner) return lose(Loss::Part, text::decode(name));
  auto at = place();
  auto bare = name.substr(name.find_last_of('/') + 1);
  warn_at(draft_, at, "part-read", fmt::format("内嵌的文件“{}”已读入此处，请核对位置与内容。", bare), {bare});
  for (auto& note : inner->notes) draft_.notes.push_back({std::move(note.warning), at});
  for (auto& attachment : inner->attachments) draft_.attachments.push_back(std::move(attachment));
  draft_.tally.lines += inner->lines.size();
  draft_.tally.cells += inner->tally.cells;
  draft_.tally.characters += inner->tally.characters;
  // Its notes go on counting; their marks stay as that file has them.
  renumber_notes(*inner, static_cast<int>(notes_.size()));
  notes_.resize(static_cast<std::size_t>(inner->last_note));
  for (auto& line : inner->lines) {
    line.zone = Zone::Inside;
    draft_.lines.push_back(std::move(line));
  }
  for (auto& line : inner->behind) draft_.behind.push_back(std::move(line));
}

void DocxReader::add_image(const std::string& id, pugi::xml_node near) {
  auto target = relations_.find(id);
  auto name = target == relations_.end() ? std::string() : target->second.substr(target->second.find_last_of('/') + 1);
  auto alt = alt_of(near);
  auto bytes = target != relations_.end() && package_.has(target->second)
                   ? package_.read(target->second)
                   : Outcome<std::string>(fail(Fault::Unreadable, "intake.broken"));
  auto line = bytes ? keep_picture(draft_, std::move(*bytes), name, alt) : std::nullopt;
  if (line) return now_.behind.push_back(std::move(*line));
  warn_at(draft_, place(), "image-dropped", fmt::format("图片 {} 不是网页能显示的格式或没有随文件保存，已略去。", name),
          lines_of(alt.empty() ? std::vector{name} : std::vector{name, alt}));
}

/// Notes come behind the document under the numbers that stand in the text.
void DocxReader::read_notes() {
  for (bool end : {false, true}) {
    pugi::xml_document xml;
    if (!load(end ? "word/endnotes.xml" : "word/footnotes.xml", xml)) continue;
    for (auto note : xml.document_element().children()) {
      std::string id = note.attribute("w:id").value();
      auto referred = std::ranges::find_if(notes_, [&](const Note& each) { return each.end == end && each.id == id; });
      if (referred != notes_.end())
        read_note_lines(note, static_cast<int>(referred - notes_.begin()) + 1);
      else if (note.attribute("w:type").empty())
        lose(Loss::Part, words_below(note));
    }
  }
  std::ranges::stable_sort(draft_.behind, {}, &Line::note);
  draft_.last_note = static_cast<int>(notes_.size());
  now_.losses.tell(draft_, place());
}

void DocxReader::read_note_lines(pugi::xml_node note, int number) {
  auto label = text_line(text::decode(fmt::format("[{}]", number)));
  label.spans.push_back({.begin = 0, .end = label.text.size(), .note = number});
  label.text += U' ';
  for (auto& line : lines_below(note, 1)) {
    if (line.is_text()) {
      auto whole = std::exchange(label, {});
      whole.append(line);
      whole.note = number;
      draft_.behind.push_back(std::move(whole));
      continue;
    }
    warn_at(draft_, kNoLine, "notes-moved", fmt::format("注释 [{}] 里的表格或图片已移到注释之前，请核对。", number),
            fmt::format("[{}]", number));
    draft_.behind.push_back(std::move(line));
  }
}

/// Headers and footers that say more than the page.
void DocxReader::read_beside() {
  std::set<Chars> told;
  for (const auto& id : beside_) {
    auto target = relations_.find(id);
    pugi::xml_document xml;
    if (target == relations_.end() || !load(target->second, xml)) continue;
    auto words = Chars(trimmed(words_below(xml.document_element())));
    if (tells_only_the_page(words) || !told.insert(words).second) continue;
    warn_at(draft_, kNoLine, "header-dropped", fmt::format("页眉或页脚{}没有读入，请核对是否属于正文。", quote(words)),
            text::encode(words));
  }
}

std::string DocxReader::comment(const std::string& id) {
  for (auto each : comments_.document_element().children("w:comment"))
    if (id == each.attribute("w:id").value()) return text::encode(words_below(each));
  return {};
}

}  // namespace dl::intake
