#include "matters/subject.h"

#include <fmt/format.h>

namespace dl::matters {

std::string subject_of(std::int64_t matter) { return fmt::format("{}:{}", kPrefix, matter); }

}  // namespace dl::matters
