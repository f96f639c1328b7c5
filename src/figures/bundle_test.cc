// A bundle is recomputed by its own program, and whatever is changed in it is found.
#include "figures/bundle.h"

#include <sys/wait.h>

#include <boost/json.hpp>
#include <cstdio>

#include "base/hash.h"
#include "figures/figures_fixture.h"
#include "figures/verify.h"

namespace dl::figures {
namespace {

namespace json = boost::json;

class BundleTest : public FiguresTest {
 public:
  BundleTest() {
    enter({.party = "甲“公司”,\n第二行", .themes = "市容\n停车"});
    enter({.amount = 250, .decided_on = "2025-12-31"});
    enter({.kind = "警告", .party = "=1+1", .amount = {}});
    enter({.agency = 2, .kind = "警告", .party = "赵某某", .amount = -7, .hidden = true});
    enter({.decided_on = "2026-01-01", .published = "2026-01-02 10:00"});
  }

  Wish wish(const std::string& reason = {}) {
    return {.scope = {.period = *Period::parse("2025"), .salt = "secret"}, .actor = "system:test", .reason = reason};
  }
  Files bundled() {
    auto frozen = freeze(journal_, definitions_, wish());
    EXPECT_TRUE(frozen) << describe(frozen.error());
    auto files = bundle_of(journal_, *frozen);
    EXPECT_TRUE(files) << describe(files.error());
    return files.value_or(Files());
  }

  struct Said {
    int code = -1;
    std::string text = {};
  };
  /// Writes the files out, or their archive, and runs the program over them.
  Said recompute(const Files& files, const std::string& words = {}) {
    const test::TemporaryFolder folder;
    const auto archive = folder.path() / "figures.zip";
    const auto zip = zip_of(files);
    EXPECT_TRUE(zip) << describe(zip.error());
    std::ofstream(archive) << *zip;
    std::ofstream(folder.path() / "recompute.py") << files.at("recompute.py");
    const auto command =
        "python3 -B " + (folder.path() / "recompute.py").string() + " " + words + " " + archive.string() + " 2>&1";
    Said said;
    auto* pipe = popen(command.c_str(), "r");
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) said.text += static_cast<char>(c);
    said.code = WEXITSTATUS(pclose(pipe));
    expect_the_same(said, *zip, words);
    return said;
  }

