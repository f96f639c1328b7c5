// The register of letters (发文登记簿): the letters of requests that were issued, with their numbers.
#include "accounts/people.h"
#include "api/accounts/people_views.h"
#include "api/comments.h"
#include "api/exports.h"
#include "api/listing.h"
#include "api/matters/kinds.h"
#include "api/matters/views.h"
#include "api/operations.h"
#include "base/text.h"
#include "requests/letter_forms.h"
#include "requests/procedure.h"

namespace dl::api {

namespace {

using accounts::Right;

constexpr auto kRight = Right::ReadRequests;

struct IssuedLetterLine {
  std::int64_t id = 0;
  std::int64_t matter = 0;
  std::string number = {};
  std::string kind_name = {};
  std::string matter_number = {};
  std::string agency_name = {};
  Date issued_on = {};
  std::string drafted_by_name = {};
  std::string issued_by_name = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"number", "发文字号"},
      {"kind_name", "文书"},
      {"matter_number", "申请编号"},
      {"agency_name", "机关"},
      {"issued_on", "签发日期"},
      {"drafted_by_name", "起草人"},
      {"issued_by_name", "签发人"},
  });
};
BOOST_DESCRIBE_STRUCT(IssuedLetterLine, (),
                      (id, matter, number, kind_name, matter_number, agency_name, issued_on, drafted_by_name,
                       issued_by_name))

/// What is empty or 0 asks nothing.
struct IssuedFilter {
  std::int64_t agency = 0;
  std::optional<requests::LetterKind> kind = {};
  std::optional<Date> issued_from = {};
  std::optional<Date> issued_until = {};
  std::string q = {};  ///< in the number of the letter or of its request
  static constexpr auto kFields = std::to_array<Field>({
      {"agency", "机关", {.asked = Asked::Place}},
      {"kind", "文书", {}},
      {"issued_from", "签发日期从", {}},
      {"issued_until", "签发日期到", {}},
      {"q", "发文字号或者申请编号", {.characters = kLongestQuestion}},
  });
};
BOOST_DESCRIBE_STRUCT(IssuedFilter, (), (agency, kind, issued_from, issued_until, q))

struct IssuedQuery : IssuedFilter {
  int limit = 50;
  std::string after = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"after", 100}});
};
BOOST_DESCRIBE_STRUCT(IssuedQuery, (IssuedFilter), (limit, after))

struct IssuedExport : IssuedFilter {
  std::optional<TableForm> form = {};  ///< Csv where it is left out
  static constexpr std::array<std::string_view, 1> kOwed = {"agency"};
};
BOOST_DESCRIBE_STRUCT(IssuedExport, (IssuedFilter), (form))
}  // namespace

template <>
inline constexpr bool kSparse<IssuedExport> = true;

namespace {

matters::WantedLetters wanted_of(const IssuedFilter& filter) {
  matters::WantedLetters wanted{.matter_kind = std::string(requests::Procedure::kName),
                                .issued_from = filter.issued_from,
                                .issued_until = filter.issued_until,
                                .words = std::string(text::trim(filter.q))};
  if (filter.agency != 0) wanted.agency = filter.agency;
  if (filter.kind) wanted.kind = name_of(*filter.kind);
  return wanted;
}

Outcome<std::vector<IssuedLetterLine>> lines_of(db::Session& session, const Call& call,
                                                const std::vector<matters::LetterLine>& letters) {
  const auto directory = call.api.around.directory.current();
  const auto& kind = *find_matter_kind(requests::Procedure::kName);
  std::vector<std::string> people;
  for (const auto& [letter, number, agency] : letters) {
    people.push_back(letter.drafted_by);
    people.push_back(letter.issued_by);
  }
  DL_TRY(const auto names, accounts::names_of(session, people));
  std::vector<IssuedLetterLine> lines;
  for (const auto& [letter, number, agency] : letters)
    lines.push_back({.id = letter.id,
                     .matter = letter.matter,
                     .number = letter.number,
                     .kind_name = letter_name(kind, letter.kind),
                     .matter_number = number,
                     .agency_name = agency_name(*directory, agency),
                     .issued_on = letter.issued_on.value_or(Date()),
                     .drafted_by_name = name_in(names, letter.drafted_by),
                     .issued_by_name = name_in(names, letter.issued_by)});
  return lines;
}

Outcome<ListOf<IssuedLetterLine>> list_issued_letters(Call& call, const IssuedQuery& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto after, read_key(query.after));
  return call.api.read([&](db::Session& session) -> Outcome<ListOf<IssuedLetterLine>> {
    DL_TRY(const auto page, matters::list_issued(session, call.who.scope(kRight), wanted_of(query), after, limit));
    ListOf<IssuedLetterLine> list;
    if (page.next) list.next = page.next->text();
    DL_TRY(list.items, lines_of(session, call, page.items));
    return list;
  });
}

// ── as a file ────────────────────────────────────────────────────────────────────────────────────────────────────────

constexpr int kAtOnce = 500;

std::vector<std::string> cells_of(const IssuedLetterLine& line) {
  return {line.number,           line.kind_name,       line.matter_number, line.agency_name,
          line.issued_on.text(), line.drafted_by_name, line.issued_by_name};
}

TableHead export_head() {
  TableHead head;
  for (const auto& field : IssuedLetterLine::kFields)
    head.columns.push_back({.code = std::string(field.member),
                            .title = std::string(field.chinese),
                            .kind = field.member == "issued_on" ? sheets::ColumnKind::Date : sheets::ColumnKind::Text});
  return head;
}

Outcome<web::Response> export_issued_letters(Call& call, const IssuedExport& input) {
  DL_CHECK(check_agency(call, kRight, input.agency));
  const auto& scope = call.who.scope(kRight);
  const auto form = input.form.value_or(TableForm::Csv);
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  TableFile table(form, call.api.around.folder, export_head());
  DL_CHECK(table.begin(file));
  Exported exported{event("export.letters"), "export:letters", agency_of(call, scope, input.agency), 0,
                    filter_text(input)};
  const db::Working working(db::Work::Import);
  DL_CHECK(call.api.read([&](db::Session& session) -> Outcome<void> {
    return db::walk(
        [&](const auto& after) { return matters::list_issued(session, scope, wanted_of(input), after, kAtOnce); },
        [&](const std::vector<matters::LetterLine>& letters) -> Outcome<void> {
          DL_TRY(const auto lines, lines_of(session, call, letters));
          for (const auto& line : lines) DL_CHECK(table.add(file, cells_of(line)));
          exported.rows += std::ssize(lines);
          return {};
        });
  }));
  DL_CHECK(table.finish(file));
  return hand_out(call, file, exported, file_name(call, "发文登记簿", ending_of(form)), type_of(form));
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/request-letters", "listIssuedLetters", "公开申请已经签发的文书，新的在前", needs(kRight),
     by<list_issued_letters>()},
    {Verb::Post,
     "/api/v1/exports/request-letters",
     "exportIssuedLetters",
     "把发文登记簿导出为表格（CSV、Excel），记入日志",
     needs(kRight),
     by<export_issued_letters>(),
     {.secret = true, .rate = web::Rate::Download}},
};

}  // namespace

std::span<const Operation> letter_list_operations() { return kOperations; }

}  // namespace dl::api
