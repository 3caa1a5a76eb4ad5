/// A named parameter with a value: `--limit 5`, `--limit=5`.
///
/// The property's type says the rest: `Int?` may be left out, `[String]` may be repeated, `Int = 5` has a default, a
/// plain `Int` must be given.
@propertyWrapper
public struct Option<Value: ParameterValue>: Sendable {
  private let storage: ParameterStorage<Value>
  private let initial: Value?
  private let names: NameSpecification
  private let help: ArgumentHelp

  /// An option with a default.
  public init(wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp) {
    self.init(initial: wrappedValue, name: name, help: help)
  }

  /// An option without a default: optional, repeatable or required, as its type says.
  public init(name: NameSpecification = .long, help: ArgumentHelp) {
    self.init(initial: Value.absent, name: name, help: help)
  }

  private init(initial: Value?, name: NameSpecification, help: ArgumentHelp) {
    storage = ParameterStorage(initial: initial)
    self.initial = initial
    names = name
    self.help = help
  }

  /// The value given, else the default.
  public var wrappedValue: Value {
    get { storage.value }
    nonmutating set { storage.value = newValue }
  }

  /// The wrapper itself, for ``isGiven``: `$limit.isGiven`.
  public var projectedValue: Self { self }

  /// Whether the command line gave the option.
  public var isGiven: Bool { storage.isGiven }
}

extension Option: ParameterWrapper {
  func parameter(property: String) -> Parameter {
    Parameter(
      declaration: Declaration(
        kind: .option, names: names.spelled(property: property),
        valueName: help.valueName ?? kebabCase(property).uppercased(), abstract: help.abstract,
        defaultText: initial?.defaultText, allowedValues: Value.allowedValues, isRepeating: Value.isRepeating,
        isRequired: initial == nil, isHidden: help.isHidden),
      accept: { [storage] (argument, spelled) throws(ValidationError) in
        try accept(argument, spelled: spelled, into: storage)
      },
      isGiven: { [storage] in storage.isGiven })
  }
}
