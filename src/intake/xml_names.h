// Names in XML whose prefixes nobody can rely on.
#pragma once

#include <pugixml.hpp>
#include <string_view>

namespace dl::intake {

/// The name of an element or attribute without its namespace: files use `ofd:`, others, or none.
inline std::string_view local_name(std::string_view name) { return name.substr(name.find(':') + 1); }

/// The first child of that name, whatever its namespace; null when there is none.
inline pugi::xml_node child_named(pugi::xml_node node, std::string_view name) {
  return node.find_child([&](pugi::xml_node child) { return local_name(child.name()) == name; });
}

}  // namespace dl::intake
