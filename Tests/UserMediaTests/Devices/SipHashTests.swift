import Testing

@testable import UserMedia

@Suite struct SipHashTests {
  /// The reference implementation's first vectors, with the key bytes 0 to 15 and the message bytes
  /// 0, 1, 2 … .
  @Test(
    arguments: [
      (0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (8, 0x93f5_f579_9a93_2462),
      (15, 0xa129_ca61_49be_45e5),
    ] as [(UInt8, UInt64)])
  func referenceVectors(count: UInt8, expected: UInt64) {
    let key = SipHash.Key(0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)
    #expect(SipHash.hash(Array(0..<count), key: key) == expected)
  }
}
