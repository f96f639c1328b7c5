// What the API needs of an installation.
#pragma once

#include "api/api.h"
#include "app/installation.h"

namespace dl::app {

/// Makes the API of an installation. Fails when its data are wrong.
Outcome<std::unique_ptr<api::Api>> open_api(Installation& installation);

}  // namespace dl::app
