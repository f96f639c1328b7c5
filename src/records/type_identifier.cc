// Codes of lists and numbers with check characters. The rules of the numbers stand in base/identifiers.h.
#include "base/identifiers.h"
#include "base/text.h"
#include "records/families.h"
#include "records/register.h"

namespace dl::records {
namespace {

Parsed of(const Checked& checked) {
  if (!checked.acceptable()) return {.problem = checked.problem};
  return {.value = checked.canonical, .problem = checked.problem, .doubtful = checked.verdict == Verdict::Doubtful};
}

}  // namespace

Parsed parse_agency(std::string_view text, const Field& /*field*/) { return of(check_agency_code(text)); }
Parsed parse_unified_code(std::string_view text, const Field& /*field*/) { return of(check_credit_code(text)); }
Parsed parse_organisation_code(std::string_view text, const Field& /*field*/) {
  return of(check_organisation_code(text));
}
Parsed parse_id_number(std::string_view text, const Field& /*field*/) { return of(check_resident_number(text)); }

// Kept as it stands on the paper, but for brackets and white space.
Parsed parse_document_number(std::string_view text, const Field& field) {
  auto parsed = parse_line(text::fold_brackets(text::remove_space(text)), field);
  if (parsed.problem.empty() && !DocumentNumber::parse(text)) {
    parsed.problem = "record.document-number";
    parsed.doubtful = true;
  }
  return parsed;
}

Parsed parse_document(std::string_view text, const Field& /*field*/) {
  const auto number = IndexNumber::parse(text);
  if (!number) return {.problem = "record.document"};
  return {.value = number->text()};
}

Parsed parse_code(std::string_view text, const Field& field) {
  const auto* term = field.choices ? field.choices->find(text) : nullptr;
  if (term == nullptr) return {.problem = "record.list"};
  return {.value = term->code};
}

}  // namespace dl::records
