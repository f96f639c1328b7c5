#include "mail/message.h"

#include <array>

#include "base/text.h"
#include "intake/decode.h"
#include "mail/charset.h"
#include "mail/file_name.h"
#include "mail/gmime.h"
#include "mail/html_words.h"
#include "mail/shape.h"

namespace dl::mail {
namespace {

constexpr std::size_t kLongestId = 998;  ///< bytes of a Message-ID: a line (RFC 5322, 2.1.1)

/// The words before the first address of a field, without their quotation marks.
std::string phrase_of(std::string_view field) {
  std::string phrase;
  bool quoted = false;
  for (std::size_t at = 0; at < field.size(); ++at) {
    const char c = field[at];
    if (c == '<' && !quoted) return decode_field(phrase);
    if (c == '"')
      quoted = !quoted;
    else if (c == '\\' && quoted && at + 1 < field.size())
      phrase += field[++at];
    else
      phrase += c;
  }
  return {};
}

std::string id_of(std::string_view field) {
  auto id = text::trim(field);
  if (id.starts_with('<')) id.remove_prefix(1);
  id = id.substr(0, id.find('>'));
  return to_utf8(id.substr(0, kLongestId), {});
}

/// A field by which senders that are no people give themselves away, or one of its words.
struct Sign {
  const char* field;
  std::string_view word;  ///< that it begins with, in small letters; empty for any
  Source source;
};
constexpr auto kSigns = std::to_array<Sign>({
    {"Return-Path", "<>", Source::Bounce},
    {"X-Failed-Recipients", "", Source::Bounce},
    {"Auto-Submitted", "auto-", Source::Automatic},
    {"X-Autoreply", "", Source::Automatic},
    {"X-Autorespond", "", Source::Automatic},
    {"Precedence", "auto_reply", Source::Automatic},
    {"Precedence", "bulk", Source::List},
    {"Precedence", "junk", Source::List},
    {"Precedence", "list", Source::List},
    {"List-Id", "", Source::List},
    {"List-Unsubscribe", "", Source::List},
});
constexpr auto kServers = std::to_array<std::string_view>({"mailer-daemon@", "postmaster@", "mail-daemon@"});

Source source_of(GMimeMessage* message, std::string_view from) {
  auto* head = head_of(message);
  auto* body = body_of(message);
  if (body != nullptr && type_of(body) == "multipart/report") return Source::Bounce;
  const auto address = text::ascii_lower(from);
  for (const auto server : kServers)
    if (address.starts_with(server)) return Source::Bounce;
  for (const auto& sign : kSigns) {
    const auto field = text::ascii_lower(text::trim(field_of(head, sign.field)));
    if (!field.empty() && field.starts_with(sign.word)) return sign.source;
  }
  return Source::Person;
}

class Reader {
 public:
  Outcome<Message> read(std::string_view bytes);

 private:
  enum class Words { Shown, Passed };  ///< of parts that are another one's words in another form

  Outcome<void> take(GMimeObject* part, int depth, Words words);
  Outcome<void> take_children(GMimeObject* part, int depth, Words words);
  Outcome<void> take_message(GMimeObject* part, int depth, Words words);
  Outcome<void> take_words(GMimeObject* part, const std::string& type);
  Outcome<void> take_file(GMimeObject* part, std::string name, std::string type);
  Outcome<void> add_words(std::string_view words);

