// Corrections by a file, many records a statement: they give what the desk gives one by one.
#include "records/import_writing.h"

#include "journal/contents.h"
#include "records/import_fixture.h"

namespace dl::records {
namespace {

using testing::Each;

class ImportWritingTest : public ImportOffice {
 protected:
  /// The row of the record in a list, as JSON; "-" where it is in none.
  std::string listed_as(int number, const std::optional<accounts::Scope>& office) {
    const auto page = must(read([&](db::Session& session) {
      return list_records(session, projection_, "penalties", {office, today()},
                          {.filters = {}, .words = fmt::format("〔2025〕{}号", number)}, {}, 10);
    }));
    return page.rows.empty() ? "-" : json_of(page.rows.front().shown, penalties());
  }
  /// All that a correction has made of a record, but for its numbers and for what salts are in it.
  std::string corrected(Id id, int number) {
    const auto all = entries(id);
    const auto& last = all.back();
    const auto is_words = [](const Entry& entry) { return !entry.content.empty(); };
    const auto before = std::find_if(all.rbegin() + 1, all.rend(), is_words);
    const auto was = must(read_content(before->content, penalties()));
    const auto words = must(read_content(last.content, penalties()));
    auto text = fmt::format("{} {} {} {} {} {}", name_of(last.act), last.about == last.id,
                            last.digest == sha256_hex(last.content), last.version, last.actor, last.reason);
    text += "\n" + json_of(words.shown, penalties());
    for (const auto& [code, commitment] : words.sealed) {
      const auto had = was.sealed.find(code);
      text += fmt::format("\n{} {}", code, had != was.sealed.end() && had->second == commitment ? "kept" : "anew");
    }
    const auto whole = read([&](db::Session& session) { return open_words(session, key_, words, penalties()); });
    const auto now = row(id);
    text += fmt::format("\n{}\n{} {} {} {} {}", json_of(must(whole), penalties()), now.title, name_of(now.state),
                        now.head == last.id, now.shown == before->id, now.withheld);
    text += "\n" + listed_as(number, accounts::Scope::everywhere()) + "\n" + listed_as(number, {});
    const auto own = fmt::format("〔2025〕{}号", number);
    for (std::size_t at = 0; (at = text.find(own, at)) != text.npos;) text.replace(at, own.size(), "〔2025〕号");
    return text;
  }
  std::vector<std::string> fines() { return listed("penalties", "fine", {}, accounts::Scope::everywhere()); }
};

DL_ON_EVERY_ENGINE(ImportWritingTest);

TEST_P(ImportWritingTest, CorrectsAsTheDeskDoes) {
  struct Case {
    const char* name;
    const char* like;
    bool is_public;
    std::map<std::string, std::string> but;
  };
  const Case cases[] = {{"a public firm", "a firm is fined", true, {{"fine", "3"}}},
                        {"a public person, whose sealed values stay", "a natural person", true, {{"fine", "3"}}},
                        {"a public person, whose name changes", "a natural person", true, {{"party", "欧阳若水"}}},
                        {"what is not public yet", "a natural person", false, {{"fine", "3"}}}};
  constexpr int kByFile = 100;
  std::map<int, Id> ids;
  std::vector<Cells> rows;
  for (int number = 1; const auto& c : cases) {
    for (const int one : {number, number + kByFile}) {
      ids[one] = entered("penalties", penalty(one, {}, c.like));
      if (c.is_public) publish(ids[one]);
    }
    must_do(desk_.correct(ids[number], {penalty(number, c.but, c.like)}, "笔误", clerk_));
    rows.push_back(penalty_cells(number + kByFile, c.but, c.like));
    ++number;
  }
  const auto bytes = csv_of(penalties(), rows);
  auto wish = order(bytes);
  wish.reason = "笔误";
  const auto checked = must(check_file(bytes, wish));
  EXPECT_EQ(actions(checked), "changed changed changed changed");
  must(import_.apply(wish, checked, clerk_));
  for (int number = 1; const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(corrected(ids[number], number), corrected(ids[number + kByFile], number + kByFile));
    ++number;
  }
  EXPECT_EQ(must(journal::check_contents(journal_, {})).count, 0);
}

TEST_P(ImportWritingTest, CorrectsMoreThanAStatementTakes) {
  const int many = static_cast<int>(kCorrectedAtOnce) + 3;
  const auto file = [&](const char* fine) {
    std::vector<Cells> rows;
    for (int number = 1; number <= many; ++number) rows.push_back(penalty_cells(number, {{"fine", fine}}));
    return rows;
  };
  apply(csv_of(penalties(), file("2")));
  auto more = file("3");
  more.push_back(penalty_cells(many + 1, {{"fine", "3"}}));
  const auto id = apply(csv_of(penalties(), more));
  EXPECT_THAT(fines(), Each("3.000000"));

  const auto import = must(read([&](db::Session& session) { return load_import(session, id); }));
  EXPECT_EQ(import.entered, 1);
  EXPECT_EQ(import.corrected, many);
  const auto all =
      must(read([&](db::Session& session) { return entries_between(session, import.first_entry, import.last_entry); }));
  ASSERT_EQ(std::ssize(all), many + 1);
  Sha256 digest;
  for (const auto& entry : all) digest.update(entry.digest);
  EXPECT_EQ(digest.finish_hex(), import.digest);
  EXPECT_TRUE(std::ranges::is_sorted(all.begin() + 1, all.end(), {}, &Entry::record)) << "in the order of the file";
  EXPECT_EQ(must(journal::check_contents(journal_, {})).count, 0);

  const auto bytes = csv_of(penalties(), file("5"));
  const auto wish = order(bytes);
  const auto checked = must(check_file(bytes, wish));
  const auto last = all.back();
  must_do(desk_.correct(last.record, {penalty(many, {{"fine", "3"}, {"offence", "随意倾倒垃圾"}}, "a firm is fined")},
                        "笔误", clerk_));
  EXPECT_EQ(import_.apply(wish, checked, clerk_).error().key, "import.overtaken");
  EXPECT_THAT(fines(), Each("3.000000")) << "all of it or nothing";
}

}  // namespace
}  // namespace dl::records
