// What a number means, as data: data/figures/*.toml. Every number of one name is this one count, wherever it stands.
//
//   [[figure]]
//   id = "publications.public"      never renamed; `version` grows with every change of what is counted
//   version = 1
//   title = "主动公开的信息"
//   unit = "条"
//   source = "publications"
//   at = "published_on"             the date that decides to which period a record belongs
//   by = ["agency"]                 groups: one cell for each combination that occurs
//   measure = "count"               or { sum = "files" } or { share = { field = "interpretations", at-least = 1 } }
//   when = { field = "column", is = "normative" }      which records; without it all of the source
//   law = "政府信息公开条例第五十条"    what asks for it
//
// A stock counts what is there at a moment and not what happened within a period:
//
//   at = "received_on"              from that day on
//   open = { until = "ended_on", at = "begin" }        what came before the first day of the period and had not ended
//                                   before it; "end" says so of the first day after the period
//
// What must hold between figures stands beside them:
//
//   [[identity]]
//   id = "requests.K1"
//   title = "新收＋结转＝办结＋结转下年"
//   law = "…"
//   by = ["applicant"]              the sums are taken for each of these groups, which all figures of it have
//   left = ["requests.received", "requests.carried-in"]
//   right = ["requests.ended", "requests.carried-on"]
//
// `before` in the place of `right` names figures as the freeze of the period before tells them: what a year carries in
// is what the last one was told to carry on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "figures/source.h"

namespace dl {
class TomlFile;
}

namespace dl::figures {

struct Measure {
  enum class Kind : std::uint8_t {
    Count,  ///< records
    Sum,    ///< of a whole number over records
    Share,  ///< records that meet a further condition, out of all
  };
  Kind kind = Kind::Count;
  const Column* sum = nullptr;
  std::optional<condition::Condition> part = {};
};

/// What makes a figure a stock: which records are there at a moment.
struct Stock {
  enum class At : std::uint8_t { Begin, End };  ///< of the period
  const Column* until = nullptr;                ///< the day on which a record ends; empty while it does not
  At at = At::End;
};

struct Definition {
  std::string id = {};
  std::int64_t version = 1;
  std::string title = {};
  std::string unit = {};
  std::string law = {};
  std::shared_ptr<const Source> source = {};
  const Column* at = nullptr;
  std::optional<Stock> stock = {};
  std::vector<const Column*> by = {};
  Measure measure = {};
  std::optional<condition::Condition> when = {};
  /// SHA-256 of the [[figure]] as JSON with sorted keys, dates as text, without white space: any reader of TOML
  /// can take it again.
  std::string digest = {};

  /// Which records are meant, as a sentence in the words of their values; empty for all.
  std::string condition_text() const;
  /// By what a record belongs to a period: 决定日期, or what a stock asks.
  std::string day_text() const;
};

/// Sums of figures that are the same (勾稽关系), for each group.
struct Identity {
  std::string id = {};
  std::string title = {};
  std::string law = {};
  std::vector<std::string> by = {};    ///< names of columns
  std::vector<std::string> left = {};  ///< ids of figures
  std::vector<std::string> right = {};
  std::vector<std::string> before = {};  ///< or, in their place, those of the freeze of the period before
};

class Definitions {
 public:
  /// Reads every data/figures/*.toml, and what the sources define themselves. Fails with `data.invalid`, file and line:
  /// unknown keys, sources, fields, types that do not suit, an id that stands twice.
  static Outcome<Definitions> load(const Sources& sources);
  /// Those that one domain's sources define themselves.
  static Outcome<Definitions> of_sources(const Sources& sources);
  /// Those of a text that is called `name`, for whoever has it from elsewhere. Fails as load().
  static Outcome<Definitions> parse(const std::string& name, const std::string& text, const Sources& sources);
  /// Those of one source's own file, data/figures/NAME.toml, for a module that knows no other sources.
  static Outcome<Definitions> load_of(const std::shared_ptr<const Source>& source);

  const std::vector<Definition>& all() const { return all_; }
  const std::vector<Identity>& identities() const { return identities_; }
  /// nullptr for one that is not there.
  const Identity* find_identity(std::string_view id) const;
  /// Fault::NotFound `figures.unknown`.
  Outcome<const Definition*> find(std::string_view id) const;
  /// One that the program itself asks for; throws std::out_of_range when the data do not have it.
  const Definition& at(std::string_view id) const;
  /// The text of all files, one after the other, as bundles carry it.
  const std::string& text() const { return text_; }

 private:
  Outcome<void> read(const std::string& name, std::string_view text, const Sources& sources);
  Outcome<void> read_own(const Sources& sources);
  Outcome<void> read_identities(const TomlFile& file);

  std::vector<Definition> all_ = {};
  std::vector<Identity> identities_ = {};
  std::string text_ = {};
};

}  // namespace dl::figures
