#include "portal/records/registers.h"

#include "base/text.h"
#include "portal/asset_address.h"
#include "records/mask.h"
#include "records/words_check.h"
#include "records/write.h"

namespace dl::portal {

using records::Register;

Outcome<const Register*> find_register(const Portal& portal, std::string_view code) {
  if (portal.registers == nullptr || portal.projection == nullptr) return fail(Fault::NotFound, "register.unknown");
  DL_TRY(const auto* made, portal.registers->find(code));
  if (made->for_staff()) return fail(Fault::NotFound, "register.unknown");
  return made;
}

std::optional<std::int64_t> keeper_on(const Visit& visit, const Register& made) {
  if (made.keeper == records::Keeper::City) return std::nullopt;
  return visit.site->agency;
}

namespace {

constexpr std::size_t kLongestCell = 60;  // characters
constexpr int kRowsOfACard = 8;

std::string cell_text(const records::Value& value, const records::Field& field) {
  const auto whole = text::fold_space(records::shown_of(value, field));
  const auto cut = text::cut(whole, kLongestCell);
  return std::string(cut) + (cut.size() < whole.size() ? "…" : "");
}

}  // namespace

RecordLine record_line(const records::Listed& listed, const Visit& visit, const Register& made) {
  RecordLine line;
  for (const auto* field : made.page.columns) {
    RecordCell cell{field->title, cell_text(listed.shown.at(field->place), *field), {}};
    if (line.cells.empty()) {
      cell.cell_url = visit.url(record_path(listed.record));
      if (cell.cell_text.empty()) cell.cell_text = records::shown_name(made, listed.shown);
    }
    line.cells.push_back(std::move(cell));
  }
  return line;
}

Outcome<ShownRegister> shown_register(const Visit& visit, const Portal& portal, db::Session& session,
                                      const Register& made) {
  ShownRegister shown{.made = &made};
  const records::Viewer anybody{{}, visit.today};
  const records::Asked asked{.agency = keeper_on(visit, made)};
  DL_TRY(shown.count, records::count_records(session, *portal.projection, made.code, anybody, asked));
  if (made.nil == records::Nil::None) return shown;
  DL_TRY(const auto nil, records::list_nil(session, made.code, accounts::Scope::of({visit.site->agency})));
  if (!nil.empty()) shown.nil = period_text(nil.front().period);
  return shown;
}

Outcome<std::optional<RegisterCard>> card_of_register(const Visit& visit, const Portal& portal, db::Session& session,
                                                      std::string_view code) {
  const auto found = find_register(portal, code);
  if (!found) return std::nullopt;
  const auto& made = **found;
  DL_TRY(const auto shown, shown_register(visit, portal, session, made));
  if (shown.count.records == 0 && shown.nil.empty()) return std::nullopt;
  RegisterCard card{
      .card_title = made.title, .card_url = visit.url(register_path(made)), .card_count = count_text(shown.count)};
  if (shown.count.records == 0) card.card_nil = fmt::format("{}没有{}", shown.nil, made.entry);
  const records::Asked asked{.agency = keeper_on(visit, made)};
  DL_TRY(const auto list,
         records::list_records(session, *portal.projection, made.code, {{}, visit.today}, asked, {}, kRowsOfACard));
  for (const auto* field : made.page.columns) card.heads.push_back({field->title});
  for (const auto& listed : list.rows) card.records.push_back(record_line(listed, visit, made));
  return card;
}

Outcome<ShownRegisters> registers_on(const Visit& visit, const Portal& portal, db::Session& session) {
  ShownRegisters registers;
  if (portal.registers == nullptr || portal.projection == nullptr) return registers;
  for (const auto& [code, made] : portal.registers->all()) {
    if (made.for_staff()) continue;
    auto shown = shown_register(visit, portal, session, made);
    if (!shown && shown.error().fault == Fault::Unavailable) {
      registers.whole = false;
      continue;
    }
    if (!shown) return Failure(std::move(shown).error());
    if (shown->count.records > 0 || !shown->nil.empty()) registers.all.push_back(std::move(*shown));
  }
  std::ranges::stable_sort(registers.all, {}, [](const ShownRegister& one) { return one.made->group_place; });
  return registers;
}

bool is_kept_here(const Visit& visit, const records::Register& made, std::int64_t agency) {
  const auto keeper = keeper_on(visit, made);
  return !keeper || *keeper == agency;
}

std::string count_text(const records::Count& count) { return records::count_text(count.records, count.more, "条"); }

std::string period_text(std::string_view period) {
  const auto year = period.substr(0, 4);
  if (period.size() != 7) return fmt::format("{} 年", year);
  if (period[5] == 'Q') return fmt::format("{} 年第 {} 季度", year, period.substr(6));
  return fmt::format("{} 年 {} 月", year, period.substr(period[5] == '0' ? 6 : 5));
}

void fill_register_shell(Shell& shell, const Visit& visit, Heading heading) {
  fill_shell(shell, visit, std::move(heading));
  shell.more_styles.push_back(asset_address("registers.css"));
}

std::string register_path(const Register& made) { return fmt::format("{}/{}", kRegistersPath, made.code); }

std::string group_path(const Register& made) { return fmt::format("{}#{}", kRegistersPath, made.group); }

std::string record_path(std::int64_t id) { return accounts::address_of(records::kRecord.page, id); }

std::string topic_of_register(std::string_view code) { return fmt::format("register:{}", code); }

std::vector<std::string> topics_of_registers(const Portal& portal) {
  std::vector<std::string> topics;
  if (portal.registers == nullptr) return topics;
  for (const auto& [code, made] : portal.registers->all())
    if (!made.for_staff()) topics.push_back(topic_of_register(code));
  return topics;
}

}  // namespace dl::portal
