// Links that leave the government's sites ask before they do (site norms 1.8).
#pragma once

#include "portal/visit.h"

namespace dl::portal {

/// Whether the address, absolute, is of a government site (.gov.cn, .政务.cn) or of this one.
bool is_government(std::string_view address, std::string_view own_host);

/// The address itself, or that of the question before it.
std::string leaving_address(const std::string& address, const Visit& visit);

}  // namespace dl::portal
