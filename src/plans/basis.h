// What a task rests on: numbers of documents and titles.
#pragma once

#include <string>
#include <vector>

#include "plans/words.h"

namespace dl::plans {

/// 《…》 and 国办发〔2020〕12号 of a text in order, each once. With `any` false only those of sentences that say so
/// (根据, 按照, 落实 … or 要求, 规定): a title may also name something to be made.
std::vector<std::string> find_basis(View words, bool any);

}  // namespace dl::plans
