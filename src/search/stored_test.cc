#include "search/stored.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>

#include "search/cursor.h"

namespace dl::search {
namespace {

TEST(Stored, ComesBackAsItWasPacked) {
  EXPECT_TRUE(rc::check("numbers and texts of any sort", [] {
    Record record;
    record.id = {*rc::gen::arbitrary<std::int64_t>(), *rc::gen::arbitrary<int>()};
    record.agency = *rc::gen::arbitrary<std::int64_t>();
    record.column = *rc::gen::arbitrary<std::int64_t>();
    record.year = *rc::gen::arbitrary<int>();
    record.published_at = Instant(*rc::gen::arbitrary<std::int64_t>());
    record.kind = *rc::gen::arbitrary<std::string>();
    record.title = *rc::gen::arbitrary<std::string>();
    record.address = *rc::gen::arbitrary<std::string>();
    auto bytes = pack(record);
    auto stored = unpack(bytes);
    RC_ASSERT(stored.has_value());
    RC_ASSERT(stored->id == record.id);
    RC_ASSERT(stored->title == record.title);
    RC_ASSERT(stored->address == record.address);
    RC_ASSERT(stored->published_at == record.published_at.milliseconds());
    auto facets = unpack_facets(stored->facets);
    RC_ASSERT(facets.has_value());
    RC_ASSERT(facets->agency == record.agency);
    RC_ASSERT(facets->column == record.column);
    RC_ASSERT(facets->year == record.year);
    RC_ASSERT(facets->kind == record.kind);
  }));
}

TEST(Stored, RefusesBrokenBytes) {
  Record record;
  record.title = "公园";
  record.body = "正文";
  auto bytes = pack(record);
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(unpack(std::string_view(bytes).substr(0, size)));
  EXPECT_FALSE(unpack(bytes + "x"));
  EXPECT_TRUE(rc::check("any bytes", [] { (void)unpack(*rc::gen::arbitrary<std::string>()); }));
}

TEST(Stored, SortsAsNumbersDo) {
  const std::int64_t ordered[] = {std::numeric_limits<std::int64_t>::min(), -1, 0, 1, 255, 256, 1'600'000'000'000};
  for (std::size_t i = 1; i < std::size(ordered); ++i) EXPECT_LT(sortable(ordered[i - 1]), sortable(ordered[i]));
}

TEST(Cursor, ReadsWhatItWrites) {
  EXPECT_EQ(read_cursor(""), Cursor());
  for (const Cursor& cursor : {Cursor{false, 120, 80}, Cursor{true, 10'000, 10'000}, Cursor{false, 0, 0}}) {
    EXPECT_EQ(read_cursor(write_cursor(cursor)), cursor);
  }
  for (const char* bad : {"c1.1", "a1.2", "a+1.1", "a1.1.1", "a10001.0", "a99999999999999999999.0"}) {
    EXPECT_FALSE(read_cursor(bad)) << bad;
  }
}

}  // namespace
}  // namespace dl::search
