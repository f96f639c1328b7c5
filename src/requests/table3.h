// Table 3 of the annual report (收到和处理政府信息公开申请情况, 国办公开办函〔2021〕30号): 25 rows of 7 columns,
// counted from the cases themselves, so that every number opens to its requests. Pure; table3_store.h lets the database
// count the same.
#pragma once

#include <array>

#include "requests/decision.h"

namespace dl::requests {

inline constexpr std::size_t kRows = 25;    ///< R1 to R25
inline constexpr std::size_t kColumns = 7;  ///< the classes of applicants, and the total
inline constexpr std::size_t kTotal = kColumns - 1;

/// The rows by their numbers.
enum class Line : std::uint8_t { New = 1, CarriedIn = 2, All = 24, CarriedOn = 25 };

inline constexpr std::array<std::string_view, kRows> kRowTitles = {
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "三、本年度办理结果（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "（三）不予公开 1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "（四）无法提供 1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "（五）不予处理 1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
    "（七）总计",
    "四、结转下年度继续办理",
};

/// What the table reads of a request.
struct Counted {
  std::int64_t matter = 0;
  Applicant applicant = Applicant::Other;
  Date received_on = {};
  std::optional<Date> ended_on = {};
  int row = 0;  ///< 3 to 23 of what has ended
};

/// Nothing for what is no request of the table: a correction (art. 41), one whose receipt is not settled, one that was
/// divided, whose parts count instead.
std::optional<Counted> counted_of(const matters::Case& now);

class Table3 {
 public:
  using Numbers = std::array<std::array<std::int64_t, kColumns>, kRows>;

  /// Of the days from `from` to `until`, both included.
  static Table3 of(const std::vector<Counted>& requests, Date from, Date until);

  /// The requests of a cell, ascending; `row` from 1 to 25, `column` from 0. Throws std::out_of_range beyond.
  const std::vector<std::int64_t>& cell(int row, std::size_t column) const {
    return cells_.at(static_cast<std::size_t>(row - 1)).at(column);
  }
  Numbers numbers() const;

 private:
  void put(int row, const Counted& request);
  std::array<std::array<std::vector<std::int64_t>, kColumns>, kRows> cells_ = {};
};

/// An identity (勾稽关系) that numbers do not keep.
struct Breach {
  std::string_view identity = {};  ///< "K1": R1 + R2 = R24 + R25; "K2": R24 is the sum of R3 to R23; "K3": totals
  int row = 0;                     ///< of K3; 0 for the others
  std::size_t column = 0;          ///< of K1 and K2
  friend bool operator==(const Breach&, const Breach&) = default;
};
/// For a table that was typed or came from elsewhere; one that was counted keeps them all. K4, that row 2 is row 25 of
/// the period before, holds of what is counted too; against what was frozen it is an identity of the figures.
std::vector<Breach> breaches(const Table3::Numbers& numbers);

}  // namespace dl::requests
