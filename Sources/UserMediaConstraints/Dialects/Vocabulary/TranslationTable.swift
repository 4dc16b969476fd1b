/// Every name that exists only in outdated dialects, with its current meaning.
///
/// From Chromium's `media_constraints_impl.cc` (2013 to 2023), Firefox's
/// `MediaTrackConstraintSet.webidl` (27 to 55) and the drafts of Media Capture and Streams from
/// 2012 to 2016.
package let translationTable: [TranslationRule] =
  rules(
    [.webkit], .video,
    [
      "minWidth": .min(.width),
      "maxWidth": .max(.width),
      "minHeight": .min(.height),
      "maxHeight": .max(.height),
      "minFrameRate": .min(.frameRate),
      "maxFrameRate": .max(.frameRate),
      "minAspectRatio": .min(.aspectRatio),
      "maxAspectRatio": .max(.aspectRatio),
      "googNoiseReduction": .noEquivalent,
      "googLeakyBucket": .noEquivalent,
      "googPowerLineFrequency": .noEquivalent,
      "windowToFront": .displayCapture,
    ])
  + rules(
    [.webkit, .moz], .both,
    [
      "sourceId": .value(.deviceId),
      "volume": .noEquivalent,
      "peerIdentity": .outOfScope,
      "noaccess": .outOfScope,
    ])
  + rules(
    [.webkit], .both,
    [
      "chromeMediaSource": .displayCapture,
      "chromeMediaSourceId": .displayCapture,
    ])
  + rules(
    [.webkit], .audio,
    [
      "googEchoCancellation": .value(.echoCancellation),
      "googAutoGainControl": .value(.autoGainControl),
      "googNoiseSuppression": .value(.noiseSuppression),
      "latencyMs": .thousandths(.latency),
      "googEchoCancellation2": .noEquivalent,
      "googDAEchoCancellation": .noEquivalent,
      "googAutoGainControl2": .noEquivalent,
      "googNoiseSuppression2": .noEquivalent,
      "googHighpassFilter": .noEquivalent,
      "googTypingNoiseDetection": .noEquivalent,
      "googAudioMirroring": .noEquivalent,
      "googBeamforming": .noEquivalent,
      "googArrayGeometry": .noEquivalent,
      "googHotword": .noEquivalent,
      "googDucking": .noEquivalent,
      "chromeRenderToAssociatedSink": .noEquivalent,
      "disableLocalEcho": .noEquivalent,
    ])
  + rules(
    [.moz], .audio,
    [
      "echoCancelation": .value(.echoCancellation),
      "mozAutoGainControl": .value(.autoGainControl),
      "mozNoiseSuppression": .value(.noiseSuppression),
    ])
  + rules(
    [.moz], .both,
    [
      "mediaSource": .mediaSource,
      "mozMediaSource": .mediaSource,
    ])
  + rules(
    [.moz], .video,
    [
      "browserWindow": .displayCapture,
      "scrollWithPage": .displayCapture,
      "viewportOffsetX": .displayCapture,
      "viewportOffsetY": .displayCapture,
      "viewportWidth": .displayCapture,
      "viewportHeight": .displayCapture,
    ])
  // RTCPeerConnection's constraints, which went through the same parser.
  + rules(
    [.webkit], .both,
    [
      "googCpuOveruseDetection": .outOfScope,
      "googCpuUnderuseThreshold": .outOfScope,
      "googCpuOveruseThreshold": .outOfScope,
      "googCpuOveruseEncodeUsage": .outOfScope,
      "googCpuUnderuseEncodeRsdThreshold": .outOfScope,
      "googCpuOveruseEncodeRsdThreshold": .outOfScope,
      "googScreencastMinBitrate": .outOfScope,
      "googHighStartBitrate": .outOfScope,
      "googPayloadPadding": .outOfScope,
      "googSuspendBelowMinBitrate": .outOfScope,
      "googNumUnsignalledRecvStreams": .outOfScope,
      "googCombinedAudioVideoBwe": .outOfScope,
      "googDscp": .outOfScope,
      "googIPv6": .outOfScope,
      "googUseRtpMUX": .outOfScope,
      "DtlsSrtpKeyAgreement": .outOfScope,
      "RtpDataChannels": .outOfScope,
      "OfferToReceiveAudio": .outOfScope,
      "OfferToReceiveVideo": .outOfScope,
      "VoiceActivityDetection": .outOfScope,
      "IceRestart": .outOfScope,
    ])

private func rules(
  _ dialects: [Dialect], _ kinds: TranslationRule.Kinds,
  _ meanings: KeyValuePairs<String, TranslationRule.Meaning>
) -> [TranslationRule] {
  meanings.map {
    TranslationRule(name: $0.key, dialects: dialects, kinds: kinds, meaning: $0.value)
  }
}
