#include "requests/reply.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.h"

namespace dl::requests {
namespace {

namespace json = boost::json;
using Text = std::string;

/// The texts of a reply with their keys, for checking, writing and reading alike.
template <class R, class F>
void each_text(R& reply, F f) {
  f("channel", reply.channel);
  f("earlier", reply.earlier);
  f("reasons", reply.reasons);
  f("relief", reply.relief);
  f("responsible", reply.responsible);
  f("withheld", reply.withheld);
}

void check_grounds(const Reply& reply, const DecisionRow& row, std::vector<FieldProblem>& problems) {
  const auto fits = [&](Ground ground) { return row.fit.has(ground); };
  if (!row.fit.empty() && reply.grounds.empty()) problems.push_back({"grounds", "request.ground-owed"});
  if (!std::ranges::all_of(reply.grounds, fits)) problems.push_back({"grounds", "request.ground-unfit"});
}

void check_clauses(const Reply& reply, const DecisionRow& row, std::vector<FieldProblem>& problems) {
  const auto owed = [&](Clause clause, const char* field, bool there) {
    if (row.owes.has(clause) && !there) problems.push_back({field, "request.clause-owed"});
  };
  const auto said = [](const Text& text) { return !text::trim(text).empty(); };
  owed(Clause::Reasons, "reasons", said(reply.reasons));
  owed(Clause::Material, "material", !reply.material.empty());
  owed(Clause::Channel, "channel", said(reply.channel));
  owed(Clause::Withheld, "withheld", said(reply.withheld));
  owed(Clause::Responsible, "responsible", said(reply.responsible));
  owed(Clause::Earlier, "earlier", said(reply.earlier));
  const auto fits = [&](Clause clause, const char* field, bool there) {
    const bool sayable = row.owes.has(clause) || may_say(row.decision).has(clause);
    if (there && !sayable) problems.push_back({field, "request.clause-unfit"});
  };
  fits(Clause::Material, "material", !reply.material.empty());
  fits(Clause::Material, "annexes", !reply.annexes.empty());
  fits(Clause::Channel, "channel", said(reply.channel));
  fits(Clause::Withheld, "withheld", said(reply.withheld));
  fits(Clause::Responsible, "responsible", said(reply.responsible));
  fits(Clause::Earlier, "earlier", said(reply.earlier));
}

Error invalid(std::vector<FieldProblem> problems) {
  return {.fault = Fault::Invalid, .key = "request.reply", .fields = std::move(problems)};
}

template <class E>
bool read_names(const json::value& list, std::vector<E>& into) {
  if (!list.is_array()) return false;
  for (const auto& one : list.get_array()) {
    const auto value = one.is_string() ? find_name<E>(std::string_view(one.get_string())) : std::nullopt;
    if (!value) return false;
    into.push_back(*value);
  }
  return true;
}

bool read_texts(const json::value& list, std::vector<Text>& into) {
  if (!list.is_array()) return false;
  for (const auto& one : list.get_array()) {
    if (!one.is_string()) return false;
    into.push_back(json::value_to<Text>(one));
  }
  return true;
}

bool read_members(const json::object& members, Reply& reply) {
  bool decided = false;
  for (const auto& member : members) {
    const std::string_view key = member.key();
    const auto& value = member.value();
    bool right = false;
    if (key == "decision" && value.is_string()) {
      const auto decision = find_name<Decision>(std::string_view(value.get_string()));
      right = decided = decision.has_value();
      if (decision) reply.decision = *decision;
    } else if (key == "grounds") {
      right = read_names(value, reply.grounds);
    } else if (key == "material") {
      right = read_texts(value, reply.material);
    } else if (key == "annexes") {
      right = read_texts(value, reply.annexes);
    } else if (key == "online" && value.is_bool()) {
      right = true;
      reply.online = value.get_bool();
    } else {
      each_text(reply, [&](std::string_view name, Text& text) {
        if (name != key || !value.is_string()) return;
        right = true;
        text = json::value_to<Text>(value);
      });
    }
    if (!right) return false;
  }
  return decided;
}

}  // namespace

Outcome<void> check_reply(const Reply& reply) {
  const auto& row = row_of(reply.decision);
  std::vector<FieldProblem> problems;
  if (!row.letter) problems.push_back({"decision", "request.no-reply"});
  check_grounds(reply, row, problems);
  check_clauses(reply, row, problems);
  each_text(reply, [&](const char* field, const Text& text) {
    if (text::length(text) > kLongestClause) problems.push_back({field, "request.long"});
  });
  const bool long_title = std::ranges::any_of(
      reply.material, [](const Text& title) { return title.empty() || text::length(title) > kLongestClause; });
  if (reply.material.size() > kMostMaterial || long_title) problems.push_back({"material", "request.long"});
  if (reply.annexes.size() > kMostAnnexes) problems.push_back({"annexes", "request.long"});
  if (problems.empty()) return {};
  return tl::unexpected(invalid(std::move(problems)));
}

Text write_json(const Reply& reply) {
  json::array grounds;
  for (const auto ground : reply.grounds) grounds.emplace_back(name_of(ground));
  json::array material;
  for (const auto& title : reply.material) material.emplace_back(title);
  // Keys in the order of their letters; boost keeps the order in which they are put in.
  json::object text;
  if (!reply.annexes.empty()) text["annexes"] = json::array(reply.annexes.begin(), reply.annexes.end());
  text["channel"] = reply.channel;
  text["decision"] = name_of(reply.decision);
  text["earlier"] = reply.earlier;
  text["grounds"] = std::move(grounds);
  text["material"] = std::move(material);
  text["online"] = reply.online;
  text["reasons"] = reply.reasons;
  text["relief"] = reply.relief;
  text["responsible"] = reply.responsible;
  text["withheld"] = reply.withheld;
  return json::serialize(text);
}

Outcome<Reply> read_reply(std::string_view text) {
  boost::system::error_code wrong;
  const auto value = json::parse(text, wrong);
  Reply reply;
  if (wrong || !value.is_object() || !read_members(value.get_object(), reply))
    return fail(Fault::Invalid, "request.reply-content");
  return reply;
}

}  // namespace dl::requests
