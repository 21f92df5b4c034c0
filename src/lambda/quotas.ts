/** Lambda's limits (Lambda Developer Guide: quotas; recorded answers). Sizes in bytes unless the name says otherwise. */
export const syncPayloadBytesMax = 6 * 1024 * 1024
/** The runtime may answer this much: AWS grants a hundred bytes of envelope. */
export const responseBytesMax = 6 * 1024 * 1024 + 100
export const eventPayloadBytesMax = 1024 * 1024
export const streamedResponseBytesMax = 200 * 1024 * 1024
export const requestBytesMax = 70_167_211
export const zippedBytesMax = 52_428_800
export const unzippedBytesMax = 262_144_000
export const environmentBytesMax = 4096
export const logTailBytesMax = 4096
export const clientContextBytesMax = 3583
export const policyBytesMax = 20_480
export const codeStorageBytesMax = 300 * 1024 ** 3

export const accountConcurrencyDefault = 1000
export const unreservedConcurrencyMin = 100
/** Each function may grow by this many environments in every ten seconds. */
export const scalingPerTenSeconds = 1000
export const requestsPerConcurrency = 10

export const initMs = 10_000
/** With provisioned concurrency, or the function's timeout when that is longer. */
export const provisionedInitMs = 130_000
export const timeoutSecondsMax = 900
export const tmpMbDefault = 512
export const fileDescriptorsMax = 1024
export const processesMax = 1024
