//! docs/format.md tells the truth: its tables come from the program, its examples are read by it.
