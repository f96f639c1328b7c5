// What stands in a paragraph of a Word document: runs, links, formulas, fields, marks of notes.
#include "base/text.h"
#include "intake/docx_reader.h"
#include "intake/docx_symbols.h"
#include "intake/scan.h"

namespace dl::intake {

void DocxReader::read_runs(pugi::xml_node node, int depth) {
  if (depth > kDeepest) return lose(Loss::Part, words_below(node));
  static constexpr std::string_view kThrough[] = {"w:ins",        "w:moveTo",    "w:smartTag", "w:sdt",
                                                  "w:sdtContent", "w:customXml", "w:bdo",      "w:dir"};
  for (auto child : node.children()) {
    std::string_view name = child.name();
    if (name == "w:r") {
      read_run(child, depth);
    } else if (name == "w:hyperlink") {
      read_link(child, depth);
    } else if (name == "w:del" || name == "w:moveFrom") {
      lose(Loss::Deleted, words_below(child));
    } else if (std::ranges::find(kThrough, name) != std::end(kThrough)) {
      inserted_ = inserted_ || name == "w:ins" || name == "w:moveTo";
      read_runs(child, depth + 1);
    } else if (name == "w:fldSimple") {
      auto from = now_.line.text.size();
      read_runs(child, depth + 1);
      if (now_.line.text.size() == from) end_field({text::decode(child.attribute("w:instr").value()), false, from});
    } else if (name == "m:oMath" || name == "m:oMathPara") {
      read_math(child);
    } else if (name == "mc:AlternateContent") {
      read_runs(child.child("mc:Choice") ? child.child("mc:Choice") : child.child("mc:Fallback"), depth + 1);
    } else if (name == "w:ruby") {
      read_ruby(child, depth);
    } else if (name != "w:pPr" && name != "w:sdtPr" && name != "w:sdtEndPr") {
      lose(Loss::Part, words_below(child));
    }
  }
}

void DocxReader::read_link(pugi::xml_node node, int depth) {
  auto target = relations_.find(node.attribute("r:id").value());
  auto was = now_.link;
  if (target != relations_.end() && content::link_allowed(target->second) && !target->second.starts_with('/'))
    now_.link = target->second;
  read_runs(node, depth + 1);
  now_.link = was;
}

void DocxReader::read_run(pugi::xml_node run, int depth) {
  auto properties = run.child("w:rPr");
  if (is_on(properties.child("w:vanish"))) return lose(Loss::Hidden, words_below(run));
  auto from = now_.line.text.size();
  for (auto child : run.children()) {
    std::string_view name = child.name();
    if (name != "w:br" && name != "w:cr") {
      read_piece(child, properties, depth);
      continue;
    }
    // A break inside a paragraph ends its line, as on the page; the rest has its style but no number.
    mark_run(properties, from);
    flush();
    from = 0;
  }
  mark_run(properties, from);
}

void DocxReader::read_piece(pugi::xml_node piece, pugi::xml_node properties, int depth) {
  auto& text = now_.line.text;
  std::string_view name = piece.name();
  if (name == "w:t") {
    std::string_view font = properties.child("w:rFonts").attribute("w:ascii").value();
    for (char32_t c : text::decode(piece.text().get())) {
      if (is_symbol_font(font) && ((c >= 0xF020 && c <= 0xF0FF) || font.starts_with("Wingdings")))
        read_symbol(font, c);
      else
        text += c;
    }
  } else if (name == "w:tab" || name == "w:ptab") {
    text += U'\t';
  } else if (name == "w:noBreakHyphen") {
    text += U'-';
  } else if (name == "w:sym") {
    read_symbol(piece.attribute("w:font").value(),
                static_cast<char32_t>(std::strtoul(piece.attribute("w:char").value(), nullptr, 16)));
  } else if (name == "w:delText") {
    lose(Loss::Deleted, words_below(piece));
  } else if (name == "w:commentReference") {
    auto words = comment(piece.attribute("w:id").value());
    lose(Loss::Comment, text::decode(words.empty() ? "（空）" : words));
  } else if (name == "w:footnoteReference" || name == "w:endnoteReference") {
    read_note(piece, name == "w:endnoteReference");
  } else if (name == "w:fldChar") {
    read_field_mark(piece);
  } else if (name == "w:instrText") {
    if (!fields_.empty() && !fields_.back().result) fields_.back().instruction += text::decode(piece.text().get());
  } else if (name == "w:ruby") {
    read_ruby(piece, depth);
  } else if (name == "m:oMath" || name == "m:oMathPara") {
    read_math(piece);
  } else if (name == "w:drawing" || name == "w:pict" || name == "w:object") {
    read_drawing(piece, depth);
  } else if (name == "mc:AlternateContent") {
    read_drawing(piece.child("mc:Choice") ? piece.child("mc:Choice") : piece.child("mc:Fallback"), depth);
  } else if (name != "w:rPr") {
    lose(Loss::Part, words_below(piece));
  }
}

void DocxReader::mark_run(pugi::xml_node properties, std::size_t from) {
  auto& line = now_.line;
  if (line.text.size() <= from) return;
  auto words = View(line.text).substr(from);
  const bool struck = is_on(properties.child("w:strike")) || is_on(properties.child("w:dstrike"));
  if (struck) now_.losses.add(Loss::Struck, words, from, line.text.size());
  std::string_view align = properties.child("w:vertAlign").attribute("w:val").value();
  if (align.empty()) {
    auto style = styles_.find(properties.child("w:rStyle").attribute("w:val").value());
    if (style != styles_.end()) align = style->second.script;
  }
  auto script = align == "superscript" ? Script::Super : align == "subscript" ? Script::Sub : Script::Plain;
  if (script != Script::Plain) {
    if (auto own = as_script(words, script)) {
      line.text.replace(from, Chars::npos, *own);
      script = Script::Plain;
    }
  }
  add_span({from, line.text.size(), is_on(properties.child("w:b")), is_on(properties.child("w:i")), now_.link, struck,
            script});
}

/// Adds a span around the marks of notes that stand in it, which have their own.
void DocxReader::add_span(const Span& span) {
  if (span.plain()) return;
  auto& spans = now_.line.spans;
  auto first = std::ranges::find_if(spans, [&](const Span& each) { return each.begin >= span.begin; });
  const std::vector<Span> inner(first, spans.end());
  spans.erase(first, spans.end());
  auto part = span;
  for (const auto& each : inner) {
    part.end = each.begin;
    if (part.begin < part.end) spans.push_back(part);
    spans.push_back(each);
    part.begin = each.end;
  }
  part.end = span.end;
  if (part.begin < part.end) spans.push_back(std::move(part));
}

void DocxReader::read_math(pugi::xml_node node) {
  auto from = now_.line.text.size();
  auto linear = linear_math(node);
  now_.line.text += linear.text;
  if (linear.flattened) now_.losses.add(Loss::Formula, linear.text, from, now_.line.text.size());
}

void DocxReader::read_ruby(pugi::xml_node ruby, int depth) {
  auto from = now_.line.text.size();
  read_runs(ruby.child("w:rubyBase"), depth + 1);
  auto base = View(now_.line.text).substr(std::min(from, now_.line.text.size()));
  auto reading = words_below(ruby.child("w:rt"));
  if (!reading.empty()) lose(Loss::Ruby, Chars(base) + U"（" + reading + U"）");
}

void DocxReader::read_symbol(std::string_view font, char32_t code) {
  auto from = now_.line.text.size();
  if (auto known = symbol_of(font, code)) {
    now_.line.text += *known;
    return;
  }
  now_.line.text += U'□';
  auto name = fmt::format("{} {:X}", font, static_cast<std::uint32_t>(code));
  now_.losses.add(Loss::Symbol, text::decode(name) + U" ", from, now_.line.text.size());
}

void DocxReader::read_field_mark(pugi::xml_node mark) {
  std::string_view type = mark.attribute("w:fldCharType").value();
  if (type == "begin") {
    if (fields_.size() < static_cast<std::size_t>(kDeepest)) fields_.push_back({.from = now_.line.text.size()});
    auto data = mark.child("w:ffData");
    if (auto box = data.child("w:checkBox")) {
      bool ticked = box.child("w:checked") ? is_on(box.child("w:checked")) : is_on(box.child("w:default"));
      now_.line.text += ticked ? U'☑' : U'□';
    }
    if (auto list = data.child("w:ddList")) {
      auto chosen =
          list.child("w:result").attribute("w:val").as_int(list.child("w:default").attribute("w:val").as_int());
      for (auto entry : list.children("w:listEntry"))
        if (chosen-- == 0) now_.line.text += text::decode(entry.attribute("w:val").value());
    }
  } else if (fields_.empty()) {
    return;
  } else if (type == "separate") {
    fields_.back().result = true;
  } else if (type == "end") {
    auto field = std::move(fields_.back());
    fields_.pop_back();
    if (!field.result || now_.line.text.size() == field.from) end_field(field);
  }
}

/// A field without a result: a formula, a symbol, a button; others show nothing.
void DocxReader::end_field(const Field& field) {
  auto words = trimmed(field.instruction);
  auto from = now_.line.text.size();
  auto is = [&](View name) {
    return words.size() > name.size() &&
           text::ascii_lower(text::encode(words.substr(0, name.size()))) == text::encode(name);
  };
  if (is(U"eq ") || is(U"eq\\")) {
    auto linear = linear_field(words);
    now_.line.text += linear.text;
    if (!linear.reading.empty()) lose(Loss::Ruby, linear.text + U"（" + linear.reading + U"）");
    if (linear.flattened) now_.losses.add(Loss::Formula, linear.text, from, now_.line.text.size());
  } else if (is(U"symbol ")) {
    auto quoted = words.find(U'"');
    auto font = quoted == View::npos ? View(U"Symbol") : words.substr(quoted + 1);
    read_symbol(text::encode(font.substr(0, font.find(U'"'))),
                static_cast<char32_t>(std::strtoul(text::encode(words.substr(7)).c_str(), nullptr, 0)));
  } else if (is(U"macrobutton ")) {
    auto rest = trimmed(words.substr(12));
    now_.line.text += rest.substr(std::min(rest.find(U' '), rest.size()));
  } else if (!is(U"xe ") && !is(U"tc ") && !is(U"toc ") &&
             std::any_of(words.begin(), words.end(), [](char32_t c) { return text::is_han(c); })) {
    lose(Loss::Part, words);
  }
}

void DocxReader::read_note(pugi::xml_node reference, bool end) {
  constexpr std::size_t kMostNotes = 2000;
  if (notes_.size() >= kMostNotes) return lose(Loss::Part, U"注释");
  notes_.push_back({end, reference.attribute("w:id").value()});
  auto& line = now_.line;
  auto from = line.text.size();
  line.text += text::decode(fmt::format("[{}]", notes_.size()));
  line.spans.push_back({.begin = from, .end = line.text.size(), .note = static_cast<int>(notes_.size())});
}

}  // namespace dl::intake
