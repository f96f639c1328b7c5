// The labels of lines and the heads of columns: what stands behind or below them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "plans/words.h"

namespace dl::plans {

enum class Role : std::uint8_t {
  Number,       ///< 序号
  Group,        ///< 类别, 一级指标
  Work,         ///< 工作任务, 职责分工, 具体要求
  Lead,         ///< 牵头单位
  Responsible,  ///< 责任单位, 配合单位
  Limit,        ///< 完成时限
  Basis,        ///< 政策依据
  Other,        ///< 责任人, 备注, 进展: nothing that a task needs
};

/// The role of a label, and how closely a Work label names the very thing to be done (具体要求 2, 工作任务 1). Empty
/// for words that are no label.
struct Label {
  Role role = Role::Other;
  int closeness = 0;
};
std::optional<Label> label_of(View words);

/// A label within a text and what stands behind it, up to the next label, the end of its bracket or of the text.
struct Labelled {
  Label label = {};
  std::size_t begin = 0;  ///< of the label, or of the bracket that it opens
  std::size_t end = 0;    ///< behind the value, or behind the bracket
  View value = {};        ///< of the words that were given
};

/// The labels with a colon (责任单位：…, 【责任单位】…), each at the beginning, behind punctuation, space or a bracket.
std::vector<Labelled> labels_within(View words);

}  // namespace dl::plans
