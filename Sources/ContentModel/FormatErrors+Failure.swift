import Formats

// What the readers of files complain about is for people: file, line, what and the mend.
extension CSVError: Failure {}
extension YAMLError: Failure {}
