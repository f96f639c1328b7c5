// The command line as people use it, rightly and wrongly: what it does, what it says, how it ends.
#include "app/command_line.h"

#include <sys/stat.h>

#include "app/command_line_fixture.h"
#include "app/office_fixture.h"
#include "app/private_files.h"
#include "app/whole_file.h"

namespace dl::app {
namespace {

using testing::HasSubstr;

TEST_F(CommandLine, SaysInChineseWhatIsWrongWithTheWords) {
  constexpr Case kCases[] = {
      {"", 2, "请写明要办什么。"},
      {"publish", 2, "没有“publish”这个命令。"},
      {"document", 2, "请写明要办什么。\n      用法见 daylight document --help"},
      {"document erase 1", 2, "没有“erase”这个命令。"},
      {"init", 2, "缺少必填项 --data。"},
      {"init --data DIR/d --agency 743719761", 2, "缺少必填项 --name。\n      用法见 daylight init --help"},
      {"serve --data DIR/d --port 80", 2, "不认识“--port 80”"},
      {"serve --data", 2, "--data 后面缺少内容。"},
      {"document submit one --data DIR/d --as 甲", 2, "不是这一项所要的数字。"},
      {"import documents --data DIR/d --agency 743719761 x.txt --publish", 2, "使用 --publish 时还须给出 --as。"},
  };
  expect(kCases);
}

TEST_F(CommandLine, HelpsInChinese) {
  for (const char* line : {"--help", "init --help", "import documents --help", "document link --help"}) {
    SCOPED_TRACE(line);
    auto said = run(line);
    EXPECT_EQ(said.code, 0);
    EXPECT_THAT(said.out, HasSubstr("用法"));
    for (const char* english : {"Usage", "Options", "REQUIRED", "TEXT", "Subcommands", "Positionals"})
      EXPECT_THAT(said.out, testing::Not(HasSubstr(english)));
  }
}

TEST_F(CommandLine, LeavesNothingBehindWhenItCannotBegin) {
  constexpr Case kCases[] = {
      {"init --data DIR/d --agency 743719762 --name 局", 1, "校验码不符"},
      {"init --data DIR/d --agency 743719761 --name ''", 1, "机关名称不能为空"},
      {"init --data DIR/d --agency 743719761 --name 局 --prefix cgj", 1, "站点路径前缀应以 / 开头"},
      {"init --data DIR/d --agency 743719761 --name 局 --prefix /CGJ", 1, "站点路径前缀应以 / 开头"},
      {"init --data DIR/d --agency 743719761 --name 局 --prefix /search", 1, "门户自己的地址"},
      {"init --data DIR/d --agency 743719761 --name 局 --host http://cgj.example", 1, "站点域名只写"},
      {"init --data DIR/d --agency 743719761 --name 局 --facts DIR/none.json", 1, "没有这个文件"},
  };
  expect(kCases);
  EXPECT_FALSE(std::filesystem::exists(path("d")));
  // What was in the folder before stays.
  std::filesystem::create_directories(path("d"));
  write_file(path("d") / "notes.txt", "自己的");
  EXPECT_EQ(run("init --data DIR/d --agency 743719761 --name ''").code, 1);
  EXPECT_TRUE(std::filesystem::exists(path("d") / "notes.txt"));
  EXPECT_FALSE(std::filesystem::exists(path("d") / "daylight.toml"));
  begin();
}

TEST_F(CommandLine, SaysWhatToDoAboutMistakes) {
  begin();
  std::filesystem::create_directories(path("empty"));
  write_file(path("a.txt"), "关于清扫积雪的通知\n\n各街道：\n　　请及时清扫积雪。\n");
  constexpr Case kCases[] = {
      {"init --data DIR/d --agency 743719761 --name 局", 1, "该目录已有安装"},
      {"agency add --data DIR/d --agency 743719761 --name 局 --prefix /x", 1, "这个机关代码已有机关使用"},
      {"agency add --data DIR/d --agency 000014349 --name 局", 1, "这个站点地址已被使用"},
      {"agency add --data DIR/d --agency 000014349 --name 局 --prefix /x --parent 9", 1, "没有这个机关"},
      {"serve --data DIR/none", 1, "请先用 daylight init"},
      {"serve --data DIR/d --listen 8080", 1, "监听地址应写作"},
      {"settings --data DIR/none", 1, "请先用 daylight init"},
      {"journal verify --data DIR/none", 1, "请先用 daylight init"},
      {"upgrade --data DIR/none", 1, "请先用 daylight init"},
      {"reindex --data DIR/none", 1, "请先用 daylight init"},
      {"import documents --data DIR/d --agency 000014349 DIR/a.txt", 1, "没有这个机关"},
      {"import documents --data DIR/d --agency 743719761 DIR/a.txt --column zz", 1, "没有这个栏目"},
      {"import documents --data DIR/d --agency 743719761 DIR/empty", 1, "目录中没有文件"},
      {"document submit 9 --data DIR/d --as 甲", 1, "没有这个文件"},
  };
  expect(kCases);
  std::filesystem::create_directories(path("folder") / ".git");
  for (const char* left : {".DS_Store", "Thumbs.db", "desktop.ini", "~$a.docx", "a.txt~", ".git/config"})
    write_file(path("folder") / left, "x");
  write_file(path("folder") / "b.txt", "关于清扫落叶的通知\n\n各街道：\n　　请及时清扫落叶。\n");
  auto folder = run("import documents --data DIR/d --agency 743719761 DIR/folder");
  EXPECT_EQ(folder.code, 0) << folder.err;
  EXPECT_EQ(std::count(folder.out.begin(), folder.out.end(), '\n'), 1) << folder.out;
  EXPECT_THAT(folder.err, HasSubstr("略过 5 个"));
  auto said = run("import documents --data DIR/d --agency 743719761 DIR/none.txt DIR/a.txt");
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.out, HasSubstr("file.missing"));
  EXPECT_THAT(said.out, HasSubstr("\"title\":\"关于清扫积雪的通知\"")) << "one that is missing stops nobody else";
  EXPECT_THAT(said.err, HasSubstr("部分文件没有导入"));
}

TEST_F(CommandLine, KeepsItsFilesToItsUser) {
  const auto before = ::umask(022);
  begin();
  write_file(path("a.txt"), "关于清扫积雪的通知\n\n各街道：\n　　请及时清扫积雪。\n");
  std::filesystem::permissions(path("a.txt"), std::filesystem::perms::owner_read);
  must("import documents --data DIR/d --agency 743719761 DIR/a.txt --as 甲");
  must("reindex --data DIR/d");
  must("backup --data DIR/d --to DIR/b.tar");
  must("restore --from DIR/b.tar --data DIR/e");
  must("journal verify --data DIR/e");
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path(""))) {
    const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
    EXPECT_EQ(entry.status().permissions() & others, std::filesystem::perms::none) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 12);
  EXPECT_TRUE(open_to_others(path("d"), path("d") / "daylight.db").empty());
  ::umask(before);

  using std::filesystem::perms;
  std::filesystem::permissions(path("d"), perms::owner_all | perms::others_read);
  std::filesystem::permissions(path("d") / "daylight.db", perms::owner_read | perms::owner_write | perms::group_read);
  write_file(path("elsewhere.db"), "");
  std::filesystem::permissions(path("elsewhere.db"), perms::owner_read | perms::others_read);
  EXPECT_THAT(open_to_others(path("d"), path("elsewhere.db")),
              testing::ElementsAre(path("d"), path("d") / "daylight.db", path("elsewhere.db")));
}

