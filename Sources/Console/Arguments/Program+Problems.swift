extension Program {
  /// What is wrong with the declarations themselves, for a test of the program: empty when all is well.
  ///
  /// Names that occur twice, options without help, arguments that can never be reached, names in
  /// ``CommandConfiguration/exclusive`` that nothing declares, and examples that do not parse.
  public func problems() -> [String] {
    tree.all.flatMap { command in
      let place = command.path.joined(separator: " ")
      return (shapeProblems(command) + nameProblems(command) + exampleProblems(command)).map { "\(place): \($0)" }
    }
  }

  private func shapeProblems(_ command: CommandTree) -> [String] {
    var problems: [String] = []
    if command.abstract.isEmpty { problems.append("no abstract") }
    if !command.subcommands.isEmpty {
      if !command.arguments.isEmpty || !command.options.isEmpty { problems.append("a group declares parameters") }
      for (index, subcommand) in command.subcommands.enumerated()
      where command.subcommands.prefix(index).contains(where: { $0.name == subcommand.name }) {
        problems.append("two commands are called '\(subcommand.name)'")
      }
      if let name = command.defaultSubcommand,
        command.subcommands.first(where: { $0.name == name })?.subcommands.isEmpty != true
      {
        problems.append("the default command '\(name)' is not one of its plain commands")
      }
    }
    for (earlier, later) in zip(command.arguments, command.arguments.dropFirst()) {
      if earlier.isRepeating { problems.append("nothing reaches \(later.valueName) after \(earlier.valueName)...") }
      if later.isRequired && !earlier.isRequired {
        problems.append("\(later.valueName) is required after \(earlier.valueName), which is not")
      }
    }
    return problems
  }

  private func nameProblems(_ command: CommandTree) -> [String] {
    var problems: [String] = []
    let declarations = command.arguments + command.options + globalOptions
    var seen: Set<String> = []
    for declaration in declarations {
      if declaration.abstract.isEmpty { problems.append("no help for \(declaration.displayName)") }
      for name in declaration.names where !seen.insert(name).inserted {
        problems.append("\(name) is declared twice")
      }
    }
    for name in command.exclusive.joined() where !seen.contains(name) {
      problems.append("\(name) is named as exclusive but not declared")
    }
    return problems
  }

  private func exampleProblems(_ command: CommandTree) -> [String] {
    command.examples.compactMap { example in
      guard let words = ShellWords.split(example.line), let first = words.first else {
        return "the example '\(example.line)' has an open quote or no words"
      }
      if first != root.configuration.name { return "the example '\(example.line)' does not begin with the program" }
      guard case .usageError(let error) = parse(Array(words.dropFirst())) else { return nil }
      return "the example '\(example.line)' does not parse: \(error.message)"
    }
  }
}
