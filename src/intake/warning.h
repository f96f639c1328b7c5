// What a person should look at before a document is published, and the one list of its kinds.
//
// A new kind is a line in kFindingKinds, a line in README.md and a warn() where it is found; a code that is not
// in the list does not compile. Codes are stored and shown by other modules: do not rename, do not remove.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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
  Both,     ///< either, which it is of a finding that has no passage of the words
};

/// Codes are stored; do not rename.
struct FindingKind {
  std::string_view code = {};
  std::string_view chinese = {};
  Weight weight = Weight::Owed;
  Origin origin = Origin::Reading;
};

/// Every kind of warnings and findings.
inline constexpr FindingKind kFindingKinds[] = {
    {"personal-data", "个人信息", Weight::Guarded, Origin::Words},
    {"personal-residue", "疑似个人信息", Weight::Guarded, Origin::Words},
    {"more-findings", "未逐条列出的", Weight::Guarded, Origin::Words},
    {"characters-dropped", "去掉的字符", Weight::Owed, Origin::Reading},
    {"more-warnings", "其余提示", Weight::Owed, Origin::Reading},
    {"encoding-doubtful", "无法识别的字", Weight::Owed, Origin::Both},
    {"placeholder", "占位符", Weight::Owed, Origin::Words},
    {"document-number-brackets", "文号括号", Weight::Owed, Origin::Words},
    {"document-number-form", "文号写法", Weight::Owed, Origin::Words},
    {"repeated-passage", "重复段落", Weight::Owed, Origin::Words},
    {"secrecy-mark", "密级标志", Weight::Guarded, Origin::Words},
    {"not-public", "不公开标志", Weight::Guarded, Origin::Reading},
    {"title-missing", "缺标题", Weight::Owed, Origin::Words},
    {"unsure-title", "标题存疑", Weight::Owed, Origin::Reading},
    {"date-conflict", "日期矛盾", Weight::Owed, Origin::Reading},
    {"date-incomplete", "日期不完整", Weight::Owed, Origin::Reading},
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
    {"formula-flattened", "改写的公式", Weight::Owed, Origin::Reading},
    {"script-flattened", "上标和下标", Weight::Owed, Origin::Reading},  // of documents read in earlier
    {"ruby-dropped", "略去的注音", Weight::Owed, Origin::Reading},
    {"notes-moved", "移到文末的注释", Weight::Owed, Origin::Reading},
    {"struck-out", "带删除线的文字", Weight::Owed, Origin::Reading},
    {"hidden-dropped", "略去的隐藏文字", Weight::Owed, Origin::Reading},
    {"hidden-read", "读入的隐藏文字", Weight::Owed, Origin::Reading},
    {"header-dropped", "略去的页眉页脚", Weight::Owed, Origin::Reading},
    {"object-dropped", "略去的嵌入对象", Weight::Owed, Origin::Reading},
    {"part-dropped", "没有读入的内容", Weight::Owed, Origin::Reading},
    {"symbol-unknown", "不认识的符号", Weight::Owed, Origin::Reading},
    {"page-without-text", "没有文字的页", Weight::Owed, Origin::Reading},
    {"file-converted", "转换过的文件", Weight::Owed, Origin::Reading},
    {"furniture-removed", "去掉的网页附带内容", Weight::Told, Origin::Reading},
    {"names-listed", "落款中的空格", Weight::Told, Origin::Reading},
    {"head-removed", "去掉的版头内容", Weight::Told, Origin::Reading},
    {"field-dropped", "没有对应栏目的内容", Weight::Told, Origin::Reading},
    {"field-empty", "空栏目", Weight::Told, Origin::Reading},
    {"part-read", "读入的内嵌文件", Weight::Told, Origin::Reading},
};

constexpr bool is_finding_kind(std::string_view code) {
  return std::ranges::any_of(kFindingKinds, [&](const FindingKind& kind) { return kind.code == code; });
}

/// A code of the list, checked by the compiler.
class WarningCode {
 public:
  consteval WarningCode(const char* code) : code_(code) {  // NOLINT(google-explicit-constructor): a text is a code
    if (!is_finding_kind(code_)) throw "not in kFindingKinds";
  }
  std::string_view text() const { return code_; }

 private:
  std::string_view code_;
};

/// `message` is a Chinese sentence for the editor that quotes the passage.
struct Warning {
  std::string code = {};  ///< of kFindingKinds
  std::string message = {};
  std::optional<int> block = {};  ///< of the body that it stands in or before, from 0; empty = the whole
  std::string words = {};  ///< the passage itself, several one a line, at most 1,000 characters; empty = no passage

  friend bool operator==(const Warning&, const Warning&) = default;
};

}  // namespace dl::intake
