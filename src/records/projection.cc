#include "records/projection.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <set>
#include <span>
#include <utility>

#include "base/text.h"
#include "db/rows.h"
#include "records/write.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

/// So many are made ready on one core while another writes those before them.
constexpr std::size_t kReadied = 500;

Outcome<void> run(db::Session& session, const Text& sql, std::vector<db::Value> values = {}) {
  DL_CHECK(db::query_rows(session, sql, std::move(values), {}));
  return {};
}

/// What a search for a word of the list looks through.
Text words_of(const Register& made, const Record& shown) {
  Text words;
  for (const auto* field : made.page.search)
    if (!is_closed(*field)) words += text::fold_for_search(text_of(shown.at(field->place), *field)) + "\n";
  return words;
}

db::Value sort_of(const Register& made, const Record& shown) {
  const auto* field = made.page.sort;
  const auto* number = field == nullptr ? nullptr : shown.at(field->place).number();
  const auto* text = field == nullptr ? nullptr : shown.at(field->place).text();
  if (number != nullptr) return *number;
  if (text != nullptr) return *text;
  return field != nullptr && field->row().stored == Stored::Integer ? db::Value(Id{0}) : db::Value(Text());
}

using PartRows = std::vector<std::pair<const Shape::Part*, std::vector<db::Value>>>;

/// What a row has for the public's lists, in its own table and in those of its parts.
struct Listing {
  bool shown = false;
  db::Value sort = {};
  db::Value until = {};
  Id agency = 0;
  Text facets = {};
};

PartRows parts_of(const Shape& shape, Id entry, const Record& shown, const Listing& listing) {
  PartRows rows;
  for (const auto& part : shape.parts) {
    const auto* several = shown.at(part.field->place).several();
    for (Id position = 0; several != nullptr && position < std::ssize(*several); ++position) {
      const auto& one = (*several)[static_cast<std::size_t>(position)];
      std::vector<db::Value> cells = {entry, position};
      for (const auto* column : part.columns)
        cells.push_back(column_value(part.field == column ? one : one.several()->at(column->place)));
      if (part.listed) {
        const bool again = std::find(several->begin(), several->begin() + position, one) != several->begin() + position;
        for (const auto& cell : {db::Value(Id{listing.shown && !again ? 1 : 0}), listing.sort, listing.until,
                                 db::Value(listing.agency), db::Value(listing.facets)})
          cells.push_back(cell);
      }
      rows.emplace_back(&part, std::move(cells));
    }
  }
  return rows;
}

Placed placed(const Shape& shape, const Row& row, Id entry, const Record& shown, Seen seen) {
  const auto& made = *shape.made;
  const bool is_head = seen == Seen::Yes && entry == row.head;
  Listing listing{.shown = seen == Seen::Yes && entry == row.shown,
                  .sort = sort_of(made, shown),
                  .agency = row.agency,
                  .facets = facets_text(made, shown)};
  if (listing.shown && row.shown_until) listing.until = row.shown_until->text();
  auto words = words_of(made, shown);
  Placed placed{.entry = entry, .pairs = pairs_of(words), .parts = parts_of(shape, entry, shown, listing)};
  placed.values = {entry,         row.id,       row.agency,     Id{is_head ? 1 : 0}, Id{listing.shown ? 1 : 0},
                   listing.until, listing.sort, listing.facets, std::move(words)};
  for (const auto* field : shape.columns) placed.values.push_back(column_value(shown.at(field->place)));
  return placed;
}

/// The newest words of a record, and the public ones where they are others.
std::vector<Id> entries_of(const Row& row) {
  return row.shown == 0 || row.shown == row.head ? std::vector{row.head} : std::vector{row.head, row.shown};
}

/// What some records have in the tables, and what counts in the facets.
struct Readied {
  std::vector<Placed> placed = {};
  std::vector<std::pair<const Row*, Record>> counted = {};
};

Outcome<Readied> rows_of_tables(const Shape& shape, std::span<const Row> rows, const std::map<Id, Text>& contents) {
  Readied readied;
  for (const auto& row : rows) {
    if (row.state == State::Erased) continue;
    for (const auto entry : entries_of(row)) {
      const auto content = contents.find(entry);
      if (content == contents.end()) return fail(Fault::NotFound, "record.missing", fmt::format("entry {}", entry));
      DL_TRY(auto words, read_content(content->second, *shape.made));
      readied.placed.push_back(placed(shape, row, entry, words.shown, Seen::Yes));
      if (entry == row.shown) readied.counted.emplace_back(&row, std::move(words.shown));
    }
  }
  return readied;
}

}  // namespace

Placed place_head(const Shape& shape, const Row& row, const Record& shown, Seen seen) {
  return placed(shape, row, row.head, shown, seen);
}

Outcome<void> Projecting::follow(const Row& row) {
  DL_CHECK(take_away(row));
  if (row.state == State::Erased) return {};
  DL_TRY(const auto head, load_entry(session_, row.head));
  DL_TRY(const auto newest, read_content(head.content, *shape_.made));
  DL_CHECK(add(row, newest.shown));
  if (row.shown == 0 || row.shown == row.head) return {};
  DL_TRY(const auto public_one, load_entry(session_, row.shown));
  DL_TRY(const auto words, read_content(public_one.content, *shape_.made));
  return put(row, row.shown, words.shown);
}

Outcome<void> Projecting::add(const Row& row, const Record& shown) { return put(row, row.head, shown); }

