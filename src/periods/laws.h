// The periods that laws and plans set (期限), as data: data/laws/*.toml, built in or overlaid.
//
// Read strictly; a wrong file stops the program with file and line. How days are counted is walk.h.
// Pure once loaded; may be used from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"
#include "base/vocabulary.h"

namespace dl::periods {

/// The periods that the program itself asks for; a set of files without one of them is refused.
inline constexpr std::string_view kPublishInformation = "information.publish";
inline constexpr std::string_view kAnnualReport = "annual-report.department";  ///< sites are those of departments
inline constexpr std::string_view kSiteErrorAnswer = "site-error.answer";
inline constexpr std::string_view kRequired[] = {kPublishInformation, kAnnualReport, kSiteErrorAnswer};

/// What a period is counted in. The names are written in the files: do not rename.
enum class Unit : std::uint8_t {
  WorkingDay,  ///< working-day, 工作日
  Day,         ///< day, calendar days (日)
  Month,       ///< month: ends on the corresponding day (民法典 art. 202)
  Year,        ///< year: the same
  Hour,        ///< hour: clock hours from a moment
  Date,        ///< date: a fixed day of every year
};

std::string_view name_of(Unit unit);
/// "工作日", "天", "个月" …, as they follow a number.
std::string_view chinese_of(Unit unit);

/// One period. The start day is not counted unless `same_day` (民法典 art. 201).
struct Period {
  std::string id = {};  ///< words such as "request.answer"; stored, never renamed
  std::string title = {};
  int length = 0;  ///< in units; of a date the month times 100 and the day: 131 is 31 January
  Unit unit = Unit::Day;
  std::string from = {};  ///< the trigger in words
  bool same_day = false;  ///< the start day is the first that counts
  bool backward = false;  ///< counted back from the trigger: `due` is the latest day on which to act
  bool rolls = false;     ///< a last day that is no working day goes to the next one (民法典 art. 203)
  std::vector<std::string> pauses = {};    ///< codes of what stops the count while it lasts
  std::vector<std::string> restarts = {};  ///< codes of what lets it begin anew
  int times = 1;                           ///< how often something has to be done within the period
  int share = 0;                           ///< or which share of things at least, in percent; 0 for none
  bool suggested = false;                  ///< no law sets the number; a proposal that an installation may overlay
  std::string source = {};
  Grade grade = Grade::Unconfirmed;
  std::optional<Date> effective_from = {};
  std::optional<Date> effective_until = {};  ///< the last day
  bool on = true;                            ///< false for what is not confirmed: nothing in the program is due by it
  std::string note = {};

  bool in_force(Date day) const;
  /// The length as people write it in data: "20", "01-31".
  std::string length_text() const;
};

/// "A" to "D", as the files write a grade.
std::string_view letter_of(Grade grade);

class Laws {
 public:
  struct Source {
    std::string name = {};
    std::string_view text = {};
  };

  /// Fails with `data.invalid`, file and line: unknown keys, a missing source or grade, an id that is no
  /// words or comes twice for the same days, a length that does not fit its unit, an unconfirmed period
  /// that is on. load() also when one of kRequired is missing.
  static Outcome<Laws> load();
  static Outcome<Laws> create(const std::vector<Source>& sources);

  /// In the order of the files; an id may come several times, for days that follow one another.
  const std::vector<Period>& all() const { return periods_; }
  /// The edition in force on `day`; else the newest one; nullptr for an id that is not there.
  const Period* find(std::string_view id, Date day) const;
  /// One of kRequired. Throws std::out_of_range for another that is not there.
  const Period& at(std::string_view id, Date day) const;
  /// The same with one period alone under its id, on and in force on every day: what another edition, or one that is
  /// not confirmed, would give. Its version is that of the files.
  Laws with(const Period& period) const;
  /// Ids that may be meant, best first, at most five.
  std::vector<std::string> near(std::string_view id) const;
  /// What the answers were taken from; to be stored with a date that was computed.
  const std::string& version() const { return version_; }

 private:
  std::vector<Period> periods_ = {};
  std::string version_ = {};
};

}  // namespace dl::periods
