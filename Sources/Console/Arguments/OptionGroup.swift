/// Parameters that several commands share, declared once in a type of their own.
///
/// `@OptionGroup(title: "Selection") var selection: SelectionOptions` gives the command all that `SelectionOptions`
/// declares; help lists it under the title.
@propertyWrapper
public struct OptionGroup<Options: ParsableOptions>: Sendable {
  /// The heading of the group in help texts.
  public let title: String
  /// The shared parameters.
  public var wrappedValue: Options

  public init(title: String) {
    self.title = title
    wrappedValue = Options()
  }
}

extension OptionGroup: GroupWrapper {
  var options: any ParsableOptions { wrappedValue }
}
