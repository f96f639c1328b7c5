set(libraries Boost::json)
