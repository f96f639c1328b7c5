#include "app/mail_out.h"

#include "mail/address.h"
#include "mail/smtp.h"
#include "requests/tellings.h"

namespace dl::app {

bool tells_by_mail(const Installation& installation) {
  return !installation.settings().mail_server.empty() && !installation.is_simulation();
}

Outcome<void> check_mail(const Settings& settings) {
  if (settings.mail_server.empty()) return {};
  if (!mail::is_address(settings.mail_from)) return fail(Fault::Invalid, "mail.settings", "mail.from");
  const auto& page = settings.mail_page;
  if (!page.starts_with("https://") && !page.starts_with("http://"))
    return fail(Fault::Invalid, "mail.settings", "mail.page");
  return {};
}

Outcome<int> send_due_mail(Installation& installation) {
  const auto& settings = installation.settings();
  const mail::Server server{
      .address = settings.mail_server,
      .security = find_name<mail::Security>(settings.mail_security).value_or(mail::Security::StartTls),
      .user = settings.mail_user,
      .password = settings.mail_password,
      .from = settings.mail_from};
  const auto send = [&server](const mail::Letter& letter) { return mail::send(server, letter); };
  return requests::Teller(installation.journal(), installation.sealing_key(), settings.mail_page, send).send_due();
}

}  // namespace dl::app
