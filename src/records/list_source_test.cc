// Lists, counts and facets against what comes out when every record is looked at.
#include <random>

#include "base/text.h"
#include "db/rows.h"
#include "records/desk_fixture.h"

namespace dl::records {
namespace {

using testing::IsEmpty;

class ListSourceTest : public OfficeTest {
 public:
  void change(const std::string& sql) {
    must_do(store_.database().write([&](db::Session& session) -> Outcome<void> {
      DL_CHECK(db::query_rows(session, sql, {}, {}));
      return {};
    }));
  }
  const Field* field(const char* code) const { return made("penalties").find(code); }
  Count count(const Asked& asked) {
    return must(read([&](db::Session& session) {
      return count_records(session, projection_, "penalties", {{}, today()}, asked);
    }));
  }
  std::vector<Facet> facets(const Asked& asked) {
    return must(read([&](db::Session& session) {
      return count_facets(session, projection_, "penalties", {{}, today()}, asked);
    }));
  }
};
DL_ON_EVERY_ENGINE(ListSourceTest);

/// What the public sees of a record.
struct Seen {
  Row row = {};
  Record shown = {};
};

int order_of(const db::Value& one, const db::Value& other) {
  if (const auto* number = std::get_if<std::int64_t>(&one)) {
    const auto against = std::get<std::int64_t>(other);
    return *number == against ? 0 : *number < against ? -1 : 1;
  }
  return std::get<std::string>(one).compare(std::get<std::string>(other));
}

bool meets(const Value& value, const Filter& filter) {
  if (const auto* several = value.several())
    return std::ranges::any_of(*several, [&](const Value& one) { return meets(one, filter); });
  if (value.empty()) return false;
  const auto held = column_value(value);
  return (filter.is.empty() || order_of(held, column_value(filter.is)) == 0) &&
         (filter.from.empty() || order_of(held, column_value(filter.from)) >= 0) &&
         (filter.before.empty() || order_of(held, column_value(filter.before)) < 0);
}

bool has_word(const Register& made, const Record& shown, const std::string& word) {
  return std::ranges::any_of(made.page.search, [&](const Field* field) {
    const auto text = text::fold_for_search(text_of(shown.at(field->place), *field));
    return text.find(text::fold_for_search(word)) != std::string::npos;
  });
}

/// Conditions in all their mixtures, over records that differ in all they ask for.
class Asking {
 public:
  Asking(ListSourceTest& office, unsigned seed) : office_(office), random_(seed) {}

  void fill(int records) {
    for (int i = 1; i <= records; ++i) {
      const bool natural = below(3) == 0;
      auto read = office_.penalty(i,
                                  {{"offence", pick({"倾倒垃圾", "占道经营", "焚烧垃圾"})},
                                   {"decided_on", fmt::format("{}-{}-05", 2023 + below(3), pick({"01", "06"}))},
                                   {"dishonesty", pick({"", "严重"})},
                                   {"valid_until", "2026-12-31"}},
                                  natural ? "a natural person" : "a firm is fined");
      auto& kinds = read.record.at(office_.field("kinds")->place);
      if (below(2) == 0) kinds = Value(std::vector<Value>{Value(std::string("warning")), Value(std::string("fine"))});
      const auto id = office_.entered("penalties", read, 1 + below(2));
      if (below(8) != 0) office_.publish(id);
      auto row = office_.row(id);
      if (row.shown != 0) seen_.push_back({row, office_.head(id).shown});
    }
  }

  Asked asked() {
    Asked asked;
    if (below(3) == 0) asked.agency = 1 + below(2);
    if (below(2) == 0) asked.filters.push_back({office_.field("party_kind"), pick({"natural", "legal", "individual"})});
    if (below(2) == 0) asked.filters.push_back({office_.field("kinds"), pick({"warning", "fine", "detention"})});
    if (below(2) == 0) {
      const auto from = std::to_string(2023 + below(3));
      const bool year = below(2) == 0;
      asked.filters.push_back({office_.field("decided_on"), {}, from + "-01-01", from + (year ? "" : "-06-01")});
      auto& filter = asked.filters.back();
      if (year) filter.before = std::to_string(std::stoi(from) + 1) + "-01-01";
      if (below(4) == 0) filter.from = {};
      if (below(4) == 0 && !filter.from.empty()) filter.before = {};
    }
    asked.words = pick({"", "", "垃圾", "倾倒垃圾", "垃圾 占道", "圾", "经营", "没有"});
    return asked;
  }

  std::vector<const Seen*> hits(const Asked& asked) const {
    std::vector<const Seen*> found;
    const auto& made = office_.made("penalties");
    for (const auto& one : seen_) {
      bool meets_all = !asked.agency || *asked.agency == one.row.agency;
      for (const auto& filter : asked.filters)
        meets_all = meets_all && meets(one.shown.at(filter.field->place), filter);
      std::istringstream words(asked.words);
      for (std::string word; words >> word;) meets_all = meets_all && has_word(made, one.shown, word);
      if (meets_all) found.push_back(&one);
    }
    const auto place = office_.field("decided_on")->place;
    std::ranges::sort(found, [&](const Seen* a, const Seen* b) {
      const auto& day = *a->shown.at(place).text();
      const auto& other = *b->shown.at(place).text();
      return std::tie(day, a->row.shown) > std::tie(other, b->row.shown);
    });
    return found;
  }

