// Any bytes as the JSON of a record, and as a cell of each type: what is read is read again from its canonical form as
// it was, and can be checked, masked and shown.
#include <cstdlib>
#include <string>

#include "records/mask.h"
#include "records/record.h"
#include "records/write.h"
#include "tests/fuzz/all_types.h"

namespace {

using namespace dl::records;

const Register& made() {
  static const auto all = all_types();
  return all;
}

void try_cells(std::string text) {
  using Kind = Cell::Kind;
  for (const auto& field : made().fields) {
    if (field.row().parse == nullptr) continue;
    for (const auto kind : {Kind::Text, Kind::Number, Kind::Date, Kind::Flag}) {
      const auto parsed = parse_cell({kind, text}, field);
      if (parsed.value.empty()) continue;
      if (parse_value(text_of(parsed.value, field), field).value != parsed.value) std::abort();
      (void)html_of(parsed.value, field);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  if (text.size() < 200) try_cells(text);
  const auto read = read_json(text, made());
  if (!read) return 0;
  const auto canonical = json_of(read->record, made());
  const auto again = read_json(canonical, made());
  if (!again || again->record != read->record || json_of(again->record, made()) != canonical) std::abort();
  (void)check(made(), *read, dl::Date(2026, 1, 1));
  (void)record_name(made(), read->record, {});
  return 0;
}
