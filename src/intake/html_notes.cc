#include "intake/html_notes.h"

#include "base/text.h"
#include "intake/scan.h"
#include "intake/script.h"

namespace dl::intake {

namespace {

constexpr std::size_t kMostNotes = 2000;
constexpr std::size_t kMostBack = 20;   ///< links to one place that are looked at
constexpr std::size_t kLongest = 4000;  ///< bytes of one note; words_below() gives few more

struct Link {
  const GumboNode* node = nullptr;
  std::string_view leads_to = {};
  std::size_t place = 0;
};

/// The links within a page, and what they may lead to.
struct Map {
  std::vector<Link> links = {};
  std::unordered_map<std::string_view, const GumboNode*> targets = {};
  std::unordered_map<std::string_view, std::vector<const GumboNode*>> back = {};  ///< links by where they lead
  std::unordered_map<const GumboNode*, std::size_t> places = {};                  ///< of blocks, in their order
};

void survey(const GumboNode& node, int depth, Map& map) {
  if (!is_element(node) || depth > kMaxDepth || is_hidden(node)) return;
  auto tag = node.v.element.tag;
  auto place = map.places.size() + map.links.size();
  if (is_block(tag) || tag == GUMBO_TAG_ASIDE) map.places[&node] = place;
  if (auto id = attribute(node, "id"); !id.empty()) map.targets.try_emplace(id, &node);
  if (tag == GUMBO_TAG_A) {
    if (auto name = attribute(node, "name"); !name.empty()) map.targets.try_emplace(name, &node);
    auto address = attribute(node, "href");
    if (address.size() > 1 && address.front() == '#') {
      map.links.push_back({&node, address.substr(1), place});
      map.back[address.substr(1)].push_back(&node);
    }
  }
  for (const auto* child : children_of(node)) survey(*child, depth + 1, map);
}

bool is_line(const GumboNode& node) { return is_block(node.v.element.tag) || node.v.element.tag == GUMBO_TAG_ASIDE; }

/// The element around a place that holds the words of a note; none where that would be more than a note.
const GumboNode* holder_of(const GumboNode* node) {
  while (node != nullptr && is_element(*node) && !is_line(*node)) node = node->parent;
  if (node == nullptr || !is_element(*node) || heading_rank(node->v.element.tag) > 0) return nullptr;
  for (auto tag : {GUMBO_TAG_TD, GUMBO_TAG_TH, GUMBO_TAG_TR, GUMBO_TAG_TABLE, GUMBO_TAG_BODY, GUMBO_TAG_ARTICLE,
                   GUMBO_TAG_MAIN, GUMBO_TAG_FORM})
    if (node->v.element.tag == tag) return nullptr;
  // Word puts the paragraphs of a note in an element of its own.
  const auto* around = node->parent;
  if (around != nullptr && is_element(*around)) {
    auto style = style_of(*around);
    if (style.find("mso-element:footnote") != style.npos || style.find("mso-element:endnote") != style.npos)
      return style.find("note-list") == style.npos ? around : node;
  }
  return node;
}

bool is_below(const GumboNode* node, const GumboNode& above) {
  for (int i = 0; i < kMaxDepth && node != nullptr; ++i, node = node->parent)
    if (node == &above) return true;
  return false;
}

/// The names under which a link can be led back to: its own and those of what stands around it in the line.
std::vector<std::string_view> names_of(const GumboNode& link) {
  std::vector<std::string_view> names;
  if (auto name = attribute(link, "name"); !name.empty()) names.push_back(name);
  for (const auto* node = &link; node != nullptr && is_element(*node) && !is_line(*node); node = node->parent)
    if (auto id = attribute(*node, "id"); !id.empty()) names.push_back(id);
  return names;
}

bool holds_raised(const GumboNode& node, int depth) {
  if (!is_element(node) || depth > 5) return false;
  return node.v.element.tag == GUMBO_TAG_SUP || std::ranges::any_of(children_of(node), [&](const GumboNode* child) {
           return holds_raised(*child, depth + 1);
         });
}

bool is_declared(const GumboNode& link) {
  auto kind = text::ascii_lower(attribute(link, "class"));
  if (attribute(link, "role") == "doc-noteref" || kind.find("footnote") != kind.npos ||
      kind.find("noteref") != kind.npos)
    return true;
  for (const auto* node = &link; node != nullptr && is_element(*node) && !is_line(*node); node = node->parent)
    if (node->v.element.tag == GUMBO_TAG_SUP) return true;
  return holds_raised(link, 0);
}

}  // namespace

HtmlNotes::HtmlNotes(const GumboNode& root) {
  Map map;
  survey(root, 0, map);
  for (const auto& link : map.links) {
    auto words = text::decode(text::fold_space(words_below(*link.node)));
    const bool declared = is_declared(*link.node);
    auto target = map.targets.find(link.leads_to);
    if (words.empty() || words.size() > 8 || (!declared && !is_note_mark(words)) || target == map.targets.end())
      continue;
    const auto* holder = holder_of(target->second);
    auto place = map.places.find(holder);
    if (holder == nullptr || place == map.places.end() || place->second <= link.place) continue;
    std::vector<const GumboNode*> labels;
    for (auto name : names_of(*link.node))
      if (auto back = map.back.find(name); back != map.back.end())
        for (const auto* each : std::span(back->second).first(std::min(back->second.size(), kMostBack)))
          if (is_below(each, *holder)) labels.push_back(each);
    if (words_below(*holder).size() > kLongest) continue;
    if (!notes_.contains(holder) && ((labels.empty() && !declared) || notes_.size() >= kMostNotes)) continue;
    auto number = notes_.try_emplace(holder, static_cast<int>(notes_.size()) + 1).first->second;
    links_[link.node] = number;
    for (const auto* label : labels) links_[label] = number;
  }
}

}  // namespace dl::intake
