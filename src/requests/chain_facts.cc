#include "requests/chain_facts.h"

#include <algorithm>

#include "requests/clocks.h"

namespace dl::requests {

using condition::Type;

std::vector<condition::Field> chain_fields() {
  return {{"outcome", "答复类型", Type::Text},
          {"purpose", "申请事项", Type::Text},
          {"channel", "来源", Type::Text},
          {"applicant", "申请人类别", Type::Text},
          {"department", "承办科室", Type::Text},
          {"consulted", "征求意见的件数", Type::Integer},
          {"objections", "不同意公开的件数", Type::Integer}};
}

condition::Value chain_fact(const matters::Case& now, const matters::Input& sent, std::string_view field) {
  const auto facts = facts_of(now);
  if (field == "outcome") return sent.code;
  if (field == "purpose") return std::string(name_of(facts.purpose));
  if (field == "channel") return std::string(name_of(now.matter.channel));
  if (field == "applicant") return now.matter.klass;
  if (field == "department") return now.matter.department;
  if (field == "consulted") return std::int64_t{std::ssize(facts.consultations)};
  if (field == "objections")
    return std::int64_t{std::ranges::count(facts.consultations, Consent::Objection, &Consultation::consent)};
  return {};
}

}  // namespace dl::requests
