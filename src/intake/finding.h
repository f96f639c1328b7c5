// Findings: what a person must look at before a document is published. One table of kinds, and the finder
// that reads the words of a document.
//
// A finding is known by its digest: of its kind and of the words that it is about, with what is close
// around them. So an answer that somebody has given fits these words and no others. Pure; the finder's
// work grows with the text, and it stops naming after kMostFindings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/content.h"
#include "intake/document.h"
#include "privacy/personal_data.h"
#include "privacy/residue.h"

namespace dl::intake {

/// The row of a code; one that has none is of the kind "其他" and owed an answer.
const FindingKind& finding_kind(std::string_view code);

struct Finding {
  std::string kind = {};          ///< code
  std::string digest = {};        ///< of the kind and the words: what an answer is given to
  std::string place = {};         ///< "title", "body", another field of the metadata, "files"; empty = the whole
  std::optional<int> block = {};  ///< of the body, from 0
  std::string excerpt = {};       ///< the words, personal data masked; empty when it is about the whole
  std::string message = {};       ///< a Chinese sentence for the editor

  friend bool operator==(const Finding&, const Finding&) = default;
};

/// Words of a document that belong together: a title, a paragraph, a cell, the name of a file.
struct Stretch {
  std::string place = {};
  std::optional<int> block = {};
  std::string text = {};
  std::optional<int> row = {};  ///< of a table, from 0; its rows are read together: 姓名 | 张某某
};

/// Every stretch of a title and a body, in the order of reading.
std::vector<Stretch> stretches_of(std::string_view title, const content::Tree& body);

/// As many findings are named one by one; what goes beyond is one more, `more-findings`, which guarded ones
/// never fall into before others.
inline constexpr std::size_t kMostFindings = 200;

/// Every kind of Origin::Words in these words; the same words once. `values` takes the personal data as privacy::Found
/// has it, of each finding.
std::vector<Finding> find_in_words(const std::vector<Stretch>& words, const privacy::Known& known,
                                   std::vector<std::string>* values = nullptr);

/// What the second pass over a public copy still sees, as a finding that a reviewer owes an answer.
Finding residue_finding(const privacy::Residue& residue);

/// A warning of the reading side as a finding; what a file hides may be personal data, so that is masked.
Finding finding_of(const Warning& warning);

}  // namespace dl::intake
