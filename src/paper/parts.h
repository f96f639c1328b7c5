// What a letter consists of on paper, set in type, and where its head ends: decided before anything is drawn.
#pragma once

#include "paper/rows.h"

namespace dl::paper {

/// 附件, on pages of its own.
struct AnnexParts {
  Line label = {};
  std::vector<Line> title = {};
  std::vector<Row> rows = {};
  std::vector<PageSpan> pages = {};
};
inline constexpr std::size_t kAnnexTitleSlot = 2;  ///< the third row (7.3.7)

struct Parts {
  bool form = false;  ///< Standing::Form: title and rows alone
  std::vector<Line> mark = {};
  double mark_size = 0;
  std::optional<Line> number = {};
  std::vector<Line> title = {};
  std::vector<Row> rows = {};
  std::vector<Line> signer = {};
  Line date = {};
  std::vector<Line> note = {};
  std::vector<Line> copies = {};
  std::optional<std::pair<Line, Line>> imprint = {};  ///< who and when
  std::vector<PageSpan> pages = {};
  std::optional<AnnexParts> annex = {};
  bool foot_alone = false;  ///< the foot has no room on the last page, or stands behind an annex

  double number_top() const;  ///< below the top of the 版心, as all of these
  double rule_at() const;
  std::size_t title_slot() const;
  double foot_height() const;
  /// Of the date, four characters from the right; further in where a long signature would leave the type area.
  double signature_centre() const;
};

Parts set_parts(const Letter& letter, Typesetter& typesetter);

}  // namespace dl::paper
