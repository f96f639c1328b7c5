// The operations of the API, in groups: the tables that route, validate and document. domains.h has them together.
#pragma once

#include <span>

#include "api/operation.h"

namespace dl::api {

struct Group {
  std::string_view tag = {};   ///< "documents"
  std::string_view name = {};  ///< Chinese
  std::span<const Operation> operations = {};
};

std::span<const Operation> session_operations();
std::span<const Operation> people_operations();
std::span<const Operation> key_operations();
std::span<const Operation> agency_operations();
std::span<const Operation> calendar_operations();
std::span<const Operation> document_operations();
std::span<const Operation> work_operations();
std::span<const Operation> posted_operations();
std::span<const Operation> question_operations();
std::span<const Operation> file_operations();
std::span<const Operation> open_work_operations();
std::span<const Operation> overview_operations();
std::span<const Operation> journal_operations();
std::span<const Operation> clock_operations();
std::span<const Operation> export_operations();
std::span<const Operation> figure_operations();
std::span<const Operation> freeze_operations();
std::span<const Operation> record_operations();
std::span<const Operation> record_file_operations();
std::span<const Operation> counterpart_operations();
std::span<const Operation> record_export_operations();
std::span<const Operation> record_import_operations();
std::span<const Operation> draw_operations();
std::span<const Operation> matter_operations();
std::span<const Operation> filing_operations();
std::span<const Operation> message_operations();
std::span<const Operation> request_operations();
std::span<const Operation> channel_operations();
std::span<const Operation> request_table_operations();
std::span<const Operation> letter_operations();
std::span<const Operation> letter_file_operations();
std::span<const Operation> seal_operations();
std::span<const Operation> material_operations();
std::span<const Operation> letter_list_operations();
std::span<const Operation> ledger_operations();
std::span<const Operation> appeal_operations();
std::span<const Operation> archive_operations();
std::span<const Operation> publish_list_operations();
std::span<const Operation> disclosure_operations();

/// The largest JSON body with the words of a document. Other bodies are small forms, unless an operation says
/// otherwise.
inline constexpr std::size_t kWordsLimit = 16 << 20;
/// The largest uploaded file.

}  // namespace dl::api
