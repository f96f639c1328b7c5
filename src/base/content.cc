// What the content tree allows, and its words: all of them, a summary.
#include "base/content.h"

namespace dl::content {

namespace {

bool starts_with_folded(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    char c = text[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c != lower[i]) return false;
  }
  return true;
}

bool has_space_or_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c <= 0x20 || c == 0x7F; });
}

/// The bytes of the character that starts at `at`, at least one.
std::size_t character_size(std::string_view text, std::size_t at) {
  auto lead = static_cast<unsigned char>(text[at]);
  std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(size, text.size() - at);
}

bool valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || i + size > text.size()) return false;
    auto second = static_cast<unsigned char>(text[i + 1]);
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) ||
        (lead == 0xF4 && second > 0x8F))
      return false;
    for (std::size_t k = 1; k < size; ++k)
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
    i += size;
  }
  return true;
}

bool runs_well_formed(const std::vector<Run>& runs) {
  return std::all_of(runs.begin(), runs.end(), [](const Run& run) {
    return valid_utf8(run.text) && run.note >= 0 && run.note <= kMostNotes &&
           (run.link.empty() || (link_allowed(run.link) && valid_utf8(run.link)));
  });
}

bool rows_well_formed(const std::vector<Row>& rows) {
  for (const auto& row : rows)
    for (const auto& cell : row.cells)
      if (cell.column_span < 1 || cell.column_span > 1000 || cell.row_span < 1 || cell.row_span > 1000 ||
          !runs_well_formed(cell.runs))
        return false;
  return true;
}

bool block_well_formed(const Block& block) {
  bool heading = block.kind == BlockKind::Heading;
  bool image = block.kind == BlockKind::Image;
  bool table = block.kind == BlockKind::Table;
  if (heading ? block.level < 1 || block.level > 4 : block.level != 0) return false;
  if (block.kind != BlockKind::Paragraph && (block.align != Align::Body || block.note != 0)) return false;
  if (block.note < 0 || block.note > kMostNotes) return false;
  if (image ? !source_allowed(block.source) || !valid_utf8(block.source) : !block.source.empty()) return false;
  if (!valid_utf8(block.alt) || (!image && !block.alt.empty())) return false;
  if (!table && !block.rows.empty()) return false;
  if (block.kind == BlockKind::Rule && !block.runs.empty()) return false;
  return runs_well_formed(block.runs) && rows_well_formed(block.rows);
}

/// White space of any kind becomes one space; at the ends none.
std::string fold_space(std::string_view text) {
  std::string out;
  bool gap = false;
  for (std::size_t i = 0; i < text.size();) {
    auto size = character_size(text, i);
    auto character = text.substr(i, size);
    i += size;
    bool space = (size == 1 && static_cast<unsigned char>(character[0]) <= 0x20) || character == "\u3000" ||
                 character == "\u00A0";
    if (space) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    out += character;
  }
  return out;
}

bool is_one_of(std::string_view character, std::initializer_list<std::string_view> set) {
  return std::find(set.begin(), set.end(), character) != set.end();
}

}  // namespace

bool link_allowed(std::string_view address) {
  if (address.size() > 2000 || has_space_or_control(address)) return false;
  if (starts_with_folded(address, "https://")) return address.size() > 8;
  if (starts_with_folded(address, "http://")) return address.size() > 7;
  if (starts_with_folded(address, "mailto:")) return address.find('@') != address.npos;
  return address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\");
}

bool source_allowed(std::string_view source) {
  if (!source.starts_with("file:")) return false;
  auto digest = source.substr(5);
  return digest.size() == 64 && digest.find_first_not_of("0123456789abcdef") == digest.npos;
}

bool well_formed(const Tree& tree) {
  return tree.blocks.size() <= kMostBlocks && std::all_of(tree.blocks.begin(), tree.blocks.end(), block_well_formed);
}

std::string text_of(const std::vector<Run>& runs) {
  std::string out;
  for (const auto& run : runs) out += run.text;
  return out;
}

std::string plain_text(const Tree& tree) {
  std::string out;
  for (const auto& block : tree.blocks) {
    if (block.kind == BlockKind::Rule) continue;
    auto text = text_of(block.runs);
    if (text.empty()) text = block.alt;
    if (!text.empty()) out += text + '\n';
    for (const auto& row : block.rows) {
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (i > 0) out += '\t';
        out += text_of(row.cells[i].runs);
      }
      out += '\n';
    }
  }
  return out;
}

std::string summary(const Tree& tree, std::size_t characters) {
  auto text = fold_space(plain_text(tree));
  std::size_t count = 0, end = 0, sentence = 0, clause = 0;
  while (end < text.size() && count < characters) {
    auto size = character_size(text, end);
    auto character = std::string_view(text).substr(end, size);
    end += size;
    ++count;
    if (count * 3 < characters * 2) continue;
    if (is_one_of(character, {"。", "！", "？", "；", "!", "?"})) sentence = end;
    if (is_one_of(character, {"，", "：", "、", ",", ";"})) clause = end - size;
  }
  if (end == text.size()) return text;
  if (sentence > 0) return text.substr(0, sentence);
  return text.substr(0, clause > 0 ? clause : end) + "…";
}

}  // namespace dl::content
