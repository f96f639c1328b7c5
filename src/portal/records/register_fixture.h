// The bureau's site with registers, whose records are entered by the desk as clerks do.
#pragma once

#include "draws/draw_desk.h"
#include "portal/portal_fixture.h"
#include "records/record_desk.h"
#include "records/records_fixture.h"
#include "records/schema.h"

namespace dl::portal {

class RegisterSite : public Site {
 public:
  explicit RegisterSite(test::Store store = test::Store::SqliteMemory, const Options& options = {})
      : Site(store, options, false, tables()) {
    clock_.set(Instant::at(Date(2025, 10, 9), 9, 30));
    EXPECT_TRUE(projection_.make_what_is_older(journal_));
    portal().registers = &records::registers();
    portal().projection = &projection_;
  }

  static test::Tables tables() {
    auto all = Site::tables();
    all.push_back(&records::migrations());
    all.push_back(&draws::migrations());
    return all;
  }

  /// An example of a register with other values, as people write them.
  records::Read words(std::string_view code, std::string_view like,
                      const std::map<std::string, std::string>& but = {}) const {
    const auto& made = *records::must(records::registers().find(code));
    auto read = records::example(made, like);
    for (const auto& [field, text] : but) {
      const auto* found = made.find(field);
      auto value = records::parse_value(text, *found).value;
      read.record.at(found->place) = found->many ? records::Value(std::vector<records::Value>{value}) : value;
    }
    return read;
  }
  std::int64_t entered(std::string_view code, const records::Read& read) {
    return records::must(records_.enter(code, agency(test::kBureau), {read}, clerk_)).at(0);
  }
  std::int64_t published(std::string_view code, const records::Read& read) {
    const auto id = entered(code, read);
    publish(id);
    return id;
  }
  void publish(std::int64_t id) { EXPECT_TRUE(try_to_publish(id)); }
  bool try_to_publish(std::int64_t id) {
    const auto row =
        read([&](db::Session& session) { return records::load_row(session, accounts::Scope::everywhere(), id); });
    const bool checked = records::must(records::registers().find(row->code))->publication.chain.has_value();
    if (checked && !(records_.take(id, records::Step::Submit, "", clerk_) && records_.sign(id, "", {second_, {}})))
      return false;
    return records_.take(id, records::Step::Publish, "", second_).has_value();
  }
  /// A penalty of a person, who is not named, or of a firm, which is.
  records::Read penalty(int number, std::map<std::string, std::string> but = {},
                        std::string_view like = "a firm is fined") const {
    but.try_emplace("number", fmt::format("清城管罚决字〔2025〕{}号", number));
    return words("penalties", like, but);
  }
  records::Read lot(std::map<std::string, std::string> but = {}) const {
    but.try_emplace("changed_on", "2025-09-30");
    return words("parking", "a public lot", but);
  }
  /// Gives a record new words and makes them public.
  void correct(std::int64_t id, const records::Read& read, const std::string& reason) {
    EXPECT_TRUE(records_.correct(id, {read, {}}, reason, clerk_));
    publish(id);
  }

  records::RecordDesk& registers() { return records_; }
  draws::DrawDesk draws() { return {journal_, {records::registers(), projection_, records::laws(), key_}}; }
  const accounts::Principal& clerk() const { return clerk_; }

 private:
  records::Projection projection_ = records::Projection(records::registers(), database().engine());
  accounts::SealingKey key_ = accounts::SealingKey::random();
  records::RecordDesk records_ =
      records::RecordDesk(journal_, {records::registers(), projection_, records::laws(), key_});
  accounts::Principal clerk_ = accounts::Principal::machine("person:甲");
  accounts::Principal second_ = accounts::Principal::machine("person:乙");
};

}  // namespace dl::portal
