import Generation
import Workspace

extension ModelOptions {
  /// The settings with these options laid over them.
  func configuration(
    _ settings: Settings, minAccept: Int? = nil, reviewsAll: Bool = false, mode: FillMode = .live
  ) throws -> FillConfiguration {
    try FillConfiguration(
      settings: settings, provider: provider, model: model, batchSize: batchSize, minAccept: minAccept,
      reviewsAll: reviewsAll, mode: mode)
  }
}
