#include "records/open_files.h"

#include <fstream>

#include "base/hash.h"
#include "records/mask.h"
#include "records/open_data.h"
#include "records/open_table.h"
#include "sheets/export_file.h"
#include "sheets/zip_out.h"

namespace dl::records {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr int kAtOnce = 500;

Failure not_written(const fs::path& file) { return fail(Fault::Internal, "file.not-written", file.string()); }

/// A text file under another name until it is whole.
class TextOut {
 public:
  explicit TextOut(fs::path file) : file_(std::move(file)), out_(file_, std::ios::binary | std::ios::trunc) {}
  TextOut& add(std::string_view text) {
    out_ << text;
    return *this;
  }
  Outcome<void> close() {
    out_.close();
    if (out_.fail()) return not_written(file_);
    return {};
  }

 private:
  fs::path file_;
  std::ofstream out_;
};

Outcome<OpenFile> described(OpenKind kind, const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  Sha256 digest;
  OpenFile described{.kind = kind};
  std::array<char, 65536> piece = {};
  while (in) {
    in.read(piece.data(), piece.size());
    digest.update({piece.data(), static_cast<std::size_t>(in.gcount())});
    described.size += in.gcount();
  }
  if (!in.eof()) return not_written(file);
  described.digest = digest.finish_hex();
  return described;
}

/// A sheet that may turn out too large for its program: then there is none.
class Sheet {
 public:
  Sheet(const fs::path& file, const Register& made)
      : book_(sheets::ExcelExport::create(file, made.code, fmt::format("{}", made.version),
                                          open_columns(made, Heads::Titles))) {}
  Outcome<void> add(const std::vector<std::string>& cells) {
    if (!book_) return {};
    auto added = book_->add(cells);
    if (!added) book_ = Failure(added.error());
    return too_large(added) ? Outcome<void>() : added;
  }
  /// Whether there is a file.
  Outcome<bool> close() {
    if (book_) {
      DL_CHECK(book_->close());
      return true;
    }
    if (book_.error().key == "sheets.too-long" || book_.error().key == "sheets.too-many-cells") return false;
    return Failure(book_.error());
  }

 private:
  static bool too_large(const Outcome<void>& added) {
    return !added && (added.error().key == "sheets.too-long" || added.error().key == "sheets.too-many-cells");
  }
  Outcome<sheets::ExcelExport> book_;
};

class Writing {
 public:
  Writing(const OpenSource& source, const fs::path& folder, Handover& handover)
      : source_(source), folder_(folder), handover_(handover) {}

  Outcome<void> write() {
    auto done = write_all();
    for (const auto& [kind, file] : begun_) {
      std::error_code problem;
      if (done)
        fs::rename(file, final_name(kind), problem);
      else
        fs::remove(file, problem);
      if (done && problem) done = not_written(file);
    }
    return done;
  }

 private:
  fs::path final_name(OpenKind kind) const { return open_file(folder_, handover_.set, handover_.id, kind); }
  fs::path begin(OpenKind kind) {
    begun_.emplace_back(kind, fs::path(final_name(kind)) += ".part");
    return begun_.back().second;
  }

  Outcome<void> write_all() {
    const auto plain = fs::path(final_name(OpenKind::Zip)) += ".csv.part";
    auto done = write_records(plain);
    if (done) done = write_package(plain);
    std::error_code problem;
    fs::remove(plain, problem);
    DL_CHECK(done);
    DL_CHECK(write_changes());
    handover_.files.clear();
    for (const auto& [kind, file] : begun_) {
      DL_TRY(auto one, described(kind, file));
      handover_.files.push_back(std::move(one));
    }
    return {};
  }

  /// Calls take with each public record, in the order of the page.
  Outcome<void> each(const std::function<Outcome<void>(const Listed&)>& take) {
    const Viewer anybody{{}, handover_.day};
    Asked asked;
    if (handover_.set.agency != 0) asked.agency = handover_.set.agency;
    std::optional<Behind> after;
    do {
      DL_TRY(auto page,
             list_records(source_.session, source_.projection, source_.made.code, anybody, asked, after, kAtOnce));
      for (const auto& row : page.rows) DL_CHECK(take(row));
      after = std::move(page.next);
    } while (after);
    return {};
  }

