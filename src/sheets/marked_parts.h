// The edits by which cells of a sheet get fills and messages.
#pragma once

#include <map>
#include <set>

#include "sheets/edits.h"
#include "sheets/marked_book.h"
#include "sheets/xml.h"

namespace dl::sheets {

/// The styles with a filled twin of each cell format that is asked for.
class FilledStyles {
 public:
  /// Fails with `sheets.unmarkable` where there are no fills or cell formats to add to.
  static Outcome<FilledStyles> load(Package& package);

  /// The place of the twin of a cell format among all.
  std::size_t twin_of(std::size_t format);
  std::vector<Edit> edits() const;

 private:
  friend class FilledStylesEvents;
  struct Element {
    std::string prefix = {};
    Attributes::List attributes = {};
    std::uint64_t from = 0;
    std::uint64_t tag = 0;  ///< bytes of its start
    std::uint64_t to = 0;   ///< where its end begins for the two lists, where it is over for a format
    bool empty = false;
  };
  std::string twin(const Element& format) const;

  std::string text_ = {};
  Element fills_ = {};
  Element formats_ = {};
  std::size_t fill_count_ = 0;
  std::vector<Element> each_ = {};  ///< cell format
  std::vector<std::size_t> twins_ = {};
  std::map<std::size_t, std::size_t> places_ = {};
};

/// Where the messages go.
struct MessageColumn {
  std::size_t column = 0;  ///< from 0
  bool used = false;       ///< it holds messages of an earlier time
};

/// The edits of a sheet's XML.
Outcome<std::vector<Edit>> mark_sheet(Package& package, const std::string& part, const Marking& marking,
                                      const MessageColumn& column, FilledStyles& styles);

}  // namespace dl::sheets
