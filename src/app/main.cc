// The program `daylight`.
#include "app/command_line.h"

int main(int argc, char** argv) { return dl::app::run_command_line(argc, argv); }
