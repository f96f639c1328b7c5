#include "requests/mail_lines.h"

#include <algorithm>
#include <array>

#include "base/identifiers.h"
#include "base/text.h"

namespace dl::requests {
namespace {

using Text = std::string;
using View = std::string_view;

enum class Part : std::uint8_t {
  Name,
  Resident,  ///< number of an identity card
  Unified,   ///< unified code of an organisation
  Paper,     ///< number of any paper
  Kind,      ///< of the paper
  Representative,
  Contact,
  Phone,
  Address,
  Postcode,
  Class,
  Wanted,
  Number,
  Way,
  Carrier
};

struct Label {
  View words;
  Part part;
};
constexpr auto kLabels = std::to_array<Label>({
    {"姓名", Part::Name},
    {"申请人", Part::Name},
    {"申请人姓名", Part::Name},
    {"申请人名称", Part::Name},
    {"名称", Part::Name},
    {"单位名称", Part::Name},
    {"法人或者其他组织名称", Part::Name},
    {"法人或其他组织名称", Part::Name},
    {"身份证", Part::Resident},
    {"身份证号", Part::Resident},
    {"身份证号码", Part::Resident},
    {"公民身份号码", Part::Resident},
    {"居民身份证号码", Part::Resident},
    {"统一社会信用代码", Part::Unified},
    {"社会信用代码", Part::Unified},
    {"组织机构代码", Part::Unified},
    {"证件号码", Part::Paper},
    {"证件号", Part::Paper},
    {"身份证明号码", Part::Paper},
    {"证件名称", Part::Kind},
    {"证件类型", Part::Kind},
    {"证件种类", Part::Kind},
    {"身份证明名称", Part::Kind},
    {"法定代表人", Part::Representative},
    {"联系人", Part::Contact},
    {"联系人姓名", Part::Contact},
    {"联系电话", Part::Phone},
    {"电话", Part::Phone},
    {"手机", Part::Phone},
    {"手机号", Part::Phone},
    {"手机号码", Part::Phone},
    {"电话号码", Part::Phone},
    {"通信地址", Part::Address},
    {"通讯地址", Part::Address},
    {"联系地址", Part::Address},
    {"邮寄地址", Part::Address},
    {"地址", Part::Address},
    {"邮编", Part::Postcode},
    {"邮政编码", Part::Postcode},
    {"申请人类型", Part::Class},
    {"申请人类别", Part::Class},
    {"所需信息", Part::Wanted},
    {"所需政府信息", Part::Wanted},
    {"所需信息的内容", Part::Wanted},
    {"所需信息内容", Part::Wanted},
    {"所需信息的内容描述", Part::Wanted},
    {"所需信息内容描述", Part::Wanted},
    {"所需信息的名称", Part::Wanted},
    {"所需政府信息的名称", Part::Wanted},
    {"所需内容", Part::Wanted},
    {"申请内容", Part::Wanted},
    {"申请公开内容", Part::Wanted},
    {"申请公开的内容", Part::Wanted},
    {"申请公开的政府信息", Part::Wanted},
    {"文号", Part::Number},
    {"文件编号", Part::Number},
    {"获取信息的方式", Part::Way},
    {"获取信息方式", Part::Way},
    {"获取方式", Part::Way},
    {"信息的载体形式", Part::Carrier},
    {"信息载体形式", Part::Carrier},
    {"载体形式", Part::Carrier},
    {"信息的指定提供方式", Part::Carrier},
    {"提供方式", Part::Carrier},
});
struct PaperWords {
  View words;
  View code;  ///< of the list identity_documents
};
/// The first that stands in what was written.
constexpr auto kPapers = std::to_array<PaperWords>({{"永久居留", "foreign_permanent"},
                                                    {"居住证", "residence"},
                                                    {"港澳", "hong_kong_macao"},
                                                    {"台湾", "taiwan"},
                                                    {"台胞", "taiwan"},
                                                    {"护照", "passport"},
                                                    {"身份证", "resident"}});
constexpr std::size_t kLongestLabel = 20;  ///< characters, with what stands around it

/// Without white space, numbers, marks of lists and brackets around it: "一、【姓名】" is 姓名.
Text bare(View label) {
  constexpr std::u32string_view kAround = U"0123456789.,、，．*#·•●○-—_()（）[]【】「」〔〕<>《》一二三四五六七八九十";
  auto characters = text::decode(text::remove_space(label));
  const auto around = [&](char32_t c) { return kAround.find(c) != kAround.npos; };
  characters.erase(characters.begin(), std::ranges::find_if_not(characters, around));
  while (!characters.empty() && around(characters.back())) characters.pop_back();
  return text::encode(characters);
}

struct Line {
  std::optional<Part> part = {};
  View value = {};
};

Line read_line(View line) {
  constexpr View kWide = "：";
  const auto wide = line.find(kWide);
  const auto narrow = line.find_first_of(":\t");
  const auto at = std::min(wide, narrow);
  if (at == line.npos || text::length(line.substr(0, at)) > kLongestLabel) return {};
  const auto label = bare(line.substr(0, at));
  const auto* row = std::ranges::find(kLabels, View(label), &Label::words);
  if (row == kLabels.end()) return {};
  auto value = text::trim(line.substr(at + (at == wide ? kWide.size() : 1)));
  if (value == "无" || value == "/" || value == "-") value = {};
  return {row->part, value};
}

/// "张三，男，…": the name alone.
View name_in(View value) {
  for (const View mark : {"，", ",", "；", ";", "。"}) value = value.substr(0, value.find(mark));
  return text::trim(value);
}

class Reader {
 public:
  void take(View line) {
    signed_ = signed_ || line == "-- " || line == "-- \r";  // RFC 3676 section 4.3
    if (signed_) open_.reset();
    const auto read = read_line(line);
    if (read.part) {
      open_.reset();
      const bool more = *read.part == Part::Name && name_in(read.value) != read.value;
      if (!set(*read.part, read.value) || more) return keep(line);
      // What is wanted goes on, and another value may stand below its label.
      if (!signed_ && (*read.part == Part::Wanted || read.value.empty())) open_ = read.part;
      return;
    }
    if (!open_) return keep(line);
    if (*open_ == Part::Wanted) {
      lines_.wanted += "\n" + Text(text::trim(line));
      return;
    }
    if (text::trim(line).empty()) return;
    const auto part = *open_;
    open_.reset();
    if (!set(part, text::trim(line))) keep(line);
  }
  MailLines finish() {
    lines_.wanted = Text(text::trim(lines_.wanted));
    lines_.rest = Text(text::trim(lines_.rest));
    return std::move(lines_);
  }

