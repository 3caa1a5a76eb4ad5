/// A named parameter without a value: `--json`. False unless given; given twice is the same as once.
@propertyWrapper
public struct Flag: Sendable {
  private let storage = ParameterStorage<Bool>(initial: false)
  private let names: NameSpecification
  private let help: ArgumentHelp

  public init(name: NameSpecification = .long, help: ArgumentHelp) {
    names = name
    self.help = help
  }

  /// Whether the flag was given.
  public var wrappedValue: Bool {
    get { storage.value }
    nonmutating set { storage.value = newValue }
  }
}

extension Flag: ParameterWrapper {
  func parameter(property: String) -> Parameter {
    Parameter(
      declaration: Declaration(
        kind: .flag, names: names.spelled(property: property), valueName: "", abstract: help.abstract,
        defaultText: nil, allowedValues: [], isRepeating: false, isRequired: false, isHidden: help.isHidden),
      accept: { [storage] (_, _) throws(ValidationError) in storage.give(true) },
      isGiven: { [storage] in storage.isGiven })
  }
}
