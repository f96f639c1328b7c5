// An index in a folder of its own for each test, and records to put into it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "search/index.h"

namespace dl::search {

namespace fs = std::filesystem;

/// A folder of its own for each test, removed at the end.
class IndexTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / fmt::format("daylight-search-{}-{}", test->name(), ::getpid());
    fs::remove_all(folder_);
    open();
  }
  void TearDown() override {
    index_.reset();
    fs::remove_all(folder_);
  }
  void open() {
    index_.reset();
    auto opened = Index::open(folder_, sources_, Durability::Relaxed);
    ASSERT_TRUE(opened) << describe(opened.error());
    index_ = std::move(*opened);
  }
  void put(const std::vector<Record>& records) {
    auto stored = index_->put(records);
    ASSERT_TRUE(stored) << describe(stored.error());
    ASSERT_TRUE(index_->commit());
  }
  Answer ask(Query query) {
    auto answer = index_->search(query);
    EXPECT_TRUE(answer) << describe(answer.error());
    return answer ? std::move(*answer) : Answer();
  }
  Answer ask(std::string text) {
    Query query;
    query.text = std::move(text);
    return ask(std::move(query));
  }
  std::vector<std::int64_t> ids(const Answer& answer) {
    std::vector<std::int64_t> all;
    for (const auto& hit : answer.hits) all.push_back(hit.id.number);
    return all;
  }

  fs::path folder_;
  std::string sources_ = "document entry";
  std::unique_ptr<Index> index_;
};

inline Record record(std::int64_t id, std::string title, std::string body, std::string number = {}) {
  Record made;
  made.id.number = id;
  made.title = std::move(title);
  made.body = std::move(body);
  made.document_number = std::move(number);
  made.address = fmt::format("/d/{}", id);
  made.agency = 1 + id % 2;
  made.column = 10 + id % 3;
  made.year = 2015 + static_cast<int>(id % 5);
  made.kind = id % 2 == 0 ? "通知" : "报告";
  made.published_at = Instant(id * 86'400'000);
  return made;
}

inline std::vector<Record> small_city() {
  auto guide =
      record(1, "青河市公园管理办法", "第一条 为了加强城市公园的规划、建设和管理，制定本办法。公园内禁止停放机动车。");
  auto plan = record(2, "关于印发2021年度政务公开工作要点的通知",
                     "各科室：现将要点印发给你们。随机抽查事项清单另行公布。", "青政公开发〔2021〕3号");
  plan.index_number = "12345678X/2021-00017";
  plan.marks = {"theme:政务公开"};
  auto report = record(3, "青河市城市管理局2016年度报告",
                       "根据青委办发[2016]34号和青政办发﹝2016﹞96号文件，现公布年度报告。", "青城管发〔2017〕1号");
  auto market = record(4, "早市管理通告", "城市道路两侧的早市由城管部门管理，停车另行通知。ETC 车道照常。",
                       "青城管发〔2018〕10号");
  auto lights =
      record(5, "路灯维修热线", "发现路灯不亮，请拨打12345。Park lamps are checked ＤＡＩＬＹ。", "公告2020年第1号");
  return {guide, plan, report, market, lights};
}

}  // namespace dl::search
