#include "requests/archive_contents.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/numerals.h"
#include "requests/clocks.h"
#include "requests/cycle.h"
#include "requests/events.h"
#include "requests/forms.h"
#include "requests/letter_forms.h"

namespace dl::requests {
namespace {

using Text = std::string;

/// A step that leaves a record, and what its code says.
struct Record {
  std::string_view verb = {};
  std::string_view title = {};
  std::string_view (*word)(std::string_view code) = nullptr;
};

template <class E>
std::string_view word_of(std::string_view code) {
  const auto value = find_name<E>(code);
  return value ? chinese_of(*value) : std::string_view();
}

constexpr Record kRecords[] = {
    {event("request.confirmed").verb, "收到确认记录"},
    {event("request.supplemented").verb, "补正材料"},
    {event("request.supplement-lapsed").verb, "逾期不补正的认定"},
    {event("request.fee-paid").verb, "缴费凭证"},
    {event("request.fee-lapsed").verb, "逾期不缴费的认定"},
    {event("request.co-handled").verb, "协办答复"},
    {event("request.searched").verb, "检索记录", word_of<Found>},
    {event("request.taken-over").verb, "沿用主办件的记录", word_of<Found>},
    {event("request.third-party-answered").verb, "第三方意见", word_of<Consent>},
    {event("request.maker-answered").verb, "共同制作机关意见", word_of<Consent>},
    {event("request.agency-answered").verb, "其他机关意见"},
    {event("request.reasons-given").verb, "申请人说明的理由"},
    {event("request.extended").verb, "延期审批记录"},
    {event("request.deferred").verb, "延迟答复审批记录"},
    {event("request.submitted").verb, "送审记录"},
    {event("request.signed").verb, "审签记录"},
    {event("request.issued").verb, "签发记录"},
    {event("request.delivered").verb, "送达凭证", word_of<Delivery>},
    {event("request.retrieved").verb, "网上获取凭证"},
    {event("request.withdrawn").verb, "申请人撤回申请的记录"},
};

/// What the step of a fact calls one of its answers.
std::string_view label_of(std::string_view verb, Ask ask) {
  const auto row = std::ranges::find_if(kCycle, [&](const Row& one) { return one.event.verb == verb; });
  for (const auto& form : kForms) {
    if (row == kCycle.end() || form.step != row->step) continue;
    for (const auto& question : form.questions)
      if (question.ask == ask) return question.label;
  }
  return {};
}

/// "检索记录（2026年3月4日，未检索到，检索位置：档案室，检索人：张明，检索词：养护）".
Text item_of(const Record& record, const matters::Fact& fact) {
  auto said = text::chinese_date(fact.on);
  if (record.word != nullptr)
    if (const auto word = record.word(fact.code); !word.empty()) said += fmt::format("，{}", word);
  for (const auto& [ask, words] :
       {std::pair(Ask::Place, &fact.place), std::pair(Ask::Person, &fact.person), std::pair(Ask::Terms, &fact.terms)})
    if (!words->empty()) said += fmt::format("，{}：{}", label_of(fact.verb, ask), *words);
  return fmt::format("{}（{}）", record.title, said);
}

}  // namespace

std::vector<Text> records_of(const matters::Case& now) {
  std::vector<Text> items;
  for (const auto& fact : now.facts)
    for (const auto& record : kRecords)
      if (fact.verb == record.verb) items.push_back(item_of(record, fact));
  return items;
}

std::vector<Text> archive_items(const matters::Case& now, const std::vector<matters::Letter>& letters) {
  // The sheets of sheets.h beside the records and the letters.
  std::vector<Text> items = {is_of_ledger(now) ? "台账登记" : "申请表"};
  if (!is_of_ledger(now)) items.emplace_back("登记表");
  std::ranges::move(records_of(now), std::back_inserter(items));
  for (const auto& letter : letters) {
    const auto kind = find_name<LetterKind>(letter.kind);
    if (letter.issued() && kind) items.push_back(fmt::format("{}（{}）", chinese_of(*kind), letter.number));
  }
  if (std::ranges::any_of(letters, [](const matters::Letter& letter) { return letter.issued(); }))
    items.emplace_back("送达记录");
  return items;
}

}  // namespace dl::requests
