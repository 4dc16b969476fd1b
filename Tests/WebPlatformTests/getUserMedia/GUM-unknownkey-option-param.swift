import Testing
import UserMedia

@Suite("GUM-unknownkey-option-param") struct GUMUnknownKeyOptionParam {
  @Test func unknownKindOfDeviceIsTypeError() async {
    #expect(await Page().failure(["doesnotexist": true]) is TypeError)
  }
}
