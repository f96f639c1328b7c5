// Notes to applicants from a request that is filed to a mail server that takes them.
#include "app/mail_out.h"

#include <boost/json.hpp>
#include <fstream>

#include "api/matters/kinds.h"
#include "app/command_line_fixture.h"
#include "mail/smtp_fixture.h"
#include "requests/letter_forms.h"
#include "tests/support/must.h"

namespace dl::app {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class MailOut : public CommandLine {
 protected:
  void set(const std::string& address) {
    std::ofstream(path("d/daylight.toml"))
        << "[mail]\nserver = \"" << address << "\"\nsecurity = \"none\"\nfrom = \"office@example.gov.cn\"\n"
        << "page = \"https://www.example.gov.cn/requests\"\n";
  }
  void file() {
    std::ofstream(path("1.eml")) << "From: zhang@example.com\nMessage-ID: <1@example.com>\n\n请公开预算\n";
    must("import mail --data DIR/d --agency 743719761 DIR/1.eml");
  }
  /// Both sides confirm that the mail came, which is the first request of the installation.
  static void confirm(Installation& installation) {
    const auto carried = test::must(records::carried());
    const auto chains = test::must(api::load_matter_chains());
    const auto forms = test::must(requests::LetterForms::load());
    auto desk = api::matter_desk(
        api::MatterParts{installation.journal(), carried->laws, installation.sealing_key(), chains, forms, {}, true});
    const work::Seat seat{accounts::Principal::machine("person:1"), {}};
    test::must(desk.take(1, "Confirm", {.words = "电话确认"}, 0, seat));
  }
};

TEST_F(MailOut, TellsOfARequestThatWasFiled) {
  begin();
  mail::FakeServer server;
  set(server.address());
  file();
  EXPECT_EQ(run("mail list --data DIR/d").out, "") << "nobody knows yet whose address it is";
  const auto installation = test::must(Installation::open(path("d")));
  confirm(*installation);
  EXPECT_THAT(run("mail list --data DIR/d").out, HasSubstr("\"queued\""));
  EXPECT_EQ(test::must(send_due_mail(*installation)), 1);
  EXPECT_EQ(test::must(send_due_mail(*installation)), 0);
  EXPECT_THAT(server.end(), Contains("To: <zhang@example.com>"));
  const auto listed = run("mail list --data DIR/d").out;
  EXPECT_THAT(listed, HasSubstr("\"sent\""));
  EXPECT_THAT(listed, Not(HasSubstr("zhang")));
}

TEST_F(MailOut, IsOffUntilAServerIsNamed) {
  begin();
  file();
  EXPECT_EQ(run("mail list --data DIR/d").out, "");
}

TEST(MailSettings, OweSenderAndPage) {
  EXPECT_TRUE(check_mail({}));
  Settings settings;
  settings.mail_server = "127.0.0.1:25";
  EXPECT_EQ(test::key_of(check_mail(settings)), "mail.settings");
  settings.mail_from = "office@example.gov.cn";
  EXPECT_EQ(test::key_of(check_mail(settings)), "mail.settings");
  settings.mail_page = "https://www.example.gov.cn/requests";
  EXPECT_TRUE(check_mail(settings));
}

}  // namespace
}  // namespace dl::app
