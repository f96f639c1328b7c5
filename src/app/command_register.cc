// `daylight register …`: which registers there are, what one of them says, and whether a file of one is right.
#include <boost/json.hpp>
#include <cstdio>
#include <filesystem>
#include <map>

#include "app/verbs.h"
#include "app/whole_file.h"
#include "base/resources.h"
#include "records/carried.h"
#include "records/compare.h"
#include "records/dictionary.h"
#include "records/json_schema.h"
#include "records/read.h"

namespace dl::app {
namespace {

namespace json = boost::json;

constexpr std::string_view kMarkdown = "markdown";
constexpr std::string_view kJsonSchema = "json-schema";
constexpr std::string_view kTableSchema = "table-schema";

struct Words {
  std::string data = {};
  std::string code = {};
  std::string format = std::string(kMarkdown);
  std::string file = {};
  std::string against = {};
};

/// The registers of the program, or of an installation that lays its own files over them, and the day there.
struct Loaded {
  std::shared_ptr<const records::Carried> carried = {};
  Date today = {};
};
Outcome<Loaded> load(const Words& words) {
  std::unique_ptr<Installation> installation;
  if (!words.data.empty()) {
    DL_TRY(installation, Installation::open(words.data));
  }
  DL_TRY(auto carried, records::carried());
  return Loaded{std::move(carried), installation ? installation->clock().today() : SystemClock().today()};
}

Outcome<void> list(const Words& words) {
  DL_TRY(const auto loaded, load(words));
  for (const auto& [code, one] : loaded.carried->registers.all())
    fmt::print("{}  第 {} 版  {}  {} 项  {}\n", code, one.version, one.title, one.fields.size(), one.source);
  return {};
}

std::filesystem::path folder_beside(const std::string& file, const char* name) {
  return std::filesystem::absolute(file).parent_path().parent_path() / name;
}

/// Lists that stand beside a file, in the folder that data/vocabularies is of data/registers, in place of the
/// program's.
Outcome<Vocabularies> lists_beside(const std::string& file) {
  DL_TRY(auto lists, Vocabularies::load());
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(folder_beside(file, "vocabularies"), missing)) {
    const auto& path = entry.path();
    if (path.extension() != ".toml" || path.stem() == "synonyms") continue;
    DL_TRY(const auto text, read_whole_file(path));
    DL_TRY(auto list, Vocabulary::parse(path.stem().string(), text));
    lists.put(std::move(list));
  }
  return lists;
}

/// Periods in the same way; a file of the same name stands in place of the program's.
Outcome<periods::Laws> laws_beside(const std::string& file) {
  constexpr std::string_view kLaws = "data/laws/";
  std::map<std::string, std::string> texts;
  for (const auto& name : list_resources(kLaws)) {
    DL_TRY(const auto text, load_resource(name));
    if (name.ends_with(".toml")) texts.emplace(name.substr(kLaws.size()), text);
  }
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(folder_beside(file, "laws"), missing)) {
    if (entry.path().extension() != ".toml") continue;
    DL_TRY(texts[entry.path().filename().string()], read_whole_file(entry.path()));
  }
  std::vector<periods::Laws::Source> sources;
  for (const auto& [name, text] : texts) sources.push_back({std::string(kLaws) + name, text});
  return periods::Laws::create(sources);
}

Outcome<records::Register> read_file(const std::string& file) {
  DL_TRY(const auto text, read_whole_file(file));
  DL_TRY(const auto lists, lists_beside(file));
  DL_TRY(const auto laws, laws_beside(file));
  records::Surroundings around{lists, laws};
  for (const auto& name : list_resources("data/registers/")) around.registers.push_back(records::code_of_file(name));
  DL_TRY(auto made, records::read_register(file, text, around));
  DL_TRY(const auto others, records::Registers::load(lists, laws));
  DL_CHECK(records::tie_up(made, others.all()));
  return made;
}

