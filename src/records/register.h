// A register (登记簿) as its file declares it: what is stored and right, how it is published, how it is entered, shown,
// taken in and given out. Plain values, made once by read_register() and never changed.
//
// docs/registers.md teaches the files. Codes are stored and stand in addresses; titles may change. Where one part names
// a field of another, the pointer leads into `fields` of the same Register, which therefore moves but is not copied.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <variant>

#include "base/condition.h"
#include "base/time.h"
#include "base/vocabulary.h"
#include "records/checks.h"
#include "records/types.h"
#include "work/chain.h"

namespace dl::records {

/// Who may see a value, from the most open on. Written in files; do not rename.
enum class Privacy : std::uint8_t {
  Open,
  Scanned,   ///< public once the finder of personal data has read it
  Personal,  ///< public under its mask, wherever `personal_when` holds
  Sealed,    ///< encrypted, opened with a reason, never public
};
inline constexpr auto kPrivacies = named_table<Privacy>({{Privacy::Open, "open", "公开"},
                                                         {Privacy::Scanned, "scanned", "经检查后公开"},
                                                         {Privacy::Personal, "personal", "遮盖后公开"},
                                                         {Privacy::Sealed, "sealed", "不公开"}});
constexpr Names<Privacy> table_of(Privacy) { return kPrivacies; }

/// Who keeps a register: each agency its own, or one for the city.
enum class Keeper : std::uint8_t { Agency, City };
inline constexpr auto kKeepers =
    named_table<Keeper>({{Keeper::Agency, "agency", "各机关"}, {Keeper::City, "city", "全市一本"}});
constexpr Names<Keeper> table_of(Keeper) { return kKeepers; }

/// Who may ever see its records. Of a register for staff nothing is public, whatever stands in it: it is a list of
/// somebody else's that public registers are held against. Written in files; do not rename.
enum class Reach : std::uint8_t { Public, Staff };
inline constexpr auto kReaches =
    named_table<Reach>({{Reach::Public, "public", "公众"}, {Reach::Staff, "staff", "工作人员"}});
constexpr Names<Reach> table_of(Reach) { return kReaches; }

/// How often an agency without a record declares so (零报告).
enum class Nil : std::uint8_t { None, Month, Quarter, Year };
inline constexpr auto kNils = named_table<Nil>({{Nil::None, "none", "无"},
                                                {Nil::Month, "month", "每月"},
                                                {Nil::Quarter, "quarter", "每季度"},
                                                {Nil::Year, "year", "每年"}});
constexpr Names<Nil> table_of(Nil) { return kNils; }

enum class Presenter : std::uint8_t { Table, Cards, Map };
inline constexpr auto kPresenters = named_table<Presenter>(
    {{Presenter::Table, "table", "表格"}, {Presenter::Cards, "cards", "卡片"}, {Presenter::Map, "map", "地图"}});
constexpr Names<Presenter> table_of(Presenter) { return kPresenters; }

/// Whom an exported file is for. Only a transfer to an authority may have what is sealed.
enum class Audience : std::uint8_t { Public, Authority };
inline constexpr auto kAudiences =
    named_table<Audience>({{Audience::Public, "public", "公众"}, {Audience::Authority, "authority", "主管机关"}});
constexpr Names<Audience> table_of(Audience) { return kAudiences; }

/// How merged cells are read: refused, or their value for each row.
enum class Merged : std::uint8_t { Refuse, Repeat };
inline constexpr auto kMerged =
    named_table<Merged>({{Merged::Refuse, "refuse", "拒绝"}, {Merged::Repeat, "repeat", "逐行沿用"}});
constexpr Names<Merged> table_of(Merged) { return kMerged; }

/// How a value of a person is shown to the public.
enum class Mask : std::uint8_t { PersonName, Digits, Address, Whole };
inline constexpr auto kMasks = named_table<Mask>({{Mask::PersonName, "person-name", "保留姓氏"},
                                                  {Mask::Digits, "digits", "保留首尾数字"},
                                                  {Mask::Address, "address", "保留到区县、街道"},
                                                  {Mask::Whole, "whole", "全部遮盖"}});
constexpr Names<Mask> table_of(Mask) { return kMasks; }

/// In which unit people write and read an amount.
enum class Unit : std::uint8_t { Yuan, TenThousandYuan };
inline constexpr auto kUnits = named_table<Unit>({{Unit::Yuan, "元", "元"}, {Unit::TenThousandYuan, "万元", "万元"}});
constexpr Names<Unit> table_of(Unit) { return kUnits; }

/// What the program fills in by itself.
enum class Computed : std::uint8_t { No, ShownUntil };
inline constexpr auto kComputed =
    named_table<Computed>({{Computed::No, "no", ""}, {Computed::ShownUntil, "shown-until", "公示截止日"}});
constexpr Names<Computed> table_of(Computed) { return kComputed; }

/// The terms of a list, found by code, name or alias, in any width.
class Choices {
 public:
  explicit Choices(const Vocabulary& list);

