// Imports on every engine: all or nothing, one event, taken back, and what is written is read again.
#include <fstream>
#include <random>

#include "journal/contents.h"
#include "records/import_cells.h"
#include "records/import_fixture.h"
#include "sheets/export_file.h"
#include "tests/support/temporary_folder.h"

namespace dl::records {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kPerson = "a natural person";

class ImportDeskTest : public ImportOffice {
 protected:
  std::int64_t count(const char* table) {
    return must(read([&](db::Session& session) {
      return session.value<std::int64_t>(fmt::format("SELECT count(*) FROM {}", table));
    }));
  }
  std::vector<std::string> verbs() {
    std::vector<std::string> all;
    for (const auto& one : must(journal_.about("import:1"))) all.push_back(one.event.verb);
    return all;
  }
  Id record_of(int number) {
    const auto listed = must(read([&](db::Session& session) {
      return list_records(session, projection_, "penalties", {accounts::Scope::everywhere(), today()},
                          {.filters = {}, .words = fmt::format("〔2025〕{}号", number)}, {}, 10);
    }));
    return listed.rows.empty() ? 0 : listed.rows.front().record;
  }
  std::string fine_of(Id id) {
    const auto& field = *made("penalties").find("fine");
    return text_of(head(id).shown.at(field.place), field);
  }
};

DL_ON_EVERY_ENGINE(ImportDeskTest);

TEST_P(ImportDeskTest, TakesAFileInAsOneChange) {
  const auto bytes = csv_of(penalties(), {penalty_cells(1), penalty_cells(2, {}, kPerson), penalty_cells(3)});
  const auto before = must(journal_.last_sequence());
  EXPECT_EQ(apply(bytes), 1);
  EXPECT_EQ(must(journal_.last_sequence()), before + 1) << "one event, whatever the number of records";
  EXPECT_THAT(verbs(), ElementsAre("record.imported"));
  EXPECT_THAT(listed("penalties", "party", {}, accounts::Scope::everywhere()),
              testing::UnorderedElementsAre("平城区阳光餐饮有限公司", "张某某", "平城区阳光餐饮有限公司"));
  const auto contents = must(journal::check_contents(journal_, {}));
  EXPECT_EQ(contents.count, 0) << "each record is sealed by the event of the import";
  const auto import = must(read([](db::Session& session) { return load_import(session, 1); }));
  EXPECT_EQ(import.entered, 3);
  EXPECT_EQ(import.last_entry - import.first_entry, 2);
  for (const auto& table : {"record_entry", "sealed_value"})
    EXPECT_EQ(count(fmt::format("{} WHERE CAST({} AS TEXT) LIKE '%11010519491231002X%'", table,
                                std::string(table) == "record_entry" ? "content" : "sealed")
                        .c_str()),
              0);
}

TEST_P(ImportDeskTest, TakesNothingInWhenOneRowIsWrong) {
  const auto bytes = csv_of(penalties(), {penalty_cells(1), penalty_cells(2, {{"fine", "许多"}}), penalty_cells(3)});
  const auto wish = order(bytes);
  const auto checked = must(check_file(bytes, wish));
  EXPECT_FALSE(checked.acceptable());
  EXPECT_EQ(import_.apply(wish, checked, clerk_).error().key, "import.refused");
  EXPECT_EQ(count("record_state"), 0);
  EXPECT_EQ(count("record_import"), 0);
}

TEST_P(ImportDeskTest, TakesAFileInOnce) {
  const auto bytes = csv_of(penalties(), {penalty_cells(1)});
  const auto wish = order(bytes);
  const auto checked = must(check_file(bytes, wish));
  must(import_.apply(wish, checked, clerk_));
  EXPECT_EQ(import_.apply(wish, checked, second_).error().key, "import.again") << "two people at once";
  const auto again = check(bytes);
  EXPECT_THAT(told(again), ElementsAre("0  import.again"));
  EXPECT_FALSE(again.acceptable());
  const auto corrected = csv_of(penalties(), {penalty_cells(1, {{"fine", "3"}}), penalty_cells(2)});
  EXPECT_EQ(actions(check(corrected)), "changed new");
  const auto same = csv_of(penalties(), {penalty_cells(1)}) + "\n";
  EXPECT_EQ(apply(same), 0) << "nothing to do is no import";
}

TEST_P(ImportDeskTest, TakesNothingInWhenSomebodyWasQuicker) {
  const auto first = csv_of(penalties(), {penalty_cells(1)});
  apply(first);
  const auto bytes = csv_of(penalties(), {penalty_cells(1, {{"fine", "3"}}), penalty_cells(2)});
  const auto wish = order(bytes);
  const auto checked = must(check_file(bytes, wish));
  struct Case {
    const char* name;
    std::function<void()> meanwhile;
  };
  const Case cases[] = {
      {"the record was changed",
       [&] {
         must_do(desk_.correct(record_of(1), {penalty(1, {{"fine", "4"}}, "a firm is fined")}, "笔误", second_));
       }},
      {"the new key was entered", [&] { entered("penalties", penalty(2)); }},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    c.meanwhile();
    EXPECT_EQ(import_.apply(wish, checked, clerk_).error().key, "import.overtaken");
    EXPECT_EQ(count("record_import"), 1);
  }
}

TEST_P(ImportDeskTest, CorrectsNothingToWhichSomethingWasDoneWhileItWasStaged) {
  apply(csv_of(penalties(), {penalty_cells(1)}));
  const auto one = record_of(1);
  const auto bytes = csv_of(penalties(), {penalty_cells(1, {{"fine", "3"}}), penalty_cells(2)});
  auto wish = order(bytes);
  const auto checked = must(check_file(bytes, wish));
  wish.progress = [&](std::size_t) { publish(one); };  // once all that is new is staged
  EXPECT_EQ(import_.apply(wish, checked, clerk_).error().key, "import.overtaken");
  EXPECT_EQ(fine_of(one), "0.020000");
  EXPECT_EQ(count("record_state"), 1);
  EXPECT_EQ(count("record_staged"), 0);
}

TEST_P(ImportDeskTest, IsForWhoeverEntersRecordsThere) {
  const auto bytes = csv_of(penalties(), {penalty_cells(1)});
  const auto nobody = Principal::of_key(1, "系统", kEast, {});
  const auto file = [&](sheets::Receiver& receiver) { return sheets::read_table(bytes, receiver); };
  EXPECT_EQ(import_.check(order(bytes), file, nobody).error().key, "right.missing");
  EXPECT_EQ(import_.apply(order(bytes), check(bytes), nobody).error().key, "right.missing");
  apply(bytes);
  EXPECT_EQ(import_.undo(1, "错了", nobody).error().key, "right.missing");
}

TEST_P(ImportDeskTest, IsTakenBackInThreeBuckets) {
  apply(csv_of(penalties(), {penalty_cells(5), penalty_cells(6, {}, kPerson)}));
  const auto five = record_of(5);
  const auto import = apply(csv_of(penalties(), {penalty_cells(1, {}, kPerson), penalty_cells(2), penalty_cells(3),
                                                 penalty_cells(5, {{"fine", "7"}})}));
  const auto one = record_of(1), two = record_of(2), three = record_of(3);
  must_do(desk_.correct(two, {penalty(2, {{"fine", "4"}}, "a firm is fined")}, "笔误", clerk_));
  publish(three);
  const auto facets = facet("penalties", "party_kind");
  EXPECT_EQ(import_.undo(import, " ", clerk_).error().key, "record.reason-owed");
  EXPECT_EQ(import_.undo(99, "错了", clerk_).error().key, "import.missing");
  const auto undone = must(import_.undo(import, "发错了文件", clerk_));
  std::map<Id, std::string> buckets;
  for (const auto& taken : undone.records)
    buckets[taken.record] = fmt::format("{} {}", name_of(taken.bucket), taken.key);
  EXPECT_THAT(buckets, ElementsAre(testing::Pair(five, "reversed "), testing::Pair(one, "reversed "),
                                   testing::Pair(two, "kept import.changed-since"),
                                   testing::Pair(three, "refused import.is-public")));
  EXPECT_EQ(fine_of(five), "0.020000");
  EXPECT_EQ(entries(five).back().act, Act::Undo);
  EXPECT_EQ(fine_of(two), "4.000000");
  EXPECT_EQ(row(one).state, State::Erased);
  EXPECT_EQ(count("sealed_value WHERE sealed IS NULL"), 2) << "name and identity number of 1, not those of 6";
  EXPECT_EQ(facet("penalties", "party_kind"), facets);
  EXPECT_EQ(must(journal::check_contents(journal_, {})).count, 0);
  for (const auto id : {import, undone.id}) EXPECT_EQ(import_.undo(id, "再来", clerk_).error().key, "import.undone");
  EXPECT_NE(apply(csv_of(penalties(), {penalty_cells(1, {}, kPerson), penalty_cells(8)})), 0)
      << "the key of what was taken back is free";
}

// ── what is written is read again ────────────────────────────────────────────────────────────────────────────────────

/// Texts of values of a type, most of them unlike each other.
class Values {
 public:
  explicit Values(unsigned seed) : random_(seed) {}

