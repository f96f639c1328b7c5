#include "sheets/table_file.h"

#include "base/text.h"
#include "sheets/json_records.h"
#include "sheets/separated.h"
#include "sheets/workbook.h"

namespace dl::sheets {

namespace {

/// Archives and older workbooks; UTF-16 alone among texts has zeros.
bool is_binary(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return false;
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0") ||
         bytes.substr(0, 4096).find('\0') != bytes.npos;
}

/// A list of objects, or an object: no row of separated values begins so unless its first cell is in braces.
bool is_json(std::string_view text) {
  text = text::trim(text);
  if (text.starts_with('[')) text = text::trim(text.substr(1));
  if (!text.starts_with('{')) return false;
  text = text::trim(text.substr(1));
  return text.starts_with('"') || text.starts_with('}');
}

/// Passes on what comes and counts it.
class Counted : public Receiver {
 public:
  explicit Counted(Receiver& inner) : inner_(inner) {}
  Wish begin(const SheetHead& sheet) override {
    const auto wish = inner_.begin(sheet);
    rows = rows || wish != Wish::Rows;  // what is not wanted cannot be missed
    return wish;
  }
  bool row(const Row& row) override {
    rows = true;
    return inner_.row(row);
  }
  void end(const SheetFoot& foot) override { inner_.end(foot); }
  bool rows = false;

 private:
  Receiver& inner_;
};

}  // namespace

Outcome<TableFile> read_table(std::string_view bytes, Receiver& receiver, std::optional<char> separator,
                              const Limits& limits) {
  TableFile file;
  Counted counted(receiver);
  if (is_binary(bytes)) {
    DL_TRY(file.summary, read_workbook(bytes, counted, limits));
  } else {
    DL_TRY(const auto decoded, decode(bytes));
    const auto text = decoded.in(bytes);
    file.charset = decoded.charset;
    file.form = is_json(text) ? Form::Json : Form::Separated;
    if (file.form == Form::Json) {
      DL_TRY(file.summary, read_json(text, counted, limits));
    } else {
      DL_TRY(file.summary, read_separated(text, counted, separator, limits));
    }
  }
  if (!counted.rows) return fail(Fault::Unreadable, "sheets.no-rows");
  return file;
}

}  // namespace dl::sheets
