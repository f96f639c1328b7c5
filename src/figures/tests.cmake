# The definitions of the tests are their own; the program that a bundle carries is that of the data.
daylight_resources(figures_tests data/figures ${CMAKE_SOURCE_DIR}/data/figures/recompute.py)

# The bundle's evaluator of conditions, by the cases that those of the program and the console run.
find_program(DAYLIGHT_PYTHON python3 REQUIRED)
add_test(NAME figures_conditions
  COMMAND ${DAYLIGHT_PYTHON} ${CMAKE_SOURCE_DIR}/tests/figures/conditions.py ${CMAKE_SOURCE_DIR})
set_tests_properties(figures_conditions PROPERTIES LABELS fast)
