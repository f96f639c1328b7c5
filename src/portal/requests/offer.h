// What an agency offers to whoever asks it for information: its channels, and the guide that is drawn from them, from
// the scales of fees, the bodies of relief and the periods of law.
#pragma once

#include "portal/matters/window.h"
#include "portal/requests/views.h"
#include "portal/visit.h"

namespace dl::portal {

/// Fault::NotFound `window.closed` where the public brings nothing online.
Outcome<Offer> load_offer(Portal& portal, const Visit& visit);
/// The address of the online form; empty where the agency takes nothing by it.
std::string form_url(const Offer& offer, const Visit& visit);
/// The channels that are open, with what one needs for each. What the agency has not said of them its office says.
std::vector<ChannelView> channel_views(const Offer& offer, const OfficeView& office, const Visit& visit);
/// The guide in place of a form that is not there.
Outcome<web::Response> draw_closed(Portal& portal, const Visit& visit, const Offer& offer);

}  // namespace dl::portal
