// The numbering of a document: which lines are numbered, and how deep.
#pragma once

#include "intake/scan.h"

namespace dl::intake {

/// What a line begins with, and the level of the heading that it may be; 0 for none.
struct OutlineMark {
  MarkKind kind = MarkKind::None;
  int number = 0;
  std::size_t size = 0;
  int level = 0;
};

/// The marks of the lines that have no role yet. 1.1 and 1.1.1 count where such marks go on from one another: their
/// numbers are their depth, 1 总则 and 1. 总则 are what 1.1 stands below; below 一、 and （一） all of them are lower.
/// `listed` are lines of a table of contents, which tell nothing.
std::vector<OutlineMark> outline_marks(const std::vector<Line>& lines, const std::vector<bool>& listed);

}  // namespace dl::intake
