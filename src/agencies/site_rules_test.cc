#include "agencies/site_rules.h"

#include <gtest/gtest.h>

namespace dl::agencies {
namespace {

TEST(SiteRules, AddressesThatASiteMayHave) {
  struct Row {
    const char* prefix;
    const char* host;
    const char* key;  ///< of the refusal; "" = well
  };
  const Row rows[] = {
      {"", "", ""},
      {"/cgj", "cgj.example.gov.cn", ""},
      {"/gov/search", "", ""},
      {"cgj", "", "site.prefix-form"},
      {"/", "", "site.prefix-form"},
      {"/CGJ", "", "site.prefix-form"},
      {"/a//b", "", "site.prefix-form"},
      {"", "https://a.example", "site.host-form"},
      {"", "a.example:80", "site.host-form"},
      {"/search", "", "site.prefix-taken"},
      {"/api/v2", "", "site.prefix-taken"},
      {"/console", "a.example", "site.prefix-taken"},
      {"/consoles", "", ""},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(std::string(row.host) + row.prefix);
    auto checked = check_address_form({.host = row.host, .prefix = row.prefix});
    EXPECT_EQ(checked ? "" : checked.error().key, row.key);
    EXPECT_EQ(checked ? 0U : checked.error().fields.size(), std::string_view(row.key).empty() ? 0U : 1U);
  }
}

TEST(SiteRules, AddressesThatNoSiteCanHide) {
  const std::pair<const char*, bool> rows[] = {
      {"/", true},
      {"/search", true},
      {"/documents/{id}", true},
      {"/sitemap.xml", true},
      {"/api/v1/columns", true},
      {"/petition", false},
      {"/documentos/{id}", false},
  };
  for (const auto& [pattern, kept] : rows) EXPECT_EQ(is_kept(pattern), kept) << pattern;
}

TEST(SiteRules, CodesThatASiteCanHave) {
  const std::pair<const char*, bool> rows[] = {{"", true},           {"4199000001", true}, {"bm55000001", true},
                                               {"N123456789", true}, {"419900001", false}, {"四一九九", false}};
  for (const auto& [code, well] : rows) {
    SCOPED_TRACE(code);
    auto checked = check_facts({.site_code = code});
    EXPECT_EQ(checked.has_value(), well);
    if (!checked) {
      EXPECT_EQ(checked.error().fields.front().key, "site.code");
    }
  }
}

TEST(SiteRules, FactsThatAPageCanShow) {
  struct Row {
    const char* url;
    const char* accent;
    std::size_t wrong;
  };
  const Row rows[] = {
      {"", "", 0},
      {"https://a.example/x?y=1", "#a8201a", 0},
      {"/about#find-fault", "#0B5394", 0},
      {"javascript:alert(1)", "", 1},
      {"//elsewhere.example", "", 1},
      {"https://a.example/ x", "", 1},
      {"a.example", "red", 2},
      {"", "#fff", 1},
      {"", "#gggggg", 1},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(std::string(row.url) + row.accent);
    auto checked = check_facts({.service_net_url = row.url, .accent = row.accent});
    EXPECT_EQ(checked ? 0U : checked.error().fields.size(), row.wrong);
  }
}

TEST(SiteRules, ADomainIsAHostName) {
  struct Row {
    std::string domain;
    bool good;
  };
  const Row rows[] = {
      {"", true},
      {"csglj.example.gov.cn", true},
      {"Example.CN", true},
      {"市城管局.政务", true},
      {"localhost", true},
      {"javascript:alert(1)", false},
      {"//evil.example", false},
      {"https://a.example", false},
      {"a.example/x", false},
      {"a.example:8080", false},
      {"a..example", false},
      {"a.example.", false},
      {"-a.example", false},
      {"a b.example", false},
      {"a.example\n", false},
      {"user@a.example", false},
      {std::string(254, 'a'), false},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.domain);
    EXPECT_EQ(check_facts({.domain = row.domain}).has_value(), row.good);
  }
}

}  // namespace
}  // namespace dl::agencies
