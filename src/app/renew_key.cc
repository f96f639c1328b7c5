#include "app/renew_key.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "accounts/sealing_key.h"
#include "base/text.h"
#include "journal/contents.h"
#include "journal/seals.h"
#include "work/sealed_values.h"

namespace dl::app {
namespace {

constexpr int kAtOnce = 500;
constexpr const char* kReason = "更换密钥：";

const std::array<accounts::Renewal, 2> kRenewals = {accounts::renew_factors, work::renew_values};

Outcome<void> check_before(Installation& installation) {
  DL_TRY(const auto contents, journal::check_contents(installation.journal()));
  if (contents.count == 0) return {};
  return fail(Fault::Conflict, "keys.differs", journal::describe(contents.differences.front()));
}

// No change of anything that people see; the digests that are taken afterwards have them all.
Outcome<void> seal_anew(Installation& installation, const std::function<void(std::int64_t)>& progress) {
  std::int64_t pieces = 0;
  for (const auto& renewal : kRenewals) {
    std::string after;
    do {
      DL_TRY(after, installation.journal().keep([&](journal::Transaction& transaction) {
        return renewal(transaction.sql(), installation.sealing_key(), after, kAtOnce);
      }));
      if (progress) progress(++pieces);
    } while (!after.empty());
  }
  return {};
}

// Twice under one key would look as if something were to be hidden.
Outcome<bool> digests_are_taken(Installation& installation) {
  return installation.database().read([&](db::Session& session) -> Outcome<bool> {
    DL_TRY(const auto row,
           session.find<std::int64_t>(
               "SELECT sequence FROM journal WHERE verb = :verb AND seals LIKE :mark AND reason LIKE "
               ":reason LIMIT 1",
               journal::kSealedVerb, installation.journal().seals()->mark() + "%", kReason + std::string("%")));
    return row.has_value();
  });
}

}  // namespace

Outcome<std::int64_t> renew_key(const std::filesystem::path& data, const KeyRenewal& renewal) {
  if (text::trim(renewal.reason).empty()) return fail(Fault::Invalid, "sealed.reason-owed");
  DL_TRY(const auto alone, InUse::claim(data, InUse::By::Renewal));
  DL_TRY(auto installation, Installation::open(data));
  if (!installation->sealing_key().renewing()) {
    if (!renewal.despite_differences) DL_CHECK(check_before(*installation));
    DL_CHECK(accounts::SealingKey::add_generation(installation->key_file()));
    installation.reset();
    DL_TRY(installation, Installation::open(data));
  }
  DL_CHECK(seal_anew(*installation, renewal.progress));
  DL_TRY(const bool taken, digests_are_taken(*installation));
  if (!taken) DL_CHECK(journal::seal_everything(installation->journal(), renewal.actor, kReason + renewal.reason));
  DL_TRY(const auto key, accounts::SealingKey::drop_older(installation->key_file()));
  return key.generation();
}

Outcome<InUse> InUse::claim(const std::filesystem::path& data, By by) {
  const int handle = ::open(data.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return fail(Fault::NotFound, "installation.missing", data.string());
  InUse claimed(handle);
  if (::flock(handle, (by == By::Renewal ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0)
    return fail(Fault::Conflict, "keys.in-use", data.string());
  return claimed;
}

InUse::~InUse() {
  if (handle_ >= 0) ::close(handle_);
}

}  // namespace dl::app
