// The events of records, and what they are about.
#pragma once

#include <span>

#include "accounts/subject.h"
#include "journal/event_kind.h"

namespace dl::records {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"record.corrected", "更正登记"},
    {"record.entered", "登记"},
    {"record.erased", "删除登记里的个人资料"},
    {"record.file-added", "上传登记用的文件"},
    {"record.handed-over", "提供开放数据"},
    {"record.import-undone", "撤销一次导入"},
    {"record.imported", "导入登记"},
    {"record.nil-declared", "声明本期没有登记"},
    {"record.published", "公布登记"},
    {"record.restored", "恢复撤下的登记"},
    {"record.to-withdraw", "登记应当撤下"},
    {"record.withdrawn", "撤下登记"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

/// "record:881"
extern const accounts::Subject kRecord;
/// "nil:7", a declaration that a period had no records.
extern const accounts::Subject kNil;
/// "import:7", a file whose records were taken in at once.
extern const accounts::Subject kImport;
/// "record-file:7", a file that was handed in for records.
extern const accounts::Subject kRecordFile;
/// "handover:7", the files of a register that everybody may take away.
extern const accounts::Subject kHandover;
std::span<const accounts::Subject> subjects();

inline constexpr std::string_view kVerbs[] = {"record."};
inline constexpr journal::Feature kFeature = {"records", "登记簿", kVerbs};

}  // namespace dl::records
