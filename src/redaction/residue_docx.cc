// A DOCX is unpacked and looked at part by part: which parts there are, which elements stand in them, which words.
#include <algorithm>
#include <array>

#include <pugixml.hpp>

#include "base/text.h"
#include "intake/zip_package.h"
#include "redaction/needles.h"
#include "redaction/residue.h"

namespace dl::redaction {

namespace {

using Found = std::vector<Residue>;

constexpr std::size_t kMostFound = 1'000;
constexpr int kDeepest = 256;  ///< elements within elements; what is deeper is not looked at and refused

struct Sign {
  std::string_view name = {};
  ResidueKind kind = {};
};
/// Beginnings of names of parts (ECMA-376-1, 11.3) that a file to be given has no need of.
constexpr auto kParts = std::to_array<Sign>({
    {"word/comments", ResidueKind::Comment},
    {"word/people", ResidueKind::Comment},
    {"word/embeddings/", ResidueKind::Attachment},
    {"word/activeX/", ResidueKind::Script},
    {"word/vbaProject", ResidueKind::Script},
    {"word/vbaData", ResidueKind::Script},
    {"word/afchunk", ResidueKind::Attachment},
    {"word/glossary/", ResidueKind::Attachment},
    {"customXml/", ResidueKind::Metadata},
    {"docProps/app", ResidueKind::Metadata},
    {"docProps/custom", ResidueKind::Metadata},
    {"docProps/thumbnail", ResidueKind::Structure},
    {"_xmlsignatures/", ResidueKind::Metadata},
});
/// Elements of WordprocessingML (ECMA-376-1, 17), without their prefix.
constexpr auto kElements = std::to_array<Sign>({
    {"del", ResidueKind::Change},
    {"ins", ResidueKind::Change},
    {"moveFrom", ResidueKind::Change},
    {"moveTo", ResidueKind::Change},
    {"delText", ResidueKind::Change},
    {"rPrChange", ResidueKind::Change},
    {"pPrChange", ResidueKind::Change},
    {"tblPrChange", ResidueKind::Change},
    {"sectPrChange", ResidueKind::Change},
    {"commentReference", ResidueKind::Comment},
    {"commentRangeStart", ResidueKind::Comment},
    {"vanish", ResidueKind::Hidden},
    {"webHidden", ResidueKind::Hidden},
    {"object", ResidueKind::Attachment},
    {"altChunk", ResidueKind::Attachment},
    {"AlternateContent", ResidueKind::Hidden},
    {"sdt", ResidueKind::Form},
    {"ffData", ResidueKind::Form},
    {"rsids", ResidueKind::Metadata},
});
/// Those that tell a person or a time of editing, in docProps/core.xml.
constexpr std::string_view kPeople[] = {"lastModifiedBy", "keywords", "description", "subject", "category"};

void add(Found& found, Residue one) {
  if (found.size() < kMostFound && std::ranges::find(found, one) == found.end()) found.push_back(std::move(one));
}

std::string_view local(std::string_view name) {
  const auto colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

/// A property such as `<w:vanish w:val="false"/>` says that there is none.
bool is_off(const pugi::xml_node& node) {
  const std::string_view value = node.attribute("w:val").value();
  return value == "false" || value == "0" || value == "off";
}

class PartLooker : public pugi::xml_tree_walker {
 public:
  PartLooker(const std::string& part, Found& found) : part_(part), found_(found) {}

  bool for_each(pugi::xml_node& node) override {
    if (depth() > kDeepest) return false;
    const auto name = local(node.name());
    if (part_.starts_with("word/"))
      for (const auto& sign : kElements)
        if (name == sign.name && !is_off(node)) add(found_, {sign.kind, part_, std::string(name)});
    if (part_ == "docProps/core.xml" && std::ranges::find(kPeople, name) != std::end(kPeople) &&
        !std::string_view(node.text().get()).empty())
      add(found_, {ResidueKind::Metadata, part_, std::string(name)});
    words += node.value();
    for (const auto& attribute : node.attributes()) attributes += std::string(" ") + attribute.value();
    return true;
  }

  std::string words = {};
  std::string attributes = {};

 private:
  const std::string& part_;
  Found& found_;
};

Outcome<void> look_at_xml(const std::string& part, const std::string& bytes, const Needles& needles, Found& found) {
  pugi::xml_document document;
  if (!document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_comments | pugi::parse_pi))
    return fail(Fault::Unreadable, "redaction.broken", part);
  PartLooker looker(part, found);
  if (!document.traverse(looker)) return fail(Fault::TooLarge, "redaction.too-many", part);
  if (part.starts_with("word/"))
    for (auto& word : needles.in_text(looker.words)) add(found, {ResidueKind::Word, part, std::move(word)});
  for (auto& word : needles.in_bytes(looker.words + looker.attributes))
    add(found, {ResidueKind::Raw, part, std::move(word)});
  return {};
}

}  // namespace

Outcome<std::vector<Residue>> find_docx_residue(std::string_view docx, const Wanted& wanted) {
  constexpr std::size_t kByChance = 6;  // bytes that a packed picture does not have by chance
  auto opened = intake::ZipPackage::open(docx);
  if (!opened) return fail(Fault::Unreadable, "redaction.broken", opened.error().detail);
  auto& package = *opened;
  if (!package.has("word/document.xml")) return fail(Fault::Unreadable, "redaction.format", "no DOCX");
  const Needles needles(wanted.words);
  Found found;
  // A ZIP may hold more than its list of entries tells.
  for (auto& word : needles.in_bytes(docx, kByChance)) add(found, {ResidueKind::Raw, "文件", std::move(word)});
  for (const auto& name : package.names()) {
    if (name.ends_with('/')) continue;
    for (const auto& sign : kParts)
      if (text::ascii_lower(name).starts_with(text::ascii_lower(sign.name))) add(found, {sign.kind, name, {}});
    for (auto& word : needles.in_bytes(name)) add(found, {ResidueKind::Raw, "部件名称", std::move(word)});
    auto bytes = package.read(name);
    if (!bytes && bytes.error().fault == Fault::TooLarge)
      return fail(Fault::TooLarge, "redaction.too-large", bytes.error().detail);
    if (!bytes) return fail(Fault::Unreadable, "redaction.broken", bytes.error().detail);
    if (name.ends_with(".xml") || name.ends_with(".rels")) DL_CHECK(look_at_xml(name, *bytes, needles, found));
    for (auto& word : needles.in_bytes(*bytes, kByChance)) add(found, {ResidueKind::Raw, name, std::move(word)});
  }
  return found;
}

}  // namespace dl::redaction
