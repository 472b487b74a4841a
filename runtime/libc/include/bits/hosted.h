// hosted.h - included by headers of what only a system gives
#if !defined(__linux__) && !defined(__APPLE__) && !defined(_WIN32)
#error "bare metal has no files, processes, signals or threads: this header is for other targets"
#endif
