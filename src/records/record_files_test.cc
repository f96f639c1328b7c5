// Files of records: who may name which, when the public has them, what of them is given out and taken in.
#include "records/record_files.h"

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>

#include "db/files.h"
#include "records/import_fixture.h"
#include "records/library.h"
#include "records/open_table.h"
#include "records/record_proof.h"
#include "tests/support/temporary_folder.h"

namespace dl::records {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kContracts = "procurement_contracts";
const std::string kDigest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

class RecordFilesTest : public ImportOffice {
 public:
  RecordFilesTest() { clock_.set(Instant::at(Date(2026, 6, 1), 9, 30)); }

 protected:
  Outcome<FileValue> add(const std::string& name, const std::string& bytes = "%PDF-1.7 合同", Id agency = kEast,
                         const char* code = kContracts) {
    return desk_.add_file(code, agency, {.name = name, .bytes = bytes}, clerk_);
  }
  Read contract(const std::vector<FileValue>& files, const std::map<std::string, std::string>& but = {}) const {
    auto read = words(kContracts, "a contract", but);
    std::vector<Value> values;
    for (const auto& file : files) values.emplace_back(text_of(file));
    read.record.at(made(kContracts).find("contract_files")->place) = Value(std::move(values));
    return read;
  }
  static std::string problem_of(const Error& error) {
    return error.fields.empty() ? error.key : error.fields.front().field + " " + error.fields.front().key;
  }
  /// Why a record of the agency with these files is refused.
  std::string refusal(const std::vector<FileValue>& files, Id agency = kEast) {
    const auto done = desk_.enter(kContracts, agency, {contract(files)}, clerk_);
    return done ? "" : problem_of(done.error());
  }
  /// The name under which the public is given a file, or why it is not.
  std::string given(Id id, const FileValue& file) {
    const auto found =
        read([&](db::Session& session) { return find_live_file(session, registers_, id, file.digest, today()); });
    return found ? found->name : found.error().key;
  }
  std::string take(Id id, Step step) { return key_of(desk_.take(id, step, "理由", second_)); }
};
DL_ON_EVERY_ENGINE(RecordFilesTest);

TEST_P(RecordFilesTest, ComeToThePublicWithTheirRecordAndGoWithIt) {
  const auto first = must(add("采购合同.pdf"));
  const auto second = must(add("采购合同（更正）.pdf", "%PDF-1.7 更正"));
  const auto id = entered(kContracts, contract({first}));
  EXPECT_EQ(given(id, first), "record.missing") << "a draft";
  publish(id);
  EXPECT_EQ(given(id, first), "采购合同.pdf");
  EXPECT_EQ(given(id, second), "file.missing") << "handed in, and named by nothing";
  EXPECT_EQ(must(read([&](db::Session& session) { return db::read_file(session, first.digest, 0, 100); })),
            "%PDF-1.7 合同");

  EXPECT_EQ(key_of(desk_.correct(id, {contract({second})}, "附错了文本", clerk_)), "");
  EXPECT_EQ(given(id, second), "file.missing") << "the public sees the old words";
  publish(id);
  EXPECT_EQ(given(id, second), "采购合同（更正）.pdf");
  EXPECT_EQ(given(id, first), "采购合同.pdf") << "its words can still be looked up";

  EXPECT_EQ(take(id, Step::Withdraw), "");
  EXPECT_EQ(given(id, second), "record.withdrawn");
  EXPECT_EQ(take(id, Step::Restore), "");
  EXPECT_EQ(given(id, second), "采购合同（更正）.pdf");
  EXPECT_EQ(given(id, first), "file.missing") << "it may have been withdrawn for it";
}

TEST_P(RecordFilesTest, AreNamedOnlyWhereTheyWereHandedIn) {
  const auto own = must(add("采购合同.pdf"));
  const auto foreign = must(add("采购合同.pdf", "%PDF-1.7 西区", kWest));
  const auto reply = must(add("复文.pdf", "%PDF-1.7 复文", kEast, "proposals"));
  auto renamed = own;
  renamed.name = "别的名字.pdf";
  const std::string unknown = "contract_files record.file-unknown";
  EXPECT_EQ(refusal({foreign}), unknown) << "of another agency";
  EXPECT_EQ(refusal({own, foreign}), unknown);
  EXPECT_EQ(refusal({reply}), unknown) << "of another register";
  EXPECT_EQ(refusal({renamed}), unknown);
  EXPECT_EQ(refusal({{kDigest, 4, "没有.pdf"}}), unknown);
  EXPECT_EQ(refusal({own}, kWest), unknown);
  EXPECT_EQ(refusal({own}), "");
}

TEST_P(RecordFilesTest, AreOfKindsThatAttachmentsHave) {
  const auto refused = [&](const std::string& name, const std::string& bytes, const char* code = kContracts) {
    const auto added = add(name, bytes, kEast, code);
    return added ? "added" : problem_of(added.error());
  };
  EXPECT_EQ(refused("合同.exe", "MZ"), "file.kind");
  EXPECT_EQ(refused("合同.pdf", "MZ"), "file.content");
  EXPECT_EQ(refused("../合同.pdf", "%PDF-1.7"), "name file.name");
  EXPECT_EQ(refused("甲；乙.pdf", "%PDF-1.7"), "name record.file-name") << "the mark that parts two in a cell";
  EXPECT_EQ(refused("合同.pdf", "%PDF-1.7", "penalties"), "record.no-files");
  EXPECT_EQ(refused("合同.pdf", "%PDF-1.7", "penaltys"), "register.unknown");
  const auto rows = read([](db::Session& session) { return session.value<Id>("SELECT count(*) FROM record_file"); });
  EXPECT_EQ(must(rows), 0);
}

TEST_P(RecordFilesTest, AreTheSameWhenTheyAreHandedInAgain) {
  const auto first = must(add("采购合同.pdf"));
  EXPECT_EQ(must(add("采购合同.pdf")), first);
  EXPECT_EQ(must(journal_.about("record-file:1")).size(), 2U);
  EXPECT_EQ(must(add("另一份.pdf")).digest, first.digest);
  const auto stored = read([](db::Session& session) { return session.value<Id>("SELECT count(*) FROM stored_file"); });
  EXPECT_EQ(must(stored), 1);
}

TEST_P(RecordFilesTest, AreNotMoreThanSoMany) {
  std::vector<FileValue> files;
  for (std::size_t i = 0; i <= kMostFilesOfField; ++i) files.push_back(must(add(fmt::format("{}.pdf", i))));
  EXPECT_EQ(refusal(files), "contract_files record.too-many-files");
  files.pop_back();
  EXPECT_EQ(refusal(files), "");
}

TEST_P(RecordFilesTest, AreGivenToWhoeverSeesTheRecord) {
  const auto file = must(add("采购合同.pdf"));
  const auto id = entered(kContracts, contract({file}));
  const auto sent = [&](const accounts::Scope& scope, const std::string& digest) {
    const auto found =
        read([&](db::Session& session) { return find_record_file(session, registers_, scope, id, digest); });
    return found ? found->name + " " + found->type : found.error().key;
  };
  EXPECT_EQ(sent(accounts::Scope::of({kEast}), file.digest), "采购合同.pdf application/pdf");
  EXPECT_EQ(sent(accounts::Scope::of({kWest}), file.digest), "record.missing");
  EXPECT_EQ(sent(accounts::Scope::everywhere(), kDigest), "file.missing");
}

TEST_P(RecordFilesTest, AreProvedByTheWordsThatNameThem) {
  const auto file = must(add("采购合同.pdf"));
  const auto id = published(kContracts, contract({file}));
  const auto proof = must(read([&](db::Session& session) { return proof_of(session, registers_, id, today()); }));
  EXPECT_THAT(std::string(proof.at("steps").at(0).at("content").as_string()), HasSubstr(text_of(file)));
  const test::TemporaryFolder folder;
  const auto at = [&](const char* name) { return (folder.path() / name).string(); };
  std::ofstream(at("proof.json")) << boost::json::serialize(proof);
  std::ofstream(at("same.pdf")) << "%PDF-1.7 合同";
  std::ofstream(at("other.pdf")) << "%PDF-1.7 别的";
  const auto verified = [&](const char* name) {
    return std::system(fmt::format("python3 {}/src/portal/assets/verify_record.py {} --attached {} >/dev/null",
                                   DAYLIGHT_SOURCE_DIR, at("proof.json"), at(name))
                           .c_str());
  };
  EXPECT_EQ(verified("same.pdf"), 0);
  EXPECT_NE(verified("other.pdf"), 0);
}

TEST_P(RecordFilesTest, StayWithTheirRecordThroughAnExportAndAnImport) {
  const auto file = must(add("采购合同.pdf"));
  const auto& made = this->made(kContracts);
  entered(kContracts, contract({file}));
  const auto row = [&](const std::string& cell) {
    return csv_of(made, {cells_like(made, "a contract", {{"contract_files", cell}})});
  };
  const auto same = check(row(text_of(file)), kContracts);
  EXPECT_THAT(told(same), IsEmpty());
  EXPECT_EQ(actions(same), "same");
  EXPECT_THAT(told(check(row("采购合同.pdf"), kContracts)), ElementsAre("2 contract_files[1] record.file"));
  EXPECT_THAT(told(check(row(text_of(FileValue{kDigest, 4, "没有.pdf"})), kContracts)),
              ElementsAre("2 contract_files record.file-unknown"));
}

TEST(FileValues, AreReadAsTheyAreWritten) {
  const FileValue file{kDigest, 48'213, "采购 合同.pdf"};
  EXPECT_EQ(text_of(file), "sha256:" + kDigest + " 48213 采购 合同.pdf");
  EXPECT_EQ(parse_file_value(text_of(file)), file);
  for (const auto& wrong :
       {FileValue{kDigest, 0, "a.pdf"}, {kDigest, 4, "a;b.pdf"}, {kDigest, 4, ""}, {"9f", 4, "a.pdf"}})
    EXPECT_FALSE(parse_file_value(text_of(wrong))) << text_of(wrong);
}

TEST(FileValues, AreGivenOutAsAddresses) {
  const auto& made = registers().all().at(kContracts);
  const auto& field = *made.find("contract_files");
  auto record = example(made, "a contract").record;
  record.at(field.place) = std::vector<Value>{text_of(FileValue{kDigest, 4, "甲.pdf"})};
  const auto path = "/records/7/files/" + kDigest;
  const auto address = "https://csglj.example.gov.cn" + path;
  EXPECT_THAT(open_cells(made, 7, record, Codes::Name, ""), testing::Contains(path));
  EXPECT_THAT(open_cells(made, 7, record, Codes::Name, "https://csglj.example.gov.cn"), testing::Contains(address));
  const auto told = boost::json::parse(open_json(made, 7, record, "https://csglj.example.gov.cn"));
  EXPECT_EQ(told.at("contract_files"), boost::json::array{boost::json::value(address)});
  const auto schema = open_json_schema(made);
  EXPECT_EQ(schema.at("properties").at("contract_files").at("items").at("format").as_string(), "uri");
  EXPECT_EQ(shown_of(record.at(field.place), field), "甲.pdf");
}

// What a file of a register may not say of such a field, each at its line.
TEST(FileFields, AreOpenAndTellNothingApart) {
  const auto text = text_of_file(kContracts);
  const std::string begin = "code = \"contract_files\"\ntitle = \"合同文本\"\ntype = \"file\"\n";
  const struct {
    const char* what;
    const char* with;
    const char* line;  ///< that is wrong
    const char* says;
  } cases[] = {
      {"type = \"file\"\nprivacy = \"open\"", "type = \"file\"\nprivacy = \"sealed\"", "privacy = \"sealed\"",
       "cannot be sealed"},
      {"type = \"file\"\nprivacy = \"open\"", "type = \"file\"\nprivacy = \"scanned\"", "privacy = \"scanned\"",
       "cannot be scanned"},
      {"type = \"file\"\nprivacy = \"open\"", "type = \"file\"\nprivacy = \"personal\"\nmask = \"whole\"",
       "privacy = \"personal\"", "cannot be personal"},
      {"privacy = \"open\"\nmany = true", "privacy = \"open\"\nunique = true", "unique = true", "not 'unique'"},
      {"privacy = \"open\"\nmany = true", "privacy = \"open\"\nlength = 9", "length = 9", "has no 'length'"},
      {"filters = [\"signed_on\"]", "filters = [\"contract_files\"]", "filters = [\"contract_files\"]",
       "are no filter"},
      {"facets = [\"signed_on\"]", "facets = [\"contract_files\"]", "facets = [\"contract_files\"]", "is no facet"},
      {"sort = \"-signed_on\"", "sort = \"contract_files\"", "sort = \"contract_files\"", "cannot be sorted by"},
      {"merged = \"refuse\"", "merged = \"refuse\"\nseparators = { contract_files = [\"、\"] }",
       "separators = { contract_files", "names may have such a mark"},
  };
  ASSERT_THAT(text, HasSubstr(begin));
  for (const auto& c : cases) {
    SCOPED_TRACE(c.with);
    const auto damaged = replaced(text, c.what, c.with);
    // The line that holds it for the last time stands in the field where it comes more than once.
    const auto at = damaged.find(c.line, damaged.find(c.with));
    const auto line = 1 + std::count(damaged.begin(), damaged.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    const auto refused = read_text(kContracts, damaged);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().detail,
                testing::AllOf(testing::StartsWith(fmt::format("data/registers/{}.toml:{}: ", kContracts, line)),
                               HasSubstr(c.says)));
  }
}

}  // namespace
}  // namespace dl::records