  Message message_ = {};
  int parts_ = 0;
};

bool is_words(GMimeObject* part) {
  if (!name_of_file(part).empty()) return false;
  auto type = type_of(part);
  if (const auto said = field_of(part, "Content-Type"); !said.empty() && said.find('/') == said.npos)
    type = "text/plain";  // of no type that can be read (RFC 2045, 5.2)
  const auto shown = text::ascii_lower(text::trim(field_of(part, "Content-Disposition")));
  return (type == "text/plain" || type == "text/html") && !shown.starts_with("attachment");
}

std::string words_of(GMimeObject* part) { return to_utf8(bytes_of(part), parameter_of(part, "charset")); }

/// Which of several forms of the same words is read: the first plain one that says anything, else the last.
int chosen_of(GMimeObject* part) {
  const int count = count_children(part);
  for (int place = 0; place < count && place < kMostParts; ++place) {
    auto* child = child_of(part, place);
    if (is_words(child) && type_of(child) == "text/plain" && !text::trim(words_of(child)).empty()) return place;
  }
  return count - 1;
}

Outcome<void> Reader::take(GMimeObject* part, int depth, Words words) {
  if (part == nullptr) return {};
  if (++parts_ > kMostParts) return fail(Fault::TooLarge, "mail.too-many", "parts");
  if (depth > kDeepest) return fail(Fault::TooLarge, "mail.too-deep");
  switch (kind_of(part)) {
    case PartKind::Multipart: return take_children(part, depth, words);
    case PartKind::Message: return take_message(part, depth, words);
    case PartKind::Single: break;
  }
  const auto type = type_of(part);
  if (!is_words(part)) return take_file(part, name_of_file(part), type);
  return words == Words::Shown ? take_words(part, type) : Outcome<void>();
}

Outcome<void> Reader::take_children(GMimeObject* part, int depth, Words words) {
  const int chosen = type_of(part) == "multipart/alternative" ? chosen_of(part) : -1;
  for (int place = 0; place < count_children(part); ++place)
    DL_CHECK(take(child_of(part, place), depth + 1, chosen < 0 || place == chosen ? words : Words::Passed));
  return {};
}

Outcome<void> Reader::take_message(GMimeObject* part, int depth, Words words) {
  auto* inner = message_in(part);
  if (inner == nullptr) return {};
  const auto subject = decode_field(field_of(head_of(inner), "Subject"));
  if (words == Words::Shown) DL_CHECK(add_words("—— 转发的邮件：" + (subject.empty() ? "（无主题）" : subject)));
  return take(body_of(inner), depth + 1, words);
}

Outcome<void> Reader::take_words(GMimeObject* part, const std::string& type) {
  if (type != "text/html") return add_words(words_of(part));
  const bool declared = !parameter_of(part, "charset").empty();
  DL_TRY(const auto words,
         words_of_html(declared ? words_of(part) : intake::decode(bytes_of(part), intake::Format::Html).text));
  return add_words(words);
}

Outcome<void> Reader::take_file(GMimeObject* part, std::string name, std::string type) {
  if (message_.attachments.size() == kMostAttachments) return fail(Fault::TooLarge, "mail.too-many", "attachments");
  name = clean_file_name(name);
  if (name.empty()) name = made_up_name(message_.attachments.size() + 1, type);
  message_.attachments.push_back({std::move(name), text::keep_writable(type), bytes_of(part)});
  return {};
}

Outcome<void> Reader::add_words(std::string_view words) {
  const auto said = text::trim(words);
  if (said.empty()) return {};
  auto& text = message_.text;
  if (text.size() + said.size() + 2 > kLongestText) return fail(Fault::TooLarge, "mail.too-large", "words");
  if (!text.empty()) text += "\n\n";
  text += said;
  return {};
}

Outcome<Message> Reader::read(std::string_view bytes) {
  DL_CHECK(check_shape(bytes));
  const auto parsed = parse(bytes);
  if (parsed == nullptr) return fail(Fault::Unreadable, "mail.unreadable");
  auto* head = head_of(parsed.get());
  const auto from = field_of(head, "From");
  message_.from = first_address(from);
  message_.from_name = phrase_of(from);
  if (message_.from_name == message_.from) message_.from_name.clear();
  message_.to = decode_field(field_of(head, "To"));
  message_.date = read_date(field_of(head, "Date"));
  const auto received = field_of(head, "Received");
  if (const auto mark = received.rfind(';'); mark != received.npos)
    message_.received = read_date(received.substr(mark + 1));
  message_.message_id = id_of(field_of(head, "Message-ID"));
  message_.subject = decode_field(field_of(head, "Subject"));
  message_.source = source_of(parsed.get(), message_.from);
  DL_CHECK(take(body_of(parsed.get()), 0, Words::Shown));
  return std::move(message_);
}

}  // namespace

Outcome<Message> read_message(std::string_view bytes) { return Reader().read(bytes); }

}  // namespace dl::mail
