set(libraries Boost::json)
set(test_libraries rapidcheck)
