// What rules say of other registers, once all of them are read.
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

}  // namespace

Outcome<void> tie_up(Register& made, const std::map<Text, Register, std::less<>>& all) {
  for (auto& rule : made.rules)
    if (rule.check->argument == Argument::Register) {
      const auto other = all.find(rule.elsewhere.code);
      if (other == all.end()) return wrong(rule.elsewhere.places.front(), "there is no register of that code");
      DL_CHECK(tie_up_rule(rule, other->second));
    }
  return {};
}

}  // namespace dl::records
