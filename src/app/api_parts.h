// What the API needs of an installation.
#pragma once

#include "api/api.h"
#include "app/installation.h"

namespace dl::app {

/// Makes the API of an installation. Fails when its data or the key file are wrong.
Outcome<std::unique_ptr<api::Api>> open_api(Installation& installation);

/// The secret behind the tokens of forms, the same on every node that has the installation's key file.
Outcome<std::string> form_secret(const Installation& installation);

}  // namespace dl::app
