// What the API says of registers and their records: the schema as forms and lists want it, a record with its words as
// people write them, all that was done to it, and declarations that there was nothing.
#pragma once

#include "api/api.h"
#include "api/listing.h"
#include "api/operation.h"
#include "api/steps.h"
#include "records/record_list.h"
#include "work/sign_off.h"

namespace dl::api {

struct RegisterChoice {
  std::string value = {};
  std::string label = {};
  std::optional<Date> from = {};
  std::optional<Date> until = {};
};
BOOST_DESCRIBE_STRUCT(RegisterChoice, (), (value, label, from, until))

struct RegisterField {
  std::string code = {};
  std::string title = {};
  std::string type = {};
  records::Privacy privacy = {};
  std::string privacy_name = {};
  bool required = false;
  std::optional<json::object> required_when = {};  ///< a condition, base/condition.h
  std::optional<json::object> forbidden_when = {};
  bool many = false;
  bool computed = false;
  std::int64_t length = 0;   ///< most characters; 0 where the type has none
  std::string minimum = {};  ///< as people write it
  std::string maximum = {};
  int digits = 0;
  std::string unit = {};  ///< of an amount
  std::vector<RegisterChoice> choices = {};
  std::vector<std::string> allow = {};
  std::optional<Date> from = {};
  std::optional<Date> until = {};
  std::string help = {};
  std::string example = {};
  std::vector<RegisterField> fields = {};  ///< columns of a sub-table
};
BOOST_DESCRIBE_STRUCT(RegisterField, (),
                      (code, title, type, privacy, privacy_name, required, required_when, forbidden_when, many,
                       computed, length, minimum, maximum, digits, unit, choices, allow, from, until, help, example,
                       fields))

struct RegisterGroup {
  std::string title = {};
  std::vector<std::string> fields = {};
};
BOOST_DESCRIBE_STRUCT(RegisterGroup, (), (title, fields))

struct RegisterLine {
  std::string code = {};
  std::string title = {};
  std::string entry = {};  ///< what one record is called
  std::string group = {};  ///< the heading under which it stands
  std::int64_t version = 1;
  bool signed_ = false;  // NOLINT(readability-identifier-naming): somebody else checks what was entered
  records::Nil nil = {};
  std::string nil_name = {};
  std::string source = {};
  bool for_staff = false;        ///< nothing of it is ever public
  std::string counterpart = {};  ///< title of the outside list that it is held against; empty = none
};
BOOST_DESCRIBE_STRUCT(RegisterLine, (),
                      (code, title, entry, group, version, signed_, nil, nil_name, source, for_staff, counterpart))

/// A layout in which another platform takes the records.
struct RegisterLayout {
  std::string code = {};
  std::string title = {};
  std::string source = {};
};
BOOST_DESCRIBE_STRUCT(RegisterLayout, (), (code, title, source))

struct RegisterView : RegisterLine {
  std::string at = {};  ///< the field with the day whose rules a record is under; empty = the day of entry
  std::vector<RegisterField> fields = {};
  std::vector<RegisterGroup> groups = {};  ///< of the form
  std::vector<std::string> named_by = {};  ///< fields that its records are called by
  std::vector<std::string> columns = {};
  std::vector<std::string> filters = {};
  std::vector<std::string> sorts = {};       ///< fields that a list can be in the order of
  std::vector<RegisterLayout> layouts = {};  ///< that are offered
  json::object json_schema = {};             ///< of one record for other programs
};
BOOST_DESCRIBE_STRUCT(RegisterView, (RegisterLine),
                      (at, fields, groups, named_by, columns, filters, sorts, layouts, json_schema))

/// Which records a list or an export has.
struct RecordFilter {
  std::string register_ = {};  // NOLINT(readability-identifier-naming): the word itself is C++'s
  std::int64_t agency = 0;     ///< 0 = all within reach
  std::string text = {};
  std::optional<records::State> state = {};
  /// A JSON object by fields of the list's filters: {"kinds":"fine","decided_on":{"from":"…","until":"…"}}.
  std::string where = {};
  static constexpr auto kOwed = std::to_array<std::string_view>({"register", "agency"});
  static constexpr auto kLimits =
      std::to_array<Limit>({{"register_", 63}, {"text", kLongestQuestion}, {"where", 2000}});
};
BOOST_DESCRIBE_STRUCT(RecordFilter, (), (register_, agency, text, state, where))
template <>
inline constexpr bool kSparse<RecordFilter> = true;

struct RecordQuery : RecordFilter, Paging {
  bool facets = false;    ///< counts them too
  std::string sort = {};  ///< one of the register's `sorts`, with "-" in front downwards; without it the newest first
  static constexpr auto kLimits = std::to_array<Limit>({{"sort", 64}});
};
BOOST_DESCRIBE_STRUCT(RecordQuery, (RecordFilter, Paging), (facets, sort))

struct RecordLine {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::string number = {};
  std::string title = {};
  records::State state = {};
  std::string state_name = {};
  bool public_ = false;  // NOLINT(readability-identifier-naming): the word itself is C++'s
  bool withheld = false;
  Instant changed_at = {};
  std::map<std::string, std::string> cells = {};  ///< by code, for people, with masks
};
BOOST_DESCRIBE_STRUCT(RecordLine, (),
                      (id, agency, agency_name, number, title, state, state_name, public_, withheld, changed_at, cells))

struct RecordFacetValue {
  std::string value = {};
  std::string name = {};
  std::int64_t count = 0;
  std::string count_text = {};  ///< for people: "12", or "10000 以上" where not all were counted
};
BOOST_DESCRIBE_STRUCT(RecordFacetValue, (), (value, name, count, count_text))

struct RecordFacet {
  std::string field = {};
  std::string title = {};
  std::vector<RecordFacetValue> values = {};
  bool more = false;  ///< counted among the first 10,000 only
};
BOOST_DESCRIBE_STRUCT(RecordFacet, (), (field, title, values, more))

struct RecordList {
  std::vector<RecordLine> items = {};
  std::vector<RecordFacet> facets = {};
  std::optional<std::string> next = {};
};
BOOST_DESCRIBE_STRUCT(RecordList, (), (items, facets, next))

/// A file that a record names; its bytes are at /records/{id}/files/{digest}.
struct RecordFile {
  std::string digest = {};
  std::string name = {};
  std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(RecordFile, (), (digest, name, size))

/// A value for people. Of what is sealed there is only that it is there.
struct RecordFact {
  std::string field = {};
  std::string title = {};
  std::string text = {};
  bool sealed = false;
  std::vector<RecordFile> files = {};  ///< of a field that holds them
};
BOOST_DESCRIBE_STRUCT(RecordFact, (), (field, title, text, sealed, files))

struct RecordFacts {
  std::string title = {};
  std::vector<RecordFact> facts = {};
};
BOOST_DESCRIBE_STRUCT(RecordFacts, (), (title, facts))

struct SealedFieldView {
  std::string field = {};
  bool erased = false;
};
BOOST_DESCRIBE_STRUCT(SealedFieldView, (), (field, erased))

struct RecordNotice {
  std::string field = {};
  std::string title = {};
  std::string message = {};
  bool withholds = false;  ///< keeps the record from the public for ever
};
BOOST_DESCRIBE_STRUCT(RecordNotice, (), (field, title, message, withholds))

/// An entry of its history.
struct RecordEntryView {
  std::int64_t entry = 0;
  records::Act act = {};
  std::string act_name = {};
  std::int64_t version = 1;  ///< of the register
  bool words = false;        ///< new words came with it
  std::string person_name = {};
  std::string reason = {};
  Instant at = {};
};
BOOST_DESCRIBE_STRUCT(RecordEntryView, (), (entry, act, act_name, version, words, person_name, reason, at))

struct RecordStepInput {
  records::Step step = {};
  std::optional<std::string> reason = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"reason", kLongestReason}});
};
BOOST_DESCRIBE_STRUCT(RecordStepInput, (), (step, reason))