TEST_F(CommandLine, LeavesADraftWhatIsOwedAnAnswerUntilItIsGiven) {
  begin();
  write_file(path("a.txt"), "关于清扫积雪的通知\n\n各街道：\n　　请与值班员联系，手机13812345678。\n");
  auto said = run("import documents --data DIR/d --agency 743719761 DIR/a.txt --publish --as 甲");
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.out, HasSubstr("\"held\":{\"code\":\"document.findings-open\""));
  EXPECT_THAT(said.out, HasSubstr("\"state\":\"Draft\""));
  EXPECT_THAT(said.err, HasSubstr("已留作草稿"));
  said = run("document findings 1 --data DIR/d");
  EXPECT_THAT(said.out, HasSubstr("待说明  个人信息  第 2 段"));
  EXPECT_THAT(said.out, HasSubstr("共 1 条，1 条待说明"));
  constexpr Case kRefused[] = {
      {"document publish 1 --data DIR/d --as 乙 --force --reason 汛情", 1, "请先逐条处理"},
      {"document answer 1 --data DIR/d --as 甲 --all --reason 同意", 1, "文字是您自己写的"},
      {"document answer 1 --data DIR/d --as 乙 --all", 1, "--reason"},
      {"document answer 1 --data DIR/d --as 乙 --reason 同意", 1, "请选择要说明的提示"},
      {"document answer 1 --data DIR/d --as 乙 --finding zz --reason 同意", 1, "没有以此开头"},
      {"document answer 1 --data DIR/d --as 乙 --all --mended", 1, "还在正文里"},
  };
  expect(kRefused);
  must("document answer 1 --data DIR/d --as 乙 --all --reason 值班手机经本人同意公开");
  EXPECT_THAT(run("document findings 1 --data DIR/d").out, HasSubstr("值班手机经本人同意公开"));
  must("document publish 1 --data DIR/d --as 甲 --force --reason 汛情");
}

