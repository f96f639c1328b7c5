// `daylight import mail`: requests for information that came as e-mails, one line of JSON a mail.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <set>

#include "api/matters/kinds.h"
#include "app/actor.h"
#include "app/commands.h"
#include "app/installation.h"
#include "app/mail_out.h"
#include "app/messages.h"
#include "mail/mailbox.h"
#include "requests/letter_forms.h"
#include "requests/mail_desk.h"
#include "requests/request_store.h"

namespace dl::app {
namespace {

namespace json = boost::json;

struct Words {
  std::string data = {};
  std::string agency = {};
  std::string person = {};
  std::string place = {};
  bool dry_run = false;
  bool take = false;
};

struct Totals {
  std::int64_t messages = 0;
  std::int64_t filed = 0;   ///< or to be filed, in a dry run
  std::int64_t passed = 0;  ///< that ask for nothing, or came before
  std::int64_t problems = 0;
};

void print(const json::object& line) {
  fmt::print("{}\n", json::serialize(line));
  std::fflush(stdout);
}

/// That the next mail would meet, too.
bool ends_all(const Error& error) {
  return error.fault == Fault::Unavailable || error.fault == Fault::Full || error.fault == Fault::Internal ||
         error.fault == Fault::Forbidden;
}

/// A mail that nobody has to look after.
bool is_passed(const Error& error) {
  static const std::set<std::string_view> keys = {"mail.bounce", "mail.automatic", "mail.list", "mail.empty",
                                                  "mail.known"};
  return keys.contains(error.key);
}

class MailImport {
 public:
  MailImport(Installation& installation, matters::Place agency, const Words& words, requests::MailDesk& desk,
             const accounts::Principal& by)
      : installation_(installation), agency_(std::move(agency)), words_(words), desk_(desk), by_(by) {}

  /// Fails only where the rest would fail as well.
  Outcome<void> take(const mail::Stored& stored);
  const Totals& totals() const { return totals_; }

 private:
  Outcome<void> file(const mail::Stored& stored);
  Outcome<std::string> number_of(const requests::Mailed& mailed);

  Installation& installation_;
  matters::Place agency_;
  const Words& words_;
  requests::MailDesk& desk_;
  const accounts::Principal& by_;
  Totals totals_ = {};
  std::set<std::string> looked_at_ = {};  ///< digests, in a dry run
};

/// Files it, or only looks whether it could be: then without a number.
Outcome<std::string> MailImport::number_of(const requests::Mailed& mailed) {
  if (!words_.dry_run) {
    DL_TRY(auto opened, desk_.file(mailed, by_));
    return std::move(opened.number);
  }
  DL_CHECK(requests::check(mailed.filing));
  DL_TRY(const auto known, installation_.database().read([&](db::Session& session) {
    return requests::find_mailed(session, agency_.agency, mailed.digest);
  }));
  if (known || !looked_at_.insert(mailed.digest).second) return fail(Fault::Conflict, "mail.known", known.value_or(""));
  return std::string();
}

Outcome<void> MailImport::file(const mail::Stored& stored) {
  if (stored.too_large) return fail(Fault::TooLarge, "mail.too-large");
  if (stored.unreadable) return fail(Fault::Unreadable, "mail.unreadable");
  DL_TRY(const auto message, mail::read_message(stored.bytes));
  const auto largest = static_cast<std::size_t>(installation_.settings().largest_upload.bytes);
  DL_TRY(const auto mailed, requests::read_mailed(message, agency_, installation_.clock().today(), largest));
  DL_TRY(const auto number, number_of(mailed));
  json::array left_out;
  for (const auto& file : mailed.left_out)
    left_out.push_back(json::object{{"name", file.name}, {"code", file.key}, {"message", sentence_of(file.key)}});
  print({{"kind", words_.dry_run ? "ready" : "filed"},
         {"mail", stored.place},
         {"number", number},
         {"files", mailed.files.size()},
         {"lacking", json::array(mailed.gaps.begin(), mailed.gaps.end())},
         {"left_out", std::move(left_out)}});
  return {};
}

Outcome<void> MailImport::take(const mail::Stored& stored) {
  ++totals_.messages;
  const auto done = file(stored);
  if (done) {
    ++totals_.filed;
  } else {
    const auto& error = done.error();
    if (ends_all(error)) return done;
    const bool passed = is_passed(error);
    const auto& key = error.fields.empty() ? error.key : error.fields.front().key;
    print({{"kind", passed ? "passed" : "problem"},
           {"mail", stored.place},
           {"code", key},
           {"message", sentence_of(key)},
           {"number", error.key == "mail.known" ? error.detail : std::string()}});
    ++(passed ? totals_.passed : totals_.problems);
    if (!passed) return {};
  }
  return words_.take && !words_.dry_run ? mail::mark_seen(stored) : Outcome<void>();
}

Outcome<void> import_mail(const Words& words) {
  DL_TRY(const auto installation, Installation::open(words.data));
  const auto directory = installation->directory().current();
  const auto* agency = directory->agency_by_code(words.agency);
  if (agency == nullptr) return fail(Fault::NotFound, "agency.missing", words.agency);
  auto actor = operator_here();
  if (!words.person.empty()) {
    DL_TRY(actor, actor_called(*installation, words.person));
  }
  DL_TRY(const auto carried, records::carried());
  DL_TRY(const auto chains, api::load_matter_chains());
  DL_TRY(const auto forms, requests::LetterForms::load());
  auto matters = api::matter_desk(api::MatterParts{installation->journal(),
                                                   carried->laws,
                                                   installation->sealing_key(),
                                                   chains,
                                                   forms,
                                                   {},
                                                   tells_by_mail(*installation)});
  requests::RequestDesk requests(installation->journal(), matters, {forms, installation->sealing_key()});
  requests::MailDesk desk(installation->journal(), matters, requests);
  const auto by = accounts::Principal::machine(std::move(actor));
  MailImport import(*installation, {agency->id, agency->code, agency->name}, words, desk, by);
  const auto read = mail::each_message(words.place, [&](const mail::Stored& stored) { return import.take(stored); });
  const auto& totals = import.totals();
  print({{"totals", json::object{{"mails", totals.messages},
                                 {"filed", totals.filed},
                                 {"passed", totals.passed},
                                 {"problems", totals.problems},
                                 {"applied", !words.dry_run}}}});
  DL_CHECK(read);
  if (totals.problems == 0) return {};
  return fail(Fault::Invalid, "mail.some-refused", fmt::format("{} / {}", totals.problems, totals.messages));
}

}  // namespace

void add_import_mail(CLI::App& group, Action& chosen) {
  auto words = std::make_shared<Words>();
  auto* command = group.add_subcommand(
      "mail",
      "把电子邮件登记为政府信息公开申请（mbox 文件、Maildir 目录或一封 eml），每封输出一行 JSON，同一封只登记一次");
  add_data_option(*command, words->data);
  command->add_option("--agency", words->agency, "所属机关代码")->required()->type_name("代码");
  command->add_flag("--dry-run", words->dry_run, "只检查，不登记");
  command->add_flag("--take", words->take, "登记后把 Maildir 的 new 中的邮件移到 cur，标为已读");
  command->add_option("--as", words->person, "登记人的账号或姓名")->type_name("账号");
  command->add_option("place", words->place, "邮箱")->required()->type_name("路径");
  command->callback([words, &chosen] { chosen = [words] { return import_mail(*words); }; });
}

}  // namespace dl::app
