#include "intake/html_math.h"

#include "base/text.h"
#include "intake/scan.h"
#include "intake/script.h"

namespace dl::intake {

Chars linear_math(const GumboNode& node, bool& shaped, int depth) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA) return squeezed(text::decode(node.v.text.text));
  auto name = name_of(node);
  if (!is_element(node) || depth > kMaxDepth || name == "annotation" || name == "annotation-xml") return {};
  std::vector<Chars> parts;
  for (const auto* child : children_of(node)) {
    auto part = linear_math(*child, shaped, depth + 1);
    if (is_element(*child) || !part.empty()) parts.push_back(std::move(part));
  }
  auto at = [&](std::size_t i) { return i < parts.size() ? parts[i] : Chars(); };
  auto joined = [&](View between) {
    Chars out;
    for (std::size_t i = 0; i < parts.size(); ++i) out += (i > 0 ? Chars(between) : Chars()) + parts[i];
    return out;
  };
  static constexpr std::string_view kShaped[] = {"mfrac", "msup",   "msub",       "msubsup", "msqrt",   "mroot",
                                                 "mover", "munder", "munderover", "mtable",  "menclose"};
  if (std::ranges::find(kShaped, name) == std::end(kShaped)) return joined(name == "mtr" ? U"，" : U"");
  shaped = true;
  if (name == "mfrac") return fraction(at(0), at(1));
  if (name == "msup" || name == "mover") return scripted(at(0), at(1), Script::Super);
  if (name == "msub" || name == "munder") return scripted(at(0), at(1), Script::Sub);
  if (name == "msubsup" || name == "munderover")
    return scripted(scripted(at(0), at(1), Script::Sub), at(2), Script::Super);
  if (name == "msqrt") return root(joined(U""), {});
  if (name == "mroot") return root(at(0), at(1));
  return joined(name == "mtable" ? U"；" : U"");
}

}  // namespace dl::intake
