// Findings: what a person must look at before a document is published. One table of kinds, and the finder
// that reads the words of a document.
//
// A finding is known by its digest: of its kind and of the words that it is about, with what is close
// around them. So an answer that somebody has given fits these words and no others. Pure; the finder's
// work grows with the text, and it stops naming after kMostFindings.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/content.h"
#include "intake/document.h"

namespace dl::intake {

/// What a finding demands before publication.
enum class Weight : std::uint8_t {
  Told,     ///< nothing: it is for information
  Owed,     ///< an answer by somebody who works on the document
  Guarded,  ///< an answer by a reviewer who has not written the words (个人信息)
};

enum class Origin : std::uint8_t {
  Words,    ///< found in the words, each time anew; gone with them
  Reading,  ///< told once by what read a file; stays until it is answered
};

/// Codes are stored; do not rename.
struct FindingKind {
  std::string_view code = {};
  std::string_view chinese = {};
  Weight weight = Weight::Owed;
  Origin origin = Origin::Reading;
};

/// Every kind; a new warning of intake needs a line here, or it is owed an answer as "其他".
inline constexpr FindingKind kFindingKinds[] = {
    {"personal-data", "个人信息", Weight::Guarded, Origin::Words},
    {"more-findings", "未逐条列出的", Weight::Guarded, Origin::Words},
    {"characters-dropped", "去掉的字符", Weight::Owed, Origin::Reading},
    {"encoding-doubtful", "无法识别的字", Weight::Owed, Origin::Words},
    {"placeholder", "占位符", Weight::Owed, Origin::Words},
    {"document-number-brackets", "文号括号", Weight::Owed, Origin::Words},
    {"document-number-form", "文号写法", Weight::Owed, Origin::Words},
    {"repeated-passage", "重复段落", Weight::Owed, Origin::Words},
    {"title-missing", "缺标题", Weight::Owed, Origin::Words},
    {"unsure-title", "标题存疑", Weight::Owed, Origin::Reading},
    {"date-conflict", "日期矛盾", Weight::Owed, Origin::Reading},
    {"index-number-invalid", "索引号有误", Weight::Owed, Origin::Reading},
    {"attachment-missing", "缺附件", Weight::Owed, Origin::Reading},
    {"attachment-linked", "附件只有链接", Weight::Owed, Origin::Reading},
    {"truncated", "署名不完整", Weight::Owed, Origin::Reading},
    {"joined-sentences", "接上的句子", Weight::Owed, Origin::Reading},
    {"address-dropped", "删去的网址", Weight::Owed, Origin::Reading},
    {"table-flattened", "改动的表格", Weight::Owed, Origin::Reading},
    {"image-dropped", "略去的图片", Weight::Owed, Origin::Reading},
    {"page-too-deep", "没有读取的内容", Weight::Owed, Origin::Reading},
    {"tracked-changes", "未接受的修订", Weight::Owed, Origin::Reading},
    {"comments-dropped", "略去的批注", Weight::Owed, Origin::Reading},
    {"furniture-removed", "去掉的网页附带内容", Weight::Told, Origin::Reading},
    {"field-empty", "空栏目", Weight::Told, Origin::Reading},
};

/// The row of a code; one that has none is of the kind "其他" and owed an answer.
const FindingKind& finding_kind(std::string_view code);

struct Finding {
  std::string kind = {};          ///< code
  std::string digest = {};        ///< of the kind and the words: what an answer is given to
  std::string place = {};         ///< "title", "body", another field of the metadata, "files"; empty = the whole
  std::optional<int> block = {};  ///< of the body, from 0
  std::string excerpt = {};       ///< the words, personal data masked; empty when it is about the whole
  std::string message = {};       ///< a Chinese sentence for the editor

  friend bool operator==(const Finding&, const Finding&) = default;
};

/// Words of a document that belong together: a title, a paragraph, a cell, the name of a file.
struct Stretch {
  std::string place = {};
  std::optional<int> block = {};
  std::string text = {};
};

/// Every stretch of a title and a body, in the order of reading.
std::vector<Stretch> stretches_of(std::string_view title, const content::Tree& body);

/// As many findings are named one by one; what goes beyond is one more, `more-findings`, which guarded ones
/// never fall into before others.
inline constexpr std::size_t kMostFindings = 200;

/// Every kind of Origin::Words in these words; the same words once.
std::vector<Finding> find_in_words(const std::vector<Stretch>& words, const std::vector<std::string>& public_numbers);

/// A warning of the reading side as a finding.
Finding finding_of(const Warning& warning);

}  // namespace dl::intake
