// Every page of tests/fixtures/pages is read and held against what a person reads in it (right.json, which
// bench/intake_bench.py measures by, too).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/text.h"
#include "intake/document.h"
#include "intake/scan.h"

namespace dl::intake {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

const fs::path kPages = DAYLIGHT_SOURCE_DIR "/tests/fixtures/pages";

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const json::array& pages() {
  static const json::value all = json::parse(read_file(kPages / "right.json"));
  return all.as_array();
}

std::string string_of(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::string bare(std::string_view text) { return text::encode(squeezed(text::decode(text))); }

/// All words of the text without white space.
std::string words_of(const content::Tree& body) {
  std::string words;
  for (const auto& block : body.blocks) {
    words += content::text_of(block.runs);
    for (const auto& row : block.rows)
      for (const auto& cell : row.cells) words += content::text_of(cell.runs);
  }
  return bare(words);
}

std::string date_of(const std::optional<Date>& date) { return date ? date->text() : std::string(); }

class OwnPage : public testing::TestWithParam<std::size_t> {};

TEST_P(OwnPage, IsReadAsAPersonReadsIt) {
  const auto& page = pages()[GetParam()].as_object();
  auto file = string_of(page, "file");
  SCOPED_TRACE(file);
  auto found = read_document({file, read_file(kPages / file)});
  ASSERT_TRUE(found) << describe(found.error());
  const auto& wanted = page.at("what_a_person_reads").as_object();
  auto check = [&](const char* field, const std::string& value) {
    if (!page.at("also_right").as_object().contains(field)) {
      EXPECT_EQ(value, bare(string_of(wanted, field))) << field;
    }
  };
  check("title", bare(found->title));
  check("document_number", bare(found->document_number));
  check("index_number", found->index_number);
  check("issuer", bare(found->issuer));
  check("kind", found->kind);
  check("issued_on", date_of(found->issued_on));
  EXPECT_EQ(found->published_at.has_value(), !string_of(wanted, "published_at").empty());
  EXPECT_EQ(std::ssize(found->attachments), wanted.at("attachments_mentioned").as_int64());

  auto words = words_of(found->body);
  EXPECT_THAT(words, testing::StartsWith(bare(string_of(page, "begins"))));
  for (const auto* name : {"body_first", "body_last"})
    EXPECT_THAT(words + bare(found->title), testing::HasSubstr(bare(string_of(page, name))));
  for (const auto& passage : page.at("must_keep").as_array())
    EXPECT_THAT(words + bare(found->title), testing::HasSubstr(bare(passage.as_string())));
  for (const auto& thing : page.at("furniture").as_array())
    EXPECT_THAT(words, testing::Not(testing::HasSubstr(bare(thing.as_string()))));
}

INSTANTIATE_TEST_SUITE_P(Intake, OwnPage, testing::Range(std::size_t{0}, pages().size()), [](const auto& of) {
  auto name = string_of(pages()[of.param].as_object(), "file");
  std::ranges::replace_if(
      name, [](char c) { return c == '-' || c == '.'; }, '_');
  return name;
});

}  // namespace
}  // namespace dl::intake
