// Controlled lists (themes, kinds of documents, states of validity …) from data/vocabularies/NAME.toml.
//
// All are read and checked at start; a program with a wrong list does not start. Pure once loaded,
// for any thread. Codes are what is stored, names are what people see.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"

namespace dl {

/// How far a fact of the lists may be relied upon.
enum class Grade : std::uint8_t {
  Primary,      ///< read in a full copy of the legal text
  Quoted,       ///< read in a partial official copy or an official body's quotation
  Secondary,    ///< read in press, extracts or practice
  Unconfirmed,  ///< not found; never more than a hint
};

/// A length of time such as "6 months", counted back from a day.
struct Cycle {
  enum class Unit : std::uint8_t { Day, Week, Month, Year };
  int count = 0;
  Unit unit = Unit::Day;

  /// The last day that lies a whole cycle before `day`; what is older is late.
  Date before(Date day) const;
  static std::optional<Cycle> parse(std::string_view text);
  friend bool operator==(const Cycle&, const Cycle&) = default;
};

struct Term {
  std::string code = {};
  std::string name = {};
  std::vector<std::string> aliases = {};   ///< other ways in which documents write the name
  std::vector<std::string> children = {};  ///< names of sub-classes
  std::string note = {};
  std::optional<Cycle> cycle = {};  ///< of column types: how often there must be something new
  std::string source = {};          ///< the term's own, else that of the list
  Grade grade = Grade::Unconfirmed;
  std::optional<Date> from = {};   ///< the first day on which it may be chosen; a term is never deleted
  std::optional<Date> until = {};  ///< the last such day

  bool in_force(Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
};

struct Vocabulary {
  std::string id = {};  ///< file name without ".toml"
  std::string title = {};
  std::string source = {};
  Grade grade = Grade::Unconfirmed;
  std::vector<Term> terms = {};

  /// Reads one file, data/vocabularies/ID.toml. Fails as Vocabularies::load.
  static Outcome<Vocabulary> parse(std::string id, std::string_view text);

  /// By code, name or alias, in any width; nullptr when there is none.
  const Term* find(std::string_view text) const;
};

/// All lists of the program.
class Vocabularies {
 public:
  /// Reads every data/vocabularies/*.toml. Fails with `data.invalid`, file and line: unknown keys, empty
  /// or doubled codes, names, aliases and sub-classes, a list without terms, source or grade; and when
  /// one of kRequired is missing.
  static Outcome<Vocabularies> load();

  static constexpr std::string_view kRequired[] = {"themes",       "document_kinds",  "genres",
                                                   "validity",     "disclosure",      "stages",
                                                   "column_types", "statutory_items", "local_items"};

  /// Throws std::out_of_range for a list that is not there: ask for those of kRequired.
  const Vocabulary& at(std::string_view id) const;
  const Vocabulary* find(std::string_view id) const;
  const std::map<std::string, Vocabulary, std::less<>>& all() const { return lists_; }
  /// Takes a list in place of the one with its id.
  void put(Vocabulary list) { lists_.insert_or_assign(list.id, std::move(list)); }

 private:
  std::map<std::string, Vocabulary, std::less<>> lists_ = {};
};

}  // namespace dl
