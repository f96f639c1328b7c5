// Records as JSON: a list of objects, or an object a line.
#pragma once

#include "sheets/cells.h"

namespace dl::sheets {

/// Tells `text` (UTF-8) as one sheet without a name: row 0 has the names of all members as cells, in the order in which
/// they are first met; record N is row N, numbers with the digits that were sent, lists and objects within it as
/// Kind::Nested, null as nothing. Fails with `sheets.json` (the line stands in the fields) for what is no such text or
/// names a member twice in a record, and with the keys of Limits.
Outcome<Summary> read_json(std::string_view text, Receiver& receiver, const Limits& limits = {});

}  // namespace dl::sheets
