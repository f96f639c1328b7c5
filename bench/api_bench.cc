// Measures what staff wait for when there are many documents: lists of work with each filter, the first page
// and the hundredth, as a clerk of the largest agency and as somebody who sees all of them.
//
//   api_bench [--documents N] [--program FILE] [--folder DIR] [--port N] [--json FILE] [--keep]
//             [--database ADDRESS]
//
// The agency of `daylight init` holds all N documents, ten districts a hundredth of that each. The program
// serves in a process of its own; each request is drawn anew, for the API keeps no pages.
#include <boost/json.hpp>

#include "bench/site_run.h"
#include "publications/shelf.h"
#include "web/message.h"

namespace dl::bench {
namespace {

namespace fs = std::filesystem;
using accounts::Principal;
using accounts::Reach;
using accounts::Role;

constexpr const char* kPassword = "Snow-falls-7-quietly";
constexpr const char* kRareWord = "鼋鼍";
constexpr int kDistricts = 10;
constexpr int kTurns = 60;

/// What is asked, the name of its figure, and what it is one of.
struct Question {
  std::string name = {};
  std::string path = {};
  std::string kind = "list";
};

class Bench {
 public:
  Bench(Settings settings, fs::path data)
      : settings_(std::move(settings)), data_(std::move(data)), site_(open_site(settings_, data_)) {}

  void run() {
    load();
    program_ = std::make_unique<Program>(settings_.program, data_, settings_.port);
    wait_for_index();
    for (const auto& [who, login] : {std::pair("clerk", "clerk"), std::pair("city", "mayor")}) {
      cookie_ = fmt::format("Cookie: dl_session={}\r\n", token(login));
      for (const auto& question : questions(who)) measure(question);
    }
    for (const auto& [kind, worst] : worst_) report_.add(kind + "_worst_p50_ms", worst, "ms");
    if (!settings_.json.empty()) report_.write(settings_.json);
  }

 private:
  Principal machine() { return Principal::machine("operator:bench"); }

  void load() {
    auto directory = site_->directory().current();
    agency_ = directory->agencies().front().id;
    if (directory->agencies().size() > 1) return;  // a folder that was kept
    found_districts();
    directory = site_->directory().current();
    fmt::print("Loading {} documents\n", settings_.documents);
    Drafter drafter(*directory, 1);
    fill(*site_, drafter, settings_.documents);
    unsigned seed = 2;
    for (const auto& site : directory->sites())
      if (site.agency != agency_) {
        Drafter district(*directory, site, seed++);
        fill(*site_, district, settings_.documents / 100);
      }
    enter_people();
    leave_work(drafter);
  }

  void found_districts() {
    constexpr const char* kCodes[kDistricts] = {"743719761", "743719788", "743719796", "743719809", "743719817",
                                                "743719825", "743719833", "743719841", "74371985X", "743719868"};
    for (int i = 0; i < kDistricts; ++i) {
      auto name = fmt::format("第{}区人民政府", i + 1);
      int code = run_program({settings_.program, "agency", "add", "--data", data_, "--agency", kCodes[i], "--name",
                              name, "--parent", "000014349", "--prefix", fmt::format("/district-{}", i + 1)});
      if (code != 0) throw std::runtime_error("daylight agency add failed");
    }
    must(site_->directory().reload(site_->database()));
  }

  void enter_people() {
    auto enter = [&](const char* login, std::vector<accounts::Grant> grants) {
      return must(site_->people_desk().enter({login, login, agency_, std::move(grants), kPassword}, machine())).person;
    };
    enter("clerk", {{Role::Drafter, agency_, Reach::Own},
                    {Role::Reviewer, agency_, Reach::Own},
                    {Role::Auditor, agency_, Reach::Own}});
    enter("mayor", {{Role::Supervisor, agency_, Reach::All}, {Role::Auditor, agency_, Reach::All}});
  }

  /// Drafts of the clerk, some of them submitted by somebody else, one with words that nobody else uses.
  void leave_work(Drafter& drafter) {
    auto clerk = principal("clerk");
    auto desk = site_->document_desk();
    for (int i = 0; i < 300; ++i) {
      auto made = drafter.document();
      made.published_at.reset();
      if (i == 150) made.metadata.title += kRareWord;
      auto id = must(desk.draft(made, i % 3 == 0 ? machine() : clerk));
      if (i % 3 == 0) must(desk.submit(id, machine()));
    }
  }

  Principal principal(const std::string& login) { return must(site_->sessions().load(token(login))).principal; }
  std::string token(const std::string& login) {
    return must(site_->sign_in().sign_in({.login = login, .password = kPassword})).token;
  }

  /// So that nothing else is at work.
  void wait_for_index() {
    auto last = static_cast<double>(must(site_->journal().last_sequence()));
    while (program_->metric("daylight_search_position") < last) sleep_ms(200);
  }

