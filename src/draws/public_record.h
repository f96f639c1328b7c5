// A draw as the public sees it: the record of the register `draws`, and what anybody needs to draw again.
#pragma once

#include <boost/json.hpp>

#include "draws/draw_cycle.h"
#include "records/library.h"
#include "records/record.h"

namespace dl::draws {

inline constexpr std::string_view kRegister = "draws";

/// The words of the record of a draw that is sealed or revealed.
records::Read words_of(const Row& row, const Terms& terms, const records::Register& made);

/// What verify_draw.py reads: what was sealed as it was sealed, everything else as the record that is public says it.
/// So a record that somebody has corrected by hand does not hold.
boost::json::object material_of(const Row& row, const records::Live& live);

}  // namespace dl::draws
