# Registers, lists and laws that the program carries.
daylight_resources(registers_bench data ${CMAKE_SOURCE_DIR}/data)
