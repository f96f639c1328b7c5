set(libraries spdlog::spdlog)
