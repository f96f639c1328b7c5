// What the verbs of the journal are called in Chinese.
#pragma once

#include <string_view>

namespace dl::api {

/// The verb itself when the table has no word for it.
std::string_view chinese_of_verb(std::string_view verb);

}  // namespace dl::api
