// Files that come with the form of a request: who may send them, what becomes of the form when one is refused.
#include <gtest/gtest.h>

#include "portal/matters/window_fixture.h"

namespace dl::portal {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Sent {
  std::string field = {};
  std::string name = {};
  std::string bytes = {};
};

const std::string kKey(32, 'b');

web::Request form_with(const std::vector<Sent>& files, std::int64_t announced = -1) {
  web::Request http;
  std::string body;
  const auto add = [&](const std::string& head, const std::string& bytes) {
    body += "--XyZ\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + bytes + "\r\n";
  };
  for (const auto& [name, value] : AskingSite::filled(kKey)) add("name=\"" + name + "\"", value);
  for (const auto& file : files) add(fmt::format("name=\"{}\"; filename=\"{}\"", file.field, file.name), file.bytes);
  body += "--XyZ--\r\n";
  http.headers = {{"Content-Type", "multipart/form-data; boundary=XyZ"},
                  {"Content-Length", fmt::format("{}", announced < 0 ? std::ssize(body) : announced)}};
  http.body = std::move(body);
  return http;
}

TEST(Files, ComeWithTheFormInOneGo) {
  AskingSite site;
  const auto page = site.get("/requests/new");
  EXPECT_THAT(page.body, HasSubstr("enctype=\"multipart/form-data\" data-most-bytes=\"52428800\""));
  EXPECT_THAT(page.body, HasSubstr("name=\"papers\" type=\"file\" multiple"));
  const auto sent = site.send("/requests/new", form_with({{"files", "委托书.pdf", "%PDF-1.4"},
                                                          {"papers", "证件.png", "\x89PNG\r\n\x1A\n"},
                                                          {"other", "x.pdf", "%PDF-1.4"},
                                                          {"files", "", ""}}));
  EXPECT_EQ(sent.status, 200);
  EXPECT_THAT(sent.body, HasSubstr("receipt-number"));
  EXPECT_THAT(site.enclosed(), ElementsAre("file 委托书.pdf 8", "paper 证件.png 8"));
  EXPECT_EQ(site.count("matter"), 1);
}

TEST(Files, ARefusedOneBringsTheFormAgainWithAllThatWasTyped) {
  AskingSite site;
  const auto page = site.send("/requests/new", form_with({{"files", "a.exe", "MZ"}, {"files", "b.pdf", "%PDF-1.4"}}));
  EXPECT_EQ(page.status, 422);
  for (const auto* part : {"request.file-kind:a.exe", "href=\"#files\"", "value=\"13800000000\"", "value=\"张三\"",
                           "2023 年道路保洁预算", "刚才选择的文件没有保存"})
    EXPECT_THAT(page.body, HasSubstr(part));
  EXPECT_THAT(site.enclosed(), IsEmpty());
  EXPECT_EQ(site.count("matter"), 0);
  EXPECT_THAT(site.get("/requests/new").body, Not(HasSubstr("刚才选择的文件没有保存")));
}

TEST(Files, TakeNoMoreRoomThanThereIs) {
  AskingSite site;
  const auto limits = site.portal().file_room.limits();
  const std::vector<Sent> one = {{"files", "委托书.pdf", "%PDF-1.4"}};
  for (std::int64_t taken = 0; taken + limits.a_request <= limits.an_address; taken += limits.a_request)
    EXPECT_EQ(site.send("/requests/new", form_with(one, limits.a_request)).status, 200);
  EXPECT_EQ(site.send("/requests/new", form_with(one, limits.a_request)).status, 429);
  EXPECT_EQ(site.send("/requests/new", form_with({})).status, 200) << "the form without files goes on";
  site.peer = "192.0.2.77";
  EXPECT_EQ(site.send("/requests/new", form_with(one, limits.a_request)).status, 200) << "another address";
}

TEST(Files, AreSentByThoseAloneWhoWereShownTheForm) {
  AskingSite site;
  const web::CsrfGuard guard("secret");
  site.window().csrf = &guard;
  const auto shown = site.get("/requests/new");
  EXPECT_THAT(shown.body, HasSubstr("action=\"/requests/new?door="));
  EXPECT_EQ(site.send("/requests/new", form_with({})).status, 403) << "by the head alone";
  site.window().csrf = nullptr;
  auto large = form_with({});
  large.headers[0].second = "application/x-www-form-urlencoded";
  large.headers[1].second = "1000000";
  EXPECT_EQ(site.send("/requests/new", std::move(large)).status, 413) << "words alone are a small form";
}

}  // namespace
}  // namespace dl::portal