  Value of(const Field& field) {
    if (field.type == Type::Table) return several(field, [&] { return row(field); });
    if (field.many) return several(field, [&] { return one(field); });
    return one(field);
  }
  bool often() { return below(4) > 0; }

 private:
  int below(int most) { return std::uniform_int_distribution<int>(0, most - 1)(random_); }
  std::string day() { return fmt::format("{}-{:02}-{:02}", 2000 + below(40), 1 + below(12), 1 + below(28)); }

  Value row(const Field& field) {
    Record columns(field.fields.size());
    for (const auto& column : field.fields) columns[column.place] = one(column);
    return columns;
  }
  template <class F>
  Value several(const Field& /*field*/, F make) {
    std::vector<Value> all;
    for (int i = below(3); i >= 0; --i)
      if (auto value = make(); !value.empty()) all.push_back(std::move(value));
    return all;
  }
  Value one(const Field& field) {
    const auto parsed = parse_value(text(field), field);
    return parsed.problem.empty() || parsed.doubtful ? parsed.value : Value();
  }
  // What has several values cannot have a sign in one of them that stands between two.
  std::string text(const Field& field) {
    auto words = of_type(field);
    if (field.many) std::erase(words, ';');
    return words;
  }
  std::string of_type(const Field& field) {
    static constexpr const char* kWords[] = {"=cmd",     "+86 10",   "-5",      "@x",  "'引",
                                             "0012",     "1E5",      "甲，乙",  "\"",  "2021-07-05",
                                             "a,b;c\td", "  两端  ", "街道 办", "张三"};
    switch (field.type) {
      case Type::Integer: return fmt::format("{}", below(100'000));
      case Type::Decimal:
      case Type::Money: return fmt::format("{}.{:02}", below(100'000), below(100));
      case Type::Date: return day();
      case Type::Month: return day().substr(0, 7);
      case Type::Year: return day().substr(0, 4);
      case Type::Moment: return day() + " 08:30";
      case Type::Period: return fmt::format("{}/2050-01-01", day());
      case Type::YesNo: return below(2) == 0 ? "是" : "否";
      case Type::Code:
        return field.choices->terms()
            .at(static_cast<std::size_t>(below(static_cast<int>(field.choices->terms().size()))))
            .code;
      case Type::Agency:
      case Type::UnifiedCode: return "91110000101623741K";
      case Type::OrganisationCode: return "743719761";
      case Type::IdNumber: return "11010519491231002X";
      case Type::Phone: return fmt::format("1390000{:04}", below(10'000));
      case Type::DocumentNumber: return fmt::format("平城管罚决字〔2025〕{}号", 1 + below(1'000));
      case Type::LegalBasis: return fmt::format("《城市道路管理条例》第{}条", 1 + below(40));
      case Type::Place: return fmt::format("113.{:06},33.{:06}", below(1'000'000), below(1'000'000));
      case Type::File: return fmt::format("sha256:{} {} 合同 {}.pdf", std::string(64, 'a'), 1 + below(1'000), below(9));
      case Type::WebAddress: return fmt::format("https://example.org/{}", below(1'000));
      case Type::LongText: return std::string(kWords[below(std::size(kWords))]) + "\n第二行";
      default: return kWords[below(std::size(kWords))];
    }
  }

  std::mt19937 random_;
};

std::vector<Record> random_records(const Register& made, unsigned seed, int count) {
  Values values(seed);
  std::vector<Record> records;
  for (int i = 0; i < count; ++i) {
    Record record(made.fields.size());
    for (const auto& field : made.fields)
      if (field.computed == Computed::No && values.often()) record[field.place] = values.of(field);
    // A row without anything is no record, and marks that stand for nothing are no text.
    for (const auto& field : made.fields)
      if (const auto* text = record[field.place].text())
        if (std::ranges::find(made.import.empty, *text) != made.import.empty.end()) record[field.place] = Value();
    if (std::ranges::any_of(record, [](const Value& value) { return !value.empty(); }))
      records.push_back(std::move(record));
  }
  return records;
}

const Date kDay = Date(2026, 6, 1);

std::vector<Record> read_back(const Register& made, const std::string& bytes) {
  std::vector<Record> records;
  const auto file = [&](sheets::Receiver& receiver) { return sheets::read_table(bytes, receiver); };
  const auto notes = read_rows(file, {made, {}, kDay}, [&](FileRow row, const ImportColumns&) {
    for (const auto& one : row.problems)
      if (one.effect == Effect::Refuse) ADD_FAILURE() << one.cell << " " << one.key << " " << one.about;
    records.push_back(std::move(row.read.record));
    return true;
  });
  EXPECT_TRUE(notes) << describe(notes.error());
  return records;
}

std::string workbook(const Register& made, const std::vector<Record>& records, const std::filesystem::path& file) {
  auto out =
      must(sheets::ExcelExport::create(file, made.code, fmt::format("{}", made.version), columns_of(made, kDay)));
  for (const auto& record : records) Office::must_do(out.add(cells_of(made, record, kDay)));
  Office::must_do(out.close());
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string separated(const Register& made, const std::vector<Record>& records, sheets::CsvVariant variant) {
  const auto columns = columns_of(made, kDay);
  auto text = sheets::csv_head(columns, variant);
  for (const auto& record : records) text += sheets::csv_line(columns, cells_of(made, record, kDay), variant);
  return text;
}

TEST(Import, ReadsWhatExportsOfEveryRegisterWrite) {
  const test::TemporaryFolder folder;
  for (const auto& [code, made] : registers().all()) {
    for (unsigned seed = 1; seed <= 3; ++seed) {
      SCOPED_TRACE(fmt::format("{} {}", code, seed));
      const auto records = random_records(made, seed, 20);
      ASSERT_FALSE(records.empty());
      EXPECT_EQ(read_back(made, workbook(made, records, folder.path() / "a.xlsx")), records);
      for (const auto variant : {sheets::CsvVariant::Plain, sheets::CsvVariant::Spreadsheets})
        EXPECT_EQ(read_back(made, separated(made, records, variant)), records);
    }
  }
}

TEST(Import, ReadsWhatAnotherProgramHasSaved) {
  if (std::system("test -e \"$(dirname \"$(readlink -f \"$(command -v soffice)\")\")/libsclo.so\"") != 0)
    GTEST_SKIP() << "LibreOffice Calc is not installed";
  const test::TemporaryFolder folder;
  // They have every type that a register has between them; that program needs seconds for each.
  for (const std::string code : {"penalties", "parking", "powers", "budgets", "draws", "inspection_plans",
                                 "media_posts", "procurement_contracts"}) {
    const auto& made = registers().all().at(code);
    const auto records = random_records(made, 7, 60);
    workbook(made, records, folder.path() / (code + ".xlsx"));
    const auto command = fmt::format(
        "timeout 60 soffice -env:UserInstallation=file://{0}/profile --headless --convert-to xlsx --outdir {0}/out "
        "{0}/{1}.xlsx >/dev/null 2>&1",
        folder.path().string(), code);
    ASSERT_EQ(std::system(command.c_str()), 0);
    std::ifstream in(folder.path() / "out" / (code + ".xlsx"), std::ios::binary);
    EXPECT_EQ(read_back(made, {std::istreambuf_iterator<char>(in), {}}), records) << code;
  }
}

TEST(Import, TakesATemplateWithoutItsExample) {
  for (const auto& [code, made] : registers().all()) {
    const auto bytes = must(sheets::write_template(template_of(made, kDay)));
    EXPECT_THAT(read_back(made, bytes), IsEmpty()) << code;
  }
  auto older = template_of(penalties(), kDay);
  for (const auto& [name, version, key] :
       {std::tuple("penalties", "0", "import.template-old"), {"parking", "1", "import.template-other"}}) {
    older.name = name;
    older.version = version;
    const auto bytes = must(sheets::write_template(older));
    const auto file = [&](sheets::Receiver& receiver) { return sheets::read_table(bytes, receiver); };
    const auto notes = must(read_rows(file, {penalties(), {}, kDay}, [](auto, const auto&) { return true; }));
    ASSERT_FALSE(notes.problems.empty());
    EXPECT_EQ(notes.problems.front().key, key);
  }
}

}  // namespace
}  // namespace dl::records
