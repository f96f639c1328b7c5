#include "matters/sent_forms.h"

#include "base/hash.h"
#include "matters/matter_store.h"

namespace dl::matters {

std::string form_of(std::string_view key, std::string_view words) {
  return sha256_hex(fmt::format("{}\n{}", key, words));
}

Outcome<std::optional<Opened>> find_sent(db::Session& session, const accounts::SealingKey& key, const std::string& form,
                                         Instant now) {
  DL_TRY(const auto row, (session.find<std::int64_t, std::string>(
                             "SELECT matter.id, number FROM matter_form JOIN matter ON matter.id = matter_form.matter "
                             "WHERE form = :form AND until_at >= :now",
                             sha256_hex(form), now)));
  if (!row) return std::optional<Opened>();
  const auto& [id, number] = *row;
  Opened opened{id, number, code_of_form(key, form, number)};
  DL_TRY(const auto kept, load_code_digest(session, id));
  if (!equal_secret(kept, code_digest(key, number, opened.code)))
    return fail(Fault::Conflict, "matter.code-new", number);
  return std::optional(std::move(opened));
}

Outcome<void> note_sent(journal::Transaction& transaction, const std::string& form, std::int64_t matter) {
  auto& session = transaction.sql();
  const auto now = transaction.real_now();
  DL_CHECK(session.run("DELETE FROM matter_form WHERE until_at < :now", now));
  DL_TRY(const auto noted, session.run("INSERT INTO matter_form (form, matter, until_at) VALUES (:form, :matter, "
                                       ":until) ON CONFLICT (form) DO NOTHING",
                                       sha256_hex(form), matter, Instant(now.milliseconds() + kFormKeptMs)));
  if (noted == 1) return {};
  return fail(Fault::Conflict, "matter.sent");
}

}  // namespace dl::matters
