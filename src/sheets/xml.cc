#include "sheets/xml.h"

#include <expat.h>
#include <sys/auxv.h>

#include <cstring>
#include <exception>

#include "base/text.h"

namespace dl::sheets {

namespace {

constexpr int kPiece = 1 << 16;

/// Hash salt of the parser: what the kernel gave this process at its start, for no system call is left to a confined
/// one.
unsigned long salt() {
  unsigned long found = 0;
  if (const auto* bytes = reinterpret_cast<const char*>(::getauxval(AT_RANDOM)); bytes != nullptr)
    std::memcpy(&found, bytes, sizeof found);
  return found | 1U;
}

}  // namespace

/// What an event throws must not pass through the library, which is C: it is kept until behind it.
class XmlParsing {
 public:
  XmlParsing(XML_Parser parser, XmlEvents& events) : parser_(parser), events_(events) {
    events_.parsing_ = this;
    XML_SetHashSalt(parser_, salt());
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, on_open, on_close);
    XML_SetCharacterDataHandler(parser_, on_text);
    XML_SetStartDoctypeDeclHandler(parser_, on_doctype);
  }
  ~XmlParsing() { events_.parsing_ = nullptr; }
  XmlParsing(const XmlParsing&) = delete;
  XmlParsing& operator=(const XmlParsing&) = delete;

  const std::exception_ptr& thrown() const { return thrown_; }
  Bytes bytes() const {
    return {static_cast<std::uint64_t>(std::max<XML_Index>(0, XML_GetCurrentByteIndex(parser_))),
            static_cast<std::uint64_t>(std::max(0, XML_GetCurrentByteCount(parser_)))};
  }

 private:
  template <class Call>
  void tell(Call call) {
    if (events_.stopped() || thrown_ != nullptr) return;
    try {
      call();
    } catch (...) {
      thrown_ = std::current_exception();
    }
    if (events_.stopped() || thrown_ != nullptr) XML_StopParser(parser_, XML_FALSE);
  }
  std::string_view local(const char* name) {
    const std::string_view whole(name);
    const auto colon = whole.find(':');
    events_.prefix_.assign(whole.substr(0, colon == whole.npos ? 0 : colon + 1));
    return whole.substr(colon == whole.npos ? 0 : colon + 1);
  }
  static XmlParsing& of(void* user) { return *static_cast<XmlParsing*>(user); }
  static void on_open(void* user, const char* name, const char** pairs) {
    of(user).tell([&] { of(user).events_.open(of(user).local(name), Attributes(pairs)); });
  }
  static void on_close(void* user, const char* name) {
    of(user).tell([&] { of(user).events_.close(of(user).local(name)); });
  }
  static void on_text(void* user, const char* piece, int size) {
    of(user).tell([&] { of(user).events_.text(std::string_view(piece, static_cast<std::size_t>(size))); });
  }
  static void on_doctype(void* user, const char*, const char*, const char*, int) {
    of(user).tell([&] { of(user).events_.refuse(fail(Fault::Unreadable, "sheets.entities", "a document type")); });
  }

  XML_Parser parser_;
  XmlEvents& events_;
  std::exception_ptr thrown_ = nullptr;
};

Bytes XmlEvents::bytes() const { return parsing_ == nullptr ? Bytes() : parsing_->bytes(); }

std::string_view Attributes::get(std::string_view name) const {
  for (const auto* at = pairs_; *at != nullptr; at += 2)
    if (name == *at) return at[1];
  return {};
}

std::string_view Attributes::get_local(std::string_view name) const {
  for (const auto* at = pairs_; *at != nullptr; at += 2)
    if (std::string_view(*at).ends_with(name)) return at[1];
  return {};
}

bool Attributes::is_on(std::string_view name) const {
  const auto value = get(name);
  return value == "1" || value == "true" || value == "on";
}

Attributes::List Attributes::list() const {
  List list;
  for (const auto* at = pairs_; *at != nullptr; at += 2) list.emplace_back(at[0], at[1]);
  return list;
}

bool is_utf8_xml(std::string_view head) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return false;
  const auto end = head.find("?>");
  const auto declared = text::ascii_lower(head.starts_with("<?xml") && end != head.npos ? head.substr(0, end) : "");
  return declared.find("encoding") == declared.npos || declared.find("utf-8") != declared.npos;
}

Outcome<void> read_xml(Package& package, const std::string& part, XmlEvents& events) {
  DL_TRY(auto stream, package.stream(part));
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr), &XML_ParserFree);
  if (parser == nullptr) throw std::bad_alloc();
  XmlParsing parsing(parser.get(), events);
  for (bool last = false; !last;) {
    auto* room = XML_GetBuffer(parser.get(), kPiece);
    if (room == nullptr) throw std::bad_alloc();
    DL_TRY(const auto count, stream.read(static_cast<char*>(room), kPiece));
    last = count == 0;
    const auto status = XML_ParseBuffer(parser.get(), static_cast<int>(count), last ? XML_TRUE : XML_FALSE);
    if (parsing.thrown() != nullptr) std::rethrow_exception(parsing.thrown());
    if (events.stopped()) return events.refusal();
    if (status == XML_STATUS_OK) continue;
    const auto code = XML_GetErrorCode(parser.get());
    if (code == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
    return fail(Fault::Unreadable, "sheets.broken",
                fmt::format("{} at byte {}: {}", part, XML_GetCurrentByteIndex(parser.get()), XML_ErrorString(code)));
  }
  return {};
}

}  // namespace dl::sheets
