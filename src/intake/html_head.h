// What a page says in its head, and what the attributes of its links and lists mean.
#pragma once

#include "intake/draft.h"
#include "intake/html_tree.h"

namespace dl::intake {

/// Title and facts of `<title>` and `<meta>`.
void read_head(const GumboNode& node, int depth, Draft& draft);

/// Whether an address leads to a file that people download.
bool names_file(std::string_view address);
/// A whole number in an attribute.
int number_of(const GumboNode& node, const char* name, int otherwise);
/// The mark of a list's item, as its type or style has it.
std::string label_of(const GumboNode& list, int number);

}  // namespace dl::intake