  Outcome<void> write_records(const fs::path& plain_file) {
    const auto& made = source_.made;
    const auto columns = open_columns(made, Heads::Titles);
    const auto coded = open_columns(made, Heads::Codes);
    TextOut csv(begin(OpenKind::Csv));
    const auto xlsx = begin(OpenKind::Xlsx);
    Sheet sheet(xlsx, made);
    TextOut all(begin(OpenKind::Json));
    TextOut plain(plain_file);
    csv.add(sheets::csv_head(columns, sheets::CsvVariant::Spreadsheets));
    plain.add(sheets::csv_head(coded, sheets::CsvVariant::Plain));
    all.add("[");
    handover_.records = 0;
    DL_CHECK(each([&](const Listed& one) -> Outcome<void> {
      const auto named = open_cells(made, one.record, one.shown, Codes::Name, source_.site);
      csv.add(sheets::csv_line(columns, named, sheets::CsvVariant::Spreadsheets));
      plain.add(sheets::csv_line(coded, open_cells(made, one.record, one.shown, Codes::Code, source_.site),
                                 sheets::CsvVariant::Plain));
      all.add(handover_.records++ == 0 ? "\n" : ",\n").add(open_json(made, one.record, one.shown, source_.site));
      return sheet.add(named);
    }));
    all.add("\n]\n");
    for (auto* file : {&csv, &all, &plain}) DL_CHECK(file->close());
    DL_TRY(const auto fits, sheet.close());
    if (!fits) std::erase_if(begun_, [](const auto& one) { return one.first == OpenKind::Xlsx; });
    return {};
  }

  Outcome<void> write_package(const fs::path& plain) {
    const auto& [code, agency] = handover_.set;
    DL_TRY(const auto table, described(OpenKind::Zip, plain));
    const auto package =
        data_package(source_.made, {.name = fmt::format("{}-{}", code, agency),
                                    .publisher = source_.publisher,
                                    .site = source_.site,
                                    .version = fmt::format("{}.0.{}", source_.made.version, handover_.id),
                                    .made = handover_.at,
                                    .records = handover_.records,
                                    .digest = table.digest,
                                    .size = table.size});
    return sheets::write_zip(begin(OpenKind::Zip),
                             {{"datapackage.json", json::serialize(package)}, {code + ".csv", plain}}, handover_.at);
  }

  /// Keys and grounds alone: what was withdrawn is named as its tombstone names it.
  Outcome<void> write_changes() {
    const auto& made = source_.made;
    std::vector<sheets::Column> columns = {{.title = "变动"}, {.title = std::string(kRecordTitle)}};
    Fields key;
    for (const auto* field : made.key)
      if (field->privacy < Privacy::Personal) key.push_back(field);
    for (const auto* field : key) columns.push_back({.title = field->title});
    columns.push_back({.title = "日期"});
    columns.push_back({.title = "理由"});
    TextOut out(begin(OpenKind::Changes));
    out.add(sheets::csv_head(columns, sheets::CsvVariant::Spreadsheets));
    std::array<std::int64_t, 3> counts = {};
    DL_CHECK(
        walk_changes(source_.session, handover_.set, source_.since, [&](const OpenChange& change) -> Outcome<void> {
          constexpr std::array kWords = {"新增", "更正", "撤下"};
          const auto what = static_cast<std::size_t>(change.what);
          ++counts.at(what);
          DL_TRY(const auto shown, load_shown(source_.session, made, change.words));
          std::vector<std::string> cells = {kWords.at(what), std::to_string(change.record)};
          for (const auto* field : key) cells.push_back(text_of(shown.at(field->place), *field, Codes::Name));
          cells.push_back(change.at.date().text());
          cells.push_back(change.ground);
          out.add(sheets::csv_line(columns, cells, sheets::CsvVariant::Spreadsheets));
          return {};
        }));
    std::tie(handover_.added, handover_.changed, handover_.withdrawn) = std::tie(counts[0], counts[1], counts[2]);
    return out.close();
  }

  const OpenSource& source_;
  const fs::path& folder_;
  Handover& handover_;
  std::vector<std::pair<OpenKind, fs::path>> begun_ = {};
};

}  // namespace

Outcome<void> write_open_files(const OpenSource& source, const fs::path& folder, Handover& handover) {
  return Writing(source, folder, handover).write();
}

}  // namespace dl::records
