/// A declaration tied to the property of one instance of a command.
struct Parameter {
  var declaration: Declaration
  /// Takes the text of a value (any text for a flag); `spelled` is the name as it was typed.
  let accept: (_ argument: String, _ spelled: String) throws(ValidationError) -> Void
  let isGiven: () -> Bool
}

/// What the wrappers `@Argument`, `@Option` and `@Flag` have in common.
protocol ParameterWrapper {
  /// The declaration and the way to its storage; `property` is the property's name.
  func parameter(property: String) -> Parameter
}

/// What `@OptionGroup` shows to reflection.
protocol GroupWrapper {
  var title: String { get }
  var options: any ParsableOptions { get }
}

/// All parameters of an instance, in the order of its declarations.
struct ParameterSet {
  var parameters: [Parameter] = []
  /// The groups and the instance itself, innermost first, to be validated once all values are there.
  var owners: [any ParsableOptions] = []

  /// Reflects the instance. `group` is the title for all it declares, or nil where they are the command's own.
  init(reflecting options: any ParsableOptions, group: String? = nil) {
    add(options, group: group)
  }

  private mutating func add(_ options: any ParsableOptions, group: String?) {
    for child in Mirror(reflecting: options).children {
      if let wrapper = child.value as? any ParameterWrapper {
        // The storage of a wrapped property `limit` is labelled `_limit`.
        let property = String((child.label ?? "_").dropFirst())
        var parameter = wrapper.parameter(property: property)
        parameter.declaration.group = group
        parameters.append(parameter)
      } else if let wrapper = child.value as? any GroupWrapper {
        add(wrapper.options, group: group ?? wrapper.title)
      }
    }
    owners.append(options)
  }

  /// The parameter of that name, dashes included. Linear in the number of parameters.
  func named(_ name: String) -> Parameter? {
    parameters.first { $0.declaration.names.contains { $0 == name } }
  }

  /// The parameters known by their place, in order.
  var positional: [Parameter] { parameters.filter { $0.declaration.kind == .argument } }

  /// What was declared, without the ties.
  var declarations: [Declaration] { parameters.map { $0.declaration } }
}

/// Reads a value for an option or an argument, or says in full why it cannot.
func accept<Value: ParameterValue>(
  _ argument: String, spelled: String, into storage: ParameterStorage<Value>
) throws(ValidationError) {
  if storage.isGiven && !Value.isRepeating {
    throw ValidationError("'\(spelled)' is given twice", hint: "give it once")
  }
  guard let value = Value.reading(argument, after: storage.given) else {
    let shown = SafeText.line(argument)
    let allowed = Value.allowedValues
    if allowed.isEmpty { throw ValidationError("'\(shown)' is not \(Value.noun) for '\(spelled)'") }
    throw ValidationError(
      "'\(shown)' is not a value of '\(spelled)'" + Suggestion.clause(for: argument, among: allowed),
      hint: "allowed: " + allowed.joined(separator: ", "))
  }
  storage.give(value)
}
