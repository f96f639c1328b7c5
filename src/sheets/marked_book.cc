#include "sheets/marked_book.h"

#include <zip.h>

#include "base/text.h"
#include "sheets/book_parts.h"
#include "sheets/columns.h"
#include "sheets/marked_parts.h"
#include "sheets/workbook.h"

namespace dl::sheets {

namespace {

/// Finds the last column that holds something, and one of messages.
class Survey : public Receiver {
 public:
  explicit Survey(const Marking& marking) : marking_(marking) {}
  Wish begin(const SheetHead& sheet) override { return sheet.index == marking_.sheet ? Wish::Rows : Wish::Nothing; }
  bool row(const Row& row) override {
    if (!code_row(row)) last = std::max<std::size_t>(last, row.cells.back().column + 1);
    if (row.number != marking_.heading_row) return true;
    for (const auto& cell : row.cells)
      if (text::trim(cell.raw).starts_with(marking_.heading)) messages = cell.column;
    return true;
  }
  std::size_t last = 0;
  std::optional<std::size_t> messages = {};

 private:
  const Marking& marking_;
};

/// Gives libzip an edited part while it packs.
struct Feed {
  Package* package = nullptr;
  std::string part = {};
  std::vector<Edit> edits = {};
  std::optional<EditedStream> stream = {};
  Outcome<void> failure = {};
  zip_error_t error = {};
};

zip_int64_t feed(void* user, void* data, zip_uint64_t size, zip_source_cmd_t command) {
  auto& feed = *static_cast<Feed*>(user);
  auto broken = [&](Error error) {
    feed.failure = Failure(std::move(error));
    zip_error_set(&feed.error, ZIP_ER_READ, 0);
    return -1;
  };
  switch (command) {
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                            ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    case ZIP_SOURCE_OPEN: {
      auto stream = feed.package->stream(feed.part);
      if (!stream) return broken(std::move(stream).error());
      feed.stream.emplace(std::move(*stream), feed.edits);
      return 0;
    }
    case ZIP_SOURCE_READ: {
      const auto count = feed.stream->read(static_cast<char*>(data), size);
      if (!count) return broken(count.error());
      return static_cast<zip_int64_t>(*count);
    }
    case ZIP_SOURCE_CLOSE: feed.stream.reset(); return 0;
    case ZIP_SOURCE_STAT: zip_stat_init(static_cast<zip_stat_t*>(data)); return sizeof(zip_stat_t);
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&feed.error, data, size);
    case ZIP_SOURCE_FREE: return 0;
    default: zip_error_set(&feed.error, ZIP_ER_OPNOTSUPP, 0); return -1;
  }
}

struct CloseSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

Failure unwritten(const char* why) { return fail(Fault::Internal, "sheets.not-written", why); }

/// The archive with some parts from `feeds`; libzip copies all others as they are packed.
Outcome<std::string> repack(std::string_view bytes, std::vector<Feed>& feeds) {
  zip_error_t problem;
  zip_error_init(&problem);
  const std::unique_ptr<zip_source_t, CloseSource> whole(
      zip_source_buffer_create(bytes.data(), bytes.size(), 0, &problem));
  if (whole == nullptr) return unwritten("no source");
  zip_source_keep(whole.get());
  std::unique_ptr<zip_t, Discard> archive(zip_open_from_source(whole.get(), 0, &problem));
  if (archive == nullptr) {
    zip_source_free(whole.get());
    return unwritten(zip_error_strerror(&problem));
  }
  for (auto& feed_of : feeds) {
    const auto index = zip_name_locate(archive.get(), feed_of.part.c_str(), ZIP_FL_NOCASE);
    zip_stat_t facts;
    zip_stat_init(&facts);
    if (index < 0 || zip_stat_index(archive.get(), static_cast<zip_uint64_t>(index), 0, &facts) != 0)
      return unwritten("no such part");
    auto* source = zip_source_function(archive.get(), feed, &feed_of);
    if (source == nullptr || zip_file_replace(archive.get(), static_cast<zip_uint64_t>(index), source, 0) != 0)
      return unwritten("cannot replace a part");
    zip_file_set_mtime(archive.get(), static_cast<zip_uint64_t>(index), facts.mtime, 0);
  }
  if (zip_close(archive.get()) != 0) {
    for (auto& feed_of : feeds) DL_CHECK(feed_of.failure);
    return unwritten(zip_strerror(archive.get()));
  }
  static_cast<void>(archive.release());
  std::string out;
  if (zip_source_open(whole.get()) != 0) return unwritten("cannot read back");
  char piece[1U << 16U];
  for (zip_int64_t count = 0; (count = zip_source_read(whole.get(), piece, sizeof piece)) > 0;)
    out.append(piece, static_cast<std::size_t>(count));
  zip_source_close(whole.get());
  return out;
}

}  // namespace

Outcome<std::string> mark_workbook(std::string_view bytes, const Marking& marking, const Limits& limits) {
  Survey survey(marking);
  DL_CHECK(read_workbook(bytes, survey, limits));
  // The part is unpacked three times: read, edited and packed.
  auto wide = limits;
  wide.total = limits.total * 3;
  DL_TRY(auto package, Package::open(bytes, wide));
  DL_TRY(const auto parts, find_parts(package, wide));
  if (marking.sheet >= parts.sheets.size()) return fail(Fault::Invalid, "sheets.unmarkable", "no such sheet");
  const auto& part = parts.sheets[marking.sheet].part;
  const MessageColumn column{survey.messages.value_or(survey.last), survey.messages.has_value()};
  if (column.column >= 16'384) return fail(Fault::Invalid, "sheets.unmarkable", "no column is left");
  DL_TRY(auto styles, FilledStyles::load(package));
  std::vector<Feed> feeds(2);
  feeds[0].package = feeds[1].package = &package;
  feeds[0].part = part;
  DL_TRY(feeds[0].edits, mark_sheet(package, part, marking, column, styles));
  feeds[1].part = "xl/styles.xml";
  feeds[1].edits = styles.edits();
  return repack(bytes, feeds);
}

}  // namespace dl::sheets
