#include "redaction/residue.h"

#include <algorithm>

#include "base/text.h"
#include "redaction/redact.h"

namespace dl::redaction {

namespace {

/// Two Chinese characters or four of any kind; what is shorter stands everywhere and tells nobody anything.
bool is_telling(std::string_view word) {
  constexpr std::size_t kAny = 4, kHan = 2;
  const auto characters = text::decode(word);
  return characters.size() >= kAny ||
         std::ranges::count_if(characters, text::is_han) >= static_cast<std::ptrdiff_t>(kHan);
}

}  // namespace

std::vector<std::string> words_of(const std::vector<Mark>& marks) {
  std::vector<std::string> words;
  for (const auto& mark : marks) {
    if (!mark.passage.empty()) words.push_back(mark.passage);
    if (mark.passage.empty() && !mark.only_here)
      std::ranges::copy_if(mark.words, std::back_inserter(words), is_telling);
  }
  std::ranges::sort(words);
  const auto again = std::ranges::unique(words);
  words.erase(again.begin(), again.end());
  return words;
}

Outcome<std::vector<Residue>> find_residue(std::string_view file, const Wanted& wanted) {
  DL_TRY(const auto kind, kind_of(file));
  if (kind == FileKind::Pdf) return find_pdf_residue(file, wanted);
  if (kind == FileKind::Docx) return find_docx_residue(file, wanted);
  return fail(Fault::Unreadable, "redaction.format");
}

Outcome<void> refuse_residue(const std::vector<Residue>& found) {
  constexpr std::size_t kMostTold = 50;
  if (found.empty()) return {};
  Error error{Fault::Conflict, "redaction.residue", fmt::format("共 {} 处", found.size())};
  for (const auto& one : std::span(found).first(std::min(found.size(), kMostTold)))
    error.fields.push_back({one.what.empty() ? one.where : fmt::format("{}（{}）", one.where, one.what),
                            fmt::format("redaction.residue-{}", name_of(one.kind))});
  return Failure(std::move(error));
}

}  // namespace dl::redaction
