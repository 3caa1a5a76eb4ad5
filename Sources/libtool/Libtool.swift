@main enum Libtool { static func main() {} }
