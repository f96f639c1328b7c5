// What the pages of registers have in common: which registers a site shows, how many records, under which addresses.
#pragma once

#include "portal/records/views.h"
#include "portal/shell.h"
#include "records/handover.h"
#include "records/library.h"
#include "records/record_list.h"

namespace dl::portal {

/// Fault::NotFound `register.unknown`, also where the portal shows no registers at all.
Outcome<const records::Register*> find_register(const Portal& portal, std::string_view code);

/// Whose records a site shows of a register: its agency's, or all of one that the city keeps as a whole.
std::optional<std::int64_t> keeper_on(const Visit& visit, const records::Register& made);

/// A register with something to show: records, or declarations that there were none.
struct ShownRegister {
  const records::Register* made = nullptr;
  records::Count count = {};
  std::string nil = {};  ///< newest period without a record, in words
};
struct ShownRegisters {
  std::vector<ShownRegister> all = {};  ///< by heading
  bool whole = true;                    ///< no register is left out because its tables are being made
};
/// Of one register; Fault::Unavailable while its tables are being made.
Outcome<ShownRegister> shown_register(const Visit& visit, const Portal& portal, db::Session& session,
                                      const records::Register& made);
Outcome<ShownRegisters> registers_on(const Visit& visit, const Portal& portal, db::Session& session);

/// A row of a list, with the cells of the register's page; the first one leads to the record.
RecordLine record_line(const records::Listed& listed, const Visit& visit, const records::Register& made);
/// The newest records above the documents of a column that shows a register; nothing where it has none, or is unknown
/// here. Fault::Unavailable as shown_register.
Outcome<std::optional<RegisterCard>> card_of_register(const Visit& visit, const Portal& portal, db::Session& session,
                                                      std::string_view code);

/// Whether the site shows a record of this keeper at all.
bool is_kept_here(const Visit& visit, const records::Register& made, std::int64_t agency);
/// Gives the page of a draw what one needs to draw again; nothing to any other.
Outcome<void> fill_draw(RecordPage& page, const Visit& visit, db::Session& session, const records::Live& live);

/// "1234 条", "10000 条以上".
std::string count_text(const records::Count& count);
/// "2025 年 9 月", "2025 年第 3 季度", "2025 年" of a period as declarations have it.
std::string period_text(std::string_view period);

/// Gives head and foot, and the sheet of these pages.
void fill_register_shell(Shell& shell, const Visit& visit, Heading heading);

std::string register_path(const records::Register& made);
/// Where its heading stands in the list of registers.
std::string group_path(const records::Register& made);
std::string record_path(std::int64_t id);
inline constexpr const char* kRegistersTitle = "公示与清单";
inline constexpr const char* kRegistersPath = "/registers";

inline constexpr const char* kOpenDataTitle = "开放数据";
inline constexpr const char* kOpenDataPath = "/data";
inline constexpr const char* kScriptToCheck = "verify_record.py";
inline constexpr const char* kScriptToDraw = "verify_draw.py";
/// "/data/penalties.csv"
std::string open_data_path(std::string_view code, std::string_view ending);

/// A register of the site with the hand-over that everybody may take a copy of.
struct OpenRegister {
  const records::Register* made = nullptr;
  records::Handover handover = {};
  bool given = false;    ///< false while it is made anew
  bool several = false;  ///< it is not the first
};
/// Of all registers that have been handed over.
Outcome<std::vector<OpenRegister>> open_data_on(const Visit& visit, const Portal& portal, db::Session& session);

std::string topic_of_register(std::string_view code);
/// Topics of pages that count in all registers.
std::vector<std::string> topics_of_registers(const Portal& portal);

}  // namespace dl::portal
