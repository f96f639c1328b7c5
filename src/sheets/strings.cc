#include "sheets/strings.h"

#include <cctype>
#include <charconv>

#include "base/text.h"
#include "sheets/xml.h"

namespace dl::sheets {

namespace {

constexpr std::size_t kPiece = 1U << 20U;
constexpr std::string_view kPart = "xl/sharedStrings.xml";

class StringEvents : public XmlEvents {
 public:
  StringEvents(SharedStrings& strings, const Limits& limits) : strings_(strings), limits_(limits) {}

  void open(std::string_view name, const Attributes&) override {
    if (name == "si") words_.clear();
    if (name == "rPh") ++aloud_;
    if (name == "t") taking_ = aloud_ == 0;
  }
  void close(std::string_view name) override {
    if (name == "rPh") --aloud_;
    if (name == "t") taking_ = false;
    if (name != "si") return;
    auto added = strings_.add(without_escapes(words_), limits_);
    if (!added) refuse(Failure(std::move(added).error()));
  }
  void text(std::string_view piece) override {
    if (!taking_) return;
    words_ += piece;
    if (words_.size() > limits_.text * 2) refuse(fail(Fault::TooLarge, "sheets.too-long"));
  }

 private:
  SharedStrings& strings_;
  const Limits& limits_;
  std::string words_ = {};
  int aloud_ = 0;
  bool taking_ = false;
};

}  // namespace

Outcome<void> SharedStrings::add(std::string_view text, const Limits& limits) {
  if (text.size() > std::min(limits.text, kPiece)) return fail(Fault::TooLarge, "sheets.too-long");
  if (pieces_.empty() || pieces_.back().size() + text.size() > kPiece) {
    if ((pieces_.size() + 1) * kPiece > limits.words + kPiece)
      return fail(Fault::TooLarge, "sheets.too-large", "strings");
    pieces_.emplace_back().reserve(kPiece);
  }
  places_.push_back({static_cast<std::uint32_t>((pieces_.size() - 1) * kPiece + pieces_.back().size()),
                     static_cast<std::uint32_t>(text.size())});
  pieces_.back() += text;
  if (places_.size() * sizeof(Span) > limits.words) return fail(Fault::TooLarge, "sheets.too-large", "strings");
  return {};
}

std::string_view SharedStrings::at(std::size_t index) const {
  if (index >= places_.size()) return {};
  const auto [from, size] = places_[index];
  return std::string_view(pieces_[from / kPiece]).substr(from % kPiece, size);
}

Outcome<SharedStrings> read_strings(Package& package, const Limits& limits) {
  SharedStrings strings;
  const std::string part(kPart);
  if (!package.has(part)) return strings;
  StringEvents events(strings, limits);
  DL_CHECK(read_xml(package, part, events));
  return strings;
}

std::string with_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  auto is_hex = [&](std::size_t at) { return std::isxdigit(static_cast<unsigned char>(text[at])) != 0; };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool escape = c == '_' && at + 7 <= text.size() && text[at + 1] == 'x' && text[at + 6] == '_' &&
                        is_hex(at + 2) && is_hex(at + 3) && is_hex(at + 4) && is_hex(at + 5);
    if (escape)
      out += "_x005F_";
    else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t')
      out += fmt::format("_x{:04X}_", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out;
}

std::string without_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto next = std::min(text.find("_x", at), text.size());
    out += text.substr(at, next - at);
    at = next;
    if (at == text.size()) break;
    unsigned code = 0;
    const char* from = text.data() + at + 2;
    if (at + 7 > text.size() || text[at + 6] != '_' || std::from_chars(from, from + 4, code, 16).ptr != from + 4) {
      out += "_x";
      at += 2;
      continue;
    }
    text::append(out, text::is_writable(static_cast<char32_t>(code)) ? static_cast<char32_t>(code) : U' ');
    at += 7;
  }
  return out;
}

}  // namespace dl::sheets
