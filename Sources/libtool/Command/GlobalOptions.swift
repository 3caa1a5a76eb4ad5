import Console

/// The options that every command takes.
struct GlobalOptions: ParsableOptions {
  @Option(
    help: ArgumentHelp(
      "The folder that holds `library/`; else $LIBTOOL_LIBRARY, else the nearest one upward.", valueName: "DIR"))
  var library: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("Who acts; else $LIBTOOL_USER, else the system user.", valueName: "NAME"))
  var actor: String?

  @Option(help: ArgumentHelp("Override a setting of libtool.yaml for this command.", valueName: "KEY=VALUE"))
  var set: [String]

  @Option(help: ArgumentHelp("Append what happens to a file, as JSON lines with levels.", valueName: "FILE"))
  var log: String?
}
