// Programs import `UserMedia` alone; this re-exports the types of the lower modules.
@_exported public import UserMediaConstraints
@_exported public import UserMediaConversion
@_exported public import UserMediaCore
@_exported public import UserMediaRecording
