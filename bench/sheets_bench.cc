// Measures what a table of 100,000 rows of 30 columns costs to write and to read: as a workbook with strings in place,
// as one with shared strings (as Excel saves it), as separated values.
//
//   sheets_bench [--rows N] [--json FILE]
//
// Each step runs in a process of its own, whose seconds and greatest resident memory are told.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "sheets/export_file.h"
#include "sheets/table_file.h"

namespace dl::bench {
namespace {

namespace fs = std::filesystem;
using namespace dl::sheets;

constexpr std::size_t kColumns = 30;

std::vector<Column> columns() {
  std::vector<Column> found;
  for (std::size_t i = 0; i < kColumns; ++i) {
    const auto kind = i % 5 == 3 ? ColumnKind::Number : i % 5 == 4 ? ColumnKind::Date : ColumnKind::Text;
    found.push_back({.code = fmt::format("c{}", i), .title = fmt::format("第{}列", i), .kind = kind});
  }
  return found;
}

/// A row as registers have them: numbers of decisions and people, a sentence, an amount, a day.
std::vector<std::string> row(std::size_t number) {
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < kColumns; ++i) {
    const auto seed = number * 31 + i * 7;
    switch (i % 5) {
      case 0: cells.push_back(fmt::format("梅城罚〔2024〕{}号", number)); break;
      case 1: cells.push_back(fmt::format("{:018}", 110101199003070000U + seed)); break;
      case 2: cells.push_back(seed % 3 == 0 ? "擅自占用城市道路堆放物料" : "未按规定分类投放生活垃圾"); break;
      case 3: cells.push_back(fmt::format("{}.{:02}", seed % 50'000, seed % 100)); break;
      default: cells.push_back(fmt::format("2024-{:02}-{:02}", seed % 12 + 1, seed % 28 + 1));
    }
  }
  return cells;
}

class Count : public Receiver {
 public:
  Wish begin(const SheetHead&) override { return Wish::Rows; }
  bool row(const Row& row) override {
    cells += row.cells.size();
    return true;
  }
  std::size_t cells = 0;
};

struct Cost {
  double seconds = 0;
  double mib = 0;
  bool well = false;
};

/// What `step` costs in a process of its own.
template <class Step>
Cost cost_of(Step step) {
  const auto begun = std::chrono::steady_clock::now();
  const auto child = ::fork();
  if (child == 0) ::_exit(step() ? 0 : 1);
  int status = 0;
  rusage used{};
  ::wait4(child, &status, 0, &used);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  return {took.count(), static_cast<double>(used.ru_maxrss) / 1024, status == 0};
}

bool write_streamed(const fs::path& file, std::size_t rows) {
  auto out = ExcelExport::create(file, "bench", "1", columns());
  if (!out) return false;
  for (std::size_t i = 0; i < rows; ++i)
    if (!out->add(row(i))) return false;
  return out->close().has_value();
}

bool write_shared(const fs::path& file, std::size_t rows) {
  auto book = BookWriter::create(file, BookWriter::Memory::Whole);
  if (!book) return false;
  auto* sheet = book->add_sheet("数据");
  const auto described = columns();
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t k = 0; const auto& cell : row(i)) {
      if (!BookWriter::put(sheet, i, k, described[k].kind, cell, nullptr)) return false;
      ++k;
    }
  return book->close().has_value();
}

bool write_csv(const fs::path& file, std::size_t rows) {
  const auto described = columns();
  std::ofstream out(file, std::ios::binary);
  out << csv_head(described, CsvVariant::Plain);
  for (std::size_t i = 0; i < rows; ++i) out << csv_line(described, row(i), CsvVariant::Plain);
  return out.good();
}

bool read(const fs::path& file, std::size_t rows) {
  std::string bytes(fs::file_size(file), '\0');
  std::ifstream(file, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  Count count;
  const auto read = read_table(bytes, count);
  if (!read) std::cerr << describe(read.error()) << "\n";
  return read && count.cells >= rows * kColumns;
}

int run(std::size_t rows, const char* json) {
  const auto folder = fs::temp_directory_path() / fmt::format("daylight-sheets-bench-{}", ::getpid());
  fs::create_directories(folder);
  std::string figures;
  bool well = true;
  auto tell = [&](const char* name, const Cost& cost) {
    std::cout << fmt::format("{:<24} {:6.2f} s {:6.0f} MiB{}\n", name, cost.seconds, cost.mib,
                             cost.well ? "" : "  FAILED");
    figures += fmt::format("{}\"{}\": {{\"seconds\": {:.3f}, \"mib\": {:.1f}}}", figures.empty() ? "" : ", ", name,
                           cost.seconds, cost.mib);
    well = well && cost.well;
  };
  const auto streamed = folder / "a.xlsx", shared = folder / "b.xlsx", separated = folder / "c.csv";
  tell("write_streamed", cost_of([&] { return write_streamed(streamed, rows); }));
  tell("write_shared", cost_of([&] { return write_shared(shared, rows); }));
  tell("write_csv", cost_of([&] { return write_csv(separated, rows); }));
  tell("read_streamed", cost_of([&] { return read(streamed, rows); }));
  tell("read_shared", cost_of([&] { return read(shared, rows); }));
  tell("read_csv", cost_of([&] { return read(separated, rows); }));
  fs::remove_all(folder);
  if (json != nullptr) std::ofstream(json) << "{" << figures << "}\n";
  return well ? 0 : 1;
}

}  // namespace
}  // namespace dl::bench

int main(int argc, char** argv) {
  std::size_t rows = 100'000;
  const char* json = nullptr;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::string_view(argv[i]) == "--rows") rows = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::string_view(argv[i]) == "--json") json = argv[i + 1];
  }
  return dl::bench::run(rows, json);
}
