// Whether an item asks something of somebody, or tells, exhorts or names a section.
#pragma once

#include "plans/words.h"

namespace dl::plans {

/// Of a section that sets no tasks: 总体要求, 指导思想, 基本原则, 工作目标 …
bool heads_no_tasks(View head);

/// Whether the text of a numbered item asks something. What only describes (主要包括…, …是…) and what only exhorts
/// (提高 认识, 高度重视) does not.
bool asks(View text);

/// Whether some clause begins with a verb of orders, or says 要 or 应: what a short item needs to be more than a name.
bool gives_order(View text);

}  // namespace dl::plans
