#include "draws/lists.h"

#include "draws/public_record.h"
#include "records/write.h"

namespace dl::draws {
namespace {

using Id = std::int64_t;
using Text = std::string;
using records::Listed;
using records::Register;

constexpr int kAtOnce = 200;

/// The values of a public record by the codes of their fields.
class Cells {
 public:
  Cells(const Register& made, const Listed& row) : made_(made), row_(row) {}

  const records::Value& value(std::string_view code) const { return row_.shown.at(made_.find(code)->place); }
  Text text(std::string_view code) const { return records::text_of(value(code), *made_.find(code)); }
  bool has(std::string_view code, const Text& one) const {
    const auto* several = value(code).several();
    return several != nullptr && std::ranges::any_of(*several, [&](const auto& each) {
             return each.text() != nullptr && *each.text() == one;
           });
  }

 private:
  const Register& made_;
  const Listed& row_;
};

/// Calls take(Cells) for each public record of an agency.
template <class Take>
Outcome<void> walk(db::Session& session, const Registers& all, std::string_view code, const records::Asked& asked,
                   Date today, Take take) {
  DL_TRY(const auto* made, all.registers.find(code));
  std::optional<records::Behind> after;
  do {
    DL_TRY(const auto page, records::list_records(session, all.projection, code, {{}, today}, asked, after, kAtOnce));
    for (const auto& row : page.rows) DL_CHECK(take(Cells(*made, row)));
    after = page.next;
  } while (after);
  return {};
}

bool is_among(const Cells& cells, const Among& among, const std::set<Text>& codes) {
  return cells.value("left_on").empty() && (among.risk.empty() || cells.text("risk") == among.risk) &&
         (among.trade.empty() || cells.text("field") == among.trade) &&
         (codes.empty() || codes.contains(cells.text("code")));
}

bool is_in_force(const Cells& cells, const Among& among, Date until) {
  const auto* in_library = cells.value("in_library").number();
  if (in_library == nullptr || *in_library == 0) return false;
  if (cells.text("state") == "off") return false;
  const auto valid = Date::parse(cells.text("valid_until"));
  return (!valid || *valid >= until) && (among.enforcement.empty() || cells.has("fields", among.enforcement));
}

}  // namespace

Outcome<std::vector<Object>> list_objects(db::Session& session, const Registers& all, Id agency, const Among& among,
                                          Date today) {
  const std::set<Text> codes(among.codes.begin(), among.codes.end());
  std::vector<Object> objects;
  DL_CHECK(
      walk(session, all, "inspection_objects", {.agency = agency}, today, [&](const Cells& cells) -> Outcome<void> {
        if (is_among(cells, among, codes)) objects.push_back({cells.text("code"), cells.text("name")});
        return objects.size() > kMostObjects ? Outcome<void>(fail(Fault::Invalid, "draw.too-many")) : Outcome<void>();
      }));
  std::ranges::sort(objects, {}, &Object::code);
  for (const auto& code : codes)
    if (!std::ranges::binary_search(objects, code, {}, &Object::code))
      return fail(Fault::Invalid, "draw.unknown-objects", code);
  return objects;
}

Outcome<std::vector<Text>> list_inspectors(db::Session& session, const Registers& all, Id agency, const Among& among,
                                           Date today, Date until) {
  std::vector<Text> numbers;
  DL_CHECK(walk(session, all, "enforcement_staff", {.agency = agency}, today, [&](const Cells& cells) -> Outcome<void> {
    if (is_in_force(cells, among, until)) numbers.push_back(cells.text("number"));
    return numbers.size() > kMostInspectors ? Outcome<void>(fail(Fault::Invalid, "draw.too-many")) : Outcome<void>();
  }));
  std::ranges::sort(numbers);
  return numbers;
}

namespace {

Outcome<bool> has_number(db::Session& session, const Registers& all, std::string_view code,
                         const records::Viewer& viewer, Id agency, const Text& number) {
  DL_TRY(const auto* made, all.registers.find(code));
  records::Asked asked{.agency = agency, .filters = {{.field = made->find("number"), .is = records::Value(number)}}};
  DL_TRY(const auto page, records::list_records(session, all.projection, code, viewer, asked, std::nullopt, 1));
  return !page.rows.empty();
}

}  // namespace

Outcome<bool> has_plan(db::Session& session, const Registers& all, Id agency, const Text& number, Date today) {
  return has_number(session, all, "inspection_plans", {{}, today}, agency, number);
}

Outcome<bool> has_record(db::Session& session, const Registers& all, Id agency, const Text& number, Date today) {
  return has_number(session, all, kRegister, {accounts::Scope::of({agency}), today}, agency, number);
}

}  // namespace dl::draws
