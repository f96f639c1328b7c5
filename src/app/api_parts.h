// What the API needs of an installation.
#pragma once

#include "api/api.h"
#include "app/installation.h"
#include "intake/readers.h"

namespace dl::app {

/// Makes the API of an installation, which reads documents with `readers`. Fails when its data are wrong.
Outcome<std::unique_ptr<api::Api>> open_api(Installation& installation, intake::Readers& readers);

}  // namespace dl::app
