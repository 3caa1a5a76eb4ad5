/// The way of a parser through the arguments, from the program's name to the last parameter.
struct Walk<Context> {
  enum Destination {
    /// A command, or a group without one.
    case found
    /// The word `help` and what follows it.
    case help(ArraySlice<String>)
    case version
  }

  let arguments: [String]
  private(set) var type: any Command<Context>.Type
  private(set) var path: [String]
  let globals: ParameterSet
  /// Whether `--help` or `-h` stands anywhere before `--`: then errors in the rest do not matter.
  let wantsHelp: Bool
  private var position = 0

  init(arguments: [String], type: any Command<Context>.Type, globals: ParameterSet, wantsHelp: Bool) {
    self.arguments = arguments
    self.type = type
    self.globals = globals
    self.wantsHelp = wantsHelp
    path = [type.configuration.name]
  }

  var isGroup: Bool { !type.configuration.subcommands.isEmpty }
  var pathText: String { path.joined(separator: " ") }
  /// Whether nothing but names of commands was given.
  var isUntouched: Bool { arguments.count == path.count - 1 }

  /// Goes down to the command that the arguments name.
  mutating func findCommand() throws(ValidationError) -> Destination {
    while isGroup {
      let configuration = type.configuration
      guard position < arguments.count, arguments[position] != "--" else { break }
      let word = arguments[position]
      if word == "--help" || word == "-h" {
        position += 1
      } else if word == "--version" && path.count == 1 {
        return .version
      } else if word.isOption {
        let token = OptionToken(word)
        if let parameter = globals.named(token.name) {
          try read(token, into: parameter)
        } else if wantsHelp || configuration.defaultSubcommand != nil {
          break
        } else {
          throw unknownOption(token, among: globals)
        }
      } else if let next = configuration.subcommands.first(where: { $0.configuration.name == word }) {
        position += 1
        path.append(word)
        type = next
      } else if word == "help" {
        return .help(arguments[(position + 1)...])
      } else if let fallback = configuration.defaultSubcommand,
        !ParameterSet(reflecting: fallback.init()).positional.isEmpty
      {
        break
      } else {
        throw ValidationError(
          "unknown command '\(SafeText.line(word))'"
            + Suggestion.clause(for: word, among: configuration.visibleNames + ["help"]),
          hint: "'\(pathText) --help' lists the commands")
      }
    }
    if isGroup, !wantsHelp, let fallback = type.configuration.defaultSubcommand {
      type = fallback
      path.append(fallback.configuration.name)
    }
    return .found
  }

  /// Reads what is left into the command's parameters and the global ones.
  mutating func readParameters(of own: ParameterSet, exclusive: [[String]]) throws(ValidationError) {
    var all = own
    all.parameters += globals.parameters
    var waiting = own.positional[...]
    var optionsEnded = false
    while position < arguments.count {
      let word = arguments[position]
      if word == "--" && !optionsEnded {
        optionsEnded = true
        position += 1
      } else if word.isOption && !optionsEnded && !(word.isNegativeNumber && all.named(word) == nil) {
        let token = OptionToken(word)
        guard let parameter = all.named(token.name) else { throw unknownOption(token, among: all) }
        try read(token, into: parameter)
      } else if let parameter = waiting.first {
        try parameter.accept(word, parameter.declaration.valueName)
        if !parameter.declaration.isRepeating { waiting.removeFirst() }
        position += 1
      } else {
        throw ValidationError("unexpected argument '\(SafeText.line(word))'")
      }
    }
    try checkPresence(all)
    for names in exclusive {
      let given = names.filter { all.named($0)?.isGiven() ?? false }
      if given.count > 1 {
        throw ValidationError("'\(given[0])' and '\(given[1])' cannot be given together", hint: "leave one of them out")
      }
    }
  }

  private func checkPresence(_ all: ParameterSet) throws(ValidationError) {
    for parameter in all.parameters where parameter.declaration.isRequired && !parameter.isGiven() {
      let declaration = parameter.declaration
      let form = declaration.kind == .argument ? "argument" : "option"
      throw ValidationError("missing \(form) '\(declaration.synopsis)'")
    }
  }

  /// Reads an option and its value, which stands after `=` or in the next argument.
  private mutating func read(_ token: OptionToken, into parameter: Parameter) throws(ValidationError) {
    position += 1
    if parameter.declaration.kind == .flag {
      if token.value != nil {
        throw ValidationError("'\(token.name)' takes no value", hint: "write '\(token.name)' alone")
      }
      return try parameter.accept("", token.name)
    }
    if let value = token.value { return try parameter.accept(value, token.name) }
    guard position < arguments.count, !arguments[position].isOption || arguments[position].isNegativeNumber else {
      let next = position < arguments.count ? arguments[position] : ""
      throw ValidationError(
        "missing value for '\(token.name)'",
        hint: next.isEmpty || next == "--"
          ? "write '\(token.name) \(parameter.declaration.valueName)'"
          : "a value that begins with a dash is written '\(token.name)=\(SafeText.line(next))'")
    }
    position += 1
    try parameter.accept(arguments[position - 1], token.name)
  }

  private func unknownOption(_ token: OptionToken, among set: ParameterSet) -> ValidationError {
    let name = SafeText.line(token.name)
    // `-n5`: a letter that is known, with its value glued on.
    if let glued = set.parameters.first(where: { parameter in
      parameter.declaration.kind == .option
        && parameter.declaration.names.contains { $0.utf8.count == 2 && name.hasPrefix($0) }
    }), let letter = glued.declaration.names.first(where: { name.hasPrefix($0) }) {
      return ValidationError("unknown option '\(name)'; did you mean '\(letter) \(name.dropFirst(2))'?")
    }
    let known = set.declarations.filter { !$0.isHidden }.flatMap { $0.names } + ["--help"]
    let clause = Suggestion.clause(for: token.name, among: known + (path.count == 1 ? ["--version"] : []))
    if isGroup, clause.isEmpty || type.configuration.subcommands.contains(where: { $0.declares(token.name) }) {
      return ValidationError(
        "unknown option '\(name)'", hint: "options of a command stand after its name: '\(pathText) COMMAND \(name)'")
    }
    return ValidationError("unknown option '\(name)'" + clause)
  }
}

extension Command {
  /// Whether the command or one below it has an option of that name.
  fileprivate static func declares(_ name: String) -> Bool {
    ParameterSet(reflecting: Self()).named(name) != nil
      || configuration.subcommands.contains { $0.declares(name) }
  }
}

/// An argument that begins with a dash, taken apart at its first `=`.
struct OptionToken {
  let name: String
  let value: String?

  init(_ argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    name = String(parts[0])
    value = parts.count == 2 ? String(parts[1]) : nil
  }
}

extension String {
  /// Begins with a dash, and is not the dash alone that stands for standard input.
  var isOption: Bool { utf8.first == UInt8(ascii: "-") && utf8.count > 1 }

  /// A dash and a digit, or a dash, a point and a digit.
  var isNegativeNumber: Bool {
    let rest = utf8.dropFirst()
    let digit = rest.first == UInt8(ascii: ".") ? rest.dropFirst().first : rest.first
    return isOption && digit.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } == true
  }
}
