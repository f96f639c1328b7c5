// A plan's tasks, read out of its text. Pure; the same words give the same tasks.
#pragma once

#include "plans/plan.h"

namespace dl::plans {

/// The year that a plan is for: of its title, its number, its first lines, else `paper.year`.
std::optional<int> year_of(const Paper& paper);

/// The tasks in the order in which they stand. Rows of a table that repeat items of the outline above it (任务分解表)
/// say of those who does them and until when, and are no tasks of their own.
std::vector<Task> read_plan(const Paper& paper);

}  // namespace dl::plans
