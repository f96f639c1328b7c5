// The form of a request to be printed and filled in by hand: the fields of the online form, from the same table. Pure.
#pragma once

#include "paper/letter.h"
#include "portal/matters/form.h"

namespace dl::portal {

/// The fields of a request (write_request.cc).
std::vector<FieldGroup> request_groups(const Portal& portal, const Visit& visit);

/// A sheet addressed to an agency. `today` is the day on which its file says that it was made.
paper::Letter blank_form(const std::string& agency, const std::vector<FieldGroup>& groups, Date today);

}  // namespace dl::portal
