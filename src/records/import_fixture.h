// Files of records for tests: separated values and workbooks out of the cells of a few fields.
#pragma once

#include "base/hash.h"
#include "records/desk_fixture.h"
#include "records/import_cells.h"
#include "records/import_desk.h"
#include "records/import_template.h"
#include "sheets/book_fixture.h"

namespace dl::records {

/// The cells of a row by the code of their field, as they stand in the file; in a workbook what begins with "<c" is the
/// cell's XML, with AT for its address.
using Cells = std::map<std::string, std::string>;

inline Cells cells_like(const Register& made, std::string_view like, const Cells& but = {}) {
  Cells cells;
  const auto record = example(made, like).record;
  for (const auto& field : made.fields)
    if (!record.at(field.place).empty()) cells[field.code] = cell_text(record.at(field.place), field, made);
  for (const auto& [code, text] : but) cells[code] = text;
  return cells;
}

/// Digits as a number of the workbook; style 1 makes a day of them.
inline std::string number_cell(const std::string& digits, int style = 0) {
  return fmt::format("<c r=\"AT\" s=\"{}\"><v>{}</v></c>", style, digits);
}

inline Cells penalty_cells(int number, const Cells& but = {}, std::string_view like = "a firm is fined") {
  auto all = but;
  all.try_emplace("number", fmt::format("东城管罚决字〔2025〕{}号", number));
  return cells_like(penalties(), like, all);
}

inline std::vector<const Field*> fields_in(const Register& made, const std::vector<Cells>& rows) {
  std::vector<const Field*> fields;
  for (const auto& field : made.fields)
    if (std::ranges::any_of(rows, [&](const auto& row) { return row.contains(field.code); })) fields.push_back(&field);
  return fields;
}

inline std::string csv_of(const Register& made, const std::vector<Cells>& rows, const std::string& between = ",") {
  const auto fields = fields_in(made, rows);
  const auto quoted = [](std::string text) {
    for (std::size_t at = 0; (at = text.find('"', at)) != text.npos; at += 2) text.insert(at, "\"");
    return "\"" + text + "\"";
  };
  std::string text;
  for (const auto* field : fields) text += (field == fields.front() ? "" : between) + quoted(field->title);
  for (const auto& row : rows) {
    text += "\n";
    for (const auto* field : fields)
      text += (field == fields.front() ? "" : between) + quoted(row.contains(field->code) ? row.at(field->code) : "");
  }
  return text + "\n";
}

inline std::string xml_cell(std::string text, const std::string& at) {
  if (text.starts_with("<c")) return text.replace(text.find("AT"), 2, at);
  for (const auto& [sign, name] : {std::pair("&", "&amp;"), {"<", "&lt;"}})
    for (std::size_t from = 0; (from = text.find(sign, from)) != text.npos; from += std::strlen(name))
      text.replace(from, 1, name);
  return fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", at, text);
}

/// A workbook with its heading in `row`; `above` and `behind` are whole rows of XML.
inline sheets::Book book_of(const Register& made, const std::vector<Cells>& rows, std::size_t row = 1,
                            const std::string& above = {}, const std::string& behind = {}) {
  const auto fields = fields_in(made, rows);
  sheets::Book book{.rows = above};
  const auto put = [&](auto text_of_field) {
    book.rows += fmt::format("<row r=\"{}\">", row);
    for (std::uint32_t column = 0; const auto* field : fields)
      if (const std::string text = text_of_field(*field); ++column, !text.empty())
        book.rows += xml_cell(text, sheets::address(column - 1, row));
    book.rows += "</row>";
    ++row;
  };
  put([](const Field& field) { return field.title; });
  for (const auto& cells : rows)
    put([&](const Field& field) { return cells.contains(field.code) ? cells.at(field.code) : std::string(); });
  book.rows += behind;
  return book;
}

/// Lines "row cell key", "?" behind warnings, those of the file itself first under 0.
inline std::vector<std::string> told(const Checked& checked) {
  std::vector<std::string> lines;
  const auto tell = [&](std::size_t row, const std::vector<CellProblem>& problems) {
    for (const auto& one : problems)
      lines.push_back(fmt::format("{} {} {}{}", row, one.field.empty() ? one.cell : one.field, one.key,
                                  one.effect == Effect::Refuse ? "" : "?"));
  };
  tell(0, checked.problems);
  for (const auto& row : checked.rows) tell(row.row, row.problems);
  return lines;
}

inline std::string actions(const Checked& checked) {
  std::string words;
  for (const auto& row : checked.rows) words += fmt::format("{}{}", words.empty() ? "" : " ", name_of(row.action));
  return words;
}

class ImportOffice : public OfficeTest {
 protected:
  ImportOrder order(const std::string& bytes, std::string_view code = "penalties", Id agency = kEast) {
    return {.code = std::string(code), .agency = agency, .file = sha256_hex(bytes), .name = "a.csv"};
  }
  Outcome<Checked> check_file(const std::string& bytes, const ImportOrder& wish) {
    const auto file = [&](sheets::Receiver& receiver) { return sheets::read_table(bytes, receiver); };
    return import_.check(wish, file, clerk_);
  }
  Checked check(const std::string& bytes, std::string_view code = "penalties", Id agency = kEast) {
    return must(check_file(bytes, order(bytes, code, agency)));
  }
  Id apply(const std::string& bytes, std::string_view code = "penalties", Id agency = kEast) {
    const auto wish = order(bytes, code, agency);
    return must(import_.apply(wish, must(check_file(bytes, wish)), clerk_));
  }

  ImportDesk import_ = ImportDesk(journal_, {registers_, projection_, laws(), key_});
};

}  // namespace dl::records
