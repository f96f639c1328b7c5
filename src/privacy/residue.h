// The second pass: what still looks like personal data in a copy that is about to leave the house.
//
// It shares no rule, table or code with the finder, so that a fault there is no fault here: bytes, runs of digits,
// sums, and the very values that are to stay inside. It reads pages, JSON, CSV and plain text alike: the words with
// markup and without. Pure; takes any bytes; linear in the copy.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dl::privacy {

struct Residue {
  std::string value = {};   ///< digits alone, of a sealed value its words
  std::string masked = {};  ///< for people: 138****5678
  bool sealed = false;      ///< one of the values that must stay inside

  friend bool operator==(const Residue&, const Residue&) = default;
};

/// Eighteen digits with a right sum and a possible date of birth, mobile numbers, bank cards of 62, and each of the
/// `sealed` values; `cleared` values, digits alone, are passed over. The same value once; at most kMostResidue.
std::vector<Residue> find_residue(std::string_view copy, const std::vector<std::string>& sealed = {},
                                  const std::vector<std::string>& cleared = {});

inline constexpr std::size_t kMostResidue = 100;

}  // namespace dl::privacy
