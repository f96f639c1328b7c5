// Workbooks for tests: parts by name, packed; what a reader is told, as text.
#pragma once

#include <zip.h>

#include <map>

#include "sheets/cells.h"

namespace dl::sheets {

inline std::string pack(const std::map<std::string, std::string>& parts) {
  zip_error_t problem;
  zip_error_init(&problem);
  auto* target = zip_source_buffer_create(nullptr, 0, 0, &problem);
  zip_source_keep(target);
  auto* archive = zip_open_from_source(target, ZIP_TRUNCATE, &problem);
  for (const auto& [name, bytes] : parts)
    zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_OVERWRITE);
  zip_close(archive);
  std::string out;
  zip_source_open(target);
  char buffer[65536];
  for (zip_int64_t count = 0; (count = zip_source_read(target, buffer, sizeof buffer)) > 0;)
    out.append(buffer, static_cast<std::size_t>(count));
  zip_source_close(target);
  zip_source_free(target);
  return out;
}

/// A workbook of one sheet "表一", or of the parts that are given in place of its own. Cell formats: 0 general, 1 a
/// day, 2 text, 3 two decimals.
struct Book {
  std::string rows = {};
  std::string before = {};  ///< the rows
  std::string behind = {};  ///< them
  std::map<std::string, std::string> more = {};

  std::string bytes() const {
    auto parts = more;
    parts.try_emplace("xl/workbook.xml", "<workbook><sheets><sheet name=\"表一\" r:id=\"r1\"/></sheets></workbook>");
    parts.try_emplace(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" "
        "Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>");
    parts.try_emplace("xl/sharedStrings.xml",
                      "<sst><si><t>街道</t></si><si><r><t>南</t></r><r><t>湖</t></r><rPh><t>nan</t></rPh></si>"
                      "<si><t>a_x000D_b_x005F_x0041_</t></si></sst>");
    parts.try_emplace("xl/styles.xml",
                      "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"0.00\"/></numFmts><cellXfs><xf "
                      "numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"49\"/><xf numFmtId=\"170\"/></cellXfs>"
                      "</styleSheet>");
    parts.try_emplace("xl/worksheets/sheet1.xml",
                      "<worksheet>" + before + "<sheetData>" + rows + "</sheetData>" + behind + "</worksheet>");
    return pack(parts);
  }
};

/// Notes what it is told: "[表一" and a line for each row, "5: A=甲 B=#12" …
class Notes : public Receiver {
 public:
  Wish begin(const SheetHead& sheet) override {
    text += "[" + sheet.name + (sheet.hidden ? " hidden]\n" : "]\n");
    return wish;
  }
  bool row(const Row& row) override {
    text += fmt::format("{}{}:", row.number, row.hidden ? " hidden" : "");
    for (const auto& cell : row.cells) {
      const char* signs[] = {"", "#", "?", "!", "@", "+"};
      text += fmt::format(" {}={}{}", address(cell.column, 0), signs[static_cast<int>(cell.kind)], cell.raw);
      if (cell.hidden) text += "(hidden)";
      if (cell.format != nullptr && cell.format->is_text) text += "(text)";
      if (auto moment = moment_of(cell)) text += "(" + moment->date.text() + ")";
      if (cell.formula == Formula::Worked) text += "(worked)";
      if (cell.formula == Formula::Unworked) text += "(unworked " + std::string(cell.formula_text) + ")";
    }
    text += "\n";
    return ++rows < most;
  }
  void end(const SheetFoot& told) override { foot = told; }

  Wish wish = Wish::Rows;
  std::size_t most = SIZE_MAX;
  std::size_t rows = 0;
  std::string text = {};
  SheetFoot foot = {};
};

}  // namespace dl::sheets