TEST_F(CommandLine, TakesADraftToThePublicStepByStep) {
  begin();
  write_file(path("a.txt"), "关于清扫积雪的通知\n\n各街道：\n　　请及时清扫积雪。\n");
  must("import documents --data DIR/d --agency 743719761 DIR/a.txt --as 甲");
  constexpr Case kEarly[] = {
      {"document submit 1 --data DIR/d --as 甲", 1, "--disclosure 认定"},
      {"document correct 1 --data DIR/d --as 甲 --disclosure 公开", 1, "没有这种公开属性"},
      {"document review 1 --data DIR/d --as 乙", 1, "草稿"},
      {"document withdraw 1 --data DIR/d --as 乙 --reason 过时", 1, "文件当前没有公开"},
  };
  expect(kEarly);
  must("document correct 1 --data DIR/d --as 甲 --disclosure 主动公开 --title 关于清扫道路积雪的通知");
  must("document submit 1 --data DIR/d --as 甲");
  constexpr Case kLater[] = {
      {"document review 1 --data DIR/d --as 甲", 1, "起草或者修改过这份稿件的人不能审核它"},
      {"document publish 1 --data DIR/d --as 乙", 1, "顺序是送审"},
      {"document clear 1 --data DIR/d --as 乙", 2, "缺少必填项 --reason。"},
      {"document correct 1 --data DIR/d --as 甲 --title 改", 1, "文件当前状态不能办理这一步"},
  };
  expect(kLater);
  must("document review 1 --data DIR/d --as 乙");
  must("document clear 1 --data DIR/d --as 丙 --reason 不涉密");
  auto said = run("document publish 1 --data DIR/d --as 乙");
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("已发布：索引号 743719761/"));
  must("document withdraw 1 --data DIR/d --as 乙 --reason 过时");
  said = run("journal verify --data DIR/d");
  EXPECT_EQ(said.code, 0);
  EXPECT_THAT(said.out, HasSubstr("日志完整"));
}

TEST_F(CommandLine, FreezesAndBundlesFigures) {
  begin();
  constexpr Case kWrong[] = {
      {"figures value publications.publik --data DIR/d", 1, "没有这项统计"},
      {"figures bundle --data DIR/d --period 2025-13", 1, "统计期间应写作"},
      {"figures bundle --data DIR/d", 2, "缺少必填项 --period。"},
      {"figures value publications.public --data DIR/d --agency 743719762", 1, "没有这个机关"},
  };
  expect(kWrong);
  EXPECT_THAT(run("figures list").out, HasSubstr("publications.public  第 1 版  主动公开的信息（条）"));
  must("figures value publications.by-month --data DIR/d");
  EXPECT_THAT(run("figures rows publications.public --data DIR/d --period 2025").out, HasSubstr("\"id\",\"digest\""));
  auto said = run("figures bundle --data DIR/d --period 2025 --agency 743719761 --out DIR/f.zip");
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("f.zip"));
  said = run("figures bundle --data DIR/d --period 2025 --agency 743719761 --out DIR/again.zip");
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_EQ(*read_whole_file(path("f.zip")), *read_whole_file(path("again.zip")));
  said = run("figures freeze --data DIR/d --period 2025 --agency 743719761");
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.err, HasSubstr("再次冻结须写明理由"));
  must("figures freeze --data DIR/d --period 2025 --agency 743719761 --reason 更正");
  must("journal verify --data DIR/d --contents");
}

