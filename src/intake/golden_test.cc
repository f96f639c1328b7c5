// Every file of tests/fixtures/intake is read and compared with the JSON beside it. UPDATE_GOLDEN=1
// writes the JSON anew; the difference is read by a person before it is committed.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "intake/document.h"

namespace dl::intake {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

Options fixture_options() {
  Options options;
  options.agency_names = {"青石市城市管理局", "青石市城市管理局（青石市综合行政执法局）", "市城管局"};
  options.public_numbers = {"13900000000"};
  options.themes = {{"综合政务", {"政务公开", "应急管理", "信访", "其他"}},
                    {"城乡建设、环境保护", {"城市规划", "城乡建设（含住房）", "环境监测、保护与治理", "其他"}}};
  return options;
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// One line a block: "H2 （一）范围", "P 文字", "R 落款", tables as rows with "|".
std::string line_of(const content::Block& block) {
  std::string text = content::text_of(block.runs);
  for (const auto& run : block.runs) {
    if (!run.link.empty()) text += " <" + run.link + ">";
    if (run.strong) text += " *" + run.text + "*";
  }
  switch (block.kind) {
    case content::BlockKind::Heading: return fmt::format("H{} {}", block.level, text);
    case content::BlockKind::Image: return "IMAGE " + block.source.substr(0, 40) + " " + block.alt;
    case content::BlockKind::Rule: return "RULE";
    case content::BlockKind::Table: {
      std::string rows = "TABLE";
      for (const auto& row : block.rows) {
        rows += " ‖";
        for (const auto& cell : row.cells) {
          rows += " " + content::text_of(cell.runs);
          if (cell.column_span > 1 || cell.row_span > 1)
            rows += fmt::format("({}x{})", cell.column_span, cell.row_span);
          rows += " |";
        }
      }
      return rows;
    }
    case content::BlockKind::Paragraph: break;
  }
  constexpr std::string_view kAligns[] = {"P ", "LEFT ", "CENTER ", "RIGHT "};
  return std::string(kAligns[static_cast<std::size_t>(block.align)]) + text;
}

/// JSON with one member or element a line, in the order written; what is empty is left out.
class Golden {
 public:
  void add(std::string_view name, const std::string& value) {
    if (!value.empty()) member(name, json::serialize(json::string(value)));
  }
  void add(std::string_view name, const std::vector<std::string>& values) {
    if (values.empty()) return;
    std::string list = "[";
    for (std::size_t i = 0; i < values.size(); ++i)
      list += (i > 0 ? ",\n    " : "\n    ") + json::serialize(json::string(values[i]));
    member(name, list + "\n  ]");
  }
  std::string text() const { return "{" + members_ + "\n}\n"; }

 private:
  void member(std::string_view name, const std::string& value) {
    members_ += fmt::format("{}\n  \"{}\": {}", members_.empty() ? "" : ",", name, value);
  }
  std::string members_ = {};
};

std::string golden_of(const Outcome<Found>& outcome) {
  Golden out;
  if (!outcome) {
    out.add("error", outcome.error().key);
    return out.text();
  }
  const Found& found = *outcome;
  out.add("title", found.title);
  out.add("index_number", found.index_number);
  out.add("document_number", found.document_number);
  out.add("kind", found.kind);
  out.add("issuer", found.issuer);
  out.add("source", found.source);
  out.add("author", found.author);
  out.add("themes", found.themes);
  out.add("validity", found.validity);
  out.add("issued_on", found.issued_on ? found.issued_on->text() : "");
  out.add("signed_on", found.signed_on ? found.signed_on->text() : "");
  if (found.published_at)
    out.add("published_at",
            found.published_has_time ? found.published_at->text_with_seconds() : found.published_at->date().text());
  out.add("keywords", found.keywords);
  out.add("summary", found.summary);
  out.add("contact", found.contact);
  std::vector<std::string> lines;
  for (const auto& item : found.attachments)
    lines.push_back(
        fmt::format("{}|{}|{} bytes{}", item.name, item.address, item.bytes.size(), item.embedded ? "|embedded" : ""));
  out.add("attachments", lines);
  lines.clear();
  for (const auto& warning : found.warnings) lines.push_back(warning.code + ": " + warning.message);
  out.add("warnings", lines);
  lines.clear();
  for (const auto& block : found.body.blocks) lines.push_back(line_of(block));
  out.add("body", lines);
  return out.text();
}

std::vector<fs::path> fixtures() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(DAYLIGHT_SOURCE_DIR "/tests/fixtures/intake")) {
    auto kind = entry.path().extension();
    if (kind != ".json" && kind != ".py" && entry.is_regular_file()) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

class Fixture : public testing::TestWithParam<fs::path> {};

TEST_P(Fixture, IsReadAsItsGoldenFileSays) {
  const auto& path = GetParam();
  auto outcome = read_document({path.filename().string(), read_file(path)}, fixture_options());
  EXPECT_TRUE(!outcome || content::well_formed(outcome->body));
  auto text = golden_of(outcome);
  auto golden = path;
  golden += ".json";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(golden, std::ios::binary) << text;
  EXPECT_EQ(text, read_file(golden));
}

std::string name_of_fixture(const testing::TestParamInfo<fs::path>& parameter) {
  auto name = parameter.param.filename().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Intake, Fixture, testing::ValuesIn(fixtures()), name_of_fixture);

TEST(Fixtures, AreManyAndOfEveryKind) {
  std::map<std::string, int> kinds;
  for (const auto& path : fixtures()) ++kinds[path.extension().string()];
  for (const char* kind : {".txt", ".md", ".html", ".docx", ".pdf"}) EXPECT_GE(kinds[kind], 1) << kind;
  EXPECT_GE(fixtures().size(), 25U);
}

}  // namespace
}  // namespace dl::intake
