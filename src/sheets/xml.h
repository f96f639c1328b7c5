// XML as a stream of events, of whatever size, within what a workbook needs of it.
#pragma once

#include <string>
#include <string_view>

#include "sheets/package.h"

namespace dl::sheets {

/// What an element says of itself. The views live until `open` returns.
class Attributes {
 public:
  using List = std::vector<std::pair<std::string, std::string>>;
  explicit Attributes(const char** pairs) : pairs_(pairs) {}
  /// Empty where there is none.
  std::string_view get(std::string_view name) const;
  /// The first whose name ends so, whatever its prefix.
  std::string_view get_local(std::string_view name) const;
  List list() const;
  /// Whether it is "1", "true" or "on".
  bool is_on(std::string_view name) const;

 private:
  const char** pairs_;
};

/// Where something stands in a part.
struct Bytes {
  std::uint64_t from = 0;
  std::uint64_t size = 0;  ///< 0 at the end of an element that has no content and no end of its own
};

/// The parser under way.
class XmlParsing;

/// Who hears of elements, by their local names: files use `x:` before them, others, or nothing.
class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  virtual void open(std::string_view name, const Attributes& attributes) = 0;
  virtual void close(std::string_view /*name*/) {}
  /// May come in pieces.
  virtual void text(std::string_view /*piece*/) {}

  /// Ends the reading after this event.
  void stop() { stopped_ = true; }
  /// Ends it with a failure.
  void refuse(Failure failure) {
    if (refusal_.has_value()) refusal_ = std::move(failure);
    stopped_ = true;
  }
  bool stopped() const { return stopped_; }
  const Outcome<void>& refusal() const { return refusal_; }

 protected:
  /// Of the tag that is told; only within `open` and `close`. Bytes count for a part in UTF-8 alone.
  Bytes bytes() const;
  /// What stands before the local name of the element that is told, with its colon.
  const std::string& prefix() const { return prefix_; }

 private:
  friend class XmlParsing;
  const XmlParsing* parsing_ = nullptr;
  std::string prefix_ = {};
  bool stopped_ = false;
  Outcome<void> refusal_ = {};
};

/// Fails with what the events refuse, with `sheets.broken` for what is no XML, with `sheets.entities` for a document
/// type: no workbook has one, and it is what bombs are made of. `part` is told in the detail.
Outcome<void> read_xml(Package& package, const std::string& part, XmlEvents& events);

/// Whether the beginning of a part says nothing of another encoding.
bool is_utf8_xml(std::string_view head);

}  // namespace dl::sheets