  const std::string& id() const { return id_; }
  const std::vector<Term>& terms() const { return terms_; }
  const Term* find(std::string_view text) const;
  const Term* find_code(std::string_view code) const;

 private:
  std::string id_ = {};
  std::vector<Term> terms_ = {};
  std::unordered_map<std::string, std::size_t> by_word_ = {};
  std::map<std::string, std::size_t, std::less<>> by_code_ = {};
};

struct Field {
  std::string code = {};   ///< stored, in addresses and columns; never renamed
  std::string title = {};  ///< as people read it; may change
  Type type = Type::Text;
  Privacy privacy = Privacy::Sealed;
  std::size_t place = 0;  ///< in a Record
  bool required = false;
  std::optional<condition::Condition> required_when = {};
  std::optional<condition::Condition> forbidden_when = {};
  std::optional<condition::Condition> personal_when = {};  ///< without it a personal value always is
  std::optional<Mask> mask = {};
  bool unique = false;  ///< within one agency, or the city
  bool many = false;
  std::size_t length = 0;  ///< most characters; 0 where the type has none
  std::optional<std::int64_t> minimum = {};
  std::optional<std::int64_t> maximum = {};
  int digits = 0;  ///< of a decimal, after the point
  Unit shown = Unit::Yuan;
  std::vector<std::string> allow = {};  ///< taken beside what the type takes
  std::shared_ptr<const Choices> choices = {};
  std::string links = {};          ///< register that a link leads into
  std::vector<Field> fields = {};  ///< columns of a sub-table
  Computed computed = Computed::No;
  std::optional<Date> from = {};   ///< first day of its life; what is required is required from then on
  std::optional<Date> until = {};  ///< last day: retired, its values stay
  std::string help = {};
  std::string example = {};
  std::string term = {};  ///< code of a national data element
  std::string source = {};
  Grade grade = Grade::Unconfirmed;

