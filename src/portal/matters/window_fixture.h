// The bureau's site with its window open: what the public brings becomes errands (matters/matters_fixture.h), a kind
// whose procedure the tests can walk through, and letters can be made public.
#pragma once

#include "dialogue/message_store.h"
#include "matters/letters.h"
#include "matters/matters_fixture.h"
#include "portal/matters/follow.h"
#include "portal/matters/window.h"
#include "portal/portal_fixture.h"

namespace dl::portal {

class AskingSite : public Site {
 public:
  AskingSite() : Site(test::Store::SqliteMemory, {}, false, tables()) {
    window_.file = [this](const requests::Filing& filing, const std::string& form,
                          const std::vector<requests::Enclosed>& files) {
      enclosed_.clear();
      for (const auto& file : files)
        enclosed_.push_back(fmt::format("{} {} {}", file.identity ? "paper" : "file", file.name, file.bytes.size()));
      return desk_of_matters_.open({.kind = "errand",
                                    .place = filing.place,
                                    .title = filing.wanted,
                                    .on = filing.came_on,
                                    .form = form,
                                    .parties = {{matters::PartyRole::Applicant, "natural", filing.contact}}},
                                   "public:online");
    };
    window_.write = [this](const matters::Place& place, const dialogue::NewMessage& message, const std::string& form) {
      return desk_of_matters_.open(
          {.kind = "errand", .place = place, .title = message.title, .on = {2024, 3, 1}, .form = form},
          "public:online");
    };
    window_.letter = [](db::Session&, const matters::Case&,
                        const matters::Letter& letter) -> Outcome<std::optional<LetterWords>> {
      if (letter.kind != "reply") return std::optional<LetterWords>();
      return std::optional(LetterWords{.title = "答复书",
                                       .addressee = "张三：",
                                       .paragraphs = lines_of(letter.content),
                                       .signer = "市城管局",
                                       .date = "2024年3月1日"});
    };
    window_.print = [](db::Session&, const matters::Case&,
                       const matters::Letter& letter) -> Outcome<std::optional<Print>> {
      if (letter.kind != "reply") return std::optional<Print>();
      return std::optional<Print>([words = letter.content] { return Outcome<std::string>("%PDF " + words); });
    };
    portal().window = &window_;
  }

  static test::Tables tables() {
    auto all = Site::tables();
    all.push_back(&matters::migrations());
    all.push_back(&dialogue::migrations());
    return all;
  }

  /// The form of a request as somebody fills it in who owes nothing more; `key` as its page has it.
  static web::Fields filled(const std::string& key, const std::string& wanted = "2023 年道路保洁预算") {
    return {{"applicant", "natural"},
            {"contact.name", "张三"},
            {"contact.identity_kind", "resident"},
            {"contact.identity_number", "11010519491231002X"},
            {"contact.phone", "13800000000"},
            {"purpose", "information"},
            {"wanted", wanted},
            {"way", "electronic"},
            {"carrier", "electronic"},
            {"key", key}};
  }
  std::int64_t count(const std::string& table) {
    return *read([&](db::Session& session) { return session.value<std::int64_t>("SELECT count(*) FROM " + table); });
  }
  matters::Opened opened(const std::string& title) {
    return *desk_of_matters_.open({.kind = "errand",
                                   .place = {.agency = agency(test::kBureau), .name = "市城管局"},
                                   .title = title,
                                   .on = {2024, 3, 1}},
                                  "public:online");
  }
  void take(std::int64_t id, std::string_view step, const matters::Input& input = {}, const char* who = "甲") {
    const auto principal = accounts::Principal::machine(std::string("person:") + who);
    const auto taken = desk_of_matters_.take(id, step, input, 0, {principal, {}});
    EXPECT_TRUE(taken) << step << ": " << describe(taken.error());
  }
  /// What the office keeps beside a matter for itself.
  void keep_inside(std::int64_t id, const std::string& remark, const std::string& file) {
    const auto who = accounts::Principal::machine("person:甲");
    EXPECT_TRUE(desk_of_matters_.remark(id, remark, matters::errand::kDo, who));
    EXPECT_TRUE(desk_of_matters_.add_file(id, {.name = file, .bytes = "内部材料"}, matters::errand::kDo, who));
  }
  std::int64_t letter(std::int64_t id, const std::string& kind, const std::string& content) {
    const auto written = journal().write([&](journal::Transaction& transaction) -> Outcome<matters::Letter> {
      DL_TRY(const auto matter, matters::lock_matter(transaction.sql(), id));
      return matters::draft_letter(transaction, matter, {.kind = kind, .content = content}, {}, "person:甲");
    });
    EXPECT_TRUE(written);
    return written->id;
  }
  void issue(std::int64_t id, std::int64_t letter, const std::string& number) {
    EXPECT_TRUE(journal().write([&](journal::Transaction& transaction) -> Outcome<matters::Letter> {
      DL_TRY(const auto matter, matters::lock_matter(transaction.sql(), id));
      return matters::issue_letter(transaction, matter, letter,
                                   {.number = number, .on = {2024, 3, 1}, .by = "person:甲"});
    }));
  }
  Window& window() { return window_; }
  /// What came with the request that was filed last: "file 附件.pdf 12".
  const std::vector<std::string>& enclosed() const { return enclosed_; }

 private:
  static std::span<const matters::Kind> kinds() {
    static const matters::Kind all[] = {matters::kind_of<matters::errand::Procedure>()};
    return all;
  }
  static const std::map<std::string, work::Chain, std::less<>>& chains() {
    static const std::map<std::string, work::Chain, std::less<>> all = {
        {"errand", work::Chain::load("two-people", {}).value()}};
    return all;
  }
  static const periods::Laws& laws() {
    static const auto all = periods::Laws::load().value();
    return all;
  }

  accounts::SealingKey key_ = accounts::SealingKey::random();
  matters::MatterDesk desk_of_matters_ =
      matters::MatterDesk(journal(), {.kinds = kinds(), .laws = laws(), .key = key_, .chains = chains()});
  Window window_ = Window(desk_of_matters_);
  std::vector<std::string> enclosed_ = {};
};

}  // namespace dl::portal