 private:
  void keep(View line) {
    if (!signed_) lines_.rest += Text(line) + "\n";
  }
  Text& place_of(Part part);
  /// False where the line is none of the form.
  bool set(Part part, View value);
  bool set_kind(View value);
  void set_number(Part part, View value);

  MailLines lines_ = {};
  Text class_ = {};
  std::optional<Part> open_ = {};  ///< a field that the next line belongs to
  bool signed_ = false;            ///< the signature has begun
};

Text& Reader::place_of(Part part) {
  switch (part) {
    case Part::Name: return lines_.contact.name;
    case Part::Resident:
    case Part::Unified:
    case Part::Paper: return lines_.contact.identity_number;
    case Part::Representative: return lines_.contact.representative;
    case Part::Contact: return lines_.contact.contact_name;
    case Part::Phone: return lines_.contact.phone;
    case Part::Address: return lines_.contact.address;
    case Part::Postcode: return lines_.contact.postcode;
    case Part::Wanted: return lines_.wanted;
    case Part::Number: return lines_.document_number;
    case Part::Way: return lines_.way;
    case Part::Carrier: return lines_.carrier;
    case Part::Class:
    case Part::Kind: break;
  }
  return class_;
}

bool Reader::set(Part part, View value) {
  if (part == Part::Kind) return set_kind(value);
  auto& place = place_of(part);
  const bool fits = part == Part::Wanted || text::length(value) <= matters::kLongestWord;
  if (!place.empty() || !fits) return false;
  place = part == Part::Name ? name_in(value) : value;
  if (part == Part::Class) lines_.applicant = find_named<Applicant>(value);
  if (part == Part::Class && value == "公民") lines_.applicant = Applicant::Natural;
  set_number(part, value);
  return true;
}

bool Reader::set_kind(View value) {
  const auto* known =
      std::ranges::find_if(kPapers, [&](const PaperWords& one) { return value.find(one.words) != value.npos; });
  if (known == kPapers.end() || !lines_.contact.identity_kind.empty()) return false;
  lines_.contact.identity_kind = known->code;
  return true;
}

void Reader::set_number(Part part, View value) {
  if (value.empty()) return;
  const bool resident = check_resident_number(value).acceptable();
  if (part == Part::Resident || (part == Part::Paper && resident)) lines_.contact.identity_kind = "resident";
  if (part == Part::Unified) lines_.of_organisation = true;
  if (part == Part::Paper && !resident) lines_.of_organisation = check_credit_code(value).acceptable();
}

}  // namespace

MailLines read_mail_lines(View text) {
  Reader reader;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    reader.take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return reader.finish();
}

}  // namespace dl::requests
