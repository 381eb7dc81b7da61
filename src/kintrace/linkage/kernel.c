int kintrace_kernel_version(void) { return 1; }