/// A step that was taken, signatures among them.
struct RecordStepView {
  std::string step_name = {};
  std::string leads = {};  ///< as in StepView
  std::string person_name = {};
  std::string remark = {};
  Instant at = {};
};
BOOST_DESCRIBE_STRUCT(RecordStepView, (), (step_name, leads, person_name, remark, at))

struct RecordView {
  std::int64_t id = 0;
  std::string register_ = {};  // NOLINT(readability-identifier-naming): the word itself is C++'s
  std::string register_title = {};
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::string number = {};
  std::string title = {};
  records::State state = {};
  std::string state_name = {};
  std::int64_t revision = 0;  ///< the entry with the newest words
  bool public_ = false;       // NOLINT(readability-identifier-naming): the word itself is C++'s
  bool corrected = false;     ///< the public sees other words than the newest
  bool withheld = false;
  std::optional<Date> demanded_on = {};
  std::optional<Date> shown_until = {};
  Instant changed_at = {};
  json::object words = {};  ///< the newest as people write them, by field; masks in the place of what is personal
  std::vector<RecordFacts> facts = {};
  std::vector<SealedFieldView> sealed = {};  ///< fields whose true value is not in `words`
  std::vector<RecordNotice> notices = {};
  std::vector<StepView> steps = {};
  std::optional<StepView> correction = {};  ///< where its state takes new words
  bool openable = false;                    ///< the caller may see what is sealed
  std::vector<RecordStepView> steps_taken = {};
  std::vector<RecordEntryView> entries = {};
};
BOOST_DESCRIBE_STRUCT(RecordView, (),
                      (id, register_, register_title, agency, agency_name, number, title, state, state_name, revision,
                       public_, corrected, withheld, demanded_on, shown_until, changed_at, words, facts, sealed,
                       notices, steps, correction, openable, steps_taken, entries))

