#include "requests/mailed.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "privacy/personal_data.h"
#include "requests/mail_lines.h"
#include "requests/procedure.h"
#include "work/file_kind.h"

namespace dl::requests {
namespace {

using Text = std::string;

constexpr const char* kWordsFile = "邮件正文.txt";

Outcome<void> check_sender(const mail::Message& message) {
  switch (message.source) {
    case mail::Source::Bounce: return fail(Fault::Invalid, "mail.bounce");
    case mail::Source::Automatic: return fail(Fault::Invalid, "mail.automatic");
    case mail::Source::List: return fail(Fault::Invalid, "mail.list");
    case mail::Source::Person: break;
  }
  const bool says = !text::trim(message.text).empty() || !text::trim(message.subject).empty();
  if (!says && message.attachments.empty()) return fail(Fault::Invalid, "mail.empty");
  if (message.from.empty()) return fail(Fault::Invalid, "mail.no-sender");
  return {};
}

/// By the class of registrar that a unified code begins with (GB 32100): 9 is the market regulator, 5 civil affairs,
/// 3 the justice department, which registers law firms.
Applicant applicant_of(const MailLines& lines) {
  if (lines.applicant) return *lines.applicant;
  if (!lines.of_organisation) return Applicant::Natural;
  const auto code = text::trim(lines.contact.identity_number);
  if (code.starts_with('9')) return Applicant::Business;
  if (code.starts_with('5')) return Applicant::Welfare;
  if (code.starts_with('3')) return Applicant::Legal;
  return Applicant::Other;
}

bool says(const Text& words, std::string_view word) { return words.find(word) != Text::npos; }

Way way_of(const Text& words) {
  if (says(words, "邮寄")) return Way::Post;
  if (says(words, "领取") || says(words, "自取")) return Way::Collect;
  if (says(words, "查阅") || says(words, "抄录")) return Way::Read;
  return Way::Electronic;
}

Carrier carrier_of(const Text& words) { return says(words, "纸") ? Carrier::Paper : Carrier::Electronic; }

/// A person's forged or broken clock dates nothing.
Date came_on(const mail::Message& message, Date today) {
  const auto moment = message.received ? message.received : message.date;
  if (!moment || days_between(moment->date(), today) > kFarthest) return today;
  return std::min(moment->date(), today);
}

Text names_of(const std::vector<mail::Attachment>& files) {
  Text names;
  for (const auto& file : files) names += (names.empty() ? "" : "、") + file.name;
  return names;
}

/// What is asked for in all words, however many.
Text wanted_of(const MailLines& lines, const mail::Message& message) {
  if (!lines.wanted.empty()) return lines.wanted;
  if (!lines.rest.empty()) return lines.rest;
  const auto files = message.attachments.empty() ? Text() : "（见附件：" + names_of(message.attachments) + "）";
  const auto words = message.subject + files;
  return words.empty() ? message.text : words;
}

Text cut_to(const Text& words, std::size_t characters) {
  return text::length(words) <= characters ? words : Text(text::cut(words, characters - 1)) + "…";
}

void sort_files(const mail::Message& message, std::size_t largest, Mailed& mailed) {
  for (const auto& file : message.attachments) {
    const auto name = privacy::mask_all(file.name);  // it stands in the journal, where nothing is erased
    const auto named = work::check_file_name(name);
    const auto typed = work::type_of_file(file.name, file.bytes);
    Text key;
    if (file.bytes.empty())
      key = "file.empty";
    else if (file.bytes.size() > largest)
      key = "file.too-large";
    else if (!named)
      key = "file.name";
    else if (!typed)
      key = typed.error().key;
    if (key.empty())
      mailed.files.push_back({name, file.bytes});
    else
      mailed.left_out.push_back({name, std::move(key)});
  }
}

Text remark_of(const Mailed& mailed, bool in_file) {
  Text words = "由电子邮件登记，申请人类别、姓名和各项按邮件所写，请核对。";
  Text gaps;
  for (const auto& gap : mailed.gaps) gaps += (gaps.empty() ? "" : "、") + gap;
  if (!gaps.empty()) words += "\n邮件没有写明：" + gaps + "。需要补正的，请告知申请人（条例第三十条）。";
  Text left;
  for (const auto& file : mailed.left_out) left += (left.empty() ? "" : "、") + file.name;
  if (!left.empty()) words += "\n没有保存的附件（文件类型、名称或者大小不符合要求），请查看原邮件：" + left + "。";
  if (in_file) words += Text("\n邮件的全部文字（隐去个人信息）见材料“") + kWordsFile + "”。";
  return cut_to(words, matters::kLongestWords);
}

/// The words as a file, without what lies sealed elsewhere.
Text file_of(const mail::Message& message, Date today) {
  auto words = privacy::mask_all(fmt::format("主题：{}\n\n{}\n", message.subject, message.text),
                                 {.voice = privacy::Voice::Citizen, .day = today});
  std::erase(words, '\x7F');  // no file of text has it
  return words;
}

Text digest_of(const mail::Message& message) {
  const auto sent = message.date.value_or(Instant()).milliseconds();
  // Some devices give each mail the same name, so it is not the name alone.
  if (!message.message_id.empty())
    return sha256_hex(fmt::format("id\n{}\n{}\n{}\n{}", message.message_id, message.from, sent, message.subject));
  return sha256_hex(fmt::format("words\n{}\n{}\n{}\n{}", message.from, sent, message.subject, message.text));
}

}  // namespace

Outcome<Mailed> read_mailed(const mail::Message& message, const matters::Place& place, Date today,
                            std::size_t largest) {
  DL_CHECK(check_sender(message));
  auto lines = read_mail_lines(message.text);
  const auto all = wanted_of(lines, message);
  Mailed mailed{.digest = digest_of(message)};
  auto& filing = mailed.filing;
  filing = {.place = place,
            .channel = matters::Channel::Mail,
            .came_on = came_on(message, today),
            .applicant = applicant_of(lines),
            .contact = std::move(lines.contact),
            .wanted = cut_to(all, kLongestWanted),
            .document_number = lines.document_number,
            .way = way_of(lines.way),
            .carrier = carrier_of(lines.carrier),
            .as_came = true};
  auto& contact = filing.contact;
  contact.email = message.from;
  if (contact.name.empty()) contact.name = cut_to(message.from_name, matters::kLongestWord);
  for (const auto& gap : gaps_of(filing)) mailed.gaps.emplace_back(gap.chinese);
  // A letter needs somebody to go to: until they say their name it is the address.
  if (contact.name.empty()) contact.name = message.from;
  sort_files(message, largest, mailed);
  const bool in_file = filing.wanted != text::trim(message.text) && !text::trim(message.text).empty();
  if (in_file) mailed.files.push_back({kWordsFile, file_of(message, today)});
  mailed.remark = remark_of(mailed, in_file);
  return mailed;
}

}  // namespace dl::requests