Outcome<void> Projecting::add_all(std::vector<Placed> all) {
  std::vector<std::vector<db::Value>> rows;
  std::vector<std::vector<db::Value>> words;
  std::map<const Shape::Part*, std::vector<std::vector<db::Value>>> parts;
  for (auto& one : all) {
    rows.push_back(std::move(one.values));
    words.push_back({one.entry, std::move(one.pairs)});
    for (auto& [part, cells] : one.parts) parts[part].push_back(std::move(cells));
  }
  DL_CHECK(db::insert_rows(session_, shape_.insertion, rows));
  DL_CHECK(db::insert_rows(session_, shape_.words.insertion, words));
  for (const auto& [part, cells] : parts) DL_CHECK(db::insert_rows(session_, part->insertion, cells));
  return {};
}

Outcome<void> Projecting::follow_all(const std::vector<Row>& rows) {
  if (rows.empty()) return {};
  DL_TRY(const auto there,
         db::query_rows(session_,
                        fmt::format("SELECT DISTINCT _record FROM {} WHERE _record BETWEEN ? AND ?", shape_.table),
                        {rows.front().id, rows.back().id}, {db::Type::Integer}));
  std::set<Id> made;
  for (const auto& values : there) made.insert(std::get<Id>(values[0]));
  std::vector<Id> wanted;
  for (const auto& row : rows) {
    if (made.contains(row.id)) DL_CHECK(take_away(row));
    if (row.state == State::Erased) continue;
    std::ranges::copy(entries_of(row), std::back_inserter(wanted));
  }
  DL_TRY(const auto contents, contents_of(session_, wanted));
  const auto ready = [&](std::size_t from) {
    const auto part = std::span(rows).subspan(from, std::min(kReadied, rows.size() - from));
    return std::async(std::launch::async, [this, part, &contents] { return rows_of_tables(shape_, part, contents); });
  };
  auto next = ready(0);
  for (std::size_t done = 0; done < rows.size();) {
    DL_TRY(auto part, next.get());
    done += std::min(kReadied, rows.size() - done);
    if (done < rows.size()) next = ready(done);
    for (const auto& [row, shown] : part.counted) count(row->agency, shown, 1);
    DL_CHECK(add_all(std::move(part.placed)));
  }
  return {};
}

Outcome<Id> Projecting::bring_into_force(Id first_entry, Id last_entry) {
  return session_.run(fmt::format("UPDATE {} SET _head = 1 WHERE _entry BETWEEN :first AND :last AND _head = 0 AND "
                                  "_shown = 0",
                                  shape_.table),
                      first_entry, last_entry);
}

Outcome<void> Projecting::drop_unseen(Id first_entry, Id last_entry) {
  DL_TRY(const auto rows,
         db::query_rows(session_,
                        fmt::format("SELECT _entry, _words FROM {} WHERE _entry BETWEEN ? AND ? AND _head = 0 AND "
                                    "_shown = 0",
                                    shape_.table),
                        {first_entry, last_entry}, {db::Type::Integer, db::Type::Text}));
  for (const auto& values : rows) {
    const auto entry = std::get<Id>(values[0]);
    DL_CHECK(drop(entry, std::get<Text>(values[1])));
    DL_CHECK(run(session_, fmt::format("DELETE FROM {} WHERE _entry = ?", shape_.table), {entry}));
  }
  return {};
}

// What hangs on a row.
Outcome<void> Projecting::drop(Id entry, const Text& words) {
  DL_CHECK(run(session_, shape_.words.removal, {entry, pairs_of(words)}));
  for (const auto& part : shape_.parts)
    DL_CHECK(run(session_, fmt::format("DELETE FROM {} WHERE _entry = ?", part.table), {entry}));
  return {};
}

Outcome<void> Projecting::take_away(const Row& row) {
  DL_TRY(const auto rows,
         db::query_rows(session_, fmt::format("SELECT _entry, _shown, _words FROM {} WHERE _record = ?", shape_.table),
                        {row.id}, {db::Type::Integer, db::Type::Integer, db::Type::Text}));
  for (const auto& values : rows) {
    const auto entry = std::get<Id>(values[0]);
    if (std::get<Id>(values[1]) != 0) {
      DL_TRY(const auto was, load_entry(session_, entry));
      DL_TRY(const auto words, read_content(was.content, *shape_.made));
      count(row.agency, words.shown, -1);
    }
    DL_CHECK(drop(entry, std::get<Text>(values[2])));
  }
  if (rows.empty()) return {};
  return run(session_, fmt::format("DELETE FROM {} WHERE _record = ?", shape_.table), {row.id});
}

Outcome<void> Projecting::put(const Row& row, Id entry, const Record& shown) {
  DL_CHECK(add_all({placed(shape_, row, entry, shown, Seen::Yes)}));
  if (entry == row.shown) count(row.agency, shown, 1);
  return {};
}

void Projecting::count(Id agency, const Record& shown, Id by) {
  for (const auto* field : facet_fields(*shape_.made))
    for (auto& value : facets_of(*field, shown.at(field->place)))
      counts_[{field->code, agency, std::move(value)}] += by;
}

Outcome<void> Projecting::finish() {
  for (const auto& [at, by] : std::exchange(counts_, {})) {
    const auto& [field, agency, value] = at;
    if (by == 0) continue;
    DL_CHECK(
        session_.run("INSERT INTO rec_facet (register, field, agency, value, n) VALUES (:code, :field, :agency, "
                     ":value, :n) ON CONFLICT (register, field, agency, value) DO UPDATE SET "
                     "n = rec_facet.n + excluded.n",
                     shape_.made->code, field, agency, value, by));
  }
  return {};
}

}  // namespace dl::records
