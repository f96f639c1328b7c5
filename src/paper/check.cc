// What a letter may hold: refused before anything is set.
#include "paper/seal.h"

namespace dl::paper {

namespace {

struct Texts {
  std::vector<FieldProblem>& problems;
  std::size_t characters = 0;

  void add(const std::string& text, std::size_t most, const std::string& path) {
    characters += text::length(text);
    check_length(text, Limit{path, most}, path, problems);
  }

  void add(const Block& block, const std::string& path) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) return add(paragraph->text, kLongestParagraph, path);
    if (const auto* heading = std::get_if<Heading>(&block)) {
      if (heading->level < 1 || heading->level > 4) problems.push_back({path, "field.choice"});
      return add(heading->text, kLongestHeading, path);
    }
    const auto& rows = std::get<Facts>(block).rows;
    if (rows.size() > kMostFacts) return problems.push_back({path, too_many("field.too-many", kMostFacts)});
    for (std::size_t i = 0; i < rows.size(); ++i) {
      check_lengths(rows[i], fmt::format("{}.{}.", path, i), problems);
      characters += text::length(rows[i].name) + text::length(rows[i].value);
    }
  }
};

/// Its characters count as those of the letter do.
void check_annex(const Annex& annex, Texts& texts) {
  check_lengths(annex, "annex.", texts.problems);
  if (text::fold_space(annex.title).empty()) texts.problems.push_back({"annex.title", "field.owed"});
  if (annex.body.size() <= limit_of<Annex>("body").entries)
    for (std::size_t i = 0; i < annex.body.size(); ++i) texts.add(annex.body[i], fmt::format("annex.body.{}", i));
}

void check_owed(const Letter& letter, std::vector<FieldProblem>& problems) {
  if (text::fold_space(letter.agency).empty()) problems.push_back({"agency", "field.owed"});
  if (text::fold_space(letter.title).empty()) problems.push_back({"title", "field.owed"});
  if (letter.body.empty()) problems.push_back({"body", "field.owed"});
}

}  // namespace

Outcome<void> check(const Letter& letter) {
  std::vector<FieldProblem> problems;
  check_owed(letter, problems);
  check_lengths(letter, {}, problems);
  if (letter.imprint) check_lengths(*letter.imprint, "imprint.", problems);
  Texts texts{problems};
  if (letter.body.size() <= limit_of<Letter>("body").entries)
    for (std::size_t i = 0; i < letter.body.size(); ++i) texts.add(letter.body[i], fmt::format("body.{}", i));
  if (letter.annex) check_annex(*letter.annex, texts);
  DL_CHECK(refuse_fields(std::move(problems)));
  if (texts.characters > kMostCharacters)
    return fail(Fault::TooLarge, "paper.too-long", std::to_string(texts.characters));
  if (letter.seal && letter.standing != Standing::Issued) return fail(Fault::Conflict, "paper.sealed-draft");
  return letter.seal ? check_seal(*letter.seal) : Outcome<void>();
}

}  // namespace dl::paper
