#include "intake/docx_formula.h"

#include "base/text.h"
#include "intake/scan.h"
#include "intake/script.h"

namespace dl::intake {

namespace {

constexpr int kDeepest = 60;

Chars math(pugi::xml_node node, bool& shaped, int depth);

Chars part(pugi::xml_node node, const char* name, bool& shaped, int depth) {
  return math(node.child(name), shaped, depth + 1);
}

/// The parts of that name, with a sign between.
Chars parts(pugi::xml_node node, const char* name, View between, bool& shaped, int depth) {
  Chars out;
  for (auto each : node.children(name)) {
    if (!out.empty()) out += between;
    out += math(each, shaped, depth + 1);
  }
  return out;
}

Chars sign(pugi::xml_node properties, const char* name, const char* usual) {
  return text::decode(properties.child(name).attribute("m:val").as_string(usual));
}

Chars children(pugi::xml_node node, bool& shaped, int depth) {
  Chars out;
  for (auto child : node.children()) out += math(child, shaped, depth + 1);
  return out;
}

Chars with_limits(pugi::xml_node node, Chars out, bool& shaped, int depth) {
  if (auto below = part(node, "m:sub", shaped, depth); !below.empty()) out = scripted(out, below, Script::Sub);
  if (auto above = part(node, "m:sup", shaped, depth); !above.empty()) out = scripted(out, above, Script::Super);
  return out;
}

Chars math(pugi::xml_node node, bool& shaped, int depth) {
  if (depth > kDeepest || !node) return {};
  std::string_view name = node.name();
  if (name == "m:t" || name == "w:t") return text::decode(node.text().get());
  if (name.ends_with("Pr") || name == "w:del") return {};
  static constexpr std::string_view kShaped[] = {"m:f",      "m:sSup", "m:sSub",  "m:sSubSup", "m:sPre",
                                                 "m:rad",    "m:nary", "m:eqArr", "m:m",       "m:limLow",
                                                 "m:limUpp", "m:acc",  "m:bar",   "m:groupChr"};
  if (std::ranges::find(kShaped, name) != std::end(kShaped)) shaped = true;
  if (name == "m:f") return fraction(part(node, "m:num", shaped, depth), part(node, "m:den", shaped, depth));
  if (name == "m:sSup" || name == "m:sSub" || name == "m:sSubSup")
    return with_limits(node, part(node, "m:e", shaped, depth), shaped, depth);
  if (name == "m:sPre") return with_limits(node, {}, shaped, depth) + part(node, "m:e", shaped, depth);
  if (name == "m:rad") return root(part(node, "m:e", shaped, depth), part(node, "m:deg", shaped, depth));
  if (name == "m:nary")
    return with_limits(node, sign(node.child("m:naryPr"), "m:chr", "∫"), shaped, depth) +
           part(node, "m:e", shaped, depth);
  if (name == "m:d") {
    auto properties = node.child("m:dPr");
    return sign(properties, "m:begChr", "(") + parts(node, "m:e", sign(properties, "m:sepChr", "|"), shaped, depth) +
           sign(properties, "m:endChr", ")");
  }
  if (name == "m:limLow" || name == "m:limUpp")
    return part(node, "m:e", shaped, depth) + U"(" + part(node, "m:lim", shaped, depth) + U")";
  if (name == "m:eqArr") return parts(node, "m:e", U"；", shaped, depth);
  if (name == "m:m") return U"[" + parts(node, "m:mr", U"；", shaped, depth) + U"]";
  if (name == "m:mr") return parts(node, "m:e", U"，", shaped, depth);
  return children(node, shaped, depth);
}

/// Reads the language of EQ fields: \f(a,b), \r(n,x), \s\up8(x), \o\ad(…), \x(…) and words between.
class FieldReader {
 public:
  FieldReader(View text, Linear& out) : text_(text), out_(out) {}

