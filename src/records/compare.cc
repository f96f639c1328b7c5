#include "records/compare.h"

#include <fmt/format.h>

#include <algorithm>

namespace dl::records {
namespace {

struct Comparing {
  const Register& before;
  const Register& now;
  std::vector<std::string> lines = {};

  void field(const Field& was, const Field& is, const std::string& code);
  void fields(const std::vector<Field>& were, const std::vector<Field>& are, const std::string& in);
  void duty(const Field* was, const Field& is, const std::string& code);
  void choices(const Field& was, const Field& is, const std::string& code);
  void privacy(const Field& was, const Field& is, const std::string& code);
  void head();

  void say(const std::string& code, std::string_view what) {
    lines.push_back(fmt::format("field '{}': {}", code, what));
  }
};

std::string codes_of(const Fields& fields) {
  std::string codes;
  for (const auto* field : fields) codes += (codes.empty() ? "" : ", ") + field->code;
  return codes;
}

std::string json_of(const std::optional<condition::Condition>& condition) {
  return condition ? condition::to_json(*condition) : std::string();
}

/// A condition that holds on no day before one that it names: it says `from` by itself, or among all of several.
bool has_first_day(const condition::Condition& condition) {
  if (condition.word == condition::Word::From) return true;
  return condition.word == condition::Word::All && std::ranges::any_of(condition.parts, has_first_day);
}

void Comparing::head() {
  if (now.code != before.code) lines.push_back(fmt::format("the code was '{}' and is '{}'", before.code, now.code));
  if (codes_of(before.key) != codes_of(now.key))
    lines.push_back(fmt::format("the key was {} and is {}", codes_of(before.key), codes_of(now.key)));
  if (before.keeper != now.keeper) lines.emplace_back("another keeper");
  if (before.digest != now.digest && now.version <= before.version)
    lines.push_back(fmt::format("the file has changed and its version is {} still", before.version));
  for (std::size_t i = 0; i < std::min(before.changes.size(), now.changes.size()); ++i)
    if (before.changes[i].says != now.changes[i].says || before.changes[i].on != now.changes[i].on)
      lines.push_back(fmt::format("the [[change]] of version {} is another", i + 1));
}

// An obligation that is new would make records wrong that were right: it has a first day.
void Comparing::duty(const Field* was, const Field& is, const std::string& code) {
  const bool since = is.from && (was == nullptr || is.from != was->from);
  if (is.required && (was == nullptr || !was->required) && !since)
    say(code, "it is required now, without a first day ('from')");
  if (is.required_when && (was == nullptr || json_of(was->required_when) != json_of(is.required_when)) && !since &&
      !has_first_day(*is.required_when) && !(was != nullptr && was->required))
    say(code, "it is required in other cases, without a first day (a 'from' in the condition)");
  if (was == nullptr) return;
  if (is.forbidden_when && json_of(was->forbidden_when) != json_of(is.forbidden_when) &&
      !has_first_day(*is.forbidden_when))
    say(code, "it is forbidden in other cases, without a first day (a 'from' in the condition)");
}

void Comparing::choices(const Field& was, const Field& is, const std::string& code) {
  if (!was.choices || !is.choices) return;
  for (const auto& term : was.choices->terms()) {
    const auto* still = is.choices->find_code(term.code);
    if (still == nullptr)
      say(code, fmt::format("its list has no '{}' any more; end a term with 'until'", term.code));
    else if (still->until != term.until && still->until && (!term.until || *still->until < *term.until) &&
             *still->until < now.changes.back().on)
      say(code, fmt::format("'{}' ended before the change itself", term.code));
  }
}

void Comparing::privacy(const Field& was, const Field& is, const std::string& code) {
  const bool looser =
      is.privacy < was.privacy || (is.privacy == Privacy::Personal && was.privacy == Privacy::Personal &&
                                   (json_of(is.personal_when) != json_of(was.personal_when) || is.mask != was.mask));
  const auto& told = now.changes.back().loosens;
  if (!looser || (now.version > before.version && std::ranges::find(told, code) != told.end())) return;
  say(code, fmt::format("its privacy was {} and is {}; a [[change]] that means it says loosens = [\"{}\"]",
                        name_of(was.privacy), name_of(is.privacy), code));
}

void Comparing::field(const Field& was, const Field& is, const std::string& code) {
  if (was.type != is.type) return say(code, fmt::format("its type was {} and is {}", was.row().name, is.row().name));
  if (was.many != is.many) say(code, "one value and many are stored in different places");
  if (was.digits != is.digits) say(code, "its digits have changed, and with them what is stored");
  if (was.unique != is.unique && is.unique) say(code, "it is unique now; records that are there may not be");
  if (was.links != is.links) say(code, "it leads into another register");
  if (is.length < was.length) say(code, fmt::format("its length was {} and is {}", was.length, is.length));
  const bool narrower = (is.minimum && (!was.minimum || *is.minimum > *was.minimum)) ||
                        (is.maximum && (!was.maximum || *is.maximum < *was.maximum));
  if (narrower) say(code, "its range is narrower");
  if (was.until && !is.until) say(code, "it was retired and lives again; give a new code");
  for (const auto& allowed : was.allow)
    if (std::ranges::find(is.allow, allowed) == is.allow.end())
      say(code, fmt::format("'{}' is allowed no more", allowed));
  duty(&was, is, code);
  choices(was, is, code);
  privacy(was, is, code);
  fields(was.fields, is.fields, code + ".");
}

void Comparing::fields(const std::vector<Field>& were, const std::vector<Field>& are, const std::string& in) {
  for (const auto& was : were) {
    const auto is = std::ranges::find(are, was.code, &Field::code);
    if (is == are.end())
      say(in + was.code, "it is gone; retire a field with 'until'");
    else
      field(was, *is, in + was.code);
  }
  for (const auto& is : are)
    if (std::ranges::find(were, is.code, &Field::code) == were.end()) duty(nullptr, is, in + is.code);
}

}  // namespace

std::vector<std::string> what_breaks(const Register& before, const Register& now) {
  Comparing comparing{before, now};
  comparing.head();
  comparing.fields(before.fields, now.fields, "");
  return std::move(comparing.lines);
}

}  // namespace dl::records