  std::vector<Question> questions(const std::string& who) {
    const std::string documents = "/api/v1/documents?limit=50";
    auto directory = site_->directory().current();
    const auto* site = directory->site_of_agency(agency_);
    auto column = directory->column_by_slug(site->id, kBigColumn)->id;
    std::int64_t widest = column;
    for (const auto& each : directory->columns())
      if (each.site == site->id &&
          directory->with_descendants(each.id).size() > directory->with_descendants(widest).size())
        widest = each.id;
    auto word = [](const char* text) { return "&text=" + web::percent_encode(text); };
    std::vector<Question> asked = {
        {"first", documents},
        {"hundredth", documents + hundredth(who)},
        {"state", documents + "&state=Submitted"},
        {"state_none", documents + "&state=Withdrawn"},
        {"column", documents + fmt::format("&column={}", column)},
        {"column_with_descendants", documents + fmt::format("&column={}", widest)},
        {"column_and_state_none", documents + fmt::format("&column={}&state=Withdrawn", widest)},
        {"kind", documents + "&kind=" + web::percent_encode("决定")},
        {"kind_none", documents + "&kind=" + web::percent_encode("章程")},
        {"year", documents + "&year=2013"},
        {"year_none", documents + "&year=1999"},
        {"mine", documents + "&mine=1"},
        {"text_common", documents + word("通知")},
        {"text_one_character", documents + word("政")},
        {"text_number", documents + word("〔2013〕")},
        {"text_whole_number", documents + word(number_of(5000).c_str())},
        {"text_rare", documents + word(kRareWord)},
        {"text_rare_character", documents + word("鼋")},
        {"text_nowhere", documents + word("麒麟")},
        {"text_and_state", documents + word("通知") + "&state=Submitted"},
        {"agency", documents + fmt::format("&agency={}", agency_)},
        {"worklist", "/api/v1/worklist", "worklist"},
        {"dashboard", "/api/v1/dashboard", "dashboard"},
        {"journal", "/api/v1/journal?limit=50", "journal"},
        {"journal_verb", "/api/v1/journal?verb=document.submitted", "journal"},
        {"journal_verbs", "/api/v1/journal?verb=person.", "journal"},
        {"journal_all_verbs", "/api/v1/journal?verb=document.", "journal"},
        {"journal_actor", "/api/v1/journal?actor=person:1", "journal"},
        {"journal_day", "/api/v1/journal?from=2010-01-01&to=2010-01-02", "journal"},
        {"journal_years", "/api/v1/journal?from=2010-01-01&to=2099-12-31", "journal"},
        {"journal_subject", "/api/v1/journal?subject=document:5000", "journal"},
    };
    if (who == "clerk")
      for (const auto* text : {"通知", kRareWord, "麒麟"})
        asked.push_back({fmt::format("linkable_{}", asked.size()),
                         "/api/v1/documents/7/linkable?text=" + web::percent_encode(text), "linkable"});
    for (auto& question : asked) question.name = fmt::format("{}_{}", who, question.name);
    return asked;
  }

  std::string number_of(std::int64_t document) {
    return must(site_->database().read([&](db::Session& sql) {
      return sql.value<std::string>("SELECT document_number FROM document WHERE id = :id", document);
    }));
  }

  std::string hundredth(const std::string& who) {
    auto scope = principal(who == "city" ? "mayor" : "clerk").scope(accounts::Right::ReadDocuments);
    std::optional<db::Key> cursor;
    for (int page = 1; page < 100; ++page) {
      auto lines = must(site_->database().read(
          [&](db::Session& sql) { return publications::list_work(sql, scope, {}, cursor, 50); }));
      if (!lines.next) return {};  // of few documents
      cursor = lines.next;
    }
    return "&after=" + cursor->text();
  }

  void measure(const Question& question) {
    Visitor visitor(program_->port());
    for (int warm = 0; warm < 3; ++warm) visitor.page(question.path, "br", cookie_);
    auto items = boost::json::parse(visitor.page(question.path, "identity", cookie_).body).as_object();
    auto* list = items.if_contains("items");
    Times times;
    double cpu = program_->cpu_seconds();
    for (int i = 0; i < kTurns; ++i) times.all.push_back(visitor.page(question.path, "br", cookie_).ms);
    double cost = (program_->cpu_seconds() - cpu) * 1000 / kTurns;
    fmt::print("{:<34} {:>10.3f} ms p50 {:>10.3f} p95 {:>8.2f} of processor time, {} items\n", question.name,
               times.median(), times.at(0.95), cost, list != nullptr ? list->as_array().size() : 0);
    std::fflush(stdout);
    report_.keep(question.name + "_p50_ms", times.median());
    report_.keep(question.name + "_p95_ms", times.at(0.95));
    auto& worst = worst_[question.kind];
    worst = std::max(worst, times.median());
  }

  Settings settings_;
  fs::path data_;
  std::unique_ptr<app::Installation> site_;
  std::unique_ptr<Program> program_ = {};
  std::int64_t agency_ = 0;
  std::string cookie_ = {};
  Report report_ = {};
  std::map<std::string, double> worst_ = {};  // by kind
};

}  // namespace
}  // namespace dl::bench

int main(int count, char** words) { return dl::bench::run_on_site<dl::bench::Bench>(count, words); }
