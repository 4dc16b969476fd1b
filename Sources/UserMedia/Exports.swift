// A program imports `UserMedia` alone and sees the values that the modules beneath define.
@_exported public import UserMediaConstraints
@_exported public import UserMediaConversion
@_exported public import UserMediaCore
