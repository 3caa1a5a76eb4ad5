import Console

/// How long work shows how far it is.
struct ProgressOptions: ParsableOptions {
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case auto, json, none
  }

  @Option(
    help: ArgumentHelp(
      "How progress is shown on standard error: a line on a terminal (auto), JSON lines, or not at all.",
      valueName: "FORM"))
  var progress: Form = .auto
}