  /// The program itself comes to the same, check by check; where something cannot be read, both end there.
  static void expect_the_same(const Said& said, const std::string& archive, const std::string& words) {
    const auto files = unzip(archive);
    ASSERT_TRUE(files) << describe(files.error());
    std::string own;
    for (const auto& check : verify(*files, words.empty() ? words : words.substr(words.rfind(' ') + 1)))
      own += check.good ? '+' : '-';
    std::string theirs;
    std::istringstream lines(said.text);
    for (std::string line; std::getline(lines, line);)
      if (line.starts_with("✓") || line.starts_with("✗")) theirs += line.starts_with("✓") ? '+' : '-';
    EXPECT_EQ(own, theirs) << said.text;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, BundleTest, testing::Values(test::Store::SqliteMemory), test::name_of);

class BundleOnEveryEngine : public BundleTest {};
DL_ON_EVERY_ENGINE(BundleOnEveryEngine);

void replace_once(std::string& text, std::string_view what, std::string_view with) {
  const auto at = text.find(what);
  ASSERT_NE(at, text.npos) << what;
  text.replace(at, what.size(), with);
}

std::string line_with(const std::string& text, std::string_view what) {
  const auto at = text.find(what);
  EXPECT_NE(at, text.npos) << what;
  const auto begin = text.rfind("\r\n", at) + 2;
  return text.substr(begin, text.find("\r\n", at) + 2 - begin);
}

/// Makes the digests fit again, as whoever forges a bundle would: of the files in manifest and freeze, and of the
/// freeze in the entry.
void seal_again(Files& files) {
  auto freeze = json::parse(files["freeze.json"]).as_object();
  for (auto& [name, digest] : freeze["files"].as_object()) digest = sha256_hex(files[std::string(name)]);
  const auto old = sha256_hex(files["freeze.json"]);
  files["freeze.json"] = json::serialize(freeze) + "\n";
  auto manifest = json::parse(files["manifest.json"]).as_object();
  for (auto& [name, digest] : manifest["files"].as_object()) digest = sha256_hex(files[std::string(name)]);
  auto& entry = manifest["entry"].as_object();
  std::string text(entry["text"].as_string());
  replace_once(text, old, sha256_hex(files["freeze.json"]));
  entry["text"] = text;
  entry["hash"] = sha256_hex(text);
  files["manifest.json"] = json::serialize(manifest);
}

TEST_P(BundleOnEveryEngine, AgreesWithItself) {
  const auto files = bundled();
  const auto said = recompute(files);
  EXPECT_EQ(said.code, 0) << said.text;
  EXPECT_THAT(said.text, testing::HasSubstr("✓ penalties.count 罚款: 2\n"));
  EXPECT_THAT(said.text, testing::HasSubstr("✓ penalties.count 警告: 2\n"));
  EXPECT_THAT(said.text, testing::HasSubstr("✓ penalties.amount : 350\n"));
  EXPECT_THAT(said.text, testing::HasSubstr("✓ penalties.high 罚款: 2 of 2\n"));
  EXPECT_THAT(said.text, testing::Not(testing::HasSubstr("✗")));
  const auto entry = journal_.about("frozen-figures:1")->front();
  EXPECT_EQ(recompute(files, "--entry " + entry.hash).code, 0);
  EXPECT_EQ(recompute(files, "--entry " + sha256_hex("another")).code, 1);
  EXPECT_EQ(journal_.verify()->intact, true);
}

// What was there at a moment is counted by its two days, and both sides of an identity are told.
TEST_P(BundleTest, RecomputesStocksAndIdentities) {
  use(std::string(kPenaltyFigures) + kPendingFigures);
  enter({.decided_on = "2024-11-01", .hidden = true, .moved_on = "2025-02-03"});
  const auto good = bundled();
  const auto said = recompute(good);
  EXPECT_EQ(said.code, 0) << said.text;
  EXPECT_THAT(said.text, testing::HasSubstr("✓ penalties.before 罚款: 1\n"));
  EXPECT_THAT(said.text, testing::HasSubstr("✓ penalties.after 罚款: 2\n"));
  EXPECT_THAT(said.text, testing::HasSubstr("✓ penalties.K 罚款: 3 = 3\n"));
  EXPECT_THAT(said.text, testing::HasSubstr("✓ penalties.K 警告: 2 = 2\n"));
  EXPECT_THAT(good.at("rows/penalties.before.csv"),
              testing::HasSubstr("\"withheld\",\"罚款\",\"\",\"\",\"2024-11-01\",\"2025-02-03\""));
  struct Case {
    const char* file;
    const char* what;
    const char* with;
    const char* says;
  };
  const Case cases[] = {
      {"rows/penalties.before.csv", "2025-02-03", "2024-12-03", "✗ penalties.before: 1 rows that do not belong here"},
      {"definitions.toml", "at = \"begin\"", "at = \"end\"", "✗ penalties.before: definition"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.with);
    auto files = good;
    replace_once(files[c.file], c.what, c.with);
    seal_again(files);
    const auto changed = recompute(files);
    EXPECT_EQ(changed.code, 1);
    EXPECT_THAT(changed.text, testing::HasSubstr(c.says));
  }
  auto files = good;
  const auto line = line_with(files["figures.csv"], "penalties.moved");
  replace_once(files["figures.csv"], line, "");
  seal_again(files);
  EXPECT_THAT(recompute(files).text, testing::HasSubstr("✗ penalties.K 罚款: 3 = 2"));
}

// Whoever may not be seen is counted all the same.
TEST_P(BundleTest, ShowsOfAWithheldRowOnlyWhatDecidesItsCell) {
  const auto files = bundled();
  const auto& rows = files.at("rows/penalties.count.csv");
  EXPECT_EQ(rows.find("赵某某"), rows.npos);
  EXPECT_THAT(line_with(rows, "withheld\",\"警告"),
              testing::HasSubstr("\"withheld\",\"警告\",\"\",\"\",\"2025-03-04\""));
  const auto plain = digest_of(4, {"警告", "赵某某", "-7", "2025-03-04", "", "2025-03-10", ""});
  EXPECT_EQ(rows.find(plain), rows.npos);
}

TEST_P(BundleTest, FindsWhateverIsChanged) {
  const auto good = bundled();
  const std::string rows = "rows/penalties.count.csv";
  const auto first = line_with(good.at(rows), "\"250\"");
  struct Case {
    const char* name;
    std::function<void(Files&)> change;
    const char* says;
  };
  const Case cases[] = {
      {"a row is left out", [&](Files& f) { replace_once(f[rows], first, ""); },
       "✗ penalties.count 罚款: 2, rows give 1"},
      {"a row is doubled", [&](Files& f) { replace_once(f[rows], first, first + first); },
       "✗ penalties.count 罚款: 2, rows give 3"},
      {"a row is doubled under another number",
       [&](Files& f) { replace_once(f[rows], first, first + "\"3" + first.substr(2)); },
       "✗ penalties.count 罚款: 2, rows give 3"},
      {"a row is altered", [&](Files& f) { replace_once(f[rows], "\"250\"", "\"205\""); },
       "✗ rows/penalties.count.csv: digests of rows, not of 2"},
      {"a row is moved to another cell",
       [&](Files& f) { replace_once(f[rows], "\"withheld\",\"警告\"", "\"withheld\",\"罚款\""); },
       "✗ penalties.count 警告: 2, rows give 1"},
      {"a row is moved to another year", [&](Files& f) { replace_once(f[rows], "2025-12-31", "2024-12-31"); },
       "✗ penalties.count: 1 rows that do not belong here"},
      {"a shown row is withheld",
       [&](Files& f) { replace_once(f[rows], "\"\",\"罚款\",\"甲", "\"hidden\",\"罚款\",\"甲"); },
       "✗ rows/penalties.count.csv: digests of rows, not of 1"},
      {"a cell is altered",
       [](Files& f) { replace_once(f["figures.csv"], "\"[\"\"罚款\"\"]\",\"2\"", "\"[\"\"罚款\"\"]\",\"3\""); },
       "✗ penalties.count 罚款: 3, rows give 2"},
      {"a cell is left out",
       [](Files& f) { replace_once(f["figures.csv"], line_with(f["figures.csv"], "\"[]\",\"350\""), ""); },
       "✗ penalties.amount : not told, rows give 350"},
      {"a cell is doubled",
       [](Files& f) {
         const auto line = line_with(f["figures.csv"], "\"[]\",\"350\"");
         replace_once(f["figures.csv"], line, line + line);
       },
       "✗ penalties.amount : 350"},
      {"the whole of a share is altered",
       [](Files& f) { replace_once(f["figures.csv"], "\"2\",\"2\"", "\"2\",\"4\""); }, "✗ penalties.high 罚款: 2 of 4"},
      {"a definition is altered",
       [](Files& f) { replace_once(f["definitions.toml"], "is = \"罚款\"", "is = \"警告\""); },
       "✗ penalties.amount: definition"},
      {"a definition is left out",
       [](Files& f) { f["definitions.toml"].resize(f["definitions.toml"].rfind("[[figure]]")); },
       "✗ the definitions that were frozen"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto files = good;
    c.change(files);
    if (c.name == std::string_view("a row is left out")) {
      const auto plain = recompute(files);
      EXPECT_EQ(plain.code, 1);
      EXPECT_THAT(plain.text, testing::HasSubstr("✗ file rows/penalties.count.csv"));
    }
    seal_again(files);
    const auto sealed = recompute(files);
    EXPECT_EQ(sealed.code, 1) << sealed.text;
    EXPECT_THAT(sealed.text, testing::HasSubstr(c.says));
    EXPECT_THAT(sealed.text, testing::Not(testing::HasSubstr("✗ file")));
  }
}

// What is forged consistently, rows and cells and digests, is told by the entry's hash alone.
TEST_P(BundleTest, TellsAForgeryByTheEntryOfTheJournal) {
  const auto good = bundled();
  const auto entry = journal_.about("frozen-figures:1")->front();
  auto forged = good;
  for (auto& [name, text] : forged)
    if (name == "rows/penalties.count.csv") replace_once(text, line_with(text, "\"250\""), "");
  replace_once(forged["figures.csv"], "\"[\"\"罚款\"\"]\",\"2\"", "\"[\"\"罚款\"\"]\",\"1\"");
  seal_again(forged);
  EXPECT_EQ(recompute(forged).code, 0);
  const auto said = recompute(forged, "--entry " + entry.hash);
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.text, testing::HasSubstr("✗ entry 1 of the journal"));
}

TEST_P(BundleTest, IsNotReadFromWhatIsNoArchive) {
  const auto files = bundled();
  const auto zip = *zip_of(files);
  EXPECT_EQ(*unzip(zip), files);
  for (const auto& bytes : {std::string(), std::string("PK"), zip.substr(0, zip.size() / 2)})
    EXPECT_EQ(unzip(bytes).error().key, "figures.archive");
}

TEST_P(BundleTest, EndsWhereSomethingCannotBeRead) {
  const auto good = bundled();
  const std::pair<const char*, const char*> cases[] = {
      {"manifest.json", "{"},
      {"manifest.json", R"({"files":{},"entry":{"sequence":1,"text":"9999999999999999999:a,","hash":""}})"},
      {"freeze.json", "[]"},
      {"definitions.toml", "[[figure]]"},
      {"figures.csv", "a\"b"},
      {"rows/penalties.count.csv", "id,digest,withheld\nx,,"},
      {"schema/penalties.json", "{}"},
  };
  for (const auto& [name, text] : cases) {
    SCOPED_TRACE(fmt::format("{} {}", name, text));
    auto files = good;
    files[name] = text;
    const auto checks = verify(files);
    ASSERT_FALSE(checks.empty());
    EXPECT_FALSE(checks.back().good);
    EXPECT_THAT(checks.back().what, testing::StartsWith("无法读取"));
    files.erase(name);
    EXPECT_FALSE(verify(files).back().good);
  }
}

TEST_P(BundleTest, IsTheSameBytesFromTheSameFreeze) {
  const auto one = bundled();
  const auto frozen = read([&](auto& session) { return find_frozen(session, *Period::parse("2025"), 0); });
  ASSERT_TRUE(frozen && *frozen);
  enter({.kind = "后来的"});
  const auto again = bundle_of(journal_, **frozen);
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, one);
  EXPECT_EQ(*zip_of(one), *zip_of(*again));
}

TEST_P(BundleTest, ReplacesAFreezeWithAReasonAndSaysWhatMoved) {
  const auto before = bundled();
  const auto refused = freeze(journal_, definitions_, wish());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "figures.reason-owed");
  enter({.kind = "警告"});
  const auto next = freeze(journal_, definitions_, wish("补录一件"));
  ASSERT_TRUE(next) << describe(next.error());
  const auto text = json::parse(next->text).as_object();
  EXPECT_EQ(text.at("replaces").as_string(), sha256_hex(before.at("freeze.json")));
  const auto& numbers = text.at("changes").as_object().at("figures.csv").as_object();
  ASSERT_EQ(numbers.at("gone").as_array().size(), 2U);  // of penalties.count and penalties.high
  EXPECT_THAT(std::string(numbers.at("new").as_array().front().as_string()),
              testing::HasSubstr("\"[\"\"警告\"\"]\",\"3\""));
  EXPECT_EQ(text.at("changes").as_object().at("rows/penalties.count.csv").as_object().at("new").as_array().size(), 1U);
  const auto bundle = bundle_of(journal_, *next);
  ASSERT_TRUE(bundle);
  EXPECT_EQ(recompute(*bundle).code, 0);
  const auto entry = journal_.about(next->subject())->front();
  EXPECT_EQ(entry.event.before_digest, sha256_hex(before.at("freeze.json")));
}

}  // namespace
}  // namespace dl::figures
