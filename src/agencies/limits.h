// How long the texts of agencies, sites and columns may be.
#pragma once

#include "agencies/agency.h"
#include "base/limits.h"

namespace dl::agencies {
BOOST_DESCRIBE_STRUCT(Agency, (), (id, code, name, short_name, parent))
BOOST_DESCRIBE_STRUCT(Department, (), (id, agency, name, duties))
BOOST_DESCRIBE_STRUCT(Column, (),
                      (id, site, parent, slug, name, type, description, keywords, update_cycle_days, position,
                       statutory_item))
BOOST_DESCRIBE_STRUCT(Site, (), (id, agency, name, host, prefix))
BOOST_DESCRIBE_STRUCT(SiteFacts, (),
                      (domain, site_code, icp, police_filing, organiser, operator_name, address, phone, email,
                       office_hours, find_fault_url, badge_url, service_net_url, accent, demonstration))
BOOST_DESCRIBE_STRUCT(OpennessOffice, (),
                      (group_leader, group_members, name, head, address, office_hours, phone, fax, email))

/// An agency keeps this many departments at most.
inline constexpr std::size_t kMostDepartments = 200;
}  // namespace dl::agencies

namespace dl {

template <>
inline constexpr auto kLimits<agencies::Agency> = std::to_array<Limit>({
    {"code", 18},
    {"name", 100},
    {"short_name", 50},
});

template <>
inline constexpr auto kLimits<agencies::Department> = std::to_array<Limit>({
    {"name", 100},
    {"duties", 1000},
});

template <>
inline constexpr auto kLimits<agencies::Column> = std::to_array<Limit>({
    {"slug", 40},
    {"name", 50},
    {"description", 300},
    {"keywords", 200},
    {"statutory_item", 2},
});

template <>
inline constexpr auto kLimits<agencies::Site> = std::to_array<Limit>({
    {"name", 100},
    {"host", 253},
    {"prefix", 60},
});

template <>
inline constexpr auto kLimits<agencies::SiteFacts> = std::to_array<Limit>({
    {"domain", 253},
    {"site_code", 20},
    {"icp", 60},
    {"police_filing", 60},
    {"organiser", 100},
    {"operator_name", 100},
    {"address", 200},
    {"phone", 100},
    {"email", 200},
    {"office_hours", 200},
    {"find_fault_url", 1000},
    {"badge_url", 1000},
    {"service_net_url", 1000},
    {"accent", 7},
});

template <>
inline constexpr auto kLimits<agencies::OpennessOffice> = std::to_array<Limit>({
    {"group_leader", 50},
    {"group_members", 500},
    {"name", 100},
    {"head", 50},
    {"address", 200},
    {"office_hours", 200},
    {"phone", 100},
    {"fax", 100},
    {"email", 200},
});

}  // namespace dl
