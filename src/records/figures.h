// What is counted of registers: each is a source, each [[figure]] of its file a definition, nothing of it written
// twice.
//
//   records.penalties           the source: what is public of a register, in the words that the public sees
//   records.penalties.count     the figure `count` of its file
//   agency  kind  decided_on.year  decided_on.month  year.first  public.day     columns
#pragma once

#include "figures/definition.h"
#include "records/register.h"

namespace dl::records {

/// A source for each register of the installation. Fails as carried() does.
Outcome<figures::Sources> figure_sources();

/// The figures of all registers; to be held by whoever shows them, for making the sources takes a while.
Outcome<figures::Definitions> register_figures();

/// "records.penalties.count"
std::string figure_id(const Register& made, const FigureForm& form);

/// The column that a figure is grouped by: "agency", "kind", "decided_on.year".
std::string column_of(const FigureForm::By& by);

}  // namespace dl::records
