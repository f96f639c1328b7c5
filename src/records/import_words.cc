#include "records/import_words.h"

namespace dl::records {

std::string words_of(const CellProblem& problem, const SentenceOf& sentence_of) {
  if (problem.key.starts_with("rule.") && !problem.about.empty()) return problem.about;
  auto words = sentence_of(problem.key);
  if (!problem.about.empty()) words += "（" + problem.about + "）";
  if (!problem.hint.empty()) words += sentence_of(problem.hint);
  return words;
}

}  // namespace dl::records