  Chars read(int depth) {
    Chars out;
    while (at_ < text_.size() && depth < kDeepest) {
      char32_t c = text_[at_];
      if (c == U')' || c == U',' || c == U';') break;
      if (c == U'\\' && at_ + 1 < text_.size() && std::isalpha(static_cast<int>(text_[at_ + 1] & 0x7FU)) != 0) {
        out += command(depth);
      } else {
        if (c == U'\\' && at_ + 1 < text_.size()) ++at_;
        out += text_[at_++];
      }
    }
    return out;
  }

 private:
  /// The letters and the number of a switch behind its backslash.
  Chars word() {
    auto from = ++at_;
    while (at_ < text_.size() && text_[at_] < 0x80 && std::isalnum(static_cast<int>(text_[at_])) != 0) ++at_;
    return Chars(text_.substr(from, at_ - from));
  }

  Chars command(int depth) {
    auto name = word();
    Chars last = name;
    while (at_ < text_.size() && (text_[at_] == U' ' || text_[at_] == U'\\' || is_ascii_digit(text_[at_]))) {
      if (text_[at_] == U'\\' && at_ + 1 < text_.size() && text_[at_ + 1] < 0x80)
        last = word();
      else
        ++at_;
    }
    if (at_ >= text_.size() || text_[at_] != U'(') return {};
    ++at_;
    std::vector<Chars> list = {read(depth + 1)};
    while (at_ < text_.size() && text_[at_] != U')') {
      ++at_;
      list.push_back(read(depth + 1));
    }
    if (at_ < text_.size()) ++at_;
    return shape(name, last, list);
  }

  Chars shape(const Chars& name, const Chars& last, std::vector<Chars>& list) {
    out_.flattened = out_.flattened || name != U"o";
    if (name == U"f" && list.size() == 2) return fraction(list[0], list[1]);
    if (name == U"r") return list.size() == 2 ? root(list[1], list[0]) : root(list[0], {});
    if (name == U"s" && starts_with(last, U"up")) {
      raised_ = list[0];
      return as_script(list[0], Script::Super).value_or(list[0]);
    }
    if (name == U"s" && starts_with(last, U"do")) return as_script(list[0], Script::Sub).value_or(list[0]);
    if (name == U"o" && list.size() == 2 && !raised_.empty()) {  // 拼音 above a character
      out_.reading = std::exchange(raised_, {});
      out_.flattened = false;
      return list[1];
    }
    if (name == U"b") return U"(" + list[0] + U")";
    Chars out;
    for (const auto& each : list) out += each;
    return out;
  }

  View text_;
  Linear& out_;
  std::size_t at_ = 0;
  Chars raised_ = {};
};

}  // namespace

Linear linear_math(pugi::xml_node node) {
  Linear out;
  out.text = math(node, out.flattened, 0);
  return out;
}

Linear linear_field(View instruction) {
  Linear out;
  auto text = trimmed(instruction);
  if (starts_with_any(text, {U"EQ", U"eq", U"Eq"})) text = text.substr(2);
  // Formatting switches say nothing: \* jc2 \* "Font:宋体" \* hps10
  while (true) {
    text = trimmed(text);
    if (!starts_with(text, U"\\*")) break;
    text = trimmed(text.substr(2));
    auto end = starts_with(text, U"\"") ? text.find(U'"', 1) : text.find_first_of(U" \\");
    if (end == View::npos) return out;
    text = text.substr(text[end] == U'"' ? end + 1 : end);
  }
  out.text = Chars(trimmed(FieldReader(text, out).read(0)));
  return out;
}

Chars words_below(pugi::xml_node node) {
  Chars out;
  struct Walk : pugi::xml_tree_walker {
    Chars& out;
    explicit Walk(Chars& to) : out(to) {}
    bool for_each(pugi::xml_node& each) override {
      std::string_view name = each.name();
      if (name == "w:t" || name == "w:delText" || name == "m:t" || name == "a:t" || name == "c:v")
        out += text::decode(each.text().get());
      else if (name == "v:textpath")
        out += text::decode(each.attribute("string").value());
      return out.size() < 2000;
    }
  } walk(out);
  std::string_view name = node.name();
  if (name == "w:t" || name == "w:delText" || name == "m:t" || name == "a:t") return text::decode(node.text().get());
  node.traverse(walk);
  return out;
}

}  // namespace dl::intake
