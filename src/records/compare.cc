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
  void rules();
  void counterpart();
  bool meant(const std::string& code) const;

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

/// Whether a condition holds on no day before `day`: it says `from` by itself, or among all of several.
bool begins_on(const std::optional<condition::Condition>& condition, Date day) {
  if (!condition) return false;
  if (condition->word == condition::Word::From) return std::get<Date>(condition->values.front()) >= day;
  return condition->word == condition::Word::All &&
         std::ranges::any_of(condition->parts, [&](const auto& part) { return begins_on(part, day); });
}

std::string codes_of(const Rule& rule) { return codes_of(rule.fields); }

std::string column_of(const Rule& rule) { return rule.column == nullptr ? "" : rule.column->code; }

bool same(const Rule& a, const Rule& b) {
  return a.check == b.check && codes_of(a) == codes_of(b) && json_of(a.when) == json_of(b.when) &&
         a.effect == b.effect && a.number == b.number && a.values == b.values && column_of(a) == column_of(b) &&
         a.elsewhere.code == b.elsewhere.code && a.elsewhere.fields == b.elsewhere.fields;
}

bool has(const std::vector<Rule>& rules, const Rule& rule) {
  return std::ranges::any_of(rules, [&](const Rule& one) { return same(one, rule); });
}

void Comparing::head() {
  if (now.code != before.code) lines.push_back(fmt::format("the code was '{}' and is '{}'", before.code, now.code));
  if (codes_of(before.key) != codes_of(now.key))
    lines.push_back(fmt::format("the key was {} and is {}", codes_of(before.key), codes_of(now.key)));
  if (before.reach < now.reach)
    lines.emplace_back("it was for the public and is for staff: what is public would vanish; withdraw it first");
  if (before.reach > now.reach)
    lines.emplace_back("it was for staff and is for the public; a list of somebody else's does not become public");
  if (before.keeper != now.keeper) lines.emplace_back("another keeper");
  if (before.digest != now.digest && now.version <= before.version)
    lines.push_back(fmt::format("the file has changed and its version is {} still", before.version));
  for (std::size_t i = 0; i < std::min(before.changes.size(), now.changes.size()); ++i)
    if (before.changes[i].says != now.changes[i].says || before.changes[i].on != now.changes[i].on)
      lines.push_back(fmt::format("the [[change]] of version {} is another", i + 1));
}

// An obligation that is new would make records wrong that were right: it begins no earlier than the change.
void Comparing::duty(const Field* was, const Field& is, const std::string& code) {
  const auto day = now.changes.back().on;
  const bool begins = is.from && *is.from >= day;
  const bool earlier = was != nullptr && was->from && (!is.from || *is.from < *was->from);
  if (begins || (was != nullptr && was->required && !earlier)) return;
  if (is.required) say(code, "it is required now, without a first day ('from') that is no earlier than the change");
  if (is.required_when && (was == nullptr || json_of(was->required_when) != json_of(is.required_when)) &&
      !begins_on(is.required_when, day))
    say(code, "it is required in other cases, without a first day (a 'from' in the condition)");
}

// A rule that refuses is an obligation; one that withholds is privacy.
void Comparing::rules() {
  for (const auto& rule : now.rules)
    if (rule.effect == Effect::Refuse && !has(before.rules, rule) && !begins_on(rule.when, now.changes.back().on))
      lines.push_back(fmt::format("rule '{}' about {}: it refuses now, without a first day (a 'from' in 'when')",
                                  rule.check->name, codes_of(rule)));
  for (const auto& rule : before.rules)
    if (rule.effect == Effect::Withhold && !has(now.rules, rule) && !meant(rule.fields.front()->code))
      lines.push_back(
          fmt::format("rule '{}' about {}: it withholds no more; a [[change]] that means it says loosens = [\"{}\"]",
                      rule.check->name, codes_of(rule), rule.fields.front()->code));
}

// What it is held against, and of which rows, says what has to be public: less of it would pass unseen.
void Comparing::counterpart() {
  if (!before.counterpart) return;
  const auto& was = *before.counterpart;
  const auto say_it = [&](std::string_view what) { lines.push_back(fmt::format("[counterpart]: {}", what)); };
  if (!now.counterpart) return say_it("it is held against nothing any more");
  const auto& is = *now.counterpart;
  const auto has_pair = [](const auto& pairs, const Counterpart::Pair& pair) {
    return std::ranges::any_of(
        pairs, [&](const auto& one) { return one.here->code == pair.here->code && one.there == pair.there; });
  };
  if (was.code != is.code) say_it(fmt::format("it is held against '{}' and no more against '{}'", is.code, was.code));
  if (!std::ranges::all_of(is.key, [&](const auto& pair) { return has_pair(was.key, pair); }) ||
      was.key.size() != is.key.size())
    say_it("its key is another");
  for (const auto& pair : was.compared)
    if (!has_pair(is.compared, pair)) say_it(fmt::format("'{}' is compared no more", pair.here->code));
  if (is.when && json_of(was.when) != json_of(is.when)) say_it("it asks for other rows ('when')");
  if (was.unjudged && json_of(was.unjudged) != json_of(is.unjudged)) say_it("other rows wait for a judgement");
  if (!was.period.empty() && (was.period != is.period || was.from != is.from)) say_it("its clock is another");
}

bool Comparing::meant(const std::string& code) const {
  return now.version > before.version &&
         std::ranges::find(now.changes.back().loosens, code) != now.changes.back().loosens.end();
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
  if (!looser || meant(code)) return;
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
  if (is.forbidden_when && json_of(was.forbidden_when) != json_of(is.forbidden_when) &&
      !begins_on(is.forbidden_when, now.changes.back().on))
    say(code, "it is forbidden in other cases, without a first day (a 'from' in the condition)");
  if (is.until && is.until != was.until && *is.until < now.changes.back().on.plus_days(-1))
    say(code, "it ended before the change itself");
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
  comparing.rules();
  comparing.counterpart();
  return std::move(comparing.lines);
}

}  // namespace dl::records
