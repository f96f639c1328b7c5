#include "publications/work_words.h"

#include <algorithm>

#include "base/text.h"

namespace dl::publications {
namespace {

constexpr db::PieceTable kPieces = {"document_piece", "document"};

std::string folded(std::string_view text) { return text::fold_brackets(text::ascii_lower(text)); }

}  // namespace

std::string words_of(std::string_view title, std::string_view number) { return folded(title) + "\n" + folded(number); }

std::string part_of_words(std::string_view typed) {
  auto part = folded(text::trim(typed));
  std::ranges::replace_if(
      part, [](unsigned char c) { return c < ' '; }, ' ');  // a line end parts title and number
  return part;
}

Outcome<void> keep_words(db::Session& session, std::int64_t document, const std::string& before,
                         const std::string& after) {
  if (before == after) return {};
  DL_CHECK(session.run("UPDATE document SET words = :words WHERE id = :id", after, document));
  return db::keep_pieces(session, kPieces, document, before, after);
}

Outcome<std::optional<db::Pieces>> find_rare_pieces(db::Session& session, const std::string& part) {
  return db::find_rare_pieces(session, kPieces, part);
}

db::Sql holds_part(db::Engine engine, const std::string& part) {
  return engine == db::Engine::Sqlite ? db::Sql("instr(document.words, ?) > 0", part)
                                      : db::Sql("strpos(document.words, ?) > 0", part);
}

}  // namespace dl::publications
