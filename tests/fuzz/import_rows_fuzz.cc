// Any bytes as a file of records, and as the sheet and the strings of a workbook that is packed anew: rows come in
// their order, each problem names its cell, and what is read without a problem is read again from its canonical form as
// it was.
#include "records/import_rows.h"
#include "records/write.h"
#include "sheets/book_fixture.h"
#include "tests/fuzz/all_types.h"

namespace {

using namespace dl::records;

void check_row(const FileRow& row, const Register& made) {
  if (row.read.record.size() != made.fields.size()) std::abort();
  for (const auto& problem : row.problems)
    if (problem.key.empty() || (row.row > 0 && !problem.field.empty() && problem.cell.empty())) std::abort();
  if (!row.problems.empty()) return;
  const auto canonical = json_of(row.read.record, made);
  const auto again = read_json(canonical, made);
  if (!again || again->record != row.read.record) std::abort();
}

void read(const std::string& bytes, const Register& made) {
  const auto file = [&](dl::sheets::Receiver& receiver) { return dl::sheets::read_table(bytes, receiver); };
  const Mapping mapping = {{"own", ""}, {"day", "a_date"}};
  std::size_t rows = 0;
  std::size_t last = 0;
  const auto notes = read_rows(file, {made, mapping, dl::Date(2026, 1, 1)}, [&](FileRow row, const ImportColumns&) {
    if (rows++ > 0 && row.row <= last) std::abort();
    last = row.row;
    check_row(row, made);
    return rows < 500;
  });
  if (notes && notes->rows < rows) std::abort();
  if (!notes && notes.error().key.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const Register refusing = all_types("refuse");
  static const Register repeating = all_types("repeat");
  const std::string input(reinterpret_cast<const char*>(bytes), size);
  read(input, refusing);
  dl::sheets::Book book;
  book.more = {{"xl/worksheets/sheet1.xml", input}, {"xl/sharedStrings.xml", input}};
  const auto packed = book.bytes();
  for (const auto* made : {&refusing, &repeating}) read(packed, *made);
  return 0;
}
