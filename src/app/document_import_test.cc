// The import over the project's own fixtures: what its lines say, what is public afterwards and what
// the journal remembers.
#include "app/document_import.h"

#include <gmock/gmock.h>

#include "app/office_fixture.h"

namespace dl::app {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

const fs::path kFixtures = DAYLIGHT_SOURCE_DIR "/tests/fixtures/intake";

std::string read_bytes(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> fixtures() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(kFixtures)) {
    auto kind = entry.path().extension();
    if (kind != ".json" && kind != ".py" && entry.is_regular_file()) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// Fixtures that say the same document in another encoding: its index number is taken when they come.
bool is_taken(const json::object& line) { return text_of(line, "file").ends_with("html-gbk.html"); }

/// What the intake's own test says of a fixture.
json::object golden_of(const json::object& line) {
  return json::parse(read_bytes(text_of(line, "file") + ".json")).as_object();
}

std::vector<std::string> keys_of(const json::object& line) {
  std::vector<std::string> keys;
  for (const auto& member : line) keys.emplace_back(member.key());
  return keys;
}

TEST(DocumentImportTest, SaysOneLineAFile) {
  Office office;
  auto files = fixtures();
  auto imported = import_files(office.installation(), files, {});
  ASSERT_EQ(imported.lines.size(), files.size());
  std::size_t refused = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto& line = imported.lines[i];
    SCOPED_TRACE(files[i].filename().string());
    EXPECT_EQ(text_of(line, "file"), files[i].string());
    auto golden = golden_of(line);
    if (golden.contains("error") || is_taken(line)) {
      ++refused;
      ASSERT_THAT(keys_of(line), ElementsAre("file", "error"));
      const auto& error = line.at("error").as_object();
      EXPECT_EQ(text_of(error, "code"), is_taken(line) ? "document.index-number-taken" : text_of(golden, "error"));
      EXPECT_NE(text_of(error, "message"), text_of(error, "code")) << "no sentence";
      continue;
    }
    ASSERT_THAT(keys_of(line), ElementsAre("file", "title", "agency", "issuer", "document_number", "index_number",
                                           "kind", "theme", "issued_on", "published_at", "validity", "column",
                                           "attachments", "warnings", "document", "state", "address"));
    for (const char* key : {"title", "issuer", "document_number", "index_number", "kind", "issued_on"})
      EXPECT_EQ(text_of(line, key), text_of(golden, key)) << key;
    EXPECT_EQ(text_of(line, "agency"), kAgencyName);
    EXPECT_EQ(text_of(line, "state"), "Draft");
    EXPECT_TRUE(line.at("address").is_null());
    EXPECT_GT(line.at("document").as_int64(), 0);
  }
  EXPECT_GE(refused, 3U);
  EXPECT_EQ(imported.count.failed, refused);
  EXPECT_EQ(imported.count.done, files.size() - refused);
  EXPECT_EQ(office.count_documents(), static_cast<std::int64_t>(files.size() - refused));
  EXPECT_EQ(office.count_public(), 0) << "drafts are not public";
}

TEST(DocumentImportTest, TellsWhatACardSays) {
  Office office;
  auto imported = import_files(office.installation(), {kFixtures / "html-card-table.html"}, {});
  ASSERT_EQ(imported.lines.size(), 1U);
  const auto& line = imported.lines.front();
  EXPECT_EQ(text_of(line, "title"), "关于调整生活垃圾收运时间的通告");
  EXPECT_EQ(text_of(line, "index_number"), "00248968X/2023-00112");
  EXPECT_EQ(json::serialize(line.at("theme")), "[\"城乡建设、环境保护\\\\城市规划\"]");
  EXPECT_EQ(text_of(line, "published_at"), "2023-05-10 10:12:00");
  EXPECT_EQ(text_of(line, "validity"), "有效");
  EXPECT_EQ(text_of(line, "column"), "notices");
  const auto& files = line.at("attachments").as_array();
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(text_of(files[0].as_object(), "name"), "收运时间表.xlsx");
  EXPECT_FALSE(files[0].as_object().at("stored").as_bool());
  const auto& warnings = line.at("warnings").as_array();
  const auto golden = golden_of(line);
  const auto& expected = golden.at("warnings").as_array();
  ASSERT_EQ(warnings.size(), expected.size());
  for (std::size_t i = 0; i < warnings.size(); ++i) {
    const auto& warning = warnings[i].as_object();
    EXPECT_THAT(keys_of(warning), ElementsAre("code", "message"));
    EXPECT_EQ(text_of(warning, "code") + ": " + text_of(warning, "message"), expected[i].as_string());
  }
}

// It would stand above everything for good, with an index number of that year.
TEST(DocumentImportTest, DoubtsDaysToCome) {
  Office office;
  const auto file = office.data() / "future.txt";
  write_file(file,
             "市城管局关于夜市管理的通知\n发布日期：2099-05-08 08:00\n各区局：\n现就夜市管理有关工作通知如下。\n");
  auto imported = import_files(office.installation(), {file}, {});
  ASSERT_EQ(imported.count.done, 1U);
  const auto& line = imported.lines.front();
  EXPECT_THAT(json::serialize(line.at("warnings")), HasSubstr("发布日期 2099-05-08 在今天之后"));
  EXPECT_TRUE(line.at("published_at").is_null());

  const Date today(2024, 3, 5);
  struct Case {
    const char* name;
    intake::Found found;
    std::size_t warnings;
    bool taken;
  };
  const Case cases[] = {
      {"published today", {.published_at = Instant::at(today, 23, 59)}, 0, true},
      {"published tomorrow", {.published_at = Instant::at(today.plus_days(1))}, 1, false},
      {"written tomorrow", {.issued_on = today.plus_days(1)}, 1, false},
      {"no dates", {}, 0, false},
  };
  for (auto c : cases) {
    SCOPED_TRACE(c.name);
    doubt_days_to_come(c.found, today);
    EXPECT_EQ(c.found.warnings.size(), c.warnings);
    EXPECT_EQ(c.found.published_at.has_value(), c.taken);
  }
}

TEST(DocumentImportTest, AddsNothingTheSecondTime) {
  Office office;
  auto files = fixtures();
  auto first = import_files(office.installation(), files, {});
  auto documents = office.count_documents();
  // One new file among the old ones must come in all the same.
  files.insert(files.begin() + 3, office.data() / "new.txt");
  write_file(files[3], "关于清扫积雪的通知\n\n各街道：\n　　请及时清扫积雪。\n");
  auto second = import_files(office.installation(), files, {});
  EXPECT_EQ(second.count.done, 1U);
  EXPECT_EQ(second.count.failed, files.size() - 1);
  EXPECT_EQ(office.count_documents(), documents + 1);
  for (const auto& line : second.lines) {
    SCOPED_TRACE(text_of(line, "file"));
    if (text_of(line, "file") == files[3].string() || is_taken(line) || golden_of(line).contains("error")) continue;
    const auto& error = line.at("error").as_object();
    EXPECT_EQ(text_of(error, "code"), "document.already-imported");
    EXPECT_THAT(text_of(error, "message"), HasSubstr("已经导入过"));
  }
}

TEST(DocumentImportTest, TakesTheSameWordsTwiceInOneRunOnce) {
  Office office;
  write_file(office.data() / "a.txt", "关于清扫积雪的通知\n\n各街道：\n　　请及时清扫积雪。\n");
  fs::copy_file(office.data() / "a.txt", office.data() / "b.txt");
  auto imported = import_files(office.installation(), {office.data() / "a.txt", office.data() / "b.txt"}, {});
  EXPECT_EQ(imported.count.done, 1U);
  EXPECT_EQ(imported.count.failed, 1U);
  EXPECT_EQ(office.count_documents(), 1);
}

bool owes_answers(const json::object& line) {
  return std::ranges::any_of(line.at("warnings").as_array(), [](const json::value& warning) {
    return intake::finding_kind(text_of(warning.as_object(), "code")).weight != intake::Weight::Told;
  });
}

TEST(DocumentImportTest, PublishesByForceOnTheRecordWhatIsOwedNoAnswer) {
  Office office;
  auto files = fixtures();
  auto imported = import_files(office.installation(), files, {.person = "张三", .publish = true});
  std::int64_t published = 0, held = 0;
  for (const auto& line : imported.lines) {
    SCOPED_TRACE(text_of(line, "file"));
    auto golden = golden_of(line);
    if (!golden.contains("title") || is_taken(line)) {
      ASSERT_TRUE(line.contains("error"));
      std::string expected = golden.contains("error") ? text_of(golden, "error") : "document.incomplete";
      if (is_taken(line)) expected = "document.index-number-taken";
      EXPECT_EQ(text_of(line.at("error").as_object(), "code"), expected);
      continue;
    }
    ASSERT_FALSE(line.contains("error")) << json::serialize(line);
    EXPECT_EQ(line.contains("held"), owes_answers(line));
    if (line.contains("held")) {
      ++held;
      EXPECT_EQ(text_of(line.at("held").as_object(), "code"), "document.findings-open");
      EXPECT_NE(text_of(line.at("held").as_object(), "message"), "document.findings-open") << "no sentence";
      EXPECT_EQ(text_of(line, "state"), "Draft");
      EXPECT_TRUE(line.at("address").is_null());
      continue;
    }
    ++published;
    auto id = line.at("document").as_int64();
    EXPECT_EQ(text_of(line, "state"), "Published");
    EXPECT_EQ(text_of(line, "address"), fmt::format("/documents/{}", id));
    EXPECT_THAT(text_of(line, "index_number"), testing::MatchesRegex("[0-9A-Z]+/[0-9]{4}-[0-9]{5}"));
    EXPECT_FALSE(text_of(line, "published_at").empty());

    auto entries = office.installation().journal().about(fmt::format("document:{}", id));
    ASSERT_TRUE(entries) << describe(entries.error());
    const auto& last = entries->back().event;
    EXPECT_EQ(last.verb, "document.published-by-force");
    EXPECT_EQ(last.actor, "operator:张三");
    EXPECT_THAT(last.reason, HasSubstr("张三决定强制发布"));
  }
  EXPECT_GT(published, 5);
  EXPECT_GT(held, 5);
  EXPECT_EQ(imported.count.held, static_cast<std::size_t>(held));
  EXPECT_EQ(office.count_public(), published);
  EXPECT_EQ(office.count_documents(), published + held) << "what could not be published is not left behind as half";
  auto verdict = office.installation().journal().verify();
  ASSERT_TRUE(verdict) << describe(verdict.error());
  EXPECT_TRUE(verdict->intact) << verdict->problem;
}

TEST(DocumentImportTest, PublishesWithTheWarningsThatTheCommandNames) {
  Office office;
  const auto file = office.data() / "a.txt";
  write_file(file,
             "市城管局关于夜市管理的通知\n发布日期：2099-05-08 08:00\n各区局：\n现就夜市管理有关工作通知如下。\n");
  const auto other = office.data() / "b.txt";
  write_file(other, "市城管局关于清扫积雪的通知\n\n各区局：\n附件如下，请遵照执行。\n附件：1.清扫路段表\n");
  auto imported =
      import_files(office.installation(), {file, other},
                   {.person = "张三", .accepted = {"date-conflict"}, .reason = "日期是预告", .publish = true});
  ASSERT_EQ(imported.lines.size(), 2U);
  EXPECT_EQ(text_of(imported.lines[0], "state"), "Published") << json::serialize(imported.lines[0]);
  EXPECT_THAT(json::serialize(imported.lines[0].at("warnings")), HasSubstr("date-conflict"));
  EXPECT_EQ(text_of(imported.lines[1], "state"), "Draft") << "attachment-missing was not named";
  auto entries =
      office.installation().journal().about(fmt::format("document:{}", imported.lines[0].at("document").as_int64()));
  ASSERT_TRUE(entries);
  EXPECT_TRUE(std::ranges::any_of(*entries, [](const auto& entry) {
    return entry.event.verb == "document.finding-answered" &&
           entry.event.reason.find("日期是预告") != std::string::npos;
  }));
}

TEST(DocumentImportTest, LetsGoOfFilesThatCannotBeKept) {
  intake::Found found;
  found.attachments = {{.name = "名单.csv", .bytes = "1,2"},
                       {.name = "data.xml", .bytes = "<x/>"},
                       {.name = "名单.pdf", .bytes = "no pdf"},
                       {.name = "mentioned.zip"}};
  refuse_files(found);
  EXPECT_EQ(found.attachments.size(), 4U);
  EXPECT_FALSE(found.attachments[0].bytes.empty());
  EXPECT_TRUE(found.attachments[1].bytes.empty());
  EXPECT_TRUE(found.attachments[2].bytes.empty());
  ASSERT_EQ(found.warnings.size(), 2U);
  EXPECT_THAT(found.warnings[0].message, HasSubstr("data.xml"));
  EXPECT_EQ(take_files(found).size(), 1U);
}

TEST(DocumentImportTest, GoesOnAfterFilesThatCannotBeRead) {
  Office office;
  write_file(office.data() / "last.txt", "关于清扫积雪的通知\n\n各街道：\n　　请及时清扫积雪。\n");
  write_file(office.data() / "empty.docx", "");
  write_file(office.data() / "photo.jpg", std::string("\xff\xd8\xff\xe0", 4));
  auto imported = import_files(office.installation(),
                               {office.data() / "none.txt", office.data(), office.data() / "empty.docx",
                                office.data() / "photo.jpg", office.data() / "last.txt"},
                               {});
  ASSERT_EQ(imported.lines.size(), 5U);
  constexpr const char* kCodes[] = {"file.missing", "file.missing", "intake.empty", "intake.format"};
  for (std::size_t i = 0; i < 4; ++i) {
    SCOPED_TRACE(i);
    ASSERT_TRUE(imported.lines[i].contains("error"));
    EXPECT_EQ(text_of(imported.lines[i].at("error").as_object(), "code"), kCodes[i]);
  }
  EXPECT_EQ(text_of(imported.lines[4], "title"), "关于清扫积雪的通知");
  EXPECT_EQ(imported.count.done, 1U);
}

TEST(DocumentImportTest, LosesNothingOfABatchForATitleThatIsTooLong) {
  Office office;
  std::string title = "关于";
  for (int i = 0; i < 300; ++i) title += "清扫";
  write_file(office.data() / "first.txt", "关于清扫积雪的通知\n\n各街道：\n　　请及时清扫积雪。\n");
  write_file(office.data() / "long.html",
             "<html><head><title>" + title + "的通知</title><meta name=\"ArticleTitle\" content=\"" + title +
                 "的通知\"></head><body><h1>" + title + "的通知</h1><p>请及时清扫积雪。</p></body></html>");
  write_file(office.data() / "last.txt", "关于清扫落叶的通知\n\n各街道：\n　　请及时清扫落叶。\n");
  auto imported =
      import_files(office.installation(),
                   {office.data() / "first.txt", office.data() / "long.html", office.data() / "last.txt"}, {});
  ASSERT_EQ(imported.lines.size(), 3U);
  EXPECT_EQ(imported.count.done, 2U);
  EXPECT_EQ(imported.count.failed, 1U);
  ASSERT_TRUE(imported.lines[1].contains("error")) << json::serialize(imported.lines[1]);
  EXPECT_THAT(json::serialize(imported.lines[1]), HasSubstr("最多 300 个字"));
}

TEST(DocumentImportTest, RefusesWishesThatCannotBeMet) {
  Office office;
  struct Case {
    const char* name;
    ImportWish wish;
    const char* key;
  };
  const Case cases[] = {
      {"no agency", {.agency_code = "000014349"}, "agency.missing"},
      {"no column", {.agency_code = kAgencyCode, .column = "notes"}, "column.missing"},
      {"nobody", {.agency_code = kAgencyCode, .publish = true}, "import.person-missing"},
      {"accepts what there is not",
       {.agency_code = kAgencyCode, .accepted = {"all"}, .reason = "无"},
       "import.accept-unknown"},
      {"accepts personal data",
       {.agency_code = kAgencyCode, .accepted = {"personal-data"}, .reason = "无"},
       "import.accept-guarded"},
      {"gives no reason",
       {.agency_code = kAgencyCode, .accepted = {"attachment-missing"}, .reason = " "},
       "import.accept-reason"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto import = DocumentImport::prepare(office.installation(), c.wish);
    ASSERT_FALSE(import);
    EXPECT_EQ(import.error().key, c.key);
  }
}

// A site may have only some of the usual columns.
TEST(DocumentImportTest, NamesTheColumnThatTheSiteLacks) {
  Office office;
  ASSERT_TRUE(office.installation().database().write(
      [](db::Session& session) { return session.run("DELETE FROM site_column WHERE slug = 'notices'"); }));
  ASSERT_TRUE(office.installation().directory().reload(office.installation().database()));
  auto imported = import_files(office.installation(), {kFixtures / "html-card-table.html"}, {});
  ASSERT_EQ(imported.count.failed, 1U);
  const auto& error = imported.lines[0].at("error").as_object();
  EXPECT_EQ(text_of(error, "code"), "import.column-missing");
  EXPECT_EQ(text_of(error, "detail"), "notices");
  EXPECT_NE(text_of(error, "message").find("--column"), std::string::npos);
  EXPECT_EQ(office.count_documents(), 0);

  imported = import_files(office.installation(), {kFixtures / "html-card-table.html"}, {.column = "news"});
  EXPECT_EQ(imported.count.done, 1U);
}

TEST(DocumentImportTest, PutsEverythingInTheColumnThatIsAskedFor) {
  Office office;
  auto imported = import_files(office.installation(), {kFixtures / "txt-notice.txt"}, {.column = "news"});
  ASSERT_EQ(imported.lines.size(), 1U);
  EXPECT_EQ(text_of(imported.lines[0], "column"), "news");
}

}  // namespace
}  // namespace dl::app
