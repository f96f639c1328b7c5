// Any bytes as a workbook, and, because the archive's check sums stop most changes, as the sheet, the strings and the
// formats of one that is packed anew; and as a format of numbers.
#include <cstdlib>

#include "base/content.h"
#include "intake/document.h"
#include "intake/docx_fixture.h"
#include "sheets/number_format.h"

namespace {

void read(std::string bytes) {
  auto found = dl::intake::read_document({"a.xlsx", std::move(bytes)});
  if (found && !dl::content::well_formed(found->body)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(bytes), size);
  if (input.find("%PDF-") != input.npos) return 0;
  if (input.starts_with("PK\x03\x04")) {
    read(input);
    return 0;
  }
  for (double value : {0.0, -12.5, 45054.75, 1e300})
    if (auto shown = dl::sheets::show_number(value, input, dl::sheets::DayOne::In1904);
        shown && shown->size() > 100'000 + size * 400)
      std::abort();
  read(dl::intake::pack_docx(
      {{"xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" r:id=\"r\"/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r\" Target=\"worksheets/s.xml\"/></Relationships>"},
       {"xl/sharedStrings.xml", input},
       {"xl/styles.xml", input},
       {"xl/worksheets/s.xml", input}}));
  return 0;
}
