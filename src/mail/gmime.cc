#include "mail/gmime.h"

#include "base/text.h"
#include "mail/address.h"
#include "mail/charset.h"

namespace dl::mail {
namespace {

struct FreeOptions {
  void operator()(GMimeParserOptions* options) const { g_mime_parser_options_free(options); }
};
struct UnrefDate {
  void operator()(GDateTime* date) const { g_date_time_unref(date); }
};

void begin() {
  static const bool begun = [] {
    g_mime_init();
    return true;
  }();
  static_cast<void>(begun);
}

GMimePart* part_of(GMimeObject* object) { return GMIME_IS_PART(object) ? GMIME_PART(object) : nullptr; }

std::string text_of(const char* words) { return words == nullptr ? std::string() : std::string(words); }

/// What stands for a parameter in a field whose words are encoded where they should not be, which the parser decodes
/// one by one.
std::string encoded_parameter(const std::string& field, std::string_view name) {
  const auto small = text::ascii_lower(field);
  const auto at = small.find(std::string(name) + "=\"");
  if (at == small.npos) return {};
  const auto from = at + name.size() + 2;
  const auto words = field.substr(from, field.find('"', from) - from);
  return words.find("=?") == words.npos ? std::string() : decode_field(words);
}

}  // namespace

Owned<GMimeMessage> parse(std::string_view bytes) {
  begin();
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const std::unique_ptr<GMimeParserOptions, FreeOptions> options(g_mime_parser_options_new());
  const char* charsets[] = {"utf-8", "gb18030", "iso-8859-1", nullptr};
  g_mime_parser_options_set_fallback_charsets(options.get(), charsets);
  return Owned<GMimeMessage>(g_mime_parser_construct_message(parser.get(), options.get()));
}

PartKind kind_of(GMimeObject* part) {
  if (GMIME_IS_MULTIPART(part)) return PartKind::Multipart;
  if (GMIME_IS_MESSAGE_PART(part)) return PartKind::Message;
  return PartKind::Single;
}

std::string type_of(GMimeObject* part) {
  auto* type = g_mime_object_get_content_type(part);
  if (type == nullptr) return {};
  return text::ascii_lower(text_of(g_mime_content_type_get_media_type(type)) + "/" +
                           text_of(g_mime_content_type_get_media_subtype(type)));
}

std::string parameter_of(GMimeObject* part, const char* name) {
  return text_of(g_mime_object_get_content_type_parameter(part, name));
}

std::string field_of(GMimeObject* part, const char* name) {
  auto* header = g_mime_header_list_get_header(g_mime_object_get_header_list(part), name);
  return header == nullptr ? std::string() : text_of(g_mime_header_get_raw_value(header));
}

std::string name_of_file(GMimeObject* part) {
  auto name = encoded_parameter(field_of(part, "Content-Disposition"), "filename");
  if (name.empty()) name = encoded_parameter(field_of(part, "Content-Type"), "name");
  if (!name.empty()) return name;
  auto* own = part_of(part);
  return own == nullptr ? std::string() : to_utf8(text_of(g_mime_part_get_filename(own)), "utf-8");
}

std::string bytes_of(GMimeObject* part) {
  auto* own = part_of(part);
  auto* content = own == nullptr ? nullptr : g_mime_part_get_content(own);
  if (content == nullptr) return {};
  const Owned<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  const auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return bytes == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

int count_children(GMimeObject* multipart) { return g_mime_multipart_get_count(GMIME_MULTIPART(multipart)); }

GMimeObject* child_of(GMimeObject* multipart, int place) {
  return g_mime_multipart_get_part(GMIME_MULTIPART(multipart), place);
}

GMimeMessage* message_in(GMimeObject* part) { return g_mime_message_part_get_message(GMIME_MESSAGE_PART(part)); }

GMimeObject* body_of(GMimeMessage* message) { return g_mime_message_get_mime_part(message); }

std::string first_address(const std::string& field) {
  begin();
  const Owned<InternetAddressList> list(internet_address_list_parse(nullptr, field.c_str()));
  if (list == nullptr || internet_address_list_length(list.get()) == 0) return {};
  auto* first = internet_address_list_get_address(list.get(), 0);
  if (!INTERNET_ADDRESS_IS_MAILBOX(first)) return {};
  auto address = text_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first)));
  return is_address(address) ? address : std::string();
}

std::optional<Instant> read_date(const std::string& words) {
  begin();
  const std::unique_ptr<GDateTime, UnrefDate> date(g_mime_utils_header_decode_date(words.c_str()));
  if (date == nullptr) return std::nullopt;
  return Instant(g_date_time_to_unix(date.get()) * 1000);
}

}  // namespace dl::mail
