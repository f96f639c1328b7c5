// `daylight init` and `daylight agency add`: an empty installation with its first agency, and more.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/commands.h"
#include "app/installation.h"
#include "app/whole_file.h"
#include "base/identifiers.h"
#include "base/resources.h"

namespace dl::app {
namespace {

struct NewAgency {
  std::string data = {};
  std::string database = {};
  std::string code = {};
  std::string name = {};
  std::string short_name = {};
  std::string parent = {};
  std::string host = {};
  std::string prefix = {};
  std::string facts = {};
  bool simulated = false;
  std::string simulated_on = {};  ///< a day; empty: now

  /// When the clock of a simulation begins: in the morning of the day. Fails as Date::parse.
  Outcome<std::optional<Instant>> begin() const {
    if (!simulated) return std::optional<Instant>();
    if (simulated_on.empty()) return std::optional(SystemClock().now());
    DL_TRY(const auto day, Date::parse(simulated_on));
    return std::optional(Instant::at(day, kMorning));
  }
  static constexpr int kMorning = 9;
};

void add_agency_options(CLI::App& command, NewAgency& words) {
  add_data_option(command, words.data);
  command.add_option("--agency", words.code, "统一社会信用代码（18位）或组织机构代码（9位）")
      ->required()
      ->type_name("代码");
  command.add_option("--name", words.name, "机关全称")->required()->type_name("名称");
  command.add_option("--short-name", words.short_name, "简称，默认同全称")->type_name("名称");
  command.add_option("--host", words.host, "站点域名，默认应答任何域名")->type_name("域名");
  command.add_option("--prefix", words.prefix, "站点路径前缀，如 /cgj，默认为根")->type_name("路径");
  command.add_option("--facts", words.facts, "页头页脚信息（JSON 文件：site_code、icp、phone 等）")->type_name("文件");
}

Outcome<agencies::SiteFacts> read_facts(const std::string& file) {
  if (file.empty()) return agencies::SiteFacts{};
  DL_TRY(auto bytes, read_whole_file(file));
  return agencies::read_site_facts(bytes);
}

Outcome<void> found(Installation& installation, const NewAgency& words) {
  DL_TRY(auto plan_text, load_resource("data/columns.toml"));
  DL_TRY(auto plan, agencies::read_column_plan(plan_text, "data/columns.toml"));
  agencies::Agency agency;
  agency.code = words.code;
  agency.name = words.name;
  agency.short_name = words.short_name.empty() ? words.name : words.short_name;
  if (!words.parent.empty()) {
    const auto* parent = installation.directory().current()->agency_by_code(words.parent);
    if (parent == nullptr) return fail(Fault::NotFound, "agency.missing", words.parent);
    agency.parent = parent->id;
  }
  agencies::Site site;
  site.host = words.host;
  site.prefix = words.prefix;
  site.name = words.name;
  DL_TRY(site.facts, read_facts(words.facts));
  if (site.facts.organiser.empty()) site.facts.organiser = words.name;

  auto desk = installation.agency_desk();
  DL_CHECK(installation.begin_with([&]() -> Outcome<void> {
    DL_CHECK(desk.found(agency, site, plan, {}, "system:administrator"));
    return {};
  }));
  DL_CHECK(installation.directory().reload(installation.database()));
  fmt::print("已建立：{}（{}），站点 {}，栏目 {} 个\n", agency.name, agency.code,
             site.prefix.empty() ? "/" : site.prefix, installation.directory().current()->columns().size());
  return {};
}

}  // namespace

void add_init(CLI::App& program, Action& chosen) {
  auto words = std::make_shared<NewAgency>();
  auto* command = program.add_subcommand("init", "新建一个空的安装，含第一个机关及其法定栏目");
  add_agency_options(*command, *words);
  command
      ->add_option("--database", words->database,
                   "数据库地址：postgresql://用户:口令@主机/库名，写入设置文件；默认用数据目录中的 SQLite 文件")
      ->type_name("地址");
  auto* simulation =
      command->add_option("--simulation", words->simulated_on,
                          "建立模拟运行：时间可以设定和快进，从这一天上午九时开始，如 --simulation=2026-03-01；"
                          "不写日期则从现在开始。内容不是真实信息，以后不能改为正式安装");
  simulation->expected(0, 1)->type_name("[日期]");
  command->callback([words, simulation, &chosen] {
    words->simulated = simulation->count() > 0;
    chosen = [words]() -> Outcome<void> {
      // The words are checked before anything is made on the disk.
      if (auto code = check_agency_code(words->code); !code.acceptable())
        return fail(Fault::Invalid, code.problem, words->code);
      DL_CHECK(read_facts(words->facts));
      DL_TRY(const auto begin, words->begin());
      DL_TRY(auto installation, begin ? Installation::create_simulation(words->data, words->database, *begin)
                                      : Installation::create(words->data, words->database));
      auto made = found(*installation, *words);
      if (made) return made;
      installation.reset();
      Installation::discard(words->data);
      return made;
    };
  });
}

void add_agency(CLI::App& program, Action& chosen) {
  auto words = std::make_shared<NewAgency>();
  auto* group = program.add_subcommand("agency", "机关");
  group->require_subcommand(1);
  auto* command = group->add_subcommand("add", "在已有的安装中增加一个机关及其站点");
  add_agency_options(*command, *words);
  command->add_option("--parent", words->parent, "上级机关的代码")->type_name("代码");
  command->callback([words, &chosen] {
    chosen = [words]() -> Outcome<void> {
      DL_TRY(auto installation, Installation::open(words->data));
      return found(*installation, *words);
    };
  });
}

}  // namespace dl::app
