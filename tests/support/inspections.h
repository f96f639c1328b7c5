// What a random draw is made from: public records of objects, inspectors and a plan, as tests want them.
#pragma once

#include <stdexcept>

#include "records/record_desk.h"

namespace dl::test {

/// Ten enterprises O-01…O-10, of which O-10 has left; six inspectors 豫A001…豫A006, of whom 006 is not in the library;
/// the plan CG-2026-01. All of one agency and public.
inline void put_out_inspections(journal::Journal& journal, records::RecordDesk& desk, const records::Registers& all,
                                std::int64_t agency) {
  const auto by = accounts::Principal::machine("system:test");
  const auto put = [&](const char* code, const std::map<std::string, std::string>& but) {
    const auto& made = **all.find(code);
    auto read = records::read_json(made.cases.front().record, made);
    for (const auto& [field, text] : but) {
      const auto* found = made.find(field);
      read->record.at(found->place) = records::parse_value(text, *found).value;
    }
    const auto done = journal.write(
        [&](journal::Transaction& transaction) { return desk.put_out(transaction, code, agency, *read, by); });
    if (!done) throw std::runtime_error(describe(done.error()));
  };
  for (int i = 1; i <= 10; ++i) {
    std::map<std::string, std::string> but = {{"code", fmt::format("O-{:02}", i)},
                                              {"name", fmt::format("平城区第{}环卫有限公司", i)},
                                              {"risk", i % 2 == 0 ? "低风险" : "高风险"}};
    if (i == 10) but.insert({{"left_on", "2026-02-01"}, {"reason", "注销"}});
    put("inspection_objects", but);
  }
  for (int i = 1; i <= 6; ++i)
    put("enforcement_staff",
        {{"number", fmt::format("豫A{:03}", i)}, {"in_library", i == 6 ? "否" : "是"}, {"valid_until", "2199-12-31"}});
  put("inspection_plans", {});
}

}  // namespace dl::test