/// What a file makes public, and when, as it is on `today`: what is easily meant otherwise shows here.
Outcome<std::string> publication_of(const records::Register& made, Date today, const std::string& file = {}) {
  DL_TRY(const auto laws, file.empty() ? periods::Laws::load() : laws_beside(file));
  return records::publication_of(made, laws, today);
}

/// A register of the program or of an installation by its code, or a file that is to become one.
Outcome<void> describe_one(const Words& words) {
  DL_TRY(const auto loaded, load(words));
  std::optional<records::Register> read;
  const records::Register* one = nullptr;
  if (words.code.ends_with(".toml")) {
    DL_TRY(read, read_file(words.code));
    one = &*read;
  } else {
    DL_TRY(one, loaded.carried->registers.find(words.code));
  }
  if (words.format == kJsonSchema) {
    fmt::print("{}\n", json::serialize(records::json_schema_of(*one)));
  } else if (words.format == kTableSchema) {
    fmt::print("{}\n", json::serialize(records::table_schema_of(*one)));
  } else if (words.format == kMarkdown) {
    DL_TRY(const auto publication, publication_of(*one, loaded.today, read ? words.code : std::string()));
    fmt::print("{}{}", records::markdown_of(*one), publication);
  } else {
    return fail(Fault::Invalid, "register.format", words.format);
  }
  return {};
}

Outcome<void> check(const Words& words) {
  DL_TRY(const auto now, read_file(words.file));
  if (!words.against.empty()) {
    DL_TRY(const auto before, read_file(words.against));
    const auto lines = records::what_breaks(before, now);
    if (!lines.empty())
      return fail(Fault::Conflict, "register.breaks", fmt::format("{}", fmt::join(lines, "\n      ")));
  }
  fmt::print("{}：{} 第 {} 版，{} 项，{} 条规则，{} 个样例，没有问题\n", words.file, now.title, now.version,
             now.fields.size(), now.rules.size(), now.cases.size());
  DL_TRY(const auto publication, publication_of(now, SystemClock().today(), words.file));
  fmt::print("{}", publication);
  return {};
}

Outcome<void> rebuild(const Words& words) {
  DL_TRY(const auto installation, Installation::open(words.data));
  if (!words.code.empty()) DL_CHECK(installation->registers().find(words.code));
  const auto tell = [](std::string_view code, std::int64_t done) { fmt::print(stderr, "{} {}\n", code, done); };
  for (const auto& [code, made] : installation->registers().all()) {
    if (!words.code.empty() && words.code != code) continue;
    DL_TRY(const auto count, installation->projection().rebuild(installation->journal(), code, tell));
    fmt::print("{}：{} 条\n", made.title, count);
  }
  return {};
}

}  // namespace

void add_register(CLI::App& program, Action& chosen) {
  Verbs<Words> verbs(program, "register", "登记簿：有哪些、各有哪些项目，检查登记簿文件", chosen);
  const auto words = verbs.words();
  auto* listed = verbs.add("list", "列出登记簿", list);
  auto* described = verbs.add("describe", "输出一个登记簿（或者一个登记簿文件）的数据字典", describe_one);
  auto* rebuilt = verbs.add_with_data(
      "rebuild", "按登记的经过重新生成登记簿的列表（服务运行时也可以，停下后再运行则接着做）", rebuild);
  rebuilt->add_option("code", words->code, "登记簿代码，不写则为全部")->type_name("代码");
  for (auto* command : {listed, described})
    command->add_option("--data", words->data, "数据目录，采用该安装自己的登记簿文件")->type_name("目录");
  described->add_option("code", words->code, "登记簿代码，如 penalties，或者登记簿文件")->required()->type_name("代码");
  described->add_option("--format", words->format, "markdown、json-schema 或 table-schema")->type_name("格式");
  auto* checked =
      verbs.add("check", "检查登记簿文件；带 --against 时与旧文件比较，指出会丢失数据或者放宽公开范围的改动", check);
  checked->add_option("file", words->file, "登记簿文件")->required()->type_name("文件");
  checked->add_option("--against", words->against, "旧文件")->type_name("文件");
}

}  // namespace dl::app
