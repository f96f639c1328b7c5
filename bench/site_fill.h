// The installation that the site benchmark serves: one agency with its columns, many published
// documents of made-up text from 2010 to 2026, a quarter of them in one column.
#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>

#include "app/installation.h"
#include "bench/search_corpus.h"
#include "bench/site_client.h"

namespace dl::bench {

template <class T>
T must(Outcome<T> outcome) {
  if (!outcome) throw std::runtime_error(describe(outcome.error()));
  if constexpr (!std::is_void_v<T>) return std::move(*outcome);
}

inline constexpr const char* kBigColumn = "notices";

/// Makes documents of one site. The same seed makes the same ones.
class Drafter {
 public:
  Drafter(const agencies::Directory& directory, unsigned seed) : Drafter(directory, directory.sites().front(), seed) {}
  Drafter(const agencies::Directory& directory, const agencies::Site& site, unsigned seed)
      : random_(seed), words_(seed) {
    agency_ = site.agency;
    big_ = directory.column_by_slug(site.id, kBigColumn)->id;
    for (const auto& column : directory.columns())
      if (column.site == site.id && directory.children(site.id, column.id).empty()) columns_.push_back(column.id);
  }

  publications::NewDocument document() {
    auto number = ++count_;
    auto paragraphs = words_.records(8 + random_() % 16);
    publications::NewDocument made;
    made.agency = agency_;
    made.column = number % 4 == 0 ? big_ : columns_[random_() % columns_.size()];
    auto& m = made.metadata;
    constexpr const char* kKinds[] = {"通知", "公告", "意见", "报告", "决定"};
    auto day = Date(2010, 1, 1).plus_days(static_cast<int>(random_() % (16 * 365)));
    m.kind = kKinds[random_() % std::size(kKinds)];
    m.title = "关于" + paragraphs.front().title + "的" + m.kind;
    m.document_number = fmt::format("示政发〔{}〕{}号", day.year(), number);
    m.issuer = "示例市人民政府";
    m.issued_on = day;
    m.validity = publications::Validity::InForce;
    m.disclosure = publications::DisclosureClass::Active;
    m.themes = {"综合政务\\政务公开"};
    m.summary = paragraphs.front().body;
    made.published_at = Instant::at(day, static_cast<int>(random_() % 24), static_cast<int>(random_() % 60));
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
      content::Block block;
      if (i % 6 == 0) {
        block.kind = content::BlockKind::Heading;
        block.level = 1;
      }
      block.runs = {{.text = std::move(paragraphs[i].body)}};
      made.body.blocks.push_back(std::move(block));
    }
    return made;
  }

  std::int64_t big_column() const { return big_; }

 private:
  std::mt19937 random_;
  search::bench::MadeUp words_;
  std::int64_t agency_ = 0;
  std::int64_t big_ = 0;
  std::vector<std::int64_t> columns_ = {};
  std::size_t count_ = 0;
};

struct Filled {
  std::size_t documents = 0;
  double text_mb = 0;
  double seconds = 0;  ///< spent in the desk, not in making up text
};

/// A new installation, made by the program, that believes what it is told of its visitors and lets people who are
/// signed in ask as quickly as they can.
inline void found_site(const std::filesystem::path& program, const std::filesystem::path& data,
                       const std::string& database) {
  std::vector<std::string> words = {program,    "init",      "--data", data,
                                    "--agency", "000014349", "--name", "示例市人民政府"};
  if (!database.empty()) words.insert(words.end(), {"--database", database});
  if (run_program(words) != 0) throw std::runtime_error("daylight init failed");
  std::ofstream(data / "daylight.toml")
      << "[database]\naddress = \"" << database
      << "\"\n[server]\ntrusted_proxies = [\"127.0.0.0/8\"]\nmetrics_peers = [\"10.0.0.0/8\"]\n"
      << "[rates]\nknown_a_minute = 1000000\nknown_at_once = 100000\n[log]\nfile = \"" << (data / "serve.log").string()
      << "\"\n";
}

/// Publishes `count` documents in transactions of 500, saying how far it is every ten seconds.
inline Filled fill(app::Installation& installation, Drafter& drafter, std::size_t count) {
  Filled filled;
  double shown = now_ms();
  auto desk = installation.document_desk();
  while (filled.documents < count) {
    std::vector<publications::NewDocument> batch;
    while (batch.size() < 500 && filled.documents + batch.size() < count) {
      batch.push_back(drafter.document());
      filled.text_mb += static_cast<double>(content::plain_text(batch.back().body).size()) / 1e6;
    }
    double begun = now_ms();
    must(desk.import(batch, accounts::Principal::machine("person:bench"), "benchmark"));
    filled.seconds += (now_ms() - begun) / 1000;
    filled.documents += batch.size();
    if (now_ms() - shown < 10'000 && filled.documents < count) continue;
    shown = now_ms();
    fmt::print("loaded {} of {} documents, {:.0f} a second\n", filled.documents, count,
               static_cast<double>(filled.documents) / filled.seconds);
    std::fflush(stdout);
  }
  return filled;
}

}  // namespace dl::bench
