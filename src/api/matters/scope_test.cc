// Whoever is not to read requests of an agency reads nobody's name, number or address in any answer: over random
// histories, by every operation that reads.
#include "api/matters/histories_fixture.h"
#include "api/sample_fixture.h"

namespace dl::api {
namespace {

using accounts::Reach;
using accounts::Right;
using accounts::Role;

constexpr int kHistories = 6;
constexpr int kSteps = 24;
constexpr int kLastRow = 25;  ///< of table 3

struct Onlooker {
  std::string what = {};
  Browser browser = {};
};

class RequestsScope : public testing::Test {
 protected:
  RequestsScope() {
    auto drafter = town_.person("drafter", Role::Drafter, town_.bureau());
    sample_.emplace(town_, drafter, "尚未公开的拆迁方案");
    Histories lives(town_, 20260302);
    for (int i = 0; i < kHistories; ++i) histories_.push_back(lives.live(kSteps));
    EXPECT_GT(lives.taken(), kHistories * 3);
    for (const auto& history : histories_) whole_.push_back(lives.seen(history));
    enter_onlookers();
  }

  /// Another agency's people with every right, and each role that reads no requests here, wherever else it reaches.
  void enter_onlookers() {
    std::vector<accounts::Grant> elsewhere;
    for (const auto& row : accounts::kRoles) {
      if (!accounts::is_separated(row.role)) elsewhere.push_back({row.role, town_.other(), Reach::Own});
      if (accounts::rights_of(row.role).has(Right::ReadRequests)) continue;
      onlookers_.push_back(
          {std::string(row.name), town_.person(fmt::format("looks{}", onlookers_.size()),
                                               {{row.role, town_.bureau(), Reach::All}}, town_.bureau())});
    }
    onlookers_.push_back({"another agency", town_.person("elsewhere", elsewhere, town_.other())});
  }

  /// What reads: questions, exports, and the file of a request.
  static bool reads(const Operation& operation) {
    return !operation.writes() || operation.path.starts_with("/api/v1/exports/") ||
           operation.id == "sendRequestArchive";
  }

  void expect_nobody(const Onlooker& onlooker, const Reply& reply, std::string_view asked) {
    for (const auto& history : histories_)
      for (const auto& secret : history.secrets)
        EXPECT_EQ(reply.body.find(secret), std::string::npos) << onlooker.what << " reads " << secret << ": " << asked;
    ++asked_;
  }

  /// The parts of a request that addresses name.
  static std::map<std::string, std::int64_t, std::less<>> parts_of(const json::object& whole) {
    std::map<std::string, std::int64_t, std::less<>> parts;
    const auto& letters = whole.at("letters").as_array();
    if (!letters.empty()) parts["letter"] = letters.front().at("id").as_int64();
    return parts;
  }

  Town town_;
  std::optional<Sample> sample_ = {};
  std::vector<History> histories_ = {};
  std::vector<json::object> whole_ = {};
  std::vector<Onlooker> onlookers_ = {};
  int asked_ = 0;
};

TEST_F(RequestsScope, WhoMayReadThemReadsWhoAsks) {
  for (std::size_t i = 0; i < histories_.size(); ++i)
    for (const auto& secret : histories_[i].secrets)
      EXPECT_NE(json::serialize(whole_[i]).find(secret), std::string::npos) << secret;
}

TEST_F(RequestsScope, NobodyOutsideReadsANameByAnyOperation) {
  for (auto& onlooker : onlookers_)
    for (std::size_t i = 0; i < histories_.size(); ++i) {
      sample_->stand_for("/api/v1/matters", histories_[i].id, parts_of(whole_[i]));
      for (const auto& group : groups())
        for (const auto& operation : group.operations) {
          // What asks for no matter is asked once.
          if (!reads(operation) || (i > 0 && !operation.path.starts_with("/api/v1/matters/"))) continue;
          const auto reply = town_.ask(onlooker.browser, operation.verb, sample_->target_of(operation),
                                       operation.writes() ? sample_->body_of(operation) : std::string());
          expect_nobody(onlooker, reply, operation.id);
          if (operation.path.starts_with("/api/v1/matters/{id}")) {
            EXPECT_TRUE(reply.status == 403 || reply.status == 404) << operation.id << " " << reply.body;
          }
        }
    }
  EXPECT_GT(asked_, 500);
}

// The same by what narrows a list: words, states, cells of table 3; and by the lines of the journal.
TEST_F(RequestsScope, NobodyOutsideFindsOneByAskingForIt) {
  const auto year = town_.api().around.clock.today().year();
  const auto span = fmt::format("table_from={0}-01-01&table_until={0}-12-31", year);
  for (auto& onlooker : onlookers_) {
    std::vector<std::string> targets;
    for (int row = 1; row <= kLastRow; ++row)
      targets.push_back(fmt::format("/api/v1/matters?kind=request&limit=100&table_row={}&{}", row, span));
    for (std::size_t i = 0; i < histories_.size(); ++i) {
      const auto number = web::percent_encode(std::string(whole_[i].at("number").as_string()));
      targets.push_back("/api/v1/matters?kind=request&counts=true&q=" + number);
      targets.push_back("/api/v1/matters?q=" + web::percent_encode(histories_[i].secrets.front()));
      targets.push_back(fmt::format("/api/v1/journal?subject=matter:{}", histories_[i].id));
    }
    targets.push_back(
        fmt::format("/api/v1/request-table?agency={1}&from={0}-01-01&until={0}-12-31", year, town_.bureau()));
    targets.emplace_back("/api/v1/tasks");
    for (const auto agency : {std::int64_t{0}, town_.bureau()})
      for (const auto* file : {"/api/v1/exports/matters", "/api/v1/exports/request-ledger"})
        expect_nobody(onlooker, town_.post(onlooker.browser, file, {{"kind", "request"}, {"agency", agency}}), file);
    for (const auto& target : targets) {
      const auto reply = town_.get(onlooker.browser, target);
      expect_nobody(onlooker, reply, target);
      const auto* body = reply.value.if_object();
      if (target.starts_with("/api/v1/matters?") && reply.status == 200 && body != nullptr) {
        EXPECT_TRUE(body->at("items").as_array().empty()) << onlooker.what << " " << target;
      }
    }
  }
}

}  // namespace
}  // namespace dl::api
