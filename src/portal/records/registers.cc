#include "portal/records/registers.h"

#include "portal/asset_address.h"
#include "records/words_check.h"

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

Outcome<ShownRegister> shown_of(const Visit& visit, const Portal& portal, db::Session& session, const Register& made) {
  ShownRegister shown{.made = &made};
  const records::Viewer anybody{{}, visit.today};
  const records::Asked asked{.agency = keeper_on(visit, made)};
  DL_TRY(shown.count, records::count_records(session, *portal.projection, made.code, anybody, asked));
  if (made.nil == records::Nil::None) return shown;
  DL_TRY(const auto nil, records::list_nil(session, made.code, accounts::Scope::of({visit.site->agency})));
  if (!nil.empty()) shown.nil = period_text(nil.front().period);
  return shown;
}

}  // namespace

Outcome<ShownRegisters> registers_on(const Visit& visit, const Portal& portal, db::Session& session) {
  ShownRegisters registers;
  if (portal.registers == nullptr || portal.projection == nullptr) return registers;
  for (const auto& [code, made] : portal.registers->all()) {
    if (made.for_staff()) continue;
    auto shown = shown_of(visit, portal, session, made);
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

std::string count_text(const records::Count& count) {
  return count.more ? fmt::format("超过 {} 条", count.records) : fmt::format("{} 条", count.records);
}

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
