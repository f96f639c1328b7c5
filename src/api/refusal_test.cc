// Who is refused in which form.
#include "api/refusal.h"

#include <gmock/gmock.h>

namespace dl::api {
namespace {

constexpr const char* kBrowser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

web::Request asked(std::string path, std::string accept) {
  web::Request http;
  http.id = "R-0001";
  http.path = std::move(path);
  if (!accept.empty()) http.headers = {{"Accept", std::move(accept)}};
  return http;
}

TEST(Refusal, IsAPageToPeopleAndPlainToPrograms) {
  using enum RefusalForm;
  struct Case {
    const char* path;
    const char* accept;
    RefusalForm form;
  };
  const Case cases[] = {
      {"/api/v1/records", "", Problem},
      {"/api/v1/records", kBrowser, Problem},
      {"/documents/9", "", Page},
      {"/documents/9", "*/*", Page},
      {"/documents/9", kBrowser, Page},
      {"/documents/9", "application/json", Problem},
      {"/documents/9", "application/problem+json, text/html;q=0.1", Problem},
      {"/data", "", Page},
      {"/data/penalties.json", "*/*", Problem},
      {"/data/penalties.json", kBrowser, Page},
      {"/data/catalog.jsonld", "", Problem},
      {"/data/catalog.jsonld", "application/ld+json", Problem},
      {"/data/penalties/records", "", Problem},
      {"/data/penalties/records/7", "text/plain", Problem},
      {"/data/penalties.csv", "", Sentence},
      {"/data/penalties.csv", "application/json", Problem},
      {"/data/penalties.csv", kBrowser, Page},
      {"/data/penalties.changes.csv", "*/*", Sentence},
      {"/data/penalties.xlsx", "*/*", Sentence},
      {"/data/penalties.zip", "*/*", Sentence},
      {"/registers/penalties/statistics/by-kind.csv", "*/*", Sentence},
      {"/registers/penalties", "*/*", Page},
      {"", "", Page},
  };
  for (const auto& c : cases) EXPECT_EQ(refusal_form(asked(c.path, c.accept)), c.form) << c.path << " to " << c.accept;
}

TEST(Refusal, SaysTheSameInEachForm) {
  const Sentences sentences = [](std::string_view key) { return key == "open.missing" ? "没有这样的数据文件。" : "?"; };
  const Error error{Fault::NotFound, "open.missing", "secret"};
  const auto http = asked("/data/x", "");
  for (const int status : {400, 404, 405, 410, 429}) {
    const auto sentence = draw_refusal(http, RefusalForm::Sentence, status, error, sentences);
    EXPECT_EQ(sentence.status, status);
    EXPECT_EQ(sentence.type, "text/plain; charset=utf-8");
    EXPECT_EQ(sentence.body, "没有这样的数据文件。\n");
    const auto problem = draw_refusal(http, RefusalForm::Problem, status, error, sentences);
    EXPECT_EQ(problem.status, status);
    EXPECT_EQ(problem.type, "application/problem+json");
    const auto said = json::parse(problem.body).as_object();
    EXPECT_EQ(said.at("status").as_int64(), status);
    EXPECT_EQ(said.at("key").as_string(), "open.missing");
    EXPECT_EQ(said.at("title").as_string(), "没有这样的数据文件。");
    EXPECT_THAT(problem.body, testing::Not(testing::HasSubstr("secret")));
    for (const auto* one : {&sentence, &problem}) EXPECT_LT(one->max_age, 0);
  }
}

}  // namespace
}  // namespace dl::api
