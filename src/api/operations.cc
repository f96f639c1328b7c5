#include "api/operations.h"

namespace dl::api {

std::span<const Group> groups() {
  static const Group all[] = {
      {"session", "登录和会话", session_operations()},
      {"people", "人员和角色", people_operations()},
      {"keys", "外部系统的密钥", key_operations()},
      {"agencies", "机关、站点和栏目", agency_operations()},
      {"calendars", "放假安排", calendar_operations()},
      {"documents", "文件", document_operations()},
      {"work", "办理", work_operations()},
      {"files", "附件和导入", file_operations()},
      {"overview", "待办和统计", overview_operations()},
      {"journal", "日志", journal_operations()},
      {"exports", "导出", export_operations()},
      {"posted", "内部公开", posted_operations()},
  };
  return all;
}

}  // namespace dl::api