 private:
  std::int64_t below(std::int64_t most) { return std::uniform_int_distribution<std::int64_t>(0, most - 1)(random_); }
  std::string pick(const std::vector<std::string>& of) { return of[static_cast<std::size_t>(below(std::ssize(of)))]; }

  ListSourceTest& office_;
  std::mt19937 random_;
  std::vector<Seen> seen_ = {};
};

TEST_P(ListSourceTest, GivesWhatEveryRecordLookedAtGives) {
  Asking asking(*this, 7);
  asking.fill(80);
  const auto& made = this->made("penalties");
  // Some as if their facets were too long for an index: they are read otherwise, and come out the same.
  for (const bool too_long : {false, true}) {
    SCOPED_TRACE(too_long);
    for (int round = 0; round < 150; ++round) {
      const auto asked = asking.asked();
      const auto hits = asking.hits(asked);
      SCOPED_TRACE(fmt::format("{}: {} filters, agency {}, words {}", round, asked.filters.size(),
                               asked.agency.value_or(0), asked.words));
      std::vector<std::string> numbers;
      std::map<std::string, std::map<std::string, std::int64_t>> counts;
      for (const auto* one : hits) {
        numbers.push_back(text_of(one->shown.at(field("number")->place), *field("number")));
        for (const auto* facet : made.page.facets)
          for (const auto& value : facets_of(*facet, one->shown.at(facet->place))) ++counts[facet->code][value];
      }
      EXPECT_EQ(listed("penalties", "number", asked), numbers);
      EXPECT_EQ(count(asked).records, std::ssize(hits));
      for (const auto* facet : made.page.facets)
        EXPECT_EQ(this->facet("penalties", facet->code, asked), counts[facet->code]) << facet->code;
    }
    change("UPDATE rec_penalties SET _facets = '' WHERE _entry % 3 = 0");
    change("UPDATE rec_penalties__kinds SET _facets = '' WHERE _entry % 3 = 0");
  }
}

// Up to ten thousand all are counted, and of more it is said that there are more.
TEST_P(ListSourceTest, CountsExactlyUpToItsEdge) {
  const auto words = penalty(1, {{"offence", "倾倒垃圾"}, {"decided_on", "2025-06-05"}, {"valid_until", "2026-12-31"}},
                             "a firm is fined");
  published("penalties", words);
  const auto& shape = projection_.shape("penalties");
  const auto copy = [&](const std::string& table, const std::string& key, const Fields& columns, const std::string& own,
                        int from, int to) {
    std::string names;
    for (const auto* one : columns)
      if (one->code != "number") names += ", " + quoted_name(one->code);
    const bool numbered = table == shape.table;
    change(
        fmt::format("INSERT INTO {0} ({1}{2}{3}{4}) SELECT 1000000 + n.i{5}{3}{4} FROM {0} CROSS JOIN (WITH "
                    "RECURSIVE c(i) AS (SELECT {6} UNION ALL SELECT i + 1 FROM c WHERE i < {7}) SELECT i FROM c) AS "
                    "n WHERE {0}._entry < 1000000",
                    table, key, numbered ? ", number" : "", own, names, numbered ? ", 'N' || n.i" : "", from, to));
  };
  const auto copies = [&](int from, int to) {
    copy(shape.table, "_entry", shape.columns, ", _record, _agency, _head, _shown, _until, _sort, _facets, _words",
         from, to);
    const auto& kinds = *shape.part_of(*field("kinds"));
    copy(kinds.table, "_entry", kinds.columns, ", _position, _shown, _sort, _until, _agency, _facets", from, to);
    const auto pairs = pairs_of("倾倒垃圾");
    must_do(store_.database().write([&](db::Session& session) -> Outcome<void> {
      for (std::int64_t entry = from; entry <= to; ++entry)
        DL_CHECK(db::query_rows(session, shape.words.insertion.one, {1'000'000 + entry, pairs}, {}));
      return {};
    }));
  };
  const Asked asked[] = {{.filters = {{field("party_kind"), std::string("legal")}}},
                         {.filters = {{field("kinds"), std::string("fine")}}},
                         {.filters = {{field("decided_on"), {}, std::string("2025-01-01"), std::string("2026-01-01")}}},
                         {.filters = {{field("kinds"), std::string("fine")}}, .words = "垃圾"},
                         {.words = "垃圾"},
                         {.words = "倾倒垃圾"}};
  copies(1, kMostCounted - 1);
  for (const auto& one : asked) {
    EXPECT_EQ(count(one).records, kMostCounted);
    EXPECT_FALSE(count(one).more);
    for (const auto& facet : facets(one)) {
      EXPECT_FALSE(facet.more);
      ASSERT_EQ(facet.values.size(), 1U) << facet.field->code;
      EXPECT_EQ(facet.values[0].count, kMostCounted) << facet.field->code;
    }
  }
  copies(kMostCounted, kMostCounted);
  for (const auto& one : asked) {
    EXPECT_EQ(count(one).records, kMostCounted);
    EXPECT_TRUE(count(one).more);
    for (const auto& facet : facets(one)) EXPECT_TRUE(facet.more) << facet.field->code;
  }
  EXPECT_THAT(facets({.words = "没有这样的词"})[0].values, IsEmpty());
}

}  // namespace
}  // namespace dl::records