TEST_F(CommandLine, TellsWhatWasChangedPastTheProgram) {
  begin();
  write_file(path("a.txt"), "关于清扫积雪的通知\n\n各街道：\n　　请及时清扫积雪。\n");
  must("import documents --data DIR/d --agency 743719761 DIR/a.txt --as 甲 --publish");
  auto head = run("journal head --data DIR/d").out;
  write_file(path("heads.txt"), head);
  auto said = run("journal verify --data DIR/d --contents --head DIR/heads.txt");
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("内容与日志一致"));
  EXPECT_THAT(said.out, HasSubstr("日志接续所送出的 1 个链头"));
  said = run("backup --data DIR/d --to DIR/first.tar");
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("内容与日志一致"));

  {
    auto database = db::Database::open({.address = "sqlite:" + (path("d") / "daylight.db").string()});
    ASSERT_TRUE(database);
    ASSERT_TRUE((*database)->write(
        [](db::Session& session) { return session.run("UPDATE edition SET title = '关于不清扫积雪的通知'"); }));
  }
  EXPECT_EQ(run("journal verify --data DIR/d").code, 0) << "the chain alone does not tell";
  said = run("journal verify --data DIR/d --contents");
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.out, HasSubstr("不符：文件 1 第 1 版《关于不清扫积雪的通知》的标题、正文、元数据或状态：与日志第"));
  EXPECT_THAT(said.err, HasSubstr("与最近的备份比对"));
  said = run("backup --data DIR/d --to DIR/second.tar");
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.err, HasSubstr("--despite-differences"));
  EXPECT_THAT(said.err, HasSubstr("文件 1 第 1 版"));
  EXPECT_FALSE(std::filesystem::exists(path("second.tar")));
  said = run("backup --data DIR/d --to DIR/second.tar --despite-differences");
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("注意：内容与日志不符 1 处"));
  must("journal seal --data DIR/d --reason 已经查明");
  must("journal verify --data DIR/d --contents");

  std::filesystem::remove_all(path("d"));
  must("restore --from DIR/first.tar --data DIR/d");
  said = run("journal verify --data DIR/d --head DIR/heads.txt --contents");
  EXPECT_EQ(said.code, 0) << said.err << "a backup continues a head that was sent before it";
}

TEST_F(CommandLine, CaresForPeople) {
  begin();
  auto said =
      run("account add --data DIR/d --login zhang.san --name 张三 --agency 743719761 --role 起草 --role Auditor:All");
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("已增加：张三（zhang.san）"));
  EXPECT_THAT(said.out, HasSubstr("初始密码：")) << "nobody at a terminal, so one is made";
  EXPECT_THAT(said.out, HasSubstr("首次登录并更换"));
  said = run("account list --data DIR/d");
  EXPECT_THAT(said.out, HasSubstr("起草"));
  EXPECT_THAT(said.out, HasSubstr("审计员（全部机关）"));
  EXPECT_THAT(said.out, HasSubstr("共 1 人"));
  said = run("account roles --data DIR/d --login zhang.san --role 发布");
  EXPECT_THAT(said.out, HasSubstr("张三 现有角色：发布"));
  EXPECT_THAT(said.out, testing::Not(HasSubstr("起草")));
  must("account suspend --data DIR/d --login zhang.san --reason 调离");
  constexpr Case kCases[] = {
      {"account", 2, "请写明要办什么。\n      用法见 daylight account --help"},
      {"account add --data DIR/d --login li.si --name 李四", 2, "缺少必填项 --agency。"},
      {"account add --data DIR/d --login li.si --name 李四 --agency 000014349", 1, "没有这个机关"},
      {"account add --data DIR/d --login li.si --name 李四 --agency 743719761 --role 局长", 1, "没有这个角色"},
      {"account add --data DIR/d --login li.si --name 李四 --agency 743719761 --role 起草:全国", 1, "范围应为 Own"},
      {"account add --data DIR/d --login Li --name 李四 --agency 743719761", 1, "登录名应为3至32个字符"},
      {"account add --data DIR/d --login zhang.san --name 李四 --agency 743719761", 1, "已有人使用"},
      {"account add --data DIR/d --login li.si --name 李四 --agency 743719761 --role 系统管理员 --role 审计管理员", 1,
       "应由不同的人担任"},
      {"account suspend --data DIR/d --login zhang.san", 1, "已经停用"},
      {"account restore --data DIR/d --login nobody", 1, "没有这个人员"},
      {"account roles --login zhang.san", 2, "使用 --login 时还须给出 --data"},
  };
  expect(kCases);
  said = run("account password --data DIR/d --login zhang.san");
  EXPECT_THAT(said.out, HasSubstr("初始密码："));
  said = run("journal verify --data DIR/d");
  EXPECT_EQ(said.code, 0);
  said = run("account roles");
  for (const auto& role : accounts::kRoles) EXPECT_THAT(said.out, HasSubstr(std::string(role.chinese)));
}

}  // namespace
}  // namespace dl::app
