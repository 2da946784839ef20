"""The systems that can be measured: this assistant on disk or over HTTP, and the naive one."""
