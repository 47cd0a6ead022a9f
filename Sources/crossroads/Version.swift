/// The version of the program, as `--version` prints it and run records name it.
let crossroadsVersion = "1.0.0"
