// What the address and the facts of a site must be like. Pure.
#pragma once

#include "agencies/agency.h"

namespace dl::agencies {

/// A failure about one field of what was sent.
[[nodiscard]] inline Failure refuse(Fault fault, std::string key, std::string field, std::string detail = {}) {
  FieldProblem problem{std::move(field), key};
  return Failure(Error{fault, std::move(key), std::move(detail), {std::move(problem)}});
}

/// Fault::Invalid `site.prefix-form` or `site.host-form`; Fault::Conflict `site.prefix-taken` for a prefix below
/// which the program answers itself: a site there would hide it.
Outcome<void> check_address_form(const Site& site);

/// Whether no site can hide this address of the program, "/documents/{id}": its first part is one that sites may not
/// have, or cannot. A program with another address does not start.
bool is_kept(std::string_view pattern);

/// Fault::Invalid `site.invalid` with the facts that a page could not show: addresses that are none, a colour
/// that is none. Empty ones are well.
Outcome<void> check_facts(const SiteFacts& facts);

}  // namespace dl::agencies
