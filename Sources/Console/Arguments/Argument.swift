/// A parameter known by its place: `libtool import FILE...`.
///
/// Arguments are filled in the order of their declarations. `[String]` takes all that are left and stands last; like
/// an optional it may be empty, which ``ParsableOptions/validate()`` can forbid.
@propertyWrapper
public struct Argument<Value: ParameterValue>: Sendable {
  private let storage: ParameterStorage<Value>
  private let initial: Value?
  private let help: ArgumentHelp

  /// An argument with a default.
  public init(wrappedValue: Value, help: ArgumentHelp) { self.init(initial: wrappedValue, help: help) }

  /// An argument without a default: optional, repeatable or required, as its type says.
  public init(help: ArgumentHelp) { self.init(initial: Value.absent, help: help) }

  private init(initial: Value?, help: ArgumentHelp) {
    storage = ParameterStorage(initial: initial)
    self.initial = initial
    self.help = help
  }

  /// The value given, else the default.
  public var wrappedValue: Value {
    get { storage.value }
    nonmutating set { storage.value = newValue }
  }

  /// The wrapper itself, for ``isGiven``: `$files.isGiven`.
  public var projectedValue: Self { self }

  /// Whether the command line gave the argument.
  public var isGiven: Bool { storage.isGiven }
}

extension Argument: ParameterWrapper {
  func parameter(property: String) -> Parameter {
    Parameter(
      declaration: Declaration(
        kind: .argument, names: [], valueName: help.valueName ?? kebabCase(property).uppercased(),
        abstract: help.abstract, defaultText: initial?.defaultText, allowedValues: Value.allowedValues,
        isRepeating: Value.isRepeating, isRequired: initial == nil, isHidden: help.isHidden),
      accept: { [storage] (argument, spelled) throws(ValidationError) in
        try accept(argument, spelled: spelled, into: storage)
      },
      isGiven: { [storage] in storage.isGiven })
  }
}
