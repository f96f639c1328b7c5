// `daylight import records` and `daylight import undo`: records of a register out of a file, one line of JSON a row.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "app/actor.h"
#include "app/commands.h"
#include "app/installation.h"
#include "app/messages.h"
#include "app/whole_file.h"
#include "base/hash.h"
#include "records/import_desk.h"
#include "records/import_rest.h"
#include "sheets/marked_book.h"
#include "sheets/table_file.h"

namespace dl::app {
namespace {

namespace json = boost::json;
using accounts::Principal;
using records::CellProblem;

struct Words {
  std::string data = {};
  std::string code = {};
  std::string agency = {};
  std::string file = {};
  std::string separator = {};
  std::vector<std::string> columns = {};
  std::string person = {};
  std::string reason = {};
  std::int64_t number = 0;
  std::string errors = {};
  std::string rest = {};
  bool dry_run = false;
};

Outcome<Principal> whoever(Installation& installation, const Words& words) {
  if (words.person.empty()) return Principal::machine(operator_here());
  DL_TRY(auto actor, actor_called(installation, words.person));
  return Principal::machine(std::move(actor));
}

std::string message_of(const CellProblem& problem) {
  if (problem.key.starts_with("rule.") && !problem.about.empty()) return problem.about;  // it has a sentence of its own
  auto text = sentence_of(problem.key);
  if (!problem.about.empty()) text += "（" + problem.about + "）";
  if (!problem.hint.empty()) text += sentence_of(problem.hint);
  return text;
}

json::array lines_of(const std::vector<CellProblem>& problems) {
  json::array lines;
  for (const auto& one : problems)
    lines.push_back({{"field", one.field},
                     {"cell", one.cell},
                     {"code", one.key},
                     {"effect", name_of(one.effect)},
                     {"message", message_of(one)}});
  return lines;
}

void print_row(std::size_t row, std::string_view key, records::Action action, const std::vector<CellProblem>& problems,
               const std::vector<records::FieldChange>& changes = {}) {
  json::object line = {{"row", row}, {"key", key}, {"action", name_of(action)}, {"problems", lines_of(problems)}};
  json::array changed;
  for (const auto& one : changes)
    changed.push_back({{"field", one.field}, {"before", one.before}, {"after", one.after}});
  if (!changed.empty()) line["changes"] = std::move(changed);
  fmt::print("{}\n", json::serialize(line));
}

void print_totals(const records::Checked& checked, std::int64_t import) {
  json::object totals = {{"rows", checked.rows.size()}};
  for (const auto& action : records::kActions) totals[action.name] = checked.count(action.value);
  totals["problems"] = checked.problem_count();
  json::object sums;
  for (const auto& [code, sum] : checked.sums) sums[code] = sum;
  if (!sums.empty()) totals["sums"] = std::move(sums);
  totals["applied"] = import != 0;
  if (import != 0) totals["import"] = import;
  fmt::print("{}\n", json::serialize(json::object{{"totals", totals}}));
}

/// What is wrong, by the row where it stands; 0 is the heading.
sheets::Marking marking_of(const records::Checked& checked) {
  std::map<std::size_t, sheets::Mark> marks;
  const auto add = [&](std::size_t row, const CellProblem& problem) {
    const auto place = sheets::place_of(problem.cell);
    if (row == 0 && place && place->row + 1 != checked.heading_row) row = place->row + 1;
    auto& mark = marks[row];
    mark.row = row;
    if (place && (row == 0 || place->row + 1 == row)) mark.columns.push_back(static_cast<std::uint32_t>(place->column));
    const auto where = place || problem.cell.empty() ? std::string() : problem.cell + "：";
    mark.message += (mark.message.empty() ? "" : "\n") + where + message_of(problem);
  };
  for (const auto& problem : checked.problems) add(0, problem);
  for (const auto& row : checked.rows)
    for (const auto& problem : row.problems) add(row.row, problem);
  sheets::Marking marking{.sheet = checked.sheet, .heading_row = checked.heading_row};
  for (auto& [row, mark] : marks) {
    std::ranges::sort(mark.columns);
    mark.columns.erase(std::unique(mark.columns.begin(), mark.columns.end()), mark.columns.end());
    marking.marks.push_back(std::move(mark));
  }
  return marking;
}

Outcome<void> write_file(const std::string& name, std::string_view bytes) {
  std::ofstream file(name, std::ios::binary);
  file << bytes;
  file.close();
  return file ? Outcome<void>() : fail(Fault::Unavailable, "archive.unwritable", name);
}

/// The workbook with its problems, and the rows that are not taken, where they are asked for.
Outcome<void> give_back(const Words& words, const std::string& bytes, const records::ReadTable& file,
                        const records::Checked& checked) {
  if (!words.errors.empty()) {
    if (!bytes.starts_with("PK")) return fail(Fault::Invalid, "import.errors-form");
    DL_TRY(const auto marked, sheets::mark_workbook(bytes, marking_of(checked)));
    DL_CHECK(write_file(words.errors, marked));
  }
  if (words.rest.empty() || checked.count(records::Action::Refused) == 0) return {};
  DL_TRY(const auto rest, records::rest_of(file, checked));
  return write_file(words.rest, rest);
}

/// "标题=code", or "标题=" for a column that is passed over.
Outcome<records::Mapping> mapping_of(const Words& words) {
  records::Mapping mapping;
  for (const auto& one : words.columns) {
    const auto between = one.rfind('=');
    if (between == one.npos || between == 0) return fail(Fault::Invalid, "import.column-option", one);
    mapping.emplace(one.substr(0, between), one.substr(between + 1));
  }
  return mapping;
}

std::optional<char> separator_of(const Words& words) {
  if (words.separator.empty()) return std::nullopt;
  return words.separator == "tab" ? '\t' : words.separator.front();
}

/// `told`: whether the rows and their totals are printed.
Outcome<void> import_file(const Words& words, bool& told) {
  DL_TRY(const auto installation, Installation::open(words.data));
  const auto* agency = installation->directory().current()->agency_by_code(words.agency);
  if (agency == nullptr) return fail(Fault::NotFound, "agency.missing", words.agency);
  DL_TRY(const auto by, whoever(*installation, words));
  DL_TRY(const auto bytes, read_whole_file(words.file));
  records::ImportOrder order{.code = words.code,
                             .agency = agency->id,
                             .file = sha256_hex(bytes),
                             .name = std::filesystem::path(words.file).filename().string(),
                             .reason = words.reason};
  DL_TRY(order.mapping, mapping_of(words));
  auto desk = installation->import_desk();
  const auto file = [&](sheets::Receiver& receiver) {
    return sheets::read_table(bytes, receiver, separator_of(words));
  };
  DL_TRY(const auto checked, desk.check(order, file, by));
  if (!words.rest.empty()) order.take = records::Take::Good;
  const bool is_taken = checked.acceptable(order.take);
  DL_CHECK(give_back(words, bytes, file, checked));  // before rows are taken: what is not taken must not get lost
  Outcome<std::int64_t> applied = std::int64_t{0};
  if (is_taken && !words.dry_run) applied = desk.apply(order, checked, by);
  const bool file_refused =
      std::ranges::any_of(checked.problems, [](const auto& one) { return one.effect == records::Effect::Refuse; });
  if (!checked.problems.empty())
    print_row(0, "", file_refused ? records::Action::Refused : records::Action::Same, checked.problems);
  for (const auto& row : checked.rows) print_row(row.row, row.key, row.action, row.problems, row.changes);
  print_totals(checked, applied ? *applied : 0);
  told = true;
  DL_CHECK(applied);
  if (!is_taken || checked.count(records::Action::Refused) > 0)
    return fail(Fault::Invalid, is_taken && !words.dry_run ? "import.rest-left" : "import.rows-refused",
                fmt::format("{} / {}", checked.count(records::Action::Refused), checked.rows.size()));
  return {};
}

/// Whoever reads the lines finds totals at their end, whatever has kept the file from being read: nothing in them then,
/// and the ground as row 0.
Outcome<void> import_records(const Words& words) {
  bool told = false;
  auto done = import_file(words, told);
  if (done || told) return done;
  auto where = done.error().fields.empty() ? done.error().detail : std::string();
  for (const auto& field : done.error().fields) where += sentence_of(field.key);
  print_row(0, "", records::Action::Refused, {{.key = done.error().key, .about = where}});
  print_totals({}, 0);
  return done;
}

Outcome<void> undo_import(const Words& words) {
  DL_TRY(const auto installation, Installation::open(words.data));
  DL_TRY(const auto by, whoever(*installation, words));
  DL_TRY(const auto undone, installation->import_desk().undo(words.number, words.reason, by));
  for (const auto& one : undone.records) {
    json::object line = {{"record", one.record}, {"title", one.title}, {"result", name_of(one.bucket)}};
    if (!one.key.empty()) line["message"] = sentence_of(one.key);
    fmt::print("{}\n", json::serialize(line));
  }
  json::object totals = {{"import", undone.id}};
  for (const auto& bucket : records::kBuckets) totals[bucket.name] = undone.count(bucket.value);
  fmt::print("{}\n", json::serialize(json::object{{"totals", totals}}));
  return {};
}

}  // namespace

void add_import_records(CLI::App& group, Action& chosen) {
  auto words = std::make_shared<Words>();
  auto* command = group.add_subcommand(
      "records", "导入登记簿的登记（xlsx、csv、json），全部导入或者都不导入，每行输出一行 JSON，最后一行是合计");
  add_data_option(*command, words->data);
  command->add_option("--register", words->code, "登记簿代码，如 penalties")->required()->type_name("代码");
  command->add_option("--agency", words->agency, "所属机关代码")->required()->type_name("代码");
  command->add_flag("--dry-run", words->dry_run, "只检查，不导入");
  command->add_option("--column", words->columns, "标题=项目代码，项目代码为空则略过这一列；导入后记住")
      ->type_name("标题=代码");
  command->add_option("--separator", words->separator, "CSV 的分隔符")
      ->check(CLI::IsMember({",", ";", "tab"}))
      ->type_name("符号");
  command->add_option("--errors", words->errors, "把原工作簿加上“错误”一列另存为这个文件（xlsx）")->type_name("文件");
  command->add_option("--rest", words->rest, "只导入没有问题的行，其余的行另存为这个文件（csv），改正后再导入")
      ->type_name("文件");
  command->add_option("--as", words->person, "办理人的账号或姓名")->type_name("账号");
  command->add_option("--reason", words->reason, "更正已有登记的理由")->type_name("理由");
  command->add_option("file", words->file, "文件")->required()->type_name("文件");
  command->callback([words, &chosen] { chosen = [words] { return import_records(*words); }; });

  auto* undo = group.add_subcommand("undo", "撤销一次登记的导入，后来有改动或者已经公布的不撤销，每条输出一行 JSON");
  add_data_option(*undo, words->data);
  undo->add_option("--import", words->number, "导入的号码，见导入时输出的合计")->required()->type_name("号码");
  undo->add_option("--reason", words->reason, "撤销的理由")->required()->type_name("理由");
  undo->add_option("--as", words->person, "办理人的账号或姓名")->type_name("账号");
  undo->callback([words, &chosen] { chosen = [words] { return undo_import(*words); }; });
}

}  // namespace dl::app
