// What rules and [counterpart] say of other registers, once all of them are read.
#include "records/reading.h"

namespace dl::records {
namespace {

using Text = std::string;

Failure wrong(const Text& place, std::string_view what) {
  return fail(Fault::Invalid, "data.invalid", fmt::format("{}: {}", place, what));
}

bool is_found_by(const Field& field, const Register& made) { return field.unique || &field == made.key.front(); }

bool holds_the_same(const Field& ours, const Field& theirs) {
  return ours.row().stored == theirs.row().stored && ours.digits == theirs.digits;
}

Outcome<void> tie_up_rule(Rule& rule, const Register& other) {
  rule.elsewhere.title = other.title;
  for (std::size_t i = 0; i < rule.fields.size(); ++i) {
    const auto& code = rule.elsewhere.fields[i];
    const auto& place = rule.elsewhere.places[i];
    const auto* field = other.find(code);
    if (field == nullptr) {
      std::vector<std::string_view> codes;
      for (const auto& one : other.fields) codes.push_back(one.code);
      const auto near = nearest(code, codes);
      return wrong(place, fmt::format("there is no field '{}' in '{}'{}", code, other.code,
                                      near.empty() ? Text() : fmt::format("; is '{}' meant?", near)));
    }
    if (field->many || field->privacy != Privacy::Open || !holds_the_same(*rule.fields[i], *field))
      return wrong(place, fmt::format("'{}' in '{}' is not one open value such as '{}' has", code, other.code,
                                      rule.fields[i]->code));
    if (i == 0 && !is_found_by(*field, other))
      return wrong(place, fmt::format("records of '{}' are not found by '{}': it is neither unique nor the first of "
                                      "the key",
                                      other.code, code));
  }
  if (rule.says.empty()) rule.says = sentence_of(rule);
  return {};
}

// ── [counterpart] ────────────────────────────────────────────────────────────────────────────────────────────────────

Outcome<const Field*> field_of(const Register& list, const Text& code, const Text& place) {
  if (const auto* field = list.find(code)) return field;
  std::vector<std::string_view> codes;
  for (const auto& one : list.fields) codes.push_back(one.code);
  const auto near = nearest(code, codes);
  return wrong(place, fmt::format("there is no field '{}' in '{}'{}", code, list.code,
                                  near.empty() ? Text() : fmt::format("; is '{}' meant?", near)));
}

Outcome<void> tie_up_pair(const Counterpart::Pair& pair, const Register& list) {
  DL_TRY(const auto* field, field_of(list, pair.there, pair.place));
  if (!field->many && field->privacy == Privacy::Open && holds_the_same(*pair.here, *field)) return {};
  return wrong(pair.place, fmt::format("'{}' in '{}' is not one open value such as '{}' has", pair.there, list.code,
                                       pair.here->code));
}

/// A condition asks what is not about a person, and compares codes with terms of their lists.
Outcome<void> check_asked(const condition::Condition& asked, const Register& list, const Text& place) {
  for (const auto& part : asked.parts) DL_CHECK(check_asked(part, list, place));
  if (!asked.parts.empty()) return {};
  const auto* field = list.find(asked.field.name);
  if (field == nullptr) return {};
  if (field->privacy != Privacy::Open) return wrong(place, fmt::format("'{}' is not open", field->code));
  for (const auto& value : asked.values)
    if (const auto* text = std::get_if<Text>(&value); field->choices && text && !field->choices->find_code(*text))
      return wrong(place, fmt::format("there is no term '{}' of {}", *text, field->choices->id()));
  return {};
}

Outcome<std::optional<condition::Condition>> tie_up_condition(const std::optional<condition::Raw>& read,
                                                              const Register& list, std::string_view key) {
  if (!read) return std::optional<condition::Condition>();
  std::vector<condition::Field> fields;
  for (const auto& field : list.fields) fields.push_back(field.compared());
  auto made = condition::parse(*read, fields, key);
  if (!made) return fail(Fault::Invalid, "data.invalid", made.error().detail);
  DL_CHECK(check_asked(*made, list, read->place));
  return std::optional(std::move(*made));
}

Outcome<void> tie_up_counterpart(Register& made, const std::map<Text, Register, std::less<>>& all) {
  auto& held = *made.counterpart;
  const auto found = all.find(held.code);
  if (found == all.end()) return wrong(held.place, "there is no register of that code");
  const auto& list = found->second;
  if (!list.for_staff() || made.keeper != Keeper::Agency)
    return wrong(held.place, fmt::format("'{}' is no list for staff ('audience'), or '{}' not kept by agencies",
                                         list.code, made.code));
  for (const auto& [code, other] : all)
    if (code != made.code && other.counterpart && other.counterpart->code == held.code)
      return wrong(held.place, fmt::format("'{}' is held against '{}' already", code, held.code));
  held.title = list.title;
  for (const auto* pairs : {&held.key, &held.compared})
    for (const auto& pair : *pairs) DL_CHECK(tie_up_pair(pair, list));
  if (!std::ranges::any_of(held.key, [&](const auto& pair) { return is_found_by(*list.find(pair.there), list); }))
    return wrong(held.place, fmt::format("rows of '{}' are not found by the key: no part of it is unique or the first "
                                         "of its own",
                                         held.code));
  DL_TRY(held.when, tie_up_condition(held.when_read, list, "when"));
  DL_TRY(held.unjudged, tie_up_condition(held.unjudged_read, list, "unjudged"));
  if (held.period.empty()) return {};
  DL_TRY(const auto* from, field_of(list, held.from, held.place));
  if (from->type == Type::Date && !from->many && from->privacy == Privacy::Open) return {};
  return wrong(held.place, fmt::format("'{}' in '{}' is no open day that a clock runs from", held.from, held.code));
}

}  // namespace

Outcome<void> tie_up(Register& made, const std::map<Text, Register, std::less<>>& all) {
  for (auto& rule : made.rules)
    if (rule.check->argument == Argument::Register) {
      const auto other = all.find(rule.elsewhere.code);
      if (other == all.end()) return wrong(rule.elsewhere.places.front(), "there is no register of that code");
      DL_CHECK(tie_up_rule(rule, other->second));
    }
  if (made.counterpart) DL_CHECK(tie_up_counterpart(made, all));
  return {};
}

}  // namespace dl::records
