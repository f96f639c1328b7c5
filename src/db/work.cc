#include "db/work.h"

namespace dl::db {
namespace {

thread_local std::optional<Work> said;

}  // namespace

std::chrono::milliseconds Limits::of(Work work) const {
  switch (work) {
    case Work::Page: return page;
    case Work::Change: return change;
    case Work::Import: return import;
    case Work::Upkeep: return upkeep;
  }
  return page;
}

Working::Working(Work work) : outermost_(!said) {
  if (outermost_) said = work;
}

Working::~Working() {
  if (outermost_) said.reset();
}

Work Working::now_or(Work otherwise) { return said.value_or(otherwise); }

}  // namespace dl::db
