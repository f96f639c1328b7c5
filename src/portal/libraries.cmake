set(libraries Boost::headers)
