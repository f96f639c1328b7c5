// `daylight account …`: people for whoever has the machine: the first person, and everyone who is locked out.
#include <termios.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "app/actor.h"
#include "app/commands.h"
#include "app/installation.h"

namespace dl::app {
namespace {

using accounts::Grant;
using accounts::Principal;

struct Words {
  std::string data = {};
  std::string login = {};
  std::string name = {};
  std::string agency = {};
  std::vector<std::string> roles = {};
  std::string reason = {};
};

Principal machine_here() { return Principal::machine(operator_here()); }

// Turns the echo of the terminal off for as long as it lives.
class Silence {
 public:
  Silence() {
    if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
  }
  ~Silence() {
    if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  termios before_ = {};
  bool changed_ = false;
};

std::string ask(const char* question) {
  Silence silence;
  fmt::print(stderr, "{}", question);
  std::fflush(stderr);
  std::string answer;
  std::getline(std::cin, answer);
  fmt::print(stderr, "\n");
  return answer;
}

// Empty when there is no terminal, or when whoever sits there wants one to be made.
Outcome<std::string> ask_password() {
  if (::isatty(STDIN_FILENO) == 0) return std::string();
  auto password = ask("密码（直接回车则生成一个初始密码）：");
  if (!password.empty() && ask("再输入一次：") != password) return fail(Fault::Invalid, "password.mismatch");
  return password;
}

void tell_first_password(Installation& installation, const std::string& password) {
  fmt::print("初始密码：{}\n只显示这一次；须在 {} 天内首次登录并更换，过期后用 daylight account password 重新发放。\n",
             password, installation.settings().first_password_days);
}

Outcome<std::int64_t> agency_of(Installation& installation, const std::string& code) {
  const auto* agency = installation.directory().current()->agency_by_code(code);
  if (agency == nullptr) return fail(Fault::NotFound, "agency.missing", code);
  return agency->id;
}

Outcome<std::vector<Grant>> read_roles(const std::vector<std::string>& words, std::int64_t agency) {
  std::vector<Grant> grants;
  for (const auto& word : words) {
    DL_TRY(auto grant, accounts::parse_grant(word, agency));
    grants.push_back(grant);
  }
  return grants;
}

Outcome<accounts::Person> load_by_login(Installation& installation, const std::string& login) {
  DL_TRY(auto person,
         installation.database().read([&](db::Session& session) { return accounts::find_person(session, login); }));
  if (!person) return fail(Fault::NotFound, "person.missing", login);
  return std::move(*person);
}

std::string roles_text(const std::vector<Grant>& grants, const agencies::Directory& directory) {
  std::string text;
  for (const auto& grant : grants) {
    const auto* agency = directory.agency(grant.agency);
    bool everywhere = grant.reach == accounts::Reach::All;
    text += fmt::format("{}{}（{}{}）", text.empty() ? "" : "、", chinese_of(grant.role),
                        everywhere || agency == nullptr ? "" : agency->short_name,
                        everywhere                                    ? chinese_of(grant.reach)
                        : grant.reach == accounts::Reach::OwnAndBelow ? "及下级"
                                                                      : "");
  }
  return text.empty() ? "无角色" : text;
}

Outcome<void> add(Installation& installation, const Words& words) {
  DL_TRY(auto agency, agency_of(installation, words.agency));
  DL_TRY(auto grants, read_roles(words.roles, agency));
  DL_TRY(auto password, ask_password());
  DL_TRY(auto made,
         installation.people_desk().enter({words.login, words.name, agency, grants, password}, machine_here()));
  fmt::print("已增加：{}（{}），{}\n", words.name, words.login,
             roles_text(grants, *installation.directory().current()));
  if (!made.first_password.empty()) tell_first_password(installation, made.first_password);
  return {};
}

Outcome<void> list(Installation& installation, const Words&) {
  auto directory = installation.directory().current();
  const auto policy = policy_of(installation.settings());
  constexpr int kPage = 200;
  std::int64_t after = 0;
  std::size_t count = 0;
  while (true) {
    DL_TRY(auto page, installation.database().read([&](db::Session& session) {
      return accounts::list_people(session, accounts::Scope::everywhere(), {}, after, kPage);
    }));
    for (const auto& line : page) {
      const auto& person = line.person;
      const auto* agency = directory->agency(person.agency);
      auto ends = accounts::first_password_ends_at(line, policy);
      fmt::print("{}\t{}\t{}\t{}\t{}{}{}\n", person.login, person.name, agency == nullptr ? "" : agency->short_name,
                 chinese_of(person.state), roles_text(person.grants, *directory),
                 line.second_factor ? "\t动态口令" : "",
                 !ends                                     ? ""
                 : *ends > installation.real_clock().now() ? "\t初始密码未更换"
                                                           : "\t初始密码已过期");
      after = person.id;
      ++count;
    }
    if (page.size() < kPage) break;
  }
  fmt::print("共 {} 人\n", count);
  return {};
}

Outcome<void> password(Installation& installation, const Words& words) {
  DL_TRY(auto person, load_by_login(installation, words.login));
  DL_TRY(auto chosen, ask_password());
  auto desk = installation.people_desk();
  if (chosen.empty()) {
    DL_TRY(auto first, desk.give_password(person.id, machine_here()));
    tell_first_password(installation, first);
  } else {
    DL_CHECK(desk.set_password(person.id, chosen, machine_here()));
  }
  fmt::print("{} 的密码已更换，已登录的会话全部退出\n", person.name);
  return {};
}

Outcome<void> suspend(Installation& installation, const Words& words) {
  DL_TRY(auto person, load_by_login(installation, words.login));
  DL_CHECK(installation.people_desk().suspend(person.id, words.reason, machine_here()));
  fmt::print("已停用：{}（{}）\n", person.name, person.login);
  return {};
}

Outcome<void> restore(Installation& installation, const Words& words) {
  DL_TRY(auto person, load_by_login(installation, words.login));
  DL_CHECK(installation.people_desk().restore(person.id, machine_here()));
  fmt::print("已恢复：{}（{}）\n", person.name, person.login);
  return {};
}

void print_roles() {
  for (const auto& row : accounts::kRoles) {
    std::string rights;
    for (const auto& right : accounts::kRights)
      if (right.roles.has(row.role)) rights += (rights.empty() ? "" : "、") + std::string(right.chinese);
    fmt::print("{}\t{}\t{}\n", row.name, row.chinese, rights);
  }
  fmt::print("范围写在冒号后：Own 本机关（默认）、OwnAndBelow 本机关及下级、All 全部机关，如 审核:本机关及下级\n");
}

Outcome<void> set_roles(Installation& installation, const Words& words) {
  DL_TRY(auto person, load_by_login(installation, words.login));
  std::int64_t agency = person.agency;
  if (!words.agency.empty()) {
    DL_TRY(agency, agency_of(installation, words.agency));
  }
  DL_TRY(auto grants, read_roles(words.roles, agency));
  // Roles for other agencies stay as they are.
  for (const auto& grant : person.grants)
    if (grant.agency != agency) grants.push_back(grant);
  DL_CHECK(installation.people_desk().change(person.id, {person.name, person.agency, grants}, machine_here()));
  fmt::print("{} 现有角色：{}\n", person.name, roles_text(grants, *installation.directory().current()));
  return {};
}

using Deed = Outcome<void> (*)(Installation&, const Words&);

void run_on_installation(CLI::App& command, const std::shared_ptr<Words>& words, Action& chosen, Deed deed) {
  add_data_option(command, words->data);
  command.callback([words, &chosen, deed] {
    chosen = [words, deed]() -> Outcome<void> {
      DL_TRY(auto installation, Installation::open(words->data));
      return deed(*installation, *words);
    };
  });
}

CLI::App* add_command(CLI::App& group, const char* name, const char* help, Action& chosen, Deed deed,
                      const std::shared_ptr<Words>& words) {
  auto* command = group.add_subcommand(name, help);
  run_on_installation(*command, words, chosen, deed);
  if (deed != list) command->add_option("--login", words->login, "登录名")->required()->type_name("登录名");
  return command;
}

void add_roles(CLI::App& group, Action& chosen) {
  auto words = std::make_shared<Words>();
  auto* command = group.add_subcommand("roles", "列出全部角色；带 --login 和 --role 时更换一个人在一个机关的角色");
  auto* data = command->add_option("--data", words->data, "数据目录")->type_name("目录");
  auto* login = command->add_option("--login", words->login, "登录名")->type_name("登录名")->needs(data);
  command->add_option("--agency", words->agency, "机关代码，默认为其所在机关")->type_name("代码")->needs(login);
  command->add_option("--role", words->roles, "角色，可写多次；不写则收回全部角色")
      ->type_name("角色[:范围]")
      ->needs(login);
  command->callback([words, &chosen] {
    chosen = [words]() -> Outcome<void> {
      if (words->login.empty()) {
        print_roles();
        return {};
      }
      DL_TRY(auto installation, Installation::open(words->data));
      return set_roles(*installation, *words);
    };
  });
}

}  // namespace

void add_account(CLI::App& program, Action& chosen) {
  auto* group = program.add_subcommand("account", "人员：增加、列出、更换密码、停用、恢复、角色");
  group->require_subcommand(1);
  auto words = std::make_shared<Words>();
  auto* command = add_command(*group, "add", "增加一个人；在终端上询问密码，或生成一个初始密码", chosen, add, words);
  command->add_option("--name", words->name, "姓名")->required()->type_name("姓名");
  command->add_option("--agency", words->agency, "所在机关的代码")->required()->type_name("代码");
  command->add_option("--role", words->roles, "角色，可写多次，如 起草、审核:本机关及下级")->type_name("角色[:范围]");
  add_command(*group, "list", "列出全部人员", chosen, list, std::make_shared<Words>());
  add_command(*group, "password", "更换密码，解除锁定，退出其全部会话", chosen, password, std::make_shared<Words>());
  words = std::make_shared<Words>();
  command = add_command(*group, "suspend", "停用：立即退出，不能再登录", chosen, suspend, words);
  command->add_option("--reason", words->reason, "停用的理由，记入日志")->type_name("文字");
  add_command(*group, "restore", "恢复停用的人员", chosen, restore, std::make_shared<Words>());
  add_roles(*group, chosen);
}

}  // namespace dl::app
