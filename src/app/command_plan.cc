// `daylight plan read`: a yearly plan (政务公开工作要点) as its tasks, one JSON object a line. Needs no installation.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <filesystem>

#include "app/commands.h"
#include "app/whole_file.h"
#include "intake/readers.h"
#include "plans/read_plan.h"

namespace dl::app {
namespace {

boost::json::object to_json(const plans::Limit& limit) {
  boost::json::object object{{"text", limit.text}, {"kind", name_of(limit.kind)}};
  object["value"] = limit.value ? boost::json::value(*limit.value) : boost::json::value();
  object["unit"] = limit.unit.empty() ? boost::json::value() : boost::json::value(limit.unit);
  object["due"] = limit.due ? boost::json::value(limit.due->text()) : boost::json::value();
  return object;
}

boost::json::object to_json(const plans::Task& task) {
  boost::json::array limits;
  for (const auto& limit : task.limits) limits.push_back(to_json(limit));
  return {{"task", task.title},
          {"outline", task.outline},
          {"text", task.text},
          {"basis", boost::json::value_from(task.basis)},
          {"lead", boost::json::value_from(task.lead)},
          {"responsible", boost::json::value_from(task.responsible)},
          {"limits", std::move(limits)}};
}

Outcome<void> read(const std::string& file) {
  intake::Source source{.file_name = std::filesystem::path(file).filename().string()};
  DL_TRY(source.bytes, read_whole_file(file));
  intake::Readers readers({});
  DL_TRY(const auto found, readers.read(source, {}));
  plans::Paper paper{.title = found.title, .number = found.document_number, .body = found.body};
  if (found.issued_on) paper.year = found.issued_on->year();
  const auto tasks = plans::read_plan(paper);
  if (tasks.empty()) return fail(Fault::Invalid, "plans.no-tasks", file);
  for (const auto& task : tasks) fmt::print("{}\n", boost::json::serialize(to_json(task)));
  return {};
}

}  // namespace

void add_plan(CLI::App& program, Action& chosen) {
  auto* group = program.add_subcommand("plan", "年度政务公开工作要点");
  group->require_subcommand(1);
  auto* command =
      group->add_subcommand("read", "读出工作要点中的任务、依据、单位和时限，每项任务一行 JSON；不需要数据目录");
  auto file = std::make_shared<std::string>();
  command->add_option("file", *file, "工作要点：txt、html、docx 或 pdf 文件")->required()->type_name("文件");
  command->callback([file, &chosen] { chosen = [file] { return read(*file); }; });
}

}  // namespace dl::app