  const TypeRow& row() const { return row_of(type); }
  bool lives(Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
  /// As conditions speak of it.
  condition::Field compared() const;
};

using Fields = std::vector<const Field*>;

/// A text with fields in it: "{number} {party}".
struct Template {
  std::vector<std::variant<std::string, const Field*>> parts = {};
};

/// A number of one's own, counted per agency and year and never given back: "{agency.code}-{year}-{serial:5}".
struct NumberForm {
  enum class Slot : std::uint8_t { AgencyCode, Year, Serial };
  std::vector<std::variant<std::string, Slot>> parts = {};
  int width = 0;  ///< digits of the serial
};

/// What has to be done within a period of data/laws, from the day in a field, or from the step itself; only where its
/// condition holds.
struct Clock {
  std::string period = {};
  const Field* from = nullptr;
  std::optional<condition::Condition> when = {};
};

/// How long a record stays public: through the day in `last`, or else by the first period whose condition holds, by the
/// law in force on the day in `from`.
struct Display {
  struct Row {
    std::optional<condition::Condition> when = {};
    std::string period = {};
  };
  const Field* last = nullptr;  ///< then there are no rows
  const Field* from = nullptr;
  std::vector<Row> rows = {};
};

struct Publication {
  std::optional<work::Chain> chain = {};  ///< who signs before it is public; "none": whoever enters it publishes it
  std::optional<Clock> clock = {};        ///< by when it has to be public
  std::optional<Clock> withdraw = {};     ///< by when it has to be taken back once its ground is gone
  std::optional<Display> shown = {};
};

/// The outside list (a register for staff) that a register is held against, agency by agency: what stands there has to
/// be public here, in the same words, and what is public here stands there.
struct Counterpart {
  struct Pair {
    const Field* here = nullptr;
    std::string there = {};  ///< code of a field of the list
    std::string place = {};  ///< file:line
  };
  std::string code = {};   ///< of the list
  std::string title = {};  ///< its title, once all registers are read (tie_up)
  std::string place = {};  ///< file:line
  std::vector<Pair> key = {};
  std::vector<Pair> compared = {};
  /// Rows of the list that have to be public; without it all.
  std::optional<condition::Condition> when = {};
  /// Rows of which nobody has said yet whether they have to be.
  std::optional<condition::Condition> unjudged = {};
  std::string period = {};  ///< of data/laws, within which a row has to be public; empty = none
  std::string from = {};    ///< the day of the row that it runs from
  /// As they were read, until the fields of the list are known (tie_up).
  std::optional<condition::Raw> when_read = {};
  std::optional<condition::Raw> unjudged_read = {};
};

struct Group {
  std::string title = {};
  Fields fields = {};
};

struct ConsoleFace {
  Fields columns = {};
  Fields filters = {};
  std::vector<Group> groups = {};  ///< of the form: each field that is entered, once
};

struct PageFace {
  Presenter presenter = Presenter::Table;
  Fields columns = {};
  Fields facets = {};
  const Field* sort = nullptr;
  bool newest_first = false;
  Fields detail = {};
  Fields search = {};
  const Field* place = nullptr;  ///< of a map
};

struct Import {
  std::string sheet = {};
  std::map<std::string, const Field*, std::less<>> headings =
      {};  ///< title, code and other headings, as people write them
  std::map<const Field*, std::vector<std::string>> separators = {};  ///< of fields with many values
  std::vector<std::string> empty = {};                               ///< marks that mean nothing: "/", "无"
  Merged merged = Merged::Refuse;
};

struct Export {
  struct Column {
    std::string head = {};
    const Field* field = nullptr;
    bool name = false;  ///< of a code: its name in place of the code
  };
  std::string name = {};
  Audience audience = Audience::Public;
  std::vector<Column> columns = {};
};

/// A number that is told of the register; figures.h makes a figures::Definition of it.
struct FigureForm {
  enum class Part : std::uint8_t { Whole, Month, Year };
  struct By {
    const Field* field = nullptr;  ///< nullptr: the agency
    Part part = Part::Whole;
  };
  std::string code = {};
  std::string title = {};
  std::string unit = {};
  const Field* sum = nullptr;                      ///< nullptr: records are counted
  std::optional<condition::Condition> share = {};  ///< how many of the records meet it
  const Field* at = nullptr;  ///< a day, month or year: to which period a record belongs; nullptr: when it was public
  std::vector<By> by = {};
  std::optional<condition::Condition> when = {};
};

struct Change {
  std::int64_t version = 0;
  Date on = {};
  std::string says = {};
  std::vector<std::string> loosens = {};  ///< codes of fields that more people may see than before
};

/// An example with the problems that it has; all are run as tests.
struct Case {
  std::string name = {};
  std::string record = {};                 ///< JSON object, the values as people write them
  std::vector<std::string> problems = {};  ///< "fine: forbidden", in the order of the fields and rules
  std::optional<Date> today = {};
  std::string place = {};  ///< file:line
};

struct Register {
  std::string code = {};
  std::int64_t version = 1;
  std::string title = {};
  std::string entry = {};        ///< what one record is called in sentences
  std::string group = {};        ///< code of the heading under which it stands in lists of registers
  std::string group_title = {};  ///< its words
  std::size_t group_place = 0;   ///< in the order of headings
  Keeper keeper = Keeper::Agency;
  Reach reach = Reach::Public;
  Fields key = {};            ///< what an import recognises a record by, within its keeper
  const Field* at = nullptr;  ///< the day whose rules and lists a record is under; without it the day of entry
  Template name = {};
  std::optional<NumberForm> number = {};
  Nil nil = Nil::None;
  std::string source = {};
  Grade grade = Grade::Unconfirmed;
  std::vector<Field> fields = {};
  std::vector<Rule> rules = {};
  Publication publication = {};
  std::optional<Counterpart> counterpart = {};
  ConsoleFace console = {};
  PageFace page = {};
  Import import = {};
  std::vector<Export> exports = {};
  std::vector<FigureForm> figures = {};
  std::vector<Change> changes = {};
  std::vector<Case> cases = {};
  std::string digest = {};  ///< SHA-256 of the file
  std::map<std::string, std::size_t, std::less<>> places = {};

  Register() = default;
  Register(Register&&) = default;
  Register& operator=(Register&&) = default;
  Register(const Register&) = delete;
  Register& operator=(const Register&) = delete;
  ~Register() = default;

  /// Whether nothing of it may ever be public.
  bool for_staff() const { return reach == Reach::Staff; }
  /// nullptr for a code that is not there.
  const Field* find(std::string_view field) const;
  /// The day whose rules a record is under.
  Date day_of(const Record& record, Date today) const;
  /// What conditions ask of a record.
  work::Facts facts(const Record& record) const;
};

}  // namespace dl::records
