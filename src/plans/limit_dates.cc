// Days, months, quarters and years by which, or in which, something is to be done.
#include <algorithm>

#include "base/text.h"
#include "plans/limit_scan.h"

namespace dl::plans {
namespace {

/// What was read of a date so far; 0 for what was not said.
struct Civil {
  std::optional<int> year = {};
  bool said_year = false;
  bool yearly = false;
  bool monthly = false;
  int month = 0;  ///< the last one of a range
  int day = 0;
  bool end = false;    ///< 底, 末
  bool vague = false;  ///< 年内, 上半年, 第三季度: a stretch, not a day
  int third = 0;       ///< 上旬 1, 中旬 2, 下旬 3
};

void read_year(Scan& scan, Civil& date) {
  date.year = scan.year;
  const auto digits = digits_at(scan.rest());
  if (digits.size == 4 && begins_with(scan.rest().substr(4), U"年") && digits.value > 1990 && digits.value < 2100) {
    scan.at += 5;
    scan.take({U"度"});
    date.year = digits.value;
    date.said_year = true;
    return;
  }
  if (scan.take({U"每年度", U"每年"})) {
    date.yearly = true;
  } else if (scan.take({U"下一年度", U"下一年", U"次年度", U"次年", U"下年度", U"翌年", U"明年"})) {
    date.said_year = true;
    if (date.year) ++*date.year;
  } else if (scan.take({U"今年", U"本年度", U"本年", U"当年"})) {
    date.said_year = true;
  }
}

int last_day(int year, int month) {
  return static_cast<int>(Date(year, static_cast<unsigned>(month), 1).plus_months(1).plus_days(-1).day());
}

bool read_day(Scan& scan, Civil& date) {
  scan.take({U"份"});
  if (scan.take({U"底", U"末"})) {
    date.end = true;
  } else if (scan.take({U"上旬", U"初"})) {
    date.third = 1;
  } else if (scan.take({U"中旬"})) {
    date.third = 2;
  } else if (scan.take({U"下旬"})) {
    date.third = 3;
  } else {
    Scan day = scan;
    const auto number = day.take_number();
    if (number.size > 0 && number.value <= 31 && number.value > 0 && day.take({U"日", U"号"})) {
      date.day = number.value;
      scan.at = day.at;
    }
  }
  return true;
}

bool read_month(Scan& scan, Civil& date) {
  Scan ahead = scan;
  auto number = ahead.take_number();
  if (number.size == 0 || number.value < 1 || number.value > 12) return false;
  if (ahead.take({U"-", U"至", U"—", U"~", U"、"})) {  // 6-8月
    number = ahead.take_number();
    if (number.size == 0 || number.value < 1 || number.value > 12) return false;
  }
  if (!ahead.take({U"月"})) return false;
  date.month = number.value;
  read_day(ahead, date);
  scan.at = ahead.at;
  Scan range = scan;  // 3月至5月, 9月1日至9月30日
  Civil last = {.year = date.year};
  if (range.take({U"-", U"—", U"——", U"至", U"~", U"到"}) && read_month(range, last)) {
    date.month = last.month;
    date.day = last.day;
    date.end = last.end;
    date.third = last.third;
    scan.at = range.at;
  }
  return true;
}

bool read_stretch(Scan& scan, Civil& date) {
  const bool after_year = date.said_year || date.yearly;
  if (scan.take({U"年底", U"年末", U"年终"}) || (after_year && scan.take({U"底", U"末"}))) {
    date.month = 12;
    date.end = true;
    return true;
  }
  if (scan.take({U"上半年"})) {
    date.month = 6;
    date.vague = true;
    return true;
  }
  if (scan.take({U"下半年"})) {
    date.month = 12;
    date.vague = true;
    return true;
  }
  Scan quarter = scan;
  quarter.take({U"第"});
  const auto number = quarter.take_number();
  if (number.size == 1 && number.value >= 1 && number.value <= 4 && quarter.take({U"季度"})) {
    if (quarter.take({U"末", U"底"})) date.end = true;
    date.month = number.value * 3;
    date.vague = true;
    scan.at = quarter.at;
    return true;
  }
  return false;
}

/// 每月10日, 次月5日, 每季度末, 每季度首月10日: days that come again and again.
bool read_again(Scan& scan, Civil& date) {
  Scan ahead = scan;
  if (!ahead.take({U"每个月", U"每月", U"次月", U"下月", U"每季度", U"每季", U"每半年", U"当月", U"每周"}))
    return false;
  ahead.take({U"首月", U"末月", U"第一个月", U"最后一个月", U"结束后", U"的"});
  const auto number = ahead.take_number();
  if (number.size > 0 ? !ahead.take({U"日", U"号"}) : !ahead.take({U"底", U"末", U"初", U"月底"})) return false;
  date.monthly = true;
  scan.at = ahead.at;
  return true;
}

std::optional<Date> due_of(const Civil& date, bool before) {
  if (!date.year || date.month == 0 || date.monthly) return std::nullopt;
  const int last = last_day(*date.year, date.month);
  const Date end(*date.year, static_cast<unsigned>(date.month), static_cast<unsigned>(last));
  if (date.end || date.vague) return end;
  if (date.third > 0 && date.third < 3)
    return Date(*date.year, static_cast<unsigned>(date.month), date.third == 1 ? 10 : 20);
  if (date.third == 3) return end;
  const Date first(*date.year, static_cast<unsigned>(date.month), 1);
  if (date.day == 0) return before ? first.plus_days(-1) : end;
  if (date.day == 1 && before) return first.plus_days(-1);
  return first.plus_days(std::min(date.day, last) - 1);
}

/// In prose a date may tell of what was: 2021年5月印发的. Then it is no limit.
bool looks_ahead(const Scan& begin, const Scan& end, const Civil& date) {
  if (end.next_is({U"以来", U"起", U"的", U"至今", U"以后", U"后"})) return false;
  if (!date.vague && end.next_is({U"印发", U"出台", U"召开", U"施行", U"开始"})) return false;
  if (date.yearly) return true;
  const char32_t c = begin.before();
  const bool led = c == U'在' || c == U'于';
  if (date.day > 0) return led;
  return led || is_pause(c) || is_opening(c) || c == U' ' || c == U'、';
}

}  // namespace

std::optional<Hit> find_date(Scan scan) {
  const Scan begin = scan;
  Civil date;
  if (!read_again(scan, date)) {
    read_year(scan, date);
    if (!read_month(scan, date) && !read_stretch(scan, date)) return std::nullopt;
  }
  const auto end = scan.at;
  bool before = scan.take({U"之前", U"以前", U"前"});
  if (before && begins_with(scan.rest(), U"期")) before = false, scan.at = end;
  const bool within = !before && scan.take({U"之内", U"以内", U"内", U"止"});
  const bool past = begin.year && date.said_year && date.year && *date.year < *begin.year;
  if (past && !begin.column()) return std::nullopt;
  if (!before && !within && date.monthly) return std::nullopt;
  if (!before && !within && !date.end && !begin.column() && !looks_ahead(begin, scan, date)) return std::nullopt;
  const bool day = date.day > 0 && begin.column();
  Hit hit{{}, begin.at, scan.at};
  hit.limit.kind = before || within || date.end || day ? LimitKind::Deadline : LimitKind::During;
  hit.limit.due = due_of(date, before);
  return hit;
}

}  // namespace dl::plans
