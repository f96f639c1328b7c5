// The parts of Beast that are not templates, compiled once for the whole program.
#include <boost/beast/src.hpp>
