// Whatever file of rows somebody sends: a workbook, separated values, JSON.
#pragma once

#include "sheets/cells.h"
#include "sheets/charset.h"

namespace dl::sheets {

enum class Form : std::uint8_t { Workbook, Separated, Json };

struct TableFile {
  Form form = Form::Workbook;
  Charset charset = Charset::Utf8;  ///< of Form::Separated and Form::Json
  Summary summary = {};
};

/// Reads a file by its bytes; its name is not asked. What is no text and no zip archive is a workbook that is refused
/// with what it is. `separator` is what somebody has said after `sheets.separator`. Fails with the keys of workbook.h,
/// charset.h, separated.h and json_records.h, with `sheets.no-rows` for a file without a cell.
Outcome<TableFile> read_table(std::string_view bytes, Receiver& receiver, std::optional<char> separator = {},
                              const Limits& limits = {});

}  // namespace dl::sheets