/// Words as they were.
struct RecordWordsView {
  std::int64_t entry = 0;
  std::string person_name = {};
  Instant at = {};
  std::vector<RecordFacts> facts = {};
};
BOOST_DESCRIBE_STRUCT(RecordWordsView, (), (entry, person_name, at, facts))

struct RecordPastView {
  std::optional<RecordWordsView> newest = {};  ///< empty before there was any
  std::optional<RecordWordsView> shown = {};   ///< what the public saw
  std::string withdrawn_reason = {};           ///< of what the public saw no more
};
BOOST_DESCRIBE_STRUCT(RecordPastView, (), (newest, shown, withdrawn_reason))

// ── makers ───────────────────────────────────────────────────────────────────────────────────────────────────────────

RegisterLine line_of(const records::Register& made);
RegisterView view_of(const records::Register& made);

/// As people write them: texts, lists of texts, rows; what is empty is left out.
json::object words_of(const records::Record& record, const std::vector<records::Field>& fields);
/// By the groups of the form; what is empty is left out.
std::vector<RecordFacts> facts_of(const records::Words& words, const records::Register& made);

/// The caller's question as the list takes it. Fault::Invalid `request.fields` for a `where` that is none.
Outcome<records::Asked> asked_of(const records::Register& made, const RecordFilter& filter);

/// What of records the caller sees: a key that enters sees what its agency has entered.
const accounts::Scope& record_sight(const Call& call);

RecordLine line_of(const records::Row& row, const records::Listed& listed, const records::Register& made,
                   const agencies::Directory& directory);

/// The whole record as the caller may see it; sets the ETag. Fault::NotFound `record.missing` outside of their sight.
Outcome<RecordView> load_record(Call& call, std::int64_t id);

/// What there was at a moment, or when an entry had just been made.
Outcome<RecordPastView> load_past(Call& call, std::int64_t id, const std::optional<Instant>& at, std::int64_t entry);

}  // namespace dl::api
