#include "matters/matter.h"

#include <boost/json.hpp>

#include "base/hash.h"

namespace dl::matters {

std::string canonical(const Fact& fact) {
  // Keys in the order of their letters; boost keeps the order in which they are put in.
  boost::json::object text;
  text["about"] = fact.about;
  text["actor"] = fact.actor;
  // What came later stands there only where it says something: facts of before keep their digests.
  if (fact.amount != 0) text["amount"] = fact.amount;
  text["at"] = fact.at.milliseconds();
  text["code"] = fact.code;
  if (fact.count != 0) text["count"] = fact.count;
  if (!fact.department.empty()) text["department"] = fact.department;
  if (!fact.holder.empty()) text["holder"] = fact.holder;
  text["id"] = fact.id;
  text["matter"] = fact.matter;
  text["on"] = fact.on.text();
  if (!fact.person.empty()) text["person"] = fact.person;
  if (!fact.place.empty()) text["place"] = fact.place;
  text["round"] = fact.round;
  if (!fact.terms.empty()) text["terms"] = fact.terms;
  text["until"] = fact.until ? fact.until->text() : std::string();
  text["verb"] = fact.verb;
  text["words"] = fact.words;
  return boost::json::serialize(text);
}

std::string digest_of(const Fact& fact) { return sha256_hex(canonical(fact)); }

const Fact* Case::last(std::string_view verb) const {
  for (auto fact = facts.rbegin(); fact != facts.rend(); ++fact)
    if (fact->verb == verb && fact->round == matter.round) return &*fact;
  return nullptr;
}

const Fact* Case::last_among(std::string_view verbs) const {
  const auto spaced = fmt::format(" {} ", verbs);
  for (auto fact = facts.rbegin(); fact != facts.rend(); ++fact)
    if (fact->round == matter.round && spaced.find(fmt::format(" {} ", fact->verb)) != spaced.npos) return &*fact;
  return nullptr;
}

std::vector<const Fact*> Case::all(std::string_view verb) const {
  std::vector<const Fact*> found;
  for (const auto& fact : facts)
    if (fact.verb == verb && fact.round == matter.round) found.push_back(&fact);
  return found;
}

const Rating* Case::rating() const {
  for (const auto& one : ratings)
    if (one.round == matter.round) return &one;
  return nullptr;
}

const Fact* Case::answer_to(const Fact& asked, std::string_view verb) const {
  for (const auto& fact : facts)
    if (fact.verb == verb && fact.about == asked.id) return &fact;
  return nullptr;
}

}  // namespace dl::matters
