#include "mail/shape.h"

#include <algorithm>

#include "base/text.h"
#include "mail/message.h"

namespace dl::mail {
namespace {

constexpr std::size_t kMostFields = 3'000;                           ///< of the first head, and Content-… of any
constexpr std::size_t kMostMarks = 20'000;                           ///< lines that may begin a part
constexpr std::size_t kLongestContentField = std::size_t{8} << 10U;  ///< bytes; it has parameters
constexpr std::size_t kLongestHeads = std::size_t{1} << 20U;         ///< bytes of all of these

bool is_content_field(std::string_view line) {
  return !line.empty() && (line[0] == 'C' || line[0] == 'c') && text::ascii_lower(line.substr(0, 8)) == "content-" &&
         line.find(':') != line.npos;
}

/// Counts fields over the lines of a message.
class Fields {
 public:
  Outcome<void> take(std::string_view line) {
    if (line.empty() || line == "\r") {
      first_head_ = counted_ = false;
      return {};
    }
    if (line[0] != ' ' && line[0] != '\t') {
      const bool content = is_content_field(line);
      counted_ = first_head_ || content;
      longest_ = content ? kLongestContentField : kLongestField;
      length_ = 0;
      if (counted_ && ++fields_ > kMostFields) return fail(Fault::TooLarge, "mail.too-many", "fields");
    }
    if (!counted_) return {};
    length_ += line.size();
    all_ += line.size();
    if (length_ > longest_ || all_ > kLongestHeads) return fail(Fault::TooLarge, "mail.head");
    return {};
  }

 private:
  bool first_head_ = true;
  bool counted_ = false;
  std::size_t longest_ = kLongestField;
  std::size_t length_ = 0;  ///< of the field under way
  std::size_t all_ = 0;
  std::size_t fields_ = 0;
};

}  // namespace

Outcome<void> check_shape(std::string_view bytes) {
  if (bytes.size() > kLargest) return fail(Fault::TooLarge, "mail.too-large");
  Fields fields;
  std::size_t marks = 0;
  while (!bytes.empty()) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    const auto line = bytes.substr(0, end);
    if (line.starts_with("--") && ++marks > kMostMarks) return fail(Fault::TooLarge, "mail.too-many", "parts");
    DL_CHECK(fields.take(line));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return {};
}

}  // namespace dl::mail
