#include "app/features.h"

#include "accounts/events.h"
#include "agencies/events.h"
#include "journal/read_only.h"
#include "publications/events.h"

namespace dl::app {

const std::vector<journal::Feature>& features() {
  static const std::vector<journal::Feature> all = {journal::kEverything, publications::kFeature, agencies::kFeature,
                                                    accounts::kFeature};
  return all;
}

}  // namespace dl::app
