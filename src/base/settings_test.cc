#include "base/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace dl {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Example {
  std::string listen = "127.0.0.1:8080";
  std::string database = "sqlite";
  int workers = 4;
  std::int64_t connections = 20'000;
  bool compress = true;
  Size upload = Size::mebibytes(50);
  Duration idle = std::chrono::seconds(30);
  std::vector<std::string> hosts = {"a.example"};
};

constexpr Setting<Example> kTable[] = {
    {"web.listen", &Example::listen, "Address and port."},
    {"web.workers", &Example::workers, "Worker threads.", {.least = 1, .most = 64}},
    {"web.connections", &Example::connections, "Most connections at once."},
    {"web.compress", &Example::compress, "Whether answers are compressed."},
    {"web.upload", &Example::upload, "Largest upload.", {.least = 1024, .most = std::int64_t{1} << 30}},
    {"web.idle", &Example::idle, "How long a connection may rest.", {.least = 1000}},
    {"web.hosts", &Example::hosts, "Host names."},
    {"database.kind", &Example::database, "The database.", {.choices = "sqlite|postgresql"}},
};

Outcome<Example> read(std::string_view text) { return read_settings<Example>(kTable, "settings.toml", text); }

TEST(Settings, AreReadOverTheirDefaults) {
  auto read_one = read(R"(
[web]
listen = "0.0.0.0:80"
workers = 2
connections = 5
compress = false
upload = "8 MiB"
idle = "500ms"
[database]
kind = "postgresql"
)");
  ASSERT_FALSE(read_one);
  EXPECT_THAT(read_one.error().detail, HasSubstr("settings.toml:8: 'web.idle' must be at least 1 s"));

  auto good = read(
      "web.listen = \"0.0.0.0:80\"\nweb.idle = \"2 min\"\nweb.hosts = [\"x\", \"y\"]\n[database]\nkind = "
      "\"postgresql\"");
  ASSERT_TRUE(good) << describe(good.error());
  EXPECT_EQ(good->listen, "0.0.0.0:80");
  EXPECT_EQ(good->idle, std::chrono::minutes(2));
  EXPECT_THAT(good->hosts, ElementsAre("x", "y"));
  EXPECT_EQ(good->database, "postgresql");
  EXPECT_EQ(good->workers, 4) << "not given, so the default stays";
}

TEST(Settings, AreRefusedWithTheirLine) {
  struct Case {
    const char* text;
    const char* detail;
  } cases[] = {
      {"[web]\nlisten = ", "settings.toml:2: "},
      {"[web]\nlistn = \"a\"", "settings.toml:2: unknown key 'web.listn'; is 'web.listen' meant?"},
      {"[wbe]\nlisten = \"a\"", "settings.toml:1: unknown key 'wbe'"},
      {"\nfrobnicate = 1", "settings.toml:2: unknown key 'frobnicate'"},
      {"web = 3", "settings.toml:1: unknown key 'web'; it is a table of settings"},
      {"[web]\n\nlisten = 80", "settings.toml:3: 'web.listen' must be a string"},
      {"web.workers = \"4\"", "'web.workers' must be a whole number"},
      {"web.workers = 4.0", "'web.workers' must be a whole number"},
      {"web.workers = 0", "must be at least 1"},
      {"web.workers = 65", "must be at most 64"},
      {"web.compress = 1", "must be true or false"},
      {"web.upload = 100", "must be a size such as"},
      {"web.upload = \"2 GiB\"", "must be at most 1 GiB"},
      {"web.upload = \"99999999999 TiB\"", "must be a size"},
      {"web.idle = \"3 weeks\"", "must be a duration"},
      {"web.hosts = [1]", "must be a list of strings"},
      {"database.kind = \"mysql\"", "must be one of sqlite|postgresql"},
      {"web.workers = 4\nweb.workers = 5", "settings.toml:2: "},
      {"\xFF", "not UTF-8"},
      {"web.workers = 4\n[=a]\nlisten = 3", "settings.toml:2: what stands here is not understood"},
      {"\nk = '''\n“'''\n\u952e = 1", "settings.toml:4: '键' stands here outside quotes"},
      {"# \u201c\n\u952e\u0061 = true", "settings.toml:2: '键' stands here outside quotes"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    auto outcome = read(c.text);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().key, "settings.invalid");
    EXPECT_THAT(outcome.error().detail, HasSubstr(c.detail));
  }
}

TEST(Settings, DocumentThemselves) {
  Example example;
  auto slots = bind_settings<Example>(kTable, example);
  auto reference = render_settings_reference(slots);
  EXPECT_THAT(reference, HasSubstr("| `web.upload` | size | `\"50 MiB\"` | Largest upload. |"));
  EXPECT_THAT(reference, HasSubstr("One of sqlite\\|postgresql."));
  auto file = render_settings_file(slots);
  EXPECT_THAT(file, HasSubstr("[web]\n# Address and port.\n# listen = \"127.0.0.1:8080\"\n"));

  std::string uncommented;
  for (std::size_t at = 0; at < file.size();) {
    auto end = std::min(file.find('\n', at), file.size());
    auto line = file.substr(at, end - at);
    uncommented += (line.starts_with("# ") && line.find(" = ") != line.npos ? line.substr(2) : line) + "\n";
    at = end + 1;
  }
  auto again = read(uncommented);
  ASSERT_TRUE(again) << describe(again.error()) << uncommented;
  EXPECT_EQ(again->upload, example.upload);
  EXPECT_EQ(again->hosts, example.hosts);
}

TEST(Settings, QuantitiesComeBackFromTheirText) {
  EXPECT_EQ(Size::mebibytes(50).text(), "50 MiB");
  EXPECT_EQ(duration_text(std::chrono::seconds(90)), "90 s");
  EXPECT_TRUE(rc::check([] {
    Size size{*rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 50)};
    Duration duration(*rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 50));
    RC_ASSERT(Size::parse(size.text()) == size);
    RC_ASSERT(parse_duration(duration_text(duration)) == duration);
  }));
}

}  // namespace
}  // namespace dl
